"""A story made shorter: what it does not need to show what it shows is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.verify.following.story import Act, Story

__all__ = ["shorten_story"]

_MOST = 60


def shorten_story(story: Story, shows: Callable[[Story], bool]) -> Story:
    """Leave out every act, and every fact, without which a story still shows the same.

    Args:
        story: A story that shows it.
        shows: Whether a story shows it.
    """
    if len(story.acts) > _MOST:
        return story
    for act in reversed(story.acts):
        shorter = attrs.evolve(story, acts=tuple(a for a in story.acts if a is not act))
        if shows(shorter):
            story = shorter
        elif not act.event and len(act.given) > 1:
            story = _fewer(story, act, shows)
    for name in story.facts:
        left = {n: v for n, v in story.facts.items() if n != name}
        shorter = attrs.evolve(story, facts=left)
        if shows(shorter):
            story = shorter
    return story


def _fewer(story: Story, act: Act, shows: Callable[[Story], bool]) -> Story:
    for name in act.given:
        less = attrs.evolve(act, given={n: v for n, v in act.given.items() if n != name})
        acts = tuple(less if a is act else a for a in story.acts)
        if less.given and shows(attrs.evolve(story, acts=acts)):
            story, act = attrs.evolve(story, acts=acts), less
    return story
