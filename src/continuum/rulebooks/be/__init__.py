"""Belgium: what differs from the EU baseline, in ``book`` and in ``be.toml``."""

from continuum.rulebooks.be.book import RULEBOOK

__all__ = ["RULEBOOK"]
