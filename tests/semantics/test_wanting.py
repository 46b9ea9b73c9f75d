"""What is wanting is told with the way in which it comes in: sent, recorded, or set by an event."""

from __future__ import annotations

import pytest

import continuum as ct

COURT = ct.Actor("sentence_court", "JU-1")
OFFICER = ct.Actor("immigration_case_officer", "IM-1")
SENTENCE = {"counts_from": "2021-09-01", "term_in_months": 30}


@pytest.fixture
def case() -> ct.Case:
    """A pathway under the Dutch rulebook, of which little is known."""
    facts = {"third_country_national": True, "in_custody": True}
    book = ct.load("nl")
    known = {name: value for name, value in facts.items() if name in {f.name for f in book.facts}}
    return ct.Case.open(book, on="2021-09-01", case_id="P-1", facts=known)


def test_words_of_a_request_are_to_be_sent_with_the_event(case: ct.Case) -> None:
    """Nobody can record an authority; it is a word of the request."""
    told = case.ask("convicted", on="2021-10-01", by=COURT, **SENTENCE).explain()
    for word in ("authority", "legal_basis", "reasons", "remedy"):
        assert f"send it with the event: `{word}=...`" in told
    told = case.permitted(on="2021-10-01", by=COURT)["convicted"].explain()
    assert "the authority is named; send it with the event: `authority=...`" in told
    assert "authority is named (`authority_named`); can be recorded" not in told


def test_a_refusal_names_the_words_that_were_not_said(case: ct.Case) -> None:
    """Whoever reads only the error knows what to send."""
    with pytest.raises(ct.EventRefused) as refused:
        case.send("convicted", on="2021-10-01", by=COURT, **SENTENCE)
    assert "send with the event: `authority=...`, `legal_basis=...`" in str(refused.value)


def test_a_fact_that_is_known_as_no_is_told_by_name(case: ct.Case) -> None:
    """With the event that would set it, and no event that would set it otherwise."""
    told = case.ask("removed", on="2021-10-01", by=OFFICER).explain()
    line = next(one for one in told.splitlines() if "(`return_decision_in_force`)" in one)
    assert line.startswith("- known as no: a return decision is in force")
    assert line.endswith("is set by: `return_decision_issued`")


def test_what_only_events_set_is_not_recorded_by_anyone(case: ct.Case) -> None:
    """The events are named, in the explanation and by `learn`."""
    told = case.ask("removed", on="2021-10-01", by=OFFICER).explain()
    line = next(one for one in told.splitlines() if "(`refoulement_bar`)" in one)
    assert "is set by: `refoulement_examined`" in line
    assert "anyone" not in line
    with pytest.raises(ct.FactError, match="`refoulement_examined`"):
        case.learn({"refoulement_bar": "none"}, on="2021-10-01", by=OFFICER)


def test_a_missing_word_is_told_with_its_kind_and_meaning(case: ct.Case) -> None:
    """A day, a number with its bounds and unit, options."""
    with pytest.raises(ct.FactError) as wrong:
        case.ask("convicted", on="2021-10-01", by=COURT)
    assert "`counts_from`: a day, such as" in str(wrong.value)
    assert "`term_in_months`: a whole number from 1 to 600, in months" in str(wrong.value)
    assert "(the term of the sentence)" in str(wrong.value)
    with pytest.raises(ct.FactError) as wrong:
        case.ask("refoulement_bar_found", on="2021-10-01", by=COURT)
    assert "`bar_duration`: one of `" in str(wrong.value)
