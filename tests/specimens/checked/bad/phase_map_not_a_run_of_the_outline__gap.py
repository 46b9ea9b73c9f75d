"""Whoever is free and no minor has no phase."""

from tests.planted_ground import book, minor

import continuum as ct


def build():
    return book(
        facts=(minor,),
        phases=(
            ct.PhaseForm("sentence", ct.during("legal", "custody")),
            ct.PhaseForm("reintegration", ct.during("legal", "free") & minor),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
    )
