"""Facts of one person: recorded, said with the request, or derived from the records of a register.

A register of a person is a count and that many slots: start, end, and one number a field.
"""

# ruff: noqa: E741, N803 - rows of tables have one letter
from __future__ import annotations

from typing import Any

from continuum.sim.queue.layout import (
    ADD_WIDTH,
    ANY,
    COUNT,
    H_DERIVED,
    H_FACTS,
    H_PENDING,
    H_REGISTERS,
    H_REQUESTS,
    LATEST,
    NOT_KNOWN,
    OPEN_END,
    Q_DAY,
    SAME,
    SINCE,
    TOTAL,
)

__all__ = ["add_record", "end_records", "field_code", "fits", "reduced", "simple_value", "value_of"]


def value_of(I: Any, X: Any, Q: Any, x: int, source: int) -> int:
    """Give the code of a fact of a person; ``NOT_KNOWN`` while it is not known.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens.
        x: Where the person's begin.
        source: The number of the fact.
    """
    place = source - I[H_FACTS]
    if place < 0:
        return X[x + source]  # type: ignore[no-any-return]
    place -= I[H_REQUESTS]
    if place < 0:
        return Q[place + I[H_REQUESTS]]  # type: ignore[no-any-return]
    form = I[I[H_DERIVED] + place]
    if I[form] > SAME + 1:
        return reduced(I, X, Q, x, form)
    one = simple_value(I, X, Q, x, I[form + 1])
    other = simple_value(I, X, Q, x, I[form + 2])
    if one == NOT_KNOWN or other == NOT_KNOWN:  # noqa: PLR1714 - a compiler reads it
        return NOT_KNOWN
    if I[form] == SAME:
        if I[form + 3] >= 0:
            other = I[I[form + 3] + other]
        return 1 if one == other else 0
    return 1 if one < other else 0


def simple_value(I: Any, X: Any, Q: Any, x: int, source: int) -> int:
    """Give the code of a fact that compares no two others."""
    place = source - I[H_FACTS]
    if place < 0:
        return X[x + source]  # type: ignore[no-any-return]
    place -= I[H_REQUESTS]
    if place < 0:
        return Q[place + I[H_REQUESTS]]  # type: ignore[no-any-return]
    return reduced(I, X, Q, x, I[I[H_DERIVED] + place])


def fits(I: Any, A: Any, slot: int, where: int) -> bool:
    """Whether the fields of a record have one of the codes wanted each.

    Args:
        I: The table of whole numbers.
        A: Where the record is.
        slot: Its place there.
        where: Where the fields and codes wanted stand.
    """
    at = where + 1
    for _ in range(I[where]):
        held = A[slot + 2 + I[at]]
        found = False
        for k in range(I[at + 1]):
            if held == I[at + 2 + k]:
                found = True
        if not found:
            return False
        at += 2 + I[at + 1]
    return True


def _in_force(A: Any, slot: int, day: int) -> bool:
    return A[slot] <= day < A[slot + 1]  # type: ignore[no-any-return]


def _day_in(A: Any, slot: int, field: int) -> int:
    """The day in a field of a record."""
    if field >= 0:
        return A[slot + 2 + field]  # type: ignore[no-any-return]
    if field == -1:
        return A[slot]  # type: ignore[no-any-return]
    return NOT_KNOWN if A[slot + 1] == OPEN_END else A[slot + 1]


def reduced(I: Any, X: Any, Q: Any, x: int, form: int) -> int:
    """Reduce a register of a person to one number.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens: the records that the request would add.
        x: Where the person's begin.
        form: Where it stands what is asked: kind, register, where, in force, with request, field.
    """
    kind, day = I[form], Q[Q_DAY]
    if kind == TOTAL:
        return _days_covered(I, X, Q, x, form)
    found = NOT_KNOWN if kind >= LATEST else 0
    register = I[H_REGISTERS] + 4 * I[form + 1]
    width = 2 + I[register + 1]
    slot = x + I[register] + 1
    for _ in range(X[slot - 1]):
        found = _with(I, X, slot, form, found, day)
        slot += width
    if I[form + 4]:
        slot = I[H_PENDING] + 1
        for _ in range(Q[slot - 1]):
            if Q[slot] == I[form + 1]:
                found = _with(I, Q, slot + 1, form, found, day)
            slot += ADD_WIDTH + I[I[H_REGISTERS] + 4 * Q[slot] + 1]
    if kind == SINCE and found != NOT_KNOWN:
        return day - found  # type: ignore[no-any-return]
    return found


