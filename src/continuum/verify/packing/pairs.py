"""Two cases that differ in one fact and flip a guard, for every question the guard asks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS, NEVER, During, IsIn, Known, Not, Reached, facts_in
from continuum.prose import say
from continuum.verify.packing.domains import exact_days
from continuum.verify.packing.drafting import drafts
from continuum.verify.packing.making import made
from continuum.verify.packing.scene import key_of, keys_of, place_key
from continuum.verify.packing.spots import leaf_spots, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from continuum.guards import Guard
    from continuum.verify.packing.case import PackCase
    from continuum.verify.packing.drafting import Goal
    from continuum.verify.packing.scene import Draft, Key, Scene
    from continuum.verify.packing.spots import Spot

__all__ = ["Setting", "found_case", "pairs"]

_MOST_TRIES = 8
_MANY = 12


@attrs.frozen(eq=False)
class Setting:
    """Where a guard is looked at, and what else must be so.

    Args:
        scene: The chart, the day, the event.
        goals: What must hold or fail beside the guard.
        start: What is chosen already, such as the state of a region.
        likely: A draft that meets the goals, to begin with where that is possible.
        finish: Gives the case its question; by default the event of the scene is asked for.
    """

    scene: Scene
    goals: tuple[Goal, ...] = ()
    start: Mapping[Key, Any] = attrs.field(factory=dict)
    likely: Mapping[Key, Any] | None = None
    finish: Callable[[PackCase], PackCase] = lambda case: case


def found_case(
    setting: Setting,
    goals: Sequence[Goal],
    *,
    start: Mapping[Key, Any] | None = None,
    focus: Guard | None = None,
    full: bool = False,
) -> tuple[Draft, PackCase] | None:
    """Find a case that meets the goals of a setting and some more.

    Args:
        setting: Where.
        goals: What must be met beside its own goals.
        start: What is chosen already; by default what the setting says.
        focus: The question whose boundary is tried first.
        full: Whether everything that the event asks for is given.
    """
    every = (*goals, *setting.goals)
    begun = setting.start if start is None else start
    for draft in islice(drafts(setting.scene, every, begun, focus), _MOST_TRIES):
        case = made(setting.scene, draft, every, full=full)
        if case is not None:
            return draft, setting.finish(case)
    return None


def pairs(setting: Setting, guard: Guard, what: str, *, several: bool = True) -> Iterator[PackCase]:
    """Give, for each question of a guard, the cases in which the whole hangs on its answer.

    Args:
        setting: Where.
        guard: The guard, parameters filled in.
        what: What the guard is, for the words of the cases.
        several: Whether every question is looked at; else the first for which there is a pair.
    """
    for spot in leaf_spots(guard):
        found = [*_of_one(setting, guard, spot, what)]
        yield from found
        if len(found) > 1 and not several:
            return


def _of_one(setting: Setting, guard: Guard, spot: Spot, what: str) -> Iterator[PackCase]:
    leaf = spot.guard
    matters: tuple[Goal, ...] = (
        (replaced(guard, spot.path, ALWAYS), "holds" if spot.upright else "fails"),
        (replaced(guard, spot.path, NEVER), "fails" if spot.upright else "holds"),
    )
    first = _sought(setting, (*matters, (leaf, "holds")), guard, leaf)
    if first is None:
        # Where another question falls with it, only the whole can be looked at.
        whole: Goal = (guard, "holds")
        with_it: Goal = (leaf, "holds" if spot.upright else "fails")
        first = _sought(setting, (whole, with_it), guard, leaf)
        matters = ()
    if first is None:
        return
    draft, case = first
    book = setting.scene.chart.book
    holds = bool(matters) or spot.upright
    yield _named(case, what, leaf if holds else ~leaf, book)
    keys = keys_of(setting.scene, leaf)
    rest = {key: value for key, value in draft.items() if key not in keys}
    other: Goal = (leaf, "fails" if holds else "holds")
    second = found_case(setting, (*matters, other), start=rest, focus=leaf)
    if second is None and matters:
        second = _sought(setting, (*matters, other), guard, leaf)
    if second is None:
        second = found_case(setting, (other,), start=rest, focus=leaf)
    if second is None:  # what else the guard asks stays, all the rest may give way
        mine = set(keys_of(setting.scene, guard))
        kept = {key: value for key, value in rest.items() if key in mine} | {**setting.start}
        second = found_case(setting, (other,), start=kept, focus=leaf)
    if second is None:
        second = _sought(setting, (other,), guard, leaf)
    if second is None:  # what stands beside it cannot stand any more
        free = attrs.evolve(setting, goals=())
        second = found_case(free, (other,), start=rest, focus=leaf)
    if second is not None:
        yield _named(second[1], what, ~leaf if holds else leaf, book)
    if not isinstance(leaf, (Known, Not)):
        yield from _unknown(setting, draft, leaf, what)
    yield from _every_option(setting, draft, leaf, what)
    if isinstance(leaf, Reached):
        seconds = () if second is None else (second[0],)
        yield from _on_the_day(setting, (draft, *seconds), leaf, what)


def _unknown(setting: Setting, draft: Draft, leaf: Guard, what: str) -> Iterator[PackCase]:
    """The same case with a fact of the question not known."""
    for fact in dict.fromkeys(facts_in(leaf)):
        key = key_of(fact)
        if fact.of != "case" or fact.derived is not None or key not in draft:
            continue
        case = made(setting.scene, {**draft, key: None}, ())
        if case is not None:
            case = setting.finish(case)
            yield attrs.evolve(case, about=f"{what}: {fact.words} is not known")


def _every_option(setting: Setting, draft: Draft, leaf: Guard, what: str) -> Iterator[PackCase]:
    """The same case with every option of a choice, or in every state of a region."""
    chart = setting.scene.chart
    match leaf:
        case IsIn(choice, tuple(among)):
            key, options, words = key_of(choice), choice.options, choice.words
            if len(options) > _MANY:
                options = (*among, *[o for o in options if o not in among][:1])
        case During(region, _):
            key = place_key(region)
            options, words = chart.regions[chart.place[region]].names, region
        case _:
            return
    for option in options:
        case = made(setting.scene, {**draft, key: option}, ())
        if case is not None:
            case = setting.finish(case)
            yield attrs.evolve(case, about=f"{what}: {words} is `{option}`")


def _on_the_day(
    setting: Setting, found: Sequence[Draft], leaf: Reached, what: str
) -> Iterator[PackCase]:
    """The day before, the day itself and the day after, for each of the cases found."""
    scene = setting.scene
    for draft in found:
        for draft_on, away in exact_days(scene, draft, leaf):
            case = made(scene, draft_on, ())
            if case is not None:
                when = {-1: "the day before", 0: "the day itself", 1: "the day after"}[away]
                said = f"{what}: {when} of {say(leaf, scene.chart.book)}"
                yield attrs.evolve(setting.finish(case), about=said)


def _sought(
    setting: Setting, goals: Sequence[Goal], guard: Guard, leaf: Guard
) -> tuple[Draft, PackCase] | None:
    """Begin with the likely draft, less what the guard looks at; else from the start."""
    if setting.likely is not None:
        keys = keys_of(setting.scene, guard)
        kept = {k: v for k, v in setting.likely.items() if k not in keys} | {**setting.start}
        found = found_case(setting, goals, start=kept, focus=leaf)
        if found is not None:
            return found
    return found_case(setting, goals, focus=leaf)


def _named(case: PackCase, what: str, leaf: Guard, book: Any) -> PackCase:
    return attrs.evolve(case, about=f"{what}: {say(leaf, book)}")
