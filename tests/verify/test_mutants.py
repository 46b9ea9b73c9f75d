"""Planted faults: each changes one thing, and the report says truly who would notice it."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path

import pytest
from tests.books import ruritania

import continuum as ct
import continuum.verify
from continuum.errors import InvalidRulebook, RulebookError
from continuum.runtime.walk_form import walk_differences
from continuum.verify import same_behaviour
from continuum.verify.mutating import FAULTS, mutants, mutate
from continuum.verify.mutating.guard_faults import guard_faults
from continuum.verify.packing import pack

CASES = Path(__file__).parents[2] / "examples" / "cases"


@cache
def decided(name: str):
    """Give the cases of a built-in rulebook that were decided by hand."""
    found = {}
    for file in sorted((CASES / name).glob("*.json")):
        form = json.loads(file.read_text(encoding="utf-8"))
        for one in form if isinstance(form, list) else [form]:
            text = json.dumps(one)
            found[f"{file.stem} {one['case_id']}"] = partial(walk_differences, text)
    return found


def planted(book: ct.Rulebook, id: str) -> ct.Rulebook:
    """Give a book with one of its faults."""
    return next(mutant for mutant in mutants(book) if mutant.id == id).planted(book)


@pytest.mark.parametrize("name", ["outline", "eu"])
def test_every_case_decided_by_hand_comes_out_as_decided(name):
    """The rulebook answers as people decided from its sentences."""
    book = ct.load(name)
    assert [said for case in decided(name).values() for said in case(book)] == []


@pytest.mark.parametrize(
    "book", [ruritania(), ct.load("outline"), ct.load("eu")], ids=lambda book: book.name
)
def test_every_fault_changes_the_book_and_has_an_id_and_a_sentence_of_its_own(book):
    """No two are the same, and none leaves the book as it is."""
    found = list(mutants(book))
    assert len({mutant.id for mutant in found}) == len(found)
    assert {mutant.kind for mutant in found} <= set(FAULTS)
    for mutant in found:
        changed = [part for part, items in mutant.changes.items() if items != getattr(book, part)]
        assert changed, mutant.id
        assert mutant.sentence
        assert not mutant.sentence.endswith(".")


def test_faults_are_the_same_each_time():
    """So that a survivor can be looked up by its id."""
    first, second = ([m.id for m in mutants(ct.load("outline"))] for _ in range(2))
    assert first == second


def test_all_sorts_of_fault_are_planted_in_the_outline():
    """From a part left out to a rule left out."""
    assert {mutant.kind for mutant in mutants(ct.load("outline"))} == set(FAULTS)


@pytest.mark.parametrize(
    ("id", "alike"),
    [
        # what an event requires is known where its ways are weighed
        ("convicted/pathway/remand/sentence/0/drop_part/top-0", True),
        # the window opens before the end: whoever is before the window is before the end
        ("convicted/pathway/remand/sentence/0/drop_part/top-2", True),
        # a state is unlawful whether its basis fails or is not known
        ("pathway/sentence/lawful/drop_part/top-0", True),
        ("GR-04/guard/drop_part/0.0-0", True),
        ("convicted/pathway/remand/probation/2/drop_part/top-2", False),
        ("GR-14/guard/drop_part/top-2", False),
        ("GR-14/rule/drop_rule/all", False),
        ("preparation_opened/requires/shift/2+1d", False),
        ("recalled/effects/drop_effect/5", False),
    ],
)
def test_what_changes_nothing_is_told_apart_from_what_does(id, alike):
    """Proved on the conditions, in what stands beside them."""
    book = ct.load("outline")
    assert (same_behaviour(book, planted(book, id), on=book.as_of) is True) is alike


def test_what_is_proved_alike_is_noticed_by_no_case_of_the_pack():
    """Two ways to know that nothing changed, which owe nothing to each other.

    A pack keeps the reasons of a refusal as well; which rules stand in the way is no behaviour.
    """
    reasons = {"against", "not known"}
    for book, every in ((ruritania(), 1), (ct.load("outline"), 9)):
        kept = pack(book)
        for mutant in list(mutants(book))[::every]:
            try:
                other = mutant.planted(book)
            except InvalidRulebook:
                continue
            if same_behaviour(book, other, on=book.as_of) is True:
                for found in kept.replay(other):
                    names = {*found.was, *found.now} - reasons
                    told = {n for n in names if found.was.get(n) != found.now.get(n)}
                    assert told == set(), mutant.id


def test_the_pack_notices_whatever_is_not_proved_alike_in_a_made_up_country():
    """Nothing that changes an answer escapes it."""
    book = ruritania()
    report = mutate(book, pack=pack(book), depth="none")
    assert [mutant.sentence for mutant in report.survivors] == []
    assert report.score.percent == 100


def test_most_faults_of_the_outline_break_a_case_and_the_pack_notices_the_rest():
    """A sample with a fixed seed; the whole is in the benchmarks."""
    book = ct.load("outline")
    report = mutate(book, cases=decided("outline"), pack=pack(book), depth="none", sample=50)
    assert report.score_without_pack.percent >= 80
    assert report.survivors == ()


def test_a_fault_that_nothing_notices_is_told_in_words():
    """Without a case, a property or a pack, a boundary may be off by one."""
    book = ct.load("outline")
    report = mutate(book, depth="none", sample=40, seed=3)
    assert report.survivors
    heading, first = "nothing you have written would notice if:", report.survivors[0].sentence
    assert f"{heading}\n  - {first}\n" in repr(report)
    few = report.told(2)
    assert few[-3:-1] == tuple(f"  - {mutant.sentence}" for mutant in report.survivors[:2])
    assert few[-1] == (
        f"  and {len(report.survivors) - 2} more that nothing you have written would notice"
    )
    assert json.loads(report.to_json())["seed"] == 3
    assert sum(report.by_place[name].of for name in report.by_place) == report.score.of


HEARD = ct.Flag("heard", title="the person was heard")
AGREED = ct.Flag("agreed", title="the person has agreed")
INCOME = ct.Number("income", low=0, high=900, title="income")


@pytest.mark.parametrize(
    ("guard", "mark", "now", "before"),
    [
        (INCOME.below(300), "0", "the income is at least 300", "the income is below 300"),
        (~HEARD, "0", "the person was heard", "the person was not heard"),
        (
            ~(HEARD | AGREED),
            "0-0",
            "the person has not agreed",
            "the person was not heard, and the person has not agreed",
        ),
    ],
)
def test_what_a_fault_asks_is_told_the_right_way_round_under_a_not(guard, mark, now, before):
    """The words say what the guard asks with the fault first, then what it was declared to ask."""
    faults = {fault.mark: fault for fault in guard_faults(guard, ruritania(), drop_whole=False)}
    assert faults[mark].words == f"asks that {now}, not that {before}"


def test_a_case_that_notices_is_named_with_what_came_out_otherwise():
    """So that the score can be believed."""
    book = ct.load("outline")

    def case(other: ct.Rulebook):
        if other.transitions != book.transitions:
            yield "the ways are not those that were decided"

    report = mutate(book, cases={"ways": case}, depth="none", sample=25)
    noticed = [one for one in report.results if one.by == "case"]
    assert noticed
    for one in noticed:
        assert one.how == "ways: the ways are not those that were decided"
        assert "transitions" in one.mutant.changes


def test_a_case_that_fails_without_a_fault_is_refused():
    """It would notice everything, and nothing."""
    with pytest.raises(RulebookError, match="the case `wrong` comes out otherwise"):
        mutate(ct.load("outline"), cases={"wrong": lambda _: ["it fails"]}, sample=1)


def test_a_pack_that_does_not_fit_is_refused():
    """As for a case."""
    book = ct.load("outline")
    other = pack(book.with_parameters(liaison_time="P13D"))
    with pytest.raises(RulebookError, match="the pack does not fit the rulebook"):
        mutate(book, pack=other, sample=1)


def test_the_checker_notices_what_its_findings_say():
    """A second way beside a way that is taken, a condition that nothing meets."""
    book = ruritania()
    report = mutate(book, depth="near")
    by = {one.by for one in report.results}
    assert "check" in by
    double = [one for one in report.results if one.mutant.kind == "double_way"]
    assert sum(one.by == "check" for one in double) >= 4
    for one in [one for one in double if one.by == "check"]:
        other = one.mutant.planted(book)
        kinds = {finding.kind for finding in ct.verify.check(other).findings}
        assert "two_ways" in kinds, one.mutant.id
