"""Packs of boundary cases: exact on paper, silent on the same book, loud on a changed one."""

from __future__ import annotations

from datetime import date
from functools import cache

import attrs
import pytest
from tests.books import ruritania

import continuum as ct
from continuum.errors import FactError
from continuum.semantics import Record
from continuum.verify.packing import Difference, Pack, PackCase, pack, replay_pack
from continuum.verify.packing.case import WORDS

HEAD = '{"form": "continuum pack 1", "rulebook": "a", "version": "1", "digest": "", '


@cache
def outline_pack() -> Pack:
    """Give the pack of the outline, made once."""
    return pack(ct.load("outline"))


def test_a_book_agrees_with_its_own_pack():
    """What was recorded comes out again, for every case."""
    assert len(outline_pack()) > 1_000
    assert replay_pack(ct.load("outline"), outline_pack()) == ()


def test_a_pack_comes_back_from_json_as_it_went():
    """Days, numbers, records and what is not known survive the file."""
    for one in (outline_pack(), pack(ruritania())):
        again = Pack.from_json(one.to_json())
        assert again == one
        assert again.digest == one.digest


def test_a_pack_is_the_same_each_time():
    """Nothing in it hangs on chance or on the order of a set."""
    assert pack(ruritania()).to_json() == pack(ruritania()).to_json()


def test_a_threshold_has_a_case_on_both_sides_of_its_day():
    """Preparation opens twelve months before two thirds of the term: that day, and one before."""
    told = {
        (answer["outcome"], case.facts["sentence_start"])
        for case, answer in outline_pack().cases
        if case.event == "preparation_opened"
        and case.state["pathway"] == "sentence"
        and case.facts.get("term") == 24
        and "sentence_start" in case.facts
        and case.by.role == "prison_case_manager"
    }
    opened = {start for outcome, start in told if outcome == "allowed" and start}
    waits = {start for outcome, start in told if outcome == "refused" and start}
    # From 2026-07-24 two years are 731 days, of which two thirds are 488 (rounded up): release
    # may be decided from 2027-11-24, and preparation opens on 2026-11-24, the day after.
    assert date(2026, 7, 24) in waits
    assert date(2026, 7, 23) in opened


def test_a_case_of_the_pack_comes_out_alike_when_it_is_opened_and_asked():
    """Where nothing has happened yet, a real case on the same facts is decided in the same way."""
    book, asked = ct.load("outline"), 0
    initial = {region.name: region.initial for region in book.regions}
    settable = {fact.name for fact in book.facts}
    for case, answer in outline_pack().cases:
        stands = {**initial, **case.state} == initial
        if not case.event or not stands or case.records or None in case.facts.values():
            continue
        if not set(case.facts) <= settable:
            continue
        try:
            opened = ct.Case.open(book, on=case.on, case_id="P-1", facts=dict(case.facts))
        except ct.ContinuumError:  # facts that only events set
            continue
        decision = opened.ask(case.event, on=case.on, by=case.by, **case.given)
        assert decision.outcome == answer["outcome"], case
        assert sorted(a.id for a in decision.against) == answer.get("against", []), case
        asked += 1
    assert asked > 150


@pytest.mark.parametrize(
    ("parameter", "value", "event"),
    [
        ("liaison_time", "P13D", "convicted"),
        ("preparation_window", "P13M", "preparation_opened"),
        ("reactivation_time", "P15D", "stay_granted"),
        ("urgent_handover_time", "P2WD", "sentence_expired"),
    ],
)
def test_a_number_of_the_law_that_moves_by_one_is_noticed(parameter, value, event):
    """Each is told with the event at which it shows."""
    other = ct.load("outline").with_parameters(**{parameter: value})
    assert event in {difference.case.event for difference in replay_pack(other, outline_pack())}


def test_a_difference_says_what_was_and_what_is():
    """A rule that is left out shows as a refusal that turned into something else."""
    book = ct.load("outline")
    less = attrs.evolve(book, rules=[rule for rule in book.rules if rule.id != "GR-14"])
    said = [d.sentence for d in replay_pack(less, outline_pack()) if d.case.event == "recalled"]
    assert any("outcome was `refused`, is `allowed`" in sentence for sentence in said)
    assert any("against was `GR-14`, is none" in sentence for sentence in said)


def test_a_difference_says_how_the_case_stands():
    """Its states, its facts, its records and what is said; free words and what is usual are not."""
    record = Record("titles-1", "titles", {"kind": "custody"}, date(2026, 1, 1), None)
    case = PackCase(
        "somewhere",
        date(2026, 11, 23),
        "removed",
        ct.Actor("officer", "A-1"),
        {"ground": "absconding", "reasons": WORDS},
        {"residence": "here"},
        {"age": 30, "barred": False, "foreign": None},
        (record,),
    )
    said = Difference(7, case, {"moves": ["a"]}, {"moves": ["b"], "outcome": "allowed"}).sentence
    assert said == (
        "case 7 (somewhere), with `residence` at `here`, `age` 30, `barred` no, "
        "`foreign` not known, 1 record of `titles`, `ground` absconding said: "
        "moves were `a`, are `b`; outcome was none, is `allowed`"
    )


def test_what_the_rulebook_no_longer_has_is_said():
    """A case about an event that is gone is a difference, not a crash."""
    case = PackCase("gone", date(2026, 11, 23), "beamed_up", ct.Actor("judge", "J-1"))
    one = Pack("outline", "1", "", case.on, ((case, {"outcome": "allowed"}),))
    (difference,) = replay_pack(ct.load("outline"), one)
    assert difference.sentence == "case 0 (gone): there is no event `beamed_up` any more"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "this is no pack of cases"),
        ('{"form": "continuum pack 2"}', "this is no pack of cases"),
        (
            HEAD + '"on": "2026-11-23", "cases": [{"about": "half"}]}',
            "case 0 of the pack cannot be read",
        ),
        (HEAD + '"on": "soon", "cases": []}', "the day of a pack"),
    ],
)
def test_a_damaged_pack_is_refused(text, message):
    """What cannot be read is said, and where."""
    with pytest.raises(FactError, match=message) as refused:
        Pack.from_json(text)
    assert refused.value.help
