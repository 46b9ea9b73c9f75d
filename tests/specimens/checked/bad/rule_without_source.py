"""A step that is owed, and nobody can say by which law."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    step = ct.Step(
        "ST1",
        "Hear the person.",
        "statutory",
        "judge",
        "hearing_held",
        heard,
        ct.during("legal", "custody"),
        before="released",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(
            ct.Rule(
                "GR-1",
                "Nobody is released unheard.",
                "Hear the person.",
                heard,
                ct.Governs("released"),
                sources="GK",
            ),
        ),
        steps=(step,),
    )
