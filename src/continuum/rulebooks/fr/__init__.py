"""France: what differs from the EU baseline, in ``book`` and in ``fr.toml``."""

from continuum.rulebooks.fr.book import RULEBOOK

__all__ = ["RULEBOOK"]
