"""The second solver: z3 looks again at certificates and properties, and never at the diagrams.

Certificates of small books are drawn here from a walk through every situation, one after another,
so that neither engine of the checker has a hand in them.
"""

import json
import subprocess
import sys
from itertools import combinations

import pytest

pytest.importorskip("z3")

from benchmarks.explicit_walk import Walk
from benchmarks.rulebook_family import book as family
from benchmarks.rulebook_family import properties as family_properties
from tests import planted

import continuum as ct
from continuum.errors import FactError, RulebookError
from continuum.verify.evidence.certificate import FORMAT, read_certificate, sealed
from continuum.verify.evidence.guard_form import read_guard, write_guard
from continuum.verify.evidence.proving import Prover, prove
from continuum.verify.evidence.rechecking import recheck
from continuum.verify.evidence.z3_view import cells_of, stored_keys
from continuum.verify.situations.cells import Cells

CLOSED = ct.during("legal", "closed")
FREE = ct.during("legal", "free")
HELD = ct.during("legal", "custody")


# ------------------------------------------------------------------ drawing by hand


def walked(book):
    """Every situation of a book, with its keys and their cells."""
    cells = Cells(book.lower(book.as_of))
    stored = {key: cells_of(cells, key) for key in stored_keys(cells)}
    return stored, Walk(cells, stored).reach()


def drawn(stored, situations):
    """A diagram of some situations: nodes, and the number of its root."""
    nodes, numbers = [], {}

    def node(bits, place):
        """The diagram of some bit strings from a place on."""
        if not bits:
            return 0
        if place == len(next(iter(bits))):
            return 1
        low, high = (node([b for b in bits if b[place] is way], place + 1) for way in (False, True))
        if low == high:
            return low
        found = (place, low, high)
        if found not in numbers:
            numbers[found] = len(nodes) + 2
            nodes.append([*found])
        return numbers[found]

    def spelled(situation):
        bits = []
        for value, cells in zip(situation, stored.values(), strict=True):
            code = next(n for n, c in enumerate(cells) if c == value and type(c) is type(value))
            width = max(len(cells) - 1, 0).bit_length()
            bits += [bool(code >> (width - 1 - n) & 1) for n in range(width)]
        return tuple(bits)

    root = node(sorted({spelled(situation) for situation in situations}), 0)
    return nodes, root


def certified(book, claims=()):
    """A certificate as plain data, of everything that can be reached."""
    stored, situations = walked(book)
    nodes, root = drawn(stored, situations)
    return sealed(
        {
            "format": FORMAT,
            "rulebook": book.digest,
            "label": book.label,
            "on": str(book.as_of),
            "engine": "by hand",
            "variables": [{"key": key, "cells": list(cells)} for key, cells in stored.items()],
            "nodes": nodes,
            "reachable": root,
            "claims": [{"says": s, "bad": write_guard(g, book)} for s, g in claims],
            "configurations": str(len(situations)),
            "assumptions": ["drawn by hand"],
        }
    )


def healthy():
    return planted.dead_end_by_fact(healthy=True)


BOOKS = {
    "dead_end": planted.dead_end,
    "dead_end_by_fact": planted.dead_end_by_fact,
    "dead_transition_by_days": planted.dead_transition_by_days,
    "dead_transition_by_order": planted.dead_transition_by_order,
    "unreachable_state": planted.unreachable_state,
    "family of ten facts": lambda: family(10),
}


# ------------------------------------------------------------------ what holds is confirmed


@pytest.mark.parametrize("name", BOOKS)
def test_what_a_walk_reaches_is_confirmed(name):
    book = BOOKS[name]()
    found = recheck(json.dumps(certified(book)), book)
    assert found, str(found)
    assert found.questions > len(book.events)


def test_a_claim_that_holds_is_confirmed_in_its_own_words():
    book = planted.unreachable_state()
    limbo = ct.during("legal", "limbo")
    found = recheck(json.dumps(certified(book, [("nobody is in limbo", limbo)])), book)
    assert found.holds
    assert found.confirmed == ("nobody is in limbo",)
    assert "confirmed: nobody is in limbo" in str(found)
    assert "taken for granted: drawn by hand" in str(found)


