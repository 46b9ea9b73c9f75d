"""The simulator gives what the formulas give, within Monte Carlo error, for a million people.

Illness and death, with recovery.  States ``well, ill, dead``, exponential clocks: the shares of
people in each state are ``p(t) = p(0) expm(Q t)``, where ``Q`` holds the rates.

Competing risks with exponential clocks of rates ``a_k``, ``a = sum a_k``:
``F_k(t) = a_k / a * (1 - exp(-a t))``.

Competing risks with Weibull clocks of shapes ``s_k`` and scales ``b_k``:
``F_k(t) = integral from 0 to t of h_k(u) exp(-sum_j (u / b_j) ** s_j) du`` with
``h_k(u) = s_k / b_k * (u / b_k) ** (s_k - 1)``, by quadrature.

A share ``p`` of ``n`` people has the standard error ``sqrt(p (1 - p) / n)``: half in a thousand
at most.  The test asks for four and a half of them, which chance alone breaks once in 150,000.
"""

import math

import numpy as np
import pytest

from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import Attempt, Exponential, Population, Scenario, Weibull, simulate

MILLION = 1_000_000
YEARS = [1, 2, 5, 9]
DAY_OF = {year: 365.25 * year for year in YEARS}


def _scenario(name, ways, initial):
    """A chart of one region: event to (from, to, delay)."""
    states = dict.fromkeys(state for way in ways.values() for state in way[:2])
    sources = {source for source, _, _ in ways.values()}
    book = Rulebook(
        name,
        "1",
        as_of="2026-11-25",
        roles=(Role("agency"),),
        regions=(
            Region("state", tuple(State(s, final=s not in sources) for s in states), initial),
        ),
        events=tuple(Event(e, decided_by="agency", sources="ASSUMPTION") for e in ways),
        transitions=tuple(Transition(e, "state", a, b) for e, (a, b, _) in ways.items()),
    )
    return Scenario(
        name,
        book,
        Population(MILLION),
        [Attempt(event, by="agency", delay=delay) for event, (_, _, delay) in ways.items()],
        start="2020-01-01",
        horizon="2030-01-01",
    )


def _close(share, expected, n=MILLION):
    """Within four and a half standard errors."""
    assert abs(share - expected) <= 4.5 * math.sqrt(max(expected * (1 - expected), 1e-9) / n)


def test_illness_and_death_follow_the_matrix_exponential():
    """Shares of people in each state after one, two, five and nine years."""
    rates = {"fell_ill": 1 / 700, "recovered": 1 / 300, "died": 1 / 4_000, "died_ill": 1 / 900}
    ways = {
        "fell_ill": ("well", "ill", Exponential(1 / rates["fell_ill"])),
        "recovered": ("ill", "well", Exponential(1 / rates["recovered"])),
        "died": ("well", "dead", Exponential(1 / rates["died"])),
        "died_ill": ("ill", "dead", Exponential(1 / rates["died_ill"])),
    }
    run = simulate(_scenario("illness_and_death", ways, "well"), seed=1)
    names = ("well", "ill", "dead")
    q = np.zeros((3, 3))
    for event, (source, target, _) in ways.items():
        q[names.index(source), names.index(target)] += rates[event]
    q -= np.diag(q.sum(axis=1))
    values, vectors = np.linalg.eig(q)
    table = {str(row["day"]): row for row in run.occupancy("state", "day").rows()}
    for year in YEARS:
        day = f"{2020 + year}-01-01"
        # What happens on a day counts on it: up to the end of that day.
        elapsed = (np.datetime64(day) - np.datetime64("2020-01-01")).astype(int) + 1
        shares = (vectors @ np.diag(np.exp(values * elapsed)) @ np.linalg.inv(vectors)).real[0]
        for name, expected in zip(names, shares, strict=True):
            _close(table[day][name] / MILLION, expected)


def test_exponential_competing_risks_have_their_closed_form():
    """By counting, and by Aalen-Johansen, which here is counting."""
    means = {"recalled": 1_500.0, "completed": 900.0, "departed": 4_000.0}
    ways = {event: ("open", event, Exponential(mean)) for event, mean in means.items()}
    run = simulate(_scenario("exponential_risks", ways, "open"), seed=2)
    waits = run.times("opening", *list(means)[:1], list(means)[1:])
    total = sum(1 / mean for mean in means.values())
    for curve, mean in zip(waits.aalen_johansen(), means.values(), strict=True):
        for t in DAY_OF.values():
            _close(curve.at(t), (1 / mean) / total * (1 - math.exp(-total * t)))
    _close(waits.kaplan_meier().at(DAY_OF[2]), math.exp(-total * DAY_OF[2]))
    assert waits.nelson_aalen(2).at(DAY_OF[2]) == pytest.approx(DAY_OF[2] / 900.0, rel=0.01)


def test_weibull_competing_risks_have_their_integral():
    """By a quadrature of forty thousand steps."""
    clocks = {"recalled": (0.8, 2_000.0), "completed": (2.5, 1_200.0), "departed": (1.2, 3_000.0)}
    ways = {event: ("open", event, Weibull(*clock)) for event, clock in clocks.items()}
    run = simulate(_scenario("weibull_risks", ways, "open"), seed=3)
    waits = run.times("opening", *list(clocks)[:1], list(clocks)[1:])
    # Steps that are fine near 0, where a hazard of shape 0.8 has no bound.
    grid = DAY_OF[9] * np.linspace(0, 1, 40_001) ** 3
    middle = (grid[1:] + grid[:-1]) / 2
    survival = np.exp(-sum((middle / scale) ** shape for shape, scale in clocks.values()))
    for curve, (shape, scale) in zip(waits.aalen_johansen(), clocks.values(), strict=True):
        step = np.diff((grid / scale) ** shape)
        integral = np.concatenate([[0.0], np.cumsum(survival * step)])
        for t in DAY_OF.values():
            _close(curve.at(t), float(np.interp(t, grid, integral)))


def test_a_wait_cut_off_by_something_else_is_still_estimated_right():
    """Kaplan-Meier gives the Weibull that a clock had, although another clock stops the watch."""
    ways = {
        "completed": ("open", "done", Weibull(1.7, 800.0)),
        "moved_away": ("open", "gone", Exponential(600.0)),
    }
    run = simulate(_scenario("cut_off", ways, "open"), n=200_000, seed=4)
    waits = run.times("opening", "completed", "moved_away")
    from continuum.sim import kaplan_meier

    curve = kaplan_meier(waits.days, waits.causes == 1)
    for t in (200.0, 600.0, 1_200.0):
        low, high = curve.interval(t)
        reach = 4.5 / 1.96 * (high - low) / 2
        assert curve.at(t) == pytest.approx(math.exp(-((t / 800.0) ** 1.7)), abs=reach)
