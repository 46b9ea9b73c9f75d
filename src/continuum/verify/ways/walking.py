"""A case that gets from one state to another: along the shortest arrows, or by any way there is."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import DoesNotReplay, RulebookError
from continuum.guards import as_day, during
from continuum.rulebook import Rulebook
from continuum.rulebook.faults.declared import listed
from continuum.verify.following.story import Story
from continuum.verify.following.trail import Attempt, Trail, attempt
from continuum.verify.search import Never, Search
from continuum.verify.situations.cells import place as place_key
from continuum.verify.situations.moves import allowed
from continuum.verify.ways.arrows import shortest
from continuum.verify.ways.passage import Passage
from continuum.verify.ways.places import find_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.rulebook import Chart, Leg
    from continuum.verify.ways.arrows import Arrow, Path
    from continuum.verify.ways.places import Place

__all__ = ["paths"]

_MOST_BESIDE: Final = 40


def paths(
    book: Rulebook, start: str, end: str, on: date | str | None = None, *, most: int = 3
) -> Passage:
    """Find how a case gets from one state to another.

    Args:
        book: The rulebook.
        start: The state from which the way leads: its name, its title, or ``region.state``.
        end: The state to which it leads.
        on: The day whose law holds; the day the rulebook speaks for by default.
        most: How many of the shortest paths by arrows to give.

    Returns:
        The shortest paths by arrows alone, and a case that gets there: a story that replays. Where
        there is none, that no case gets there is proved, or it is said what was not decided.

    Raises:
        RulebookError: There is no such state, or the two are of different regions; or ``book`` is
            no rulebook.
        FactError: ``on`` is not a day.

    Example:
        >>> import continuum as ct
        >>> found = paths(ct.load("outline"), "remand", "sentence")
        >>> found.paths[0].events, bool(found)
        (('convicted',), True)
    """
    if not isinstance(book, Rulebook):
        raise RulebookError(
            f"a `{type(book).__name__}` is not a rulebook", help="give a `Rulebook`"
        )
    begin, goal = find_state(book, start), find_state(book, end)
    day = book.as_of if on is None else as_day(on, "the day whose law holds")
    chart = book.lower(day)
    if begin[0] != goal[0]:
        both = [".".join(place) for place in (begin, goal)]
        raise RulebookError(
            f"{listed(both)} are states of two regions, which run side by side",
            help="give two states of one region",
        )
    found = shortest(chart, *begin, goal[1], max(1, most))
    passage = Passage(book, begin, goal, found)
    if not found:
        return attrs.evolve(passage, none="no arrows lead there")
    return _with_case(passage, Search(chart, day))


def _with_case(passage: Passage, search: Search) -> Passage:
    """Let a case come to the start, then follow arrows; where none can, look for any way."""
    arrived = _arrive(search, passage.start)
    if isinstance(arrived, Never):
        return attrs.evolve(passage, none="no case ever comes to where the way begins")
    if isinstance(arrived, Trail):
        for path in passage.paths:
            trail = _followed(search, arrived, path)
            shown = None if trail is None else _shown(search, passage, trail)
            if shown is not None:
                return shown
    start, end = (during(*place) for place in (passage.start, passage.end))
    found = search.reach(
        Attempt(((end, "holds"),)),
        targets={place_key(passage.end[0]): passage.end[1]},
        look=((start, "holds"),),
    )
    if isinstance(found, Never):
        return attrs.evolve(passage, none="the rules and conditions on the way exclude each other")
    if not isinstance(found, Trail):
        return attrs.evolve(passage, undecided=found.why)
    shown = _shown(search, passage, found)
    if shown is None:
        return attrs.evolve(passage, undecided="a way was found, and no case follows it")
    return shown


def _arrive(search: Search, place: Place) -> object:
    if search.chart.initial[search.chart.place[place[0]]] == place[1]:
        return search.start
    goal = during(*place)
    return search.reach(Attempt(((goal, "holds"),)), targets={place_key(place[0]): place[1]})


def _followed(search: Search, trail: Trail, path: Path) -> Trail | None:
    """Send the events of a path, one after the other, with whatever must be learned for each."""
    for arrow in path.arrows:
        for legs in islice(_legs(search.chart, trail, arrow), _MOST_BESIDE):
            heard = search.chart.events[arrow.event]
            goals = allowed(heard, {leg.region: leg for leg in legs})
            done = attempt(search.cells, trail, Attempt(goals, arrow.event, legs=legs))
            if isinstance(done, Trail):
                trail = done
                break
        else:
            return None
    return trail


def _legs(chart: Chart, trail: Trail, arrow: Arrow) -> Iterator[tuple[Leg, ...]]:
    """The leg of an arrow, with every leg that the event may take in the other regions."""
    choices: list[list[Leg]] = []
    for region, ways in chart.events[arrow.event].ways.items():
        here = trail.snapshot.configuration[chart.place[region]]
        legs = ways.get(here, ())
        fits = [leg for leg in legs if region != arrow.region or leg.target == arrow.target]
        choices.append(fits)
    yield from product(*choices)


def _shown(search: Search, passage: Passage, trail: Trail) -> Passage | None:
    """The passage with the story of a case, if that replays and leads from the start to the end."""
    for story in (trail.story(search.cells), Story(trail.opened, {}, trail.acts)):
        try:
            _, decisions = story.replay(passage.book)
        except DoesNotReplay:
            continue
        moves = [leg for decision in decisions for leg in decision.changes.moves]
        taken = _taken(search.chart, passage, moves)
        if taken is not None:
            followed = next((path for path in passage.paths if _same(path, taken)), None)
            return attrs.evolve(passage, story=story, followed=followed)
    return None


def _taken(chart: Chart, passage: Passage, moves: list[Leg]) -> list[Leg] | None:
    """The moves between the last visit of the start and the end; ``None``: they do not join."""
    (region, start), (_, end) = passage.start, passage.end
    state = chart.initial[chart.place[region]]
    taken: list[Leg] | None = [] if state == start else None
    for leg in (leg for leg in moves if leg.region == region and leg.source != leg.target):
        if taken is not None and state == end:
            break
        state = leg.target
        taken = [] if state == start else None if taken is None else [*taken, leg]
    return taken if state == end else None


def _same(path: Path, taken: list[Leg]) -> bool:
    arrows = [(arrow.event, arrow.target) for arrow in path.arrows]
    return arrows == [(leg.event, leg.target) for leg in taken]
