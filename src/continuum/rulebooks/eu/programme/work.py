"""The events of programme work: offered or withheld, declined, agreed, run, left and completed."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, CountOf, Flag, Number
from continuum.rulebook import Adds, Ends, Event, Register, Said, Sets
from continuum.rulebooks.eu.asked import because, view_recorded
from continuum.rulebooks.eu.programme.consents import withdraws
from continuum.rulebooks.eu.programme.grounds import change_of_belief_asked

__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "MODULES",
    "MODULES_REGISTER",
    "OFFERS_REGISTER",
    "REGISTERS",
    "beyond_attendance",
    "joint_review",
    "language_understood",
    "module_asked",
    "module_evidence_asked",
    "modules_running",
    "needs_talked_over",
    "offers_made",
    "pause_reason",
    "reporting_agreement_shown",
    "who_pays_said",
]

MODULES: Final = (
    "relationship",
    "biography",
    "anti_violence",
    "ideology_dialogue",
    "offence_work",
    "future_and_resources",
    "family_day",
    "religious_or_values_counsel",
    "online_life",
    "meaning_and_contribution",
)
_EVIDENCE: Final = ("none", "practice", "evaluation", "systematic_review")
_WORKERS = ("ddr_practitioner", "continuity_liaison")
_ANSWERS = ("person", *_WORKERS, "prison_case_manager")

OFFERS_REGISTER = Register(
    "offers",
    (Choice("offer_of", title="what was offered", options=("programme", "coaching")),),
    title="offers",
    about="What was offered and from when; a later measure may ask whether anything was.",
)
MODULES_REGISTER = Register(
    "modules",
    (
        Choice("module", title="the module", options=MODULES),
        Choice("module_evidence", title="what is known of its effect", options=_EVIDENCE),
    ),
    title="modules",
    about="Which parts of the programme run; none depends on another, or on a motivation.",
)
REGISTERS = (OFFERS_REGISTER, MODULES_REGISTER)

reporting_agreement_shown = Flag(
    "reporting_agreement_shown",
    title="the person was shown what staff report, to whom and when",
    moves="step",
    initially=False,
)
needs_talked_over = Flag(
    "needs_talked_over",
    title="needs and strengths were talked over with the person",
    moves="step",
    initially=False,
)
FACTS = (reporting_agreement_shown, needs_talked_over)

offers_made = Number("offers_made", title="offers made so far", derived=CountOf("offers"))
modules_running = Flag(
    "modules_running", title="a module is running", derived=AnyInForce("modules")
)
DERIVED = (offers_made, modules_running)

language_understood = Flag(
    "language_understood", title="the offer is in a language the person understands", of="request"
)
who_pays_said = Flag("who_pays_said", title="the offer says who pays", of="request")
beyond_attendance = Flag(
    "beyond_attendance", title="more than attendance is to be reported", of="request"
)
pause_reason = Choice(
    "pause_reason",
    title="the reason for the pause",
    of="request",
    options=("health", "transfer", "solitary_regime", "staff_change", "other"),
)
module_asked = Choice("module_asked", title="the module", of="request", options=MODULES)
module_evidence_asked = Choice(
    "module_evidence_asked", title="what is known of its effect", of="request", options=_EVIDENCE
)
joint_review = Flag(
    "joint_review", title="the person and the trainer reviewed it together", of="request"
)

_offers = Adds("offers", {"offer_of": "programme"})
_stops = (withdraws("programme"), Ends("modules"))

EVENTS = (
    Event(
        "programme_offered",
        "programme offered in writing",
        ("ddr_practitioner", "prison_case_manager"),
        "organisational",
        effects=(Sets("programme_offered", True), Sets("offer_withheld", False), _offers),
        sources=("SEED:S33", "SEEN:fr-mjp"),
    ),
    Event(
        "programme_withheld",
        "programme not offered",
        ("prison_case_manager", "ddr_practitioner"),
        adverse=True,
        asks=(because,),
        needs="because",
        effects=(Sets("offer_withheld", True),),
        sources="SEED:S64",
    ),
    Event(
        "offer_explained",
        "offer gone through with the person",
        _WORKERS,
        "organisational",
        asks=(language_understood, who_pays_said),
        effects=(Adds("offers", {"offer_of": "coaching"}),),
        about="In a language understood: what it is, who pays, and what comes after release.",
        sources=("SEED:S33", "SEED:S60"),
    ),
    Event(
        "programme_declined",
        "programme declined",
        _ANSWERS,
        "voluntary",
        effects=(Ends("offers"),),
        about="Without a reason and without a consequence; it is offered again later.",
        sources=("SEED:S28", "SEED:S36"),
    ),
    Event(
        "needs_conversation_held",
        "needs and strengths talked over",
        _ANSWERS,
        "voluntary",
        effects=(Sets("needs_talked_over", True),),
        about="What the person wants to give and reach counts as much as what is missing.",
        sources=("SEED:S66", "SEED:S50"),
    ),
    Event(
        "reporting_agreement_shown",
        "reporting agreement shown to the person",
        _WORKERS,
        "organisational",
        asks=(beyond_attendance,),
        effects=(Sets("reporting_agreement_shown", True),),
        about="What staff report, to whom and when.",
        sources="SEED:S27",
    ),
    Event(
        "programme_agreed",
        "programme agreed with the person",
        _WORKERS,
        "voluntary",
        asks=(view_recorded, change_of_belief_asked),
        sources=("SEED:S66", "SEED:S33"),
    ),
    Event(
        "programme_started",
        "programme started",
        _WORKERS,
        "voluntary",
        sources=("SEED:S51", "SEEN:vpn-phase"),
    ),
    Event(
        "module_started",
        "module started",
        _WORKERS,
        "voluntary",
        asks=(module_asked, module_evidence_asked),
        needs="module_asked",
        effects=(
            Adds(
                "modules",
                {"module": Said("module_asked"), "module_evidence": Said("module_evidence_asked")},
            ),
        ),
        sources=("SEED:S15", "SEED:S34"),
    ),
    Event(
        "module_ended",
        "module ended",
        (*_WORKERS, "person"),
        "voluntary",
        asks=(module_asked,),
        needs="module_asked",
        effects=(Ends("modules", {"module": Said("module_asked")}),),
        sources="SEED:S21",
    ),
    Event(
        "programme_paused",
        "programme paused",
        _ANSWERS,
        "voluntary",
        asks=(pause_reason,),
        needs="pause_reason",
        about="Never counted as failure.",
        sources="SEED:S21",
    ),
    Event("programme_resumed", "programme resumed", _WORKERS, "voluntary", sources="SEED:S21"),
    Event(
        "transition_started",
        "transition to life outside started",
        _WORKERS,
        "voluntary",
        about="The last months before release and the first ones after it, with the same people.",
        sources="SEEN:vpn-phase",
    ),
    Event(
        "programme_left",
        "programme left by the person",
        _ANSWERS,
        "voluntary",
        effects=(*_stops, withdraws("coaching"), Sets("coaching", False)),
        about="On any day, without a reason and without a consequence.",
        sources="SEED:S36",
    ),
    Event(
        "programme_completed",
        "programme completed",
        _WORKERS,
        "voluntary",
        requires=~modules_running,
        remedy="end the modules that still run",
        asks=(joint_review,),
        needs="joint_review",
        effects=(withdraws("programme"), Sets("coaching", False)),
        about="With a certificate and a review by both.",
        sources=("SEED:S83", "SEED:S14"),
    ),
    Event(
        "programme_ended",
        "programme ended by the provider",
        ("ddr_practitioner", "manager"),
        "organisational",
        adverse=True,
        asks=(because,),
        needs="because",
        effects=(*_stops, Sets("coaching", False)),
        sources="SEED:S78",
    ),
    Event(
        "coaching_joined",
        "coaching joined",
        ("person", "continuity_liaison", "ddr_practitioner"),
        "voluntary",
        effects=(Sets("coaching", True),),
        sources=("SEED:S60", "SEEN:vpn-phase"),
    ),
    Event(
        "coaching_left",
        "coaching declined or left",
        ("person", "continuity_liaison", "ddr_practitioner"),
        "voluntary",
        effects=(Sets("coaching", False), withdraws("coaching")),
        sources="SEED:S36",
    ),
)
