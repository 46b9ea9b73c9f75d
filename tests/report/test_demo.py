"""The page of the demo: whole, self-contained, accessible, and saying what the library found."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from continuum.report import demo, render

CASE = Path(__file__).parents[2] / demo.CASE
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"}


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The page, written once into a folder that was not there; and what the program said."""
    folder = tmp_path_factory.mktemp("demo") / "new" / "out"
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert demo.main([str(folder), "--case", str(CASE), "--check", "outline"]) == 0
    return folder / "index.html", said.getvalue().splitlines()


@pytest.fixture(scope="module")
def page(ran):
    """The text of the page."""
    return ran[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def elements(page):
    """Every element of the page with its attributes, in order; and the text of each."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.elements


class Reader(HTMLParser):
    """Reads a page strictly: whatever is opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.elements = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, self.getpos()


def words(page):
    """What can be read on the page, in one line."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", body)
    return " ".join(text.replace("&#39;", "'").replace("&#34;", '"').split())


def row_of(page, day, said):
    """The row of the case's table of a day in which something is said."""
    rows = [row for row in re.findall(r'<tr role="row".*?</tr>', page, re.DOTALL) if day in row]
    return words(next(row for row in rows if said in row))


# ------------------------------------------------------------------------------ whole


def test_the_page_is_well_formed_xml(page):
    """Every element is closed, every attribute quoted, every sign escaped."""
    root = ET.fromstring(page.replace("<!DOCTYPE html>", ""))
    assert root.tag == "html"


def test_there_is_no_script_and_nothing_that_acts(page, elements):
    """No script element, no handler, no frame, no form."""
    assert "<script" not in page.lower()
    assert {tag for tag, _ in elements} & {"iframe", "object", "embed", "form", "link"} == set()
    handlers = [name for _, attrs in elements for name in attrs if name.startswith("on")]
    assert handlers == []
    assert [a for _, attrs in elements for a in attrs.values() if "javascript:" in (a or "")] == []


def test_nothing_is_loaded_from_elsewhere(page, elements):
    """Pictures are data; styles stand inside; only links lead out."""
    loaded = [(t, v) for t, attrs in elements for n, v in attrs.items() if n in LOADS]
    assert loaded
    assert [v[:60] for _, v in loaded if not v.startswith("data:image/svg+xml;base64,")] == []
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert re.findall(r"@import|url\(|http", style) == []
    tied = [attrs["href"] for tag, attrs in elements if "href" in attrs and tag != "a"]
    assert tied == []


def test_the_pictures_of_states_load_nothing_either(page):
    """They are drawn by this library, as data."""
    from base64 import b64decode

    drawn = [
        b64decode(data).decode() for data in re.findall(r"svg\+xml;base64,([A-Za-z0-9+/=]+)", page)
    ]
    assert len(drawn) == 2
    for picture in drawn:
        assert ET.fromstring(picture).tag.endswith("svg")
        assert re.findall(r"href|<script|<image|url\((?!#)", picture) == []


def test_the_way_of_the_person_is_marked_and_numbered_in_the_picture_and_told_in_words(page):
    """Every stay has a number, in the picture of the track of residence and in the list."""
    from base64 import b64decode

    data = re.findall(r"svg\+xml;base64,([A-Za-z0-9+/=]+)", page)[1]
    picture = ET.fromstring(b64decode(data))
    badges = [e.text for e in picture.iter() if e.get("fill") == "#ffffff" and e.text]
    badges = [text for text in badges if re.fullmatch(r"[0-9 ·]+", text)]
    trail = re.search(r'<ol class="trail">(.*?)</ol>', page, re.DOTALL).group(1)
    stays = trail.count("<li>")
    assert sorted(int(n) for text in badges for n in text.split("·")) == [*range(1, stays + 1)]
    assert stays > 10


# ------------------------------------------------------------------------------ accessible


def test_the_page_has_a_language_a_title_landmarks_and_a_skip_link(elements):
    """What somebody finds the way with who cannot see it."""
    tags = [tag for tag, _ in elements]
    assert dict(elements[0][1])["lang"] == "en"
    assert [tags.count(tag) for tag in ("title", "h1", "main", "header", "nav", "footer")] >= [
        1
    ] * 6
    assert tags.count("h1") == tags.count("main") == 1
    skip = next(attrs for tag, attrs in elements if tag == "a")
    assert skip["href"] == "#content"


def test_headings_never_skip_a_level(elements):
    """h1, then h2, then h3."""
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert [b for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_every_link_inside_the_page_leads_somewhere_and_ids_are_unique(elements):
    """No id stands twice."""
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    assert sorted(set(ids)) == sorted(ids)
    aims = {a["href"][1:] for _, a in elements if a.get("href", "").startswith("#")}
    assert aims - set(ids) == set()
    told = {name for _, attrs in elements for name in (attrs.get("aria-labelledby") or "").split()}
    assert told - set(ids) == set()


def test_every_table_has_a_caption_and_every_picture_words(page, elements):
    """Tables, pictures as data, and pictures drawn into the page."""
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) >= 5
    assert [t[:80] for t in tables if "<caption>" not in t or 'scope="col"' not in t] == []
    assert [a for tag, a in elements if tag == "img" and not a["alt"].strip()] == []
    drawn = [attrs for tag, attrs in elements if tag == "svg"]
    bare = [a for a in drawn if a.get("role") != "img" and a.get("aria-hidden") != "true"]
    assert drawn
    assert bare == []


def test_the_page_is_made_for_paper_and_for_dark_rooms(page):
    """Both have styles of their own."""
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


# ------------------------------------------------------------------------------ what it says


def test_every_row_of_the_case_came_out_as_told(page):
    """Nothing on the page differs from what the worked case expects."""
    assert "Expected otherwise" not in page


def test_the_removal_is_refused_by_gr_51_with_its_reasons(page):
    """On 28 February 2024, with the interim measure as the reason that fails."""
    row = row_of(page, "28 February 2024", "GR-51")
    assert "blocked" in row
    assert "What would make it possible" in row
    why = words(re.search(r'id="why-not".*?</section>', page, re.DOTALL).group(0))
    assert "no an interim measure of the Strasbourg court is not in force" in why


def test_what_it_would_take_names_who_can_change_it(page):
    """The court, never the removal unit alone."""
    told = words(re.search(r'id="would-take".*?</section>', page, re.DOTALL).group(0))
    assert "European Court of Human Rights" in told
    assert "It never says that anybody should do it" in told


@pytest.mark.parametrize(
    ("day", "said", "outcome"),
    [
        ("5 October 2021", "GR-53", "blocked"),
        ("16 May 2022", "Return decision issued", "allowed"),
        ("20 February 2024", "R10", "allowed, warned"),
        ("1 March 2024", "Sentence ended", "allowed"),
        ("1 March 2024", "GR-52</span>", "blocked"),
        ("15 March 2024", "GR-58", "blocked"),
        ("4 November 2024", "GR-51", "not known yet"),
        ("12 November 2024", "GR-57", "blocked"),
        ("18 December 2024", "Departed", "allowed"),
    ],
)
def test_the_rows_of_the_case_say_their_outcome(page, day, said, outcome):
    """As the worked case tells it."""
    assert outcome in row_of(page, day, said)


def test_duties_say_who_owes_them_and_by_when(page):
    """The liaison, two weeks after the sentence starts."""
    row = row_of(page, "1 September 2021", "Sentenced")
    assert "Assign a continuity liaison (chair of the case conference, by 15 September 2021" in row


def test_the_check_is_told(page):
    """The outline has no findings."""
    check = re.search(r'id="check".*?</section>', page, re.DOTALL).group(0)
    assert "(outline 1)" in check
    assert "no findings" in words(check)


def test_the_simulation_tells_380_people_and_the_mark_of_each_number(page):
    """Every number of the population stands in the table with its mark."""
    from continuum.sim import eu_2022

    told = re.search(r'id="simulation".*?</section>', page, re.DOTALL).group(0)
    assert "380 made-up people" in words(told)
    rows = re.findall(r"<tr>.*?</tr>", told, re.DOTALL)
    for note in eu_2022().notes:
        own = [row for row in rows if f">{note.value}<" in row]
        assert own, note
        assert any(note.mark in row for row in own), note


def test_two_policies_are_told_beside_each_other(page):
    """The same people and luck, what differs with its range, and whose paths differ most."""
    told = re.search(r'id="policies".*?</section>', page, re.DOTALL).group(0)
    said = words(told)
    assert "three months earlier" in said
    assert "days of a person: preparing release" in said
    assert "GR-30" in said
    assert told.count("<details") == 3
    assert "days apart" in said


def test_the_person_is_never_called_by_what_was_done(page):
    """The words of the house."""
    assert re.findall(r"\b(offenders?|inmates?|terrorists?|radicali[sz]ed)\b", words(page)) == []


def test_the_page_says_that_it_is_no_legal_advice_and_what_is_unchecked(page):
    """At the top and at the end."""
    said = words(page)
    assert said.count("not legal advice") >= 2
    assert "GK, unchecked" in said


# ------------------------------------------------------------------------------ running it


def test_the_program_says_few_lines_and_the_path_of_the_page(ran):
    """What it did, and where the page is."""
    file, lines = ran
    assert len(lines) <= 8
    assert lines[-1] == f"page: {file}"


def test_the_same_input_gives_the_same_page(page):
    """Byte for byte: nothing reads the clock."""
    assert render(demo.build(CASE, checked=("outline",))) == page


def test_a_case_that_is_not_there_is_said_without_a_traceback(tmp_path):
    """Exit code 2 and what helps; nothing is written."""
    asked = [sys.executable, "-m", "continuum.report.demo", "out"]
    fresh = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert fresh.returncode == 2
    assert "error: there is no worked case" in fresh.stderr
    assert "--case" in fresh.stderr
    assert "Traceback" not in fresh.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_case_in_which_nothing_is_refused_is_said(tmp_path, capsys):
    """The question why not needs a refusal."""
    told = json.loads(CASE.read_text(encoding="utf-8"))
    told["rows"] = told["rows"][:3]
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert demo.main([str(tmp_path / "out"), "--case", str(file)]) == 2
    assert "nobody refuses `removed`" in capsys.readouterr().err