def test_a_claim_about_a_drawn_set_is_told_apart():
    book = planted.unreachable_state()
    form = certified(book)
    form["claims"] = [{"says": "nothing is nowhere", "bad": 0}]
    found = recheck(json.dumps(sealed(form)), book)
    assert (found.confirmed, found.drawn) == ((), ("nothing is nowhere",))


# ------------------------------------------------------------------ what does not hold is not


def test_a_claim_that_does_not_hold_is_refuted_with_a_situation():
    book = healthy()
    found = recheck(json.dumps(certified(book, [("nobody is ever free", FREE)])), book)
    assert not found
    assert found.confirmed == ()
    assert found.against[0].startswith("claims[0] does not hold where ")
    assert "in:legal = free" in found.against[0]


def test_a_diagram_with_any_one_situation_left_out_is_refuted():
    book = planted.dead_transition_by_order()
    stored, situations = walked(book)
    whole = certified(book)
    for less in combinations(sorted(situations, key=repr), len(situations) - 1):
        nodes, root = drawn(stored, less)
        form = {**whole, "nodes": nodes, "reachable": root, "configurations": str(len(less))}
        assert not recheck(json.dumps(sealed(form)), book)


def test_an_empty_diagram_is_refuted_where_cases_open():
    book = healthy()
    form = {**certified(book), "nodes": [], "reachable": 0, "configurations": "0"}
    found = recheck(json.dumps(sealed(form)), book)
    assert found.against[0].startswith("a case may open outside of what it calls reachable")


def test_a_fault_planted_in_the_rulebook_alone_refutes_nothing_but_asks_for_its_own():
    """The certificate of one book says nothing of another, however alike they are."""
    form = certified(planted.dead_end_by_fact())
    with pytest.raises(RulebookError, match="the certificate is about") as refused:
        recheck(json.dumps(form), healthy())
    assert "check this one anew" in refused.value.help


# ------------------------------------------------------------------ damage


def damaged(change, *, seal=True):
    book = healthy()
    form = certified(book)
    change(form)
    text = json.dumps(sealed(form) if seal else form)
    with pytest.raises(FactError) as refused:
        recheck(text, book)
    return str(refused.value)


def test_a_node_that_leads_nowhere_is_refused():
    def change(form):
        form["nodes"][0][1] = 999

    assert "nodes[0] leads to node 999, which is not there" in damaged(change)


def test_a_circle_of_nodes_is_refused():
    def change(form):
        form["nodes"][0][2] = 2

    assert "leads to node 2, whose bit does not come after its own" in damaged(change)


def test_bits_out_of_order_are_refused():
    def change(form):
        last = len(form["nodes"]) - 1
        form["nodes"][last][0], form["nodes"][0][0] = form["nodes"][0][0], form["nodes"][last][0]

    assert "whose bit does not come after its own" in damaged(change)


def test_every_kind_of_damage_is_told_at_once():
    def change(form):
        del form["engine"]
        form["more"] = 1
        form["reachable"] = "1"

    message = damaged(change)
    for said in (
        "it has no `engine`",
        "its `reachable` is not a whole number",
        "it has a part `more` that certificates do not have",
    ):
        assert said in message


@pytest.mark.parametrize(
    ("name", "value"),
    [("assumptions", ["all is well"]), ("claims", [{"says": "all is well", "bad": 0}])],
)
def test_whatever_is_altered_breaks_the_seal(name, value):
    message = damaged(lambda form: form.update({name: value}), seal=False)
    assert "its seal does not fit what it says" in message


def test_a_count_that_the_diagram_does_not_hold_is_refused():
    message = damaged(lambda form: form.update(configurations="3"))
    assert "the certificate says 3 situations" in message


def test_cells_that_the_rulebook_does_not_cut_are_refused():
    def change(form):
        place = next(v for v in form["variables"] if v["key"] == "in:legal")
        place["cells"][-1] = "elsewhere"

    assert "cuts `in:legal` otherwise than the conditions of the rulebook" in damaged(change)


