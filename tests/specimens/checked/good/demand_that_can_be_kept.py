"""The sentence ends on its day wherever the person is held."""

from tests.planted_ground import ENDED, FREE, book, event, release_day, rule

import continuum as ct


def build():
    states = (ct.State("custody", coercive=True, sources="GK"),)
    states += (ct.State("strict_unit", coercive=True, sources="GK"), FREE, ENDED)
    return book(
        states=states,
        facts=(release_day,),
        events=(event("sentence_over"), event("confined"), event("let_back")),
        ways=(
            ct.Transition("confined", "legal", "custody", "strict_unit"),
            ct.Transition("let_back", "legal", "strict_unit", "custody"),
            ct.Transition("sentence_over", "legal", ("custody", "strict_unit"), "free"),
        ),
        rules=(
            rule(
                "GR-1",
                release_day.reached(),
                "sentence_over",
                then="demands",
                precedence="liberty",
            ),
        ),
    )
