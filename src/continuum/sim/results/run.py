"""A run: what happened to everybody, who was stopped by what, and who waited for what."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import OUTCOMES
from continuum.sim.results.occupancy import occupancy, occupancy_with_intervals
from continuum.sim.results.tables import Table, Words

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.results.log import Log
    from continuum.sim.results.owed import Owed
    from continuum.sim.results.stories import Story
    from continuum.sim.results.times import Times
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Run"]

_EPOCH: Final = 719_163


@attrs.frozen(eq=False, repr=False, slots=False)
class Run:
    """The result of :func:`continuum.sim.simulate`.

    Nothing here says anything about a person: a run speaks of rules, delays and numbers of
    people.  It has no scores, and people have no order but their number.

    Args:
        scenario: What was simulated.
        cohort: The people; with replications, all of them, one replication after the other.
        seed: The seed.
        events: Every attempt, refusals included, as bare columns.
        replications: How often the people were drawn and simulated.
    """

    scenario: Scenario
    cohort: Cohort
    seed: int
    events: Log
    replications: int = 1

    @cached_property
    def owed(self) -> dict[int, tuple[Owed, ...]]:
        """What was owed in the pathways that were replayed so far, by row."""
        return {}

    @property
    def n(self) -> int:
        """How many people in one replication."""
        return self.cohort.n // self.replications

    @property
    def rows(self) -> int:
        """How many people in all replications together; each has a row."""
        return self.cohort.n

    def __repr__(self) -> str:
        """Say what happened, in numbers."""
        counts = np.bincount(self.events.outcome, minlength=len(OUTCOMES))
        allowed, refused, unknown, waited, learned = counts.tolist()
        more = f", {waited:,} waits for a place" * (waited > 0)
        more += f", {learned:,} facts learned" * (learned > 0)
        times = f" {self.replications:,} times" if self.replications > 1 else ""
        return (
            f"<Run of {self.scenario.name} with {self.n:,} people{times}, seed {self.seed}: "
            f"{allowed + refused + unknown:,} attempts, {allowed:,} allowed, "
            f"{refused + unknown:,} not{more}>"
        )

    def _repr_html_(self) -> str:
        """Show who was stopped by which rule, in a notebook."""
        return self.stopped_by()._repr_html_()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of scenario, number of people and seed: equal digests, equal runs."""
        text = f"{self.scenario.digest} {self.n} {self.seed}"
        if self.replications > 1:
            text += f" {self.replications}"
        return sha256(text.encode()).hexdigest()

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of rulebook, behaviour, setting and scenario, and that of the run."""
        return {**self.scenario.digests, "run": self.digest}

    @cached_property
    def log(self) -> Table:
        """Every attempt: person, day, event, attempt, outcome, moves, and what stood in the way.

        With replications the first column says in which of them.
        """
        from continuum.sim.results.points import event_names

        events, behaviour = self.events, self.scenario.behaviour
        moves, options = _moves(self.scenario, events)
        return Table(
            f"attempts of {self.scenario.name}",
            {
                **({"replication": events.person // self.n} if self.replications > 1 else {}),
                "person": self.cohort.numbers[events.person],
                "day": (np.floor(events.time).astype(np.int64) - _EPOCH).astype("datetime64[D]"),
                "event": Words(events.attempt, event_names(self)),
                "attempt": Words(events.attempt, behaviour.names),
                "outcome": Words(events.outcome, OUTCOMES),
                "moves": Words(moves, options),
                "against": Words(events.against, tuple(", ".join(ids) for ids in events.reasons)),
            },
        )

    def occupancy(
        self, by: str = "phase", every: str = "month", *, level: float | None = None
    ) -> Table:
        """Count the people in each phase, or each state of a region, on the first of each period.

        Args:
            by: ``phase``, or the name of a region.
            every: ``day``, ``week``, ``month`` or ``year``.
            level: For the mean over replications with its interval, how sure that is: 0.95.

        Returns:
            One row a day, one column a phase or state; each row adds up to everybody.  What
            happens on a day counts on that day.  With a level: one row a day and phase or state.

        Raises:
            ScenarioError: There is no such region or period, phases depend on facts, or a level is
                asked of one replication.
        """
        if level is None:
            return occupancy(self, by, every)
        return occupancy_with_intervals(self, by, every, level)

    def stopped_by(self, by: str = "rule") -> Table:
        """Count, for each rule, the people whom it ever stood in the way of, and the attempts.

        ``requires``, ``role`` and ``way:<region>`` are the events' own conditions; ``kind`` tells
        them (``requires``, ``role``, ``way``) from rules (``rule``), and ``event`` names the
        events that were stopped.

        Args:
            by: ``rule``: one row for each of them; ``event``: one row for each and each event.

        Raises:
            ScenarioError: It is something else.
        """
        from continuum.sim.results.stops import stops

        return stops(self, by)

    def waiting(self) -> Table:
        """Count, for each event, who was turned away first, and how long until it was allowed."""
        from continuum.sim.results.waits import waiting

        return waiting(self)

    def spans(self, by: str = "every region") -> Table:
        """Give every stay: who was in which state from when to when.

        Args:
            by: The name of a region, ``phase``, or ``every region``.

        Returns:
            Person, region, state, from, to, days, and whether it went on at the horizon.

        Raises:
            ScenarioError: There is no such region, or phases depend on facts.
        """
        from continuum.sim.results.spans import spans

        return spans(self, by)

    def times(
        self, since: str, until: str, competing: str | Iterable[str] = (), *, every: bool = False
    ) -> Times:
        """Measure how long it took from one point to another, the first time for each person.

        Args:
            since: An event, ``region: state`` for coming there, or ``opening``.
            until: What is waited for: an event, or ``region: state``.
            competing: What may end the wait instead.
            every: Measure every wait of each person, not the first alone.

        Returns:
            The waits, with Kaplan-Meier, Nelson-Aalen and Aalen-Johansen estimates.

        Raises:
            ScenarioError: There is no such event, region or state, or a point stands there twice.
        """
        from continuum.sim.results.times import times

        return times(self, since, until, competing, every=every)

    def gaps(self) -> Table:
        """Count releases, the days to the first contact after each, and those without one yet.

        Raises:
            ScenarioError: The rulebook knows no step of first contact, or no release.
        """
        from continuum.sim.results.handing_over import gap_table

        return gap_table(self)

    def caseload(self, every: str = "month", level: float = 0.95) -> Table:
        """Count the places that are taken, and who waits for one, against those that there are.

        Args:
            every: ``day``, ``week``, ``month`` or ``year``.
            level: How sure the intervals over replications are.

        Raises:
            ScenarioError: The setting has no places, or there is no such period.
        """
        from continuum.sim.results.caseload import caseload

        return caseload(self, every, level)

    def queues(self) -> Table:
        """Say, for each capacity, how many came, how long they waited, and who got no place.

        ``mean_days`` is the mean wait of everybody who got a place, those included who did not
        wait; ``used`` is the share of all days of places that were taken.

        Raises:
            ScenarioError: The setting has no places.
        """
        from continuum.sim.results.caseload import queues

        return queues(self)

    def handovers(self, sample: int = 100) -> Table:
        """Count, for each handover, in how many pathways it was begun, effective and refused.

        Args:
            sample: How many people are replayed as cases to count the handovers that were missed:
                those whose day has passed and that are not done.
        """
        from continuum.sim.results.handing_over import handovers

        return handovers(self, sample)

    def duties(self, sample: int = 100) -> Table:
        """Say how each duty was kept: in time, late, overdue, open or lapsed.

        Args:
            sample: How many people are replayed as cases; the name of the table says how many.
        """
        from continuum.sim.results.owed import duties

        return duties(self, sample, reversals=False)

    def reversals(self, sample: int = 100) -> Table:
        """Say how the duties were kept that follow when a removal loses its prospect (GR-54).

        Args:
            sample: How many people are replayed as cases; the name of the table says how many.
        """
        from continuum.sim.results.owed import duties

        return duties(self, sample, reversals=True)

    def measure(self, name: str) -> Floats:
        """Give one number a person, by row; ``nan`` for those of whom the measure does not speak.

        Args:
            name: Such as ``days in phase: probation``, ``waited for released``, ``gap days``.

        Raises:
            ScenarioError: There is no such measure; the help lists them.
        """
        from continuum.sim.results.measures import measure

        return measure(self, name)

    def measures(self, *names: str, level: float = 0.95, least: int = 5) -> Table:
        """Give the mean of each measure with its interval: over replications, else over people.

        Args:
            names: The measures; by default days in each phase, gaps, handovers and rules.
            level: How sure the intervals are.
            least: A mean of fewer people is not told.

        Raises:
            ScenarioError: There is no such measure; the help lists them.
        """
        from continuum.sim.results.measures import measures

        return measures(self, names, level, least)

    def to_arrow(self) -> Table:
        """Give the log as what any library takes that reads Arrow: ``polars.DataFrame(...)``.

        It is :attr:`log`, which has Arrow's capsules; nothing is copied through text.
        """
        return self.log

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the log as Parquet; needs the extra ``frames``.

        Args:
            path: Where; the file is whole or not there.

        Raises:
            MissingExtra: The extra is not installed.
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.parquet import write_parquet

        write_parquet(self, path)

    def to_xes(self, path: str | os.PathLike[str], *, refusals: bool = False) -> None:
        """Write the log as XES for process mining: a trace a person.

        Args:
            path: Where; the file is whole or not there.
            refusals: Also what was attempted and did not happen, with what stood in the way.

        Raises:
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.xes import write_xes

        write_xes(self, path, refusals=refusals)

    def to_ocel(self, path: str | os.PathLike[str], *, refusals: bool = False) -> None:
        """Write the log as OCEL 2.0 in JSON: events about people, handovers, roles and places.

        Args:
            path: Where; the file is whole or not there.
            refusals: Also what was attempted and did not happen, with what stood in the way.

        Raises:
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.ocel import write_ocel

        write_ocel(self, path, refusals=refusals)

    def story(self, place: int) -> Story:
        """Tell what happened to one person of the cohort, request by request.

        It has all that is needed to decide each attempt again as a case.

        Args:
            place: The place of the person in the cohort; its row, when there are replications.

        Raises:
            ScenarioError: There is no such person.
        """
        from continuum.sim.results.stories import story_of

        whole = hasattr(place, "__index__") and not isinstance(place, bool)
        if not whole or not 0 <= place < self.rows:
            raise ScenarioError(
                f"there is no person `{str(place)[:40]}` in the run",
                help=f"people are numbered 0 to {self.rows - 1}",
            )
        return story_of(self, place)


def _moves(scenario: Scenario, events: Log) -> tuple[Any, tuple[str, ...]]:
    """The moves of each attempt, in words."""
    regions = [region.name for region in scenario.book.regions]
    width = len(events.configurations)
    pairs = events.origin.astype(np.int64) * width + events.target
    seen, codes = np.unique(pairs, return_inverse=True)
    options = []
    for pair in seen.tolist():
        before, after = events.configurations[pair // width], events.configurations[pair % width]
        options.append(
            ", ".join(
                f"{region}: {old} to {new}"
                for region, old, new in zip(regions, before, after, strict=True)
                if old != new
            )
        )
    return codes, tuple(options)
