"""Everything that stops a scenario from being simulated, found before anything is drawn."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from continuum.errors import ContinuumError
from continuum.guards import Choice, Day, Fact, Number, facts_in
from continuum.guards.walk import milestone_facts, resolve_milestone
from continuum.rulebook import Said, Sets
from continuum.rulebook.request import SAID
from continuum.sim.cohort import Cohort
from continuum.sim.distributions import Bernoulli, Fixed, Perhaps, Trait, Uniform
from continuum.sim.encoding import misfits
from continuum.sim.registers import unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.behaviour import Attempt
    from continuum.sim.cohort import Population
    from continuum.sim.scenario import Scenario

__all__ = ["faults_of"]


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(str(name), list(known), n=1)
    return f" (did you mean `{near[0]}`?)" if near else ""


def faults_of(scenario: Scenario) -> Iterator[str]:
    """Give every fault of a scenario, with where it is and what would mend it."""
    if scenario.horizon <= scenario.start:
        yield (
            f"the horizon {scenario.horizon} is not after the start {scenario.start} "
            "(give the first day that is no longer simulated)"
        )
    try:
        charts = scenario.charts
    except ContinuumError as error:
        yield f"{error.message} ({error.help})"
        return
    chart = charts[0]
    attempts = scenario.behaviour.attempts
    yield from _population(scenario, chart)
    names = [attempt.name for attempt in attempts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two attempts are called `{name}` (give each a `label` of its own)"
    heard = {a.event for a in attempts if a.event in chart.events}
    if not any(chart.events[name].ways for name in heard):
        yield "nobody ever moves: no attempt is for an event that has a way (add one)"
    for attempt in attempts:
        for fault in _attempt(attempt, scenario, chart, heard):
            yield f"attempt `{attempt.name}`: {fault}"
    governed = [law.events[name] for law in charts for name in sorted(heard)]
    reads = {fact.name: fact for event in governed for fact in event.reads}
    for what, mend in unsupported(reads.values(), chart):
        yield f"{what} ({mend})"


def _population(scenario: Scenario, chart: Chart) -> Iterator[str]:
    people = scenario.people
    traits = _traits(people, tags=True)
    facts = people.facts.items() if isinstance(people, Cohort) else people.facts
    for name, source in facts:
        for fault in _recorded(name, source, chart, traits):
            yield f"the cohort: {fault}"
    if not isinstance(people, Cohort):
        return
    first, last = scenario.start.toordinal(), scenario.horizon.toordinal()
    starts = people.starts[people.starts > 0]
    if starts.size and (starts.min() < first or starts.max() >= last):
        yield "the cohort: some pathways open before the start or after the horizon (move them)"


def _traits(people: Cohort | Population, *, tags: bool) -> dict[str, Any]:
    """What a distribution may depend on: facts and traits, and tags while people are drawn."""
    groups = (people.tags if tags else {}, people.traits, people.facts)
    return {name: source for group in groups for name, source in dict(group).items()}


def _recorded(name: str, source: Any, chart: Chart, traits: Mapping[str, Any]) -> Iterator[str]:
    """Faults of recording a case fact from a source."""
    fact = chart.facts.get(name)
    if fact is None or fact.of != "case":
        own = [n for n, f in chart.facts.items() if f.of == "case" and f.derived is None]
        yield f"the rulebook has no case fact `{name}`{_near(name, own)}"
    elif fact.derived is not None:
        yield f"`{name}` is derived from others and never recorded (record those instead)"
    else:
        yield from misfits(source, fact, traits)


def _attempt(
    attempt: Attempt, scenario: Scenario, chart: Chart, attempted: set[str]
) -> Iterator[str]:
    roles = [role.name for role in chart.book.roles]
    if attempt.by not in (*roles, "system"):
        yield f"the rulebook has no role `{attempt.by}`{_near(attempt.by, roles)}"
    for name in attempt.after:
        if name not in chart.events:
            yield f"the rulebook has no event `{name}`{_near(name, chart.events)}"
        elif name not in attempted:
            yield f"it waits for `{name}`, which nobody attempts (attempt that too)"
    for kind, again in (("retry", attempt.retry), ("again", attempt.again)):
        if again in (Fixed(0), Uniform(0, 0)):
            yield f"`{kind}` is after no time at all, so it would never end (give some days)"
    yield from _places(attempt, chart)
    yield from _traits_read(attempt, scenario)
    yield from _milestone(attempt, scenario)
    traits = _traits(scenario.people, tags=False)
    for name, source in attempt.learn:
        yield from _recorded(name, source, chart, traits)
    heard = chart.events.get(attempt.event)
    if heard is None:
        yield f"the rulebook has no event `{attempt.event}`{_near(attempt.event, chart.events)}"
        return
    yield from _given(attempt, heard, traits)
    yield from _effects(heard, chart)
    guards = [gate.guard for gate in heard.gates]
    targets = {fact.name for guard in guards for fact in facts_in(guard) if fact.of == "target"}
    for name in sorted(targets):
        yield f"a guard reads `{name}` of one record, and columns keep no single records"


def _places(attempt: Attempt, chart: Chart) -> Iterator[str]:
    for region, states in attempt.during:
        if region not in chart.states:
            yield f"the rulebook has no region `{region}`{_near(region, chart.states)}"
            continue
        for state in states:
            if state not in chart.states[region]:
                near = _near(state, chart.states[region])
                yield f"region `{region}` has no state `{state}`{near}"


def _traits_read(attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    people = scenario.people
    traits, tags = set(dict(people.traits)), set(dict(people.tags))
    read = [name for name, _ in attempt.only]
    if isinstance(attempt.chance, Trait):
        read.append(attempt.chance.name)
    for name in read:
        if name in tags:
            yield f"it reads the tag `{name}`, and tags are for counting alone (use a trait)"
        elif name not in traits:
            yield f"the cohort has no trait `{name}`{_near(name, traits)}"


def _milestone(attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    if attempt.at is None:
        return
    chart = scenario.charts[0]
    if isinstance(attempt.at, str):
        fact = chart.facts.get(attempt.at)
        if not isinstance(fact, Day) or fact.of != "case":
            days = [n for n, f in chart.facts.items() if isinstance(f, Day) and f.of == "case"]
            yield f"the rulebook has no day `{attempt.at}`{_near(attempt.at, days)}"
        return
    parameters = {parameter.name: parameter for parameter in chart.book.parameters}
    forms = set()
    try:
        for law in scenario.charts:
            day = scenario.start if law is chart else law.valid_from or scenario.start
            forms.add(resolve_milestone(attempt.at, lambda n, d=day: parameters[n].on(d)))  # type: ignore[misc]
    except KeyError as missing:
        yield f"the rulebook has no parameter `{missing.args[0]}`"
    if len(forms) > 1:
        yield "its milestone uses a parameter that changes before the horizon (split the scenario)"
    for fact in milestone_facts(attempt.at):
        if chart.facts.get(fact.name) != fact or fact.of != "case":
            yield f"the rulebook has no case fact `{fact.name}` like the one in its milestone"


def _given(attempt: Attempt, heard: ChartEvent, traits: Mapping[str, Any]) -> Iterator[str]:
    given = dict(attempt.given)
    for name, source in given.items():
        if name in heard.asks:
            yield from misfits(source, heard.asks[name], traits)
        elif name in SAID:
            if not isinstance(source, (str, tuple, Bernoulli)):
                yield f"`{name}` must be a text, or `Bernoulli(p)`: given or not"
        elif name != "tool_output_only" or not isinstance(source, bool):
            asked = ", ".join(f"`{one}`" for one in (*heard.asks, *SAID))
            yield f"the event does not ask for `{name}` (it may carry {asked})"
    for name in heard.event.needs:
        if name not in given:
            yield f"the event needs `{name}` (give it)"
        elif isinstance(given[name], (Perhaps, Bernoulli)) and name in (*SAID, *heard.asks):
            flag = isinstance(given[name], Bernoulli) and name in heard.asks
            if not flag:
                yield f"the event needs `{name}`, which must not be left to chance"


def _effects(heard: ChartEvent, chart: Chart) -> Iterator[str]:
    for effect in heard.event.effects:
        if not isinstance(effect, Sets) or not isinstance(effect.to, Said):
            continue
        asked, kept = heard.asks.get(effect.to.fact), chart.facts[effect.fact]
        if asked is None:
            yield f"it records the word `{effect.to.fact}`, and columns keep no words"
        elif not _fits_whole(asked, kept):
            yield f"what it asks as `{asked.name}` may not fit the fact `{kept.name}`"


def _fits_whole(asked: Fact, kept: Fact) -> bool:
    """Whether every value of one fact is a value of the other."""
    if isinstance(asked, Choice) and isinstance(kept, Choice):
        return set(asked.options) <= set(kept.options)
    if isinstance(asked, Number) and isinstance(kept, Number):
        return kept.low <= asked.low and asked.high <= kept.high
    return type(asked) is type(kept)
