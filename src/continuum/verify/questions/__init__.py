"""Questions: one file for each thing that is asked of a rulebook, from the states to the ends."""
