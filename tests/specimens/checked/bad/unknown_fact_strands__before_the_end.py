"""No case is closed before somebody finds out whether the person has a nationality."""

from tests.planted_ground import book, event

import continuum as ct

stateless = ct.Flag(
    "stateless", title="the person is stateless", moves="fixed", recorded_by=("officer",)
)


def build():
    return book(
        facts=(stateless,),
        events=(event("settled"), event("signed_off")),
        ways=(
            ct.Transition("signed_off", "legal", "custody", "ended"),
            ct.Transition("settled", "legal", "free", "ended", ~stateless),
        ),
    ).extend(events=(event("closed", requires=stateless),))
