"""Nobody is released unheard, but for minors, and for those under twenty-one."""

from tests.planted_ground import age, book, event, heard, minor

import continuum as ct


def build():
    rule = ct.Rule(
        "GR-1",
        "Nobody is released unheard.",
        "Hear the person.",
        heard,
        ct.Governs("released"),
        exemptions=(
            ct.Exemption("minors", minor, sources="GK"),
            ct.Exemption("the young", age.below(21), sources="GK"),
        ),
        sources="GK",
    )
    return book(
        facts=(heard, minor, age),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule,),
    )
