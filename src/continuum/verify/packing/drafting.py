"""A case drafted for some guards: real values are chosen, one fact at a time, until all are met.

Unlike the checker's walk, a draft need not be a situation that a case ever comes to: a guard is
right or wrong wherever it is weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from continuum.guards import UNKNOWN, All, AtLeastOf, Day, Not, Number, Reached, Some, leaves, weigh
from continuum.guards.walk import milestone_facts
from continuum.verify.packing.domains import domain
from continuum.verify.packing.scene import DraftView, asked_by, key_of, place_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from continuum.guards import Fact, Guard
    from continuum.verify.packing.scene import Draft, Key, Scene

__all__ = ["Goal", "drafts"]

Goal = tuple["Guard", Literal["holds", "fails"]]

_MOST_NODES: Final = 4000


def drafts(
    scene: Scene, goals: Sequence[Goal], start: Mapping[Key, Any], focus: Guard | None = None
) -> Iterator[Draft]:
    """Choose values until every goal is met; gives one draft after the other.

    Args:
        scene: Where.
        goals: Guards, and what is wanted of each.
        start: What is chosen already.
        focus: The question whose boundary is tried first.
    """
    weighed = [leaf for guard, _ in goals for leaf in leaves(guard)]
    asked = [leaf for leaf in (focus, *weighed) if leaf is not None]
    yield from _chosen(scene, list(goals), dict(start), asked, [_MOST_NODES])


def _chosen(
    scene: Scene, goals: list[Goal], draft: Draft, asked: list[Guard], left: list[int]
) -> Iterator[Draft]:
    left[0] -= 1
    if left[0] < 0:
        return
    view = DraftView(scene, draft)
    still: list[Goal] = []
    for guard, want in goals:
        holds, fails = weigh(guard, view)
        if fails if want == "holds" else holds:
            return
        if not (holds if want == "holds" else fails):
            still.append((guard, want))
    if not still:
        yield draft
        return
    fact = next((f for guard, _ in still if (f := _open(guard, view)) is not None), None)
    if fact is None:
        return
    if isinstance(fact, Day):
        fact = _length_of(fact, view, asked) or fact
    key = place_key(fact) if isinstance(fact, str) else key_of(fact)
    for value in domain(scene, fact, view, asked):
        yield from _chosen(scene, still, {**draft, key: value}, asked, left)


def _open(guard: Guard, view: DraftView) -> Fact | str | None:
    """The first fact or region not chosen yet that a guard still waits for."""
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                if weigh(part, view) == UNKNOWN and (found := _open(part, view)) is not None:
                    return found
            return None
        case Not(part):
            return _open(part, view)
        case _:
            for asked in asked_by(view.scene, guard):
                key = place_key(asked) if isinstance(asked, str) else key_of(asked)
                if key not in view.draft:
                    return asked
            return None


def _length_of(day: Day, view: DraftView, asked: list[Guard]) -> Number | None:
    """A length that is added to a day and not chosen yet: the day is fitted to it."""
    for leaf in asked:
        if isinstance(leaf, Reached):
            facts = list(milestone_facts(leaf.milestone))
            if day in facts:
                for fact in facts:
                    if isinstance(fact, Number) and key_of(fact) not in view.draft:
                        return fact
    return None
