"""The case is closed, and an appeal that comes late opens it again."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED),
        events=(event("reopened"),),
        ways=(ct.Transition("reopened", "legal", "ended", "free"),),
    )
