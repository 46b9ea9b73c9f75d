"""What a run tells: tables that add up, that other libraries read, and pictures."""

from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import polars as pl
import pytest
from tests.simulated import specimen

from continuum.errors import MissingExtra, ScenarioError
from continuum.sim import (
    NoSuchColumn,
    Table,
    Words,
    occupancy_picture,
    outline_eu_2022,
    simulate,
    stopped_picture,
)
from continuum.sim.results import tables


@pytest.fixture(scope="module")
def outline():
    """One run of the built-in scenario."""
    return simulate(outline_eu_2022(), seed=1)


@pytest.fixture(scope="module")
def small():
    """One run of the specimen, which has two regions and no phases."""
    return simulate(specimen(), n=200, seed=1)


@pytest.mark.parametrize("every", ["day", "week", "month", "year"])
@pytest.mark.parametrize("by", ["phase", "pathway"])
def test_occupancy_adds_up_to_everybody(outline, by, every):
    """On each day, and on the first day all are where pathways begin."""
    table = outline.occupancy(by=by, every=every)
    columns = [table[name] for name in table.names if name != "day"]
    assert set(np.sum(columns, axis=0).tolist()) == {380}
    first = table.rows()[0]
    assert (first["day"], first["remand"]) == (date(2022, 1, 1), 380)
    assert all(column.min() >= 0 for column in columns)


def test_occupancy_is_counted_from_the_log(small):
    """Against a count by hand, person by person."""
    table = small.occupancy(by="legal", every="month")
    rows = small.log.rows()
    for line in table.rows()[::7]:
        where = dict.fromkeys(range(200), "held")
        for row in rows:
            if row["day"] <= line["day"] and "legal: " in row["moves"]:
                moved = row["moves"].split("legal: ")[1].split(",")[0]
                where[row["person"]] = moved.split(" to ")[1]
        for state in ("held", "free", "done"):
            assert line[state] == sum(place == state for place in where.values())


@pytest.mark.parametrize(
    ("by", "every", "message"),
    [
        ("phase", "month", "rulebook `specimen` has no phases"),
        ("legel", "month", "people cannot be counted by `legel`"),
        ("legal", "decade", "people cannot be counted every `decade`"),
    ],
)
def test_what_cannot_be_counted_is_refused(small, by, every, message):
    """In words."""
    with pytest.raises(ScenarioError, match=message):
        small.occupancy(by, every)


def test_stopped_by_counts_people_and_attempts(outline):
    """Against the log; people are never more than attempts."""
    log = outline.log.rows()
    for row in outline.stopped_by().rows():
        here = [r for r in log if row["rule"] in r["against"].split(", ")]
        assert row["attempts"] == len(here)
        assert row["people"] == len({r["person"] for r in here})
    rules = {row["rule"]: row for row in outline.stopped_by().rows()}
    assert rules["GR-30"]["sentence"].startswith("The lead changes by a handover")
    assert rules["GR-30"]["people"] > 20


def test_stopped_by_tells_which_event_was_stopped(small):
    """A row for each event, which add up to those of the rule; the kind says what it was."""
    by_rule = {row["rule"]: row for row in small.stopped_by().rows()}
    by_event = small.stopped_by(by="event").rows()
    assert by_rule["requires"]["event"] == "ended, measure_softened, released"
    assert {row["event"] for row in by_event if row["rule"] == "requires"} == {
        "ended",
        "measure_softened",
        "released",
    }
    for rule, row in by_rule.items():
        mine = [other for other in by_event if other["rule"] == rule]
        assert sum(other["attempts"] for other in mine) == row["attempts"]
        assert {other["kind"] for other in mine} == {row["kind"]}
        assert ", ".join(sorted(other["event"] for other in mine)) == row["event"]
        assert max(other["people"] for other in mine) <= row["people"]
    kinds = {rule: row["kind"] for rule, row in by_rule.items()}
    assert (kinds["S-1"], kinds["requires"], kinds["way:care"]) == ("rule", "requires", "way")
    with pytest.raises(ScenarioError, match="cannot be counted by `person`"):
        small.stopped_by(by="person")


def test_waiting_counts_from_the_first_refusal(outline):
    """For conditional release, by hand."""
    log = [r for r in outline.log.rows() if r["event"] == "conditional_release_granted"]
    since, waits = {}, {}
    for row in log:
        person = row["person"]
        if row["outcome"] != "allowed":
            since.setdefault(person, row["day"])
        elif person in since and person not in waits:
            waits[person] = (row["day"] - since[person]).days
    line = next(r for r in outline.waiting().rows() if r["event"] == log[0]["event"])
    assert line["turned_away"] == len(since)
    assert line["allowed_later"] == len(waits)
    assert line["median_days"] == pytest.approx(np.median(list(waits.values())), abs=1)


def test_polars_reads_the_log_as_it_is(outline):
    """Days as days, texts as texts, numbers as numbers, and every value the same."""
    frame = pl.DataFrame(outline.log)
    assert frame.schema == {
        "person": pl.Int64,
        "day": pl.Date,
        "event": pl.String,
        "attempt": pl.String,
        "outcome": pl.String,
        "moves": pl.String,
        "against": pl.String,
    }
    assert frame.to_dicts() == outline.log.rows()


