"""What there is, apart from rules and behaviour: places, arrivals, calendars, law in motion."""
