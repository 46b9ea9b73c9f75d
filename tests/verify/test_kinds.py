"""The kinds of findings: each is graded and explained."""

import re
from pathlib import Path
from typing import get_args

import pytest

from continuum.verify import KINDS, Kind, explain
from continuum.verify.kinds import SEVERITIES, Severity


def test_every_kind_is_graded_and_explained_and_nothing_else_is():
    assert tuple(KINDS) == get_args(Kind)
    assert tuple(SEVERITIES) == get_args(Severity)
    assert {one.severity for one in KINDS.values()} == SEVERITIES.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_said_in_a_line_and_explained_in_sentences(kind):
    one = KINDS[kind]
    assert one.words[0].islower()
    assert not one.words.endswith(".")
    assert len(one.words) < 80
    for text in (one.why, one.mend):
        assert text[0].isupper()
        assert text.endswith(".")
    assert not re.search(r"\b(offender|inmate)", f"{one}")


def test_an_explanation_says_why_it_matters_and_how_to_mend_it():
    first, why, mend = explain("dead_end").split("\n\n")
    assert first == "dead_end (fault): a place from which nothing can happen any more"
    assert why.startswith("Why it matters: A case that comes here stays for good")
    assert mend.startswith("How to mend it: Add an event")


def test_the_page_on_findings_has_every_kind_as_it_is():
    page = (Path(__file__).parents[2] / "docs/how-to/read-a-finding.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    said = [(kind, one.severity, one.words, one.mend) for kind, one in KINDS.items()]
    assert rows == said


def test_no_two_kinds_are_explained_alike():
    assert len({one.words for one in KINDS.values()}) == len(KINDS)
    assert len({one.why for one in KINDS.values()}) == len(KINDS)
