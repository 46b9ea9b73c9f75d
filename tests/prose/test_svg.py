"""Pictures of rulebooks: well formed, whole, safe, and with nothing on top of anything else."""

import os
import re
import subprocess
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from tests.books import ruritania
from tests.prose.pictured import HOSTILE, hostile_book, large_book
from tests.strategies import rulebooks

import continuum as ct
from continuum.errors import RulebookError
from continuum.prose import to_svg
from continuum.prose.lanes import drawn
from continuum.prose.layout import crossings, spread
from continuum.prose.lettering import text_width, wrapped
from continuum.prose.region_plan import plan_region

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "defs", "pattern", "rect", "g", "text", "path", "circle"}


def parsed(svg):
    return ET.fromstring(svg)


def words_of(svg):
    return " ".join("".join(t.itertext()) for t in parsed(svg).iter(f"{SVG}text"))


def titles_of(svg):
    return " ".join(t.text or "" for t in parsed(svg).iter(f"{SVG}title"))


def check_safe(svg):
    root = parsed(svg)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert not name.endswith("href")
            assert "url(" not in value or value == "url(#continuum-held)"
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("book", [ruritania(), large_book(), ct.load("outline")], ids=repr)
def test_a_picture_is_well_formed_and_needs_nothing_from_outside(book):
    """It can be mailed, printed or put into a page as it is."""
    svg = to_svg(book)
    check_safe(svg)
    root = parsed(svg)
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text
    assert all(region.words in root.find(f"{SVG}desc").text for region in book.regions)


@pytest.mark.parametrize("book", [ruritania(), large_book(), ct.load("outline")], ids=repr)
def test_every_state_and_every_event_is_there(book):
    """Nothing is left out for the sake of beauty."""
    svg = to_svg(book)
    said = " ".join(words_of(svg).split())
    pointed = titles_of(svg)
    for region in book.regions:
        for state in region.states:
            assert state.name in pointed
            assert all(word in said for word in state.words.split())
    for event in book.events:
        assert all(word.rstrip(",") in said for word in event.words.split())


def test_a_track_is_drawn_by_itself():
    """One region, with its name in the title of the picture."""
    svg = to_svg(ruritania(), "residence")
    assert "gone" in words_of(svg)
    assert "custody" not in words_of(svg)
    assert "residence" in parsed(svg).find(f"{SVG}title").text
    with pytest.raises(RulebookError, match="no region `residense`"):
        to_svg(ruritania(), "residense")


def test_where_a_case_stands_is_marked():
    """The state is marked by colour, by a thicker border and in words."""
    plain, marked = to_svg(ruritania()), to_svg(ruritania(), highlight={"legal": "custody"})
    assert "the case stands here" not in plain
    assert titles_of(marked).count("the case stands here") == 1
    assert "the case stands here" in words_of(marked)
    assert marked.count('stroke-width="3.2"') == 1


def test_what_matters_is_told_without_colour():
    """Stripes, a double border, an exclamation mark, a dot, and a legend that says so."""
    svg = to_svg(ruritania(), "legal")
    assert 'fill="url(#continuum-held)"' in svg
    said = words_of(svg)
    assert "!" in said
    for words in ("where it starts", "held or restricted", "ends here", "adverse", "leads back"):
        assert words in said


def test_the_same_book_gives_the_same_picture():
    """Nothing hangs on chance, or on which book was drawn before."""
    assert to_svg(large_book()) == to_svg(large_book())
    asked = "import continuum as ct, continuum.prose as p; print(p.to_svg(ct.load('outline')))"
    fresh = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert fresh[0] == fresh[1] == to_svg(ct.load("outline")) + "\n"


def test_hostile_titles_stay_words():
    """Markup in a title is shown, not obeyed."""
    svg = to_svg(hostile_book())
    check_safe(svg)
    assert "<script" not in svg
    assert HOSTILE.split()[0] in "".join(parsed(svg).itertext())
    assert "\x00" not in to_svg(
        ct.Rulebook(
            "odd",
            "1",
            as_of="2026-11-23",
            regions=(ct.Region("a", (ct.State("b", "\x00\x1b"),), "b"),),
        )
    )


def boxes_of(plan):
    top = drawn(plan).top
    for name, box in plan.boxes.items():
        if box.height:
            x = plan.middle[name] - box.width / 2
            yield name, x, top[name], x + box.width, top[name] + box.height


def check_clear(book):
    """No box lies on another, and no line runs through a box that it does not belong to."""
    for region in book.regions:
        plan = plan_region(book, region).plan
        boxes = list(boxes_of(plan))
        for (_, a, b, c, d), (_, e, f, g, h) in combinations(boxes, 2):
            assert c <= e or g <= a or d <= f or h <= b
        for line, path in zip(plan.lines, drawn(plan).paths, strict=True):
            for (x1, y1), (x2, y2) in pairwise(path):
                for name, left, top, right, bottom in boxes:
                    apart = max(x1, x2) <= left or min(x1, x2) >= right
                    apart = apart or max(y1, y2) <= top or min(y1, y2) >= bottom
                    assert apart or name in line.points


@pytest.mark.parametrize("book", [ruritania(), large_book(), ct.load("outline")], ids=repr)
def test_no_box_lies_on_another_and_no_line_runs_through_one(book):
    """A picture with twenty states and forty events stays readable."""
    check_clear(book)


@settings(max_examples=15)
@given(rulebooks())
def test_any_rulebook_can_be_drawn(book):
    """Whatever the tracks look like, the picture is clear and well formed."""
    check_safe(to_svg(book))
    check_clear(book)


def test_crossings_are_counted():
    """Two lines that change sides cross once."""
    lines = [type("L", (), {"points": pair})() for pair in (("a", "d"), ("b", "c"))]
    assert crossings([["a", "b"], ["c", "d"]], lines) == 1
    assert crossings([["a", "b"], ["d", "c"]], lines) == 0


def test_things_are_spread_as_near_as_can_be_to_where_they_want_to_be():
    """Far enough apart, in order, and moved no further than needed."""
    assert spread([0, 10], [3]) == [0, 10]
    assert spread([5, 5, 5], [2, 2]) == [3, 5, 7]
    assert spread([0, 0], [4], [3, 1]) == [-1, 3]
    assert spread([], []) == []


def test_words_are_wrapped_to_a_width():
    """No line is wider than asked; a word too long for a line is cut with a hyphen."""
    lines = wrapped("one enormousandunbreakableword more", 12, 80)
    assert all(text_width(line, 12) <= 80 for line in lines)
    whole = "".join(line.removesuffix("-") for line in lines).replace(" ", "")
    assert whole == "oneenormousandunbreakablewordmore"
    assert wrapped("", 12, 80) == ("",)
