"""The baseline of European law: ten tracks, before any national rulebook.

Read the modules in this order: ``facts``, ``registers`` and ``asked`` (the words), ``legal``,
``supervision``, ``residence`` with ``status``, ``removal`` and ``detention``, ``continuity`` (the
tracks), the ``rules``, ``steps``, ``phases``, ``book``.  Each folder holds further tracks with all
that belongs to them: ``programme`` (disengagement work, the case conference), ``circle`` (family,
community, victims), ``care``, ``safety``, ``sharing`` (who may tell whom what).
"""

from continuum.rulebooks.eu.book import RULEBOOK

__all__ = ["RULEBOOK"]
