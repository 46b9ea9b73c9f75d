"""After release the passport must be given back, and a rule gives it back in custody only."""

from tests.planted_ground import book, event, rule

import continuum as ct

passport = ct.Flag("passport_returned", moves="step", initially=False)


def build():
    return book(
        facts=(passport,),
        events=(event("passport_returned", effects=(ct.Sets("passport_returned", True),)),),
        rules=(rule("GR-1", ct.during("legal", "custody"), "passport_returned"),),
        steps=(
            ct.Step(
                "ST1",
                "Give the passport back.",
                "statutory",
                "officer",
                "passport_returned",
                passport,
                ct.during("legal", "free"),
                sources="GK",
            ),
        ),
    )
