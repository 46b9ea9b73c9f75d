"""The picture of a case: its days to scale on the left, what happened on each beside them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from continuum.prose.naming import say_day
from continuum.report.drawing import label, lines_of, marker, path, picture, rectangle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

__all__ = ["Band", "Moment", "draw_timeline"]

_WIDE = 1120.0
_RULER = 62.0
_SIGNS = 196.0
_WORDS = 216.0
_BAND = 800.0
_ROW = 34.0
_TOP = 46.0


@attrs.frozen
class Moment:
    """One row of a case.

    Args:
        number: Its number in the table.
        on: The day.
        words: What happened, in a few words.
        outcome: ``allowed``, ``refused``, ``undetermined``, ``warned`` or ``recorded``.
        said: The outcome in words.
        state: The state of the track that the picture shows, after the row.
        held: Whether the person is held on that day.
    """

    number: str
    on: date
    words: str
    outcome: str
    said: str
    state: str
    held: bool = False


@attrs.frozen
class Band:
    """A stretch of rows with the same state."""

    first: int
    last: int
    words: str


def draw_timeline(moments: Sequence[Moment], title: str, track: str) -> Markup:
    """Draw a case from top to bottom.

    The ruler on the left is true to scale; thin lines lead from each day to its row, so that
    weeks in which much happened can still be read.

    Args:
        moments: The rows, in the order of their days.
        title: What it shows.
        track: The title of the track whose states stand on the right.
    """
    tall = _ROW * len(moments)
    first, last = moments[0].on.toordinal(), moments[-1].on.toordinal()
    scale = tall / max(last - first, 1)

    def true(day: int) -> float:
        return _TOP + (day - first) * scale

    parts = [
        label(_RULER, 18, "the days, to scale", "small", anchor="middle"),
        label(_WORDS, 18, "what happened", "small"),
        label(_BAND, 18, track, "small"),
        *_ruler(moments, true),
        *_rows(moments, true),
        *_states(moments),
    ]
    told = ". ".join(f"{m.number}, {say_day(m.on)}: {m.words}, {m.said}" for m in moments)
    return picture("timeline", title, told + ".", _WIDE, _TOP + tall + 12, parts)


def _ruler(moments: Sequence[Moment], true: Callable[[int], float]) -> Iterator[Markup]:
    low, high = true(moments[0].on.toordinal()), true(moments[-1].on.toordinal())
    yield rectangle(_RULER - 5, low, 10, high - low, "ruler")
    for here, after in pairwise(moments):
        if here.held:
            top, bottom = true(here.on.toordinal()), true(after.on.toordinal())
            yield rectangle(_RULER - 5, top, 10, bottom - top, "held")
    for year in range(moments[0].on.year, moments[-1].on.year + 1):
        for month in (1, 4, 7, 10):
            y = true(date(year, month, 1).toordinal())
            if low <= y <= high:
                long = month == 1
                yield path(f"M{_RULER - (12 if long else 8)} {y:.1f}H{_RULER - 5}", "tick")
                if long:
                    yield label(_RULER - 16, y + 4, str(year), "year", anchor="end")


def _rows(moments: Sequence[Moment], true: Callable[[int], float]) -> Iterator[Markup]:
    for k, moment in enumerate(moments):
        y, at = _TOP + (k + 0.5) * _ROW, true(moment.on.toordinal())
        yield path(f"M{_RULER + 5} {at:.1f}{_bend(at, y)}H{_SIGNS - 10}", "thread")
        yield marker(_SIGNS, y, moment.outcome)
        yield label(_WORDS, y - 3, f"{moment.number} · {say_day(moment.on)}", "day")
        for line in lines_of(moment.words, 13, _BAND - _WORDS - 26, 1):
            yield label(_WORDS, y + 12, line, "words")


def _bend(start: float, end: float) -> str:
    """The curve from the ruler to a row."""
    middle, right = _RULER + 50, _RULER + 84
    return f"C{middle} {start:.1f} {middle} {end:.1f} {right} {end:.1f}"


def _states(moments: Sequence[Moment]) -> Iterator[Markup]:
    for k, band in enumerate(_bands(moments)):
        top = _TOP + band.first * _ROW + 2
        high = (band.last - band.first + 1) * _ROW - 4
        yield rectangle(_BAND, top, _WIDE - _BAND - 4, high, "band odd" if k % 2 else "band")
        most = 1 if band.first == band.last else 3
        lines = lines_of(band.words, 13, _WIDE - _BAND - 28, most)
        middle = top + high / 2 - (len(lines) - 1) * 8 + 4
        for i, line in enumerate(lines):
            yield label(_BAND + 12, middle + 16 * i, line, "words")


def _bands(moments: Sequence[Moment]) -> Iterator[Band]:
    """Give the stretches of rows with the same state."""
    start = 0
    for k in range(1, len(moments) + 1):
        if k == len(moments) or moments[k].state != moments[start].state:
            yield Band(start, k - 1, moments[start].state)
            start = k
