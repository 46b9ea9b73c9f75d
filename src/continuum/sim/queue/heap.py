"""Two heaps over arrays: who is next in time, and who is next for a place."""

# ruff: noqa: PLR0917 - the columns of a heap are passed along together
from __future__ import annotations

from typing import Any

__all__ = ["line_joined", "line_left", "moved_in_time", "taken_out"]


def _before(moments: Any, one: int, other: int) -> bool:
    """Whether one person is due before another; of two at the same moment the lower number."""
    if moments[one] != moments[other]:
        return moments[one] < moments[other]  # type: ignore[no-any-return]
    return one < other


def _up(heap: Any, places: Any, moments: Any, place: int) -> None:
    one = heap[place]
    while place > 0:
        above = (place - 1) // 2
        if not _before(moments, one, heap[above]):
            break
        heap[place] = heap[above]
        places[heap[place]] = place
        place = above
    heap[place] = one
    places[one] = place


def _down(heap: Any, places: Any, moments: Any, place: int, size: int) -> None:
    one = heap[place]
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and _before(moments, heap[below + 1], heap[below]):
            below += 1
        if not _before(moments, heap[below], one):
            break
        heap[place] = heap[below]
        places[heap[place]] = place
        place = below
    heap[place] = one
    places[one] = place


def moved_in_time(heap: Any, places: Any, moments: Any, size: int, one: int) -> int:
    """Put somebody where the own next moment belongs; give the size of the heap.

    Args:
        heap: The people, whoever is due first in front.
        places: The place of each in it; -1: not in it.
        moments: The next moment of each.
        size: How many are in it.
        one: Whose moment has changed.
    """
    place = places[one]
    if place < 0:
        heap[size] = one
        _up(heap, places, moments, size)
        return size + 1
    _up(heap, places, moments, place)
    _down(heap, places, moments, places[one], size)
    return size


def taken_out(heap: Any, places: Any, moments: Any, size: int) -> int:
    """Take out whoever is in front; give the size of the heap.

    Args:
        heap: The people, whoever is due first in front.
        places: The place of each in it; -1: not in it.
        moments: The next moment of each.
        size: How many are in it.
    """
    places[heap[0]] = -1
    size -= 1
    if size > 0:
        heap[0] = heap[size]
        _down(heap, places, moments, 0, size)
    return size


def _sooner(keys: Any, lines: Any, one: int, other: int) -> bool:
    """Whether one who waits comes before another: by key, and then by the number of the person."""
    if keys[one] != keys[other]:
        return keys[one] < keys[other]  # type: ignore[no-any-return]
    if lines[3 * one] != lines[3 * other]:
        return lines[3 * one] < lines[3 * other]  # type: ignore[no-any-return]
    return lines[3 * one + 1] < lines[3 * other + 1]  # type: ignore[no-any-return]


def _exchange(keys: Any, lines: Any, one: int, other: int) -> None:
    key = keys[one]
    keys[one] = keys[other]
    keys[other] = key
    for k in range(3):
        held = lines[3 * one + k]
        lines[3 * one + k] = lines[3 * other + k]
        lines[3 * other + k] = held


def line_joined(
    keys: Any, lines: Any, first: int, size: int, key: float, person: int, part: int, stamp: int
) -> None:
    """Let somebody join a line that has room.

    Args:
        keys: By what the line goes.
        lines: Person, part of the behaviour and stamp of each who waits.
        first: Where the line begins.
        size: How many wait already.
        key: By what the person waits.
        person: The person.
        part: The part of the behaviour that needs the place.
        stamp: How often the person has joined; an older one is void.
    """
    place = size
    keys[first + place] = key
    lines[3 * (first + place)] = person
    lines[3 * (first + place) + 1] = part
    lines[3 * (first + place) + 2] = stamp
    while place > 0:
        above = (place - 1) // 2
        if not _sooner(keys, lines, first + place, first + above):
            break
        _exchange(keys, lines, first + place, first + above)
        place = above


def line_left(keys: Any, lines: Any, first: int, size: int) -> None:
    """Take whoever is in front out of a line; what was in front is then behind the last.

    Args:
        keys: By what the line goes.
        lines: Person, part of the behaviour and stamp of each who waits.
        first: Where the line begins.
        size: How many wait, whoever is in front included.
    """
    _exchange(keys, lines, first, first + size - 1)
    place, last = 0, size - 1
    while True:
        below = 2 * place + 1
        if below >= last:
            break
        if below + 1 < last and _sooner(keys, lines, first + below + 1, first + below):
            below += 1
        if not _sooner(keys, lines, first + below, first + place):
            break
        _exchange(keys, lines, first + below, first + place)
        place = below
