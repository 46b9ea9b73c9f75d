"""Runs in portions: over many workers, streamed to files, kept and opened again."""
