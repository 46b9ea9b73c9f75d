"""Sights: what a role sees of a case, and what it may not come to know."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from continuum.errors import RulebookError, told_together
from continuum.guards.names import as_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook

__all__ = ["Sight", "check_sights"]


@attrs.frozen
class Sight:
    """What one role sees, and what it may not know nor be able to conclude.

    Args:
        role: A role of the rulebook.
        sees: Names of regions (their states are seen) and of facts.
        may_not_know: Names of facts.

    Example:
        >>> Sight("housing_officer", sees="pathway", may_not_know="foreign_national").sees
        ('pathway',)
    """

    role: str
    sees: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    may_not_know: tuple[str, ...] = attrs.field(default=(), converter=as_names)


def check_sights(sights: Iterable[Sight], book: Rulebook) -> tuple[Sight, ...]:
    """Give the sights as they are, if all that they name is there.

    Args:
        sights: What roles see.
        book: The rulebook.

    Raises:
        RulebookError: With every fault at once.

    Example:
        >>> import continuum as ct
        >>> sight = Sight("prosecutor", "pathway", "foreign_national")
        >>> check_sights([sight], ct.load("outline")) == (sight,)
        True
    """
    given = tuple(sights)
    roles = [role.name for role in book.roles]
    facts = [fact.name for fact in book.every_fact if fact.of == "case"]
    seen = [*(region.name for region in book.regions), *facts]
    faults: list[tuple[str, str]] = []
    for sight in given:
        faults += _missing("role", (sight.role,), roles)
        faults += _missing("region or fact", sight.sees, seen)
        faults += _missing("fact", sight.may_not_know, facts)
        faults += [
            (f"`{sight.role}` sees `{name}` and may not know it", "leave out one of the two")
            for name in sight.may_not_know
            if name in sight.sees
        ]
    if faults:
        message, help = told_together("what roles see", faults)  # noqa: A001
        raise RulebookError(message, help=help)
    return given


def _missing(kind: str, names: tuple[str, ...], there: list[str]) -> list[tuple[str, str]]:
    found = []
    for name in names:
        if name not in there:
            near = get_close_matches(name, there, n=1)
            help = f"did you mean `{near[0]}`?" if near else f"name a {kind} of the rulebook"  # noqa: A001
            found.append((f"there is no {kind} `{name[:60]}`", help))
    return found
