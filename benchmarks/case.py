"""A case against a bare dictionary and against stock `transitions`, in one run, as ratios.

The chart has one region of twelve states and twenty transitions with one numeric guard each; a
closed tour of thirty events takes every transition.  Times are the best of several rounds that
take turns, so that a busy machine disturbs all of them alike; trust the ratios.
"""

from __future__ import annotations

import gc
import tracemalloc
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import evolve
from charts import JUDGE, LEGS, STATES, TOUR, book, opened
from transitions import Machine

from continuum.runtime.machine import machines_of
from continuum.semantics import CaseView, request_for

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2024, 1, 2)
ROUNDS = 7
TOURS = 40
CASES = 2_000


class Slotted:
    """The least that a case can be: a state and the number that guards ask for."""

    __slots__ = ("served", "state")

    def __init__(self) -> None:
        """Start the tour."""
        self.state = STATES[0]
        self.served = 1000


class Registered:
    """A model that stock `transitions` decorates."""

    def __init__(self) -> None:
        """Start the tour."""
        self.served = 1000


def stock() -> Machine:
    """Build the same chart with stock `transitions`, guards as callables."""
    machine = Machine(
        model=None, states=list(STATES), initial=STATES[0], auto_transitions=False, send_event=True
    )
    for bound, (name, a, b) in enumerate(LEGS):

        def condition(event: Any, bound: int = bound) -> bool:
            return bool(event.model.served >= bound)

        machine.add_transition(name, STATES[a], STATES[b], conditions=condition)
    return machine


def times() -> dict[str, float]:  # noqa: C901 - one list of small things to time
    """Measure microseconds an event (or a question), the best of interleaved rounds."""
    rules = book()
    chart = rules.lower(DAY)
    machines = machines_of(chart)
    machine = machines.by_region["pathway"]
    legs = {(STATES[a], name): (STATES[b], k) for k, (name, a, b) in enumerate(LEGS)}
    by_state = {
        state: [(name, k) for k, (name, a, _) in enumerate(LEGS) if STATES[a] == state]
        for state in STATES
    }
    peer = stock()
    registered = Registered()
    peer.add_model(registered)
    views = []
    for state in STATES:
        case = opened(rules)
        snapshot = case.snapshot
        placed = evolve(snapshot, configuration=(state,))
        request = request_for(chart.events[TOUR[0]], DAY, JUDGE, {})
        views.append(CaseView(chart, placed, DAY, request, chart.events[TOUR[0]]))
    by_event = {name: views[a] for name, a, _ in LEGS}
    tour = [(machine.events[name], by_event[name]) for name in TOUR]

    def floor() -> None:
        bare = Slotted()
        for name in TOUR:
            target, bound = legs[bare.state, name]
            if bare.served >= bound:
                bare.state = target

    def floor_permitted() -> None:
        bare = Slotted()
        for state in STATES:
            [name for name, bound in by_state[state] if bare.served >= bound]

    def machine_step() -> None:
        for event, view in tour:
            event.trigger(view)

    def send() -> None:
        case = fresh.pop()
        for name in TOUR:
            case.send(name, on=DAY, by=JUDGE)

    def stock_fire() -> None:
        bare = Slotted()
        for name in TOUR:
            peer.events[name].trigger(bare)

    def permitted() -> None:
        for view in views:
            machine.permitted(view)

    def case_permitted() -> None:
        asked.permitted(on=DAY, by=JUDGE)

    def stock_permitted() -> None:
        for state in STATES:
            registered.state = state  # type: ignore[attr-defined]
            [
                name
                for name in peer.get_triggers(state)
                if registered.may_trigger(name)  # type: ignore[attr-defined]
            ]

    asked = opened(rules)
    measured: dict[str, tuple[Callable[[], None], int]] = {
        "dict floor, step": (floor, len(TOUR)),
        "machine step": (machine_step, len(TOUR)),
        "case.send, whole": (send, len(TOUR)),
        "stock transitions, fire": (stock_fire, len(TOUR)),
        "dict floor, permitted": (floor_permitted, len(STATES)),
        "region permitted, with reasons": (permitted, len(STATES)),
        "stock transitions, permitted": (stock_permitted, len(STATES)),
        "case.permitted, every rule": (case_permitted, 1),
    }
    best = dict.fromkeys(measured, float("inf"))
    gc.disable()
    for _ in range(ROUNDS):
        fresh = [opened(rules) for _ in range(TOURS)]
        for name, (run, size) in measured.items():
            start = perf_counter()
            for _ in range(TOURS):
                run()
            best[name] = min(best[name], (perf_counter() - start) / TOURS / size * 1e6)
    gc.enable()
    return best


def memory() -> dict[str, float]:
    """Measure bytes a case, beside its history."""
    rules = book()
    opened(rules).send(TOUR[0], on=DAY, by=JUDGE)

    def grown(make: Callable[[int], object]) -> float:
        gc.collect()
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        kept = [make(number) for number in range(CASES)]
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(kept) == CASES
        return (after - before) / CASES

    def lived(_: int) -> object:
        case = opened(rules)  # the id is the host's own text, and shared here
        case.send(TOUR[0], on=DAY, by=JUDGE)
        return case

    def history(number: int) -> object:
        return lived(number)._entries  # type: ignore[attr-defined]  # noqa: SLF001

    peer = stock()

    def registered(_: int) -> object:
        model = Registered()
        peer.add_model(model)
        return model

    return {
        "a case, history and all": grown(lived),
        "its history alone": grown(history),
        "dict floor (slotted)": grown(lambda _: Slotted()),
        "stock transitions, registered": grown(registered),
    }


def main() -> None:
    """Print the figures and the ratios that are held."""
    best = times()
    for name, microseconds in best.items():
        print(f"{name:34} {microseconds:8.2f} us")
    size = memory()
    for name, count in size.items():
        print(f"{name:34} {count:8.0f} B")
    beside = size["a case, history and all"] - size["its history alone"]
    print()
    rows = (
        ("machine step / dict floor", best["machine step"] / best["dict floor, step"], "<= 12"),
        (
            "stock transitions / whole send",
            best["stock transitions, fire"] / best["case.send, whole"],
            ">= 1",
        ),
        (
            "stock permitted / region permitted",
            best["stock transitions, permitted"] / best["region permitted, with reasons"],
            ">= 10",
        ),
        (
            "region permitted / dict floor",
            best["region permitted, with reasons"] / best["dict floor, permitted"],
            "<= 7",
        ),
        ("bytes a case beside its history", beside, "<= 200"),
        (
            "stock registered / case beside history",
            size["stock transitions, registered"] / beside,
            ">= 75",
        ),
    )
    for name, value, aim in rows:
        print(f"{name:40} {value:8.2f}   aim {aim}")


if __name__ == "__main__":
    main()
