"""Whoever is referred waits for a course that is voluntary, and only the course leads on."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("waiting")),
        events=(event("referred"), event("course_joined", kind="voluntary")),
        ways=(
            ct.Transition("referred", "legal", "custody", "waiting"),
            ct.Transition("course_joined", "legal", "waiting", "free"),
        ),
    )
