"""A way for those who are fit stands beside one for everybody."""

from tests.planted_ground import book, event, fit

import continuum as ct


def build():
    return book(
        facts=(fit,),
        events=(event("pardoned"),),
        ways=(
            ct.Transition("pardoned", "legal", "custody", "free"),
            ct.Transition("pardoned", "legal", "custody", "ended", fit),
        ),
    )
