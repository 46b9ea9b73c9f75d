"""Words that label people: found with place, reason and suggestion; never more than pointed out."""

from __future__ import annotations

import json
from datetime import date

import pytest

import continuum as ct
from continuum.errors import FactError
from continuum.prose import WORDING_LANGUAGES, check_wording, worded_fairly
from continuum.semantics import request_for

COURT = ct.Actor("sentence_court", "SC-1")


def words(text, language="en"):
    """The words that were found."""
    return [found.words for found in check_wording(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The terrorist stayed away.", ["terrorist"]),
        ("a terrorist offence, and Terrorists", ["Terrorists"]),
        ("He was non-compliant and uncooperative.", ["non-compliant", "uncooperative"]),
        ("high-risk; high risk; a high-risk AI system", ["high-risk", "high risk"]),
        ("she failed, and is resistant", ["failed", "resistant"]),
        ("an offender and two inmates", ["offender", "inmates"]),
        ("these people are violent by nature", ["these people", "by nature"]),
        ("the person declined; a person convicted of a terrorist offence", []),
        ("criminal proceedings and criminal law", []),
        ("he is a criminal", ["criminal"]),
    ],
)
def test_english_words_that_label_a_person_are_found_and_words_of_law_are_not(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "De terrorist zat op de terroristenafdeling.", ["terrorist"]),
        ("nl", "een terroristisch misdrijf", []),
        ("de", "Der Gefährder ist unkooperativ.", ["Gefährder", "unkooperativ"]),
        ("de", "eine terroristische Straftat", []),
        ("fr", "Un terroriste a préparé un acte terroriste.", ["terroriste"]),
        ("da", "En terrorist dømt for terror.", ["terrorist"]),
        ("da", "en terrorhandling", []),
    ],
)
def test_every_language_has_a_list_of_its_own(language, text, found):
    assert words(text, language) == found


def test_what_is_quoted_is_left_alone():
    """Names of laws, official titles and other people's words are given as they are."""
    assert words('the “Terrorist Offenders (Restriction of Early Release) Act”, "high-risk"') == []
    assert words("« Un terroriste », dit le titre", "fr") == []
    assert words('he wrote "I am no terrorist", the offender') == ["offender"]


def test_an_assessment_of_radicalisation_needs_an_author_and_a_day():
    assert words("a radicalised individual") == ["radicalised individual"]
    assert words("a radicalised individual, assessed by the unit") == ["radicalised individual"]
    assert words("a radicalised individual, assessed by the unit on 2024-03-01") == []
    assert words("Assessed by the unit on 2024-03-01. A radicalised person.") == [
        "radicalised person"
    ]


def test_a_finding_says_where_and_why_and_what_else_could_be_said():
    (found,) = check_wording("First line.\nThe terrorist")
    assert (found.line, found.column, found.start) == (2, 5, 16)
    assert found.why
    assert str(found).startswith("2:5 “terrorist”: ")
    assert "person convicted of" in str(found)


def test_a_language_without_a_list_is_refused():
    with pytest.raises(FactError, match="no list of words") as caught:
        check_wording("x", "xx")
    assert "`da`" in caught.value.help


@pytest.mark.parametrize("language", WORDING_LANGUAGES)
def test_no_suggestion_trips_over_the_list_itself(language):
    """What is suggested is said in words that the same list accepts."""
    from continuum.prose.wording import _by_first_word

    phrases = {p for many in _by_first_word(language).values() for p in many}
    assert phrases
    assert [p.say for p in phrases if check_wording(p.say, language)] == []


def said_by(book):
    """Everything that a rulebook says in words."""
    for rule in book.every_rule:
        yield from (rule.title, rule.sentence, rule.remedy)
        yield from (form.sentence for form in rule.duty)
        yield from (exemption.label for exemption in rule.exemptions)
    for event in book.every_event:
        yield from (event.name, event.words, event.remedy)
    for fact in book.every_fact:
        yield from (fact.name, fact.words, *getattr(fact, "options", ()))
    for region in book.regions:
        yield region.words
        yield from (state.words for state in region.states)
    for step in book.steps:
        yield from (step.sentence, step.evidence)
    for handover in book.handovers:
        yield from (handover.title, handover.evidence, *handover.content)
    for register in book.registers:
        yield from (register.words, register.about)
    yield from (one.words for one in book.roles)
    yield from (one.title for one in (*book.parameters, *book.references))


@pytest.mark.parametrize("name", ct.rulebooks())
def test_no_label_of_a_built_in_rulebook_labels_a_person(name):
    found = [(text, one) for text in said_by(ct.load(name)) for one in check_wording(text or "")]
    assert found == []


# ------------------------------------------------------------------------------ GR-94


def remanded(reasons):
    """A case in which a court remands, for these reasons."""
    case = ct.Case.open(ct.load("eu"), on="2024-01-10", case_id="P-1")
    entry = case.send(
        "remanded",
        on="2024-01-11",
        by=COURT,
        reasons=reasons,
        remedy="appeal within 14 days",
        authority="court",
        legal_basis="code of criminal procedure",
        title_until="2024-03-01",
    )
    return case, entry


@pytest.mark.parametrize(
    ("reasons", "warned"),
    [
        ("the terrorist may flee", True),
        ("grave suspicion, may flee", False),
        ("Un terroriste", True),
    ],
)
def test_GR_94_warns_of_words_that_label_and_never_blocks(reasons, warned):
    _, entry = remanded(reasons)
    assert entry.outcome == "allowed"
    assert ("GR-94" in entry.warnings) == warned


def test_GR_94_a_history_with_such_words_replays_as_it_was_written():
    case, _ = remanded("the terrorist may flee")
    assert ct.Case.from_json(case.to_json(), case.book) == case


def test_GR_94_a_later_list_of_words_rewrites_no_history(monkeypatch):
    """What was looked up on the day is part of the entry; a replay does not look again."""
    case, _ = remanded("grave suspicion")
    monkeypatch.setattr("continuum.semantics.request.worded_fairly", lambda _: False)
    assert "GR-94" not in ct.Case.from_json(case.to_json(), case.book).history[-1].warnings
    assert "GR-94" in remanded("grave suspicion")[1].warnings


def test_GR_94_several_texts_are_looked_at_one_by_one():
    assert not worded_fairly(["fine", "the inmate"])
    assert worded_fairly(["high", "risk"])
    assert worded_fairly(json.dumps({"a": "person"}).splitlines())


def test_words_are_looked_up_only_where_something_asks_about_them():
    """A rulebook without a rule on words spends nothing on them; what is kept is the same."""
    outline, eu = (ct.load(name).lower("2024-01-10") for name in ("outline", "eu"))
    assert not any(heard.heeds_words for heard in outline.events.values())
    by = ct.Actor("case_conference_chair", "CH-1")
    words = {"reasons": "the terrorist"}
    for name, fair in (("plan_opened", False), ("liaison_assigned", True)):
        heard = eu.events[name]
        said = words if fair else {"plan_asked": "release", "view_recorded": True, **words}
        request = request_for(heard, date(2024, 1, 10), by, said)
        assert heard.heeds_words is not fair
        assert request.values["fair_wording"] is fair
        assert request.given == said
