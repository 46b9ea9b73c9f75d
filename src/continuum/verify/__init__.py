"""The checker: do the rules fit together, for every case there can be?

:func:`check` walks through the situations that a rulebook allows and gives a :class:`Report`:
findings, each with a story that replays as a case; what was proved; what was assumed.
"""

from continuum.verify.checking import check
from continuum.verify.findings import Finding, Report
from continuum.verify.following.story import Act, Story

__all__ = ["Act", "Finding", "Report", "Story", "check"]
