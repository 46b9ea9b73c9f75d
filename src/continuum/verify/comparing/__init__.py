"""Comparing rulebooks: whether they do the same, and what one allows that the other does not."""

from continuum.verify.comparing.comparing import diff
from continuum.verify.comparing.moving import Stranded
from continuum.verify.comparing.report import Behaviour, Diff
from continuum.verify.comparing.rules import RuleChange
from continuum.verify.comparing.same import same_behaviour

__all__ = ["Behaviour", "Diff", "RuleChange", "Stranded", "diff", "same_behaviour"]
