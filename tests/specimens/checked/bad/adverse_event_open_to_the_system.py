"""A recall that nobody need put their name to."""

from tests.planted_ground import book, event

import continuum as ct


def build():
    return book(
        events=(event("recalled", adverse=True),),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
    )
