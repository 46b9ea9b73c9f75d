"""Whoever was prepared inside the window can never be let out before it opens."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event, opened, release_day

import continuum as ct


def build():
    return book(
        states=(CUSTODY, ct.State("prepared"), FREE, ENDED),
        facts=(release_day,),
        events=(event("prepared", requires=opened), event("let_out", requires=~opened)),
        ways=(
            ct.Transition("prepared", "legal", "custody", "prepared"),
            ct.Transition("released", "legal", "prepared", "free"),
            ct.Transition("let_out", "legal", "prepared", "free"),
        ),
    )
