"""Somebody in freedom is arrested again, and the map says that this is remand."""

from tests.planted_ground import book, event

import continuum as ct


def build():
    return book(
        phases=(
            ct.PhaseForm("reintegration", ct.during("legal", "free")),
            ct.PhaseForm("remand", ct.during("legal", "custody")),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
        events=(event("arrested"),),
        ways=(ct.Transition("arrested", "legal", "free", "custody"),),
    )
