"""The clocks of one person: when each attempt is due, and how it is set again."""

# ruff: noqa: ARG001, E741, N803, PLR0917 - rows of tables have one letter and are passed along together
from __future__ import annotations

import math
from typing import Any

from continuum.sim.queue.days import milestone_day
from continuum.sim.queue.draws import delay_of, uniform
from continuum.sim.queue.layout import (
    F_CHANCE,
    F_PACE,
    FPART_WIDTH,
    H_DAYS,
    H_DAYS_FIRST,
    H_DAYS_LAST,
    H_FPART,
    H_PART,
    H_PARTS,
    H_REALS,
    H_TAKEN,
    H_TRAITS,
    H_X_OCCURRENCE,
    H_X_QUEUED,
    H_X_REFUSALS,
    NEVER,
    NOT_KNOWN,
    P_AT,
    P_CHANCE,
    P_DELAY,
    P_FACTOR,
    P_KEEPS,
    P_MEANT,
    P_MOST,
    P_PURPOSE,
    P_SHIFTED,
    P_TAKER,
    P_TAKES,
    PART_WIDTH,
    T_KEY,
    WAITING_FOR_DAY,
)

__all__ = [
    "clock_again",
    "clock_put",
    "clock_rest",
    "clock_resumed",
    "clock_set",
    "days_drawn",
    "days_drawn_one_by_one",
]


def clock_set(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, k: int,
    now: float, anew: bool,
) -> float:  # fmt: skip
    """Give the moment at which a clock of a person is due, from now on.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The people's whole numbers; changed.
        D: The people's moments; changed.
        Q: What is needed while something happens.
        row: The person.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part of the behaviour.
        now: The moment.
        anew: Draw anew; otherwise work the same draw out again from changed facts.
    """
    part = I[H_PART] + k * PART_WIDTH
    at = x + I[H_X_OCCURRENCE] + k
    occurrence = X[at]
    if anew:
        X[at] = occurrence + 1
        if I[part + P_MOST] >= 0:
            X[x + I[H_X_REFUSALS] + k] = 0
    else:
        occurrence -= 1
    if I[part + P_MEANT] >= 0 and not T[row * I[H_TRAITS] + I[part + P_MEANT]]:
        return NEVER
    key = T[row * I[H_TRAITS] + T_KEY]
    purpose = I[part + P_PURPOSE]
    fpart = I[H_FPART] + k * FPART_WIDTH
    if I[part + P_CHANCE] != -1:
        chance = F[fpart + F_CHANCE]
        if I[part + P_CHANCE] >= 0:
            chance = G[row * I[H_REALS] + I[part + P_CHANCE]]
        if uniform(key, I[purpose + 1], occurrence) >= chance:
            return NEVER
    if I[part + P_KEEPS] and not anew:
        delay = D[d + I[H_PARTS] + k]
    else:
        factor = 1.0
        if I[part + P_FACTOR] >= 0:
            factor = G[row * I[H_REALS] + I[part + P_FACTOR]]
        delay = days_drawn(I, F, I[part + P_DELAY], key, I[purpose], occurrence, factor, row)
        delay *= F[fpart + F_PACE]
        if I[part + P_KEEPS]:
            D[d + I[H_PARTS] + k] = delay
    return _from(I, X, Q, x, part, now, delay)


def days_drawn(
    I: Any, F: Any, spread: int, key: int, purpose: int, occurrence: int, factor: float, row: int
) -> float:
    """Draw a delay of a person; many people's at once, where many ask for it.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        spread: Where the distribution stands.
        key: The key of the person.
        purpose: The key of the purpose.
        occurrence: How often it was drawn before.
        factor: What the hazard is multiplied by.
        row: The person.
    """
    if I[spread] == 0:
        return F[I[spread + 1]]  # type: ignore[no-any-return]
    if factor == 1.0:
        column = F.columns.get((spread, purpose, occurrence))
        if column is None:
            column = F.asked(spread, purpose, occurrence)
        if column is not None:
            return column[row]  # type: ignore[no-any-return]
    return delay_of(I, F, spread, uniform(key, purpose, occurrence), factor)


