"""The hearing comes before the release, and every way out of custody asks for it."""

from tests.planted_ground import book, event, heard, rule

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
        before=("released", "pardoned"),
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)), event("pardoned")),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
        rules=(
            rule(
                "GR-1",
                heard,
                "released",
            ),
            rule("GR-2", heard, "pardoned"),
        ),
        steps=(step,),
    )
