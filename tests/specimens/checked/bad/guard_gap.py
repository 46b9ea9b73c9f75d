"""Under eighteen to the youth home, from twenty-one to freedom: nobody thought of twenty."""

from tests.planted_ground import CUSTODY, ENDED, FREE, age, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("youth_home")),
        facts=(age,),
        events=(event("placed"), event("let_out")),
        ways=(
            ct.Transition("placed", "legal", "custody", "youth_home", age.below(18)),
            ct.Transition("placed", "legal", "custody", "free", age.at_least(21)),
            ct.Transition("let_out", "legal", "youth_home", "free"),
        ),
    )