def days_drawn_one_by_one(
    I: Any, F: Any, spread: int, key: int, purpose: int, occurrence: int, factor: float, row: int
) -> float:
    """Draw a delay of a person alone; as :func:`days_drawn`, which it stands for when compiled."""
    if I[spread] == 0:
        return F[I[spread + 1]]  # type: ignore[no-any-return]
    return delay_of(I, F, spread, uniform(key, purpose, occurrence), factor)


def _from(I: Any, X: Any, Q: Any, x: int, part: int, now: float, delay: float) -> float:
    """When a clock is due if a delay runs from now on, or from the day on which it is set."""
    since = now
    if I[part + P_AT] >= 0:
        day = milestone_day(I, X, Q, x, I[part + P_AT])
        since = WAITING_FOR_DAY if day == NOT_KNOWN else max(now, float(day))
    return _on_working_day(I, part, since + delay)


def _on_working_day(I: Any, part: int, due: float) -> float:
    """The moment, or the beginning of the next working day where the office is closed."""
    if not I[part + P_SHIFTED] or due > I[H_DAYS_LAST] + 1:
        return due
    day = math.floor(due)
    if not I[H_DAYS_FIRST] <= day <= I[H_DAYS_LAST]:
        return due
    found = I[I[H_DAYS] + day - I[H_DAYS_FIRST]]
    return due if found == day else float(found)


def clock_again(
    I: Any, F: Any, T: Any, X: Any, row: int, x: int, k: int, now: float, spread: int
) -> float:
    """Give the moment of the next attempt after one was made; ``NEVER`` without a distribution.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        X: The people's whole numbers; changed.
        row: The person.
        x: Where the person's whole numbers begin.
        k: The part of the behaviour.
        now: The moment.
        spread: Where the distribution stands; -1: there is none.
    """
    if spread < 0:
        return NEVER
    part = I[H_PART] + k * PART_WIDTH
    at = x + I[H_X_OCCURRENCE] + k
    occurrence = X[at]
    X[at] = occurrence + 1
    key = T[row * I[H_TRAITS] + T_KEY]
    purpose = I[I[part + P_PURPOSE] + 2]
    delay = days_drawn(I, F, spread, key, purpose, occurrence, 1.0, row)
    return _on_working_day(I, part, now + delay)


def clock_put(I: Any, X: Any, D: Any, Q: Any, x: int, d: int, k: int, due: float) -> None:
    """Set a clock to a moment; whoever waits with it for a place waits no longer.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers; changed.
        D: The people's moments; changed.
        Q: What is needed while something happens; a place that was offered is free again.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part of the behaviour.
        due: The moment.
    """
    part = I[H_PART] + k * PART_WIDTH
    if I[part + P_TAKER] >= 0:
        at = x + I[H_X_QUEUED] + I[part + P_TAKER]
        if X[at] == 2:  # noqa: PLR2004 - a place was offered
            Q[I[H_TAKEN] + I[part + P_TAKES]] -= 1
        X[at] = 0
    D[d + k] = due


def clock_rest(I: Any, X: Any, D: Any, Q: Any, x: int, d: int, k: int, now: float) -> None:
    """Keep how much of its delay is left when a clock stops.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        D: The people's moments; changed.
        Q: What is needed while something happens.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part of the behaviour.
        now: The moment.
    """
    part = I[H_PART] + k * PART_WIDTH
    due = D[d + k]
    left = d + I[H_PARTS] + k
    if I[part + P_TAKER] >= 0 and X[x + I[H_X_QUEUED] + I[part + P_TAKER]] > 0:
        D[left] = 0.0
        return
    if WAITING_FOR_DAY <= due < NEVER:
        return
    since = now
    if I[part + P_AT] >= 0:
        day = milestone_day(I, X, Q, x, I[part + P_AT])
        if day != NOT_KNOWN:
            since = max(now, float(day))
    D[left] = max(due - since, 0.0)


def clock_resumed(I: Any, X: Any, D: Any, Q: Any, x: int, d: int, k: int, now: float) -> float:
    """Give the moment at which a kept clock is due.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        D: The people's moments.
        Q: What is needed while something happens.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part of the behaviour.
        now: The moment.
    """
    return _from(I, X, Q, x, I[H_PART] + k * PART_WIDTH, now, D[d + I[H_PARTS] + k])
