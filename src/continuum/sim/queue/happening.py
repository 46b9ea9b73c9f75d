"""One happening to one person: an attempt is weighed, written, and followed by clocks and moves."""

# ruff: noqa: E741, N803, PLR0917 - rows of tables have one letter and are passed along together
from __future__ import annotations

import math
from typing import Any

from continuum.sim.queue.clocks import clock_again, clock_put
from continuum.sim.queue.days import milestone_day
from continuum.sim.queue.draws import drawn_value
from continuum.sim.queue.following import (
    configuration_of,
    follow,
    place_given_back,
    set_where_open,
    worked_out,
)
from continuum.sim.queue.layout import (
    ADD_WIDTH,
    H_CAPACITIES,
    H_KEPT,
    H_LAW_DAYS,
    H_LAWS,
    H_MOVED,
    H_PART,
    H_PENDING,
    H_REGIONS,
    H_REGISTERS,
    H_SETS,
    H_TAKEN,
    H_TARGETS,
    H_X_HOLDS,
    H_X_OCCURRENCE,
    H_X_QUEUED,
    H_X_REFUSALS,
    H_X_STAMP,
    H_X_STATES,
    L_ADD,
    L_ADDS,
    L_END,
    L_ENDS,
    L_SET,
    L_SETS,
    NEVER,
    NOT_KNOWN,
    OPEN_END,
    P_AGAIN,
    P_ARRIVES,
    P_GIVEN,
    P_LEARN,
    P_MOST,
    P_PLANS,
    P_RAISED,
    P_RETRY,
    P_TAKER,
    P_TAKES,
    PART_WIDTH,
    Q_AGAINST,
    Q_DAY,
    Q_NUMBER,
    Q_OCCURRENCE,
    TO_CONSTANT,
    TO_SAID,
)
from continuum.sim.queue.registers import add_record, end_records, field_code, simple_value
from continuum.sim.queue.weighing import judged

__all__ = ["happened"]

_ALLOWED, _REFUSED, _UNDETERMINED, _WAITING, _LEARNED = range(5)
_FULL = -1


def happened(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, k: int,
    moment: float,
) -> int:  # fmt: skip
    """Let a part of the behaviour happen to a person; give the outcome, -1: a register is full.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The people's whole numbers; changed.
        D: The people's moments; changed.
        Q: What is needed while something happens; changed.
        row: The person.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part of the behaviour.
        moment: The moment.
    """
    part = I[H_PART] + k * PART_WIDTH
    on = math.floor(moment)
    Q[Q_DAY] = on
    occurrence = X[x + I[H_X_OCCURRENCE] + k] - 1
    Q[Q_OCCURRENCE] = occurrence
    Q[Q_AGAINST] = 0
    learn = I[part + P_LEARN]
    for j in range(I[learn]):
        Q[I[H_KEPT] + j] = X[x + I[learn + 1 + 2 * j]]
        value = drawn_value(I, F, T, row, on, I[learn + 2 + 2 * j], occurrence)
        if value != NOT_KNOWN:
            X[x + I[learn + 1 + 2 * j]] = value
    if I[part + P_ARRIVES]:
        clock_put(I, X, D, Q, x, d, k, NEVER)
        worked_out(I, F, T, G, X, D, Q, row, x, d, part, moment, True)
        Q[Q_NUMBER] = configuration_of(I, X, x)
        return _LEARNED
    given = I[part + P_GIVEN]
    for j in range(I[given]):
        Q[I[given + 1 + 2 * j]] = drawn_value(I, F, T, row, on, I[given + 2 + 2 * j], occurrence)
    form = 0
    while form < I[H_LAWS] and I[I[H_LAW_DAYS] + form] <= on:
        form += 1
    plan = I[I[part + P_PLANS] + form]
    Q[I[H_PENDING]] = 0
    if I[plan + L_ADDS]:
        _prepare(I, X, Q, x, plan)
    outcome = judged(I, X, Q, x, plan)
    if I[part + P_TAKES] >= 0:
        outcome = _with_place(I, X, D, Q, x, d, k, outcome)
        if outcome == _WAITING:
            for j in range(I[learn]):
                X[x + I[learn + 1 + 2 * j]] = Q[I[H_KEPT] + j]
            Q[Q_NUMBER] = configuration_of(I, X, x)
            return _WAITING
    moved = False
    if outcome == _ALLOWED:
        effects = I[plan + L_SETS] + I[plan + L_ENDS] + I[plan + L_ADDS]
        if effects and not _took_effect(I, X, Q, x, plan):
            return _FULL
        moved = _moves(I, X, Q, x, plan)
    _own(I, F, T, G, X, D, Q, row, x, d, k, moment, outcome, moved)
    follow(I, F, T, G, X, D, Q, row, x, d, k, moment, outcome, moved)
    if outcome == _ALLOWED and I[H_CAPACITIES] > 0:
        place_given_back(I, X, Q, x, part)
    Q[Q_NUMBER] = configuration_of(I, X, x)
    return outcome


def _prepare(I: Any, X: Any, Q: Any, x: int, plan: int) -> None:
    """Work out the records that an attempt would add, on the state before it."""
    at, to = I[plan + L_ADD], I[H_PENDING] + 1
    Q[to - 1] = 0
    for j in range(I[plan + L_ADDS]):
        register = I[at]
        start = _day_given(I, X, Q, x, at + 1, Q[Q_DAY])
        end = _day_given(I, X, Q, x, at + 3, OPEN_END)
        fields = I[I[H_REGISTERS] + 4 * register + 1]
        Q[to], Q[to + 1], Q[to + 2] = register, start, end
        for f in range(fields):
            Q[to + ADD_WIDTH + f] = field_code(I, X, Q, x, at + 5 + 3 * f)
        to += ADD_WIDTH + fields
        at += 5 + 3 * fields
        Q[I[H_PENDING]] = j + 1


