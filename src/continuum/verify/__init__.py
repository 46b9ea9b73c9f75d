"""The checker: do the rules fit together, for every case there can be?

:func:`check` decides over all situations that a rulebook allows and gives a :class:`Report`:
findings, each with a story that replays as a case; what was proved; what was assumed.
:func:`diff` compares two versions, and :func:`certify` writes down what another solver can look
at again.
"""

from continuum.verify.checking import check
from continuum.verify.comparing import Behaviour, Diff, diff, same_behaviour
from continuum.verify.evidence.making import certify
from continuum.verify.findings import Finding, Needed, Report, Waived
from continuum.verify.following.story import Act, Story
from continuum.verify.kinds import KINDS, Kind, Meaning, explain
from continuum.verify.sights import Sight
from continuum.verify.space import Limits
from continuum.verify.waiving import Waiver, read_waivers, waive, write_waivers
from continuum.verify.ways import Passage, paths

__all__ = [
    "KINDS",
    "Act",
    "Behaviour",
    "Diff",
    "Finding",
    "Kind",
    "Limits",
    "Meaning",
    "Needed",
    "Passage",
    "Report",
    "Sight",
    "Story",
    "Waived",
    "Waiver",
    "certify",
    "check",
    "diff",
    "explain",
    "paths",
    "read_waivers",
    "same_behaviour",
    "waive",
    "write_waivers",
]
