"""A run: what happened to everybody, who was stopped by what, and who waited for what."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import OUTCOMES
from continuum.sim.exports.exported import Exported
from continuum.sim.results.answers import Answers
from continuum.sim.results.tables import Table, Words

if TYPE_CHECKING:
    import os

    from continuum.sim.population.cohort import Cohort
    from continuum.sim.results.log import Log
    from continuum.sim.results.moves import Moves
    from continuum.sim.results.owed import Owed
    from continuum.sim.results.stories import Story
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Run"]

_EPOCH: Final = 719_163
_FEW: Final = 1_000


@attrs.frozen(eq=False, repr=False, slots=False)
class Run(Answers, Exported):
    """The result of :func:`continuum.sim.simulate`.

    Nothing here says anything about a person: a run speaks of rules, delays and numbers of
    people.  It has no scores, and people have no order but their number.

    Args:
        scenario: What was simulated.
        cohort: The people; with replications, all of them, one replication after the other.
        seed: The seed.
        events: Every attempt, refusals included, as bare columns.
        replications: How often the people were drawn and simulated.
        asked: How many people were asked for in all replications together, where somebody
            interrupted the run; ``None``: it is complete.
    """

    scenario: Scenario
    cohort: Cohort
    seed: int
    events: Log
    replications: int = 1
    asked: int | None = None

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

    @property
    def complete(self) -> bool:
        """Whether everybody is in it; not so after an interruption."""
        return self.asked is None

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
            f"{refused + unknown:,} not{more}{self._interrupted}>"
        )

    @property
    def _interrupted(self) -> str:
        """How far it came, if it was interrupted."""
        if self.asked is None:
            return ""
        return f"; interrupted when {self.rows:,} of {self.asked:,} people were done"

    def _repr_html_(self) -> str:
        """Show who was stopped by which rule, in a notebook."""
        return self.stopped_by()._repr_html_()

    @cached_property
    def phase_moves(self) -> Moves:
        """Every move between phases, where phases depend on facts; everybody goes through again."""
        from continuum.sim.results.phases import phase_moves

        return phase_moves(self)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of scenario, number of people and seed: equal digests, equal runs."""
        text = f"{self.scenario.digest} {self.n} {self.seed}"
        if self.replications > 1:
            text += f" {self.replications}"
        if self.asked is not None:
            text += f" of {self.asked}"
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

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Run:
        """Open a run that was kept with :meth:`save`.

        Args:
            path: The file.

        Raises:
            ScenarioError: It is no such file, it is damaged, or the rulebook or the people are
                no longer those of the run; all at once.
        """
        from continuum.sim.scale.saving import load_run

        return load_run(path)

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
    if width <= _FEW:  # counting is faster than sorting
        seen = np.flatnonzero(np.bincount(pairs, minlength=1))
        codes = (np.cumsum(np.bincount(seen, minlength=width * width)) - 1)[pairs]
    else:
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
