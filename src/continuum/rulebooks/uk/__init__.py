"""The United Kingdom (England and Wales): what differs from the EU baseline, in ``book`` and in ``uk.toml``."""

from continuum.rulebooks.uk.book import RULEBOOK

__all__ = ["RULEBOOK"]
