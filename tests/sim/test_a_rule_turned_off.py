"""Law 10 from the other side: without a rule, those whom it stopped go on, and nobody else does.

Both runs have the same people and the same luck, so up to the first difference of two paths
everything is the same.  There, a rule that stops must have stood in the way of an event, and a
rule that demands an event must have freed it from other rules.  What may then be stopped otherwise
is what `verify.diff` says.
"""

import functools
from itertools import pairwise

import pytest

from continuum.sim import outline_eu_2022, simulate
from continuum.sim.columns.judge import OUTCOMES
from continuum.verify import diff

PEOPLE = 150
BASE = outline_eu_2022()
RULES = {rule.id: rule for rule in BASE.book.rules}
DEMANDS = [id for id, rule in RULES.items() if rule.then == "demands"]
STOPS = ["GR-02", "GR-30", "GR-50", "GR-51", "GR-53", "GR-56", "GR-90", "GR-92"]
"""Those that stop somebody here."""


@functools.cache
def run_without(*rules):
    """The run without some rules."""
    changes = {f"rulebook.rules.{rule}": "off" for rule in rules}
    return simulate(BASE.patched("without", changes) if rules else BASE, n=PEOPLE, seed=11)


@functools.cache
def happenings(*rules):
    """What was attempted for everybody: when, what, how it came out, and what was against it."""
    run = run_without(*rules)
    behaviour = BASE.behaviour
    events, names = run.events, [*(one.event for one in behaviour.attempts), *behaviour.arrives]
    told = [
        (round(moment, 6), names[attempt], OUTCOMES[outcome], frozenset(events.reasons[against]))
        for moment, attempt, outcome, against in zip(
            events.time.tolist(), events.attempt, events.outcome, events.against, strict=True
        )
    ]
    bounds = events.bounds.tolist()
    return [told[first:last] for first, last in pairwise(bounds)]


def partings(rule):
    """For each person whose path is another one without the rule, the first attempt in both."""
    for row, (one, other) in enumerate(zip(happenings(), happenings(rule), strict=True)):
        if one != other:
            yield row, *next((a, b) for a, b in zip(one, other, strict=False) if a != b)


@pytest.mark.parametrize("rule", STOPS)
def test_those_whom_a_rule_stopped_go_on_without_it_and_nobody_else_does(rule):
    """They are those whose paths differ, from the first time that the rule stopped them."""
    stopped = (run_without().measure(f"stopped by {rule}") > 0).nonzero()[0].tolist()
    differ = []
    for row, one, other in partings(rule):
        assert one[:2] == other[:2]
        assert one[3] - other[3] == {rule}
        assert other[3] <= one[3]
        differ.append(row)
    assert differ == stopped


def test_without_all_the_other_rules_nobody_goes_another_way():
    """A rule that stops nobody, and one that only warns or makes somebody owe, moves no path."""
    met = {id for ids in run_without().events.reasons for id in ids}
    others = [id for id in RULES if id not in {*met, *DEMANDS}]
    assert met & RULES.keys() == set(STOPS)
    assert others
    assert happenings(*others) == happenings()


@pytest.mark.parametrize("rule", DEMANDS)
def test_those_whom_a_demand_freed_are_stopped_without_it_and_nobody_else_is(rule):
    """They went through on the day on which the rule wanted it, whatever else was lacking."""
    for _, one, other in partings(rule):
        assert one[:2] == other[:2]
        assert one[1] in RULES[rule].governs.events
        assert (one[2], other[2]) == ("allowed", "refused")


@pytest.mark.parametrize("rule", ["GR-03", "GR-30", "GR-50"])
def test_only_events_of_which_the_comparison_says_so_are_stopped_otherwise(rule):
    """The events at which paths part are among those that `verify.diff` names."""
    parted = {one[1] for _, one, _ in partings(rule)}
    assert parted
    assert parted <= set(diff(BASE.book, run_without(rule).scenario.book).stopped_differently)