def _day_given(I: Any, X: Any, Q: Any, x: int, at: int, otherwise: int) -> int:
    """The day that an effect names, as said or worked out; otherwise another."""
    if I[at] == TO_CONSTANT:
        return otherwise
    if I[at] == TO_SAID:
        day = simple_value(I, X, Q, x, I[at + 1])
    else:
        day = milestone_day(I, X, Q, x, I[at + 1])
    return otherwise if day == NOT_KNOWN else day


def _with_place(I: Any, X: Any, D: Any, Q: Any, x: int, d: int, k: int, outcome: int) -> int:
    """Take a place, or wait for one; a place that was offered to somebody refused is free again."""
    part = I[H_PART] + k * PART_WIDTH
    capacity = I[part + P_TAKES]
    queued = x + I[H_X_QUEUED] + I[part + P_TAKER]
    holds = x + I[H_X_HOLDS] + capacity
    taken = I[H_TAKEN] + capacity
    offered = X[queued] == 2  # noqa: PLR2004
    if outcome != _ALLOWED or X[holds]:
        if offered:
            Q[taken] -= 1
        X[queued] = 0
        return outcome
    if not offered:
        if Q[taken] >= Q[taken + I[H_CAPACITIES]]:
            X[queued] = 1
            X[x + I[H_X_STAMP] + I[part + P_TAKER]] += 1
            D[d + k] = NEVER
            return _WAITING
        Q[taken] += 1
    X[queued] = 0
    X[holds] = 1
    return outcome


def _took_effect(I: Any, X: Any, Q: Any, x: int, plan: int) -> bool:
    """Record what an allowed attempt changes; say whether the registers had room for it."""
    at = I[plan + L_SET]
    for j in range(I[plan + L_SETS]):
        Q[I[H_SETS] + j] = _set_to(I, X, Q, x, at)
        at += 5
    at = I[plan + L_END]
    for _ in range(I[plan + L_ENDS]):
        end_records(I, X, Q, x, at)
        at += 3 + 4 * I[at + 2]
    at = I[H_PENDING] + 1
    for _ in range(Q[at - 1]):
        if not add_record(I, X, Q, x, at):
            return False
        at += ADD_WIDTH + I[I[H_REGISTERS] + 4 * Q[at] + 1]
    at = I[plan + L_SET]
    for j in range(I[plan + L_SETS]):
        value = Q[I[H_SETS] + j]
        if value != NOT_KNOWN or I[at + 1] != TO_SAID:
            X[x + I[at]] = value
        at += 5
    return True


def _set_to(I: Any, X: Any, Q: Any, x: int, at: int) -> int:
    """What a fact is set to."""
    if I[at + 1] == TO_CONSTANT:
        return I[at + 2]  # type: ignore[no-any-return]
    if I[at + 1] == TO_SAID:
        said = simple_value(I, X, Q, x, I[at + 2])
        if said == NOT_KNOWN or I[at + 3] < 0:
            return said
        return I[I[at + 3] + said]  # type: ignore[no-any-return]
    return milestone_day(I, X, Q, x, I[at + 2])


def _moves(I: Any, X: Any, Q: Any, x: int, plan: int) -> bool:
    """Whether an allowed attempt leads elsewhere; which regions it moves is kept in ``Q``."""
    from_, moved = x + I[H_X_STATES], False
    for region in range(I[H_REGIONS]):
        Q[I[H_MOVED] + region] = -1
    at = I[plan + 3]
    for _ in range(I[plan + 2]):
        region = I[at]
        if Q[I[H_TARGETS] + region] != X[from_ + region]:
            Q[I[H_MOVED] + region] = Q[I[H_TARGETS] + region]
            moved = True
        at += 3
    return moved


def _own(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, k: int,
    moment: float, outcome: int, moved: bool,
) -> None:  # fmt: skip
    """Set the clock of the attempt itself: again, after a refusal, or not now."""
    part = I[H_PART] + k * PART_WIDTH
    counted = I[part + P_MOST] >= 0
    if outcome == _ALLOWED:
        again = -1 if moved else I[part + P_AGAIN]
        if counted:
            X[x + I[H_X_REFUSALS] + k] = 0
        if again < 0 and I[part + P_TAKER] < 0:
            D[d + k] = NEVER
        else:
            clock_put(I, X, D, Q, x, d, k, clock_again(I, F, T, X, row, x, k, moment, again))
        return
    count = 0
    if counted:
        count = X[x + I[H_X_REFUSALS] + k] + 1
        X[x + I[H_X_REFUSALS] + k] = count
    if I[part + P_RETRY] >= 0 and count <= max(I[part + P_MOST], 0):
        due = clock_again(I, F, T, X, row, x, k, moment, I[part + P_RETRY])
        clock_put(I, X, D, Q, x, d, k, due)
        return
    clock_put(I, X, D, Q, x, d, k, NEVER)
    raised = I[part + P_RAISED]
    for j in range(I[raised]):
        set_where_open(I, F, T, G, X, D, Q, row, x, d, I[raised + 1 + j], moment)
