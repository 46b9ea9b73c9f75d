"""From values and distributions to typed columns, each with a mask of what is known.

In the columns of a simulation a flag is a ``bool``, a choice is the place of its option as
``int16``, a number is an ``int64`` and a day is its proleptic ordinal as ``int64``.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import numpy as np
import numpy.typing as npt

from continuum.errors import FactError, ScenarioError
from continuum.guards import Choice, Day, Flag, Number, as_day, fit
from continuum.sim.behaviour.distributions import (
    Bernoulli,
    By,
    Choices,
    Perhaps,
    Shares,
    Spread,
    Trait,
    reach,
)
from continuum.sim.columns.calendar import FIRST_DAY, LAST_DAY
from continuum.sim.population.keyed import purpose_key, uniforms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from continuum.guards.language import Fact
    from continuum.sim.columns.arrays import Anything, Floats, Keys, Mask, Numbers, Rows

__all__ = ["Column", "Plain", "Who", "constant", "drawn", "encoded", "misfits", "plain", "taken"]


class Column(NamedTuple):
    """A fact for many people as guards read it: values, and where they are known."""

    values: Anything
    known: Mask


@attrs.frozen(eq=False)
class Plain:
    """A column before anybody says which fact it is for.

    Args:
        kind: ``flag``, ``number``, ``real``, ``day`` or ``text``.
        values: One value a person; days as ordinals.
        known: Where somebody recorded one.
    """

    kind: str
    values: Anything
    known: Mask

    def __len__(self) -> int:
        """How many people."""
        return len(self.values)


@attrs.frozen(eq=False)
class Who:
    """For whom something is drawn.

    Args:
        keys: The keys of the people.
        numbers: The numbers of the people.
        traits: What the cohort says of them.
        occurrence: How often it was drawn before, for all or for each.
    """

    keys: Keys
    numbers: Numbers
    traits: Mapping[str, Plain]
    occurrence: npt.NDArray[np.integer] | int = 0

    def uniforms(self, *purpose: str | int) -> Floats:
        """Draw a number between 0 and 1 for each of them."""
        return uniforms(self.keys, purpose_key(*purpose), self.occurrence)


def plain(name: str, values: Sequence[Any] | Anything) -> Plain:
    """Read a column of values as somebody gives them; ``None`` is not known.

    Args:
        name: For the message of a refusal.
        values: Flags, whole numbers, days or texts; all of one kind.

    Raises:
        ScenarioError: Mixed or other kinds.

    Example:
        >>> plain("heard", [True, None]).known.tolist()
        [True, False]
    """
    given = values.tolist() if isinstance(values, np.ndarray) else list(values)
    known = np.array([value is not None for value in given], dtype=bool)
    kinds = {_kind(value) for value in given if value is not None}
    if len(kinds) > 1 or "" in kinds:
        raise ScenarioError(
            f"column `{name}` does not hold values of one kind",
            help="give flags, whole numbers, days or texts, with `None` for not known",
        )
    kind = kinds.pop() if kinds else "flag"
    empty: Any = {"flag": False, "number": 0, "day": date.min, "text": "", "real": 0.0}[kind]
    filled = [empty if value is None else value for value in given]
    match kind:
        case "day":
            column = np.array([as_day(day, name).toordinal() for day in filled], dtype=np.int64)
        case "text":
            column = np.array(filled, dtype=np.str_)
        case _:
            types = {"flag": np.bool_, "number": np.int64, "real": np.float64}
            column = np.array(filled, dtype=types[kind])
    return Plain(kind, column, known)


def _kind(value: object) -> str:
    for kind, name in ((bool, "flag"), (int, "number"), (float, "real"), (str, "text")):
        if isinstance(value, kind):
            return name
    return "day" if isinstance(value, date) else ""


def constant(value: Any, n: int) -> Plain:
    """Give the same value to everybody."""
    if value is None:
        return Plain("flag", np.zeros(n, dtype=bool), np.zeros(n, dtype=bool))
    one = plain("value", [value])
    return Plain(one.kind, np.repeat(one.values, n), np.ones(n, dtype=bool))


def taken(column: Plain, rows: npt.NDArray[np.integer]) -> Plain:
    """Give some rows of a column."""
    return Plain(column.kind, column.values[rows], column.known[rows])


def drawn(source: Any, who: Who, *purpose: str | int) -> Plain:
    """Draw a value for each person from a distribution, or repeat a plain value.

    Args:
        source: A value or a distribution.
        who: The people.
        purpose: What the value is for.
    """
    n = len(who.keys)
    match source:
        case Trait(name):
            return who.traits[name]
        case Perhaps(p, of):
            known = who.uniforms(*purpose, "known") < p
            inner = drawn(of, who, *purpose)
            return Plain(inner.kind, inner.values, inner.known & known)
        case By(name, cases):
            return _by(who.traits[name], [(v, drawn(s, who, *purpose)) for v, s in cases], n)
        case Shares(total=total, counts=counts):
            ends = np.cumsum([int(count) for _, count in counts])
            places = np.searchsorted(ends, who.numbers % total, side="right")
            return _options(source.options, places)
        case Choices():
            return _options(source.options, source.places(who.uniforms(*purpose)))
        case Bernoulli():
            return Plain("flag", source.draw(who.uniforms(*purpose)), np.ones(n, dtype=bool))
        case _ if isinstance(source, Spread):
            return Plain("real", source.draw(who.uniforms(*purpose)), np.ones(n, dtype=bool))
        case _:
            return constant(source, n)


def _options(options: tuple[Any, ...], places: Rows) -> Plain:
    table = plain("options", options)
    return taken(table, places)


def _by(by: Plain, cases: Iterable[tuple[Any, Plain]], n: int) -> Plain:
    """For each person, what was drawn for the value that this person has."""
    found: Plain | None = None
    for value, part in cases:
        here = by.known & (by.values == value)
        if found is None:
            found = Plain(part.kind, part.values, part.known & here)
        else:
            values = np.where(here, part.values, found.values)
            found = Plain(part.kind, values, np.where(here, part.known, found.known))
    return constant(None, n) if found is None else found


def encoded(column: Plain, fact: Fact, base: Numbers | int = 0) -> Column:
    """Give a column as guards read the fact.

    Args:
        column: The values; they fit (see :func:`misfits`).
        fact: The fact they are for.
        base: For days drawn as a number of days: the ordinals that they count from.  A day
            that falls outside the years 1 to 9999 is not known.
    """
    values = column.values
    match fact:
        case Choice(options=options):
            codes = np.zeros(len(values), dtype=np.int16)
            for code, option in enumerate(options) if column.kind == "text" else ():
                codes[values == option] = code
            return Column(codes, column.known)
        case Number() if column.kind == "real":
            return Column(np.rint(values).astype(np.int64), column.known)
        case Day() if column.kind == "real":
            days = np.minimum(np.floor(values), LAST_DAY).astype(np.int64) + base
            return Column(days, column.known & (days >= FIRST_DAY) & (days <= LAST_DAY))
        case Day() if column.kind == "text":
            found = {text: as_day(text).toordinal() for text in set(values[column.known].tolist())}
            ordinals = np.array([found.get(text, 1) for text in values.tolist()], dtype=np.int64)
            return Column(ordinals, column.known)
        case Flag():
            return Column(values.astype(bool), column.known)
        case _:
            return Column(values.astype(np.int64), column.known)


def misfits(source: Any, fact: Fact, traits: Mapping[str, Any]) -> Iterator[str]:
    """Say everything that stops a value, a distribution or a column from being the fact.

    Args:
        source: What the values come from.
        fact: The fact.
        traits: The traits and tags that the cohort has.
    """
    inside: Iterable[Any] = ()
    match source:
        case Trait(name) | By(trait=name) if name not in traits:
            yield f"the cohort has no trait `{name}`"
        case Trait(name):
            inside = (traits[name],)
        case Perhaps(_, of):
            inside = (of,)
        case By(_, cases):
            inside = [case for _, case in cases]
        case Choices() | Shares():
            inside = source.options
        case Bernoulli():
            if not isinstance(fact, Flag):
                yield f"`{fact.name}` is no flag, and `Bernoulli` gives flags"
        case _ if isinstance(source, Spread):
            yield from _outside(fact, *reach(source), f"`{type(source).__name__}`", f"{source!r}")
        case Plain():
            yield from _column_misfits(source, fact)
        case _:
            yield from _value_misfits(source, fact)
    for part in inside:
        yield from misfits(part, fact, traits)


def _outside(fact: Fact, least: float, most: float, what: str, source: str) -> Iterator[str]:
    """Say that decimals from the least to the most do not fit the fact."""
    if not isinstance(fact, (Number, Day)):
        yield f"`{fact.name}` is neither a number nor a day, and {what} gives decimals"
    elif isinstance(fact, Number) and (np.rint(least) < fact.low or np.rint(most) > fact.high):
        ends = f"{least:,.15g} and more" if most == math.inf else f"{least:,.15g} to {most:,.15g}"
        mend = "keep it inside" if most < math.inf else "say what becomes of the rest"
        if source:
            mend += f": `Within({source}, {fact.low}, {fact.high})`"
        yield (
            f"`{fact.name}` is from {fact.low:,} to {fact.high:,}"
            f"{f' {fact.unit}' if fact.unit else ''}, and {what} gives {ends} ({mend})"
        )


def _an(kind: type) -> str:
    return f"a{'n' * (kind.__name__[0] in 'aeiou')} {kind.__name__}"


def _value_misfits(value: Any, fact: Fact) -> Iterator[str]:
    if isinstance(fact, Day) and type(value) in {int, float}:
        yield (
            f"day `{fact.name}` cannot be {value}, {_an(type(value))} "
            f"(a number of days: `Fixed({abs(value)})`; a day: `2024-01-01`)"
        )
        return
    try:
        fit(fact, value)
    except FactError as error:
        yield f"{error.message} ({error.help})"


def _column_misfits(column: Plain, fact: Fact) -> Iterator[str]:
    known = column.values[column.known]
    if column.kind == "real" and not np.isfinite(known).all():
        yield f"`{fact.name}` cannot be infinite or no number (give `None` for not known)"
    elif column.kind == "real":
        if known.size:
            yield from _outside(fact, float(known.min()), float(known.max()), "its column", "")
    elif column.kind == "number" and isinstance(fact, Day):
        yield f"`{fact.name}` is a day, and its column holds whole numbers (give days)"
    else:
        for value in _told(column):
            yield from _value_misfits(value, fact)


def _told(column: Plain) -> list[Any]:
    """The different values of a column, as somebody would give them."""
    seen = np.unique(column.values[column.known]).tolist()
    return [date.fromordinal(value) for value in seen] if column.kind == "day" else seen
