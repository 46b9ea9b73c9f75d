"""Limits of a check: when they are spent it says what was not decided, and claims nothing of it."""

from datetime import date
from time import monotonic

import pytest
from tests import planted

import continuum as ct
from continuum.errors import FactError
from continuum.guards import during
from continuum.verify import check
from continuum.verify.asking import Asked, questions_of
from continuum.verify.diagrams import ENGINES
from continuum.verify.outcome import Outcome
from continuum.verify.properties import happens, sometimes
from continuum.verify.search import Search
from continuum.verify.space import Limits, OverLimit, Space
from continuum.verify.waiving import Waiver

EU = ct.load("eu")


def asked_of(book, **options):
    """What a check of a book asks, in its order."""
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    return [about for about, _ in questions_of(Asked(outcome, **options))]


def not_decided(report):
    """What a report that was stopped names as not decided."""
    return report.stopped.partition("; not decided: ")[2].split(", ")


# ---------------------------------------------------------------------------- spent


def test_when_the_seconds_are_over_the_rest_is_named_as_not_decided():
    """Nothing that needs every situation is claimed, and the report is not clean."""
    report = check(EU, limits=Limits(seconds=1e-6))
    assert report.stopped.startswith("the 1e-06 seconds that it was given are over; not decided: ")
    asked = asked_of(EU)
    left = not_decided(report)
    assert left
    assert left == asked[-len(left) :]
    assert "ends" in left
    assert not report.clean
    assert not report
    assert report.configurations == 0
    assert not [said for said in report.proved if "situation" in said or "end" in said.split()]
    assert "clean" not in repr(report).splitlines()[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_when_the_nodes_are_used_up_the_rest_is_named_as_not_decided(engine):
    """Whatever the engine."""
    report = check(EU, limits=Limits(nodes=500), engine=engine)
    assert report.stopped.startswith("the 500 nodes that it was given are used up; not decided: ")
    left = not_decided(report)
    assert left == asked_of(EU)[-len(left) :]
    assert not report.clean
    assert report.configurations == 0


@pytest.mark.parametrize("limits", [Limits(nodes=500), Limits(seconds=1e-6)])
def test_a_property_that_was_not_come_to_is_neither_proved_nor_broken(limits):
    """It is among what is not decided."""
    report = check(EU, properties=[planted_property()], limits=limits)
    assert "properties" in not_decided(report)
    assert not report.of_kind("property_violated")
    assert not [said for said in report.proved if "property" in said]


def planted_property():
    (region, *_) = EU.regions
    return sometimes(during(region.name, region.initial), name="somebody_begins")


def test_what_a_stopped_check_says_a_whole_check_says_as_well():
    """Every finding and proof of a check that was stopped is one of the check that was not."""
    book = planted.plain()
    whole = check(book)
    for nodes in (8, 16, 32, 64, 128, 256):
        report = check(book, limits=Limits(nodes=nodes), engine="plain")
        assert bool(report.stopped) is (not_decided(report) != [""])
        assert {*report.proved} <= {*whole.proved}
        assert {f.id for f in report.findings} <= {f.id for f in whole.findings}
        if not report.stopped:
            assert report == whole


def test_a_check_that_has_enough_says_nothing_of_limits():
    """The same report, to the letter."""
    book = planted.plain()
    assert check(book, limits=Limits(seconds=600, nodes=1 << 20)) == check(book)
    assert check(book).stopped == ""


def test_time_counts_from_the_beginning_of_each_check():
    """Limits that are spent can be given again."""
    limits = Limits(seconds=1e-6)
    assert check(EU, limits=limits).stopped
    limits.seconds = 600.0
    assert not check(planted.plain(), limits=limits).stopped


def test_a_limit_that_is_not_begun_never_ends():
    """A search of one's own runs as long as it takes."""
    Limits(seconds=1e-9).spend()
    limits = Limits(seconds=1e-9)
    limits.begin()
    begun = monotonic()
    while monotonic() == begun:
        pass
    with pytest.raises(OverLimit, match="the 1e-09 seconds that it was given are over"):
        limits.spend()


@pytest.mark.parametrize("nodes", [1 << 31, 1 << 40])
def test_more_nodes_than_an_engine_can_number_are_no_fault(nodes):
    """It takes as many as it can."""
    assert check(planted.plain(), limits=Limits(nodes=nodes)) == check(planted.plain())


def test_what_is_too_deep_for_an_engine_is_not_said_to_be_for_want_of_nodes(monkeypatch):
    """The plain engine goes down bit by bit, and Python goes only so deep."""

    def too_deep(_):
        raise RecursionError

    monkeypatch.setattr(Space, "reachable", too_deep)
    report = check(planted.plain())
    assert report.stopped.startswith(
        "there is more in one situation than this engine can go through; not decided: "
    )
    assert "every situation" in not_decided(report)


# ---------------------------------------------------------------------------- wrong


@pytest.mark.parametrize("name", ["seconds", "nodes"])
@pytest.mark.parametrize("value", [0, -1, "ten", None, True, float("nan")])
def test_a_limit_that_is_no_number_above_0_is_refused(name, value):
    """The error names it and says what to give."""
    with pytest.raises(ct.RulebookError) as raised:
        Limits(**{name: value})
    assert raised.value.message == f"the limit `{name}` of a check cannot be {value!r}"
    kind = "number" if name == "seconds" else "whole number"
    assert raised.value.help == f"give a {kind} above 0, or leave it out"


@pytest.mark.parametrize("value", [0.5, 2.5, float("inf")])
def test_nodes_are_counted_whole(value):
    """Half a node is none, and there are never infinitely many."""
    with pytest.raises(ct.RulebookError, match="the limit `nodes` of a check cannot be"):
        Limits(nodes=value)


def test_a_limit_that_is_changed_is_looked_at_as_well():
    """Not only when it is made."""
    limits = Limits()
    with pytest.raises(ct.RulebookError, match="the limit `seconds` of a check cannot be 0"):
        limits.seconds = 0


def test_waivers_run_out_so_the_day_must_be_said():
    """The error says how."""
    waiver = Waiver("0123456789", "A. Author", "because", "2027-01-01")
    with pytest.raises(ct.RulebookError) as raised:
        check(planted.plain(), waivers=[waiver])
    assert raised.value.message == "waivers run out, and nothing says which day it is"
    assert raised.value.help == "give the day as well: `check(book, waivers=..., today=...)`"
    with pytest.raises(FactError):
        check(planted.plain(), waivers=[waiver], today="some day")
    assert not check(planted.plain(), waivers=[], today=date(2026, 11, 25)).stopped


# ---------------------------------------------------------------------------- progress


def test_progress_tells_what_is_looked_at_and_ends_when_all_is_done():
    """Each question once, in order, counted from none to all."""
    told = []
    book = planted.plain()
    report = check(book, progress=lambda *said: told.append(said), properties=[NEVER_SENT])
    asked = asked_of(book, properties=(NEVER_SENT,))
    assert told == [
        *((about, n, len(asked)) for n, about in enumerate(asked)),
        ("done", len(asked), len(asked)),
    ]
    assert not report.stopped


def test_progress_of_a_check_that_is_stopped_never_says_that_it_is_done():
    """The last thing that it names is the first that was not decided."""
    told = []
    report = check(EU, progress=lambda *said: told.append(said), limits=Limits(nodes=500))
    assert told[-1][0] == not_decided(report)[0] != "done"


NEVER_SENT = sometimes(ct.ALWAYS, happens("released"), name="somebody_is_released")
