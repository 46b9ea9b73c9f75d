"""A public story: the person's own, in writing, after a time to think, and free to withdraw."""

from __future__ import annotations

from continuum.guards import Day, Flag
from continuum.rulebook import Event, Sets
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.circle.asked import in_writing, third_party_details
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.programme.consents import withdraws

__all__ = ["EVENTS", "FACTS", "TRANSITIONS", "story_proposed_on", "story_safety_checked"]

story_proposed_on = Day(
    "story_proposed_on", title="the day on which a public story was proposed", moves="step"
)
story_safety_checked = Flag(
    "story_safety_checked",
    title="it was checked whether a public story endangers anybody",
    moves="step",
    initially=False,
)
FACTS = (story_proposed_on, story_safety_checked)

EVENTS = (
    Event(
        "public_story_proposed",
        "public story proposed",
        ("person", "continuity_liaison", "ddr_practitioner"),
        "voluntary",
        asks=(in_writing,),
        effects=(
            Sets("story_proposed_on", the_day),
            Sets("story_safety_checked", False),
        ),
        sources=("SEED:S72", "SEED:S14"),
    ),
    Event(
        "story_safety_checked",
        "safety of a public story checked",
        ("manager", "police_contact_point"),
        "organisational",
        effects=(Sets("story_safety_checked", True),),
        sources=("SEED:S72", "SEED:S39"),
    ),
    Event(
        "public_story_released",
        "public story released",
        ("continuity_liaison", "ddr_practitioner", "manager"),
        "voluntary",
        asks=(third_party_details,),
        needs="third_party_details",
        effects=(Sets("story_proposed_on", None), Sets("story_safety_checked", False)),
        about="A further story begins anew, with a time to think of its own.",
        sources=("SEED:S72", "SEED:S14"),
    ),
    Event(
        "public_story_withdrawn",
        "public story withdrawn",
        ("person", "continuity_liaison"),
        "voluntary",
        effects=(
            Sets("story_proposed_on", None),
            Sets("story_safety_checked", False),
            withdraws("public_story"),
        ),
        about="At any time; nothing follows from it.",
        sources="SEED:S72",
    ),
)
TRANSITIONS = while_open(EVENTS)
