"""Comparing rulebooks: whether they do the same, and what one allows that the other does not."""

from continuum.verify.comparing.same import same_behaviour

__all__ = ["same_behaviour"]
