"""Following: a concrete case goes where a search says that one can go."""
