"""Faults of properties: what they name must exist and be there to be read; all of them at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from continuum.errors import Fault, InvalidRulebook
from continuum.guards import Period
from continuum.rulebook.faults.declared import declared, missing, quoted
from continuum.rulebook.faults.guards import GuardReader
from continuum.rulebook.faults.shape import said
from continuum.rulebook.faults.sources import source_faults
from continuum.verify.properties.fitting import selected
from continuum.verify.properties.forms import (
    FAIRNESS,
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Property,
    Sometimes,
    Until,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook import Event, Rulebook
    from continuum.rulebook.faults.declared import Declared

__all__ = ["check_properties", "placed_faults", "property_faults"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NO_REQUEST: Final = "a property about every situation asks nobody for anything"


def check_properties(properties: Iterable[Property], book: Rulebook) -> tuple[Property, ...]:
    """Give the properties, or raise with everything that is wrong with them.

    Args:
        properties: The properties.
        book: The rulebook they are about.

    Raises:
        InvalidRulebook: With every fault and its place.

    Example:
        >>> import continuum as ct
        >>> from continuum.verify.properties import happens, never_before
        >>> slip = never_before(happens("remved"), happens("removal_checked"), name="checked")
        >>> try:
        ...     check_properties([slip], ct.load("outline"))
        ... except ct.InvalidRulebook as error:
        ...     print(error.faults[0])
        properties[checked].never_before[0]: there is no event `remved`
          help: did you mean `removed`?
    """
    kept = tuple(properties)
    if faults := property_faults(kept, book):
        raise InvalidRulebook(f"the properties do not fit rulebook {quoted(book.name)}", faults)
    return kept


def property_faults(properties: Iterable[Property], book: Rulebook) -> list[Fault]:
    """Give the faults of some properties.

    Args:
        properties: The properties.
        book: The rulebook they are about.
    """
    kept = list(properties)
    named = [getattr(given, "name", "") or index for index, given in enumerate(kept)]
    places = [f"properties[{quoted(name)[1:-1]}]" for name in named]
    return placed_faults(zip(places, kept, strict=True), book)


def placed_faults(properties: Iterable[tuple[str, Property]], book: Rulebook) -> list[Fault]:
    """Give the faults of some properties, each under a place of its own.

    Args:
        properties: The place of each, and the property.
        book: The rulebook they are about.
    """
    known = declared(book)
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, given in properties:
        if not isinstance(given, get_args(Property)):
            faults.append(
                Fault(
                    place,
                    f"{said(given)} stands where a property belongs",
                    help="write it with `always`, `sometimes`, `eventually`, `never_before` or "
                    "`until`",
                )
            )
            continue
        faults += _name_faults(given.name, place, seen)
        faults += source_faults(known, given.sources, f"{place}.sources")
        faults += _part_faults(given, known, place)
    return list({str(fault): fault for fault in faults}.values())


def _name_faults(name: object, place: str, seen: set[str]) -> Iterator[Fault]:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield Fault(
            f"{place}.name",
            f"{quoted(name)} is not a name" if name else "the property has no name",
            help="name it in lower snake case, such as `no_removal_while_barred`",
        )
    elif name in seen:
        yield Fault(
            place, f"{quoted(name)} is there twice", help="give each property a name of its own"
        )
    else:
        seen.add(name)


def _part_faults(given: Property, known: Declared, place: str) -> Iterator[Fault]:
    """The places are those of a file: under the key that says which form it is."""
    match given:
        case Always(claim=claim, when=when):
            yield from _claim(claim, known, f"{place}.always", when)
            yield from _moment(when, known, f"{place}.when")
        case Sometimes(claim=claim, when=when):
            yield from _claim(claim, known, f"{place}.sometimes", when)
            yield from _moment(when, known, f"{place}.when")
        case Eventually(claim=claim, when=when):
            yield from _claim(claim, known, f"{place}.eventually")
            yield from _since(when, known, f"{place}.when")
            yield from _eventually(given, place)
        case NeverBefore(first=first, second=second):
            yield from _moment(first, known, f"{place}.never_before[0]")
            yield from _moment(second, known, f"{place}.never_before[1]")
        case Until(claim=claim, end=end, when=when):
            yield from _claim(claim, known, f"{place}.until[0]")
            yield from _moment(end, known, f"{place}.until[1]")
            yield from _since(when, known, f"{place}.when")


def _eventually(given: Eventually, place: str) -> Iterator[Fault]:
    if given.fair not in FAIRNESS:
        message = f"there is no fairness {quoted(given.fair)}"
        yield Fault(f"{place}.fair", message, help=missing("word", str(given.fair), FAIRNESS))
    within: Any = given.within
    if within is not None and not isinstance(within, Period):
        yield Fault(
            f"{place}.within",
            f"{said(within)} stands where a length of time belongs",
            help="give a period, such as `days(30)`",
        )


def _claim(claim: Any, known: Declared, place: str, when: Any = None) -> Iterator[Fault]:
    if isinstance(claim, Possible):
        if claim.event not in known.events:
            yield _no_event(claim.event, known, place)
    elif isinstance(claim, Happens):
        yield Fault(
            place,
            "that an event happens is no claim about a situation",
            help='say when it happens: `always(claim, happens("removed"))`; or claim that it '
            'can: `possible("removed")`',
        )
    else:
        yield from _guard(claim, known, place, when)


def _since(when: Any, known: Declared, place: str) -> Iterator[Fault]:
    if when is not None:
        yield from _moment(when, known, place)


def _moment(moment: Any, known: Declared, place: str) -> Iterator[Fault]:
    if isinstance(moment, Possible):
        yield Fault(
            place,
            "that an event can happen is no moment",
            help="say it as the claim, or write `happens(...)` for the moment at which it happens",
        )
    elif isinstance(moment, Happens):
        yield from _selects(moment, known, place)
        yield from _guard(moment.given, known, f"{place}.given", moment)
    else:
        yield from _guard(moment, known, place)


def _guard(guard: Any, known: Declared, place: str, when: Any = None) -> Iterator[Fault]:
    """The facts of a request can be read where an event happens that carries them."""
    events: tuple[Event, ...] | None = None
    if isinstance(when, Happens):
        events = selected(when, known.book)
    yield from GuardReader(known, place, events, _NO_REQUEST).guard(guard)


def _selects(moment: Happens, known: Declared, place: str) -> Iterator[Fault]:
    wanted = moment.governs
    for name in wanted.events:
        if name not in known.events:
            yield _no_event(name, known, place)
    states = [f"{region}.{one}" for region, r in known.regions.items() for one in r.names]
    for name in wanted.enters:
        if name not in states:
            yield Fault(
                place,
                f"there is no state {quoted(name)}",
                help=missing("state", name, states),
            )
    if not wanted.events and not wanted.enters and not wanted.by_attribute:
        yield Fault(
            place,
            "no event is named",
            help="name one, or what it declares: `happens(adverse=True)`",
        )
    elif not selected(moment, known.book) and {*wanted.enters} <= {*states} and not wanted.events:
        yield Fault(
            place,
            "no event of the rulebook is of this kind",
            help="declare such an event, or leave the property out",
        )


def _no_event(name: object, known: Declared, place: str) -> Fault:
    return Fault(
        place,
        f"there is no event {quoted(name)}",
        help=missing("event", str(name), known.events),
    )
