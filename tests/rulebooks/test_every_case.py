"""Every case that comes with the library, of every rulebook, and what holds across all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import continuum as ct
from continuum.runtime.walk_form import read_walk

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = (*sorted((EXAMPLES / "cases").glob("*/*.json")), EXAMPLES / "p_eu_06.json")
MOTIVES = ("one", "another", "mixed_or_unclear")
TAGS = (
    ct.Choice("motivation_tag", options=MOTIVES, sensitive="motivation"),
    ct.Choice("diagnosis_tag", options=MOTIVES, sensitive="diagnosis"),
)


def told():
    """Every case as it is written down, with the name of its file."""
    for file in FILES:
        form = json.loads(file.read_text(encoding="utf-8"))
        for case in form if isinstance(form, list) else [form]:
            yield pytest.param(case, id=f"{file.parent.name}/{file.stem}/{case['case_id']}")


CASES = tuple(told())


def walked(case, book=None, **facts):
    """Follow a case, with more facts from the first day if there are any."""
    form = {**case, "facts": {**case["facts"], **facts}}
    return read_walk(json.dumps(form), book or ct.load(case["rulebook"]))


@pytest.fixture(scope="module")
def walks():
    """Every case, followed once."""
    return [walked(*case.values) for case in CASES]


@pytest.fixture(scope="module")
def tagged():
    """Every rulebook with a motive and a diagnosis that can be recorded."""
    return {name: ct.load(name).extend(facts=TAGS) for name in ct.rulebooks()}


@pytest.mark.parametrize("case", CASES)
def test_every_row_comes_out_as_it_was_told(case):
    """Outcomes, rule ids, duties, states and facts are what was decided before it was run."""
    assert {row.act.number: row.failed for row in walked(case).failed} == {}


def test_every_rulebook_has_a_case_of_eight_rows_or_more():
    """No jurisdiction goes without a dated, fictional case."""
    longest = dict.fromkeys(ct.rulebooks(), 0)
    for case in CASES:
        (form,) = case.values
        longest[form["rulebook"]] = max(longest[form["rulebook"]], len(form["rows"]))
    assert {name: rows for name, rows in longest.items() if rows < 8} == {}


def test_nothing_adverse_was_done_by_the_system(walks):
    """Whatever was allowed against a person was decided by a named human with own reasons."""
    adverse = [
        (walk.case.case_id, entry)
        for walk in walks
        for entry in walk.case.history
        if entry.outcome == "allowed" and entry.event and walk.case.book.event(entry.event).adverse
    ]
    assert adverse
    assert [one for one, entry in adverse if not (entry.by.human and entry.by.id)] == []


def test_every_refusal_says_what_would_make_it_possible(walks):
    """Whatever stood in the way of anything carries a sentence and a remedy."""
    standing = [
        against
        for walk in walks
        for row in walk.rows
        if row.decision is not None
        for against in row.decision.against
    ]
    assert standing
    assert [one.id for one in standing if not (one.sentence.strip() and one.remedy.strip())] == []


def outcomes(walk):
    """What came of every row, and how the case stood at the end."""
    rows = [
        (row.decision.outcome, sorted(one.id for one in row.decision.against))
        for row in walk.rows
        if row.decision is not None
    ]
    return rows, walk.case.configuration


def test_a_motive_changes_no_outcome(walks, tagged):
    """Recording a motive, whichever, leaves every row as it is without one."""
    for case, walk in zip(CASES, walks, strict=True):
        (form,) = case.values
        found = outcomes(walked(form, tagged[form["rulebook"]], motivation_tag="another"))
        assert found == outcomes(walk), case.id


def test_another_diagnosis_changes_no_outcome(walks, tagged):
    """Replacing a diagnosis leaves every row as it is."""
    for case, walk in zip(CASES, walks, strict=True):
        (form,) = case.values
        found = outcomes(walked(form, tagged[form["rulebook"]], diagnosis_tag="one"))
        assert found == outcomes(walk), case.id


def test_a_history_read_back_is_the_same_case(walks):
    """The event log gives every state again, and every entry, byte for byte."""
    for walk in walks:
        text = walk.case.to_json()
        again = ct.Case.from_json(text, walk.case.book)
        assert again.configuration == walk.case.configuration
        assert again.to_json() == text
