"""A chart as far as it goes with the people there are: what only others may do never happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import RulebookError
from continuum.guards import NEVER, All, Choice
from continuum.rulebook import Gate
from continuum.rulebook.request import ACTING_ROLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Fact, Guard
    from continuum.rulebook import Chart, ChartEvent, Rulebook

__all__ = ["Held", "held_by", "staffed"]

_SYSTEM = "system"


@attrs.frozen
class Held:
    """Which roles somebody holds.

    Args:
        people: The roles that people hold, as the rulebook declares them.
        alone: Those among them that one person holds.
        nobody: The roles that nobody holds.
    """

    people: tuple[str, ...]
    alone: tuple[str, ...]
    nobody: frozenset[str]

    def by(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Give those of some roles that are held; ``system`` is there without anybody."""
        return tuple(role for role in roles if role not in self.nobody)


def held_by(book: Rulebook, staff: Mapping[str, int], away: int = 0) -> Held:
    """Say which roles of a rulebook are held.

    Args:
        book: The rulebook.
        staff: Role to how many people hold it; a role that is not there is held by nobody.
        away: How many people of every role may be away.

    Raises:
        RulebookError: A role that the rulebook does not have, or a number that is none; every
            such fault at once.

    Example:
        >>> import continuum as ct
        >>> held_by(ct.load("outline"), {"sentence_court": 2, "probation_officer": 1}).alone
        ('probation_officer',)
    """
    faults = [
        f"there is no role `{str(role)[:60]}`" for role in staff if role not in book.role_names
    ]
    faults += [
        f"`{role}` is held by `{str(count)[:20]}`, which is no number of people"
        for role, count in staff.items()
        if role in book.role_names and (type(count) is not int or count < 0)
    ]
    if faults:
        raise RulebookError(
            f"the staff does not fit rulebook `{book.name}`: {', and '.join(faults)}",
            help="give how many people hold each role, such as `{'judge': 2}`",
        )
    roles = [role.name for role in book.roles if role.name != _SYSTEM]
    count = {role: staff.get(role, 0) - away for role in roles}
    return Held(
        tuple(role for role in roles if count[role] > 0),
        tuple(role for role in roles if count[role] == 1),
        frozenset(role for role in roles if count[role] <= 0),
    )


def staffed(chart: Chart, held: Held) -> Chart:
    """Give a chart in which nobody acts but those who are there.

    What it allows the rulebook allows as well, so a story in it is one that can happen.

    Args:
        chart: The chart.
        held: Which roles are held.
    """
    return attrs.evolve(
        chart,
        facts={name: _recorded(fact, held) for name, fact in chart.facts.items()},
        events={name: _heard(chart, heard, held) for name, heard in chart.events.items()},
        attached={},
        configurations={},
    )


def _recorded(fact: Fact, held: Held) -> Fact:
    """The same fact, recorded by those who are there; what nobody may record stays as it is."""
    if fact.of != "case" or fact.derived is not None or fact.moves == "fixed":
        return fact
    if not fact.recorded_by:
        return fact if fact.moves == "step" else attrs.evolve(fact, recorded_by=held.people)
    may = held.by(fact.recorded_by)
    return attrs.evolve(fact, recorded_by=may, moves=fact.moves if may else "step")


def _heard(chart: Chart, heard: ChartEvent, held: Held) -> ChartEvent:
    """The same event, decided by those who are there; where there is nobody, it never happens."""
    role = chart.facts[ACTING_ROLE]
    assert isinstance(role, Choice)  # noqa: S101 - the rulebook makes it one
    everybody = (*held.people, _SYSTEM)
    may = held.by(heard.event.decided_by) if heard.event.decided_by else everybody
    guard: Guard = role.is_in(*may) if may else All((role.is_in(*everybody), NEVER))
    gate = Gate("role", guard, "nobody is there who decides it", "find somebody")
    others = (other for other in heard.gates if other.id != "role")
    return attrs.evolve(
        heard,
        event=attrs.evolve(heard.event, decided_by=may),
        gates=(gate, *others),
    )
