"""A made-up case for the rules of the circle, of care and of safety."""

from __future__ import annotations

import pytest

from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

WORDS = {
    "reasons": "on this person's own case",
    "remedy": "appeal court, two weeks",
    "authority": "district court",
    "legal_basis": "judgment 1",
}
ROLES = {
    "sentence_court": "SC-1",
    "prison_governor": "PG-1",
    "prison_case_manager": "PCM-1",
    "probation_officer": "PO-1",
}


class Told:
    """A case with shorter words: who acts is a role, and the day goes on from the last one."""

    def __init__(self) -> None:
        """Convict somebody from 2022-01-01 for thirty months; two thirds end on 2023-09-01."""
        self.case = Case.open(
            load("eu"), on="2022-01-01", case_id="P-9", facts={"child_affected": False}
        )
        self.send(
            "convicted",
            "sentence_court",
            "2022-01-01",
            counts_from="2022-01-01",
            term_in_months=30,
            **WORDS,
        )

    def ask(self, event, role, on, **said):
        """Ask for an event, which changes nothing."""
        return self.case.ask(event, on=on, by=Actor(role, ROLES.get(role, "X-1")), **said)

    def send(self, event, role, on, **said):
        """Do an event."""
        return self.case.send(event, on=on, by=Actor(role, ROLES.get(role, "X-1")), **said)

    def against(self, event, role, on, **said):
        """Give the ids of what stands in the way of an event, none where it is allowed."""
        return [item.id for item in self.ask(event, role, on, **said).against]

    def owed(self, event, role, on, **said):
        """Give the ids of the rules whose duties an event would create."""
        asked = self.ask(event, role, on, **said)
        assert asked.outcome == "allowed", asked
        return {duty.rule for duty in asked.duties}

    def due(self, on):
        """Give the ids of the rules and steps that are owed on a day."""
        return {duty.rule for duty in self.case.due(on=on)}

    def consents(self, *wanted, on="2022-02-01"):
        """Let somebody consent, each time to one thing."""
        for option in wanted:
            self.send(
                "consent_given",
                "continuity_liaison",
                on,
                consent_for_asked=option,
                consent_informed=True,
                consent_specific=True,
                under_threat=False,
            )

    def state(self, region):
        """Give the state of a region."""
        return self.case.state(region)


@pytest.fixture
def told():
    """Give somebody who serves a sentence."""
    return Told()


@pytest.fixture
def words():
    """Give what a decision against the person says."""
    return dict(WORDS)
