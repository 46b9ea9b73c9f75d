"""What would it take: smallest sets, honest about who and when, never asking the impossible."""

from __future__ import annotations

from datetime import date

from tests.books import JUDGE, OFFICER, handed_over, opened


def test_an_open_event_needs_nothing() -> None:
    """It says so."""
    advice = opened(barred=False).what_would_it_take("removed", on="2024-02-01")
    assert advice.open
    assert "is open" in str(advice)


def test_each_change_says_who_can_make_it() -> None:
    """The judge records the bar."""
    advice = opened(barred=True).what_would_it_take("removed", on="2024-02-01")
    sets = [{change.about: change.to for change in changes} for changes in advice]
    assert {"barred": False} in sets
    bar = next(c for changes in advice for c in changes if c.about == "barred")
    assert bar.who == ("judge",)
    assert "would open if" in str(advice)
    assert "should" not in str(advice)


def test_it_never_asks_for_what_cannot_change() -> None:
    """Not being a foreign national is right in logic, useless and offensive."""
    advice = opened(foreign=False, barred=False).what_would_it_take("removed", on="2024-02-01")
    assert all(change.about != "foreign" for changes in advice for change in changes)


def test_where_nothing_can_change_it_says_so() -> None:
    """No false hope, and no false threat."""
    case = opened(foreign=False, age=34)
    for fact in ("age",):
        assert fact in case.facts
    advice = case.what_would_it_take("sentenced", on="2024-02-01", until="2024-03-01")
    assert advice.open


def test_waiting_is_a_change_with_a_day() -> None:
    """On the last day the release is demanded, handover or not."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    advice = case.what_would_it_take("term_ended", on="2024-06-01")
    waits = [s for s in advice if [c.about for c in s] == ["time"]]
    assert [s.earliest for s in waits] == [date(2024, 7, 1)]


def test_a_handover_is_offered_as_a_way() -> None:
    """The stage can be brought about, by named events."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    advice = case.what_would_it_take("term_ended", on="2024-06-01")
    assert any("h1_accepted" in c.by_events for changes in advice for c in changes)


def test_no_set_contains_another_and_each_one_opens_the_event() -> None:
    """Smallest, and true: tried on the case itself."""
    case = opened(barred=True)
    advice = case.what_would_it_take("removed", on="2024-02-01")
    abouts = [frozenset((c.about, c.to) for c in changes) for changes in advice]
    assert not [(a, b) for a in abouts for b in abouts if a < b]
    case.learn({"barred": False}, on="2024-02-02", by=JUDGE)
    assert case.ask("removed", on="2024-02-02", by=OFFICER)


def test_the_one_who_may_not_act_is_told_who_may() -> None:
    """The role gate can be met by somebody else."""
    case = opened(barred=False)
    advice = case.what_would_it_take("removed", on="2024-02-01", by=JUDGE)
    assert any(c.about == "acting_role" and c.who == ("officer",) for s in advice for c in s)


def test_states_that_have_to_come_first_are_named_with_their_events() -> None:
    """From liberty, a release needs custody first."""
    case = opened()
    handed_over(case, on="2024-01-05")
    advice = case.what_would_it_take("released", on="2024-02-01")
    assert [c.by_events for s in advice for c in s if c.about == "legal"] == [("sentenced",)]


def test_advice_speaks_for_itself() -> None:
    """In a session as in print."""
    advice = opened(barred=True).what_would_it_take("removed", on="2024-02-01")
    assert repr(advice) == str(advice)
    assert "`removed` would open if" in repr(advice)
