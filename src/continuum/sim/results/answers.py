"""What a run can be asked: each question is answered by a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.sim.results.occupancy import occupancy, occupancy_with_intervals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.results.run import Run
    from continuum.sim.results.tables import Table
    from continuum.sim.results.times import Times

__all__ = ["Answers"]


class Answers:
    """The questions to a run; everything is counted from its log."""

    @property
    def _run(self) -> Run:
        return self  # type: ignore[return-value]  # only runs are asked

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
            return occupancy(self._run, by, every)
        return occupancy_with_intervals(self._run, by, every, level)

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

        return stops(self._run, by)

    def waiting(self) -> Table:
        """Count, for each event, who was turned away first, and how long until it was allowed."""
        from continuum.sim.results.waits import waiting

        return waiting(self._run)

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

        return spans(self._run, by)

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

        return times(self._run, since, until, competing, every=every)

    def gaps(self) -> Table:
        """Count releases, the days to the first contact after each, and those without one yet.

        Raises:
            ScenarioError: The rulebook knows no step of first contact, or no release.
        """
        from continuum.sim.results.handing_over import gap_table

        return gap_table(self._run)

    def caseload(self, every: str = "month", level: float = 0.95) -> Table:
        """Count the places that are taken, and who waits for one, against those that there are.

        Args:
            every: ``day``, ``week``, ``month`` or ``year``.
            level: How sure the intervals over replications are.

        Raises:
            ScenarioError: The setting has no places, or there is no such period.
        """
        from continuum.sim.results.caseload import caseload

        return caseload(self._run, every, level)

    def queues(self) -> Table:
        """Say, for each capacity, how many came, how long they waited, and who got no place.

        ``mean_days`` is the mean wait of everybody who got a place, those included who did not
        wait; ``used`` is the share of all days of places that were taken.

        Raises:
            ScenarioError: The setting has no places.
        """
        from continuum.sim.results.caseload import queues

        return queues(self._run)

    def handovers(self, sample: int = 100) -> Table:
        """Count, for each handover, in how many pathways it was begun, effective and refused.

        Args:
            sample: How many people are replayed as cases to count the handovers that were missed:
                those whose day has passed and that are not done.
        """
        from continuum.sim.results.handing_over import handovers

        return handovers(self._run, sample)

    def duties(self, sample: int = 100) -> Table:
        """Say how each duty was kept: in time, late, overdue, open or lapsed.

        Args:
            sample: How many people are replayed as cases; the name of the table says how many.
        """
        from continuum.sim.results.owed import duties

        return duties(self._run, sample, reversals=False)

    def reversals(self, sample: int = 100) -> Table:
        """Say how the duties were kept that follow when a removal loses its prospect (GR-54).

        Args:
            sample: How many people are replayed as cases; the name of the table says how many.
        """
        from continuum.sim.results.owed import duties

        return duties(self._run, sample, reversals=True)

    def measure(self, name: str) -> Floats:
        """Give one number a person, by row; ``nan`` for those of whom the measure does not speak.

        Args:
            name: Such as ``days in phase: probation``, ``waited for released``, ``gap days``.

        Raises:
            ScenarioError: There is no such measure; the help lists them.
        """
        from continuum.sim.results.measures import measure

        return measure(self._run, name)

    def measures(
        self, *names: str, level: float = 0.95, least: int = 5, spread: bool = False
    ) -> Table:
        """Give the mean of each measure with its interval: over replications, else over people.

        Args:
            names: The measures; by default days in each phase, gaps, handovers and rules.
            level: How sure the intervals are.
            least: A mean of fewer people is not told.
            spread: Instead of the interval of the mean, that in which the replications lie: what
                one cohort may see by chance.

        Raises:
            ScenarioError: There is no such measure (the help lists them), or the spread is asked
                of one replication.
        """
        from continuum.sim.results.measures import measures

        return measures(self._run, names, level, least, spread=spread)
