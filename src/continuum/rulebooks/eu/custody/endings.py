"""What comes unlooked for: absconding, a new arrest, death (B.5 of the sources)."""

from __future__ import annotations

from continuum.guards import NEVER, during, parameter
from continuum.rulebook import DutyForm, Event, Governs, Rule, Sets
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import because
from continuum.rulebooks.eu.facts import linked_pathway
from continuum.rulebooks.eu.legal import HELD, in_custody

__all__ = ["EVENTS", "RULES"]

_within = the_day + parameter("death_follow_up_time")
_held = during("legal", "remand", *HELD, "care_order", "immigration_detention")

EVENTS = (
    Event(
        "arrested_new",
        "arrested on a new suspicion",
        ("police_contact_point", "investigator"),
        adverse=True,
        effects=(Sets("linked_pathway", False),),
        about="It changes nothing about guilt; the new suspicion has a pathway of its own.",
        sources="GK",
    ),
)

RULES = (
    Rule(
        "B5.1",
        "A new suspicion has a linked pathway of its own; nothing is merged, nobody is guilty yet.",
        "Open a linked pathway for the new suspicion.",
        guard=NEVER,
        governs=Governs("arrested_new"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "open a linked pathway for the new suspicion",
            "case_conference_chair",
            due=the_day + parameter("reactivation_time"),
            met=linked_pathway,
        ),
        title="a pathway of its own",
        sources=("GK", "ASSUMPTION: fourteen days"),
    ),
    Rule(
        "B5.2",
        "A new arrest by itself ends no offer that is safe to go on.",
        "Let the offer go on, or give another reason that is true.",
        guard=~because.is_in("new_arrest"),
        governs=Governs("programme_withheld"),
        precedence="rights",
        title="offers go on",
        sources="GK",
    ),
    Rule(
        "B5.3",
        "Whoever holds the title is told on the day; the door stays open, and nothing is published.",
        "Tell whoever holds the title.",
        guard=NEVER,
        governs=Governs("absconded"),
        then="owes",
        duty=DutyForm(
            "tell whoever holds the title that the person is not there",
            "prison_governor",
            due=the_day,
            lapses=in_custody,
        ),
        title="tell the holder of the title",
        sources="GK",
    ),
    Rule(
        "B5.4",
        "After a return the reason comes first, and the response second.",
        "Ask the person why, before anything is decided.",
        guard=NEVER,
        governs=Governs("taken_back"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "ask the person for the reason, before any response",
            "prison_case_manager",
            due=the_day + parameter("hearing_time"),
            lapses=~in_custody,
        ),
        title="reason first",
        sources=("GK", "ASSUMPTION: five working days"),
    ),
    Rule(
        "B5.5",
        "A death is met with dignity: condolence to the family, no more reminders, care for staff, and "
        "a look at what is kept.",
        "Take each of these steps.",
        guard=NEVER,
        governs=Governs("died"),
        then="owes",
        duty=(
            DutyForm(
                "offer condolence to the family, and stop every reminder to it",
                "continuity_liaison",
                due=_within,
            ),
            DutyForm("talk it over with the staff", "manager", due=_within),
            DutyForm("review what is kept, and until when", "case_conference_chair", due=_within),
        ),
        title="dignity",
        sources=("GK", "ASSUMPTION: fourteen days"),
    ),
    Rule(
        "B5.6",
        "A death in custody is inquired into, always and independently.",
        "Begin the inquiry.",
        guard=~_held,
        governs=Governs("died"),
        then="owes",
        precedence="rights",
        duty=DutyForm("inquire into the death in custody", "complaints_body", due=_within),
        title="inquiry into a death in custody",
        sources=("GK", "ASSUMPTION: fourteen days"),
    ),
)
