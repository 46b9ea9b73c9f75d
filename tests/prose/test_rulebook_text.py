"""A whole rulebook as numbered English."""

import re
from itertools import pairwise

import pytest
from tests.books import ruritania
from tests.prose.pictured import HOSTILE, hostile_book

import continuum as ct
from continuum.errors import FactError
from continuum.prose import say_source, say_sources, tell_rulebook
from continuum.rulebook import MARKS, Reference, Source


def test_every_part_is_told():
    """Roles, tracks, events, rules, handovers, duties and numbers, each by title and name."""
    book = ruritania()
    text = tell_rulebook(book)
    for title in ("Who may act", "The tracks", "The events", "The rules", "The handovers"):
        assert re.search(rf"^## \d+\. {title}", text, re.MULTILINE)
    names = [role.name for role in book.roles] + [event.name for event in book.events]
    names += [region.name for region in book.regions]
    names += [state.name for region in book.regions for state in region.states]
    assert [name for name in names if f"`{name}`" not in text] == []
    assert [rule.id for rule in book.every_rule if f"**{rule.id}**" not in text] == []
    assert "**H1** from officer to mentor." in text


def test_a_rule_is_told_with_everything_that_belongs_to_it():
    """Sentence, law's terms, exemption, effect, remedy, force, precedence and source."""
    text = tell_rulebook(ruritania())
    rule = text[text.index("**GR-51**") :].split("\n\n")
    assert rule[0] == "**GR-51** No removal while it is barred."
    assert rule[1].splitlines() == [
        "- In the law's terms: the person is a foreign national, and removal is not barred.",
        "- Except (child) when the age is below 1 year.",
        f"  - Source: {MARKS['GK']} (not yet checked).",
        "- What it does: stands in the way unless it holds.",
        "- Governs: removed (`removed`).",
        "- What would make it possible: The bar must end first.",
        "- Force: fixed: nobody may relax it. Precedence: refoulement.",
        f"- Source: {MARKS['GK']} (not yet checked).",
    ]


def test_events_say_who_decides_and_which_way_they_go():
    """An event names its deciders, its obligation, its gate and its ways."""
    text = tell_rulebook(ruritania())
    event = text[text.index("**supervised**") :].split("\n\n")[1].splitlines()
    assert event[:3] == [
        "- Decided by: officer.",
        "- Whose obligation: a duty of an agency.",
        "- Requires: the person was heard.",
    ]
    assert "- In supervision: from “none” to “active”, when the age is at least 18 years." in event
    assert "- In legal: “liberty” stays as it is." in event
    assert "**removed** (`removed`). **Adverse**: it takes something from the person." in text


def test_numbers_of_the_law_have_their_days_and_marks():
    """A dated value says from when until when it is law, and how far it was checked."""
    text = tell_rulebook(ruritania())
    assert "- 14 days, before 1 July 2024. General knowledge" in text
    assert "- 7 days, from 1 July 2024 on. General knowledge" in text
    values = (
        ct.DatedValue(1, None, "2024-01-01", sources=("GK",)),
        ct.DatedValue(2, "2024-01-01", "2025-01-01", sources=("GK",)),
        ct.DatedValue(3, "2025-01-01", sources=("GK",)),
    )
    held = ct.Parameter("hearing_days", values, unit="days")
    text = tell_rulebook(ct.Rulebook("door", "1", as_of="2026-11-23", parameters=(held,)))
    assert "- 1 day, before 1 January 2024." in text
    assert "- 2 days, from 1 January 2024 until 31 December 2024." in text
    assert "- 3 days, from 1 January 2025 on." in text


@pytest.mark.parametrize("book", [ct.load("outline"), ct.load("eu"), ruritania()])
def test_every_line_is_a_clean_sentence(book):
    """No list of one, no line of two sentences run together, no doubled words or stops."""
    text = tell_rulebook(book)
    assert (
        re.findall(r"since always|starts in|\b(\w+) \1\b(?! holds)|\.\.|,,| ,|the whether", text)
        == []
    )
    assert re.findall(r"\b1 (?:days|months|years|\w+ days|people|events|rules)\b", text) == []
    lines = text.splitlines()
    for line, after in pairwise(lines):
        if line.startswith("- ") and line.endswith(":"):
            assert after.startswith("  - ")
    for line in lines:
        if line.startswith(("- What would", "- Owed", "- Records", "- Adds", "- Ends")):
            assert line.endswith(".")
        if line.startswith("- What would make it possible: "):
            assert line.removeprefix("- What would make it possible: ")[0].isupper()


def test_paragraphs_are_numbered_without_gaps():
    """Each section has a number, and each paragraph one within it."""
    text = tell_rulebook(ct.load("outline"))
    sections = [int(n) for n in re.findall(r"^## (\d+)\.", text, re.MULTILINE)]
    assert sections == list(range(1, len(sections) + 1))
    for section in sections:
        numbers = re.findall(rf"^\*\*{section}\.(\d+)\*\*", text, re.MULTILINE)
        assert [int(n) for n in numbers] == list(range(1, len(numbers) + 1))


def test_only_what_is_cited_is_listed():
    """The references are those that the rulebook leans on."""
    book = ruritania().extend(
        references=(Reference("S55", "handovers", "https://example.org"), Reference("S1", "other")),
    )
    text = tell_rulebook(book)
    assert "**S55** handovers https://example.org" in text
    assert "**S1**" not in text
    assert "stated in the seed paper: S55, “handovers”" in text


def test_a_source_says_what_its_mark_means():
    """Marks are spelled out, and what nobody checked says so."""
    assert say_source(Source.from_text("SEEN:rd-sum (art 7)")) == (
        "read in a stored public page: rd-sum, art 7"
    )
    assert say_source(Source("ASSUMPTION")).endswith("(not yet checked)")
    assert say_sources(()) == "no source given (not yet checked)"


def test_hostile_titles_stay_words():
    """No title can open a tag or a heading."""
    text = tell_rulebook(hostile_book())
    assert "<" not in text
    assert "&lt;script&gt;" in text
    assert "[a](b)" not in text
    assert HOSTILE not in text


def test_a_language_that_is_not_spoken_is_refused():
    """The message names the language, the help those there are."""
    with pytest.raises(FactError, match="in the language `xx`") as refused:
        tell_rulebook(ruritania(), "xx")
    assert refused.value.help == "languages there are: `en`, `nl`, `de`, `fr`, `da`"