def _with(I: Any, A: Any, slot: int, form: int, found: int, day: int) -> int:  # noqa: PLR0917
    """What is found so far, with one record more."""
    kind = I[form]
    if kind >= LATEST:
        if fits(I, A, slot, I[form + 2]):
            return max(found, _day_in(A, slot, I[form + 5]))
        return found
    if (kind == ANY or I[form + 3]) and not _in_force(A, slot, day):
        return found
    if not fits(I, A, slot, I[form + 2]):
        return found
    return found + 1 if kind == COUNT else 1


def _days_covered(I: Any, X: Any, Q: Any, x: int, form: int) -> int:
    """The days on which any matching record is in force, each counted once.

    Records are taken by their starts, one after the other: few, so looked for each time.
    """
    day, counted, until = Q[Q_DAY], 0, 0
    last_start, last_slot = NOT_KNOWN, -1
    while True:
        best_start, best_end, best_slot = OPEN_END + 1, 0, -1
        register = I[H_REGISTERS] + 4 * I[form + 1]
        slot, number = x + I[register] + 1, 0
        for _ in range(X[slot - 1]):
            start = X[slot]
            later = start > last_start or (start == last_start and number > last_slot)
            if later and start < best_start and fits(I, X, slot, I[form + 2]):
                best_start, best_end, best_slot = start, X[slot + 1], number
            slot += 2 + I[register + 1]
            number += 1
        if I[form + 4]:
            slot = I[H_PENDING] + 1
            for _ in range(Q[slot - 1]):
                if Q[slot] == I[form + 1]:
                    start = Q[slot + 1]
                    later = start > last_start or (start == last_start and number > last_slot)
                    if later and start < best_start and fits(I, Q, slot + 1, I[form + 2]):
                        best_start, best_end, best_slot = start, Q[slot + 2], number
                    number += 1
                slot += ADD_WIDTH + I[I[H_REGISTERS] + 4 * Q[slot] + 1]
        if best_slot < 0:
            return counted
        end = day if best_end == OPEN_END else best_end
        counted += max(0, end - max(best_start, until))
        until = max(until, end)
        last_start, last_slot = best_start, best_slot


def end_records(I: Any, X: Any, Q: Any, x: int, effect: int) -> None:
    """End the records in force that an effect names, on the day of the event.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers; changed.
        Q: What is needed while something happens.
        x: Where the person's begin.
        effect: Where it stands: register, nobody's, fields, and for each field its place and
            what it must be.
    """
    day = Q[Q_DAY]
    if I[effect + 1]:
        return
    register = I[H_REGISTERS] + 4 * I[effect]
    slot = x + I[register] + 1
    for _ in range(X[slot - 1]):
        if _in_force(X, slot, day):
            meant = True
            at = effect + 3
            for _ in range(I[effect + 2]):
                wanted = field_code(I, X, Q, x, at + 1)
                meant = meant and wanted != NOT_KNOWN and X[slot + 2 + I[at]] == wanted
                at += 4
            if meant:
                X[slot + 1] = day
        slot += 2 + I[register + 1]


def field_code(I: Any, X: Any, Q: Any, x: int, at: int) -> int:
    """Give the code of a field: a constant, or what was said, translated where it is a choice."""
    if I[at] == 0:
        return I[at + 1]  # type: ignore[no-any-return]
    said = simple_value(I, X, Q, x, I[at + 1])
    if said == NOT_KNOWN or I[at + 2] < 0:
        return said
    return I[I[at + 2] + said]  # type: ignore[no-any-return]


def add_record(I: Any, X: Any, Q: Any, x: int, pending: int) -> bool:
    """Add a pending record to its register; say whether there was room for it.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers; changed.
        Q: What is needed while something happens.
        x: Where the person's begin.
        pending: Where the record is in ``Q``.
    """
    register = I[H_REGISTERS] + 4 * Q[pending]
    width = 2 + I[register + 1]
    first = x + I[register]
    count, day = X[first], Q[Q_DAY]
    slot = count
    if I[register + 3]:
        for k in range(count):
            if X[first + 1 + k * width + 1] <= day:
                slot = k
                break
    if slot == count:
        if count == I[register + 2]:
            return False
        X[first] = count + 1
    at = first + 1 + slot * width
    for k in range(width):
        X[at + k] = Q[pending + 1 + k]
    return True
