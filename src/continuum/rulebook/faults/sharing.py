"""Faults of categories of information and of the ways between roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.errors import Fault
from continuum.guards import ALWAYS, Choice
from continuum.rulebook.faults.declared import missing, quoted
from continuum.rulebook.faults.facts import role_faults
from continuum.rulebook.faults.guards import GuardReader
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.faults.sources import source_faults
from continuum.rulebook.sharing import CATEGORY, DISCLOSE, LEAVES, RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.sharing import Category, Sharing

__all__ = ["category_faults", "sharing_faults"]

_DAILY: Final = "what a role sees is asked on every day"
_MOST_TOLD: Final = 3


def category_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the categories.

    Args:
        known: What the rulebook declares.
    """
    facts = [name for name, fact in known.facts.items() if fact.of == "case"]
    owners: dict[tuple[str, str], str] = {}
    for index, category in enumerate(known.book.categories):
        place = named_place("categories", index, category)
        for kind, names, there in (
            ("fact", category.facts, facts),
            ("register", category.registers, known.registers),
            ("region", category.regions, known.regions),
        ):
            yield from _there(kind, names, there, f"{place}.{kind}s")
            yield from _once(kind, names, category, owners, f"{place}.{kind}s")
        yield from role_faults(known, category.holders, f"{place}.holders")
        yield from role_faults(known, category.open_to, f"{place}.open_to")
        reader = GuardReader(known, f"{place}.masked_while", None, _DAILY)
        yield from reader.guard(category.masked_while)
        yield from _sourced(known, category, place, f"category {quoted(category.name)}")


def _there(kind: str, names: Iterable[str], there: Iterable[str], place: str) -> Iterator[Fault]:
    among = [*there]
    for name in names:
        if name not in among:
            yield Fault(
                place, f"there is no {kind} {quoted(name)}", help=missing(kind, name, among)
            )


def _once(
    kind: str,
    names: Iterable[str],
    category: Category,
    owners: dict[tuple[str, str], str],
    place: str,
) -> Iterator[Fault]:
    """Nothing belongs to two categories: what one role may see would depend on where one looks."""
    for name in names:
        owner = owners.setdefault((kind, name), category.name)
        if owner != category.name:
            yield Fault(
                place,
                f"{kind} {quoted(name)} belongs to category {quoted(owner)} already",
                help="let it belong to the one that is guarded more closely",
            )


def sharing_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the ways that information may go.

    Args:
        known: What the rulebook declares.
    """
    book = known.book
    if not book.sharing and not book.categories:
        return
    heard = tuple(event for event in book.events if event.name == DISCLOSE)
    yield from _event(known)
    names = [category.name for category in book.categories]
    ids: set[str] = set()
    taken: dict[tuple[str, str, str], str] = {}
    for index, one in enumerate(book.sharing):
        place = named_place("sharing", index, one)
        if not one.id.strip() or one.id in ids:
            said = f"the id {quoted(one.id)} is given twice" if one.id.strip() else "there is no id"
            yield Fault(f"{place}.id", said, help="give each way an id of its own")
        ids.add(one.id)
        for slot, told in (("senders", one.senders), ("recipients", one.recipients)):
            if not told:
                yield Fault(f"{place}.{slot}", f"there are no {slot}", help="name the roles")
            yield from role_faults(known, told, f"{place}.{slot}")
        if not one.categories:
            yield Fault(
                f"{place}.categories", "there are no categories", help="name what may be passed on"
            )
        yield from _there("category", one.categories, names, f"{place}.categories")
        yield from _leave(one, place)
        for slot in ("given", "when"):
            reader = GuardReader(known, f"{place}.{slot}", heard)
            yield from reader.guard(getattr(one, slot))
        yield from _cells(one, taken, place)
        yield from _sourced(known, one, place, f"way {quoted(one.id)}")


def _event(known: Declared) -> Iterator[Fault]:
    event = known.events.get(DISCLOSE)
    if event is None:
        yield Fault(
            "sharing",
            f"there is no event {quoted(DISCLOSE)}, by which information would be passed on",
            help=f"declare it, and let it ask for {quoted(RECIPIENT)} and {quoted(CATEGORY)}",
        )
        return
    asked = {fact.name: fact for fact in event.asks}
    names = tuple(category.name for category in known.book.categories)
    for name, among in ((RECIPIENT, known.roles), (CATEGORY, names)):
        fact = asked.get(name)
        if not isinstance(fact, Choice):
            yield Fault(
                f"events[{DISCLOSE}].asks",
                f"event {quoted(DISCLOSE)} does not ask for {quoted(name)}",
                help=f"let it ask for a choice of that name, and need it: `needs=({name!r}, ...)`",
            )
            continue
        for option in fact.options:
            if option not in among:
                kind = "role" if name == RECIPIENT else "category"
                yield Fault(
                    f"events[{DISCLOSE}].asks[{name}].options",
                    f"there is no {kind} {quoted(option)}",
                    help=missing(kind, option, among),
                )


def _leave(one: Sharing, place: str) -> Iterator[Fault]:
    if one.leave not in LEAVES:
        return  # the shape says so already
    if one.given == ALWAYS:
        yield Fault(
            f"{place}.given",
            f"way {quoted(one.id)} does not say what its leave takes",
            help="say what must be given, such as `given=basis.is_in('law')`",
        )


def _cells(one: Sharing, taken: dict[tuple[str, str, str], str], place: str) -> Iterator[Fault]:
    twice = []
    for cell in one.cells:
        other = taken.setdefault(cell, one.id)
        if other != one.id:
            twice.append((cell, other))
    for (sender, recipient, category), other in twice[:_MOST_TOLD]:
        yield Fault(
            place,
            f"{quoted(category)} from {quoted(sender)} to {quoted(recipient)} has a way already: "
            f"{quoted(other)}",
            help="one way for each sender, recipient and category; join the two, or take it out "
            "of one",
        )


def _sourced(known: Declared, part: Category | Sharing, place: str, what: str) -> Iterator[Fault]:
    if not part.sources:
        yield Fault(
            f"{place}.sources",
            f"{what} has no source",
            help="say where it comes from, such as `SEEN:key`, `GK` or `ASSUMPTION`",
        )
    yield from source_faults(known, part.sources, f"{place}.sources")
