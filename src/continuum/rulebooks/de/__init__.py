"""Germany: what differs from the EU baseline, in ``book`` and in ``de.toml``."""

from continuum.rulebooks.de.book import RULEBOOK

__all__ = ["RULEBOOK"]
