"""From an event log to the delays, chances and hazards of a scenario, by maximum likelihood."""
