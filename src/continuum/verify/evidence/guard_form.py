"""Guards of a certificate, written as the rulebook writes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import Day
from continuum.rulebook.form.guards import GUARD, NAMED, Named
from continuum.rulebook.form.misread import Misread

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import Rulebook

__all__ = ["read_guard", "write_guard"]


def write_guard(guard: Guard, book: Rulebook) -> Any:
    """Give a guard as plain JSON values, facts by their names.

    Args:
        guard: The guard.
        book: The rulebook that declares its facts.

    Example:
        >>> import continuum as ct
        >>> write_guard(ct.during("pathway", "closed"), ct.load("outline"))
        {'during': ['pathway', ['closed']]}
    """
    named = NAMED.set(_named(book))
    try:
        return GUARD.write(guard)
    finally:
        NAMED.reset(named)


def read_guard(form: Any, book: Rulebook, where: str) -> Guard:
    """Read a guard from plain JSON values.

    Args:
        form: What :func:`write_guard` gives.
        book: The rulebook that declares its facts.
        where: Where it stands, for the message of a refusal.

    Raises:
        FactError: It is no guard of this rulebook.
    """
    named = NAMED.set(_named(book))
    try:
        return GUARD.read(form)  # type: ignore[no-any-return]
    except Misread as wrong:
        said = "; ".join(fault.what for fault in wrong.faults)
        raise FactError(
            f"{where} is no guard of this rulebook: {said}",
            help="make the certificate again from the rulebook that it is about",
        ) from None
    finally:
        NAMED.reset(named)


def _named(book: Rulebook) -> Named:
    fields = {
        (register.name, field.name): attrs.evolve(field, of="target")
        for register in book.registers
        for field in (*register.fields, Day("start"), Day("end"))
    }
    return Named({fact.name: fact for fact in book.every_fact}, fields)
