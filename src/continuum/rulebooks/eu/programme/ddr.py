"""The track of the programme: what is offered, agreed and running, and what the person declined."""

from __future__ import annotations

from typing import Final

from continuum.rulebook import Region, State, Transition, stays

__all__ = [
    "DDR",
    "EARLIER",
    "OFFERS_AGAIN",
    "REGIONS",
    "TAKING_PART",
    "TRANSITIONS",
    "WORKING",
    "pauses",
]

DDR = Region(
    "ddr",
    title="programme",
    about="What programme work is offered, agreed and running; it outlives the legal exit.",
    initial="not_offered",
    states=(
        State("not_offered", "nothing offered yet", sources=("SEEN:fr-mjp",)),
        State("offered", "offered", "In writing, and open to be declined.", sources=("SEED:S33",)),
        State("declined", "declined", "No consequence follows.", sources=("SEED:S28",)),
        State("assessing", "needs and strengths talked over", sources=("SEED:S66",)),
        State("agreed", "agreed with the person", sources=("SEED:S66",)),
        State("active", "running", sources=("SEED:S51", "SEEN:vpn-phase")),
        State(
            "paused",
            "paused",
            "For health, a transfer or a change of staff; never counted as failure.",
            sources=("SEED:S21",),
        ),
        State("withdrawn", "left by the person", "No consequence follows.", sources=("SEED:S36",)),
        State("transition", "passing over to life outside", sources=("SEEN:vpn-phase",)),
        State("stabilisation", "coaching after release", sources=("SEEN:vpn-phase", "SEED:S60")),
        State("completed", "completed", sources=("SEED:S83",)),
        State("ended", "ended by the provider", sources=("SEED:S78",)),
    ),
)
REGIONS = (DDR,)

WORKING: Final = ("active", "transition", "stabilisation")
TAKING_PART: Final = ("assessing", "agreed", "active", "paused", "transition", "stabilisation")
OFFERS_AGAIN: Final = ("not_offered", "declined", "withdrawn", "completed", "ended")
EARLIER: Final = ("offered", "assessing", "agreed", *OFFERS_AGAIN)
"""Where nothing runs: not begun, declined, left, completed or ended."""


def pauses(event: str) -> tuple[Transition, ...]:
    """Give the ways of an event that pauses what runs, and leaves the rest of the track alone.

    Example:
        >>> [way.target for way in pauses("care_order_made")]
        ['paused', None]
    """
    return (
        Transition(event, "ddr", WORKING, "paused"),
        stays(event, "ddr", "paused", *EARLIER),
    )


TRANSITIONS = (
    Transition("programme_offered", "ddr", OFFERS_AGAIN, "offered"),
    stays("programme_offered", "ddr", "offered", *TAKING_PART),
    Transition("programme_declined", "ddr", ("not_offered", "offered", "assessing"), "declined"),
    stays("programme_declined", "ddr", "declined", "withdrawn", "completed", "ended"),
    Transition("needs_conversation_held", "ddr", ("offered", "declined", "withdrawn"), "assessing"),
    stays("needs_conversation_held", "ddr", *TAKING_PART),
    Transition("programme_agreed", "ddr", "assessing", "agreed"),
    Transition("programme_started", "ddr", "agreed", "active"),
    Transition("programme_paused", "ddr", WORKING, "paused"),
    Transition("programme_resumed", "ddr", "paused", "active"),
    stays("module_started", "ddr", *WORKING),
    stays("module_ended", "ddr", *WORKING, "paused"),
    Transition("transition_started", "ddr", "active", "transition"),
    Transition("coaching_joined", "ddr", (*EARLIER, *TAKING_PART[2:5]), "stabilisation"),
    stays("coaching_joined", "ddr", "stabilisation"),
    Transition("coaching_left", "ddr", "stabilisation", "withdrawn"),
    stays("coaching_left", "ddr", *EARLIER, *TAKING_PART[2:5]),
    Transition("programme_left", "ddr", TAKING_PART, "withdrawn"),
    Transition("programme_completed", "ddr", WORKING, "completed"),
    Transition("programme_ended", "ddr", TAKING_PART, "ended"),
)
