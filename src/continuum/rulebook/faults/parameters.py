"""Faults of parameters: values, their sources, and days without gap or overlap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from continuum.errors import Fault
from continuum.rulebook.faults.declared import quoted
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.faults.sources import source_faults
from continuum.rulebook.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Parameter
    from continuum.rulebook.faults.declared import Declared

__all__ = ["parameter_faults"]


def parameter_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the parameters: values, sources, days without gap or overlap."""
    for index, parameter in enumerate(known.book.parameters):
        place = named_place("parameters", index, parameter)
        if not parameter.values:
            yield Fault(
                f"{place}.values",
                f"parameter {quoted(parameter.name)} has no value",
                help="give it at least one dated value with its source",
            )
        for number, dated in enumerate(parameter.values):
            where = f"{place}.values[{number}]"
            start, end = dated.valid_from, dated.valid_to
            if start is not None and end is not None and end <= start:
                yield Fault(
                    where,
                    f"the value holds from {start} to {end}, so never",
                    help="`valid_to` is the first day on which it no longer holds",
                )
            if not dated.sources:
                yield Fault(
                    f"{where}.sources",
                    "the value has no source",
                    help="say where it comes from, such as `SEEN:key`, `GK` or `ASSUMPTION`",
                )
            texts = tuple(Source.from_text(text) for text in dated.sources)
            yield from source_faults(known, texts, f"{where}.sources")
        yield from _days(parameter, place)


def _days(parameter: Parameter, place: str) -> Iterator[Fault]:
    for number, (one, other) in enumerate(
        zip(parameter.values, parameter.values[1:], strict=False), start=1
    ):
        where = f"{place}.values[{number}]"
        start = other.valid_from or date.min
        if one.valid_to is None or start < one.valid_to:
            until = f"holds until {one.valid_to}" if one.valid_to else "holds without an end"
            since = f"from {other.valid_from}" if other.valid_from else "from the beginning"
            yield Fault(
                where,
                f"{quoted(parameter.name)} has two values at once: the one before {until}, "
                f"this one {since}",
                help="end the one before on the first day of the next",
            )
        elif start > one.valid_to:
            yield Fault(
                where,
                f"{quoted(parameter.name)} has no value from {one.valid_to} to {start}",
                help="let the one before end on the first day of the next",
            )
