"""Law 11: removing every motivation tag, or changing a diagnosis, changes no outcome."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import Walk, rulebooks, walks

import continuum as ct

TAG = ct.Choice("ideology_tag", options=("one", "another", "mixed"), sensitive="motivation")
DIAGNOSIS = ct.Choice("diagnosis_tag", options=("none", "some"), sensitive="diagnosis")
SCORE = ct.Number("assessment_tag", high=10, sensitive="assessment")
TAGS = (TAG, DIAGNOSIS, SCORE)


def _lived(book: ct.Rulebook, walk: Walk, tags: dict[str, object]) -> list[object]:
    """What came of everything that was asked; the tags themselves left out."""
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts={**walk.facts, **tags})
    for asked in walk.asked:
        with suppress(ct.CaseError, ct.FactError):
            case.send(asked.event, on=asked.on, by=ct.Actor(asked.role, "A-1"), **asked.given)
    return [
        (e.event, e.outcome, e.against, e.unknown, e.warnings, e.moves, e.duties, e.read)
        for e in case.history[1:]
    ]


@given(st.data())
def test_the_same_requests_come_out_the_same_whatever_the_tags(data: st.DataObject) -> None:
    """Outcome, reasons, duties, moves, and the facts that were read."""
    book = data.draw(rulebooks()).extend(facts=TAGS)
    walk = data.draw(walks(book))
    bare = Walk(
        walk.on,
        {n: v for n, v in walk.facts.items() if not n.endswith("_tag")},
        walk.asked,
    )
    tags = {
        "ideology_tag": data.draw(st.sampled_from(TAG.options)),
        "diagnosis_tag": data.draw(st.sampled_from(DIAGNOSIS.options)),
        "assessment_tag": data.draw(st.integers(0, 10)),
    }
    assert _lived(book, bare, {}) == _lived(book, bare, tags)


@pytest.mark.parametrize("guard", [TAG.is_in("one"), DIAGNOSIS.known(), ~SCORE.at_least(3)])
def test_a_rulebook_whose_guard_reads_a_tag_does_not_exist(guard: ct.All) -> None:
    """It is refused when it is written, not when it is run."""
    rule = ct.Rule(
        "GR-X",
        "A rule that must not be.",
        "Take it out.",
        guard=guard,
        governs=ct.Governs("died"),
        sources="ASSUMPTION",
    )
    with pytest.raises(ct.InvalidRulebook) as caught:
        ct.load("outline").extend(name="tagged", facts=TAGS, rules=(rule,))
    assert any("GR-X" in fault.place for fault in caught.value.faults)


@pytest.mark.parametrize("name", ct.rulebooks())
def test_no_guard_of_a_built_in_rulebook_reads_a_tag(name: str) -> None:
    """Gates, ways, steps, handovers, phases."""
    chart = ct.load(name).lower("2026-11-23")
    read = {fact for heard in chart.events.values() for fact in heard.reads}
    assert read
    assert not [fact for fact in read if fact.sensitive]
