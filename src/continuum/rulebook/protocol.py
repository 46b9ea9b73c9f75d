"""The events that every handover brings: the protocol as part of the statechart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import working_days
from continuum.rulebook.request import the_day
from continuum.rulebook.rules import DutyForm, Governs, Rule
from continuum.rulebook.statechart import Event, Sets

if TYPE_CHECKING:
    from continuum.guards import Choice, Guard
    from continuum.rulebook.statechart import Effect
    from continuum.rulebook.steps import Handover

__all__ = ["protocol_events", "protocol_rules"]

# stage: who brings it, from which stages, in words
_STAGES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "prepared": ("sender", ("not_started", "refused", "effective"), "is prepared"),
    "person_informed": ("sender", ("prepared",), "was shown to the person, who may add a view"),
    "offered": ("sender", ("person_informed",), "is offered to the receiver"),
    "read": ("receiver", ("offered",), "was read by the receiver"),
    "joint_meeting_held": ("either", ("read",), "was talked through with the person invited"),
    "accepted": ("receiver", ("read", "joint_meeting_held"), "is accepted"),
    "accepted_with_reservations": (
        "receiver",
        ("read", "joint_meeting_held"),
        "is accepted with reservations",
    ),
    "refused": ("receiver", ("offered", "read", "joint_meeting_held"), "is refused"),
    "effective": (
        "either",
        ("accepted", "accepted_with_reservations"),
        "takes effect; until then the sender is accountable",
    ),
}


def protocol_events(handover: Handover, lead: Choice | None = None) -> tuple[Event, ...]:
    """Give the nine events of a handover, ``h5_prepared`` to ``h5_effective``.

    Args:
        handover: The handover.
        lead: The fact that holds who leads; the lead passes only from whoever has it.
    """
    stage = handover.stage
    roles = {
        "sender": (handover.sender,),
        "receiver": (handover.receiver,),
        "either": tuple(dict.fromkeys((handover.sender, handover.receiver))),
    }
    events = []
    for name, (side, sources, said) in _STAGES.items():
        requires: Guard = stage.is_in(*sources)
        if name == "prepared":
            requires &= handover.available
        effects: list[Effect] = [Sets(stage.name, name)]
        if name == "effective" and handover.leads:
            effects.append(Sets("lead", handover.receiver))
            if lead is not None:
                requires &= lead.is_in(handover.sender)
        events.append(
            Event(
                f"{stage.name}_{name}",
                title=f"handover {handover.id} {said}",
                decided_by=roles[side],
                kind="organisational",
                requires=requires,
                remedy=f"handover {handover.id} must first be "
                + " or ".join(source.replace("_", " ") for source in sources),
                effects=tuple(effects),
                sources=handover.sources,
            )
        )
    return tuple(events)


def protocol_rules(handover: Handover) -> tuple[Rule, ...]:
    """Give the rule that a refusal escalates: it never leaves a hole."""
    return (
        Rule(
            f"{handover.id}-refused",
            f"A refused handover {handover.id} goes to the managers of both sides; "
            "the sender stays accountable.",
            "The managers of both sides settle it, and the handover is prepared again.",
            guard=handover.accepted,
            governs=Governs((f"{handover.stage.name}_refused",)),
            then="owes",
            precedence="continuity",
            duty=DutyForm(
                f"settle the refused handover {handover.id} with the managers of both sides",
                owner=handover.sender,
                due=the_day + working_days(5),
                met=handover.accepted,
            ),
            sources=("SEED:S55", "ASSUMPTION: five working days"),
        ),
    )
