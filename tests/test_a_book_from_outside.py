"""A rulebook that the library has never seen is run, checked, simulated, told and drawn.

The country does not exist: three regions, ten states, two rules.  The library is not touched.
"""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

import pytest

import continuum as ct
import continuum.sim
import continuum.verify
from continuum.prose import tell_rulebook, to_mermaid, to_svg

foreign = ct.Flag("foreign", title="the person comes from abroad", moves="fixed")
welcome = ct.Flag("welcome", title="a host has agreed", moves="step", initially=False)
start = ct.Day("start", title="the start of the sentence", moves="fixed")
term = ct.Number("term", title="the term", low=1, high=240, unit="months", moves="fixed")


@cache
def freedonia() -> ct.Rulebook:
    """Give the rulebook of Freedonia."""
    return ct.Rulebook(
        "freedonia",
        "1",
        as_of="2026-11-23",
        title="The pathway of Freedonia",
        roles=tuple(map(ct.Role, ("magistrate", "warden", "host", "person"))),
        facts=(foreign, welcome, start, term),
        regions=(
            ct.Region(
                "custody",
                (
                    ct.State("cell", coercive=True, sources="ASSUMPTION"),
                    ct.State("open_house", coercive=True, sources="ASSUMPTION"),
                    ct.State("home"),
                    ct.State("finished", final=True),
                ),
                "cell",
            ),
            ct.Region("work", (ct.State("idle"), ct.State("training"), ct.State("hired")), "idle"),
            ct.Region("stay", (ct.State("asked"), ct.State("granted"), ct.State("left")), "asked"),
        ),
        events=(
            ct.Event("moved_to_open_house", decided_by="warden", sources="ASSUMPTION"),
            ct.Event("sent_home", decided_by="magistrate", sources="ASSUMPTION"),
            ct.Event("finished", decided_by="magistrate", sources="ASSUMPTION"),
            ct.Event("pardoned", decided_by="magistrate", sources="ASSUMPTION"),
            ct.Event("trained", decided_by="person", kind="voluntary", sources="ASSUMPTION"),
            ct.Event("hired", decided_by="host", kind="voluntary", sources="ASSUMPTION"),
            ct.Event("stay_granted", decided_by="magistrate", sources="ASSUMPTION"),
            ct.Event("left_freely", decided_by="person", kind="voluntary", sources="ASSUMPTION"),
            ct.Event(
                "welcomed",
                decided_by="host",
                effects=(ct.Sets("welcome", to=True),),
                sources="ASSUMPTION",
            ),
        ),
        transitions=(
            ct.Transition("moved_to_open_house", "custody", "cell", "open_house"),
            ct.Transition("sent_home", "custody", ("cell", "open_house"), "home"),
            ct.Transition("finished", "custody", "home", "finished"),
            # Whoever's term nobody can find out is not held for ever.
            ct.Transition("pardoned", "custody", ("cell", "open_house"), "finished"),
            ct.Transition("trained", "work", "idle", "training"),
            ct.Transition("hired", "work", "training", "hired"),
            ct.Transition("stay_granted", "stay", "asked", "granted"),
            ct.Transition("left_freely", "stay", "asked", "left", when=foreign),
        ),
        rules=(
            ct.Rule(
                "F-1",
                "Nobody is sent home before half of the term has passed.",
                "Wait until half of the term has passed.",
                guard=(start + ct.half_of(term)).reached(),
                governs=ct.Governs("sent_home"),
                sources="ASSUMPTION",
            ),
            ct.Rule(
                "F-2",
                "Whoever is sent home has a host.",
                "A host agrees.",
                guard=welcome,
                governs=ct.Governs("sent_home"),
                precedence="continuity",
                sources="ASSUMPTION",
            ),
        ),
    )


MAGISTRATE = ct.Actor("magistrate", "M-1")
HOST = ct.Actor("host", "H-1")


def _opened() -> ct.Case:
    facts = {"foreign": False, "start": "2024-01-01", "term": 12}
    return ct.Case.open(freedonia(), on="2024-01-01", case_id="P-FR-01", facts=facts)


def test_it_is_run() -> None:
    """Both rules block, each with its remedy, and neither once it is met."""
    case = _opened()
    refused = case.ask("sent_home", on="2024-03-01", by=MAGISTRATE)
    assert {against.id for against in refused.against} == {"F-1", "F-2"}
    case.send("welcomed", on="2024-06-01", by=HOST)
    assert not case.ask("sent_home", on="2024-07-01", by=MAGISTRATE)
    case.send("sent_home", on="2024-07-02", by=MAGISTRATE)
    assert case.state("custody") == "home"
    assert ct.Case.from_json(case.to_json(), freedonia()) == case


def test_it_is_checked() -> None:
    """It comes out clean, and a contradiction planted in it is found with a story that replays."""
    assert ct.verify.check(freedonia()).clean
    never = ct.Rule(
        "F-3",
        "Only those who come from abroad and do not are hired.",
        "Nothing helps.",
        guard=foreign & ~foreign,
        governs=ct.Governs("hired"),
        sources="ASSUMPTION",
    )
    report = ct.verify.check(freedonia().extend(name="freedonia_spoiled", rules=(never,)))
    kinds = {finding.kind for finding in report.findings}
    assert "guard_never_holds" in kinds
    assert "unreachable_state" in kinds
    assert any("hired" in finding.subjects for finding in report.findings)


def test_it_is_simulated() -> None:
    """A cohort under its rules, with behaviour that it knows nothing of."""
    scenario = ct.sim.Scenario(
        "two years of Freedonia",
        freedonia(),
        ct.sim.Population(
            facts={
                "foreign": ct.sim.Bernoulli(0.5),
                "start": "2024-01-01",
                "term": ct.sim.Fixed(12),
            }
        ),
        ct.sim.Behaviour(
            [
                ct.sim.Attempt("welcomed", by="host", delay=ct.sim.Uniform(0, 400)),
                ct.sim.Attempt("sent_home", by="magistrate", delay=100, retry=30),
                ct.sim.Attempt("finished", by="magistrate", delay=10),
            ]
        ),
        start="2024-01-01",
        horizon="2026-01-01",
    )
    run = ct.sim.simulate(scenario, n=200, seed=1)
    stopped = {row["rule"]: row["people"] for row in run.stopped_by().rows()}
    assert stopped["F-1"] == 200
    assert 0 < stopped["F-2"] < 200
    assert sum(1 for row in run.log.rows() if row["event"] == "finished") == 200


def test_it_is_told() -> None:
    """In numbered English with its sources."""
    told = tell_rulebook(freedonia())
    assert "Freedonia" in told
    assert "Nobody is sent home before half of the term has passed." in told
    decision = _opened().ask("sent_home", on="2024-03-01", by=MAGISTRATE)
    assert "A host agrees." in decision.explain("en")
    assert "F-2" in decision._repr_html_()


def test_it_is_drawn() -> None:
    """As a picture that needs nothing else, and as Mermaid."""
    root = ET.fromstring(to_svg(freedonia()))
    assert root.tag.endswith("svg")
    assert "open_house" in to_mermaid(freedonia())


@pytest.mark.parametrize("part", ["regions", "events", "rules"])
def test_it_is_written_and_read_back(part: str) -> None:
    """So that a system in another language can hold it."""
    again = ct.Rulebook.from_json(freedonia().to_json())
    assert getattr(freedonia(), part) == getattr(again, part)
    assert freedonia().digest == again.digest
