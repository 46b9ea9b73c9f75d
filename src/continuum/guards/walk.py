"""Walks over guards: what one reads, and the same guard with its parameters filled in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

import attrs

from continuum.guards.connectives import All, AtLeastOf, Not, Some
from continuum.guards.facts import Flag, Number
from continuum.guards.milestones import Portion, Shifted
from continuum.guards.parameters import ParameterRef
from continuum.guards.questions import AtLeast, During, IsIn, Known, Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards.language import Fact, Guard, Milestone
    from continuum.guards.parameters import ParameterValue

__all__ = ["facts_in", "leaves", "milestone_facts", "parameters_in", "resolve", "resolve_milestone"]


def leaves(guard: Guard) -> Iterator[Guard]:
    """Give every question of a guard, left to right, without its connectives.

    Example:
        >>> [leaf.name for leaf in leaves(Flag("a") & ~Flag("b"))]
        ['a', 'b']
    """
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield guard


def milestone_facts(milestone: Milestone) -> Iterator[Fact]:
    """Give every fact that a milestone is counted from."""
    match milestone:
        case Shifted(start=start, by=by) | Portion(start=start, term=by):
            yield from milestone_facts(start)
            if isinstance(by, Number):
                yield by
        case _:
            yield milestone


def facts_in(guard: Guard) -> Iterator[Fact]:
    """Give every fact that a guard reads, left to right, repeats included.

    Example:
        >>> from continuum.guards import Day, Flag
        >>> sorted({fact.name for fact in facts_in(Day("release_day").reached() & Flag("a"))})
        ['a', 'release_day']
    """
    for leaf in leaves(guard):
        match leaf:
            case Flag():
                yield leaf
            case IsIn(fact, _) | AtLeast(fact, _) | Known(fact):
                yield fact
            case Reached(milestone):
                yield from milestone_facts(milestone)
            case During():
                pass
            case _:
                assert_never(leaf)  # type: ignore[arg-type]


def parameters_in(guard: Guard) -> Iterator[str]:
    """Give the name of every parameter that a guard uses."""
    for leaf in leaves(guard):
        match leaf:
            case IsIn(_, ParameterRef(name)) | AtLeast(_, ParameterRef(name)):
                yield name
            case Reached(milestone):
                yield from _milestone_parameters(milestone)
            case _:
                pass


def _milestone_parameters(milestone: Milestone) -> Iterator[str]:
    if isinstance(milestone, (Shifted, Portion)):
        yield from _milestone_parameters(milestone.start)
        by = milestone.by if isinstance(milestone, Shifted) else milestone.term
        if isinstance(by, ParameterRef):
            yield by.name
        if isinstance(milestone, Portion) and isinstance(milestone.share, ParameterRef):
            yield milestone.share.name


def resolve(guard: Guard, value: Callable[[str], ParameterValue]) -> Guard:
    """Give the same guard with every parameter replaced by its value.

    Args:
        guard: Any guard.
        value: Gives the value of a parameter by name.
    """
    match guard:
        case All(parts):
            return All(resolve(part, value) for part in parts)
        case Some(parts):
            return Some(resolve(part, value) for part in parts)
        case AtLeastOf(count, parts):
            return AtLeastOf(count, (resolve(part, value) for part in parts))
        case Not(part):
            return Not(resolve(part, value))
        case IsIn(choice, ParameterRef(name)):
            return IsIn(choice, value(name))  # type: ignore[arg-type]
        case AtLeast(number, ParameterRef(name, beyond)):
            bound = value(name)
            return AtLeast(number, bound + 1 if beyond else bound)  # type: ignore[arg-type, operator]
        case Reached(milestone):
            return Reached(resolve_milestone(milestone, value))
        case _:
            return guard


def resolve_milestone(milestone: Milestone, value: Callable[[str], ParameterValue]) -> Milestone:
    """Give the same milestone with every parameter replaced by its value."""
    match milestone:
        case Shifted(start, by, back):
            length = value(by.name) if isinstance(by, ParameterRef) else by
            return Shifted(resolve_milestone(start, value), length, back)  # type: ignore[arg-type]
        case Portion(start, term, share):
            length = value(term.name) if isinstance(term, ParameterRef) else term
            part = value(share.name) if isinstance(share, ParameterRef) else share
            return attrs.evolve(
                milestone,
                start=resolve_milestone(start, value),
                term=length,  # type: ignore[arg-type]
                share=Fraction(part),  # type: ignore[arg-type]
            )
        case _:
            return milestone
