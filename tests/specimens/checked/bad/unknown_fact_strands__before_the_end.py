"""No case is closed before somebody says whether the person has a home."""

from tests.planted_ground import book, event

import continuum as ct

home = ct.Flag("home", title="the person has a home", recorded_by=("officer",))


def build():
    return book(
        facts=(home,),
        events=(event("housed"), event("signed_off")),
        ways=(
            ct.Transition("signed_off", "legal", "custody", "ended"),
            ct.Transition("housed", "legal", "free", "ended", ~home),
        ),
    ).extend(events=(event("closed", requires=home),))
