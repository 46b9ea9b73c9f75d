"""Whoever is let out owes a report until they are free, and free they are that moment."""

from tests.planted_ground import book, fit, rule

import continuum as ct


def build():
    report = ct.DutyForm("Send a report.", "officer", met=ct.during("legal", "free"))
    return book(
        facts=(fit,),
        rules=(rule("GR-1", fit, "released", then="owes", duty=report),),
    )
