"""Whether all cases there can be may move to another rulebook: where would they be stranded?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.verify.comparing.prospects import Prospects, ended_in
from continuum.verify.comparing.shape import every_guard, knowing, merged
from continuum.verify.outcome import Outcome
from continuum.verify.questions.ends import tell_situation
from continuum.verify.questions.losing import least
from continuum.verify.search import Search
from continuum.verify.situations.cells import Cells, place
from continuum.verify.space import Space

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.verify.comparing.terms import Terms
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.story import Story
    from continuum.verify.questions.losing import Cause
    from continuum.verify.space import Limits

__all__ = ["Moving", "Stranded"]

_MOST = 8


@attrs.frozen
class Stranded:
    """Cases that the new rulebook has no place for, or no way on.

    Args:
        why: ``no_place``: their state is not there any more; ``no_way``: no end can be reached.
        subjects: What they have in common: names and values in turn.
        sentence: The same in words.
        history: A story in the old rulebook that leads a case there; ``None``: none was found.
    """

    why: str
    subjects: tuple[str, ...]
    sentence: str
    history: Story | None


class Moving:
    """All cases of an old rulebook, on the day on which they move to the new one.

    Args:
        terms: The old chart, and the new one in its terms.
        on: The day.
        limits: What may be used.
        engine: The engine of the diagrams.
    """

    def __init__(self, terms: Terms, on: date, limits: Limits, engine: str = "") -> None:
        """Keep the parts; nothing is worked out yet."""
        self.terms, self.on, self.limits, self.engine = terms, on, limits, engine

    @property
    def moved_regions(self) -> bool:
        """Whether states are sent to a region of another name, which is not followed."""
        return any(mine[0] != theirs[0] for mine, theirs in self.terms.homes.items())

    def stranded(self) -> Iterator[Stranded]:
        """Give the cases that cannot go on, each sort with a story; most of one sort are told."""
        terms = self.terms
        old, new = terms.mine, terms.theirs
        guards = [terms.guard(guard) for guard in every_guard(new)]
        search = Search(knowing(old, guards), self.on, engine=self.engine, limits=self.limits)
        for region, state in terms.homeless:
            cause: Cause = ((place(region), state),)
            said = (
                f"a case may be in `{region}.{state}`, which is not there any more; "
                "say with `places` which state stands for it"
            )
            yield from _shown(search, cause, "no_place", (region, state), said)
        if not self.moved_regions and any(
            state.final for states in new.states.values() for state in states.values()
        ):
            yield from self._without_a_way(search)

    def _without_a_way(self, search: Search) -> Iterator[Stranded]:
        old, new = self.terms.mine, self.terms.theirs
        space = Space(Cells(merged(old, new)), engine=self.engine, limits=self.limits)
        every = space.moves.moves
        space.moves.moves = {name: every[name] for name in old.events}
        reached = space.reach(space.begin).every
        before = space.can_reach(ended_in(space, old) & reached, reached)
        space.moves.moves = {name: every[name] for name in every if name not in old.events}
        after = space.can_reach(ended_in(space, new) & space.lawful, space.lawful)
        going = reached & before & ~ended_in(space, old) & self._homely(space)
        left = going & ~self._from_home(space, after)
        prospects = Prospects(new, self.on, self.limits, self.engine)
        for _ in range(_MOST):
            situation = space.member(left)
            if situation is None:
                return
            cause = least(space, going, going & ~self._from_home(space, after), situation)
            left &= ~space.only(dict(cause))
            told = _translated(cause, space.cells, search.cells)
            names = tuple(part for key, value in told for part in (key, str(value)))
            words = _words(search, told)
            said = (
                f"once {words}, no end can be reached under the new rules; "
                "let an event lead on from there, or move those cases elsewhere with `places`"
            )
            for one in _shown(search, told, "no_way", names, said):
                if one.history is not None:
                    snapshot, _ = one.history.replay(old.book)
                    moved, _ = self.terms.snapshot(snapshot)
                    if not prospects.hopeless(moved, one.history.days[-1]):
                        yield attrs.evolve(one, history=None)
                        continue
                yield one

    def _homely(self, space: Space) -> Diagram:
        found = ~space.nothing
        for region, state in self.terms.homeless:
            found &= ~space.coding.at(place(region), state)
        return found

    def _from_home(self, space: Space, there: Diagram) -> Diagram:
        """From which old situations a case comes to a new one, its states named anew."""
        for region in self.terms.mine.place:
            homes = {s: home for (r, s), (_, home) in self.terms.homes.items() if r == region}
            if all(state == home for state, home in homes.items()):
                continue
            key = place(region)
            found = space.nothing
            for state, home in homes.items():
                named = space.diagrams.meet(
                    there, space.coding.at(key, home), space.coding.cube([key])
                )
                found |= named & space.coding.at(key, state)
            there = found
        return there


def _translated(cause: Cause, cells: Cells, mine: Cells) -> Cause:
    """A cause in the keys and cells of the old rulebook; what only the new one has is left out."""
    found = []
    for key, value in cause:
        if key in cells.milestones:
            same = (k for k, m in mine.milestones.items() if m == cells.milestones[key])
            name = next(same, "")
            if name:
                found.append((name, value))
        elif mine.variable(key) or key.startswith(("touched:", "any:")):
            found.append((key, mine.cell(key, value)))
    return tuple(found)


def _words(search: Search, cause: Cause) -> str:
    from continuum.verify.questions.losing import named

    return named(Outcome(search), cause) or "a case has moved"


def _shown(
    search: Search, cause: Cause, why: str, names: tuple[str, ...], sentence: str
) -> Iterator[Stranded]:
    """Lead a case there by the old rules; nothing where it is proved that none comes there."""
    outcome = Outcome(search)
    tell_situation(
        outcome,
        cause,
        kind="no_way_to_an_end",
        subjects=names,
        sentence=sentence,
        closing="here the rulebook changes",
    )
    for finding in outcome.findings:
        yield Stranded(why, names, sentence, finding.history)
    for _ in outcome.undecided:
        yield Stranded(why, names, sentence, None)
