"""On release somebody writes down where the person goes, and it decides nothing."""

from tests.planted_ground import book, event

import continuum as ct

abroad = ct.Flag("abroad", title="the person goes abroad", moves="step", initially=False)


def build():
    return book(
        facts=(abroad,),
        events=(event("let_out", effects=(ct.Sets("abroad", True),)),),
        ways=(ct.Transition("let_out", "legal", "custody", "free"),),
    )
