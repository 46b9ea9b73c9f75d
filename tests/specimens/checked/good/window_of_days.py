"""A window that opens half a year before the release day and shuts on it."""

from tests.planted_ground import book, event, opened, release_day

import continuum as ct


def build():
    window = opened & ~release_day.reached()
    return book(
        facts=(release_day,),
        events=(event("let_out"),),
        ways=(ct.Transition("let_out", "legal", "custody", "free", window),),
    )
