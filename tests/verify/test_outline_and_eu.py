"""The built-in rulebooks hold together, and the checker notices when they are damaged."""

import json
from pathlib import Path

import attrs
import pytest

import continuum as ct
from continuum.runtime.walk_form import read_walk
from continuum.verify import check

EXAMPLES = Path(__file__).parents[2] / "examples"


def recorded(name):
    """The cases of a rulebook that come with the library: what they do need not be searched for."""
    for file in (*sorted((EXAMPLES / "cases" / name).glob("*.json")), EXAMPLES / "p_eu_06.json"):
        form = json.loads(file.read_text(encoding="utf-8"))
        for case in form if isinstance(form, list) else [form]:
            if case["rulebook"] == name:
                yield read_walk(json.dumps(case), ct.load(name)).case


@pytest.mark.parametrize("name", ["outline", pytest.param("eu", marks=pytest.mark.long)])
def test_a_built_in_rulebook_is_clean_and_proved_in_every_question(name):
    """No finding; states, ways, conditions, steps, handovers, phases, ends."""
    report = check(ct.load(name), cases=recorded(name))
    assert report.clean
    said = " / ".join(report.proved)
    for piece in (
        "states is reached", "ways is taken", "two ways at once", "can hold and can fail",
        "round a mandatory", "waits for a voluntary step", "handovers can be accepted",
        "exactly one phase", "an end can be reached",
    ):  # fmt: skip
        assert piece in said


def without(book, *rules):
    """The same book without some rules."""
    return attrs.evolve(book, rules=tuple(rule for rule in book.rules if rule.id not in rules))


def test_a_removal_without_examined_bars_is_found_in_the_outline():
    """Take GR-51 away, and the step that examines the bars is passed by."""
    report = check(without(ct.load("outline"), "GR-51"))
    assert ("ST24", "removed") in {f.subjects for f in report.of_kind("mandatory_step_bypassed")}


def test_a_recall_that_reads_a_programme_is_found_in_the_outline():
    """Make recall depend on a voluntary programme, and the law of voluntary steps is broken."""
    outline = ct.load("outline")
    programme = outline.fact("programme")
    rule = attrs.evolve(
        outline.rule("GR-30"), id="GR-X", guard=programme, duty=(),
        governs=ct.Governs("conditional_release_granted"),
    )  # fmt: skip
    report = check(attrs.evolve(outline, rules=(*outline.rules, rule)))
    found = report.of_kind("voluntary_step_gates")
    assert {finding.subjects for finding in found} == {
        ("ST07", "conditional_release_granted", "GR-X")
    }
    snapshot, decisions = found[0].history.replay(report_book(outline, rule))
    assert [against.id for against in decisions[-1].against] == ["GR-X"]
    assert snapshot.configuration == ("pre_release",)


def report_book(outline, rule):
    """The outline with one more rule."""
    return attrs.evolve(outline, rules=(*outline.rules, rule))


def test_a_phase_that_the_outline_never_comes_from_is_found():
    """Let somebody on probation go back to remand, and the map is no run of the outline."""
    outline = ct.load("outline")
    event = ct.Event("rearrested", decided_by="sentence_court", sources="GK")
    back = ct.Transition("rearrested", "pathway", "probation", "remand", sources="GK")
    report = check(outline.extend(events=(event,), transitions=(*outline.transitions, back)))
    found = report.of_kind("phase_map_not_a_run_of_the_outline")
    assert {finding.subjects for finding in found} == {("rearrested", "probation", "remand")}
