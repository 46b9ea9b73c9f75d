"""The facts of every request: who acts, in which role, and what was said with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import Day, Flag

if TYPE_CHECKING:
    from continuum.guards import Fact

__all__ = [
    "ACTING_ROLE",
    "SAID",
    "STANDARD",
    "authority_named",
    "evidence_given",
    "fair_wording",
    "human_actor",
    "legal_basis_given",
    "named_actor",
    "purpose_given",
    "reasons_given",
    "remedy_given",
    "the_day",
    "tool_output_only",
]

ACTING_ROLE = "acting_role"
"""The name of the choice fact that holds the role of whoever acts; its options are the roles."""

the_day = Day("the_day", title="the day of the event", of="request")
human_actor = Flag("human_actor", title="a human acts, not a system", of="request")
named_actor = Flag("named_actor", title="whoever acts is named", of="request")
reasons_given = Flag("reasons_given", title="reasons are given", of="request")
tool_output_only = Flag(
    "tool_output_only", title="the reasons are only the output of a tool", of="request"
)
fair_wording = Flag("fair_wording", title="what is said labels nobody", of="request")
remedy_given = Flag("remedy_given", title="remedy, forum and deadline are named", of="request")
authority_named = Flag("authority_named", title="the authority is named", of="request")
evidence_given = Flag("evidence_given", title="evidence is named", of="request")
purpose_given = Flag("purpose_given", title="the purpose is stated", of="request")
legal_basis_given = Flag("legal_basis_given", title="the legal basis is stated", of="request")

SAID: dict[str, str] = {
    "reasons": "reasons_given",
    "remedy": "remedy_given",
    "authority": "authority_named",
    "evidence": "evidence_given",
    "purpose": "purpose_given",
    "legal_basis": "legal_basis_given",
}
"""The free words that a request may carry, and the flag that says each was given."""

STANDARD: tuple[Fact, ...] = (
    the_day,
    human_actor,
    named_actor,
    reasons_given,
    tool_output_only,
    fair_wording,
    remedy_given,
    authority_named,
    evidence_given,
    purpose_given,
    legal_basis_given,
)
