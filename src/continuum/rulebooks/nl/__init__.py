"""The Netherlands: what differs from the EU baseline, in ``book`` and in ``nl.toml``."""

from continuum.rulebooks.nl.book import RULEBOOK

__all__ = ["RULEBOOK"]
