"""The hearing is to be held in custody and before the end, and nobody waits for it."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    step = ct.Step(
        "ST1",
        "Hear the person.",
        "mandatory",
        "judge",
        "hearing_held",
        heard,
        ct.during("legal", "custody"),
        before="closed",
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        steps=(step,),
    )
