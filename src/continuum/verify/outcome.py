"""What the questions of a check gather: findings, proofs, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import DoesNotReplay
from continuum.verify.findings import Finding, Kind
from continuum.verify.following.shortening import shorten_story
from continuum.verify.following.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.rulebook import Rulebook
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.findings import Needed
    from continuum.verify.following.story import Moment
    from continuum.verify.following.trail import Trail
    from continuum.verify.search import Search

__all__ = ["Outcome"]


@attrs.define
class Outcome:
    """Gathers what the questions come to.

    Args:
        search: The search they share.
        checklist: What must be known by when.
        punished: The facts of voluntary steps of which it was told that doing them closes
            something: what follows from that is not told again.
    """

    search: Search
    findings: list[Finding] = attrs.field(factory=list)
    undecided: list[Finding] = attrs.field(factory=list)
    proved: list[str] = attrs.field(factory=list)
    assumptions: list[str] = attrs.field(factory=list)
    checklist: list[Needed] = attrs.field(factory=list)
    punished: set[str] = attrs.field(factory=set)

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return self.search.chart.book

    def found(
        self,
        kind: Kind,
        subjects: tuple[str, ...],
        sentence: str,
        because: str = "",
        *,
        about: str = "",
    ) -> None:
        """Keep a fault that was proved, and has no story because nothing leads there."""
        self.findings.append(Finding(kind, subjects, sentence, None, because, about=about))

    def doubt(
        self, kind: Kind, subjects: tuple[str, ...], sentence: str, why: str, *, about: str = ""
    ) -> None:
        """Keep something that was neither proved nor shown by a story."""
        claim = sentence.rpartition("; ")[0] or sentence
        said = f"could not decide whether {claim}: {why}; look at it by hand, or simplify it"
        self.undecided.append(Finding(kind, subjects, said, about=about, decided=False))

    def shown(
        self,
        kind: Kind,
        subjects: tuple[str, ...],
        sentence: str,
        trail: Trail,
        shows: Callable[[Snapshot, list[Decision]], bool],
        *,
        asked: bool = False,
        closing: str = "",
        shorten: bool = True,
        because: str = "",
        about: str = "",
        along: Callable[[list[Moment]], bool] | None = None,
    ) -> None:
        """Keep a fault with the story that shows it, made as short as it can be.

        Args:
            kind: The kind of finding.
            subjects: What it is about.
            sentence: What is wrong and how to mend it.
            trail: The case that shows it.
            shows: Whether the end of a story shows it.
            asked: Whether its last act is only asked for.
            closing: What shows in the end, in a sentence.
            shorten: Whether what the fault does not need is left out.
            because: What brings it about, where that is a finding of its own.
            about: The condition that is meant, in its normal form, where subjects do not say it.
            along: Whether all that a story comes through shows it; ``None``: its end is enough.
        """
        cells = self.search.cells
        question = trail.acts[-1] if asked else None
        done = attrs.evolve(trail, acts=trail.acts[:-1]) if asked else trail
        plain = Story(trail.opened, {}, done.acts, question, closing)
        fixed = attrs.evolve(done.story(cells, question), closing=closing)

        def so(story: Story) -> bool:
            return self._shows(story, shows, along)

        story = next((s for s in (fixed, plain, plain.opened_knowing()) if so(s)), None)
        if story is not None:
            if shorten:
                story = shorten_story(story, so)
            self.findings.append(Finding(kind, subjects, sentence, story, because, about=about))
        else:
            why = "a case was found that seems to show it, and does not when it is followed again"
            self.doubt(kind, subjects, sentence, why, about=about)

    def _shows(
        self,
        story: Story,
        shows: Callable[[Snapshot, list[Decision]], bool],
        along: Callable[[list[Moment]], bool] | None,
    ) -> bool:
        try:
            there = shows(*story.replay(self.book))
            return there and (along is None or along(list(story.moments(self.book))))
        except DoesNotReplay:
            return False
