"""The JSON form of plain things: days, periods, fractions, sources and the values of facts."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any

from continuum.errors import FactError
from continuum.guards import Period, as_day
from continuum.rulebook.form.misread import gather, misread, shown
from continuum.rulebook.form.pieces import (
    TEXT,
    WHOLE,
    YES_NO,
    Form,
    Option,
    check_keys,
    check_object,
    keyed,
    list_of,
    one_of,
    plain,
    referred,
)
from continuum.rulebook.sources import Source
from continuum.rulebook.statechart import Said

__all__ = [
    "DAY",
    "FRACTION",
    "NAMES",
    "PARAMETER_VALUE",
    "PERIOD",
    "SAID",
    "SOURCE",
    "VALUE",
    "open_to",
]


_FRACTION = "-?[0-9]+/0*[1-9][0-9]*"


def _write_day(value: date) -> str:
    if isinstance(value, datetime):
        raise FactError(f"`{value}` is a moment, not a day", help="give the day alone")
    return value.isoformat()


def _read_fraction(value: Any) -> Fraction:
    found = re.fullmatch(_FRACTION, TEXT.read(value))
    if found is None:
        misread(f"`{shown(value)}` is not a fraction", "write it like `2/3`")
    return Fraction(value)


def _write_fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _read_source(value: Any) -> Source:
    if isinstance(value, str):
        return Source.from_text(value)
    check_object(value, "a source", "SEED:S53")
    check_keys(value, "a source", ["mark"], ["key", "note"])
    gather((name, partial(TEXT.read, given)) for name, given in value.items())
    return Source(**value)


def _write_source(source: Source) -> Any:
    text = str(source)
    if Source.from_text(text) == source:
        return text
    return {"mark": source.mark, "key": source.key, "note": source.note}


def _read_period_or_fraction(value: Any) -> Any:
    return _read_fraction(value) if "/" in value else Period.from_text(value)


def _write_period_or_fraction(value: Any) -> str:
    return _write_fraction(value) if isinstance(value, Fraction) else str(value)


DAY = referred("day", lambda: _DAY)
_DAY: Form = Form(
    lambda value: as_day(TEXT.read(value)),
    _write_day,
    {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
)
PERIOD = Form(
    lambda value: Period.from_text(TEXT.read(value)),
    str,
    {
        "type": "string",
        "pattern": "^P(?=[0-9])(([0-9]+Y)?([0-9]+M)?([0-9]+D)?([0-9]+WD)?|[0-9]+W)$",
    },
)
FRACTION = Form(_read_fraction, _write_fraction, {"type": "string", "pattern": f"^{_FRACTION}$"})
SOURCE = referred("source", lambda: _SOURCE)
_SOURCE: Form = Form(
    _read_source,
    _write_source,
    {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("mark", "key", "note")},
                "required": ["mark"],
                "additionalProperties": False,
            },
        ]
    },
)
NAMES = list_of(TEXT)
PARAMETER_VALUE = one_of(
    "the value of a parameter",
    plain(WHOLE, int),
    plain(
        Form(
            _read_period_or_fraction,
            _write_period_or_fraction,
            {"anyOf": [PERIOD.schema, FRACTION.schema]},
        ),
        str,
        Period,
        Fraction,
    ),
    plain(NAMES, list, tuple),
)
SAID = keyed(
    "said", Form(lambda name: Said(TEXT.read(name)), lambda said: said.fact, TEXT.schema), Said
)
_VALUES = (
    plain(YES_NO, bool),
    plain(TEXT, str),
    plain(WHOLE, int),
    keyed("on", DAY, date),
)


def open_to(what: str, *more: Option) -> Form:
    """A value of a fact, or one of some other shapes."""
    return one_of(what, *_VALUES, *more)


VALUE = referred("value", lambda: _VALUE)
_VALUE: Form = open_to("a value")
