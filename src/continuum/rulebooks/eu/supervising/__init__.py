"""Supervision as it runs: its levels, breach and recall, renewal, and measures beside it."""

__all__: list[str] = []
