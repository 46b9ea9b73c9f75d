"""Variants of the pathway: minors and young adults, parents and pregnant women."""

__all__: list[str] = []
