"""What stops the clock of an attempt: memory without a word about it, guards, giving up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.sim.behaviour.distributions import Exponential, Fixed
from continuum.sim.scenario.attempt_faults import near_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.rulebook import Chart
    from continuum.sim.behaviour.attempts import Attempt

__all__ = ["clock_faults", "comes_back"]


def clock_faults(
    attempt: Attempt, chart: Chart, attempted: set[str], attempts: Mapping[str, Attempt]
) -> Iterator[str]:
    """Give every fault in how the clock of an attempt runs.

    Args:
        attempt: The attempt; its parts can be read.
        chart: The form of the law.
        attempted: Every event that somebody attempts.
        attempts: Every attempt, by name.
    """
    if attempt.guard == "enabled" and attempt.closing is None:
        yield "its guard is `enabled`, and nobody says what `closing` does (forget, hold or run)"
    if attempt.guard == "attempted" and attempt.closing is not None:
        yield (
            f"`closing` is `{attempt.closing}`, and its guard does not stop the clock "
            "(make the guard `enabled`, or leave `closing` out)"
        )
    if attempt.hazard is not None and isinstance(attempt.delay, Fixed):
        yield "a fixed delay has no hazard that traits could multiply (give a distribution)"
    if attempt.most_retries is not None and attempt.retry is None:
        yield "it is never tried again, so `most_retries` means nothing (give `retry`)"
    for name in attempt.after_giving_up:
        other = attempts.get(name)
        if other is None:
            yield f"there is no attempt `{name}` to give up{near_name(name, attempts)}"
        elif other.retry is not None and other.most_retries is None:
            yield f"attempt `{name}` is never given up (give it `most_retries`)"
    if attempt.clock is None and _remembers(attempt) and comes_back(attempt, chart, attempted):
        kind = type(attempt.delay).__name__
        yield (
            f"it can be left and come back to, and `{kind}` has a memory "
            '(say `clock="restart"`, or `clock="keep"` to go on with the age it had)'
        )


def _remembers(attempt: Attempt) -> bool:
    """Whether it matters that the clock is set anew when somebody comes back."""
    by_itself = not attempt.after and not attempt.after_giving_up
    return by_itself and not isinstance(attempt.delay, (Exponential, Fixed))


def comes_back(attempt: Attempt, chart: Chart, attempted: Iterable[str]) -> bool:
    """Whether an attempt can stop being possible by another event, and become possible again.

    Where it is possible in one configuration alone, a clock that is set on coming there is all
    that anybody can mean, so that does not count.  Each region is looked at by itself, without
    facts, so this may say yes where facts forbid it.

    Args:
        attempt: The attempt.
        chart: The form of the law.
        attempted: Every event that somebody attempts.
    """
    heard = chart.events.get(attempt.event)
    if heard is None:
        return False
    during = dict(attempt.during)
    places = []
    for region in chart.regions:
        names = set(region.names)
        allowed = set(heard.ways.get(region.name, names)) & set(during.get(region.name, names))
        places.append((region, names & allowed))
    if all(len(here) == 1 for _, here in places):
        return False
    for region, here in places:
        if here == set(region.names):
            continue
        moves = {
            (name, source, leg.target)
            for name in attempted
            for source, legs in chart.events[name].ways.get(region.name, {}).items()
            for leg in legs
        }
        away = {
            to for name, at, to in moves if at in here and to not in here and name != attempt.event
        }
        if here & _reached(away, {(at, to) for _, at, to in moves}):
            return True
    return False


def _reached(states: set[str], moves: set[tuple[str, str]]) -> set[str]:
    """Where somebody can come from some states."""
    reached, new = set(states), set(states)
    while new:
        new = {to for at, to in moves if at in new} - reached
        reached |= new
    return reached
