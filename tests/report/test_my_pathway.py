"""The page for the person: plain words, no codes, and what is theirs to decide."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.report.fictional import person, recalled, reversal

import continuum as ct
from continuum.errors import FactError
from continuum.prose import WORDING_LANGUAGES, check_wording
from continuum.report import my_pathway
from continuum.runtime.walk_form import read_walk

EXAMPLE = Path(__file__).parents[2] / "examples" / "p_eu_06.json"
CODE = re.compile(r"\b(?:GR-|ST\d|H\d|R\d|S\d)|[a-z]_[a-z]|`")


@pytest.fixture(scope="module")
def worked():
    """The worked case."""
    return read_walk(EXAMPLE.read_text(encoding="utf-8"), ct.load("eu")).case


def test_it_says_where_what_next_and_what_is_mine(worked):
    page = my_pathway(worked, on="2024-03-20")
    assert "Residence: measure instead of detention." in page.section("where").lines
    assert any("Appeal" in line for line in page.section("ask").lines)
    assert any("detention for removal ordered" in line for line in page.section("decided").lines)
    assert any("Administrative court" in line for line in page.section("decided").lines)
    assert page.section("who").lines[0].startswith("Responsible for your pathway now:")


@pytest.mark.parametrize("language", WORDING_LANGUAGES)
def test_no_code_and_no_label_stands_on_the_page_in_any_language(worked, language):
    for day in ("2021-09-02", "2022-06-01", "2024-03-20", "2025-05-20"):
        text = my_pathway(worked, language, on=day).to_text()
        assert CODE.findall(text) == [], day
        assert [str(found) for found in check_wording(text, language)] == []


def test_no_worker_and_no_case_id_stands_on_the_page(worked):
    """Who did what is said by role."""
    ids = {entry.by.id for entry in worked.history if entry.by.id} | {worked.case_id}
    text = my_pathway(worked).to_text()
    assert [one for one in ids if re.search(rf"\b{re.escape(one)}\b", text)] == []


def test_what_is_overdue_is_said_as_something_to_ask_about():
    page = my_pathway(reversal(1), on="2024-03-10")
    late = [line for line in page.section("next").lines if "Tell the case conference" in line]
    assert len(late) == 1
    assert late[0].endswith("done by 5 March 2024. You may ask why it was not.")
    assert "By 15 March 2024." in " ".join(page.section("next").lines)


def test_what_is_voluntary_is_mine_and_never_owed_by_me():
    page = my_pathway(person(1))
    assert page.section("mine").lines == ("Offer coaching.",)
    assert "never held against you" in page.section("mine").lead
    assert "Ask to see the file." in page.section("ask").lines
    assert page.section("decided").lines == ("Nothing at the moment.",)


def test_it_is_told_as_it_stood_on_the_day():
    case = recalled(1, done="2024-02-20")
    assert "free" in my_pathway(case, on="2024-02-10").section("where").lines[0]
    assert "in custody" in my_pathway(case, on="2024-02-20").section("where").lines[0]


def test_the_page_is_one_file_without_scripts_and_whatever_is_given_is_escaped():
    case = person("<script>")
    html = my_pathway(recalled(2, done="2024-02-20")).to_html() + my_pathway(case).to_html()
    assert "<script" not in html
    assert "http" not in html
    root = ET.fromstring(
        my_pathway(case, "fr")
        .to_html()
        .split("\n", 1)[1]
        .replace('<meta charset="utf-8">', "")
        .replace('<meta name="viewport" content="width=device-width, initial-scale=1">', "")
    )
    assert root.attrib["lang"] == "fr"


def test_a_language_that_is_not_spoken_is_refused():
    with pytest.raises(FactError, match="nothing can be told"):
        my_pathway(person(1), "xx")
    with pytest.raises(FactError, match="no section"):
        my_pathway(person(1)).section("scores")
