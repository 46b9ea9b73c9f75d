"""Pieces of HTML: nothing that was written by others can act."""

import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest
from tests.prose.pictured import HOSTILE, hostile_book

import continuum as ct
from continuum.prose import (
    Html,
    details,
    heading,
    listing,
    page_fragment,
    paragraph,
    picture,
    show_rulebook,
    table,
)
from continuum.rulebook import book as book_module

ALLOWED = {
    "section", "p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "details", "summary", "ul", "li", "img", "pre",
}  # fmt: skip
ATTRIBUTES = {"style", "scope", "open", "alt", "src"}


class Reader(HTMLParser):
    """Keeps every tag with its attributes, and whether they close in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def check_safe(text):
    read = Reader(text)
    assert read.open == []
    assert {tag for tag, _ in read.tags} <= ALLOWED
    for _, attributes in read.tags:
        assert set(attributes) <= ATTRIBUTES
        assert attributes.get("src", "data:image/svg+xml;base64,").startswith(
            "data:image/svg+xml;base64,"
        )


@pytest.mark.parametrize(
    "piece",
    [
        table([HOSTILE], [[HOSTILE], [1]], HOSTILE),
        details(HOSTILE, HOSTILE),
        page_fragment(HOSTILE, HOSTILE),
        picture("<svg/>", HOSTILE),
        heading(HOSTILE),
        paragraph(HOSTILE),
        listing([HOSTILE]),
        Html(show_rulebook(hostile_book())),
    ],
)
def test_hostile_words_stay_words(piece):
    """Tags, quotes and handlers in a title are shown, not obeyed."""
    check_safe(piece)
    assert "<script" not in piece
    assert "&lt;script&gt;" in piece


def test_pieces_fit_into_each_other_without_being_escaped_twice():
    """What is HTML already stays as it is; everything else is escaped once."""
    inner = table(["a"], [["<"]])
    assert inner in details("more", inner)
    assert "&amp;lt;" not in page_fragment("title", details("more", inner))


def test_a_list_of_nothing_is_nothing():
    """No empty bullets."""
    assert listing([]) == ""


def test_details_can_start_unfolded():
    """What matters most can be open from the start."""
    assert details("a", "b", unfolded=True).startswith("<details open>")
    assert details("a", "b").startswith("<details><summary>a</summary>")


def test_colours_come_from_the_page_around():
    """A piece reads in light, in dark and in print: it sets no colours of its own."""
    shown = page_fragment("title", table(["a"], [["b"]]))
    assert "color:inherit" in shown
    assert "#" not in shown


def test_a_rulebook_shows_itself_in_a_notebook():
    """Numbers, tracks and rules, each track with its picture."""
    book = ct.load("outline")
    shown = book._repr_html_()
    check_safe(shown)
    assert shown == show_rulebook(book)
    assert "<td style=" in shown
    assert book.regions[0].words in shown
    assert all(rule.id in shown for rule in book.rules)
    drawn = re.search(r'base64,([^"]+)"', shown)
    assert b64decode(drawn[1]).startswith(b"<svg ")


def test_without_prose_a_rulebook_shows_its_one_line(monkeypatch):
    """The rulebook floor stands by itself."""
    monkeypatch.setattr(book_module, "_show", None)
    shown = hostile_book()._repr_html_()
    check_safe(shown)
    assert shown.startswith("<pre>&lt;Rulebook hostile")
