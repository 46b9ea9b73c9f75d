"""From the intake minors go to the youth home, others to freedom; whose age nobody knows stays."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event, minor

import continuum as ct


def build():
    return book(
        states=(CUSTODY, ct.State("intake"), ct.State("youth_home"), FREE, ENDED),
        facts=(minor,),
        events=(event("referred"), event("placed"), event("let_out")),
        ways=(
            ct.Transition("referred", "legal", "custody", "intake"),
            ct.Transition("placed", "legal", "intake", "youth_home", minor),
            ct.Transition("placed", "legal", "intake", "free", ~minor),
            ct.Transition("let_out", "legal", "youth_home", "free"),
        ),
    )
