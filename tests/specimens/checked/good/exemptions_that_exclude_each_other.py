"""Two exemptions of one rule, for two different grounds; not known is exempt from nothing."""

from tests.planted_ground import book, event, ground, heard

import continuum as ct


def build():
    rule = ct.Rule(
        "GR-1",
        "Nobody is released unheard.",
        "Hear the person.",
        heard,
        ct.Governs("released"),
        exemptions=(
            ct.Exemption("flight", ground.is_in("flight"), sources="GK"),
            ct.Exemption("danger", ground.is_in("danger"), sources="GK"),
        ),
        sources="GK",
    )
    return book(
        facts=(heard, ground),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule,),
    )
