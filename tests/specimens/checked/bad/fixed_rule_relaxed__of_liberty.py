"""The sentence ends on its day, says the law; here only once somebody was heard."""

from tests.planted_ground import ENDED, FREE, book, event, heard, release_day, rule

import continuum as ct


def _book(when):
    return book(
        states=(ct.State("custody", coercive=True, sources="GK"), FREE, ENDED),
        facts=(release_day, heard),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(
            rule("GR-1", when, "released", then="demands", precedence="liberty"),
            rule("GR-2", heard, "closed", then="warns"),
        ),
    )


OPTIONS = {"against": _book(release_day.reached())}


def build():
    return _book(release_day.reached() & heard)
