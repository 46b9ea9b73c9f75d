"""The plan is handed over once the file is, and the file once the plan is."""

from tests.planted_ground import book

import continuum as ct


def build():
    plan = ct.Handover("H1", "judge", "officer", "the plan", sources="GK")
    file = ct.Handover("H2", "officer", "mentor", "the file", available=plan.accepted, sources="GK")
    plan = ct.Handover("H1", "judge", "officer", "the plan", available=file.accepted, sources="GK")
    return book(handovers=(plan, file))
