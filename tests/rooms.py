"""A run with places, written by hand: the log is not simulated, so that counts can be checked."""

from datetime import date

import numpy as np

from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import Attempt, Capacity, Log, Population, Run, Scenario, Setting
from continuum.sim.columns.judge import OUTCOMES

ROOM = Capacity("room", 2, takes="entered", held={"place": "in"}, changes=[("2022-02-01", 1)])


def rooms(capacity=ROOM):
    """Four people and two places; the log is written here, not simulated."""
    book = Rulebook(
        "rooms",
        "1",
        as_of="2026-11-25",
        roles=(Role("host"),),
        regions=(Region("place", (State("out"), State("in"), State("away", final=True)), "out"),),
        events=tuple(
            Event(name, decided_by="host", sources="ASSUMPTION")
            for name in ("entered", "left", "gone")
        ),
        transitions=(
            Transition("entered", "place", "out", "in"),
            Transition("left", "place", "in", "out"),
            Transition("gone", "place", "out", "away"),
        ),
    )
    scenario = Scenario(
        "rooms",
        book,
        Population(4),
        [Attempt(name, by="host", delay=1) for name in ("entered", "left", "gone")],
        start="2022-01-01",
        horizon="2022-03-02",
        setting=Setting([capacity]),
    )
    entered, left, gone, out, inside, away = 0, 1, 2, 1, 2, 3
    start = date(2022, 1, 1).toordinal()
    lines = [
        (0, 4, entered, "allowed", out, inside),
        (0, 24, left, "allowed", inside, out),
        (1, 14, entered, "allowed", out, inside),
        (2, 14, entered, "waiting", out, out),
        (2, 24, entered, "allowed", out, inside),
        (3, 15, entered, "waiting", out, out),
        (3, 20, gone, "allowed", out, away),
    ]
    columns = list(zip(*lines, strict=True))
    zeros = np.zeros(len(lines), dtype=np.int32)
    log = Log(
        bounds=np.searchsorted(columns[0], np.arange(5)),
        time=np.array(columns[1], dtype=np.float64) + start,
        attempt=np.array(columns[2], dtype=np.int16),
        outcome=np.array([OUTCOMES.index(said) for said in columns[3]], dtype=np.int8),
        target=np.array(columns[5], dtype=np.int32),
        against=zeros,
        occurrence=zeros.astype(np.int16),
        initial=out,
        configurations=((), ("out",), ("in",), ("away",)),
        reasons=((),),
    )
    return Run(scenario, scenario.people.draw(), 0, log)
