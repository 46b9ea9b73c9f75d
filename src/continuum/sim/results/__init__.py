"""What a run gives: the log, and what is counted from it."""
