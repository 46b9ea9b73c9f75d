"""On the day on which the sentence ends, the way out is open only for those who were heard."""

from tests.planted_ground import ENDED, FREE, book, event, heard, release_day, rule

import continuum as ct


def build():
    return book(
        states=(ct.State("custody", coercive=True, sources="GK"), FREE, ENDED),
        facts=(release_day, heard),
        events=(
            event("sentence_over"),
            event("hearing_held", effects=(ct.Sets("heard", True),)),
        ),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("sentence_over", "legal", "custody", "free", heard),
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
