"""The same report is owed by two rules whenever somebody unfit is released."""

from tests.planted_ground import book, fit, rule

import continuum as ct


def build():
    report = ct.DutyForm("Write a report.", "officer")
    return book(
        facts=(fit,),
        rules=(
            rule("GR-1", fit, "released", then="owes", duty=report),
            rule("GR-2", fit, "released", then="owes", duty=report),
        ),
    )
