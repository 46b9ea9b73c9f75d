"""Only minors come to the youth home, so whoever sees who is there knows who is a minor."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event, minor

import continuum as ct
from continuum.verify.sights import Sight

OPTIONS = {"sights": (Sight("mentor", sees="legal", may_not_know="minor"),)}


def build():
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("youth_home")),
        facts=(minor,),
        events=(event("placed", requires=minor), event("let_out")),
        ways=(
            ct.Transition("placed", "legal", "custody", "youth_home"),
            ct.Transition("let_out", "legal", "youth_home", "free"),
        ),
    )
