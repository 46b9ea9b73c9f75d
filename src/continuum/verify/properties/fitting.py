"""A property fitted to a rulebook: the events it selects, and its guards on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards.walk import resolve
from continuum.rulebook import Governs, Rule
from continuum.rulebook.lower import Reach, governs
from continuum.verify.properties.forms import Happens, Possible

if TYPE_CHECKING:
    from datetime import date

    from continuum.rulebook import Event, Rulebook
    from continuum.verify.properties.forms import Claim, Moment, Property

__all__ = ["fit_property", "selected"]


def selected(which: Governs | Happens, book: Rulebook) -> tuple[Event, ...]:
    """Give the events that a moment selects, those of handovers included.

    Example:
        >>> import continuum as ct
        >>> from continuum.verify.properties import happens
        >>> [event.name for event in selected(happens(enters="pathway.closed"), ct.load("outline"))]
        ['pathway_closed', 'transferred_abroad', 'died']
    """
    wanted = which.governs if isinstance(which, Happens) else which
    rule, reach = Rule("selects", "", "", governs=wanted), Reach.of(book)
    return tuple(event for event in book.every_event if governs(rule, event, reach))


def fit_property(given: Property, book: Rulebook, on: date) -> Property:
    """Give the same property with every parameter replaced by its value of a day.

    Args:
        given: The property, without faults.
        book: The rulebook.
        on: The day.
    """

    def value(name: str) -> Any:
        return book.parameter(name).on(on)

    def fitted(part: Claim | Moment | None) -> Any:
        match part:
            case None | Possible():
                return part
            case Happens():
                return attrs.evolve(part, given=resolve(part.given, value))
            case _:
                return resolve(part, value)

    slots = {"claim", "when", "first", "second", "end"}
    fields = (field.name for field in attrs.fields(type(given)))
    return attrs.evolve(given, **{n: fitted(getattr(given, n)) for n in fields if n in slots})
