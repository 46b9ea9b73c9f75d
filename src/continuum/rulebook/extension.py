"""A rulebook from another: more in it, or less, or other numbers; never a fixed rule relaxed."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from continuum.errors import FactError, Fault, InvalidRulebook, RulebookError
from continuum.guards import DatedValue, Period
from continuum.rulebook.faults.declared import declared, listed, missing, quoted
from continuum.rulebook.faults.relaxed import escaped_events, narrowed_demands, relaxed_rules
from continuum.rulebook.faults.shape import said
from continuum.rulebook.sharing import Category

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Parameter
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook.book import Rulebook

__all__ = ["extended", "with_parameters"]

_Book = TypeVar("_Book", bound="Rulebook")

_BY_CALLER: Final = "ASSUMPTION: set by the caller"
_REPLACED: Final = ("name", "version", "title", "as_of", "status", "lead")
_KEYS: Final = {
    "roles": "name",
    "regions": "name",
    "facts": "name",
    "registers": "name",
    "parameters": "name",
    "events": "name",
    "rules": "id",
    "steps": "id",
    "handovers": "id",
    "categories": "name",
    "sharing": "id",
    "phases": "phase",
    "references": "key",
}
_KEPT: Final = ("facts", "registers", "regions")
_FRACTION: Final = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")


def extended(book: _Book, more: Mapping[str, Any]) -> _Book:
    """Give a new rulebook with more in it; see :meth:`Rulebook.extend`.

    Parts are matched by name or id and take the place of what they match; a transition takes the
    place of one with the same event, region, source and guard.  ``without`` leaves parts out:
    ``without={"rules": ["GR-70"], "transitions": ["recalled"]}`` (transitions by the name of their
    event or by their basis).

    Args:
        book: The rulebook; it stays as it is.
        more: Part to what is added; ``without`` to what is left out.

    Raises:
        InvalidRulebook: The result does not hold together, or relaxes a fixed rule.
        RulebookError: A part that rulebooks do not have, or something to leave out that is not
            there.
    """
    parts = (*_KEYS, "transitions")
    for name in more:
        if name not in (*_REPLACED, *parts, "without"):
            raise RulebookError(
                f"rulebooks have no part {quoted(name)}",
                help=missing("part", name, (*parts, *_REPLACED, "without")),
            )
    changes: dict[str, Any] = {name: more[name] for name in _REPLACED if name in more}
    without = _without(more.get("without", {}), parts)
    for part in parts:
        kept = _kept(book, part, without.get(part, ()))
        given = _given(part, more.get(part, ()))
        if given or part in without:
            changes[part] = _merged(part, kept, given)
    gone = {name for part in _KEPT for name in without.get(part, ()) if isinstance(name, str)}
    gone |= {name.lower() for name in without.get("handovers", ()) if isinstance(name, str)}
    if gone:
        changes["categories"] = _sorted_without(gone, changes.get("categories", book.categories))
    return _built(book, changes)


def _sorted_without(gone: set[str], categories: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is left out leaves its kind of information, too."""

    def left(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in gone)

    return tuple(
        attrs.evolve(
            one,
            facts=left(one.facts),
            registers=left(one.registers),
            regions=left(one.regions),
        )
        if isinstance(one, Category)
        else one
        for one in categories
    )


def _without(given: object, parts: tuple[str, ...]) -> dict[str, tuple[Any, ...]]:
    if not isinstance(given, dict):
        raise RulebookError(
            f"`without` is {said(given)}",
            help='name the parts and what to leave out: `without={"rules": ["GR-70"]}`',
        )
    for part in given:
        if part not in parts:
            raise RulebookError(
                f"nothing can be left out of {quoted(part)}",
                help=missing("part", str(part), parts),
            )
    return {part: _given(part, names, "to leave out") for part, names in given.items()}


def _kept(book: Rulebook, part: str, without: tuple[Any, ...]) -> list[Any]:
    """What is left of a part; raises when something to be left out is not there."""
    slots = ("event", "basis") if part == "transitions" else (_KEYS[part],)
    found = {getattr(item, slot) for item in getattr(book, part) for slot in slots} - {""}
    for name in without:
        if not isinstance(name, str) or name not in found:
            near = get_close_matches(str(name), found, n=1)
            raise RulebookError(
                f"{quoted(name)} cannot be left out: it is not among the {part}",
                help=f"did you mean {quoted(near[0])}?"
                if near
                else f"the {part} are {listed(sorted(found))}",
            )
    return [
        item
        for item in getattr(book, part)
        if not any(getattr(item, slot) in without for slot in slots)
    ]


def _given(part: str, items: object, what: str = "to add") -> tuple[Any, ...]:
    """What is named, one thing or several; whether each is of the right kind the book will say."""
    if isinstance(items, str) or attrs.has(type(items)):
        return (items,)
    try:
        return tuple(items)  # type: ignore[arg-type]
    except TypeError:
        raise RulebookError(
            f"`{part}` is {said(items)}", help=f"give the {part} {what} in a tuple or a list"
        ) from None


