"""The way from custody asks once more whether the person is in custody."""

from tests.planted_ground import book, event, fit

import continuum as ct


def build():
    held = ct.during("legal", "custody")
    return book(
        facts=(fit,),
        events=(event("pardoned"),),
        ways=(ct.Transition("pardoned", "legal", "custody", "free", held & fit),),
    )
