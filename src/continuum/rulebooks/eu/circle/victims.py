"""The track of the victims: information for whoever asks, and contact only as both sides wish."""

from __future__ import annotations

from continuum.guards import Flag
from continuum.rulebook import Event, Region, Sets, State, Transition, stays
from continuum.rulebooks.eu.circle.asked import through_victim_service
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.programme.consents import withdraws

__all__ = [
    "EVENTS",
    "FACTS",
    "REGIONS",
    "TRANSITIONS",
    "VICTIMS",
    "victim_asks",
    "victim_notice_withheld",
    "victim_rights_explained",
    "victim_told",
]

VICTIMS = Region(
    "victims",
    title="victims",
    about="What victims asked to be told, and whether a meeting was offered.",
    initial="no_request",
    states=(
        State("no_request", "no request", sources=("SEED:S63",)),
        State("information_requested", "information asked for", sources=("SEEN:vic-6",)),
        State("notified", "told", sources=("SEEN:vic-6",)),
        State("restorative_offered", "meeting offered", sources=("SEED:S63", "SEED:S73")),
        State("restorative_done", "meeting held", sources=("SEED:S63", "SEED:S73")),
        State("closed", "closed", "No victim wishes to hear more.", sources=("SEED:S63",)),
    ),
)
REGIONS = (VICTIMS,)


def _done(name: str, title: str) -> Flag:
    return Flag(name, title=title, moves="step", initially=False)


victim_rights_explained = _done(
    "victim_rights_explained", "victims were told that they may ask for information"
)
victim_asks = _done("victim_asks", "a victim asked to be told of release or escape")
victim_told = _done("victim_told", "the victim who asked was told")
victim_notice_withheld = _done(
    "victim_notice_withheld", "telling the victim is withheld for a recorded risk"
)
FACTS = (victim_rights_explained, victim_asks, victim_told, victim_notice_withheld)

_SERVICE = ("victim_service", "prosecutor")

EVENTS = (
    Event(
        "victim_rights_explained",
        "victims told that they may ask",
        _SERVICE,
        effects=(Sets("victim_rights_explained", True),),
        sources=("SEEN:vic-6", "SEED:S63"),
    ),
    Event(
        "victim_information_requested",
        "victim asks to be told",
        _SERVICE,
        effects=(
            Sets("victim_asks", True),
            Sets("victim_told", False),
            Sets("victim_notice_withheld", False),
        ),
        sources="SEEN:vic-6",
    ),
    Event(
        "victim_notified",
        "victim told of release or escape",
        _SERVICE,
        requires=victim_asks,
        remedy="nobody asked to be told",
        effects=(Sets("victim_told", True), Sets("victim_notice_withheld", False)),
        sources="SEEN:vic-6",
    ),
    Event(
        "victim_notice_withheld",
        "telling the victim withheld",
        "prosecutor",
        requires=victim_asks,
        remedy="nobody asked to be told",
        effects=(Sets("victim_notice_withheld", True),),
        sources=("SEEN:vic-6", "GK"),
    ),
    Event(
        "restorative_offered",
        "meeting of victim and person offered",
        ("victim_service", "probation_officer", "ddr_practitioner"),
        "voluntary",
        asks=(through_victim_service,),
        sources=("SEED:S63", "SEED:S73"),
    ),
    Event(
        "restorative_contact_held",
        "meeting of victim and person held",
        ("victim_service", "probation_officer", "ddr_practitioner"),
        "voluntary",
        asks=(through_victim_service,),
        sources=("SEED:S63", "SEED:S73"),
    ),
    Event(
        "restorative_contact_ended",
        "contact of victim and person ended",
        ("person", "victim_service"),
        "voluntary",
        effects=(
            withdraws("restorative_contact"),
            withdraws("victim_side"),
        ),
        about="Either side may leave at any time; nothing follows from it.",
        sources=("SEED:S63", "SEED:S73"),
    ),
    Event(
        "victim_strand_closed",
        "victims wish to hear no more",
        "victim_service",
        "organisational",
        effects=(
            Sets("victim_asks", False),
            withdraws("victim_side"),
        ),
        about="A victim may withdraw a request at any time, and may ask again.",
        sources=("SEED:S63", "GK"),
    ),
)

_restorative = ("restorative_offered", "restorative_done")

TRANSITIONS = (
    Transition(
        "victim_information_requested",
        "victims",
        ("no_request", "notified", "closed"),
        "information_requested",
    ),
    stays("victim_information_requested", "victims", "information_requested", *_restorative),
    Transition("victim_notified", "victims", "information_requested", "notified"),
    stays("victim_notified", "victims", "notified", *_restorative),
    Transition(
        "restorative_offered",
        "victims",
        ("no_request", "information_requested", "notified"),
        "restorative_offered",
    ),
    Transition("restorative_contact_held", "victims", "restorative_offered", "restorative_done"),
    Transition("restorative_contact_ended", "victims", _restorative, "no_request", ~victim_asks),
    Transition(
        "restorative_contact_ended",
        "victims",
        _restorative,
        "information_requested",
        victim_asks & ~victim_told,
    ),
    Transition(
        "restorative_contact_ended",
        "victims",
        _restorative,
        "notified",
        victim_asks & victim_told,
    ),
    Transition(
        "victim_strand_closed",
        "victims",
        ("no_request", "information_requested", "notified", *_restorative),
        "closed",
    ),
    *while_open(EVENTS),
)
