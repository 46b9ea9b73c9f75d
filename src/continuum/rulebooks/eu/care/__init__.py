"""Care: what clinicians decide, and what must be ready on the day of release."""
