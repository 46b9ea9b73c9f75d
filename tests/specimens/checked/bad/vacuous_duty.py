"""A report is owed for whoever is closed unheard, and nobody unheard is ever closed."""

from tests.planted_ground import book, event, heard, rule

import continuum as ct


def build():
    report = ct.DutyForm("Write a report.", "officer")
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(
            rule("GR-1", heard, "released"),
            rule("GR-2", heard, "closed", then="owes", duty=report),
        ),
    )
