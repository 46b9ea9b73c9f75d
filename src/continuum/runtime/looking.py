"""Looking at a case with the eyes of a role: which kinds of information are open to it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import CaseError
from continuum.guards import FAILS, HOLDS, NEVER, UNKNOWN, Truth, weigh
from continuum.prose.speaker import phrase
from continuum.rulebook.request import ACTING_ROLE
from continuum.rulebook.sharing import CATEGORY, DISCLOSE, RECIPIENT, Category
from continuum.runtime.seen import Seen, SeenCategory
from continuum.semantics import Actor, CaseView, Request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.guards import Fact, Value
    from continuum.rulebook import Chart, ChartEvent, Sharing
    from continuum.semantics import Record, Snapshot

__all__ = ["PERSON", "look"]

PERSON = "person"
"""The role of the person whom the case is about; nothing is masked from them."""

_OWN = phrase("It is part of this role's own work.")
_MASKED = phrase("It is masked to protect the person, but for a few roles.")
_CLOSED = phrase("No way is open to this role for it.")
_NOT_YET = phrase("The way to this role is not open in this phase.")
_CLEARED = phrase("This role gets it only as a statement that its originator cleared.")
_WARNED = phrase("This role gets it only as a warning, to avert a danger.")
_OPEN = {
    "law": phrase("A way is open under law or agreement, when necessary."),
    "consent": phrase("Consent is in force."),
    "law_or_consent": phrase("A way is open under law or with consent."),
}
_REST = phrase("what belongs to no kind of information")
_ACCESS = phrase("The person sees what is kept.")
_UNSORTED = phrase("It belongs to no kind of information, so nobody else sees it.")


class _Open(CaseView):
    """A request of which the rest may still be said: what was not said may be anything."""

    __slots__ = ()

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact recorded; of what may still be said nobody knows."""
        if self.value(fact) is not None:
            return HOLDS
        return FAILS if fact.of == "case" else UNKNOWN


def look(chart: Chart, snapshot: Snapshot, on: date, role: str) -> Seen:
    """Give what a role may see of a case.

    A kind of information is open where the role has it by its own work, or where a way leads to
    the role on a leave that something standing gives: a law, or a consent in force.  Of what is
    narrowed to a minimum only the states are shown, since somebody must decide what the minimum
    is.  What goes only as a cleared statement or as a warning is left out, and so is what any rule
    on passing on closes whatever may be said with it.

    Args:
        chart: The rulebook in force on the day.
        snapshot: How the case stands.
        on: The day.
        role: The role.

    Raises:
        CaseError: The rulebook sorts nothing into kinds of information.
    """
    if not chart.categories or DISCLOSE not in chart.events:
        raise CaseError(
            f"rulebook `{chart.book.name}` has no kinds of information",
            help="give it `categories` and `sharing`, so that it can say who sees what",
        )
    view = CaseView(chart, snapshot, on)
    seen = [_seen(category, role, view) for category in chart.categories]
    return Seen(role, on, (*seen, *_unsorted(role, view)), chart.book)


def _seen(category: Category, role: str, view: CaseView) -> SeenCategory:
    name, words = category.name, category.words
    is_open, why, limits, rule = _leave(category, role, view)
    if not is_open:
        return SeenCategory(name, words, open=False, why=why, limits=limits, rule=rule)
    whole = not limits or role == PERSON
    states, facts, records = _content(category, view)
    if not whole:  # somebody decides what the minimum is; a view cannot
        return SeenCategory(name, words, open=True, why=why, limits=limits, states=states)
    return SeenCategory(
        name,
        words,
        open=True,
        why=why,
        limits=limits,
        states=states,
        facts=facts,
        records=records,
    )


def _content(
    part: Category, view: CaseView
) -> tuple[dict[str, str], dict[str, Value], dict[str, tuple[Record, ...]]]:
    """Give the states, the known facts and the records that belong to a kind."""
    snapshot, place = view.snapshot, view.chart.place
    return (
        {region: snapshot.configuration[place[region]] for region in part.regions},
        {name: snapshot.facts[name] for name in part.facts if name in snapshot.facts},
        {name: snapshot.records[name] for name in part.registers if snapshot.records.get(name)},
    )


def _unsorted(role: str, view: CaseView) -> Iterator[SeenCategory]:
    """Give what belongs to no kind, which only the person sees."""
    chart = view.chart
    sorted_ = {
        name
        for category in chart.categories
        for name in (*category.regions, *category.facts, *category.registers)
    }
    rest = Category(
        "",
        facts=tuple(name for name in view.snapshot.facts if name not in sorted_),
        registers=tuple(name for name in chart.registers if name not in sorted_),
        regions=tuple(name for name in chart.place if name not in sorted_),
    )
    states, facts, records = _content(rest, view)
    if not (states or facts or records):
        return
    if role == PERSON:
        yield SeenCategory(
            "", _REST, open=True, why=_ACCESS, states=states, facts=facts, records=records
        )
    else:
        yield SeenCategory("", _REST, open=False, why=_UNSORTED)


def _leave(category: Category, role: str, view: CaseView) -> tuple[bool, str, str, str]:
    """Whether a kind is open to a role, why, within which limits, and by which rule it is not."""
    hidden = category.masked_while != NEVER and not weigh(category.masked_while, view).fails
    if hidden and role not in category.open_to and role != PERSON:
        return False, _MASKED, "", ""
    if role in category.holders:
        return True, _OWN, "", ""
    ways = [
        way
        for way in view.chart.sharing
        if role in way.recipients and category.name in way.categories
    ]
    if not ways:
        return False, _CLOSED, "", ""
    ways = [way for way in ways if weigh(way.when, view).holds]
    if not ways:
        return False, _NOT_YET, "", ""
    standing = [way for way in ways if way.leave in _OPEN]
    if not standing:
        cleared = any(way.leave == "sanitised" for way in ways)
        return False, _CLEARED if cleared else _WARNED, "", ""
    first = ("", "")
    for way in standing:
        closed = _closed(way, role, category.name, view)
        if closed is None:
            return True, _OPEN[way.leave], way.narrowed, ""
        first = first if first[0] else closed
    return False, first[1], "", first[0]


def _closed(way: Sharing, role: str, category: str, view: CaseView) -> tuple[str, str] | None:
    """The rule that closes a way for every sender, whatever else is said; ``None``: it is open."""
    found: tuple[str, str] | None = None
    heard = view.chart.events[DISCLOSE]
    for sender in way.senders:
        against = _against(heard, sender, role, category, view)
        if against is None:
            return None
        found = found or against
    return found


def _against(
    heard: ChartEvent, sender: str, role: str, category: str, view: CaseView
) -> tuple[str, str] | None:
    by = Actor(sender, sender)
    values: dict[str, Value] = {
        "the_day": view.on,
        "human_actor": by.human,
        "named_actor": True,
        ACTING_ROLE: sender,
        RECIPIENT: role,
        CATEGORY: category,
    }
    asked = _Open(view.chart, view.snapshot, view.on, Request(view.on, by, {}, values), heard)
    for gate in heard.gates:
        if weigh(gate.guard, asked).fails:
            return gate.id, gate.sentence
    return None
