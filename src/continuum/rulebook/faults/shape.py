"""Faults of shape: something of the wrong kind stands where a part of a rulebook belongs.

The shape is read from the annotations of the classes, so there is no second list of it.  Guards
and milestones are left to those who read them, who know what they were meant for.
"""

from __future__ import annotations

import re
import types
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from continuum import guards
from continuum.errors import Fault
from continuum.guards import Guard, Milestone, ParameterRef, Period, Portion, Shifted
from continuum.rulebook import rules, sharing, sources, statechart, steps
from continuum.rulebook.faults.declared import listed, quoted
from continuum.rulebook.strict_json import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook.book import Rulebook

__all__ = ["named_place", "said", "several_faults", "shape_faults"]

# The names behind the annotations, also those that the modules import for the type checker only.
_NAMES: Final[dict[str, Any]] = {
    **{
        name: getattr(module, name)
        for module in (guards, rules, sharing, sources, statechart, steps)
        for name in module.__all__
    },
    "date": date,
}
_KEYS: Final = ("name", "id", "phase", "key")
_WORDS: Final[dict[Any, str]] = {
    str: "a text",
    int: "a whole number",
    bool: "`True` or `False`",
    date: "a day",
    datetime: "a day with a time",
    float: "a decimal number",
    Fraction: "a fraction",
    Period: "a period",
    ParameterRef: "a parameter",
    Shifted: "a milestone",
    Portion: "a milestone",
    rules.Governs: "`Governs(...)`",
    statechart.Said: "`Said(...)`",
    statechart.Sets: "`Sets(...)`",
    statechart.Adds: "`Adds(...)`",
    statechart.Ends: "`Ends(...)`",
    type(None): "nothing",
    tuple: "a tuple",
    list: "a list",
    dict: "a mapping",
}
_LEFT: Final = frozenset((*get_args(Guard), *get_args(Milestone), type(None)))
_MILESTONES: Final = get_args(Milestone)


def named_place(prefix: str, index: int, item: object) -> str:
    """Give the place of a part: by its name or id where it has one, else by its number.

    Example:
        >>> named_place("roles", 0, statechart.Role("judge"))
        'roles[judge]'
    """
    for slot in _KEYS:
        key = getattr(item, slot, None)
        if isinstance(key, str) and key:
            return f"{prefix}[{quoted(key)[1:-1]}]"
    return f"{prefix}[{index}]"


def said(value: object) -> str:
    """Say what kind of thing a value is, in words: ``a text``."""
    return _WORDS.get(type(value)) or _kind(type(value))


def shape_faults(book: Rulebook) -> tuple[list[Fault], bool]:
    """Give the faults of shape, and whether the parts can be read in spite of them.

    Args:
        book: The rulebook.

    Returns:
        The faults, and ``False`` when something is of the wrong kind altogether; a word that is
        not among those allowed is a fault as well, but the rest can still be read.
    """
    faults: list[Fault] = []
    readable = True
    kind: Any = type(book)
    for field, hint in _slots(kind):
        for fault, breaks in _check(getattr(book, field), hint, field):
            faults.append(fault)
            readable = readable and not breaks
    return faults, readable


def several_faults(wrong: Iterable[tuple[str, object]]) -> list[Fault]:
    """Give the faults of what stands where a rulebook holds several parts, by place.

    Example:
        >>> [str(fault).splitlines()[0] for fault in several_faults([("events", 5)])]
        ['events: a whole number stands where several belong']
    """
    help_line = "give a tuple or a list, also of one: `(...,)`"
    return [
        Fault(place, f"{said(value)} stands where several belong", help=help_line)
        for place, value in wrong
    ]


@cache
def _slots(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class that are checked here, with what they may hold."""
    hints = get_type_hints(kind, localns=_NAMES)
    fields = ((field.name, hints[field.name]) for field in attrs.fields(kind))
    return tuple((name, hint) for name, hint in fields if not _is_left(hint))


def _is_left(hint: Any) -> bool:
    return _is_union(hint) and set(get_args(hint)) <= _LEFT


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _check(value: object, hint: Any, place: str) -> Iterator[tuple[Fault, bool]]:
    origin = get_origin(hint)
    if origin is Literal:
        yield from _check_word(value, get_args(hint), place)
    elif origin is tuple:
        yield from _check_tuple(value, get_args(hint), place)
    elif _is_union(hint):
        yield from _check_union(value, get_args(hint), place)
    elif not _is_a(value, hint):
        yield _wrong(value, _kind(hint), place), True
    elif isinstance(value, str):
        if not is_whole(value):
            yield Fault(place, "the text holds half a character", help="write whole ones"), False
    elif attrs.has(hint):
        own: Any = type(value)
        for field, inner in _slots(own):
            yield from _check(getattr(value, field, None), inner, f"{place}.{field}")


def _check_word(value: object, words: tuple[Any, ...], place: str) -> Iterator[tuple[Fault, bool]]:
    if not isinstance(value, str):
        yield _wrong(value, "a text", place), True
    elif value not in words:
        near = get_close_matches(value, words, n=1)
        known = listed(word for word in words if word)
        help_line = f"did you mean {quoted(near[0])}?" if near else f"it is one of {known}"
        yield (
            Fault(place, f"there is no {place.rpartition('.')[2]} {quoted(value)}", help=help_line),
            False,
        )


def _check_tuple(value: object, inner: tuple[Any, ...], place: str) -> Iterator[tuple[Fault, bool]]:
    if not isinstance(value, tuple):
        yield _wrong(value, "a tuple", place), True
    elif inner[-1] is Ellipsis:
        for index, item in enumerate(value):
            yield from _check(item, inner[0], named_place(place, index, item))
    elif len(value) != len(inner):
        yield Fault(place, f"holds {len(value)} things, not {len(inner)}"), True
    else:
        for index, (item, hint) in enumerate(zip(value, inner, strict=True)):
            yield from _check(item, hint, f"{place}[{index}]")


def _check_union(value: object, kinds: tuple[Any, ...], place: str) -> Iterator[tuple[Fault, bool]]:
    if isinstance(value, _MILESTONES) and set(_MILESTONES) <= set(kinds):
        return
    for kind in kinds:
        if _is_a(value, _class_of(kind)):
            yield from _check(value, kind, place)
            return
    wanted = dict.fromkeys(_kind(_class_of(kind)) for kind in kinds)
    yield _wrong(value, " or ".join(wanted), place, "give one of these"), True


def _class_of(hint: Any) -> type:
    """The class behind one part of a union; words stand for the texts that they are."""
    kind: type = str if get_origin(hint) is Literal else get_origin(hint) or hint
    return kind


def _is_a(value: object, kind: type) -> bool:
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    return isinstance(value, kind) and not isinstance(value, datetime)


def _kind(kind: type) -> str:
    if kind in _WORDS:
        return _WORDS[kind]
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
    return f"an {word}" if word[:1] in "aeio" else f"a {word}"


def _wrong(value: object, wanted: str, place: str, help_line: str = "") -> Fault:
    shown = f" ({quoted(value)})" if isinstance(value, str) and value else ""
    message = f"{said(value)}{shown} stands where {wanted} belongs"
    return Fault(place, message, help=help_line or f"give {wanted}")
