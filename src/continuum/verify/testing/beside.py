"""One case, followed in a system and in the meaning of the rules at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.verify.testing.course import Course
from continuum.verify.testing.disagreement import Disagreement
from continuum.verify.testing.systems import System, agrees, said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import Rulebook
    from continuum.verify.following.story import Act, Story
    from continuum.verify.testing.systems import OpenSystem

__all__ = ["Beside", "shortened"]


@attrs.define
class Beside:
    """A case in a system, and beside it the same case under a rulebook.

    Args:
        book: The rulebook.
        open_system: Opens a case in the system: gets the day and the facts.
        opened: The day the case opens.
        facts: What is known then.

    Raises:
        Disagreement: The two do not start in the same states, or the system failed.
    """

    book: Rulebook
    open_system: OpenSystem
    opened: date
    facts: Mapping[str, Value]
    course: Course = attrs.field(init=False)
    system: System = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Open both."""
        self.course = Course(self.book, self.opened, self.facts)
        self.system = self._asked(lambda: self.open_system(self.opened, dict(self.facts)))
        self._compare_states()

    def do(self, act: Act) -> None:
        """Record what an act says in both, or ask both for its event.

        Raises:
            Disagreement: They do not say the same, or the system failed.
        """
        if act.event:
            self.send(act)
        else:
            self.learn(act)

    def learn(self, act: Act) -> None:
        """Record facts in both.

        Raises:
            Disagreement: The system failed, or moved.
        """
        self.course.learn(act)
        self._asked(lambda: self.system.learn(dict(act.given), act.on, act.by))
        self._compare_states()

    def send(self, act: Act) -> None:
        """Ask both for an event, and do it where both allow it.

        Raises:
            Disagreement: They do not say the same, or do not come to the same states.
        """
        try:
            decision = self.course.ask(act)
        except FactError:  # such as a record that would end before it starts: nothing to compare
            return
        answer = self._asked(
            lambda: self.system.send(act.event, act.on, act.by, dict(act.given)), act
        )
        said_by(answer)
        if not agrees(answer, decision):
            raise Disagreement(
                self.book, self.course.story(act), answer, decision.outcome, decision
            )
        self.course.send(act)
        self._compare_states()

    def _asked(self, ask: Callable[[], Any], act: Act | None = None) -> Any:
        """Ask the system; a system that fails does not say the same."""
        try:
            return ask()
        except Exception as error:
            story = self.course.story(act)
            failed = f"{type(error).__name__}: {error}"
            expected = "nothing fails here"
            if act is not None:
                expected = self.course.ask(act).outcome
            raise Disagreement(self.book, story, failed, expected) from error

    def _compare_states(self) -> None:
        for region in self.book.regions:
            here = self.course.state(region.name)
            there = self._asked(lambda name=region.name: self.system.state(name))  # type: ignore[misc]
            if there is not None and there != here:
                raise Disagreement(
                    self.book,
                    self.course.story(),
                    f"`{region.name}` is now `{there}`",
                    f"`{region.name}` is now `{here}`",
                )


def _parted(book: Rulebook, open_system: OpenSystem, story: Story) -> Disagreement | None:
    """Follow a story in a new case of the system; give where the two part ways in it."""
    try:
        both = Beside(book, open_system, story.opened, story.facts)
        for act in (*story.acts, *(() if story.question is None else (story.question,))):
            both.do(act)
    except Disagreement as found:
        return found
    except FactError:
        return None
    return None


def shortened(found: Disagreement, open_system: OpenSystem) -> Disagreement:
    """Leave out of a story whatever the disagreement does not need, waiting included.

    What is left shows the same: the two say of the same event what they said before.

    Args:
        found: The disagreement.
        open_system: Opens a case in the system.
    """
    again = _parted(found.book, open_system, found.story)
    if again is None or not _alike(again, found):
        return found  # the system does not do the same twice
    found, before = again, None
    while found is not before:
        before = found
        for shorter in _shorter(found.story):
            again = _parted(found.book, open_system, shorter)
            if again is not None and _alike(again, found):
                found = again
                break
    return found


def _alike(one: Disagreement, other: Disagreement) -> bool:
    asked = [
        None if found.story.question is None else found.story.question.event
        for found in (one, other)
    ]
    return asked[0] == asked[1] and (one.system, one.rulebook) == (other.system, other.rulebook)


def _shorter(story: Story) -> list[Story]:
    """The stories that lack one act, one fact, one thing that was given, or one wait."""
    acts = story.acts
    found = [attrs.evolve(story, acts=acts[:k] + acts[k + 1 :]) for k in range(len(acts))]
    found += [
        attrs.evolve(story, facts={n: v for n, v in story.facts.items() if n != name})
        for name in story.facts
    ]
    for k, act in enumerate(acts):
        found += [
            attrs.evolve(story, acts=(*acts[:k], less, *acts[k + 1 :])) for less in _less(act)
        ]
    if story.question is not None:
        found += [attrs.evolve(story, question=less) for less in _less(story.question)]
    return found + _sooner(story)


def _sooner(story: Story) -> list[Story]:
    """The stories in which one thing happens on the day of the one before it."""
    days = (story.opened, *(act.on for act in story.acts))
    found = [
        attrs.evolve(
            story, acts=(*story.acts[:k], attrs.evolve(act, on=days[k]), *story.acts[k + 1 :])
        )
        for k, act in enumerate(story.acts)
        if act.on > days[k]
    ]
    if story.question is not None and story.question.on > days[-1]:
        found.append(attrs.evolve(story, question=attrs.evolve(story.question, on=days[-1])))
    return found


def _less(act: Act) -> list[Act]:
    if not act.event and len(act.given) == 1:
        return []
    return [
        attrs.evolve(act, given={n: v for n, v in act.given.items() if n != name})
        for name in act.given
    ]
