"""The mentor takes over, and with it the lead, from everybody who is free."""

from tests.planted_ground import book

import continuum as ct


def build():
    handover = ct.Handover(
        "H1",
        "officer",
        "mentor",
        "the plan",
        available=ct.during("legal", "free"),
        leads=True,
        sources="GK",
    )
    return book(lead="officer", handovers=(handover,))
