"""A scenario: its four documents put together, checked, and as JSON."""
