"""What a fit gives: numbers with intervals, a scenario with them in place, what was too thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from continuum.sim.behaviour.distributions import Spread
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Estimate", "Fit", "Fitting"]


@attrs.frozen
class Estimate:
    """A number with its interval; the ends are ``nan`` where the log does not settle them.

    Args:
        name: What it is.
        value: The most likely value.
        low: The lower end.
        high: The upper end.
    """

    name: str
    value: float
    low: float
    high: float


@attrs.frozen
class Fit:
    """What the log says about one clock of one attempt.

    Args:
        label: The attempt.
        part: ``delay``, or ``retry`` after a refusal.
        spells: How many spells were seen.
        ended: How many of them ended with the attempt; the others were cut off.
        family: The family of delays; empty where nothing was fitted.
        spread: The delay that was fitted; ``None`` where nothing was.
        numbers: Its numbers.
        weights: The weights of traits in the hazard.
        chance: The chance that it is attempted at all, where the scenario has one.
        likelihood: The logarithm of the likelihood.
        apart: How far the fitted share still waiting lies from that of Kaplan and Meier, at most.
        note: Why nothing was fitted, or what to mind.
    """

    label: str
    part: str
    spells: int
    ended: int
    family: str = ""
    spread: Spread | None = None
    numbers: tuple[Estimate, ...] = ()
    weights: tuple[Estimate, ...] = ()
    chance: Estimate | None = None
    likelihood: float = float("nan")
    apart: float = float("nan")
    note: str = ""

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number that was estimated."""
        return (*self.numbers, *self.weights, *([self.chance] if self.chance else []))

    @property
    def aic(self) -> float:
        """Akaike's criterion: of two families, the lower one tells the log better."""
        return 2.0 * len(self.estimates) - 2.0 * self.likelihood

    def __getitem__(self, name: str) -> Estimate:
        """Give an estimate by its name.

        Raises:
            KeyError: There is none of that name.
        """
        for estimate in self.estimates:
            if estimate.name == name:
                return estimate
        raise KeyError(name)


@attrs.frozen(repr=False)
class Fitting:
    """Everything that a log says about the delays, chances and hazards of a scenario.

    Args:
        scenario: The scenario with what was fitted in place; the rest is as it was.
        fits: Each clock that was looked at.
        notes: What to know about the log.
    """

    scenario: Scenario
    fits: tuple[Fit, ...]
    notes: tuple[str, ...] = ()

    @property
    def thin(self) -> tuple[str, ...]:
        """The attempts for which the log is too thin, so that no number is given."""
        return tuple(fit.label for fit in self.fits if "too thin" in fit.note)

    def __getitem__(self, label: str) -> Fit:
        """Give the fit of the delay of an attempt.

        Raises:
            KeyError: It was not looked at.
        """
        for fit in self.fits:
            if (fit.label, fit.part) == (label, "delay"):
                return fit
        raise KeyError(label)

    def table(self) -> Table:
        """Give every number with its interval, and a line for each clock without one."""
        rows = [
            (fit, estimate)
            for fit in self.fits
            for estimate in fit.estimates or (Estimate("", np.nan, np.nan, np.nan),)
        ]
        return Table(
            f"fitted to {self.scenario.name}",
            {
                "attempt": [fit.label for fit, _ in rows],
                "part": [fit.part for fit, _ in rows],
                "family": [fit.family for fit, _ in rows],
                "number": [estimate.name for _, estimate in rows],
                "value": np.array([estimate.value for _, estimate in rows], dtype=np.float64),
                "low": np.array([estimate.low for _, estimate in rows], dtype=np.float64),
                "high": np.array([estimate.high for _, estimate in rows], dtype=np.float64),
                "spells": np.array([fit.spells for fit, _ in rows], dtype=np.int64),
                "ended": np.array([fit.ended for fit, _ in rows], dtype=np.int64),
                "apart": np.array([fit.apart for fit, _ in rows], dtype=np.float64),
                "note": [fit.note for fit, _ in rows],
            },
        )

    def __repr__(self) -> str:
        """Say how much was fitted, and how much was not."""
        done = sum(fit.spread is not None for fit in self.fits)
        return (
            f"<Fitting of {self.scenario.name}: {done} of {len(self.fits)} clocks fitted, "
            f"{len(self.thin)} too thin>"
        )

    def _repr_html_(self) -> str:
        """Show the numbers in a notebook."""
        return self.table()._repr_html_()
