"""From the sentence by reintegration to the end, as the outline has it."""

from tests.planted_ground import book

import continuum as ct


def build():
    return book(
        phases=(
            ct.PhaseForm("sentence", ct.during("legal", "custody")),
            ct.PhaseForm("reintegration", ct.during("legal", "free")),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
    )
