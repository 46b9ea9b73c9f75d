"""Nobody is released unheard, says the law; a local rulebook exempts whoever is fit."""

from tests.planted_ground import book, event, fit, heard, rule

import continuum as ct


def _book(**more):
    return book(
        facts=(heard, fit),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released", **more), rule("GR-2", fit, "closed", then="warns")),
    )


OPTIONS = {"against": _book()}


def build():
    return _book(exemptions=(ct.Exemption("fit", fit, "ASSUMPTION: local practice"),))
