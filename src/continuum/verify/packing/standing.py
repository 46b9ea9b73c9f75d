"""Cases of a pack about what stands on a day: duties, demands, unlawful states, phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, NEVER, During, Known, Some
from continuum.guards.walk import milestone_facts
from continuum.verify.packing.pairs import Setting, found_case, pairs
from continuum.verify.packing.scene import place_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard, Milestone
    from continuum.rulebook import ChartEvent, DutyForm, Gate, PhaseForm
    from continuum.verify.packing.case import PackCase
    from continuum.verify.packing.drafting import Goal
    from continuum.verify.packing.scene import Key, Scene

__all__ = ["standing_cases"]


def standing_cases(scene: Scene) -> Iterator[PackCase]:
    """Give the cases in which something stands on the day, or does not.

    Args:
        scene: The chart and the day.
    """
    seen: set[object] = set()
    for heard in scene.chart.events.values():
        for gate in heard.demands:
            yield from _of_demand(scene, heard, gate)
        for gate in (*heard.owed, *(g for g in heard.gates if g.base is not None)):
            for place, form in enumerate(gate.duty):
                if (gate.id, place) not in seen:
                    seen.add((gate.id, place))
                    yield from _of_duty(scene, heard.name, gate.id, place, form)
    yield from _of_states(scene)
    for step in scene.chart.steps:
        if step.kind != "voluntary":
            yield from _of_task(scene, step.id, step.available, step.done, step.due)
    for handover in scene.chart.handovers:
        yield from _of_task(
            scene, handover.id, handover.available, handover.effective, handover.due
        )
    for phase in scene.chart.phases:
        yield from _of_phase(scene, phase)


def _of_demand(scene: Scene, heard: ChartEvent, gate: Gate) -> Iterator[PackCase]:
    goals: list[Goal] = [
        (Some(During(region, (source,)) for source in by_state), "holds")
        for region, by_state in heard.ways.items()
    ]
    setting = _standing(scene, f"{gate.id}:{heard.name}", tuple(goals))
    for case in pairs(setting, gate.guard, f"{gate.id} demands `{heard.name}`"):
        yield attrs.evolve(case, subject=(gate.id, heard.name))


def _of_states(scene: Scene) -> Iterator[PackCase]:
    for region, states in scene.chart.states.items():
        for state in states.values():
            if state.lawful_while != ALWAYS:
                duty = f"{state.rule or 'unlawful'}:{region}.{state.name}"
                setting = _standing(scene, duty, start={place_key(region): state.name})
                for case in pairs(setting, state.lawful_while, f"`{state.name}` is lawful"):
                    yield attrs.evolve(case, subject=(region, state.name))


def _of_phase(scene: Scene, form: PhaseForm) -> Iterator[PackCase]:
    def finish(case: PackCase) -> PackCase:
        return attrs.evolve(case, phase=form.phase)

    for case in pairs(Setting(scene, finish=finish), form.when, f"phase `{form.phase}`"):
        yield attrs.evolve(case, subject=(form.phase,))


def _standing(
    scene: Scene,
    duty: str,
    goals: tuple[Goal, ...] = (),
    start: dict[Key, object] | None = None,
) -> Setting:
    return Setting(scene, goals, start or {}, finish=lambda case: attrs.evolve(case, duty=duty))


def _of_task(
    scene: Scene, id: str, available: Guard, done: Guard, due: Milestone | None
) -> Iterator[PackCase]:
    known: list[Goal] = []
    if due is not None:
        known = [(Known(fact), "holds") for fact in milestone_facts(due)]
    found: list[PackCase] = []
    setting = _standing(scene, id, ((done, "fails"), *known))
    if available == ALWAYS:
        case = found_case(setting, ())
        found += [] if case is None else [attrs.evolve(case[1], about=f"{id} is open")]
    found += pairs(setting, available, f"{id} is available")
    open_too = _standing(scene, id, ((available, "holds"),))
    if done not in (ALWAYS, NEVER):
        found += pairs(open_too, done, f"{id} is done")
    yield from (attrs.evolve(case, subject=(id,)) for case in found)


def _of_duty(scene: Scene, event: str, rule: str, place: int, form: DutyForm) -> Iterator[PackCase]:
    def finish(case: PackCase) -> PackCase:
        return attrs.evolve(case, owed=(event, rule, place))

    lapses = form.lapses
    met: list[Goal] = [] if form.met in (ALWAYS, NEVER) else [(form.met, "fails")]
    lapsed: list[Goal] = [] if lapses is None else [(lapses, "fails")]
    setting = Setting(scene, tuple(lapsed), finish=finish)
    cases = [*pairs(setting, form.met, f"what {rule} owes is met")]
    if lapses is not None:
        setting = Setting(scene, tuple(met), finish=finish)
        cases += pairs(setting, lapses, f"what {rule} owes lapses")
    yield from (attrs.evolve(case, subject=(rule,)) for case in cases)
