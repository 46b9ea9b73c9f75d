"""Safety: of the people who work with the person, and of the person."""
