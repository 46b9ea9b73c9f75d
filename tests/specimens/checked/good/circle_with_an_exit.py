"""Two agencies may send the file to each other for a while, and either may close it."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("with_the_police"), ct.State("with_the_council")),
        events=(event("reported"), event("forwarded"), event("sent_back"), event("dropped")),
        ways=(
            ct.Transition("reported", "legal", "free", "with_the_police"),
            ct.Transition("forwarded", "legal", "with_the_police", "with_the_council"),
            ct.Transition("sent_back", "legal", "with_the_council", "with_the_police"),
            ct.Transition("dropped", "legal", ("with_the_police", "with_the_council"), "ended"),
        ),
    )
