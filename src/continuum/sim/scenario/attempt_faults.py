"""What stops an attempt: it may only propose what the same role could ask for in a single case."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from continuum.guards import Choice, Day, Fact, Number, facts_in
from continuum.guards.walk import milestone_facts, resolve_milestone
from continuum.rulebook import Ends, Said, Sets
from continuum.rulebook.request import SAID
from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.distributions import Bernoulli, Choices, Perhaps, Shares, Trait, reach
from continuum.sim.behaviour.proportional import Logit
from continuum.sim.population.encoding import misfits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.guards.language import Milestone
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.population.cohort import Cohort, Population

__all__ = [
    "arrival_faults",
    "attempt_faults",
    "milestone_faults",
    "near_name",
    "place_faults",
    "recording_faults",
    "traits_of",
]

_PLAIN = frozenset(("tool_output_only", "fair_wording"))


def near_name(name: str, known: Iterable[str]) -> str:
    """Say which name may have been meant; empty if none is near."""
    near = get_close_matches(str(name), [str(each) for each in known], n=1)
    return f" (did you mean `{near[0]}`?)" if near else ""


def _either(names: Iterable[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def traits_of(people: Cohort | Population, *, tags: bool) -> dict[str, Any]:
    """Give what a distribution may depend on: facts and traits, and tags while people are drawn."""
    groups = (people.tags if tags else {}, people.traits, people.facts)
    return {name: source for group in groups for name, source in dict(group).items()}


def recording_faults(
    name: str, source: Any, chart: Chart, traits: Mapping[str, Any], by: str | None = None
) -> Iterator[str]:
    """Give the faults of recording a case fact from a source.

    Args:
        name: The fact.
        source: A value, a distribution or a column.
        chart: The form of the law.
        traits: What the source may depend on.
        by: The role that records it, as in a case; ``None``: it is so when a pathway opens.
    """
    fact = chart.facts.get(name)
    if fact is None or fact.of != "case":
        own = [n for n, f in chart.facts.items() if f.of == "case" and f.derived is None]
        yield f"the rulebook has no case fact `{name}`{near_name(name, own)}"
        return
    if fact.derived is not None:
        yield f"`{name}` is derived from others and never recorded (record those instead)"
        return
    if by is not None and fact.moves == "step" and not fact.recorded_by:
        yield f"`{name}` is set by events only (attempt the event that records it)"
    elif by is not None and fact.recorded_by and by not in fact.recorded_by:
        yield f"`{by}` may not record `{name}` (it is recorded by {_either(fact.recorded_by)})"
    yield from misfits(source, fact, traits)


def attempt_faults(
    attempt: Attempt,
    people: Cohort | Population,
    charts: tuple[Chart, ...],
    attempted: set[str],
) -> Iterator[str]:
    """Give every fault of an attempt.

    Args:
        attempt: The attempt.
        people: Whose traits it may read.
        charts: Every form of the law from start to horizon.
        attempted: Every event that somebody attempts.
    """
    chart = charts[0]
    roles = [role.name for role in chart.book.roles]
    known = attempt.by in (*roles, "system")
    if not known:
        yield f"the rulebook has no role `{attempt.by}`{near_name(attempt.by, roles)}"
    yield from _waited_for(attempt.after, chart, attempted)
    for kind, again in (("retry", attempt.retry), ("again", attempt.again)):
        if again is not None and reach(again)[1] == 0:
            yield f"`{kind}` is after no time at all, so it would never end (give some days)"
    yield from place_faults(attempt.during, chart)
    yield from _traits_read(attempt, people)
    yield from milestone_faults(attempt.at, charts)
    traits = traits_of(people, tags=False)
    for name, source in attempt.learn:
        by = attempt.by if known else None
        yield from recording_faults(name, source, chart, traits, by)
    heard = chart.events.get(attempt.event)
    if heard is None:
        yield f"the rulebook has no event `{attempt.event}`{near_name(attempt.event, chart.events)}"
        return
    decides = heard.event.decided_by
    if known and decides and attempt.by not in decides:
        yield (
            f"`{attempt.event}` is not decided by `{attempt.by}`, so it would be refused each time "
            f"(let {_either(decides)} attempt it)"
        )
    yield from _given(attempt, heard, traits)
    yield from _effects(heard, chart)
    guards = [gate.guard for gate in heard.gates]
    targets = {fact.name for guard in guards for fact in facts_in(guard) if fact.of == "target"}
    for name in sorted(targets):
        yield f"a guard reads `{name}` of one record, and columns keep no single records"


def _waited_for(names: Iterable[str], chart: Chart, attempted: set[str]) -> Iterator[str]:
    for name in names:
        if name not in chart.events:
            yield f"the rulebook has no event `{name}`{near_name(name, chart.events)}"
        elif name not in attempted:
            yield f"it waits for `{name}`, which nobody attempts (attempt that too)"


def arrival_faults(
    arrival: Arrives,
    people: Cohort | Population,
    charts: tuple[Chart, ...],
    attempted: set[str],
) -> Iterator[str]:
    """Give every fault of a fact that arrives.

    Args:
        arrival: The fact, and how it arrives.
        people: Whose traits it may read.
        charts: Every form of the law from start to horizon.
        attempted: Every event that somebody attempts.
    """
    chart = charts[0]
    roles = [role.name for role in chart.book.roles]
    known = arrival.by in (*roles, "system")
    if not known:
        yield f"the rulebook has no role `{arrival.by}`{near_name(arrival.by, roles)}"
    yield from _waited_for(arrival.after, chart, attempted)
    yield from place_faults(arrival.during, chart)
    yield from _traits_read(arrival, people)
    yield from milestone_faults(arrival.at, charts)
    traits = traits_of(people, tags=False)
    by = arrival.by if known else None
    yield from recording_faults(arrival.fact, arrival.value, chart, traits, by)


def place_faults(places: Iterable[tuple[str, tuple[str, ...]]], chart: Chart) -> Iterator[str]:
    """Give the faults of regions with states."""
    for region, states in places:
        if region not in chart.states:
            listed = ", ".join(f"`{name}`" for name in chart.states)
            near = near_name(region, chart.states) or f" (it has {listed})"
            yield f"the rulebook has no region `{region}`{near}"
            continue
        for state in states:
            if state not in chart.states[region]:
                near = near_name(state, chart.states[region])
                yield f"region `{region}` has no state `{state}`{near}"


def _traits_read(attempt: Attempt | Arrives, people: Cohort | Population) -> Iterator[str]:
    traits, tags = dict(people.traits), set(dict(people.tags))
    read = [name for name, _ in attempt.only]
    if isinstance(attempt.chance, Trait):
        read.append(attempt.chance.name)
    weights = attempt.chance.weights if isinstance(attempt.chance, Logit) else ()
    hazard = attempt.hazard if isinstance(attempt, Attempt) else None
    for name, weight in (*weights, *(hazard.weights if hazard else ())):
        read.append(name)
        source = traits.get(name)
        words = isinstance(source, (Choices, Shares)) and isinstance(source.options[0], str)
        if isinstance(weight, float) and (words or getattr(source, "kind", "") == "text"):
            yield (
                f"trait `{name}` is a word, and one weight stands for it "
                f"(give a weight a word: `{{word: weight}}`)"
            )
    for name in dict.fromkeys(read):
        if name in tags:
            yield f"it reads the tag `{name}`, and tags are for counting alone (use a trait)"
        elif name not in traits:
            yield f"the cohort has no trait `{name}`{near_name(name, traits)}"


def milestone_faults(at: str | Milestone | None, charts: tuple[Chart, ...]) -> Iterator[str]:
    """Give the faults of a day fact or a milestone."""
    if at is None:
        return
    chart = charts[0]
    if isinstance(at, str):
        fact = chart.facts.get(at)
        if not isinstance(fact, Day) or fact.of != "case":
            days = [n for n, f in chart.facts.items() if isinstance(f, Day) and f.of == "case"]
            yield f"the rulebook has no day `{at}`{near_name(at, days)}"
        return
    yield from _changes(at, charts)
    for fact in milestone_facts(at):
        if chart.facts.get(fact.name) != fact or fact.of != "case":
            yield f"the rulebook has no case fact `{fact.name}` like the one in its milestone"


def _changes(milestone: Any, charts: tuple[Chart, ...]) -> Iterator[str]:
    """Say which parameter of a milestone changes while the scenario runs, and on which day."""
    parameters = {parameter.name: parameter for parameter in charts[0].book.parameters}
    before: dict[str, Any] = {}
    for law in charts:
        day = _day_in(law)
        now: dict[str, Any] = {}

        def value(name: str, now: dict[str, Any] = now, day: date = day) -> Any:
            now[name] = parameters[name].on(day)
            return now[name]

        try:
            resolve_milestone(milestone, value)
        except KeyError as missing:
            yield f"the rulebook has no parameter `{missing.args[0]}`"
            return
        for name, new in now.items():
            if before.get(name, new) != new:
                yield (
                    f"its milestone counts with `{name}`, which changes on {day}, between start "
                    "and horizon (end on that day, or start on it)"
                )
        before = now


def _day_in(law: Chart) -> date:
    """The first day on which a form of the law is in force, or any day, if it always was."""
    if law.valid_from is not None:
        return law.valid_from
    return date.fromordinal(law.valid_to.toordinal() - 1) if law.valid_to else law.book.as_of


def _given(attempt: Attempt, heard: ChartEvent, traits: Mapping[str, Any]) -> Iterator[str]:
    given = dict(attempt.given)
    for name, source in given.items():
        if name in heard.asks:
            yield from misfits(source, heard.asks[name], traits)
        elif name in SAID:
            if not isinstance(source, (str, tuple, Bernoulli)):
                yield f"`{name}` must be a text, or `Bernoulli(p)`: given or not"
        elif name not in _PLAIN or not isinstance(source, bool):
            asked = ", ".join(f"`{one}`" for one in (*heard.asks, *SAID))
            yield f"the event does not ask for `{name}` (it may carry {asked})"
    for name in heard.event.needs:
        if name == "target":
            yield "the event is about one record, and columns keep no single records"
        elif name not in given:
            yield f"the event needs `{name}` (give it)"
        elif isinstance(given[name], (Perhaps, Bernoulli)) and name in (*SAID, *heard.asks):
            flag = isinstance(given[name], Bernoulli) and name in heard.asks
            if not flag:
                yield f"the event needs `{name}`, which must not be left to chance"


def _effects(heard: ChartEvent, chart: Chart) -> Iterator[str]:
    for effect in heard.event.effects:
        if isinstance(effect, Ends):
            for _, value in effect.where:
                if isinstance(value, Said) and value.fact not in heard.asks:
                    yield f"it ends records by the word `{value.fact}`, and columns keep no words"
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
