"""One rule asks for three missed days at least, another for fewer than three."""

from tests.planted_ground import book, event, rule

import continuum as ct

missed = ct.Number("missed", low=0, high=9, unit="days")


def build():
    return book(
        facts=(missed,),
        events=(event("recalled"),),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
        rules=(
            rule("GR-1", missed.at_least(3), "recalled"),
            rule("GR-2", missed.below(3), "recalled"),
        ),
    )
