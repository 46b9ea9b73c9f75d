"""A rule that blocks says what is owed where it is overridden, and nothing overrides it."""

from tests.planted_ground import book, fit, rule

import continuum as ct


def build():
    visit = ct.DutyForm("Send a doctor.", "officer")
    return book(facts=(fit,), rules=(rule("GR-1", fit, "released", duty=visit),))
