"""Rules on the case conference: agreement, quorum, the person's part, actions, the lead."""

from __future__ import annotations

from continuum.guards import NEVER, AtLeastOf, Known, during, parameter
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import legal_basis_given, purpose_given
from continuum.rulebooks.eu.continuity import H5, H7
from continuum.rulebooks.eu.programme.conference import (
    action_due,
    actions_open,
    clinician_part,
    closed_part_held,
    closed_part_reason,
    conference_mode,
    immigration_part,
    liaison_part,
    meetings_held,
    municipality_part,
    person_part_asked,
    prison_part,
    probation_part,
    shadowed,
)
from continuum.rulebooks.eu.residence import settled
from continuum.rulebooks.eu.sharing import agreements

_CORE = (prison_part, probation_part, municipality_part, liaison_part)
_agreed = next(flag for flag in agreements.DERIVED if flag.name == "agreement_for_reintegration")
_meeting = Governs("conference_met")

RULES = (
    Rule(
        "S41",
        "A case conference opens with an agreement on sharing, a purpose and a legal basis.",
        "Make the agreement for reintegration, and name the purpose and the legal basis.",
        guard=_agreed & purpose_given & legal_basis_given,
        governs=Governs("conference_opened"),
        precedence="rights",
        title="agreement first",
        sources=("SEED:S41", "SEED:S12"),
    ),
    Rule(
        "S11",
        "A meeting of the case conference needs a quorum of its core members.",
        "Call the missing members, or meet again soon.",
        guard=AtLeastOf(3, tuple(part.is_in("attended") for part in _CORE)),
        governs=_meeting,
        then="warns",
        force="profile",
        precedence="continuity",
        title="quorum",
        sources=("SEED:S11", "SEEN:nl-insp22", "ASSUMPTION: three of four"),
    ),
    Rule(
        "S11.2",
        "Whoever belongs to the core and does not come says why.",
        "Record for each core member that they came, or the reason why not.",
        guard=prison_part.is_in("attended", "excused")
        & probation_part.is_in("attended", "excused")
        & municipality_part.is_in("attended", "excused")
        & liaison_part.is_in("attended", "excused"),
        governs=_meeting,
        then="warns",
        precedence="continuity",
        title="a reason for absence",
        sources=("SEED:S11", "ASSUMPTION: attendance is told for each meeting"),
    ),
    Rule(
        "S11.3",
        "What the case conference agrees is done by its day.",
        "Do it, and record that it is done.",
        guard=NEVER,
        governs=Governs("action_agreed"),
        then="owes",
        precedence="continuity",
        duty=DutyForm(
            "do what the case conference agreed, and say that it is done",
            "case_conference_chair",
            due=action_due,
            met=~actions_open,
        ),
        title="actions are done",
        sources="SEED:S11",
    ),
    Rule(
        "S11.4",
        "A case conference closes once nothing that it agreed is open.",
        "Finish the actions, or give them to somebody else first.",
        guard=~actions_open,
        governs=Governs("conference_closed"),
        precedence="continuity",
        title="nothing left undone",
        sources=("SEED:S11", "SEED:S13"),
    ),
    Rule(
        "S19",
        "A clinician is invited wherever care is known to be needed.",
        "Invite the clinician, who speaks about support and not about a diagnosis.",
        guard=during("care", "none_known") | clinician_part.is_in("attended", "excused"),
        governs=_meeting,
        then="warns",
        precedence="continuity",
        title="the clinician at the table",
        sources="SEED:S19",
    ),
    Rule(
        "S7",
        "While it is open whether the person stays, the immigration case officer is invited.",
        "Invite the immigration case officer.",
        guard=settled | immigration_part.is_in("attended", "excused"),
        governs=_meeting,
        then="warns",
        precedence="continuity",
        title="the immigration officer at the table",
        sources=("SEED:S7", "SEED:S11"),
    ),
    Rule(
        "S67",
        "The person is invited to the case conference, or may write, or may decline.",
        "Invite the person, or ask for a written view.",
        guard=person_part_asked.is_in("invited", "attended", "written_view", "declined"),
        governs=_meeting,
        then="warns",
        precedence="rights",
        title="the person is invited",
        sources="SEED:S67",
    ),
    Rule(
        "S67.2",
        "A part that is held without the person has a reason that is recorded.",
        "Record the reason for the closed part, or open it.",
        guard=~(Known(closed_part_held) & closed_part_held) | closed_part_reason,
        governs=_meeting,
        precedence="rights",
        title="a reason for the closed part",
        sources="SEED:S67",
    ),
    Rule(
        "S84",
        "The lead passes after meetings, by an accepted handover or within the same team.",
        "Let the receiver accept handover H5 or H7, or run the conference as one team.",
        guard=meetings_held.at_least(parameter("meetings_before_the_lead_changes"))
        & (H5.accepted | H7.accepted | conference_mode.is_in("continuous")),
        governs=Governs("conference_lead_changed"),
        precedence="continuity",
        title="no hole when the lead passes",
        sources=("SEED:S54", "SEED:S84", "ASSUMPTION: two meetings"),
    ),
    Rule(
        "S56",
        "Whoever takes the lead has worked beside whoever gives it.",
        "Arrange a day of work together.",
        guard=shadowed,
        governs=Governs("conference_lead_changed"),
        then="warns",
        precedence="continuity",
        title="work beside each other",
        sources=("SEED:S56", "SEED:S79"),
    ),
)
__all__ = [
    "RULES",
]
