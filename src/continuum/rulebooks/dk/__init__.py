"""Denmark: what differs from the EU baseline, in ``book`` and in ``dk.toml``."""

from continuum.rulebooks.dk.book import RULEBOOK

__all__ = ["RULEBOOK"]
