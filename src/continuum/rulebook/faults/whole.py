"""What is wrong in a rulebook: every fault at once, each with its place and a line of help."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from continuum.rulebook.faults.declared import declared
from continuum.rulebook.faults.events import event_faults, region_faults, transition_faults
from continuum.rulebook.faults.facts import fact_faults, register_faults, role_faults
from continuum.rulebook.faults.names import name_faults
from continuum.rulebook.faults.parameters import parameter_faults
from continuum.rulebook.faults.parts import handover_faults, phase_faults, rule_faults, step_faults
from continuum.rulebook.faults.shape import shape_faults
from continuum.rulebook.faults.sharing import category_faults, sharing_faults
from continuum.rulebook.faults.sources import reference_faults

if TYPE_CHECKING:
    from continuum.errors import Fault
    from continuum.rulebook.book import Rulebook

__all__ = ["faults_of"]


def faults_of(book: Rulebook) -> list[Fault]:
    """Give every fault of a rulebook, part by part in declared order, each once.

    Where something of the wrong kind altogether stands for a part, such as a text for an event,
    only such faults are given: the rest cannot be read before they are mended.

    Args:
        book: The rulebook, however malformed.

    Returns:
        The faults; none when the rulebook holds together.

    Example:
        >>> import continuum.rulebook as rb
        >>> book = rb.Rulebook("empty", "1", as_of="2026-11-23")
        >>> faults_of(book)
        []
    """
    faults, readable = shape_faults(book)
    if readable:
        known = declared(book)
        found = chain(
            faults,
            name_faults(book),
            role_faults(known, (book.lead,) if book.lead else (), "lead"),
            region_faults(known),
            fact_faults(known),
            register_faults(known),
            parameter_faults(known),
            event_faults(known),
            transition_faults(known),
            rule_faults(known),
            step_faults(known),
            handover_faults(known),
            category_faults(known),
            sharing_faults(known),
            phase_faults(known),
            reference_faults(known),
        )
        faults = list(found)
    return list({str(fault): fault for fault in faults}.values())
