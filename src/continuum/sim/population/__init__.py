"""Who is simulated: people in columns, and the luck that belongs to each."""
