"""The sentence: how it begins, is enforced, is interrupted, and ends."""

from __future__ import annotations

from continuum.guards import during
from continuum.rulebook import Adds, Ends, Event, Said, Sets, Transition, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    counts_from,
    term_in_months,
    title_until,
)
from continuum.rulebooks.eu.facts import conditions_explained, conviction_stands, term
from continuum.rulebooks.eu.legal import AT_LARGE, HELD, OTHERS, in_custody, sentence_end
from continuum.rulebooks.eu.registers import custody_title, supervision_title, title
from continuum.rulebooks.eu.supervision import RUNNING

__all__ = ["AGAIN", "EVENTS", "TRANSITIONS"]

_UNDER_SENTENCE = (*HELD, "conditional_release", "care_order", "sentenced_at_liberty", AT_LARGE)
_asked_end = counts_from + term_in_months

_CUSTODY_TITLE = Adds(
    "titles",
    {"kind": "custody", "authority": Said("authority"), "reference": Said("legal_basis")},
    start=Said("counts_from"),
    end=_asked_end,
)
_NO_TITLES = (
    Ends("titles", {"kind": "remand"}),
    Ends("titles", {"kind": "custody"}),
    Ends("titles", {"kind": "care"}),
    Ends("titles", {"kind": "supervision"}),
)
_NO_EMERGENCY = Sets("confirm_recall_by", None)
_RELEASED = (
    Sets("released_on", the_day),
    Sets("free_since", the_day),
    Sets("in_contact", False),
    _NO_EMERGENCY,
)
AGAIN = (
    Sets("condition_breached", False),
    Sets("heard", False),
    Sets("conditions_explained", False),
    Sets("release_meeting_held", False),
    Sets("lead", "prison_case_manager"),
    Sets("h5", "not_started"),
    _NO_EMERGENCY,
    Sets("victim_told", False),
    Sets("care_appointment", False),
    Sets("medicine_supplied", False),
    Sets("h6", "not_started"),
    Ends("release_needs"),
)
"""What starts anew when somebody comes back into custody."""

