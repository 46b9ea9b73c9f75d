"""The mentor is to take over after release, and nobody is a mentor."""

from tests.planted_ground import book

import continuum as ct

OPTIONS = {"staff": {"judge": 1, "officer": 2}}


def build():
    handover = ct.Handover(
        "H1",
        "officer",
        "mentor",
        "the plan",
        available=ct.during("legal", "free"),
        sources="GK",
    )
    return book(handovers=(handover,))
