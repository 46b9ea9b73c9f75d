"""A sentence or supervision passes to another Member State (H10, GR-A0, GR-A1)."""

from __future__ import annotations

from continuum.guards import Choice, during, parameter
from continuum.rulebook import (
    DutyForm,
    Ends,
    Event,
    Governs,
    Handover,
    Rule,
    Sets,
    Transition,
)
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    consent_or_exception,
    opinion_recorded,
    rehabilitation_reason,
)
from continuum.rulebooks.eu.legal import HELD, in_custody
from continuum.rulebooks.eu.registers import supervision_title
from continuum.rulebooks.eu.supervising.levels import back_to_level, level_asked
from continuum.rulebooks.eu.supervision import LEVELS

__all__ = [
    "EVENTS",
    "FACTS",
    "H10",
    "HANDOVERS",
    "RULES",
    "TRANSITIONS",
    "custody_transfer",
    "supervision_transfer",
]

_COURT = ("sentence_court",)
_ABROAD = ("executing_state_authority",)
_STAGES = ("none", "requested", "recognised", "refused")

custody_transfer = Choice(
    "custody_transfer",
    title="how far the transfer of the sentence to another Member State is",
    moves="step",
    initially="none",
    options=_STAGES,
)
supervision_transfer = Choice(
    "supervision_transfer",
    title="how far the transfer of supervision to another Member State is",
    moves="step",
    initially="none",
    options=_STAGES,
)
FACTS = (custody_transfer, supervision_transfer)

_under_way = custody_transfer.is_in("requested", "recognised") | supervision_transfer.is_in(
    "requested", "recognised"
)
_asks = (opinion_recorded, consent_or_exception, rehabilitation_reason)

H10 = Handover(
    "H10",
    "sentence_court",
    "executing_state_authority",
    ("judgment", "certificate", "plan", "care consent"),
    available=_under_way,
    evidence="decision on recognition",
    title="to the executing State",
    sources=("SEEN:fd909-eu", "SEEN:fd947-60"),
)
HANDOVERS = (H10,)

EVENTS = (
    Event(
        "custody_transfer_requested",
        "certificate sent to the executing State",
        _COURT,
        adverse=True,
        requires=~custody_transfer.is_in("requested", "recognised"),
        remedy="no certificate may be out already",
        asks=_asks,
        effects=(Sets("custody_transfer", "requested"), Sets("h10", "not_started")),
        sources=("SEEN:fd909-eu", "SEEN:fd909-book"),
    ),
    Event(
        "custody_transfer_recognised",
        "judgment recognised by the executing State",
        _ABROAD,
        requires=custody_transfer.is_in("requested"),
        remedy="the certificate must be sent first",
        effects=(Sets("custody_transfer", "recognised"),),
        sources=("SEEN:fd909-eu",),
    ),
    Event(
        "custody_transfer_refused",
        "recognition of the judgment refused",
        _ABROAD,
        requires=custody_transfer.is_in("requested"),
        remedy="the certificate must be sent first",
        effects=(Sets("custody_transfer", "refused"),),
        sources=("SEEN:fd909-eu",),
    ),
    Event(
        "enforcement_taken_over",
        "enforcement taken over by another Member State",
        ("sentence_court", "executing_state_authority"),
        adverse=True,
        asks=_asks,
        effects=(
            Ends("titles", {"kind": "custody"}),
            Sets("lead", "executing_state_authority"),
        ),
        about="Closed here, opened there; the lead passes on the same day.",
        sources=("SEEN:fd909-eu", "SEEN:fd909-book"),
    ),
    Event(
        "supervision_transfer_requested",
        "certificate on supervision sent to the executing State",
        _COURT,
        adverse=True,
        requires=~supervision_transfer.is_in("requested", "recognised"),
        remedy="no certificate may be out already",
        asks=(consent_or_exception,),
        effects=(Sets("supervision_transfer", "requested"), Sets("h10", "not_started")),
        sources=("SEEN:fd947-60", "SEEN:fd947-oeil"),
    ),
    Event(
        "supervision_transfer_refused",
        "recognition of supervision refused",
        _ABROAD,
        requires=supervision_transfer.is_in("requested"),
        remedy="the certificate must be sent first",
        effects=(Sets("supervision_transfer", "refused"),),
        sources=("SEEN:fd947-60",),
    ),
    Event(
        "supervision_transferred",
        "supervision recognised by another State",
        ("executing_state_authority", "sentence_court"),
        adverse=True,
        asks=(consent_or_exception,),
        effects=(
            Sets("supervision_transfer", "recognised"),
            Sets("lead", "executing_state_authority"),
        ),
        about="The lead passes on the same day.",
        sources=("SEEN:fd947-60", "SEEN:fd947-oeil"),
    ),
    Event(
        "competence_reverted",
        "competence for supervision reverted",
        ("sentence_court", "executing_state_authority"),
        requires=supervision_title,
        remedy="a supervision title must still be in force",
        asks=(level_asked,),
        effects=(
            Sets("supervision_transfer", "none"),
            Sets("h10", "not_started"),
            Sets("lead", "probation_officer"),
        ),
        about="The lead comes back on the same day.",
        sources="SEEN:ie-947",
    ),
)

