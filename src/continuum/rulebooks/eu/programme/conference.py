"""The case conference: who meets, with whom the person, who leads, and what is to be done."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, CountOf, Day, Flag, Number
from continuum.rulebook import (
    Adds,
    Ends,
    Event,
    Region,
    Register,
    Said,
    Sets,
    State,
    Transition,
    stays,
)
from continuum.rulebooks.eu.legal import at_liberty

CONFERENCE = Region(
    "conference",
    title="case conference",
    about="Whether those who work with the person meet, who leads, and until when.",
    initial="not_opened",
    states=(
        State("not_opened", "not opened", sources=("SEED:S11",)),
        State("opened", "opened", "Agreement, purpose and lead are there.", sources=("SEED:S41",)),
        State("running", "meeting", sources=("SEED:S11", "SEED:S84")),
        State(
            "lead_changed",
            "lead passed on",
            "From the prison to probation or the municipality.",
            sources=("SEED:S84",),
        ),
        State("aftercare_watch", "contact point only", sources=("SEED:S81", "SEEN:nl-nctv")),
        State("closed", "closed", sources=("SEED:S81",)),
    ),
)
REGIONS = (CONFERENCE,)

_PRESENCE: Final = ("attended", "excused", "absent", "not_invited")
_PERSON: Final = ("invited", "attended", "written_view", "declined", "not_invited")
CORE: Final = (
    "prison_part",
    "probation_part",
    "municipality_part",
    "liaison_part",
    "clinician_part",
    "immigration_part",
)
"""The core members; others may be invited to one meeting."""

_WORDS: Final = {
    "prison_part": "the prison case manager",
    "probation_part": "probation",
    "municipality_part": "the municipality",
    "liaison_part": "the liaison",
    "clinician_part": "the clinician",
    "immigration_part": "the immigration case officer",
}


def _part(name: str) -> Choice:
    return Choice(
        f"{name}_asked",
        title=f"the part of {_WORDS[name]} in the meeting",
        of="request",
        options=_PRESENCE,
    )


prison_part, probation_part, municipality_part, liaison_part, clinician_part, immigration_part = (
    _part(name) for name in CORE
)
person_part_asked = Choice(
    "person_part_asked",
    title="the part of the person in the meeting",
    of="request",
    options=_PERSON,
)
closed_part_held = Flag(
    "closed_part_held", title="a part of the meeting is held without the person", of="request"
)
closed_part_reason = Flag(
    "closed_part_reason", title="the reason for the closed part is recorded", of="request"
)
mode_asked = Choice(
    "mode_asked",
    title="how the conference hands on",
    of="request",
    options=("handover", "continuous"),
)
shadowed = Flag(
    "shadowed", title="whoever takes the lead has worked beside whoever gives it", of="request"
)
action_owner_asked = Choice(
    "action_owner_asked",
    title="who does it",
    of="request",
    options=("prison", "probation", "municipality", "liaison", "clinician", "immigration", "other"),
)
action_due = Day("action_due", title="the last day for the action", of="request")

MEETINGS = Register(
    "meetings",
    (
        *(Choice(name, title=f"the part of {_WORDS[name]}", options=_PRESENCE) for name in CORE),
        Choice("person_part", title="the part of the person", options=_PERSON),
    ),
    title="meetings of the case conference",
    about="Who came, and why not; attendance is told for each meeting.",
)
ACTIONS = Register(
    "actions",
    (Choice("action_owner", title="who does it", options=action_owner_asked.options),),
    title="actions",
    about="What was agreed to be done; each ends when it is done.",
)
REGISTERS = (MEETINGS, ACTIONS)

conference_mode = Choice(
    "conference_mode",
    title="how the conference hands on",
    moves="step",
    options=mode_asked.options,
)
FACTS = (conference_mode,)
meetings_held = Number("meetings_held", title="meetings held", derived=CountOf("meetings"))
actions_open = Flag("actions_open", title="an action is still open", derived=AnyInForce("actions"))
DERIVED = (meetings_held, actions_open)

_CHAIR = ("case_conference_chair",)
_MEET: Final = ("opened", "running", "lead_changed", "aftercare_watch")

EVENTS = (
    Event(
        "conference_opened",
        "case conference opened",
        ("case_conference_chair", "prison_case_manager", "municipality"),
        "organisational",
        asks=(mode_asked,),
        needs="mode_asked",
        effects=(Sets("conference_mode", Said("mode_asked")),),
        about="At intake where the mode is continuous: the same people stay to the end.",
        sources=("SEED:S84", "SEED:S41"),
    ),
    Event(
        "conference_met",
        "case conference met",
        _CHAIR,
        "organisational",
        asks=(
            prison_part,
            probation_part,
            municipality_part,
            liaison_part,
            clinician_part,
            immigration_part,
            person_part_asked,
            closed_part_held,
            closed_part_reason,
        ),
        needs="person_part_asked",
        effects=(
            Adds(
                "meetings",
                {
                    **{name: Said(f"{name}_asked") for name in CORE},
                    "person_part": Said("person_part_asked"),
                },
            ),
        ),
        sources=("SEED:S11", "SEED:S67"),
    ),
    Event(
        "action_agreed",
        "action agreed",
        _CHAIR,
        "organisational",
        asks=(action_owner_asked, action_due),
        needs=("action_owner_asked", "action_due"),
        effects=(Adds("actions", {"action_owner": Said("action_owner_asked")}),),
        sources="SEED:S11",
    ),
    Event(
        "action_done",
        "action done",
        (*_CHAIR, "prison_case_manager", "probation_officer", "municipality", "continuity_liaison"),
        "organisational",
        needs="target",
        effects=(Ends("actions", target=True),),
        target="actions",
        sources="SEED:S11",
    ),
    Event(
        "conference_lead_changed",
        "lead of the case conference passed on",
        _CHAIR,
        "organisational",
        asks=(shadowed,),
        sources=("SEED:S84", "SEED:S54"),
    ),
    Event(
        "aftercare_watch_started",
        "case conference reduced to a contact point",
        _CHAIR,
        "organisational",
        requires=at_liberty,
        remedy="the person must be at liberty",
        sources=("SEED:S81", "SEEN:nl-nctv"),
    ),
    Event(
        "conference_closed",
        "case conference closed",
        _CHAIR,
        "organisational",
        sources="SEED:S81",
    ),
)

TRANSITIONS = (
    Transition("conference_opened", "conference", ("not_opened", "closed"), "opened"),
    Transition("conference_met", "conference", "opened", "running"),
    stays("conference_met", "conference", *_MEET[1:]),
    stays("action_agreed", "conference", *_MEET),
    stays("action_done", "conference", *_MEET, "closed"),
    Transition("conference_lead_changed", "conference", "running", "lead_changed"),
    Transition(
        "aftercare_watch_started", "conference", ("running", "lead_changed"), "aftercare_watch"
    ),
    Transition("conference_closed", "conference", _MEET, "closed"),
)
__all__ = [
    "ACTIONS",
    "CONFERENCE",
    "CORE",
    "DERIVED",
    "EVENTS",
    "FACTS",
    "MEETINGS",
    "REGIONS",
    "REGISTERS",
    "TRANSITIONS",
    "action_due",
    "action_owner_asked",
    "actions_open",
    "clinician_part",
    "closed_part_held",
    "closed_part_reason",
    "conference_mode",
    "immigration_part",
    "liaison_part",
    "meetings_held",
    "mode_asked",
    "municipality_part",
    "person_part_asked",
    "prison_part",
    "probation_part",
    "shadowed",
]
