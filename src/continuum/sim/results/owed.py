"""Duties: what was owed by whom, and whether it was met in time, read from replayed stories.

Duties follow from the whole of a case, so they are not kept in columns.  Some people of a run are
decided again, attempt by attempt, by the semantics of a single case, and what was due is read
there, as it would be for a real case.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.guards import weigh
from continuum.semantics import (
    SYSTEM,
    CaseView,
    Changes,
    Entry,
    Past,
    advance,
    duties_on,
    entered,
    entry_of,
    opening,
)
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.semantics import Duty, Snapshot
    from continuum.sim.results.run import Run
    from continuum.sim.results.stories import Story

__all__ = ["Owed", "duties", "missed", "owed_in", "sampled"]

_REVERSAL = "GR-54"


@attrs.frozen
class Owed:
    """Something that was owed in one story.

    Args:
        duty: The duty, as it first stood.
        ended: The day from which it was owed no longer; ``None``: it was still owed at the end.
        met: Whether it ended because it was done; otherwise it lapsed.
    """

    duty: Duty
    ended: date | None
    met: bool

    def status(self, on: date) -> str:
        """Say ``in_time``, ``late``, ``lapsed``, ``overdue`` or ``open``."""
        last = self.duty.due or self.duty.since
        if self.ended is None:
            return "overdue" if self.duty.status(on) == "overdue" else "open"
        if not self.met:
            return "lapsed"
        return "in_time" if self.duty.waits or self.ended <= last else "late"


def owed_in(story: Story, until: date) -> tuple[Owed, ...]:
    """Give everything that was owed in one story: from events, rules, steps and handovers.

    Args:
        story: The story.
        until: The day up to which it is told.
    """
    found: dict[str, Owed] = {}
    standing: dict[str, Duty] = {}
    entries = [_opened(story)]
    stood: list[tuple[date, Snapshot]] = [_first(story)]
    for number, (decision, before, after) in enumerate(story.steps(), start=1):
        if str(decision.outcome) != "allowed":
            continue
        chart = story.book.lower(decision.on)
        now = {d.id: d for d in _due(chart, before, decision.on, entries, stood)}
        # What vanished since the attempt before ended with it, or ran out by date.
        _end(found, standing, now, stood[-1], chart)
        standing = now
        entries.append(entry_of(decision, number, decision.on))
        stood.append((decision.on, after))
    chart = story.book.lower(until)
    last = {d.id: d for d in _due(chart, stood[-1][1], until, entries, stood)}
    _end(found, standing, last, stood[-1], chart)
    for duty in stood[-1][1].duties:
        found.setdefault(duty.id, Owed(duty, duty.met or duty.lapsed, duty.met is not None))
        if duty.met is not None or duty.lapsed is not None:
            found[duty.id] = Owed(duty, duty.met or duty.lapsed, duty.met is not None)
    for id, duty in last.items():
        found[id] = Owed(duty, None, met=False)
    return tuple(found.values())


def _end(
    found: dict[str, Owed],
    standing: dict[str, Duty],
    now: dict[str, Duty],
    by: tuple[date, Snapshot],
    chart: Chart,
) -> None:
    on, snapshot = by
    for id, duty in standing.items():
        if id not in now:
            done = _done(chart, duty)
            met = done is None or weigh(done, CaseView(chart, snapshot, on)).holds
            found[id] = Owed(duty, max(on, duty.since), met=bool(met))


def _done(chart: Chart, duty: Duty) -> Guard | None:
    """What says that a duty was met; ``None``: that it is gone says so."""
    for step in chart.steps:
        if step.id == duty.id:
            return step.done
    for handover in chart.handovers:
        if handover.id == duty.id:
            return handover.effective
    return duty.met_when


def _due(
    chart: Chart,
    snapshot: Snapshot,
    on: date,
    entries: list[Entry],
    stood: list[tuple[date, Snapshot]],
) -> Iterable[Duty]:
    def then(day: date) -> Snapshot:
        return next((s for d, s in reversed(stood) if d <= day), stood[0][1])

    past = Past(frozenset(entry.on for entry in entries), then)
    now = advance(chart, snapshot, on, Changes())
    return duties_on(chart, now, on, entered(chart, entries), past)


def _opened(story: Story) -> Entry:
    return Entry(0, "opened", story.opened, story.opened, SYSTEM, story.book.label)


def _first(story: Story) -> tuple[date, Snapshot]:
    return story.opened, opening(story.book.lower(story.opened), story.opened, story.facts)


def sampled(run: Run, sample: int) -> list[int]:
    """Choose people for a closer look: as many as asked, evenly over the run.

    Args:
        run: The run.
        sample: How many.

    Raises:
        ScenarioError: It is no whole number from 1.
    """
    if type(sample) is not int or sample < 1:
        raise ScenarioError(
            f"a sample cannot have `{str(sample)[:40]}` people", help="give a whole number from 1"
        )
    count = min(sample, run.rows)
    places: Any = np.arange(count) * run.rows // count
    return [int(place) for place in places]


def _remembered(run: Run, place: int) -> tuple[Owed, ...]:
    """What was owed in one pathway, worked out once: several tables ask for it."""
    found = run.owed.get(place)
    if found is None:
        found = run.owed[place] = owed_in(run.story(place), run.scenario.horizon)
    return found


def missed(run: Run, sample: int) -> tuple[int, dict[str, int]]:
    """Count, for each step and handover, the people of a sample whose day for it has passed.

    Args:
        run: The run.
        sample: How many people are replayed as cases.

    Returns:
        How many were looked at, and the counts by id.
    """
    chosen, horizon = sampled(run, sample), run.scenario.horizon
    late: Counter[str] = Counter()
    for place in chosen:
        late.update(
            owed.duty.rule
            for owed in _remembered(run, place)
            if owed.duty.id == owed.duty.rule and owed.status(horizon) == "overdue"
        )
    return len(chosen), dict(late)


def duties(run: Run, sample: int, *, reversals: bool) -> Table:
    """Say how each duty was kept, in a sample of the people.

    Args:
        run: The run.
        sample: How many people are replayed as cases.
        reversals: Only those that follow when a removal loses its prospect (GR-54).
    """
    horizon = run.scenario.horizon
    chosen = sampled(run, sample)
    groups: dict[tuple[str, str, str], list[Owed]] = {}
    for place in chosen:
        for owed in _remembered(run, place):
            duty = owed.duty
            if not reversals or duty.rule.split(".")[0] == _REVERSAL:
                key = (duty.rule, _plain(duty), duty.owner)
                groups.setdefault(key, []).append(owed)
    ordered = sorted(groups.items())
    kept = [_kept(owed, horizon) for _, owed in ordered]
    names = ("arisen", "in_time", "late", "overdue", "open", "lapsed")
    what = "duties of a reversal" if reversals else "duties"
    return Table(
        f"{what} in {run.scenario.name}, read in {len(chosen):,} of {run.rows:,} people",
        {
            "rule": [rule for (rule, _, _), _ in ordered],
            "owed": [sentence for (_, sentence, _), _ in ordered],
            "owner": [owner for (_, _, owner), _ in ordered],
            **{n: np.array([row[k] for row in kept], dtype=np.int64) for k, n in enumerate(names)},
            "median_days": np.array([row[-1] for row in kept], dtype=np.float64),
        },
    )


def _plain(duty: Duty) -> str:
    """The sentence, without the stage that a handover is at."""
    return duty.sentence.rpartition(": ")[0] if duty.id == duty.rule else duty.sentence


def _kept(all_of_it: list[Owed], on: date) -> tuple[Any, ...]:
    said = [owed.status(on) for owed in all_of_it]
    days = list(_days(all_of_it))
    return (
        len(said),
        *(said.count(one) for one in ("in_time", "late", "overdue", "open", "lapsed")),
        float(np.median(days)) if days else float("nan"),
    )


def _days(all_of_it: list[Owed]) -> Iterator[int]:
    for owed in all_of_it:
        if owed.met and owed.ended is not None:
            yield (owed.ended - owed.duty.since).days
