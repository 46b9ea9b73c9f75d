"""Built-in scenarios, every number with its mark."""