def test_a_key_that_no_situation_keeps_is_refused():
    def change(form):
        form["variables"][0]["key"] = "weather"

    assert "the certificate keeps `weather`" in damaged(change)


def test_a_claim_about_a_fact_that_is_not_there_is_refused():
    message = damaged(lambda form: form.update(claims=[{"says": "so", "bad": {"flag": "rain"}}]))
    assert "claims[0].bad is no guard of this rulebook: " in message
    assert "there is no fact `rain`" in message


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": "other/1"}'])
def test_what_is_no_certificate_is_refused(text):
    with pytest.raises(FactError, match="this is no certificate"):
        read_certificate(text)


# ------------------------------------------------------------------ properties


def test_spacer_agrees_with_a_walk_on_every_place_and_fact_of_a_small_book():
    book = planted.dead_end_by_fact()
    cells = Cells(book.lower(book.as_of))
    stored = {key: cells_of(cells, key) for key in stored_keys(cells)}
    walk = Walk(cells, stored)
    situations = walk.reach()
    heard = book.fact("heard")
    for guard in (HELD, FREE & heard, FREE & ~heard, CLOSED & ~heard, HELD & heard, ~CLOSED):
        met = any(walk.allows(situation, guard) for situation in situations)
        assert prove(book, guard) == ("broken" if met else "holds"), guard


def test_spacer_and_a_walk_answer_the_five_properties_alike():
    book = family(10)
    asked = family_properties()
    cells = Cells(book.lower(book.as_of), asked.values())
    stored = {key: cells_of(cells, key) for key in stored_keys(cells, asked.values())}
    walk = Walk(cells, stored)
    situations = walk.reach()
    prover = Prover(book.lower(book.as_of), asked.values())
    answers = {name: prover.never(guard) for name, guard in asked.items()}
    assert {*answers.values()} == {"holds", "broken"}
    for name, guard in asked.items():
        met = any(walk.allows(situation, guard) for situation in situations)
        assert answers[name] == ("broken" if met else "holds"), name


def test_what_an_event_may_never_do_is_asked_where_it_is_allowed():
    book = healthy()
    heard = book.fact("heard")
    assert prove(book, ~heard, event="closed") == "holds"
    assert prove(book, heard, event="closed") == "broken"


def test_a_number_is_cut_where_the_property_asks():
    """A bound that no rule names is cut like any other."""
    age = ct.Number("age", low=0, high=120, unit="years", moves="fixed")
    book = planted.dead_end_by_fact(healthy=True).extend(facts=(age,))
    assert prove(book, age.at_least(21)) == "broken"
    assert prove(book, age.at_least(21) & age.below(21)) == "holds"


def test_an_event_that_is_not_there_is_refused():
    with pytest.raises(RulebookError, match="the rulebook has no event `vanished`") as wrong:
        prove(healthy(), HELD, event="vanished")
    assert "`closed`" in str(wrong.value)
    with pytest.raises(RulebookError, match="did you mean `closed`"):
        prove(healthy(), HELD, event="closd")


# ------------------------------------------------------------------ the program


def test_the_program_ends_with_what_it_found(tmp_path):
    book = healthy()
    rules = tmp_path / "book.json"
    rules.write_text(book.to_json(), encoding="utf-8")

    def run(form):
        paper = tmp_path / "certificate.json"
        paper.write_text(json.dumps(form), encoding="utf-8")
        command = [sys.executable, "-m", "continuum.verify.evidence", str(paper), str(rules)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    code, said = run(certified(book))
    assert (code, said.splitlines()[0][:30]) == (0, "the certificate of specimen 1,")
    code, said = run(certified(book, [("nobody is ever free", FREE)]))
    assert code == 1
    assert "- wrong: claims[0] does not hold" in said
    code, said = run({})
    assert (code, said.splitlines()[0][:22]) == (2, "this is no certificate")


def test_a_guard_reads_back_as_it_was_written():
    book = planted.dead_transition_by_days()
    guard = (book.fact("release_day") - ct.months(6)).reached() & ~HELD
    assert read_guard(write_guard(guard, book), book, "here") == guard
