"""Somebody copied the rulebook and left the rule on hearings out."""

import attrs
from tests.planted_ground import book, event, heard, minor, rule

import continuum as ct

_LAW = book(
    facts=(heard, minor),
    events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
    ways=(ct.stays("hearing_held", "legal", "custody"),),
    rules=(
        rule("GR-1", heard, "released"),
        rule("GR-2", heard | minor, "closed", then="warns", force="profile"),
    ),
)

OPTIONS = {"against": _LAW}


def build():
    return attrs.evolve(_LAW, name="copied", rules=_LAW.rules[1:])
