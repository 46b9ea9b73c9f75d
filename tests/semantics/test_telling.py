"""Decisions, histories and duties in plain words."""

import re

import pytest
from tests.books import JUDGE, OFFICER, opened, ruritania

import continuum as ct
from continuum.errors import FactError
from continuum.semantics import (
    show_decision,
    show_duties,
    show_history,
    tell_decision,
    tell_duties,
    tell_history,
)

BASIS = {
    "reasons": "the court has heard the person",
    "authority": "court of Ruritania",
    "legal_basis": "art 1",
    "remedy": "appeal within 14 days",
}


def refused():
    return opened(barred=True).ask("removed", on="2024-03-01", by=JUDGE, ground="public_order")


def allowed():
    case = opened(barred=False)
    return case.ask("removed", on="2024-03-01", by=OFFICER, ground="public_order", **BASIS)


def test_a_refusal_tells_everything_in_the_way_and_what_would_open_it():
    """Rule, sentence, what was found, remedy and source, for each thing in the way."""
    decision = refused()
    told = tell_decision(decision)
    assert told.splitlines()[0] == "Removed (`removed`) on 1 March 2024, asked by: judge."
    assert "This is not possible as things stand." in told
    assert f"In the way ({len(decision.against)}):" in told
    for item in decision.against:
        assert f"{item.id}: {item.sentence}" in told
        assert f"What would make it possible: {item.remedy}" in told
    assert "yes: the person is a foreign national" in told
    assert "no: removal is not barred" in told
    assert "general knowledge, to be checked before any operational use (not yet checked)" in told
    assert told.splitlines()[-1].startswith("Where it says (not yet checked), nobody has compared")


def test_nobody_is_told_what_they_should_do():
    """The tone is plain: what would open, never *you should*; the person, never a label."""
    for told in (tell_decision(refused()), tell_decision(allowed()), str(show_decision(refused()))):
        assert not re.search(r"\byou\b|should|offender|inmate", told, re.IGNORECASE)


def test_what_is_not_known_names_who_can_record_it():
    """An undetermined event says which fact is missing, and never that the answer is no."""
    case = opened()
    decision = case.ask("supervised", on="2024-03-01", by=OFFICER)
    told = tell_decision(decision)
    assert decision.outcome == "undetermined"
    assert "not known never opens a door" in told
    assert "(stands because something is not known)" in told
    assert "- the person was heard (`heard`); can be recorded by: officer" in told


def test_what_is_allowed_tells_what_changes_what_is_owed_and_what_is_doubtful():
    """Moves, duties with owner and day, and warnings that do not stand in the way."""
    told = tell_decision(allowed())
    assert "This is allowed." in told
    assert "- residence: from “here” to “gone”" in told
    assert "- hear the person — officer, by 15 March 2024 (in 14 days) (GR-57)" in told
    assert "Warnings (1), which do not stand in the way:" in told
    assert "- GR-94: Removal for public order alone is doubtful." in told


def test_a_decision_explains_and_shows_itself():
    """The methods of a decision and the functions say the same."""
    decision = refused()
    assert decision.explain() == decision.explain("en") == tell_decision(decision)
    shown = decision._repr_html_()
    assert shown == show_decision(decision)
    assert "<script" not in shown
    assert all(item.id in shown for item in decision.against)
    assert "<details open><summary>no: at least one of these</summary>" in shown


@pytest.mark.parametrize("language", ["xx", "", "EN"])
def test_a_language_that_is_not_spoken_is_refused(language):
    """The message names the language, the help those there are."""
    with pytest.raises(FactError, match="nothing can be told in the language") as error:
        refused().explain(language)
    assert error.value.help == "languages there are: `en`, `nl`, `de`, `fr`, `da`"
    with pytest.raises(FactError):
        tell_history((), ruritania(), language)


def story():
    case = opened(barred=True)
    case.send("sentenced", on="2024-01-05", by=JUDGE, until="2024-06-01", **BASIS)
    with pytest.raises(ct.EventRefused):
        case.send("removed", on="2024-02-01", by=OFFICER, ground="absconding", **BASIS)
    case.learn({"heard": True}, on="2024-01-20", recorded="2024-02-10", by=OFFICER, source="a note")
    return case


def test_a_history_is_a_dated_story():
    """Day by day: what happened, what was refused, what was learned and when."""
    case = story()
    told = tell_history(case.history, ruritania())
    days = [line for line in told.splitlines() if re.fullmatch(r"\d+ \w+ \d{4}", line)]
    assert days == ["1 January 2024", "5 January 2024", "20 January 2024", "1 February 2024"]
    assert "- the case was opened by: " in told
    assert "- sentenced (`sentenced`), by: judge J-1." in told
    assert "  - legal: from “liberty” to “custody”" in told
    assert (
        "  - added to titles: titles-1 from 5 January 2024 until 1 June 2024, kind: custody" in told
    )
    assert "  - reasons: the court has heard the person" in told
    assert "- refused: removed (`removed`), by: officer O-1." in told
    assert "  - in the way: GR-51" in told
    assert (
        "- it was learned, recorded by: officer O-1; source: a note "
        "(learned on 10 February 2024, 21 days later)."
    ) in told
    assert "  - the person was heard: yes" in told
    assert case.tell() == told
    assert tell_history((), ruritania()) == "Nothing has happened yet."


def test_a_history_is_a_table_too():
    """The same story for notebooks, with nothing in it that could act."""
    hostile = opened(barred=True)
    hostile.send(
        "sentenced",
        on="2024-01-05",
        by=JUDGE,
        until="2024-06-01",
        **{**BASIS, "reasons": "<script>"},
    )
    shown = show_history(hostile.history, ruritania())
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "learned on 10 February 2024" in show_history(story().history, ruritania())


def test_duties_are_told_with_owner_day_and_standing():
    """Open, due, overdue: each in words."""
    case = opened(barred=False)
    case.send("removed", on="2024-03-01", by=OFFICER, ground="absconding", **BASIS)
    for on, standing in (
        ("2024-03-02", "open"),
        ("2024-03-15", "due this day"),
        ("2024-03-16", "overdue"),
    ):
        due = [duty for duty in case.due(on=on) if duty.rule == "GR-57"]
        day = ct.guards.as_day(on)
        assert f"- {standing}: hear the person — officer, by 15 March 2024" in tell_duties(due, day)
        assert f">{standing}<" in show_duties(due, day)
    assert tell_duties((), day) == "Nothing is owed on 16 March 2024."
    assert "Nothing is owed" in show_duties((), day)
