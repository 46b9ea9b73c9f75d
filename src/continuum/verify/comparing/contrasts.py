"""What two forms of the law do differently, as sets of situations in which they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS, During, Reached, facts_in, leaves
from continuum.rulebook import Sets
from continuum.verify.comparing.decided import Decided, asked_in
from continuum.verify.situations.cells import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart, ChartEvent, DutyForm, Gate
    from continuum.verify.diagrams import Diagram
    from continuum.verify.space import SpaceView

__all__ = ["Contrast", "contrasts", "read_alike", "recorded", "requested", "weighed_alike"]


@attrs.frozen(eq=False)
class Contrast:
    """Something that two forms of the law do differently.

    Args:
        about: What differs: the sort, then the names.
        where: The situations in which it does, what is open included.
        later: Where it would show later on, if that is another situation.
    """

    about: tuple[str, ...]
    where: Diagram
    later: Diagram | None = None


def contrasts(view: SpaceView, old: Chart, new: Chart) -> Iterator[Contrast]:
    """Give whatever two charts of one shape do differently.

    Args:
        view: The view of all situations; it knows the thresholds of both.
        old: The one chart.
        new: The other one, with the same regions, facts, and names of events.
    """
    for name, heard in old.events.items():
        other = new.events[name]
        if not weighed_alike(heard, other):
            yield from _of_event(view, heard, other, ~_ended(view, old))
    yield from _of_standing(view, old, new)


def read_alike(guard: Guard, other: Guard) -> bool:
    """Whether two guards date alike what rests on them: by the same milestones and regions."""
    return _dated(guard) == _dated(other)


def _dated(guard: Guard) -> tuple[set[str], set[str]]:
    asked = list(leaves(guard))
    days = {repr(leaf.milestone) for leaf in asked if isinstance(leaf, Reached)}
    return days, {leaf.region for leaf in asked if isinstance(leaf, During)}


# ---------------------------------------------------------------------------- events


def weighed_alike(heard: ChartEvent, other: ChartEvent) -> bool:
    """Whether two events say word for word the same, sentences and sources aside.

    Args:
        heard: The event.
        other: The same event in another rulebook, in the same terms.
    """
    return _event(heard) == _event(other) and _guards(heard) == _guards(other)


def _event(heard: ChartEvent) -> tuple[object, ...]:
    return (*requested(heard), *recorded(heard))


def requested(heard: ChartEvent) -> tuple[object, ...]:
    """Give what a request for an event carries, for telling whether it does so elsewhere."""
    event = heard.event
    asks = sorted((attrs.evolve(fact, title="") for fact in event.asks), key=lambda f: f.name)
    return (asks, sorted(event.needs), event.target)


def recorded(heard: ChartEvent) -> tuple[object, ...]:
    """Give what sort of event it is, and what it records; of two values the last counts."""
    event = heard.event
    sets = {effect.fact: effect for effect in event.effects if isinstance(effect, Sets)}
    rest = [effect for effect in event.effects if not isinstance(effect, Sets)]
    return (event.decided_by[:1], event.kind, event.adverse, sets, rest)


def _guards(heard: ChartEvent) -> tuple[object, ...]:
    gates = tuple(
        [(g.id, g.guard, g.base, _worded(g)) for g in part]
        for part in (heard.gates, heard.warnings, heard.owed, heard.demands)
    )
    ways = {
        (region, state): [(leg.target, leg.when) for leg in legs]
        for region, by_state in heard.ways.items()
        for state, legs in by_state.items()
    }
    return (*gates, ways)


def _worded(gate: Gate) -> tuple[object, ...]:
    """What a gate lets be owed, or the remedy that stands for it where a demand overrides it."""
    return gate.duty or ((gate.remedy,) if gate.base is not None else ())


def _of_event(
    view: SpaceView, heard: ChartEvent, other: ChartEvent, going: Diagram
) -> Iterator[Contrast]:
    name = heard.name
    asked = asked_in(view, heard, (heard, other))
    one, two_ = Decided.of(view, heard), Decided.of(view, other)
    yield Contrast(("allowed", name), (one.allowed ^ two_.allowed) & asked)
    yield Contrast(("refused", name), (one.refused ^ two_.refused) & asked)
    both = one.allowed & two_.allowed & asked
    if requested(heard) != requested(other):
        yield Contrast(("request", name), asked)
    if recorded(heard) != recorded(other):
        yield Contrast(("recorded", name), both)
    empty = view.diagrams.false
    for region in {**one.targets, **two_.targets}:
        first, second = one.targets.get(region, {}), two_.targets.get(region, {})
        # A region that only one of them knows stays as it is in the other.
        for target in {**first, **second}:
            stays = view.coding.at(place(region), target)
            there: Diagram = first.get(target, empty if first else stays)
            here: Diagram = second.get(target, empty if second else stays)
            yield Contrast(("way", name, region, target), both & (there ^ here))
    for part in ("warnings", "owed"):
        gates = _by_id(getattr(heard, part), getattr(other, part))
        for id, (gate, that) in gates.items():
            lacks, lacked = _lacking(one, gate), _lacking(two_, that)
            yield Contrast((part, name, id), both & (lacks ^ lacked))
            if part == "owed" and gate is not None and that is not None:
                yield from _of_duties(view, (name, id), gate.duty, that.duty, both & lacks)
    yield from _urgent(one, two_, both)
    yield from _demanded(one, two_, going)


def _by_id(
    gates: Iterable[Gate], others: Iterable[Gate]
) -> dict[str, tuple[Gate | None, Gate | None]]:
    one, other = {gate.id: gate for gate in gates}, {gate.id: gate for gate in others}
    return {id: (one.get(id), other.get(id)) for id in {**one, **other}}


def _lacking(decided: Decided, gate: Gate | None, *, base: bool = False) -> Diagram:
    return decided.view.diagrams.false if gate is None else decided.lacking(gate, base=base)


def _urgent(one: Decided, two: Decided, both: Diagram) -> Iterator[Contrast]:
    """What a demand lets pass is owed at once."""
    view, name = one.view, one.heard.name
    based = ([g for g in part.heard.gates if g.base is not None] for part in (one, two))
    for id, (gate, that) in _by_id(*based).items():
        lacks, lacked = _lacking(one, gate, base=True), _lacking(two, that, base=True)
        yield Contrast(("urgent", name, id), both & (lacks ^ lacked))
        if gate is None or that is None:
            continue
        where = both & lacks
        if gate.duty and that.duty:
            yield from _of_duties(view, (name, id), gate.duty, that.duty, where)
        elif gate.duty or that.duty or gate.remedy != that.remedy:
            yield Contrast(("urgent", name, id), where)
        elif gate.base is not None and that.base is not None:
            differs = _differing(view, gate.base, that.base)
            yield Contrast(("met", name, id), where, differs)


def _of_duties(
    view: SpaceView,
    names: tuple[str, ...],
    forms: tuple[DutyForm, ...],
    others: tuple[DutyForm, ...],
    where: Diagram,
) -> Iterator[Contrast]:
    """What is owed, and when it is met or no longer owed, wherever the case stands then."""
    if len(forms) != len(others):
        yield Contrast(("duty", *names), where)
        return
    for form, other in zip(forms, others, strict=True):
        if attrs.evolve(other, met=form.met, lapses=form.lapses) != form:
            yield Contrast(("duty", *names), where)
        met = _differing(view, form.met, other.met)
        yield Contrast(("met", *names), where, met)
        if form.lapses is None or other.lapses is None:
            if form.lapses is not other.lapses:
                yield Contrast(("lapses", *names), where)
        else:
            lapses = _differing(view, form.lapses, other.lapses)
            yield Contrast(("lapses", *names), where, lapses)


def _demanded(one: Decided, two: Decided, going: Diagram) -> Iterator[Contrast]:
    view = one.view
    for id, (gate, that) in _by_id(one.heard.demands, two.heard.demands).items():
        guards = [g.guard for g in (gate, that) if g is not None]
        if len(guards) == 2 and _of_request(guards) and guards[0] != guards[1]:  # noqa: PLR2004
            yield Contrast(("demand", one.heard.name, id), view.diagrams.true)
            continue
        held, holds = _demanding(one, gate), _demanding(two, that)
        asked = _standing(view, guards, (*one.heard.ways, *two.heard.ways))
        about = ("demand", one.heard.name, id)
        yield Contrast(about, (held ^ holds) & asked & going)
        alike = gate is None or that is None or read_alike(gate.guard, that.guard)
        if not alike or one.heard.event.decided_by[:1] != two.heard.event.decided_by[:1]:
            yield Contrast(("since", one.heard.name, id), held & asked & going)


def _demanding(decided: Decided, gate: Gate | None) -> Diagram:
    view = decided.view
    if gate is None:
        return view.diagrams.false
    return view.weigh(gate.guard).holds & decided.could_move()


def _ended(view: SpaceView, chart: Chart) -> Diagram:
    found = view.diagrams.false
    for region, states in chart.states.items():
        for state in states.values():
            if state.final:
                found |= view.coding.at(place(region), state.name)
    return found


# ---------------------------------------------------------------------------- what stands


def _of_standing(view: SpaceView, old: Chart, new: Chart) -> Iterator[Contrast]:
    going = ~_ended(view, old)
    for region, states in old.states.items():
        for name, state in states.items():
            changed = new.states[region][name].lawful_while
            if state.lawful_while != changed:
                here = view.coding.at(place(region), name)
                differs = _differing(view, state.lawful_while, changed)
                yield Contrast(("lawful", region, name), differs & here & going)
    for step, that in zip(old.steps, new.steps, strict=True):
        yield from _of_item(view, ("step", step.id), step, that, going)
    for handover, other in zip(old.handovers, new.handovers, strict=True):
        yield from _of_item(view, ("handover", handover.id), handover, other, going)
    if old.phases != new.phases:
        yield from _of_phases(view, old, new)


def _of_item(
    view: SpaceView, about: tuple[str, ...], item: Any, that: Any, going: Diagram
) -> Iterator[Contrast]:
    """A step or a handover: where it is owed, and since when."""
    if item == that:
        return
    guards = (item.available, that.available, item.done if about[0] == "step" else item.effective)
    asked = _standing(view, guards) & going
    owed, owes = (_owed(view, one) for one in (item, that))
    yield Contrast(about, (owed ^ owes) & asked)
    done = {"done": item.done} if about[0] == "step" else {}
    same = attrs.evolve(that, available=item.available, sources=item.sources, **done)
    if same != item:
        yield Contrast(about, view.diagrams.true)
    if not read_alike(item.available, that.available):
        yield Contrast(("since", *about), owed & asked)
    if getattr(item, "kind", "") == "voluntary":
        yield Contrast(about, _differing(view, item.done, that.done))


def _owed(view: SpaceView, item: Any) -> Diagram:
    available = view.weigh(item.available).holds
    done = view.weigh(item.done).holds if hasattr(item, "done") else view.diagrams.false
    return available & ~done


def _of_phases(view: SpaceView, old: Chart, new: Chart) -> Iterator[Contrast]:
    """The first phase whose condition holds is the phase of a case."""
    chosen: list[dict[str, Diagram]] = []
    for chart in (old, new):
        found: dict[str, Diagram] = {}
        before = view.diagrams.false
        for form in chart.phases:
            holds = view.weigh(form.when).holds
            found[form.phase] = found.get(form.phase, view.diagrams.false) | holds & ~before
            before |= holds
        chosen.append(found)
    asked = _standing(view, [form.when for chart in (old, new) for form in chart.phases])
    for phase in {**chosen[0], **chosen[1]}:
        one: Diagram = chosen[0].get(phase, view.diagrams.false)
        other: Diagram = chosen[1].get(phase, view.diagrams.false)
        yield Contrast(("phase", phase), (one ^ other) & asked)


def _standing(view: SpaceView, guards: Iterable[Guard], regions: Iterable[str] = ()) -> Diagram:
    """Where bits and days are possible, for guards that are weighed without any request."""
    keys = {key for guard in guards for key in view.cells.keys(guard)}
    return view.possible(keys | {place(region) for region in regions})


def _differing(view: SpaceView, guard: Guard, other: Guard) -> Diagram:
    """Where one of two guards holds and the other does not."""
    if guard == other:
        return view.diagrams.false
    if _of_request((guard, other)):
        return view.diagrams.true
    differs = view.weigh(guard).holds ^ view.weigh(other).holds
    return differs & _standing(view, (guard, other))


def _of_request(guards: Iterable[Guard]) -> bool:
    """Whether guards ask what is known while there is a request only."""
    return any(f.of != "case" for guard in guards if guard != ALWAYS for f in facts_in(guard))
