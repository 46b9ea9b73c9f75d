"""The baseline of European law: four of the ten tracks, before any national rulebook.

Read the modules in this order: ``facts``, ``registers`` and ``asked`` (the words), ``legal``,
``supervision``, ``residence`` with ``status``, ``removal`` and ``detention``, ``continuity`` (the
tracks), the ``rules``, ``steps``, ``phases``, ``book``.
"""

from continuum.rulebooks.eu.book import RULEBOOK

__all__ = ["RULEBOOK"]
