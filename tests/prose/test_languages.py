"""Five languages, three audiences: what is said is complete, fits its reader, and is recorded.

After a change of what is said, run this file with ``CONTINUUM_RECORD=1`` in the environment, then
read the differences.
"""

import os
import re
from datetime import date
from importlib.resources import files

import pytest
from tests.prose.spoken import PLACE, WARDEN, decisions, house, opened, speaker

import continuum as ct
from continuum.errors import FactError
from continuum.prose import LANGUAGES, Speaker, say, say_day, say_distance, say_list, unsure
from continuum.prose.composed import COMPOSED, taken_apart
from continuum.prose.gathering import missing, texts_of
from continuum.prose.naming import say_period
from continuum.prose.po import Message, read_po, write_po
from continuum.prose.speaker import catalogue
from continuum.report.catalogues import merged
from continuum.semantics import show_decision, tell_duties, tell_history

RECORD = bool(os.environ.get("CONTINUUM_RECORD"))
AUDIENCES = ("person", "practitioner", "auditor")
OTHERS = LANGUAGES[1:]
CODE = re.compile(r"`|\bGR-|\bST\d|\bH\d|_|SEED|ASSUMPTION")


def texts(language):
    """Everything that is said of three decisions, to each audience."""
    for outcome, decision in decisions().items():
        for to in AUDIENCES:
            yield f"== {outcome}, to the {to}\n\n{decision.explain(speaker(language), to=to)}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisions_are_told_as_recorded(language):
    told = "\n".join(texts(language))
    path = PLACE / f"{language}.txt"
    if RECORD:
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", OTHERS)
def test_a_rulebook_with_its_own_words_is_told_without_a_word_of_english(language):
    own = speaker(language)
    told = "\n".join(d.explain(own, to=to) for d in decisions().values() for to in AUDIENCES)
    assert own.missed == ()
    assert missing(house(), own) == ()
    told = re.sub(r"`[^`]*`", "", told)  # codes
    english = {text.words for text in texts_of(house())} - {"visits", "visit"}
    assert [words for words in english if re.search(rf"\b{re.escape(words)}\b", told)] == []
    left = re.findall(r"\b(the|and|not|this|what|would|who|when|known|found|yes|asked)\b", told)
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_reads_no_code_and_learns_whom_to_ask_and_how_to_challenge(language):
    for decision in decisions().values():
        told = decision.explain(speaker(language), to="person")
        assert CODE.findall(told) == []
        said = speaker(language)
        assert said.say("Whom you can ask:") in told
        assert said.say("If you do not agree:") in told
        assert said.say("You can ask a lawyer to help you.") in told


def test_the_person_reads_no_code_of_a_built_in_rulebook():
    book, plain = ct.load("outline"), Speaker("en", plain=True)
    chart = book.lower(book.as_of)
    for heard in chart.events.values():
        for gate in heard.gates:
            assert not CODE.search(plain.text("rule", gate.sentence, book)), gate
            assert not CODE.search(plain.text("remedy", gate.remedy, book)), gate
        assert not CODE.search(plain.text("event", heard.event.words, book)), heard.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_several_codes_are_joined_the_person_reads_no_rest_of_them(language):
    """“(H5, or H7 where ...)” goes as a whole, and so does “H5 or H7”."""
    told, plain, eu = Speaker(language), Speaker(language, plain=True), ct.load("eu")
    (owed,) = eu.rule("GR-30").duty
    whole, said = (one.text("duty", owed.sentence, eu) for one in (told, plain))
    assert "(H5, " in whole
    assert said == whole[: whole.index(" (H5, ")]
    remedy = eu.rule("S84").remedy
    first, _, rest = told.text("remedy", remedy, eu).partition(" H5 ")
    assert plain.text("remedy", remedy, eu) == first + rest[rest.index("H7") + 2 :]


def test_an_auditor_reads_marks_addresses_force_and_every_fact_with_its_value():
    told = decisions()["refused"].explain(to="auditor")
    for words in (
        "Rulebook `house`, version 1; the law of 10 March 2024 was applied.",
        "Asked by: `judge J-1`.",
        "SEED: stated in the seed paper: S1, “House Rules”, https://house.example/rules",
        "Force: fixed: nobody may relax it. Precedence: everything else.",
        "- the day of arrival (`arrival`): 1 March 2024",
    ):
        assert words in told


def test_there_is_no_other_audience():
    with pytest.raises(FactError, match="nothing can be told to `child`") as error:
        decisions()["refused"].explain(to="child")
    assert error.value.help == "it is told to: `person`, `practitioner`, `auditor`"


def test_what_lacks_a_translation_is_said_in_english_and_that_is_said_once():
    told = decisions()["refused"].explain("nl")
    assert "Nobody leaves before fourteen days and one visit." in told
    assert told.count("Sommige woorden zijn nog niet vertaald") == 1
    assert "translation" not in decisions()["refused"].explain()


def test_one_speaker_does_not_know_what_another_missed():
    one, other = Speaker("nl"), Speaker("nl")
    one.text("event", "leaves the moon")
    assert one.missed == (("event", "leaves the moon"),)
    assert other.missed == ()