def _merged(part: str, kept: list[Any], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Put what is given in the place of what it matches, the rest behind."""
    waiting = list(given)
    merged = []
    for item in kept:
        match = next((new for new in waiting if _matches(part, item, new)), None)
        if match is not None:
            waiting = [new for new in waiting if new is not match]
        merged.append(item if match is None else match)
    return (*merged, *waiting)


def _matches(part: str, old: Any, new: Any) -> bool:
    """Whether a part takes the place of another; a fact may change its kind."""
    if part == "transitions":
        slots: tuple[str, ...] = ("event", "region", "source", "when")
    else:
        slots = (_KEYS[part],)
    unlike = object()
    return all(getattr(old, slot) == getattr(new, slot, unlike) for slot in slots)


def _built(book: _Book, changes: Mapping[str, Any]) -> _Book:
    """Build the rulebook and say everything that is wrong with it, relaxed rules first."""
    relaxed = list(relaxed_rules(book, changes.get("rules", book.rules)))
    try:
        result = attrs.evolve(book, **changes)
    except InvalidRulebook as error:
        if not relaxed:
            raise
        raise InvalidRulebook(error.headline, (*relaxed, *error.faults)) from None
    old, new = declared(book), declared(result)
    relaxed += escaped_events(old, new)
    relaxed += narrowed_demands(old, new)
    if relaxed:
        once = list({str(fault): fault for fault in relaxed}.values())
        raise InvalidRulebook(f"rulebook {quoted(result.name)} does not hold together", once)
    return result


def with_parameters(book: _Book, values: Mapping[str, Any]) -> _Book:
    """Give a new rulebook with other values for some parameters.

    Args:
        book: The rulebook; it stays as it is.
        values: Parameter name to a plain value, in force always, or to dated values.  Where the
            present value is a period or a fraction, text such as ``P6M`` or ``2/3`` will do.

    Raises:
        RulebookError: There is no such parameter.
        InvalidRulebook: A value does not fit where the parameter is used.
    """
    names = [parameter.name for parameter in book.parameters]
    for name in values:
        if name not in names:
            raise RulebookError(
                f"rulebook {quoted(book.name)} has no parameter {quoted(name)}",
                help=missing("parameter", name, names),
            )
    faults: list[Fault] = []
    changed: list[Parameter] = []
    dated: tuple[DatedValue, ...]
    for parameter in book.parameters:
        if parameter.name not in values:
            changed.append(parameter)
            continue
        try:
            dated = _dated(parameter, values[parameter.name])
        except FactError as error:
            faults.append(Fault(f"parameters[{parameter.name}]", error.message, help=error.help))
            dated = parameter.values
        changed.append(attrs.evolve(parameter, values=dated))
    try:
        result = attrs.evolve(book, parameters=changed)
    except InvalidRulebook as error:
        if not faults:
            raise
        raise InvalidRulebook(error.headline, (*faults, *error.faults)) from None
    if faults:
        raise InvalidRulebook(f"rulebook {quoted(book.name)} does not hold together", faults)
    return result


def _dated(parameter: Parameter, given: object) -> tuple[DatedValue, ...]:
    if isinstance(given, DatedValue):
        return (given,)
    if isinstance(given, (tuple, list)) and given:
        if all(isinstance(item, DatedValue) for item in given):
            return tuple(given)
        if any(isinstance(item, DatedValue) for item in given):
            raise FactError(
                "dated and plain values are mixed", help="give one plain value, or dated ones only"
            )
    return (DatedValue(_plain(parameter.values[-1].value, given), sources=(_BY_CALLER,)),)


def _plain(present: ParameterValue, given: object) -> ParameterValue:
    """Read a plain value as the kind of value that the parameter has now."""
    match present:
        case Period():
            if isinstance(given, Period):
                return given
            if isinstance(given, str):
                return Period.from_text(given)
            wanted = "a period, such as `P6M`"
        case Fraction():
            if isinstance(given, Fraction) or type(given) is int:
                return Fraction(given)
            if isinstance(given, str) and _FRACTION.fullmatch(given):
                return Fraction(given)
            wanted = "a fraction, such as `2/3`"
        case tuple():
            options = (given,) if isinstance(given, str) else given
            if isinstance(options, (tuple, list)) and all(isinstance(o, str) for o in options):
                return tuple(options)
            wanted = "options, such as `('absconding',)`"
        case _:
            if type(given) is int:
                return given
            wanted = "a whole number"
    shown = f" ({quoted(given)})" if isinstance(given, (str, int)) else ""
    raise FactError(f"{said(given)}{shown} stands where {wanted} belongs", help=f"give {wanted}")
