"""Custody as it runs: placement, moves between prisons, borders, what ends it unlooked for."""

__all__: list[str] = []
