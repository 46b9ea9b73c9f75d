"""Fit a scenario to a log: its delays, chances and hazards, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError, needs
from continuum.rulebook.sources import Source
from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.distributions import Distribution, Trait
from continuum.sim.behaviour.proportional import Hazard, Logit
from continuum.sim.fitting.estimating import Asked, estimate
from continuum.sim.fitting.families import FAMILIES, family_named
from continuum.sim.fitting.fitted import Fit, Fitting
from continuum.sim.fitting.spells import Spells, clocks_of, delay_spells, retry_spells
from continuum.sim.results.run import Run
from continuum.sim.scenario.uncertain import Uncertain
from continuum.sim.statistics.durations import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.columns.arrays import Floats
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["fit"]

_FEW: Final = 20


def fit(
    log: Any,
    scenario: Scenario | None = None,
    *,
    families: str | Iterable[str] = (),
    hazards: Mapping[str, Iterable[str]] | None = None,
    only: Iterable[str] = (),
    until: date | str | None = None,
    least: int = _FEW,
    level: float = 0.95,
    source: str = "own_log",
) -> Fitting:
    """Fit the delays, chances and hazards of a scenario to a log, by maximum likelihood.

    For each attempt, a spell runs from the moment at which the scenario sets its clock to the
    moment at which the log says that it was made; what stops the clock before that cuts the spell
    off.  Attempts that compete are each fitted by their own spells.

    Args:
        log: A run, or a table of events that any library of frames made: columns ``person``,
            ``event`` and ``day`` (or ``time``); and, where there are, ``outcome``, ``attempt``,
            ``moves``.
        scenario: What sets clocks, and what the fitted numbers are put into; for a run, its own.
        families: ``exponential``, ``weibull``, ``lognormal``, ``gamma``; of several, the one that
            tells each delay best.  By default that of the delay in the scenario, where it has one.
        hazards: Attempt to the traits by which its hazard may differ; by default those of the
            scenario.
        only: The attempts to look at; by default all.
        until: The day up to which the log tells everything; by default the horizon.
        least: For fewer spells that ended, no number is given.
        level: How sure the intervals are.
        source: The key of the log, for the marks of what was fitted.

    Returns:
        The fits, and the scenario with them in place; each carries a mark that says from how many
        spells it was fitted, and its interval as a range.

    Raises:
        ScenarioError: The log cannot be read, or something that is named is not there.
        MissingExtra: The extra ``fit`` is not installed.

    Example:
        >>> from continuum.sim import outline_eu_2022, simulate
        >>> run = simulate(outline_eu_2022(), n=300, seed=1)
        >>> fit(run, only=["liaison_assigned"])["liaison_assigned"].spread.median_days > 0
        True
    """
    needs("fit", "scipy")
    read_level(level)
    notes: tuple[str, ...] = ()
    if isinstance(log, Run):
        run = log if scenario is None else _under(log, scenario)
        if until is not None:
            raise ScenarioError(
                "a run tells everything up to its horizon", help="leave `until` out"
            )
    else:
        from continuum.sim.fitting.reading import read_log

        run, notes = read_log(log, scenario, until)
    chosen = (families,) if isinstance(families, str) else tuple(families)
    for name in chosen:
        family_named(name)
    wanted, traits = _wanted(run, tuple(only), hazards or {})
    fits: list[Fit] = []
    for number in wanted:
        fits += _fits(run, number, chosen, traits, least=least, level=level)
    book = run.scenario if scenario is None else scenario
    return Fitting(_placed(book, fits, source), tuple(fits), notes)


def _under(run: Run, scenario: Scenario) -> Run:
    """A run, read with the clocks of another scenario that has the same attempts."""
    if run.scenario.behaviour.names != scenario.behaviour.names:
        raise ScenarioError(
            f"scenario `{scenario.name}` has other attempts than the run",
            help="leave the scenario out, or fit `run.log` instead of the run",
        )
    return attrs.evolve(run, scenario=scenario)


def _wanted(
    run: Run, only: tuple[str, ...], hazards: Mapping[str, Iterable[str]]
) -> tuple[list[int], dict[str, tuple[str, ...]]]:
    """The attempts to look at, and the traits of each hazard."""
    attempts = run.scenario.behaviour.attempts
    names = run.scenario.behaviour.names
    faults = [f"there is no attempt `{name}`" for name in (*only, *hazards) if name not in names]
    traits = {
        attempt.name: tuple(dict.fromkeys(name.partition("=")[0] for name, _ in weights))
        for attempt in attempts
        if attempt.hazard is not None and (weights := attempt.hazard.weights)
    }
    traits |= {label: tuple(given) for label, given in hazards.items()}
    known = run.cohort.traits
    faults += [
        f"`{label}` asks for the trait `{name}`, which the people do not have"
        for label, given in traits.items()
        for name in given
        if name not in known and (label in hazards)
    ]
    if faults:
        raise ScenarioError("this cannot be fitted: " + "; ".join(faults), help="mend each of them")
    return [k for k, name in enumerate(names) if not only or name in only], traits


def _fits(
    run: Run,
    number: int,
    families: tuple[str, ...],
    traits: Mapping[str, tuple[str, ...]],
    *,
    least: int,
    level: float,
) -> Iterator[Fit]:
    behaviour = run.scenario.behaviour
    attempt = clocks_of(behaviour)[number]
    if unseen := _unseen(run, attempt, traits.get(attempt.name, ())):
        yield Fit(attempt.name, "delay", 0, 0, note=unseen)
        return
    spells = delay_spells(run, number)
    pace = behaviour.pace_of(attempt.by)
    spells = spells._replace(days=spells.days / pace)
    names, columns = _columns(run, traits.get(attempt.name, ()))
    chance = _known_chance(run, attempt)
    if chance is not None:
        # Whom it is never attempted for has no spell.
        kept = chance[spells.rows] > 0
        spells = Spells(spells.rows[kept], spells.days[kept], spells.ended[kept])
    asked = Asked(
        attempt.name,
        "delay",
        attempt.delay,
        families,
        names,
        columns[spells.rows],
        None if chance is None else chance[spells.rows],
        isinstance(attempt.chance, float) and attempt.chance < 1.0,
        least,
        level,
    )
    fitted = estimate(spells, asked)
    calendar = run.scenario.setting.calendar
    if fitted.spread is not None and calendar is not None and attempt.by in calendar.roles:
        said = "seen on working days alone, which lengthens short delays"
        fitted = attrs.evolve(fitted, note="; ".join(filter(None, (fitted.note, said))))
    yield fitted
    if isinstance(attempt, Attempt) and attempt.retry is not None:
        again = retry_spells(run, number)
        plain = asked._replace(
            part="retry", declared=attempt.retry, names=(), find_chance=False, chance=None
        )
        retried = estimate(again, plain._replace(traits=np.zeros((len(again.rows), 0))))
        if retried.spells:
            yield retried


def _unseen(run: Run, attempt: Attempt | Arrives, traits: tuple[str, ...]) -> str:
    """Why a log cannot show the clock of an attempt; empty: it can."""
    known = run.cohort.traits
    if attempt.at is not None:
        return "not fitted: its clock is set on a day that the log does not hold"
    if isinstance(attempt, Attempt) and attempt.guard == "enabled":
        return "not fitted: its clock stops while a guard is closed, which the log does not hold"
    if isinstance(attempt, Attempt) and attempt.after_giving_up:
        return "not fitted: its clock is set when another attempt is given up"
    asked = [name for name, _ in attempt.only] + list(traits)
    if isinstance(attempt.chance, Trait):
        asked.append(attempt.chance.name)
    if isinstance(attempt.chance, Logit):
        asked += [name for name, _ in attempt.chance.weights]
    missing = [name for name in asked if name not in known]
    if missing:
        return f"not fitted: it depends on the trait `{missing[0]}`, which the log does not hold"
    return ""


def _known_chance(run: Run, attempt: Attempt | Arrives) -> Floats | None:
    """The chance of each person, where traits say it."""
    if isinstance(attempt.chance, Logit):
        return np.asarray(attempt.chance.chances(run.cohort.traits, run.rows), dtype=np.float64)
    if isinstance(attempt.chance, Trait):
        column = run.cohort.traits[attempt.chance.name]
        return np.where(column.known, column.values.astype(np.float64), 0.0)
    return None


def _columns(run: Run, traits: tuple[str, ...]) -> tuple[tuple[str, ...], Floats]:
    """A column of numbers for each trait; for texts, one for each value but the most frequent."""
    names: list[str] = []
    columns: list[Any] = []
    for trait in traits:
        column = run.cohort.traits[trait]
        if column.kind != "text":
            names.append(trait)
            columns.append(np.where(column.known, column.values, 0).astype(np.float64))
            continue
        values, counts = np.unique(column.values[column.known], return_counts=True)
        for value in np.delete(values, counts.argmax()).tolist():
            names.append(f"{trait}={value}")
            columns.append((column.known & (column.values == value)).astype(np.float64))
    wide = np.array(columns, dtype=np.float64).reshape(len(columns), run.rows)
    return tuple(names), wide.T


def _ranges(scenario: Scenario, fits: Iterable[Fit], source: str) -> tuple[Uncertain, ...]:
    """The intervals as ranges, so that what is asked of the scenario can say how sure it is."""
    found: dict[str, Uncertain] = {}
    for fitted in fits:
        numbers = fitted.numbers if fitted.family in FAMILIES else ()
        for k, number in enumerate((*numbers, *([fitted.chance] if fitted.chance else []))):
            values = [each.value for each in numbers]
            where = "chance" if k == len(numbers) else f"{fitted.part}.{number.name}"
            path = f"behaviour.{fitted.label}.{where}"
            if not number.low < number.value < number.high:
                continue
            try:
                for end in (number.low, number.high):
                    tried = [*values[:k], end, *values[k + 1 :]][: len(values)]
                    FAMILIES[fitted.family].made(tried)
            except ScenarioError:
                continue  # the interval reaches where a scenario has no numbers
            note = f"interval of a fit to {fitted.ended} of {fitted.spells} spells"
            found[path] = Uncertain(
                path, number.low, number.high, "triangular", number.value,
                Source("SEEN", source, note),
            )  # fmt: skip
    return (*(one for one in scenario.uncertain if one.path not in found), *found.values())


def _placed(scenario: Scenario, fits: Iterable[Fit], source: str) -> Scenario:
    """The scenario with what was fitted in place of what it had."""
    found = {(fit.label, fit.part): fit for fit in fits if fit.spread is not None}
    behaviour = scenario.behaviour
    parts: list[Any] = []
    for attempt in clocks_of(behaviour):
        changes: dict[str, Any] = {}
        marks: list[Source] = []
        for part in ("delay", "retry"):
            fitted = found.get((attempt.name, part))
            if fitted is None:
                continue
            changes[part] = fitted.spread
            note = f"{part} fitted from {fitted.ended} of {fitted.spells} spells"
            marks.append(Source("SEEN", source, note))
            if fitted.weights:
                changes["hazard"] = Hazard(_weights(fitted))
            if fitted.chance is not None:
                changes["chance"] = fitted.chance.value
        if marks:
            kept = attempt.sources if _unfitted(attempt, changes) else ()
            changes["sources"] = (*marks, *kept)
        parts.append(attrs.evolve(attempt, **changes))
    count = len(behaviour.attempts)
    behaviour = attrs.evolve(behaviour, attempts=parts[:count], arrives=parts[count:])
    return scenario.with_(
        name=f"{scenario.name}_fitted",
        behaviour=behaviour,
        uncertain=_ranges(scenario, found.values(), source),
    )


def _unfitted(attempt: Attempt | Arrives, changes: Mapping[str, Any]) -> bool:
    """Whether numbers are left that rest on what they rested on before."""
    if not isinstance(attempt, Attempt):
        return "chance" not in changes and attempt.chance != 1.0
    left = {
        "delay": True,
        "retry": attempt.retry is not None,
        "again": attempt.again is not None,
        "chance": attempt.chance != 1.0,
        "hazard": attempt.hazard is not None,
    }
    drawn = any(isinstance(what, Distribution) for _, what in (*attempt.given, *attempt.learn))
    return drawn or any(there and name not in changes for name, there in left.items())


def _weights(fitted: Fit) -> dict[str, Any]:
    weights: dict[str, Any] = {}
    for weight in fitted.weights:
        trait, _, value = weight.name.partition("=")
        if value:
            weights.setdefault(trait, {})[value] = weight.value
        else:
            weights[trait] = weight.value
    return weights