def test_polars_reads_every_kind_of_column_and_none_at_all():
    """Decimals, accents, empty tables."""
    table = Table(
        "kinds",
        {
            "name": ["né", "", "né"],
            "state": np.array(["a", "b", "a"]),
            "word": Words(np.array([1, 0, 1]), ("x", "y")),
            "share": np.array([0.5, 1.5, np.nan]),
            "count": np.array([1, 2, 3], dtype=np.int16),
        },
    )
    assert pl.DataFrame(table).drop("share").to_dicts() == [
        {k: v for k, v in row.items() if k != "share"} for row in table.rows()
    ]
    empty = Table("none", {"name": [], "count": np.array([], dtype=np.int64)})
    assert pl.DataFrame(empty).schema == {"name": pl.String, "count": pl.Int64}
    assert table.__arrow_c_schema__() is not None


def test_without_nanoarrow_a_table_says_what_to_install(monkeypatch):
    """The extra is named."""

    def missing(extra, *modules):
        raise MissingExtra(f"needs {modules}", help=f"install {extra}")

    monkeypatch.setattr(tables, "needs", missing)
    with pytest.raises(MissingExtra, match="nanoarrow"):
        pl.DataFrame(Table("t", {"a": np.array([1])}))


def test_a_table_shows_its_first_rows(outline):
    """As text and in a notebook, with how many there are."""
    text = repr(outline.log)
    assert text.splitlines()[0] == f"attempts of outline_eu_2022 ({len(outline.log):,} rows)"
    assert text.splitlines()[-1] == f"... and {len(outline.log) - 12:,} more"
    html = outline.log._repr_html_()
    assert "<table" in html
    assert "the first 12" in html
    assert repr(Table("t", {"a": np.array([1000])})) == "t (1 rows)\na\n1,000"


def test_a_run_says_what_happened(outline):
    """In numbers, and in a notebook by what stood in the way."""
    assert repr(outline).startswith("<Run of outline_eu_2022 with 380 people, seed 1: ")
    assert "GR-30" in outline._repr_html_()


def test_a_story_begins_with_what_was_known(outline):
    """And holds each attempt with what it carried."""
    story = outline.story(0)
    assert story.opened == date(2022, 1, 1)
    assert story.facts["sentence_start"] == date(2022, 1, 1)
    own = [row for row in outline.log.rows() if row["person"] == 0]
    assert [h.event for h in story.happenings] == [row["event"] for row in own]
    assert story.happenings[0].by.role == "sentence_court"


def test_a_story_is_decided_again(small):
    """Through the semantics of a single case; and it reads as lines."""
    story = small.story(3)
    decisions = story.replay()
    assert [(d.event, d.on, str(d.outcome)) for d in decisions] == [
        (h.event, h.on, h.outcome) for h in story.happenings
    ]
    assert [tuple(a.id for a in d.against) for d in decisions] == [
        h.against for h in story.happenings
    ]
    lines = repr(story).splitlines()
    assert lines[0] == "person 3 of specimen, opened on 2022-01-31"
    assert lines[1].split()[:2] == [str(story.happenings[0].on), story.happenings[0].event]
    assert len(lines) <= 42


@pytest.mark.parametrize("place", [200, -1, "3", None, True, 1.0])
def test_there_is_no_story_of_somebody_else(small, place):
    """People are numbered."""
    with pytest.raises(ScenarioError, match="there is no person") as caught:
        small.story(place)
    assert caught.value.help == "people are numbered 0 to 199"


def test_a_column_that_is_not_there_is_named():
    """With the one that was meant; it is a KeyError as well."""
    table = Table("t", {"people": np.array([1]), "day": ["x"]})
    with pytest.raises(NoSuchColumn, match="no column `peeple`") as caught:
        table["peeple"]
    assert caught.value.help == "did you mean `people`?"
    with pytest.raises(KeyError):
        table[3]
    assert Table("t", {}).names == ()


@pytest.mark.parametrize("draw", [occupancy_picture, stopped_picture])
def test_a_picture_is_self_contained_and_told_in_words(outline, draw):
    """Well-formed, with a title and a description, and nothing from outside."""
    text = draw(outline)
    root = ET.fromstring(text)
    tags = [element.tag.split("}")[1] for element in root.iter()]
    assert root[0].text
    assert len(root[1].text) > 40
    assert not {"script", "image", "foreignObject", "style"} & set(tags)
    assert text.count("http") == 1, "the name of the format, and no other address"


def test_bands_can_be_told_apart_without_colour(outline):
    """Each has its own pattern and its name."""
    text = occupancy_picture(outline)
    for k, name in enumerate(("remand", "sentence", "pre release", "probation", "stay", "closed")):
        assert f"continuum-band-{k}" in text
        assert f">{name}<" in text


def test_a_picture_of_a_run_without_refusals_says_so():
    """There is nothing to draw."""
    quiet = simulate(specimen(behaviour=specimen().behaviour.attempts[5:6]), n=3, seed=1)
    assert "Nothing was refused." in stopped_picture(quiet)
    assert quiet.stopped_by().rows() == []
    assert quiet.waiting().rows() == []
