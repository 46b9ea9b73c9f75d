"""The closed sets of the language, named once: facts, milestones, guards."""

from __future__ import annotations

from continuum.guards.connectives import All, AtLeastOf, Not, Some
from continuum.guards.facts import Choice, Day, Flag, Number
from continuum.guards.milestones import Portion, Shifted
from continuum.guards.questions import AtLeast, During, IsIn, Known, Reached

__all__ = ["Fact", "Guard", "Milestone"]

Fact = Flag | Choice | Number | Day
Milestone = Day | Shifted | Portion
Guard = Flag | IsIn | AtLeast | Reached | During | Known | All | Some | Not | AtLeastOf
