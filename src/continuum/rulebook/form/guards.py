"""The JSON form of guards and milestones: small objects that say what they ask.

A fact stands in a guard by its name; it is declared once, elsewhere in the document.  A fact of the
record that an event names stands as the field of its register.  While a rulebook is read or
written, :data:`NAMED` holds what it declares.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from fractions import Fraction
from functools import partial
from typing import Any

import attrs

from continuum.guards import (
    All,
    AtLeast,
    AtLeastOf,
    Choice,
    Day,
    During,
    Fact,
    Flag,
    IsIn,
    Known,
    Not,
    Number,
    ParameterRef,
    Period,
    Portion,
    Reached,
    Shifted,
    Some,
)
from continuum.rulebook.form.misread import gather, misread, near, shown
from continuum.rulebook.form.pieces import (
    DEFINITIONS,
    TEXT,
    WHOLE,
    Form,
    Option,
    check_keys,
    keyed,
    list_of,
    object_of,
    one_of,
    pair_of,
    plain,
    referred,
)
from continuum.rulebook.form.values import FRACTION, NAMES, PERIOD

__all__ = ["COUNTED", "FROM_A_DAY", "GUARD", "MILESTONE", "NAMED", "Named"]


@attrs.frozen
class Named:
    """The facts that a guard can name.

    Args:
        facts: By name; ``None`` for one whose own declaration is wrong.
        fields: By register and field, as facts of the record that an event names.
    """

    facts: Mapping[str, Fact | None]
    fields: Mapping[tuple[str, str], Fact | None]


NAMED: ContextVar[Named] = ContextVar("named")
"""What the rulebook that is being read or written declares."""

_QUESTIONS: dict[type, str] = {
    Flag: "`flag` is for flags",
    Choice: "`is_in` asks about a choice",
    Number: "`at_least` asks about a number",
    Day: "`reached` asks about a day",
}


def _read_name(value: Any) -> Fact | None:
    facts = NAMED.get().facts
    if value not in facts:
        otherwise = "declare it under `facts`, or in what the event `asks`"
        misread(f"there is no fact `{shown(value)}`", near(value, facts, otherwise))
    return facts[value]


def _read_field(value: Any) -> Fact | None:
    register, field = value
    fields = NAMED.get().fields
    if (register, field) not in fields:
        names = [name for other, name in fields if other == register]
        misread(
            f"a record of `{shown(register)}` has no field `{shown(field)}`",
            near(field, names, "declare it under `registers`"),
        )
    return fields[register, field]


_NAME = Form(lambda value: _read_name(TEXT.read(value)), str, TEXT.schema)
_FIELDS = pair_of(TEXT, TEXT)
_FIELD = Form(lambda value: _read_field(_FIELDS.read(value)), list, _FIELDS.schema)
_WHOLE = Form(lambda value: DEFINITIONS["fact"]().read(value), str, {"$ref": "#/$defs/fact"})
_ANY_FACT = referred("fact_named", lambda: _FACTS)
_FACTS: Form = one_of(
    "a fact", plain(_NAME, str), keyed("field", _FIELD), Option((), _WHOLE, dict, "kind")
)


def _write_fact(fact: Fact) -> Any:
    named = NAMED.get()
    if named.facts.get(fact.name) == fact:
        return fact.name
    for place, field in named.fields.items():
        if field == fact:
            return {"field": [*place]}
    return DEFINITIONS["fact"]().write(fact)


def _fact(*kinds: type) -> Form:
    """A fact of these kinds: its name, the field of the record named, or all of it."""

    def read(value: Any) -> Any:
        fact = _ANY_FACT.read(value)
        if fact is None:  # what is wrong with its declaration is said there
            return kinds[0]("unread")
        if not isinstance(fact, kinds):
            is_a, wanted = type(fact).__name__.lower(), kinds[0].__name__.lower()
            misread(f"`{fact.name}` is a {is_a}, not a {wanted}", _QUESTIONS[type(fact)])
        return fact

    return Form(read, _write_fact, _ANY_FACT.schema)


_PARAMETER = keyed(
    "parameter",
    Form(lambda name: ParameterRef(TEXT.read(name)), lambda ref: ref.name, TEXT.schema),
    ParameterRef,
)
_BEYOND = keyed(
    "beyond",
    Form(lambda name: ParameterRef(TEXT.read(name), True), lambda ref: ref.name, TEXT.schema),
    ParameterRef,
)
_BOUNDS: Form = one_of("a bound", plain(WHOLE, int), _PARAMETER, _BEYOND)


def _write_bound(bound: Any) -> Any:
    return (_BEYOND.form if getattr(bound, "beyond", False) else _BOUNDS).write(bound)


_BOUND = Form(_BOUNDS.read, _write_bound, _BOUNDS.schema)
_LENGTH = referred("length", lambda: _LENGTHS)
_LENGTHS: Form = one_of(
    "a length of time",
    plain(PERIOD, str, Period),
    _PARAMETER,
    keyed("number", _fact(Number), Number),
)
_SHARE = one_of("a share", plain(FRACTION, str, Fraction), _PARAMETER)


# ------------------------------------------------------------------------------ milestones

MILESTONE = referred("milestone", lambda: _MILESTONE)
_WAYS = {
    "plus": {"from": MILESTONE, "plus": _LENGTH},
    "minus": {"from": MILESTONE, "minus": _LENGTH},
    "share": {"from": MILESTONE, "share": _SHARE, "of": _LENGTH},
}


def _read_counted(value: Any) -> Any:
    ways = [way for way in _WAYS if way in value]
    if len(ways) != 1:
        misread(
            "a milestone is counted from a day in one way",
            "give `plus`, or `minus`, or `share` with `of`",
        )
    forms = _WAYS[ways[0]]
    check_keys(value, "a milestone", forms)
    start, *rest = gather((key, partial(form.read, value[key])) for key, form in forms.items())
    if len(rest) > 1:
        return Portion(start, term=rest[1], share=rest[0])
    return Shifted(start, rest[0], back=ways[0] == "minus")


def _write_counted(milestone: Shifted | Portion) -> dict[str, Any]:
    start = MILESTONE.write(milestone.start)
    if isinstance(milestone, Shifted):
        return {
            "from": start,
            "minus" if milestone.back else "plus": _LENGTH.write(milestone.by),
        }
    share, term = _SHARE.write(milestone.share), _LENGTH.write(milestone.term)
    return {"from": start, "share": share, "of": term}


FROM_A_DAY = keyed("day", _fact(Day), Day)
COUNTED = Option(
    (Shifted, Portion),
    Form(
        _read_counted,
        _write_counted,
        {"anyOf": [object_of({k: f.schema for k, f in way.items()}) for way in _WAYS.values()]},
    ),
    dict,
    "from",
)
_MILESTONE: Form = one_of("a milestone", FROM_A_DAY, COUNTED)


# ------------------------------------------------------------------------------ guards

GUARD = referred("guard", lambda: _GUARD)


def _asks(key: str, kind: type, *forms: Form) -> Option:
    """A question or connective: the form of its one field, or a list with those of its two."""
    names = [field.name for field in attrs.fields(kind)]
    content = forms[0] if len(forms) == 1 else pair_of(*forms)

    def read(value: Any) -> Any:
        given = content.read(value)
        return kind(given) if len(forms) == 1 else kind(*given)

    def write(guard: Any) -> Any:
        given = [getattr(guard, name) for name in names]
        return content.write(given[0] if len(forms) == 1 else given)

    return keyed(key, Form(read, write, content.schema), kind)


_GUARD: Form = one_of(
    "a guard",
    keyed("flag", _fact(Flag), Flag),
    _asks("is_in", IsIn, _fact(Choice), one_of("this", plain(NAMES, list, tuple), _PARAMETER)),
    _asks("at_least", AtLeast, _fact(Number), _BOUND),
    _asks("reached", Reached, MILESTONE),
    _asks("during", During, TEXT, NAMES),
    _asks("known", Known, _fact(Flag, Choice, Number, Day)),
    _asks("all", All, list_of(GUARD)),
    _asks("some", Some, list_of(GUARD)),
    _asks("not", Not, GUARD),
    _asks("at_least_of", AtLeastOf, WHOLE, list_of(GUARD)),
    together="join several questions with `all` or `some`",
)
