"""Everybody is heard before the release, but for a pardon a minor need not be."""

from tests.planted_ground import book, event, heard, minor, rule

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
        facts=(heard, minor),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)), event("pardoned")),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
        rules=(rule("GR-1", heard, "released"), rule("GR-2", heard | minor, "pardoned")),
        steps=(step,),
    )
