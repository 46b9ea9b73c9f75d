"""The wall round ``transitions``: it holds the rules of a chart, never the cases.

One flat machine a region, shared by all cases under one form of the law.  Anyone who knows
``transitions`` finds the guards, citations and titles on the objects they know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from transitions.core import Condition, Event, Machine, State, Transition

from continuum.guards import ALWAYS, weigh
from continuum.semantics import Astray, Changes, Route
from continuum.semantics.route import choose

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import Chart, ChartEvent, Leg, Region
    from continuum.rulebook import State as ChartState
    from continuum.semantics import CaseView

__all__ = [
    "GuardCondition",
    "Machines",
    "PathwayEvent",
    "PathwayMachine",
    "PathwayState",
    "PathwayTransition",
    "machines_of",
]


class GuardCondition(Condition):
    """A condition that is data: the guard of a transition."""

    def __init__(self, guard: Guard) -> None:
        """Keep the guard."""
        super().__init__(func=guard, target=True)  # type: ignore[arg-type]
        self.guard = guard

    def check(self, event_data: Any) -> bool:
        """Whether the guard holds in a view of a case; not known is not enough."""
        return bool(weigh(self.guard, event_data).holds)


class PathwayState(State):
    """A state with its title and what it says about itself."""

    def __init__(self, declared: ChartState) -> None:
        """Keep the declared state."""
        super().__init__(declared.name, final=declared.final)
        self.declared = declared
        self.title = declared.words


class PathwayTransition(Transition):
    """A transition with its leg: guard, basis and sources."""

    condition_cls = GuardCondition

    def __init__(self, *args: Any, leg: Leg) -> None:
        """Keep the leg; the guard becomes a condition unless it always holds."""
        super().__init__(*args)
        self.leg = leg
        self.route = Route((leg,), (), Changes((leg,)))
        self.free = leg.when == ALWAYS
        if not self.free:
            self.conditions.append(GuardCondition(leg.when))


class PathwayEvent(Event):
    """An event of one region; it finds its way in a view of a case and changes nothing."""

    machine: PathwayMachine

    def trigger(self, model: CaseView, *_: Any, **__: Any) -> Route:  # type: ignore[override]
        """Find the one transition that is open.

        Args:
            model: A view of a case, with the request.

        Returns:
            The leg to take, or why there is none.
        """
        state = model.snapshot.configuration[self.machine.place]
        legs: list[PathwayTransition] = self.transitions.get(state, [])  # type: ignore[assignment]
        if len(legs) == 1:
            only = legs[0]
            if only.free or only.conditions[0].check(model):  # type: ignore[arg-type]
                return only.route
        # several to choose from, or a refusal that must say why
        found = choose(self.machine.region.name, state, tuple(t.leg for t in legs), model)
        return Route((), (found,)) if isinstance(found, Astray) else Route((found,))


class PathwayMachine(Machine):
    """The machine of one region of a chart; it has no models and cannot be given any."""

    state_cls = PathwayState
    transition_cls = PathwayTransition
    event_cls = PathwayEvent

    def __init__(self, chart: Chart, region: Region) -> None:
        """Build the machine from a chart, which has checked itself before."""
        self.region = region
        self.place = chart.place[region.name]
        super().__init__(
            model=None,
            states=[PathwayState(state) for state in chart.states[region.name].values()],
            initial=region.initial,
            auto_transitions=False,
            send_event=True,
            queued=False,
        )
        for heard in chart.events.values():
            for legs in heard.ways.get(region.name, {}).values():
                for leg in legs:
                    self.add_transition(leg.event, leg.source, leg.target, leg=leg)
        heard_here = cast("dict[str, PathwayEvent]", self.events)
        self._from: dict[str, tuple[tuple[str, PathwayEvent], ...]] = {
            state: tuple(
                (name, event) for name, event in heard_here.items() if event.transitions.get(state)
            )
            for state in region.names
        }

    def permitted(self, view: CaseView) -> dict[str, Route]:
        """Give, for every event that has a way from the present state, the way or why it is shut.

        Only this region and its guards are looked at; ``Case.permitted`` asks every rule.
        """
        state = view.snapshot.configuration[self.place]
        return {name: event.trigger(view) for name, event in self._from[state]}


class Machines:
    """The machines of all regions of a chart, and the way that an event takes through them."""

    __slots__ = ("_events", "by_region")

    def __init__(self, chart: Chart) -> None:
        """Build one machine a region."""
        self.by_region = {region.name: PathwayMachine(chart, region) for region in chart.regions}
        self._events: dict[str, tuple[PathwayEvent, ...]] = {
            heard.name: tuple(
                cast("PathwayEvent", self.by_region[region].events[heard.name])
                for region in heard.ways
            )
            for heard in chart.events.values()
        }

    def route(self, heard: ChartEvent, view: CaseView) -> Route:
        """Find the legs of an event, region by region, all on the state before it."""
        events = self._events[heard.name]
        if len(events) == 1:  # most events move one region
            return events[0].trigger(view)
        routes = [event.trigger(view) for event in events]
        return Route(
            tuple(leg for found in routes for leg in found.legs),
            tuple(astray for found in routes for astray in found.astray),
        )


def machines_of(chart: Chart) -> Machines:
    """Give the machines of a chart, built once and shared by all its cases."""
    found = chart.attached.get("machines")
    if found is None:
        found = chart.attached.setdefault("machines", Machines(chart))
    return found  # type: ignore[no-any-return]
