"""The case: a history under a rulebook, and the wall round ``transitions``."""

from continuum.runtime.case import Case

__all__ = ["Case"]
