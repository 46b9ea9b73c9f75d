"""What a report and a story look like: as text, in a notebook, as JSON."""

import json
from datetime import date

import attrs
import pytest
from tests import planted

from continuum.errors import DoesNotReplay, FactError
from continuum.verify import Act, Story, check


def test_a_report_tells_its_findings_with_their_stories():
    """The outcome first, then each finding with the days that lead to it."""
    text = repr(check(planted.voluntary_step_gates()))
    assert text.startswith("<Report specimen 1, law of 2026-11-23: 1 finding (")
    assert "1. voluntary_step_gates: whoever declines the voluntary step ST1" in text
    assert "2026-11-23: the case opens" in text
    assert "judge A-1 asks for `released`" in text
    assert "`released` is then refused by GR-1, for want of step ST1" in text


def test_a_clean_report_tells_what_was_proved():
    """No finding, and what stands behind that."""
    text = repr(check(planted.plain()))
    assert "clean" in text
    assert "proved for every case:" in text
    assert "taken for granted, or not looked at:" in text


def test_a_report_shows_in_a_notebook_without_script():
    """Tables and foldable stories, every word of the book escaped."""
    book = planted.two_ways()
    region = attrs.evolve(book.regions[0], title="<script>legal</script>")
    html = check(attrs.evolve(book, regions=(region,)))._repr_html_()
    assert "<table" in html
    assert "<details>" in html
    assert "Two ways of one event" in html
    assert "<script" not in html
    assert "Nothing was found." in check(planted.plain())._repr_html_()


def test_a_report_is_written_as_json():
    """Findings, stories, proofs and assumptions, as plain data."""
    report = check(planted.mandatory_step_bypassed())
    form = json.loads(report.to_json())
    assert form["clean"] is False
    assert form["configurations"] == report.configurations
    (finding,) = form["findings"]
    assert finding["kind"] == "mandatory_step_bypassed"
    assert finding["subjects"] == ["ST1", "pardoned"]
    assert finding["history"]["opened"] == "2026-11-23"
    assert finding["history"]["acts"][-1]["event"] == "pardoned"
    assert form["proved"]
    assert form["assumptions"]


def test_the_same_book_gives_the_same_report():
    """Nothing depends on chance or on the clock."""
    assert (
        check(planted.no_way_to_an_end()).to_json() == check(planted.no_way_to_an_end()).to_json()
    )


def test_a_story_is_as_short_as_it_can_be():
    """Nothing in it can be left out: here one release and one hearing would be too much."""
    (finding,) = check(planted.mandatory_step_left_behind()).findings
    assert [act.event for act in finding.history.acts] == ["released", "closed"]
    assert finding.history.facts == {}


def test_a_story_says_what_it_does_not_fit():
    """A story under other rules is refused with its place."""
    story = Story(date(2026, 11, 23), {}, (Act(date(2026, 11, 23), planted.JUDGE, "closed"),))
    with pytest.raises(DoesNotReplay) as refused:
        story.replay(planted.plain())
    assert refused.value.message == "`closed` on 2026-11-23 is refused in this story"
    assert refused.value.help == "follow it under the rulebook that it was found in"
    unknown = attrs.evolve(story, facts={"nowhere": True})
    with pytest.raises(DoesNotReplay, match="does not fit rulebook `specimen`"):
        unknown.replay(planted.plain())


def test_a_day_that_is_none_is_refused():
    """The face reads days as strictly as the rest of the library."""
    with pytest.raises(FactError):
        check(planted.plain(), on="soon")


def test_a_finding_by_itself_is_told_with_its_story():
    """In a shell line by line, in a notebook as a table; and its cause goes into the JSON."""
    (finding,) = check(planted.demand_blocked()).findings
    first, *story, last = repr(finding).splitlines()
    assert first.startswith("<Finding demand_blocked (GR-1, sentence_over, legal, strict_unit): ")
    assert story[0].strip().startswith("2026-11-23: the case opens")
    assert last.strip().startswith("GR-1 demands `sentence_over` on this day")
    assert "<table" in finding._repr_html_()
    assert finding.to_form()["because"] == ""
