"""Nothing leads into the open ward, from which people are released."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("open_ward")),
        events=(event("let_out"),),
        ways=(ct.Transition("let_out", "legal", "open_ward", "free"),),
    )
