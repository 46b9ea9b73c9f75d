"""Whatever is sent to a case, the answer is one of its own errors, and the case stays as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.books import JUDGE, MENTOR, OFFICER, opened, ruritania

import continuum as ct
from continuum.rulebook.strict_json import digest

JUNK: tuple[Any, ...] = (
    None, 5, -1, 1.5, True, "x", "", b"x", [], {}, [1], {"a": 1}, object(), "\ud800", 10**30,
)  # fmt: skip
DAY = "2024-01-02"


CALLS: dict[str, Any] = {
    "open, book": lambda _, j: ct.Case.open(j, on=DAY, case_id="P-1"),
    "open, id": lambda _, j: ct.Case.open(ruritania(), on=DAY, case_id=j),
    "open, facts": lambda _, j: ct.Case.open(ruritania(), on=DAY, case_id="P-1", facts=j),
    "open, by": lambda _, j: ct.Case.open(ruritania(), on=DAY, case_id="P-1", by=j),
    "open, source": lambda _, j: ct.Case.open(ruritania(), on=DAY, case_id="P-1", source=j),
    "ask, event": lambda c, j: c.ask(j, on=DAY, by=MENTOR),
    "ask, by": lambda c, j: c.ask("place_found", on=DAY, by=j),
    "send, event": lambda c, j: c.send(j, on=DAY, by=MENTOR),
    "send, key": lambda c, j: c.send("place_found", on=DAY, by=MENTOR, key=j),
    "send, expect": lambda c, j: c.send("place_found", on=DAY, by=MENTOR, expect=j),
    "send, meets": lambda c, j: c.send("place_found", on=DAY, by=MENTOR, meets=j),
    "send, target": lambda c, j: c.send("place_found", on=DAY, by=MENTOR, target=j),
    "send, reasons": lambda c, j: c.send("place_found", on=DAY, by=MENTOR, reasons=j),
    "learn, facts": lambda c, j: c.learn(j, on=DAY, by=OFFICER),
    "learn, key": lambda c, j: c.learn({"age": 3}, on=DAY, by=OFFICER, key=j),
    "learn, source": lambda c, j: c.learn({"age": 3}, on=DAY, by=OFFICER, source=j),
    "advice, event": lambda c, j: c.what_would_it_take(j, on=DAY),
    "advice, by": lambda c, j: c.what_would_it_take("removed", on=DAY, by=j),
    "advice, meets": lambda c, j: c.what_would_it_take("removed", on=DAY, meets=j),
    "state": lambda c, j: c.state(j),
    "rule": lambda c, j: c.book.rule(j),
    "without": lambda c, j: c.book.extend(without={"rules": j}),
    "from_json": lambda c, j: ct.Case.from_json(c.to_json(), j),
}


@pytest.mark.parametrize("name", CALLS)
def test_junk_raises_nothing_but_the_errors_of_the_tree(name: str) -> None:
    """And what was written, if anything, can be read back."""
    for junk in JUNK:
        case = opened(heard=True, barred=False)
        try:
            made = CALLS[name](case, junk)
        except ct.ContinuumError:
            made = None
        for written in (case, made) if isinstance(made, ct.Case) else (case,):
            assert ct.Case.from_json(written.to_json(), ruritania()) == written


def test_a_key_that_was_used_for_another_day_or_other_facts_is_refused() -> None:
    """Otherwise the second write would be lost without a word."""
    case = opened()
    case.send("place_found", on="2024-02-01", by=MENTOR, key="k-1")
    case.learn({"heard": True}, on="2024-02-01", by=OFFICER, key="k-2")
    with pytest.raises(ct.CaseError, match="k-1"):
        case.send("place_found", on="2024-02-02", by=MENTOR, key="k-1")
    with pytest.raises(ct.CaseError, match="k-1"):
        case.send("place_found", on="2024-02-01", by=MENTOR, key="k-1", reasons="another")
    with pytest.raises(ct.CaseError, match="k-2"):
        case.learn({"age": 35}, on="2024-02-01", by=OFFICER, key="k-2")
    assert case.learn({"heard": True}, on="2024-02-01", by=OFFICER, key="k-2").number == 2


def test_what_is_so_at_first_can_be_opened_as_not_known() -> None:
    """Not known is not no; the history says so too."""
    case = opened(ready=None)
    assert "ready" not in case.facts
    assert ct.Case.from_json(case.to_json(), ruritania()) == case


@pytest.mark.parametrize("fact", ["lead", "h1"])
def test_a_case_never_opens_without_a_lead_or_the_stage_of_a_handover(fact: str) -> None:
    """The lead is never empty."""
    with pytest.raises(ct.FactError, match="always known"):
        opened(**{fact: None})


def test_a_word_that_an_event_needs_may_not_be_an_empty_list() -> None:
    """No reasons are no reasons."""
    needing = ct.Event("noted", needs="reasons", effects=(ct.Sets("ready", to=True),), sources="GK")
    case = ct.Case.open(ruritania().extend(events=needing), on=DAY, case_id="P-1")
    with pytest.raises(ct.FactError, match="needs `reasons`"):
        case.send("noted", on=DAY, by=OFFICER, reasons=())


def test_the_record_that_an_event_needs_is_named_when_it_is_not_given() -> None:
    """An undetermined decision says what is missing."""
    lifted = ct.Event(
        "lifted",
        decided_by="judge",
        target="titles",
        requires=ct.Choice("kind", options=("custody", "supervision"), of="target").is_in(
            "custody"
        ),
        effects=(ct.Ends("titles"),),
        sources="GK",
    )
    case = ct.Case.open(ruritania().extend(events=lifted), on="2024-01-01", case_id="P-1")
    case.send("sentenced", on=DAY, by=JUDGE, until="2024-07-01")
    decision = case.ask("lifted", on=DAY, by=JUDGE)
    assert [(u.fact, u.recorded_by) for u in decision.unknown] == [("target", ("judge",))]
    assert case.ask("lifted", on=DAY, by=JUDGE, target="titles-1")


def struck_out() -> ct.Case:
    """A case with two titles, one of them over, and an event that ends the one it names."""
    struck = ct.Event(
        "struck_out",
        decided_by="judge",
        target="titles",
        needs="target",
        effects=(ct.Ends("titles", target=True),),
        sources="GK",
    )
    more = ct.Event(
        "measured",
        decided_by="judge",
        asks=(ct.Day("until", of="request"),),
        effects=(ct.Adds("titles", end=ct.Said("until")),),
        sources="GK",
    )
    book = ruritania().extend(events=(struck, more))
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1")
    for until in ("2024-01-03", "2024-07-01"):
        case.send("measured", on=DAY, by=JUDGE, until=until)
    return case


def test_a_record_that_there_is_not_is_refused_though_no_guard_reads_it() -> None:
    """A slip of the pen would end nothing, and look as if it had."""
    case = struck_out()
    with pytest.raises(ct.EventRefused, match="has no record `titles-3`") as caught:
        case.send("struck_out", on=DAY, by=JUDGE, target="titles-3")
    (against,) = caught.value.decision.against
    assert (against.id, against.known) == ("target", True)
    assert "`titles-1` or `titles-2`" in against.remedy
    with pytest.raises(ct.FactError, match="needs `target`"):
        case.send("struck_out", on=DAY, by=JUDGE)


def test_only_the_record_that_is_named_ends_and_one_that_is_over_stays_as_it_is() -> None:
    """The others run on."""
    case = struck_out()
    on = "2024-01-05"
    assert case.send("struck_out", on=on, by=JUDGE, target="titles-1").changes.ends == ()
    assert case.send("struck_out", on=on, by=JUDGE, target="titles-2").changes.ends == ("titles-2",)
    ends = [str(record.end) for record in case.snapshot.records["titles"]]
    assert ends == ["2024-01-03", on]


def test_a_duty_that_nobody_created_cannot_be_met() -> None:
    """A slip of the pen would leave the true duty open."""
    case = opened(barred=False)
    case.send("removed", on=DAY, by=OFFICER)
    with pytest.raises(ct.FactError, match="no event has created") as caught:
        case.send("place_found", on=DAY, by=MENTOR, meets="removed/GR-57@2024-01-03")
    assert "removed/GR-57@2024-01-02" in caught.value.help


def _changed(*path: Any, to: Any) -> str:
    case = opened(barred=False)
    case.send("place_found", on=DAY, by=MENTOR, reasons="seen")
    form = json.loads(case.to_json())
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    del form["seal"]
    return json.dumps(form | {"seal": digest(form)})


@pytest.mark.parametrize(
    "text",
    [
        _changed("entries", 1, "given", "self", to=1),
        _changed("entries", 1, "given", "meets", to=5),
        _changed("entries", 1, "given", "meets", to=[5]),
        _changed("entries", 1, "number", to=True),
        _changed("entries", 1, "sets", "ready", to=1),
        _changed("entries", 0, "by", to=["nobody", ""]),
        _changed("rulebook", to={}),
        _changed("continuum", to=True),
    ],
)
def test_a_damaged_history_is_refused_even_with_a_new_seal(text: str) -> None:
    """By an error of the tree, and to the letter: one is not `true`."""
    with pytest.raises((ct.FactError, ct.HistoryError)):
        ct.Case.from_json(text, ruritania())


def test_a_view_with_gaps_is_not_written_as_if_it_were_a_history() -> None:
    """It could not be replayed; the whole case can, and its copy has the same view."""
    case = opened()
    case.send("place_found", on="2024-01-02", by=MENTOR)
    case.send("place_found", on="2024-03-02", by=MENTOR)
    case.learn({"heard": True}, on="2024-02-02", by=OFFICER, recorded="2024-04-01")
    view = case.as_of("2024-02-15")
    with pytest.raises(ct.HistoryError, match="part of a history"):
        view.to_json()
    again = ct.Case.from_json(case.to_json(), ruritania())
    assert again.as_of("2024-02-15") == view
