"""The id of a finding: it stays when anything else changes, and goes when the fault changes."""

import runpy
from itertools import permutations
from pathlib import Path

import attrs
import pytest
from tests import planted

import continuum as ct
from continuum.guards import All, AtLeastOf, Flag, Number, Some, days, months
from continuum.verify import Finding, check
from continuum.verify.marking import mark, normal_form

SPECIMENS = sorted((Path(__file__).parents[1] / "specimens" / "checked" / "bad").glob("*.py"))
A, B, C = Flag("a"), Flag("b"), Flag("c")
TERM = Number("term", low=0, high=99)
BEGIN = ct.Day("begin")


def ids(book, **options):
    return {(finding.kind, finding.id) for finding in check(book, **options).findings}


def turned_round(book):
    """Every part that has an order, the other way round."""
    parts = ("facts", "events", "transitions", "rules", "steps", "roles", "handovers", "phases")
    return attrs.evolve(book, **{part: getattr(book, part)[::-1] for part in parts})


@pytest.mark.parametrize("plant", planted.PLANTED, ids=lambda plant: plant.__name__)
def test_reordering_the_rulebook_changes_no_id(plant):
    assert ids(turned_round(plant())) == ids(plant())


@pytest.mark.parametrize("file", SPECIMENS, ids=lambda file: file.stem)
def test_reordering_a_specimen_changes_no_id(file):
    """Whatever kind there is: an id that hangs on the order would lose its waiver."""
    names = runpy.run_path(str(file))
    book, options = names["build"](), names.get("OPTIONS", {})
    assert ids(turned_round(book), **options) == ids(book, **options)


def test_another_name_elsewhere_and_another_sentence_change_no_id():
    """The version, a title and an event that has nothing to do with it."""
    book = planted.unreachable_state()
    told = attrs.evolve(book.regions[0], title="where the person is held")
    book_too = attrs.evolve(book, name="other", version="2", regions=(told,))
    (one,), (other,) = check(book).findings, check(book_too).findings
    assert one.sentence != other.sentence
    assert one.id == other.id


def test_another_kind_another_subject_and_another_condition_have_other_ids():
    """And so has what was left open: a waiver for a doubt must not cover the fault."""
    made = [
        Finding("dead_end", ("legal", "custody"), "s"),
        Finding("no_way_to_an_end", ("legal", "custody"), "s"),
        Finding("dead_end", ("legal", "free"), "s"),
        Finding("dead_end", ("free", "legal"), "s"),
        Finding("dead_end", ("legal", "custody"), "s", about=normal_form(A)),
        Finding("dead_end", ("legal", "custody"), "s", decided=False),
    ]
    assert len({finding.id for finding in made}) == len(made)
    assert {len(finding.id) for finding in made} == {10}


def test_two_conditions_of_one_way_that_never_hold_are_two_findings():
    """A waiver for the one must not cover the other."""
    never, nor = A & ~A, B & ~B
    ways = tuple(ct.Transition("let_out", "legal", "custody", "free", g) for g in (never, nor))
    book = planted.book(facts=(A, B), events=(planted.event("let_out"),), ways=ways)
    made = [finding for finding in check(book).findings if finding.kind != "guard_gap"]
    assert len(made) == 4
    assert len({finding.id for finding in made}) == 4


@pytest.mark.parametrize("plant", planted.PLANTED, ids=lambda plant: plant.__name__)
def test_no_two_findings_of_a_report_share_an_id(plant):
    made = check(plant()).findings
    assert len({finding.id for finding in made}) == len(made)


def test_names_that_run_together_do_not_run_into_one_id():
    assert mark("dead_end", ("a_b", "c")) != mark("dead_end", ("a", "b_c"))
    assert mark("dead_end", ("a", "b")) != mark("dead_end", ("a, b",))


def test_names_say_by_their_order_which_is_which_and_ids_do_not():
    """From custody to freedom is another way than back; two rules in a clash are just two."""
    assert mark("dead_transition", ("e", "r", "a", "b")) != mark(
        "dead_transition", ("e", "r", "b", "a")
    )
    clash = ("released", "V-3", "V-4"), ("released", "V-4", "V-3")
    assert len({mark("dead_transition", subjects) for subjects in clash}) == 1


@pytest.mark.parametrize(
    "join", [All, Some, lambda parts: AtLeastOf(2, parts), lambda parts: ~All(parts)]
)
def test_the_order_of_the_parts_of_a_condition_makes_no_difference(join):
    parts = (A, TERM.at_least(3) | B, ~C)
    assert len({normal_form(join(some)) for some in permutations(parts)}) == 1


def test_what_a_condition_asks_makes_a_difference():
    """Thresholds, periods, directions, options."""
    asked = [
        A,
        ~A,
        A & B,
        A | B,
        AtLeastOf(1, (A, B)),
        AtLeastOf(2, (A, B)),
        TERM.at_least(3),
        TERM.at_least(4),
        (BEGIN + months(3)).reached(),
        (BEGIN + days(3)).reached(),
        (BEGIN - months(3)).reached(),
        BEGIN.reached(),
        BEGIN.known(),
        planted.ground.is_in("flight"),
    ]
    assert len({normal_form(guard) for guard in asked}) == len(asked)


def test_titles_of_facts_make_no_difference():
    assert normal_form(Flag("a", title="One") & B) == normal_form(A & B)


def test_the_rules_of_a_finding_are_the_ids_among_its_subjects():
    found = Finding("mandatory_step_bypassed", ("ST1", "GR-51", "released"), "s")
    assert found.rules == ("ST1", "GR-51")
    assert found.severity == "fault"
