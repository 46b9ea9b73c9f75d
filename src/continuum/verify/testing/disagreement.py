"""Where a system and a rulebook part ways: the story, and what each of the two says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.verify.testing.systems import said_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook
    from continuum.semantics import Decision
    from continuum.verify.following.story import Story

__all__ = ["Disagreement"]


class Disagreement(AssertionError):
    """The first thing that a system and a rulebook do not say alike, told as a story.

    Args:
        book: The rulebook.
        story: What happened until then; an event on which the two disagree is its question.
        system: What the system says.
        rulebook: What the rulebook says.
        decision: The decision on the event, where it is an event on which they disagree.
    """

    def __init__(
        self,
        book: Rulebook,
        story: Story,
        system: object,
        rulebook: str,
        decision: Decision | None = None,
    ) -> None:
        """Keep the parts beside the text."""
        self.book = book
        self.story = story
        self.system = system
        self.rulebook = rulebook
        self.decision = decision
        super().__init__("\n".join(self._told()))

    def _told(self) -> Iterator[str]:
        yield f"the system and rulebook `{self.book.label}` do not say the same"
        yield from (f"  {line}" for line in self.story.told())
        answer = self.system
        told = isinstance(answer, str) and self.decision is None
        yield f"the system says: {answer if told else said_by(answer)}"
        yield f"the rulebook says: {self.rulebook}"
        if self.decision is not None:
            yield from _why(self.decision)


def _why(decision: Decision) -> Iterator[str]:
    for against in decision.against:
        doubt = "" if against.known else " (something is not known)"
        yield f"  {against.id}: {against.sentence}{doubt}"
        if against.remedy:
            yield f"    what would make it possible: {against.remedy}"
    for unknown in decision.unknown:
        yield f"  not known: {unknown.words} (`{unknown.fact}`)"