@pytest.mark.parametrize("language", OTHERS)
def test_histories_and_duties_are_told_whole(language):
    case = opened(arrival="2024-02-01", visits=2)
    case.send("left", on="2024-03-01", by=WARDEN, ground="court_order")
    case.learn({"heard": True}, on="2024-03-02", recorded="2024-03-05", by=WARDEN)
    own = speaker(language)
    for to in AUDIENCES:
        tell_history(case.history, house(), own, to)
        tell_duties(case.due(on="2024-04-01"), date(2024, 4, 1), house(), own, to)
        tell_duties((), date(2024, 4, 1), house(), own, to)
    show_decision(decisions()["refused"], own)
    assert own.missed == ()


def test_a_day_a_distance_a_length_and_a_list_have_the_form_of_their_language():
    day = date(2024, 3, 1)
    said = {one: say_day(day, Speaker(one)) for one in LANGUAGES}
    assert said == {
        "en": "1 March 2024",
        "nl": "1 maart 2024",
        "de": "1. März 2024",
        "fr": "1er mars 2024",
        "da": "1. marts 2024",
    }
    assert say_distance(date(2024, 3, 3), day, Speaker("de")) == "in 2 Tagen"
    assert say_distance(date(2024, 2, 29), day, Speaker("fr")) == "il y a 1 jour"
    assert say_period(ct.years(1) + ct.months(2), Speaker("da")) == "1 år og 2 måneder"
    assert say_list(["a", "b", "c"], "or", Speaker("nl")) == "a, b of c"


def test_a_guard_is_said_with_its_names_in_quotes_so_that_no_sentence_bends_them():
    guard = (
        ~ct.Flag("heard", title="the person was heard") | (ct.Day("start") + ct.days(2)).reached()
    )
    own = [Message("start", "fact", said=("Beginn",))]
    own.append(Message("the person was heard", "fact", said=("die Person wurde angehört",)))
    assert say(guard, None, Speaker("de", more=own)) == (
        "„die Person wurde angehört“ trifft nicht zu, oder vergangen seit „Beginn“: 2 Tage"
    )


# ------------------------------------------------------------------------------ catalogues


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_parts_of_the_original_and_no_others(language):
    parts = re.compile(r"\{(?!_)\w+\}")
    wrong = [
        (message.text, said)
        for message in catalogue(language).values()
        for said in message.said
        if sorted(set(parts.findall(said))) != sorted(set(parts.findall(message.text)))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_as_the_tool_writes_it(language):
    path = files("continuum.prose").joinpath("catalogues", f"{language}.po")
    text = path.read_text(encoding="utf-8")
    messages = read_po(text)
    assert write_po(messages, language) == text
    assert len({(one.key, one.obsolete) for one in messages}) == len(messages)


def test_unsure_wordings_can_be_listed():
    assert any(message.text == "hard dates of liberty" for message in unsure("de"))
    assert all(message.unsure for language in OTHERS for message in unsure(language))


def test_gathering_anew_keeps_translations_and_sets_aside_what_nobody_says():
    there = (
        Message("a", "state", said=("x",), notes=("review: native lawyer",)),
        Message("gone", "state", said=("weg",)),
        Message("gone untranslated", "state"),
    )
    joined = merged([Message("a", "state", places=("here",)), Message("new", "state")], there)
    assert [(one.text, one.said, one.obsolete) for one in joined] == [
        ("a", ("x",), False),
        ("new", (), False),
        ("gone", ("weg",), True),
    ]
    assert joined[0].unsure
    assert joined[0].places == ("here",)
    assert merged([one for one in joined if not one.obsolete], joined) == joined


def test_a_catalogue_that_cannot_be_read_names_the_line():
    with pytest.raises(FactError, match="line 2 of mine cannot be read"):
        read_po('msgid "a"\nmsgtext "b"\n', "mine")


def test_a_message_is_written_and_read_as_it_is():
    messages = (
        Message('say "yes"\n\tor \\no', said=("nee",), notes=("review: native lawyer",)),
        Message("day", "unit", "days", ("dag", "dagen"), places=("due",), flags=("fuzzy",)),
        Message("old", "state", said=("oud",), obsolete=True),
    )
    assert read_po(write_po(messages, "nl")) == messages


@pytest.mark.parametrize("form", COMPOSED, ids=lambda form: form.template)
def test_a_composed_text_is_recognised_by_its_form(form):
    samples = {"day": "2024-03-01", "roles": "`judge` or `warden`", "states": "`in` (inside)"}
    parts = {name: samples.get(kind, "one") for name, kind in form.parts.items()}
    text = form.template.format(**parts)
    found, again = taken_apart(form.kinds[0], text)
    assert (found.template, again) == (form.template, parts)


def test_what_the_library_composes_for_handovers_needs_no_translation():
    book = ct.load("outline")
    asked = {text.place for text in texts_of(book) if text.kind in {"event", "rule"}}
    assert asked.isdisjoint(event.name for event in book.every_event if event not in book.events)
