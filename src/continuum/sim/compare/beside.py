"""Two paths side by side: line by line, day by day, with what happens on the same day together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from continuum.sim.results.stories import Happening, Story

__all__ = ["beside"]

_BEFORE: Final = 3
_AFTER: Final = 6

_Line = tuple["date", str]


def beside(stories: Sequence[Story], places: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Lay two paths beside each other, from just before some places on.

    What happens on the same day stands on the same line; the same refusal again and again is told
    once.

    Args:
        stories: The two paths.
        places: From which happening of each on; a few before it are shown too.
    """
    parts = [
        (_lines(story.happenings[max(0, place - _BEFORE) :]), min(place, _BEFORE) + _AFTER)
        for story, place in zip(stories, places, strict=True)
    ]
    left, right = (lines[:most] for lines, most in parts)
    more = tuple("..." if len(lines) > most else "" for lines, most in parts)
    rest = [more] if any(more) else []
    return (*_woven(left, right), *rest)  # type: ignore[arg-type]


def _lines(happenings: Sequence[Happening]) -> list[_Line]:
    lines: list[_Line] = []
    for _, same in groupby(happenings, key=_again):
        told = list(same)
        first, last = told[0], told[-1]
        repeated = first.outcome in {"refused", "undetermined"} and len(told) > 1
        if repeated:
            lines.append((first.on, f"{_said(first)}, {len(told)} times until {last.on}"))
        else:
            lines += [(one.on, _said(one)) for one in told]
    return lines


def _again(happening: Happening) -> tuple[str, str, tuple[str, ...]]:
    return happening.event, happening.outcome, happening.against


def _said(happening: Happening) -> str:
    event = happening.event or ", ".join(happening.learned)
    outcome = "" if happening.outcome == "allowed" else f" {happening.outcome}"
    against = f" ({', '.join(happening.against)})" if happening.against else ""
    return f"{happening.on} {event}{outcome}{against}"


def _woven(left: list[_Line], right: list[_Line]) -> Iterator[tuple[str, str]]:
    """Both in the order of their days; what is on one day is on one line."""
    i = j = 0
    while i < len(left) or j < len(right):
        mine = left[i] if i < len(left) else None
        yours = right[j] if j < len(right) else None
        here = mine is not None and (yours is None or mine[0] <= yours[0])
        there = yours is not None and (mine is None or yours[0] <= mine[0])
        yield (mine[1] if mine and here else "", yours[1] if yours and there else "")
        i, j = i + here, j + there
