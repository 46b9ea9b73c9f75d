"""The outline: the whole pathway on one page, one region whose states are the eight phases.

What a newcomer reads first, what an agency may embed as it is, and what every detailed rulebook is
measured against: each of its moves is a move of this one.  Read the modules in this order:
``words`` (facts and days), ``pathway`` (states and ways), ``events``, ``handovers``, ``rules``,
``book``.
"""

from continuum.rulebooks.outline.book import RULEBOOK

__all__ = ["RULEBOOK"]
