"""Handovers, gap days between sender and receiver, and days without a liaison.

The words mean what they mean in the reports over real cases: a gap runs from a release to the
first contact after it, and a handover takes the days from its first stage until it is effective.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.owed import missed
from continuum.sim.results.places import row_bounds, visits
from continuum.sim.results.points import allowed, next_place
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from continuum.rulebook import Chart, Handover
    from continuum.sim.columns.arrays import Floats, Mask, Rows
    from continuum.sim.results.run import Run

__all__ = ["Gaps", "contact_gaps", "gap_table", "handover_days", "handovers", "liaison_gaps"]

_FIRST_CONTACT: Final = "ST19"
_RELEASED: Final = frozenset(
    ("conditional_release", "end_of_sentence", "released_no_conviction", "probation")
)
_FROM: Final = ("legal", "pathway")
_LIAISON: Final = "liaison_unassigned"


class Gaps(NamedTuple):
    """Releases: whose, the days to the first contact after each, and whether there was one.

    Where the person left liberty, or the horizon came, without a contact, ``met`` is false.
    """

    rows: Rows
    days: Floats
    met: Mask
    waiting: Mask


def contact_gaps(run: Run) -> Gaps:
    """Give the days from each release to the first contact after it.

    Args:
        run: The run.

    Raises:
        ScenarioError: The rulebook knows no step of first contact, or no release.
    """
    chart = run.scenario.charts[0]
    region = next((name for name in _FROM if name in chart.place), None)
    contacts = {step.event for step in chart.book.steps if step.id == _FIRST_CONTACT}
    if not contacts or region is None:
        raise ScenarioError(
            f"rulebook `{chart.book.name}` has no step `{_FIRST_CONTACT}`, the first contact",
            help="measure `run.times(event, event)` between two events of your own",
        )
    stays = visits(run, region)
    free = np.isin(stays.codes, [k for k, n in enumerate(stays.names) if n in _RELEASED])
    opening = np.append(True, stays.rows[1:] != stays.rows[:-1])
    before = np.append(False, free[:-1]) & ~opening
    starts = np.flatnonzero(free & ~before & ~opening)
    # A release lasts through neighbouring stays at liberty.
    ends = np.append(free[1:] & ~opening[1:], False)
    lasts = np.flatnonzero(free & ~ends)
    last = lasts[np.searchsorted(lasts, starts)]
    met = np.zeros(len(run.events), dtype=bool)
    for event in contacts:
        if event is not None:
            met |= allowed(run, event)
    behind = stays.last[last]
    # The attempt that ends the stay may be the contact itself.
    found = next_place(np.flatnonzero(met).astype(np.int64), stays.first[starts], behind + 1)
    found = np.where(found < row_bounds(run)[stays.rows[starts] + 1], found, -1)
    days = run.events.time[np.maximum(found, 0)] - stays.begins[starts] if len(starts) else _NONE
    return Gaps(
        stays.rows[starts], np.where(found >= 0, days, np.nan), found >= 0,
        (found < 0) & stays.censored[last],
    )  # fmt: skip


_NONE: Final = np.zeros(0)


def gap_table(run: Run) -> Table:
    """Give one line: releases, days to first contact, and how many had none.

    Args:
        run: The run.
    """
    gaps = contact_gaps(run)
    days = gaps.days[gaps.met]
    return Table(
        f"from release to first contact in {run.scenario.name}",
        {
            "releases": np.array([len(gaps.rows)]),
            "met": np.array([int(gaps.met.sum())]),
            "median_days": np.array([_middle(days)]),
            "mean_days": np.array([float(days.mean()) if len(days) else np.nan]),
            "longest_days": np.array([float(days.max()) if len(days) else np.nan]),
            "without_contact_yet": np.array([int(gaps.waiting.sum())]),
        },
    )


def handover_days(run: Run, handover: Handover) -> tuple[Rows, Floats]:
    """Give whose handover became effective, and the days it took from its first stage.

    Args:
        run: The run.
        handover: The handover.
    """
    stages = _stages(run, handover)
    any_stage = np.flatnonzero(np.logical_or.reduce(list(stages.values())))
    done = np.flatnonzero(stages["effective"])
    people, first = np.unique(run.events.person[done], return_index=True)
    begun_rows, begun_first = np.unique(run.events.person[any_stage], return_index=True)
    began = run.events.time[any_stage][begun_first][np.searchsorted(begun_rows, people)]
    return people.astype(np.intp), run.events.time[done][first] - began


def handovers(run: Run, sample: int) -> Table:
    """Count, for each handover that anybody began or missed, how it went.

    Args:
        run: The run.
        sample: How many people are replayed as cases, to count the handovers that were missed.
    """
    chart = run.scenario.charts[0]
    looked_at, late = missed(run, sample)
    rows: list[tuple[Any, ...]] = []
    for handover in chart.handovers:
        stages = _stages(run, handover)
        whose = run.events.person[np.logical_or.reduce(list(stages.values()))]
        if not len(whose) and not late.get(handover.id):
            continue
        done, days = handover_days(run, handover)
        rows.append(
            (
                handover.id,
                _between(chart, handover),
                len(np.unique(whose)),
                len(done),
                int(stages["refused"].sum()),
                _middle(days),
                float(days.max()) if len(days) else np.nan,
                late.get(handover.id, 0),
            )
        )
    columns = list(zip(*rows, strict=True)) or [()] * 8
    return Table(
        f"handovers in {run.scenario.name}, missed ones read in {looked_at:,} people",
        {
            "handover": list(columns[0]),
            "between": list(columns[1]),
            "begun": np.array(columns[2], dtype=np.int64),
            "effective": np.array(columns[3], dtype=np.int64),
            "refused": np.array(columns[4], dtype=np.int64),
            "median_days": np.array(columns[5], dtype=np.float64),
            "longest_days": np.array(columns[6], dtype=np.float64),
            "missed": np.array(columns[7], dtype=np.int64),
        },
    )


def liaison_gaps(run: Run) -> Floats:
    """Give, for each person, the days without a liaison while the pathway was open.

    Args:
        run: The run.

    Raises:
        ScenarioError: The rulebook does not follow the liaison by a region of its own.
    """
    chart = run.scenario.charts[0]
    region = next((r.name for r in chart.regions if _LIAISON in r.names), None)
    if region is None:
        raise ScenarioError(
            f"rulebook `{chart.book.name}` has no state `{_LIAISON}`",
            help="measure `run.times('opening', event)` up to the event that assigns one",
        )
    stays = visits(run, region)
    without = stays.codes == stays.names.index(_LIAISON)
    days = np.bincount(stays.rows[without], stays.days[without], minlength=run.rows)
    return days.astype(np.float64)


def _stages(run: Run, handover: Handover) -> dict[str, Mask]:
    """For each stage of its protocol, which attempts of the log reached it."""
    start = f"{handover.id.lower()}_"
    names = [name for name in run.scenario.charts[0].events if name.startswith(start)]
    return {name.removeprefix(start): allowed(run, name) for name in names}


def _between(chart: Chart, handover: Handover) -> str:
    from continuum.prose import say_role

    return f"{say_role(handover.sender, chart.book)} to {say_role(handover.receiver, chart.book)}"


def _middle(days: Floats) -> float:
    return float(np.median(days)) if len(days) else float("nan")
