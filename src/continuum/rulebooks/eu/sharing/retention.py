"""How long records are kept, and what may keep them longer."""

from __future__ import annotations

from typing import Final

from continuum.guards import NEVER, AnyInForce, Choice, Day, Flag, parameter
from continuum.rulebook import Adds, DutyForm, Ends, Event, Governs, Register, Rule, Said
from continuum.rulebook.request import authority_named, reasons_given, the_day

__all__ = [
    "DERIVED",
    "EVENTS",
    "REGISTERS",
    "RULES",
    "hold_until",
    "record_kind",
]

_KINDS: Final = (
    "conference_notes",
    "plans_and_handovers",
    "logs",
    "coercion_data",
    "child_data",
    "other",
)

record_kind = Choice("record_kind", title="the kind of records", of="request", options=_KINDS)
hold_until = Day("hold_until", title="the day on which the legal hold ends", of="request")


def _register(name: str, about: str) -> Register:
    return Register(
        name, (Choice("record_kind", title="the kind of records", options=_KINDS),), about=about
    )


REGISTERS = (
    _register("legal_holds", "Decisions that records are kept beyond their schedule."),
    _register("kept_records", "Records that are kept beyond their schedule, until deleted."),
    _register("deletions", "Which records were deleted or made anonymous."),
)


def _deleted(kind: str) -> Flag:
    return Flag(
        f"{kind}_deleted",
        title=f"the {kind.replace('_', ' ')} were deleted or made anonymous",
        derived=AnyInForce("deletions", {"record_kind": kind}),
    )


_legal_hold = Flag(
    "legal_hold", title="a legal hold is in force", derived=AnyInForce("legal_holds")
)
_kept_beyond = Flag(
    "records_are_kept_beyond",
    title="records are kept beyond their schedule",
    derived=AnyInForce("kept_records"),
)
_notes, _plans, _logs, _coercion = (
    _deleted(kind) for kind in ("conference_notes", "plans_and_handovers", "logs", "coercion_data")
)
DERIVED = (_legal_hold, _kept_beyond, _notes, _plans, _logs, _coercion)

_KEEPERS = (
    "case_conference_chair",
    "prison_governor",
    "probation_officer",
    "ddr_practitioner",
    "municipality",
    "manager",
    "auditor",
)
_KIND = {"record_kind": Said("record_kind")}

EVENTS = (
    Event(
        "legal_hold_ordered",
        "legal hold ordered",
        ("sentence_court", "complaints_body", "auditor"),
        asks=(record_kind, hold_until),
        needs=("record_kind", "hold_until"),
        effects=(Adds("legal_holds", _KIND, end=Said("hold_until")),),
        sources="ASSUMPTION: a legal hold needs a decision",
    ),
    Event(
        "records_kept_beyond",
        "records kept beyond their schedule",
        _KEEPERS,
        "organisational",
        asks=(record_kind,),
        needs="record_kind",
        effects=(Adds("kept_records", _KIND),),
        sources="ASSUMPTION: a clock for each kind of records",
    ),
    Event(
        "records_deleted",
        "records deleted or made anonymous",
        _KEEPERS,
        "organisational",
        asks=(record_kind,),
        needs="record_kind",
        effects=(Ends("kept_records", _KIND), Adds("deletions", _KIND)),
        sources="ASSUMPTION: a clock for each kind of records",
    ),
)


def _due(kind: str, owner: str, period: str, met: Flag) -> DutyForm:
    return DutyForm(
        f"delete the {kind}, or make them anonymous",
        owner,
        due=the_day + parameter(period),
        met=met,
    )


RULES = (
    Rule(
        "GR-48",
        "Records are kept no longer than their schedule.",
        "Delete them or make them anonymous, unless a legal hold was decided.",
        guard=_legal_hold,
        governs=Governs("records_kept_beyond"),
        force="profile",
        precedence="rights",
        title="not just in case",
        sources="ASSUMPTION: a clock for each kind of records",
    ),
    Rule(
        "GR-48.2",
        "What was kept under a legal hold is deleted afterwards.",
        "Delete the records once the hold has ended.",
        guard=NEVER,
        governs=Governs("records_kept_beyond"),
        then="owes",
        force="profile",
        precedence="rights",
        duty=DutyForm(
            "delete what was kept under the legal hold once it has ended",
            "auditor",
            due=the_day + parameter("hold_reviewed_time"),
            met=~_kept_beyond,
        ),
        title="after the hold",
        sources="ASSUMPTION: a clock for each kind of records",
    ),
    Rule(
        "GR-48.3",
        "When a pathway closes, the clocks of its records start.",
        "Delete each kind of records, or make it anonymous, by its day.",
        guard=NEVER,
        governs=Governs("pathway_closed"),
        then="owes",
        force="profile",
        precedence="rights",
        duty=(
            _due("notes of the case conference", "case_conference_chair", "notes_kept", _notes),
            _due("plans and handovers", "case_conference_chair", "plans_kept", _plans),
            _due("logs", "auditor", "logs_kept", _logs),
        ),
        title="the clocks start",
        sources="ASSUMPTION: defaults, to be replaced by law",
    ),
    Rule(
        "GR-48.4",
        "On acquittal, data that belong to coercion are erased or locked at once.",
        "Erase the data, or lock them.",
        guard=_coercion,
        governs=Governs("acquitted"),
        then="owes",
        force="profile",
        precedence="rights",
        duty=DutyForm(
            "erase or lock the data that belong to coercion", "prison_governor", met=_coercion
        ),
        title="on acquittal",
        sources="ASSUMPTION: on acquittal, at once",
    ),
    Rule(
        "GR-48.5",
        "A legal hold is a decision of a named authority with reasons.",
        "Name the authority and its reasons.",
        guard=authority_named & reasons_given,
        governs=Governs("legal_hold_ordered"),
        precedence="rights",
        title="a hold is decided",
        sources="ASSUMPTION: a legal hold needs a decision",
    ),
)
