"""Guards for one person: a machine for programs that the one evaluator has written.

A program is a row of questions, each with a place to go on if it is so and one if it is not; what
a guard *means* was settled by :func:`continuum.guards.weigh` when the program was written.
"""

# ruff: noqa: E741, N803 - rows of tables have one letter
from __future__ import annotations

from typing import Any

from continuum.sim.queue.days import milestone_day
from continuum.sim.queue.layout import (
    FLAG,
    H_TARGETS,
    H_X_STATES,
    IS_IN,
    KNOWN,
    L_GATE,
    L_GATES,
    L_WAY,
    L_WAYS,
    NOT_KNOWN,
    Q_AGAINST,
    Q_DAY,
    REACHED,
)
from continuum.sim.queue.registers import value_of

__all__ = ["answered", "judged", "run_program"]

_ALLOWED, _REFUSED, _UNDETERMINED = range(3)


def run_program(I: Any, X: Any, Q: Any, x: int, place: int) -> bool:
    """Run a program from a place; say whether it ends in yes.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens.
        x: Where the person's begin.
        place: Where the program begins; -1 is yes, -2 is no.
    """
    while place >= 0:
        place = I[place + 4] if answered(I, X, Q, x, place) else I[place + 5]
    return place == -1


def answered(I: Any, X: Any, Q: Any, x: int, place: int) -> bool:
    """Answer one question: does it hold (side 0), or does it fail (side 1)?

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens.
        x: Where the person's begin.
        place: Where the question stands.
    """
    kind, operand, holds = I[place], I[place + 1], I[place + 3] == 0
    if kind <= KNOWN:
        value = value_of(I, X, Q, x, operand)
        if kind == KNOWN:
            return (value != NOT_KNOWN) == holds  # type: ignore[no-any-return]
        if value == NOT_KNOWN:
            return False
        if kind == FLAG:
            found = value == 1
        elif kind == IS_IN:
            found = I[I[place + 2] + value] == 1
        else:
            found = value >= I[place + 2]
        return found == holds  # type: ignore[no-any-return]
    if kind == REACHED:
        day = milestone_day(I, X, Q, x, operand)
        return day != NOT_KNOWN and (Q[Q_DAY] >= day) == holds
    return (I[I[place + 2] + X[x + I[H_X_STATES] + operand]] == 1) == holds  # type: ignore[no-any-return]


def judged(I: Any, X: Any, Q: Any, x: int, plan: int) -> int:
    """Decide an attempt for a person: allowed, refused or undetermined, as ``decide`` would.

    What stands in the way is a bit each in ``Q``, and where each region would go is there too.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens; changed.
        x: Where the person's begin.
        plan: Where the plan stands.
    """
    against, refused, bit = 0, False, 1
    at = I[plan + L_GATE]
    for _ in range(I[plan + L_GATES]):
        if not run_program(I, X, Q, x, I[at]):
            against |= bit
            refused = refused or run_program(I, X, Q, x, I[at + 1])
        bit <<= 1
        at += 2
    at = I[plan + L_WAY]
    for _ in range(I[plan + L_WAYS]):
        region = I[at]
        state = X[x + I[H_X_STATES] + region]
        target = I[I[at + 1] + state]
        if target < 0:
            target = _chosen(I, X, Q, x, I[I[at + 2] + state])
            if target < 0:
                against |= bit
                refused = refused or target == -1
        Q[I[H_TARGETS] + region] = target
        bit <<= 1
        at += 3
    Q[Q_AGAINST] = against
    if against == 0:
        return _ALLOWED
    return _REFUSED if refused else _UNDETERMINED


def _chosen(I: Any, X: Any, Q: Any, x: int, legs: int) -> int:
    """The target of the one leg that is open; -1: certainly not one is; -2: it is not known."""
    count, unsure, target = 0, False, -1
    at = legs + 1
    for _ in range(I[legs]):
        if run_program(I, X, Q, x, I[at]):
            count += 1
            target = I[at + 2]
        elif not run_program(I, X, Q, x, I[at + 1]):
            unsure = True
        at += 3
    if count == 1 and not unsure:
        return target
    if count > 1 or (count == 0 and not unsure):
        return -1
    return -2
