"""The mentor takes over from those who are free and were heard; one is heard at the end only."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    handover = ct.Handover(
        "H1",
        "officer",
        "mentor",
        "the plan",
        available=ct.during("legal", "free") & heard,
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "ended"),),
        handovers=(handover,),
    )
