"""The plan is to be made in custody once the person was heard, and only the free are heard."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    step = ct.Step(
        "ST1",
        "Make a plan.",
        "organisational",
        "officer",
        available=ct.during("legal", "custody") & heard,
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "free"),),
        steps=(step,),
    )
