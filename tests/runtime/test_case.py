"""The face of a case: ask, send, learn, and what follows from them."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pendulum
import pytest
from tests.books import JUDGE, MENTOR, OFFICER, opened, ruritania

import continuum as ct


def test_a_refusal_is_recorded_and_raised_with_its_decision() -> None:
    """Refusals have legal weight."""
    case = opened(barred=True)
    with pytest.raises(ct.EventRefused) as caught:
        case.send("removed", on="2024-02-01", by=OFFICER)
    assert [a.id for a in caught.value.decision.against] == ["GR-51"]
    assert caught.value.help == "The bar must end first."
    assert case.history[-1].outcome == "refused"
    assert case.state("residence") == "here"


def test_an_undetermined_event_names_who_can_record_what() -> None:
    """The error helps the caller on."""
    with pytest.raises(ct.EventUndetermined, match="not known") as caught:
        opened().send("removed", on="2024-02-01", by=OFFICER)
    assert "barred" in caught.value.help
    assert "judge" in caught.value.help


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda c: c.send("remove", on="2024-02-01", by=OFFICER), ct.UnknownEvent, "removed"),
        (lambda c: c.send("removed", on="2024", by=OFFICER), ct.FactError, "2024"),
        (lambda c: c.send("removed", on="2024-02-30", by=OFFICER), ct.FactError, "2024-02-30"),
        (lambda c: c.send("removed", on="2023-12-31", by=OFFICER), ct.CaseError, "2024-01-01"),
        (lambda c: c.send("removed", on="2024-02-01", by=ct.Actor("offcer")), ct.CaseError, "offi"),
        (lambda c: c.send("removed", on="2024-02-01", by="officer"), ct.CaseError, "actor"),
        (lambda c: c.learn({"bared": True}, on="2024-02-01", by=JUDGE), ct.FactError, "barred"),
        (lambda c: c.learn({"barred": 1}, on="2024-02-01", by=JUDGE), ct.FactError, "True"),
        (lambda c: c.learn({"barred": True}, on="2024-02-01", by=OFFICER), ct.FactError, "judge"),
        (lambda c: c.learn({"ready": True}, on="2024-02-01", by=OFFICER), ct.FactError, "events"),
        (lambda c: c.learn({"held": True}, on="2024-02-01", by=OFFICER), ct.FactError, "titles"),
        (lambda c: c.learn({"age": 121}, on="2024-02-01", by=OFFICER), ct.FactError, "0 to 120"),
        (lambda c: c.learn({}, on="2024-02-01", by=OFFICER), ct.FactError, "at least one"),
        (lambda c: c.state("leagl"), ct.RulebookError, "legal"),
        (lambda c: c.as_of("2023-01-01"), ct.CaseError, "2024-01-01"),
        (
            lambda c: c.send("removed", on="2024-02-01", by=OFFICER, recorded="2023-06-01"),
            ct.CaseError,
            "recorded",
        ),
        (
            lambda c: c.send("removed", on="2024-02-01", by=OFFICER, expect=7),
            ct.ConcurrentWrite,
            "7",
        ),
    ],
)
def test_bad_input_is_told_and_leaves_the_case_as_it_was(
    call: object, error: type[Exception], words: str
) -> None:
    """Nothing half-applied."""
    case = opened()
    before = case.to_json()
    with pytest.raises(error) as caught:
        call(case)  # type: ignore[operator]
    assert words in str(caught.value)
    assert caught.value.help  # type: ignore[attr-defined]
    assert before == case.to_json()


def test_all_faults_of_learned_facts_come_at_once() -> None:
    """Three faults, one error."""
    with pytest.raises(ct.FactError) as caught:
        opened().learn({"nope": 1, "age": "old", "held": True}, on="2024-02-01", by=OFFICER)
    assert all(name in caught.value.message for name in ("nope", "age", "held"))


def test_days_may_be_text_dates_or_pendulum_dates() -> None:
    """One day, three ways to write it."""
    for day in ("2024-02-01", date(2024, 2, 1), pendulum.date(2024, 2, 1)):
        entry = opened().send("place_found", on=day, by=MENTOR)
        assert entry.on == date(2024, 2, 1)
        assert type(entry.on) is date


def test_sending_again_with_the_same_key_gives_the_first_answer() -> None:
    """A host may retry safely."""
    case = opened()
    first = case.send("place_found", on="2024-02-01", by=MENTOR, key="k-1")
    again = case.send("place_found", on="2024-02-01", by=MENTOR, key="k-1")
    assert first is again
    assert case.version == 2


def test_sending_a_refused_event_again_is_refused_again_and_not_written_twice() -> None:
    """The first answer, whatever it was."""
    case = opened(barred=True)
    for _ in range(2):
        with pytest.raises(ct.EventRefused):
            case.send("removed", on="2024-02-01", by=OFFICER, key="k-1")
    assert case.version == 2


def test_a_key_cannot_be_used_for_something_else() -> None:
    """That would hide a lost write."""
    case = opened()
    case.send("place_found", on="2024-02-01", by=MENTOR, key="k-1")
    with pytest.raises(ct.CaseError, match="k-1"):
        case.send("closed", on="2024-02-01", by=OFFICER, key="k-1")


def test_permitted_answers_for_every_event_and_names_what_is_still_to_be_said() -> None:
    """Nothing given yet is not a refusal."""
    answers = opened(barred=False).permitted(on="2024-02-01", by=OFFICER)
    assert set(answers) == {event.name for event in ruritania().every_event}
    assert answers["closed"].outcome == "allowed"
    assert answers["removed"].outcome == "allowed"
    assert answers["released"].outcome == "refused"


def test_a_case_copies_compares_and_pickles_small() -> None:
    """A plain value."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-01", by=OFFICER)
    twin = copy.copy(case)
    twin.learn({"age": 35}, on="2024-02-02", by=OFFICER)
    assert twin != case
    assert copy.deepcopy(case) == case
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301 - our own bytes
    built_in = ct.Case.open(ct.load("outline"), on="2024-01-01", case_id="P-1")
    assert len(pickle.dumps(built_in)) < 2_500


def test_different_cases_may_be_used_from_several_threads() -> None:
    """The machines hold rules, never cases."""

    def life(number: int) -> str:
        case = ct.Case.open(
            ruritania(), on="2024-01-01", case_id=f"P-{number}", facts={"age": 10 + number % 20}
        )
        case.learn({"heard": True}, on="2024-01-02", by=OFFICER)
        case.send("supervised", on="2024-01-03", by=OFFICER)
        return case.state("supervision")

    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(life, range(400)))
    assert states == ["none" if n % 20 < 8 else "active" for n in range(400)]


def test_a_case_speaks_for_itself() -> None:
    """Plain and rich representations."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-01", by=OFFICER)
    assert "P-RU-01" in repr(case)
    assert "gone" in repr(case)
    html = case._repr_html_()
    assert "GR-57" in html or "hear the person" in html
    assert "<script" not in html


def test_a_flag_that_moves_with_the_registers_lapses_by_date() -> None:
    """No event is needed for a title to end."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    held = ruritania().fact("held")
    chart = ruritania().lower("2024-07-01")
    from continuum.semantics import CaseView

    on_last = CaseView(chart, case.snapshot, date(2024, 6, 30)).value(held)
    on_end = CaseView(chart, case.snapshot, date(2024, 7, 1)).value(held)
    assert (on_last, on_end) == (True, False)
