"""A rule that blocks says what is owed where it is overridden, and nothing overrides it."""

from tests.planted_ground import book, event, fit, rule

import continuum as ct


def build():
    visit = ct.DutyForm("Send a doctor.", "officer")
    return book(
        facts=(fit,),
        events=(event("sentence_over"),),
        ways=(ct.Transition("sentence_over", "legal", "custody", "free"),),
        rules=(rule("GR-1", fit, "released", duty=visit),),
    )
