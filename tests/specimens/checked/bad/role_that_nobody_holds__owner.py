"""A step is owed by the mentor alone, and nobody is a mentor."""

from tests.planted_ground import book, event, heard

import continuum as ct

OPTIONS = {"staff": {"judge": 3, "officer": 2, "mentor": 0}}


def build():
    step = ct.Step(
        "ST1",
        "Listen to the person.",
        "organisational",
        "mentor",
        "hearing_held",
        heard,
        ct.during("legal", "free"),
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        steps=(step,),
    )