TRANSITIONS = (
    Transition("enforcement_taken_over", "legal", HELD, "transferred_out"),
    Transition("supervision_transferred", "supervision", LEVELS, "transferred"),
    *back_to_level("competence_reverted", "transferred"),
)

RULES = (
    Rule(
        "GR-A0",
        "A sentence passes to another Member State only with the person's opinion, a ground and aim.",
        "Record the opinion, the consent or the listed exception, and how it serves rehabilitation.",
        guard=opinion_recorded & consent_or_exception & rehabilitation_reason,
        governs=Governs(("custody_transfer_requested", "enforcement_taken_over")),
        force="profile",
        title="transfer of a sentence",
        sources=("SEEN:fd909-eu", "SEEN:fd909-book", "GK: arts 4, 6, 12 and 15 FD 2008/909"),
    ),
    Rule(
        "GR-A0.2",
        "The executing State decides on a judgment within its time.",
        "Recognise the judgment, or refuse with reasons.",
        guard=custody_transfer.is_in("recognised", "refused"),
        governs=Governs("custody_transfer_requested"),
        then="owes",
        force="profile",
        duty=DutyForm(
            "decide whether the judgment is recognised",
            "executing_state_authority",
            due=the_day + parameter("custody_transfer_decision_time"),
            met=custody_transfer.is_in("recognised", "refused"),
            lapses=~in_custody,
        ),
        title="time to decide on a judgment",
        sources="GK: art 12 FD 2008/909",
    ),
    Rule(
        "GR-A0.3",
        "Once a judgment is recognised, the transfer follows within its time.",
        "Carry out the transfer.",
        guard=during("legal", "transferred_out"),
        governs=Governs("custody_transfer_recognised"),
        then="owes",
        force="profile",
        duty=DutyForm(
            "carry out the transfer of the person",
            "sentence_court",
            due=the_day + parameter("custody_transfer_time"),
            met=during("legal", "transferred_out"),
            lapses=~in_custody & ~during("legal", "transferred_out"),
        ),
        title="time to transfer",
        sources="GK: art 15 FD 2008/909",
    ),
    Rule(
        "GR-A0.4",
        "Nobody is handed over before the executing State has recognised the judgment and accepted "
        "what goes with it.",
        "Wait for the recognition, and let the executing State accept handover H10.",
        guard=custody_transfer.is_in("recognised") & H10.accepted,
        governs=Governs("enforcement_taken_over"),
        force="profile",
        precedence="continuity",
        title="no hole across the border",
        sources=("SEEN:fd909-eu", "SEED:S54"),
    ),
    Rule(
        "GR-A1",
        "Supervision passes to the State of lawful and ordinary residence, or elsewhere by consent.",
        "Record the residence there, or the person's and that State's consent.",
        guard=consent_or_exception,
        governs=Governs(("supervision_transfer_requested", "supervision_transferred")),
        force="profile",
        title="transfer of supervision",
        sources=("SEEN:fd947-oeil", "SEEN:fd947-60", "GK: art 5 FD 2008/947"),
    ),
    Rule(
        "GR-A1.2",
        "The executing State decides on supervision within its time.",
        "Recognise the supervision, or refuse with reasons.",
        guard=supervision_transfer.is_in("recognised", "refused"),
        governs=Governs("supervision_transfer_requested"),
        then="owes",
        force="profile",
        duty=DutyForm(
            "decide whether supervision is recognised",
            "executing_state_authority",
            due=the_day + parameter("supervision_transfer_decision_time"),
            met=supervision_transfer.is_in("recognised", "refused"),
            lapses=during("supervision", "ended"),
        ),
        title="time to decide on supervision",
        sources="SEEN:fd947-60",
    ),
    Rule(
        "GR-A1.3",
        "Once another State supervises, nobody here sets or changes conditions.",
        "Wait until competence reverts, or ask the State that supervises.",
        guard=~during("supervision", "transferred"),
        governs=Governs(("condition_imposed", "supervision_renewed")),
        force="profile",
        precedence="rights",
        title="one State supervises",
        sources=("SEEN:ie-947", "SEEN:fd947-60"),
    ),
    Rule(
        "GR-A1.4",
        "Supervision passes only once the executing State has accepted what goes with it.",
        "Send the certificate, and let the executing State accept handover H10.",
        guard=supervision_transfer.is_in("requested") & H10.accepted,
        governs=Governs("supervision_transferred"),
        force="profile",
        precedence="continuity",
        title="no hole across the border",
        sources=("SEEN:fd947-60", "SEED:S54"),
    ),
)
