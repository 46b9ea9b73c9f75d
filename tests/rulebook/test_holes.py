"""Rulebooks that used to be let in and then failed, or did what nobody meant."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from tests.books import OFFICER, barred, heard, opened, ruritania

import continuum as ct
from continuum.rulebook.lower import lower


def _extended(**more: object) -> ct.Rulebook:
    return ruritania().extend(**more)


def _faults(**more: object) -> str:
    with pytest.raises(ct.InvalidRulebook) as caught:
        _extended(**more)
    return str(caught.value)


@pytest.mark.parametrize("name", ["key", "expect", "self"])
def test_an_event_may_not_ask_for_a_fact_that_has_the_name_of_a_word_of_send(name: str) -> None:
    """It could never be said, or would be taken for something else."""
    asking = ct.Event(
        "noted",
        asks=(ct.Flag(name, of="request"),),
        effects=(ct.Sets("ready", to=True),),
        sources="GK",
    )
    assert f"may carry `{name}` already" in _faults(events=asking)


def test_no_event_leaves_nobody_in_the_lead() -> None:
    """The lead is never empty."""
    leaving = ct.Event("left_alone", effects=(ct.Sets("lead", None),), sources="GK")
    assert "leaves nobody in the lead" in _faults(events=leaving)


def test_text_that_could_not_be_written_down_is_a_fault() -> None:
    """Otherwise the first case under it could not be saved."""
    assert "half a character" in _faults(title="\ud800")


def test_what_is_exempt_is_not_demanded() -> None:
    """An exemption stands in the way of a demand; it never makes one."""
    demand = ct.Rule(
        "GR-98",
        "Whoever was heard is released.",
        "Nothing stops it.",
        guard=heard,
        governs=ct.Governs("place_found"),
        then="demands",
        precedence="liberty",
        exemptions=(ct.Exemption("barred", barred, "GK"),),
        sources="GK",
    )
    [gate] = _extended(rules=demand).lower("2024-01-01").events["place_found"].demands
    case = opened(heard=True, barred=True)
    view = case.ask("place_found", on="2024-01-02", by=OFFICER).view
    assert ct.weigh(gate.guard, view).fails
    case = opened(heard=False, barred=True)
    view = case.ask("place_found", on="2024-01-02", by=OFFICER).view
    assert ct.weigh(gate.guard, view).fails


def test_values_given_as_a_set_make_the_same_rulebook_in_every_process() -> None:
    """A set has another order in each; a digest may not."""
    code = (
        "import continuum as ct; "
        "print(ct.AnyInForce('titles', where={'kind': {'custody', 'supervision', 'b', 'c'}}).where)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_threads_that_lower_at_once_share_one_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """One form of the law, one object, whoever comes first."""
    together = Barrier(2, timeout=10)

    def lower_together(book: ct.Rulebook, day: date) -> object:
        together.wait()
        return lower(book, day)

    monkeypatch.setattr("continuum.rulebook.book.lower", lower_together)
    book = _extended(version="2")
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(book.lower, ("2024-01-01", "2024-01-02"))
    assert one is other
