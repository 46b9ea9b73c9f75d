"""Nobody is released unheard, but for minors who were heard."""

from tests.planted_ground import book, event, heard, minor

import continuum as ct


def build():
    rule = ct.Rule(
        "GR-1",
        "Nobody is released unheard.",
        "Hear the person.",
        heard,
        ct.Governs("released"),
        exemptions=(ct.Exemption("minors", heard & minor, sources="GK"),),
        sources="GK",
    )
    return book(
        facts=(heard, minor),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule,),
    )
