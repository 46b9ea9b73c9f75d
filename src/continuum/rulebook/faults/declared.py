"""What a rulebook declares, looked up by name, for whoever checks that it holds together."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Choice, Day, Flag, Number
from continuum.rulebook.lower import Reach, governs
from continuum.rulebook.request import ACTING_ROLE
from continuum.rulebook.sharing import CATEGORY, RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards import Fact, Parameter
    from continuum.rulebook.book import Rulebook
    from continuum.rulebook.rules import Rule
    from continuum.rulebook.statechart import Event, Region
    from continuum.rulebook.steps import Register

__all__ = [
    "FACTS",
    "LEAD",
    "SYSTEM_ROLE",
    "Declared",
    "declared",
    "kind_of",
    "listed",
    "missing",
    "quoted",
    "same_fact",
]

FACTS: Final = (Flag, Choice, Number, Day)
"""The kinds of facts."""

LEAD: Final = "lead"
"""The name of the fact that holds the role that leads."""

SYSTEM_ROLE: Final = "system"
"""The role that is never a human; it exists in every rulebook."""

_ROLES: Final = {ACTING_ROLE, LEAD, RECIPIENT, CATEGORY}
_LONGEST_SHOWN: Final = 60
_LARGEST_SHOWN: Final = 10**18
_MOST_LISTED: Final = 8
_UNPRINTABLE: Final = re.compile(r"[^\x20-\x7e\u00a1-\uffff]|`")


def quoted(name: object) -> str:
    """Give a name in backticks, cut short, with nothing in it that could disturb a terminal.

    Example:
        >>> quoted("released")
        '`released`'
    """
    if not isinstance(name, str):
        short = isinstance(name, int) and -_LARGEST_SHOWN < name < _LARGEST_SHOWN
        name = str(name) if short else type(name).__name__
    text = _UNPRINTABLE.sub("?", name)
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + '...'}`"


def listed(names: Iterable[object]) -> str:
    """Give names in backticks, in the order given, with commas; ``nothing`` when there are none.

    Example:
        >>> listed(["a", "b"])
        '`a`, `b`'
    """
    return ", ".join(quoted(name) for name in names) or "nothing"


def missing(kind: str, name: str, among: Iterable[str], *, kinds: str = "") -> str:
    """Give the line of help for a name that is not there.

    Args:
        kind: What was looked for: ``event``.
        name: The name that was not found.
        among: The names that exist.
        kinds: The plural, where it is not the kind with an s.

    Example:
        >>> missing("event", "relased", ["released", "recalled"])
        'did you mean `released`?'
    """
    names, kinds = list(dict.fromkeys(among)), kinds or f"{kind}s"
    near = get_close_matches(name, names, n=1)
    if near:
        return f"did you mean {quoted(near[0])}?"
    if not names:
        return f"there are no {kinds} at all; declare it, or leave it out"
    if len(names) <= _MOST_LISTED:
        return f"the {kinds} are {listed(sorted(names))}"
    return f"declare it, or use one of the {len(names)} {kinds} that exist"


def kind_of(fact: Fact) -> str:
    """Give the kind of a fact in words: ``a flag``."""
    return f"a {type(fact).__name__.lower()}"


@attrs.frozen(eq=False)
class Declared:
    """Everything that can be named, by name.

    Args:
        book: The rulebook.
        roles: The roles, ``system`` included.
        regions: The regions.
        events: The events, those of handovers included.
        facts: The facts of the case and of every request; not what single events ask for.
        asks: What single events ask for, by the name of the fact.
        registers: The registers.
        parameters: The parameters.
        reach: Where the events lead.
    """

    book: Rulebook
    roles: tuple[str, ...]
    regions: Mapping[str, Region]
    events: Mapping[str, Event]
    facts: Mapping[str, Fact]
    asks: Mapping[str, Fact]
    registers: Mapping[str, Register]
    parameters: Mapping[str, Parameter]
    reach: Reach

    def fact(self, name: str) -> Fact | None:
        """Give a fact by name, whoever declares it; ``None`` when nobody does."""
        found = self.facts.get(name)
        return self.asks.get(name) if found is None else found

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of all facts."""
        return (*self.facts, *self.asks)

    def field(self, register: str, name: str) -> Fact | None:
        """Give a field of a register; ``start`` and ``end`` are days of every record."""
        found = self.registers.get(register)
        if found is None:
            return None
        if name in {"start", "end"}:
            return Day(name, of="target")
        return next((field for field in found.fields if field.name == name), None)

    def field_names(self, register: str) -> tuple[str, ...]:
        """The names of the fields of a register, ``start`` and ``end`` included."""
        return (*(field.name for field in self.registers[register].fields), "start", "end")

    def governed(self, rule: Rule) -> tuple[Event, ...]:
        """Give the events that a rule governs."""
        return tuple(event for event in self.events.values() if governs(rule, event, self.reach))


def declared(book: Rulebook) -> Declared:
    """Look up what a rulebook declares; of two things with one name the first is kept."""
    own = {fact.name for fact in book.facts}
    asks: dict[str, Fact] = {}
    for event in book.events:
        for fact in event.asks:
            if fact.name not in own:
                asks.setdefault(fact.name, fact)
    return Declared(
        book=book,
        roles=tuple(dict.fromkeys((*(role.name for role in book.roles), SYSTEM_ROLE))),
        regions={region.name: region for region in reversed(book.regions)},
        events={event.name: event for event in book.every_event},
        facts={fact.name: fact for fact in book.every_fact if fact.name not in asks},
        asks=asks,
        registers={register.name: register for register in book.registers},
        parameters={parameter.name: parameter for parameter in book.parameters},
        reach=Reach.of(book),
    )


def same_fact(one: Fact, other: Fact) -> bool:
    """Whether two definitions of a fact are the same.

    The options of ``lead``, ``acting_role`` and ``recipient`` are the roles of the rulebook, and
    those of ``category`` its categories, whatever they were when a guard was written, so they are
    not compared; of the record that an event names, it does
    not matter whether the field was written as one.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, Choice) and one.name == other.name and one.name in _ROLES:
        return one.of == other.of
    if "target" in (one.of, other.of):
        one, other = attrs.evolve(one, of="target"), attrs.evolve(other, of="target")
    return one == other
