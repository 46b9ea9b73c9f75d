"""Two rules block some of the same people, and each of them somebody whom the other lets pass."""

from tests.planted_ground import book, event, fit, heard, minor, rule

import continuum as ct


def build():
    report = ct.DutyForm("Write a report.", "officer", met=ct.during("legal", "ended"))
    return book(
        facts=(heard, minor, fit),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(
            rule("GR-1", heard | minor, "released"),
            rule("GR-2", heard | fit, "released"),
            rule("GR-3", fit.known() & fit, "released", then="owes", duty=report),
        ),
    )
