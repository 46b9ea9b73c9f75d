"""Two scenarios beside each other: the same people, the same luck, and what differs."""
