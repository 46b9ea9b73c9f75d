"""A recall that a named judge decides, after three missed days; a system may only warn."""

from tests.planted_ground import book, event, rule

import continuum as ct
from continuum.rulebook.request import named_actor

missed = ct.Number("missed", low=0, high=9, unit="days")


def build():
    return book(
        facts=(missed,),
        events=(event("recalled", adverse=True, needs=("reasons", "remedy")),),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
        rules=(
            rule("GR-1", missed.at_least(3), "recalled"),
            rule("GR-2", named_actor, "recalled"),
        ),
    )