EVENTS = (
    Event(
        "remanded",
        "remanded in custody",
        "sentence_court",
        adverse=True,
        asks=(title_until,),
        needs="title_until",
        effects=(title("remand"), Sets("remanded_on", the_day)),
        sources=("SEED:S23",),
    ),
    Event(
        "convicted",
        "sentenced to custody",
        "sentence_court",
        adverse=True,
        asks=(counts_from, term_in_months),
        needs=("counts_from", "term_in_months"),
        effects=(
            Sets("sentence_start", Said("counts_from")),
            Sets("term", Said("term_in_months")),
            Sets("conviction_stands", True),
            Ends("titles", {"kind": "remand"}),
            _CUSTODY_TITLE,
        ),
        sources=("SEED:S24",),
    ),
    Event(
        "sentenced_to_supervision",
        "sentenced, the person stays at liberty",
        "sentence_court",
        adverse=True,
        asks=(title_until, term_in_months),
        needs=("title_until", "term_in_months"),
        effects=(
            Sets("term", Said("term_in_months")),
            Sets("conviction_stands", True),
            Ends("titles", {"kind": "remand"}),
            title("supervision"),
        ),
        about="A suspended sentence, whose term is recorded, or a community sentence.",
        sources="GK",
    ),
    Event(
        "suspended_sentence_activated",
        "suspended sentence activated",
        "sentence_court",
        adverse=True,
        asks=(counts_from,),
        needs="counts_from",
        effects=(
            Sets("sentence_start", Said("counts_from")),
            *AGAIN,
            Ends("titles", {"kind": "supervision"}),
            Adds(
                "titles",
                {
                    "kind": "custody",
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                start=Said("counts_from"),
                end=counts_from + term,
            ),
        ),
        sources="GK",
    ),
    Event(
        "acquitted",
        "acquitted",
        "sentence_court",
        effects=(*_NO_TITLES, *_RELEASED),
        about="Everything mandatory lapses; offers remain.",
        sources=("SEED:S23", "GK"),
    ),
    Event(
        "charges_dropped",
        "charges dropped",
        ("prosecutor", "sentence_court"),
        effects=(*_NO_TITLES, *_RELEASED),
        about="Everything mandatory lapses; offers remain.",
        sources=("SEED:S23", "GK"),
    ),
    Event(
        "conviction_quashed",
        "conviction quashed",
        "sentence_court",
        effects=(Sets("conviction_stands", False), *_NO_TITLES, *_RELEASED),
        sources="GK",
    ),
    Event(
        "conditions_explained",
        "conditions explained in a language understood",
        "probation_officer",
        effects=(Sets("conditions_explained", True),),
        requires=in_custody,
        remedy="conditions are explained before release",
        sources="GK",
    ),
    Event(
        "release_meeting_held",
        "joint meeting before release held",
        ("prison_case_manager", "probation_officer", "continuity_liaison"),
        "organisational",
        effects=(Sets("release_meeting_held", True),),
        requires=in_custody | during("legal", "conditional_release", "end_of_sentence"),
        remedy="the joint meeting belongs before release, or is made up for right after it",
        sources=("SEED:S82", "SEED:S67"),
    ),
    Event(
        "conditional_release_granted",
        "released on conditions",
        "sentence_court",
        requires=custody_title & conditions_explained,
        remedy="a part of the sentence must remain, and its conditions must be explained first",
        effects=(
            *_RELEASED,
            Adds(
                "titles",
                {
                    "kind": "supervision",
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                end=sentence_end,
            ),
        ),
        sources=("SEED:S25", "SEEN:coe-cr"),
    ),
    Event(
        "sentence_expired",
        "sentence ended",
        ("prison_governor", "prison_case_manager", "probation_officer"),
        requires=~custody_title,
        remedy="a title for custody is still in force",
        effects=_RELEASED,
        sources="SEED:S25",
    ),
    Event(
        "sentence_resumed",
        "interrupted sentence resumed",
        "sentence_court",
        adverse=True,
        asks=(title_until,),
        needs="title_until",
        effects=(Sets("interruption_decided", False), title("custody")),
        about="After return to the territory; the person must have been told that this may happen.",
        sources=("SEEN:nl-sob", "SEEN:de-456a"),
    ),
    Event(
        "interruption_ended",
        "rest of an interrupted sentence no longer enforced",
        ("sentence_court", "prosecutor"),
        effects=(Sets("interruption_decided", False), Ends("titles", {"kind": "custody"})),
        sources="GK",
    ),
    Event(
        "absconded",
        "escaped or unlawfully at large",
        ("prison_governor", "police_contact_point"),
        effects=(Sets("victim_told", False),),
        about="Recorded by whoever holds the title; the door stays open.",
        sources="GK",
    ),
    Event(
        "taken_back",
        "back in custody after absconding",
        ("prison_governor", "police_contact_point"),
        adverse=True,
        requires=custody_title,
        remedy="no part of the sentence remains to be served",
        effects=(Sets("victim_told", False),),
        sources="GK",
    ),
    Event(
        "care_order_made",
        "care order made",
        "sentence_court",
        adverse=True,
        asks=(title_until,),
        needs="title_until",
        effects=(Ends("titles", {"kind": "remand"}), title("care")),
        about="By a court, on medical evidence; programme work is paused, not failed.",
        sources=("SEEN:nl-nctv", "GK"),
    ),
    Event(
        "care_order_ended",
        "care order ended",
        ("sentence_court", "clinician"),
        effects=(Ends("titles", {"kind": "care"}),),
        sources="GK",
    ),
    Event(
        "pardoned",
        "pardon or amnesty",
        ("sentence_court", "prosecutor"),
        effects=(*_NO_TITLES, *_RELEASED),
        sources="GK",
    ),
    Event(
        "died",
        "the person has died",
        ("prison_governor", "probation_officer", "clinician", "municipality"),
        about="Close at once, with dignity: no reminders to the family, condolence, inquiry in custody.",
        sources="GK",
    ),
)


def _without_conviction(event: str) -> tuple[Transition, ...]:
    return (
        Transition(event, "legal", ("none", "remand"), "released_no_conviction"),
        Transition(event, "supervision", "planned", "none"),
        stays(event, "supervision", "none"),
    )


def _ends_supervision(event: str) -> tuple[Transition, ...]:
    return (
        Transition(event, "supervision", (*RUNNING, "transferred", "planned"), "ended"),
        stays(event, "supervision", "none", "ended"),
    )


TRANSITIONS = (
    Transition("remanded", "legal", "none", "remand"),
    Transition(
        "convicted", "legal", ("none", "remand"), "sentenced_custody", ~_asked_end.reached()
    ),
    Transition("convicted", "legal", ("none", "remand"), "time_served", _asked_end.reached()),
    Transition("sentenced_to_supervision", "legal", ("none", "remand"), "sentenced_at_liberty"),
    Transition("sentenced_to_supervision", "supervision", ("none", "planned"), "active"),
    Transition(
        "suspended_sentence_activated", "legal", "sentenced_at_liberty", "sentenced_custody"
    ),
    Transition("suspended_sentence_activated", "supervision", "breach_review", "ended"),
    *_without_conviction("acquitted"),
    *_without_conviction("charges_dropped"),
    Transition("conviction_quashed", "legal", _UNDER_SENTENCE, "released_no_conviction"),
    *_ends_supervision("conviction_quashed"),
    Transition("conditional_release_granted", "legal", HELD, "conditional_release"),
    Transition(
        "conditional_release_granted", "supervision", ("none", "planned", "ended"), "active"
    ),
    Transition(
        "sentence_expired",
        "legal",
        (*HELD, "time_served", "conditional_release", AT_LARGE),
        "end_of_sentence",
    ),
    Transition("sentence_expired", "supervision", "planned", "active", supervision_title),
    stays("sentence_expired", "supervision", "planned", when=~supervision_title),
    stays("sentence_expired", "supervision", "none", *RUNNING, "transferred", "ended"),
    Transition(
        "sentence_resumed", "legal", "interrupted_for_departure", "sentenced_custody", basis="R24"
    ),
    Transition("interruption_ended", "legal", "interrupted_for_departure", "end_of_sentence"),
    Transition("absconded", "legal", HELD, AT_LARGE),
    Transition("taken_back", "legal", AT_LARGE, "sentenced_custody"),
    Transition("care_order_made", "legal", ("remand", *HELD), "care_order"),
    Transition("care_order_ended", "legal", "care_order", "sentenced_custody", custody_title),
    Transition(
        "care_order_ended",
        "legal",
        "care_order",
        "end_of_sentence",
        ~custody_title & conviction_stands,
    ),
    Transition(
        "care_order_ended",
        "legal",
        "care_order",
        "released_no_conviction",
        ~custody_title & ~conviction_stands,
    ),
    Transition("pardoned", "legal", _UNDER_SENTENCE, "pardon_or_amnesty"),
    *_ends_supervision("pardoned"),
    Transition("died", "legal", (*OTHERS, "immigration_detention"), "deceased"),
)
