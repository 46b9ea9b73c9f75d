"""Only the mentor may say that somebody is fit to travel, and nobody is a mentor."""

from tests.planted_ground import book, event, rule

import continuum as ct

OPTIONS = {"staff": {"judge": 3, "officer": 2}}

fit = ct.Flag("fit", title="the person is fit to travel", recorded_by="mentor")


def build():
    return book(
        facts=(fit,),
        events=(event("left"),),
        ways=(ct.Transition("left", "legal", "free", "ended"),),
        rules=(rule("GR-1", fit, "closed"),),
    )
