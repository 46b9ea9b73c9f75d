"""What a report and a story look like: as text, in a notebook, as JSON."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import attrs
import pytest
from tests import planted

from continuum.errors import DoesNotReplay, FactError
from continuum.verify import Act, Needed, Story, Waiver, check, waive


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


# ------------------------------------------------------------------------------ a page of its own


def page_of(report):
    """The page, read by a parser that forgives nothing."""
    text = report.to_html()
    assert text.startswith("<!DOCTYPE html>\n")
    whole = text.removeprefix("<!DOCTYPE html>\n")
    whole = re.sub(r"<(meta [^>]*|br)>", r"<\1/>", whole)
    return ET.fromstring(whole.replace("<details open>", '<details open="">')), text


def full():
    """A report with something in every part."""
    report = check(planted.dead_end_by_fact())
    gates, ways = check(planted.voluntary_step_gates()), check(planted.two_ways())
    always = check(planted.guard_always_holds())
    waiver = Waiver(always.findings[0].id, "A. <b>Jansen</b>", "Mended in March.", "2027-03-01")
    after = attrs.evolve(
        report,
        findings=(*report.findings, *gates.findings, *always.findings),
        undecided=ways.findings,
        checklist=(Needed("legal", "free", "fit", ("judge",), "`fit` must be known by `free`"),),
        stopped="the 2 seconds are over",
    )
    return waive(after, [waiver], "2026-11-25")


def test_a_page_is_whole_and_loads_and_runs_nothing():
    root, text = page_of(full())
    assert root.find("head/title").text == "specimen 1: do the rules fit together?"
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in {"src", "href"}]
    assert "url(" not in text
    assert "@import" not in text
    assert "A. &lt;b&gt;Jansen&lt;/b&gt;" in text


def test_each_story_folds_out_day_by_day_under_a_name():
    report = full()
    root, _ = page_of(report)
    for finding in report.findings:
        article = root.find(f".//article[@id='finding-{finding.id}']")
        said = "".join(article.itertext())
        assert finding.severity in said
        assert finding.kind in said
        story = article.find("details")
        assert story.find("summary").text.startswith("A case that shows it (")
        rows = story.findall(".//tbody/tr")
        asked = finding.history.question is not None
        assert len(rows) == 1 + len(finding.history.acts) + asked
        assert rows[0].find("td").text == "2026-11-23"
        closing = finding.history.closing.replace("`", "")
        assert closing[1:] in "".join(story.itertext())


def test_a_page_can_be_heard_and_read_in_grey():
    """Headings in order, tables with names and heads, and what is grave said in words."""
    root, _ = page_of(full())
    assert root.attrib["lang"] == "en"
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption").text
        assert {head.get("scope") for head in table.iter("th")} == {"col"}
    shapes = [article.attrib["style"].split(";")[0] for article in root.iter("article")]
    assert {shape.rpartition(" ")[2] for shape in shapes} == {"solid", "dashed"}
    said = "".join(root.itertext())
    for heading in ("Faults (2)", "Undecided (1)", "Waived (1)", "What must be known in time (1)"):
        assert heading in said
    assert "Not finished: the 2 seconds are over. This is no pass." in said


def test_a_clean_page_shows_what_was_proved():
    root, text = page_of(check(planted.plain()))
    assert "Nothing was found." in text
    assert list(root.iter("article")) == []
    unfolded = [e for e in root.iter("details") if "open" in e.attrib]
    assert unfolded[0].find("summary").text.startswith("Proved for every case (")


# ------------------------------------------------------------------------------ what is no pass


def test_a_report_that_was_stopped_is_never_clean():
    """Even where nothing was found until then."""
    report = attrs.evolve(check(planted.plain()), stopped="the 2 seconds are over")
    assert not report.clean
    assert not report
    assert "not finished: the 2 seconds are over" in repr(report)
    assert json.loads(report.to_json())["stopped"] == "the 2 seconds are over"


def test_a_report_tells_all_its_parts_in_json():
    form = json.loads(full().to_json(indent=1))
    (waived,) = form["waived"]
    assert waived["kind"] == "guard_always_holds"
    assert waived["waiver"]["expires"] == "2027-03-01"
    assert form["checklist"][0]["recorded_by"] == ["judge"]
    assert {one["severity"] for one in form["findings"]} == {"fault"}
    assert all(len(one["id"]) == 10 for one in form["findings"])
    assert full().of_severity("warning") == ()


def test_a_check_that_was_stopped_does_not_claim_to_have_seen_all_situations():
    """In a shell, in a notebook and on a page; one that was done says how many there are."""
    done = check(planted.plain())
    stopped = attrs.evolve(done, configurations=0, stopped="the 2 seconds are over")
    for told in (str(stopped), stopped._repr_html_(), stopped.to_html()):
        assert "0 situations" not in told
        assert "all of them" not in told
    for told in (str(done), done._repr_html_(), done.to_html()):
        assert f"{done.configurations:,} situations" in told
