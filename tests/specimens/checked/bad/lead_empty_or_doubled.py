"""The judge promises the lead to the officer and to the mentor."""

from tests.planted_ground import book

import continuum as ct


def build():
    return book(
        lead="judge",
        handovers=(
            ct.Handover("H1", "judge", "officer", "the plan", leads=True, sources="GK"),
            ct.Handover("H2", "judge", "mentor", "the file", leads=True, sources="GK"),
        ),
    )
