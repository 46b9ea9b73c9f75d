"""The lead goes to the system, which is nobody."""

from tests.planted_ground import book, event

import continuum as ct


def build():
    return book(
        lead="system",
        handovers=(ct.Handover("H1", "judge", "officer", "the plan", sources="GK"),),
        events=(event("officer_named", effects=(ct.Sets("lead", "officer"),)),),
    )
