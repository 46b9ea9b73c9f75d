"""The parts of a page, as an agency puts them together."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

import continuum as ct
from continuum.report import (
    Page,
    case_part,
    check_part,
    picture_part,
    render,
    trail_of,
    why_not_part,
    would_take_part,
    write_page,
)
from continuum.runtime.walk import walk_history
from continuum.verify import Finding, Needed, Report, Story, Waived, Waiver

COURT = ct.Actor("sentence_court", "SC-1")
OFFICER = ct.Actor("immigration_case_officer", "IMM-1")


@pytest.fixture
def case():
    """A case under the outline with a refusal and a move."""
    opened = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1 <b>")
    with pytest.raises(ct.EventRefused):
        opened.send("convicted", on="2024-01-12", by=COURT)
    opened.send("acquitted_or_charges_dropped", on="2024-02-01", by=COURT)
    with pytest.raises(ct.EventUndetermined):
        opened.send("removal_checked", on="2024-02-02", by=OFFICER)
    return opened


def shown(*parts):
    """The page with these parts, read as XML; and its text."""
    text = render(Page("A & B", "lead", parts))
    return ET.fromstring(text.replace("<!DOCTYPE html>", "")), text


def test_a_page_of_some_parts_is_written_into_a_new_folder(tmp_path, case):
    """An agency takes the parts it wants."""
    part = case_part(walk_history(case), "pathway", heading="A case")
    file = write_page(tmp_path / "a" / "b", Page("Our page", "One case.", (part,)))
    assert file == tmp_path / "a" / "b" / "index.html"
    assert "Our page" in file.read_text(encoding="utf-8")


def test_roles_stand_by_their_titles_and_remedies_as_sentences():
    """Whoever may decide is named in words, wherever a page says so."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    with pytest.raises(ct.EventRefused) as caught:
        case.send("acquitted_or_charges_dropped", on="2024-02-01", by=OFFICER)
    said = "Let “sentence court, parole body or judge” or prosecutor decide it."
    _, told = shown(case_part(walk_history(case), "pathway", heading="A case"))
    _, asked = shown(why_not_part(caught.value.decision))
    assert said in told
    assert said in asked
    assert "let <code>" not in told + asked


def test_whatever_comes_from_outside_is_escaped(case):
    """Ids, titles, sentences."""
    part = case_part(walk_history(case), "pathway", heading="<script>alert(1)</script>")
    _, text = shown(part)
    assert "<script" not in text
    assert "P-1 <b>" not in text
    assert "P-1 &lt;b&gt;" in text
    assert "A &amp; B" in text


def test_what_is_not_known_is_said_with_its_facts(case):
    """An undetermined act names the facts that are missing."""
    _, text = shown(case_part(walk_history(case), "pathway", heading="A case"))
    assert "Not known yet:" in text
    assert "not known yet" in text


def test_a_trail_has_every_state_in_order_with_its_first_day(case):
    """From the initial state on."""
    assert [(state, str(day)) for state, day in trail_of(case, "pathway")] == [
        ("remand", "2024-01-10"),
        ("reintegration", "2024-02-01"),
    ]


def test_a_picture_can_stand_without_a_person():
    """No list, no marks."""
    _, text = shown(picture_part(ct.load("outline"), "pathway", id="p", heading="The pathway"))
    assert "data:image/svg+xml;base64," in text
    assert '<ol class="trail">' not in text


def test_findings_are_told_with_their_stories():
    """And what is undecided beside them."""
    book = ct.load("outline")
    found = Finding("dead_end", ("stay",), "stuck in `stay`", Story(book.as_of))
    doubt = Finding("two_ways", ("removed",), "perhaps two ways")
    slight = Finding("fact_set_never_read", ("heard",), "nothing reads `heard`")
    answered = Waived(slight, Waiver(slight.id, "A. Jansen", "It is for the file.", "2027-03-01"))
    report = Report(
        book.label,
        book.as_of,
        (slight, found),
        (),
        7,
        (),
        (doubt,),
        waived=(answered,),
        stopped="the time is over",
        checklist=(Needed("pathway", "stay", "h7", ("court",), "`h7` must be known by `stay`"),),
    )
    _, text = shown(check_part([(book, report)]))
    assert "2 findings<" in text
    assert "1 undecided" in text
    assert "1 waived" in text
    assert "so this is no pass: the time is over." in text
    assert "Until 1 March 2027, A. Jansen: It is for the file." in text
    assert "<code>h7</code> must be known by <code>stay</code>" in text
    assert text.index("(fault)") < text.index("(note)") < text.index("(undecided)")
    assert "stuck in <code>stay</code>" in text
    assert found.history.told()[0] in text


def test_a_decision_that_is_not_known_says_so():
    """The verdicts of the reason tree are words."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    decision = case.ask("convicted", on="2024-01-10", by=COURT)
    _, text = shown(why_not_part(decision))
    assert "not known" in text
    assert "What would make it possible" in text


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("acquitted_or_charges_dropped", "is open on 10 January 2024 already"),
        ("programme_joined", "would open"),
        ("returned", "open"),
    ],
)
def test_what_it_would_take_is_said_whether_open_or_not(event, said):
    """Open, open under conditions, or closed for good."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    advice = case.what_would_it_take(event, on="2024-01-10")
    _, text = shown(would_take_part(advice, case.book))
    assert said in text


def test_what_can_no_longer_change_is_said_as_such():
    """Nobody is asked for what cannot be."""
    book = ct.load("outline")
    case = ct.Case.open(book, on="2024-01-10", case_id="P-1", facts={"foreign_national": False})
    advice = case.what_would_it_take("removed", on="2024-01-10")
    assert advice.sets == ()
    _, text = shown(would_take_part(advice, book))
    assert "Nothing that can still change would open" in text
