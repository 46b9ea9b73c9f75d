"""Somebody who is moved to isolation stays there: no event leads out."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("isolation")),
        events=(event("isolated"),),
        ways=(ct.Transition("isolated", "legal", "custody", "isolation"),),
    )
