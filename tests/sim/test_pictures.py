"""Pictures show what the tables say, stand by themselves, and can be read without colour."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import (
    Capacity,
    Officers,
    Picture,
    aalen_johansen,
    beside_picture,
    caseload_picture,
    compare,
    flow_chart,
    flow_picture,
    incidence_chart,
    incidence_picture,
    occupancy_chart,
    occupancy_picture,
    one_way,
    outline_eu_2022,
    queue_picture,
    simulate,
    stopped_picture,
    tornado_picture,
)
from continuum.sim.pictures.flows import flows
from continuum.sim.pictures.strokes import kept_apart
from continuum.sim.results.caseload import held

SCENARIO = outline_eu_2022()
PLACES = SCENARIO.patched(
    "places",
    {
        "setting.programme": Capacity(
            "programme",
            8,
            takes="programme_joined",
            until=("programme_left", "sentence_expired"),
            changes={"2026-01-01": 10},
        ),
        "setting.officers": Officers(
            "officers", 50, 20, takes="conditional_release_granted", held={"pathway": "probation"}
        ),
    },
)


@pytest.fixture(scope="module")
def run():
    return simulate(SCENARIO, n=80, seed=1)


@pytest.fixture(scope="module")
def crowded():
    return simulate(PLACES, n=80, seed=1, replications=2)


@pytest.fixture(scope="module")
def pictures(run, crowded):
    waits = run.times("convicted", "conditional_release_granted", "sentence_expired")
    late = simulate(outline_eu_2022(200).with_(name="late"), n=80, seed=1)
    return {
        "occupancy": occupancy_picture(run),
        "stopped": stopped_picture(run),
        "flow": flow_picture(run),
        "incidence": incidence_picture(waits),
        "beside": beside_picture(compare(run, late)),
        "caseload": caseload_picture(crowded),
        "queue": queue_picture(crowded),
        "tornado": tornado_picture(one_way(SCENARIO, "days in phase: stay", n=40)),
    }


NAMES = (
    "occupancy", "stopped", "flow", "incidence", "beside", "caseload", "queue", "tornado",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_stands_by_itself_and_is_told_in_words(pictures, name):
    """Well-formed, with a title and a description, no script and nothing from outside."""
    picture = pictures[name]
    assert isinstance(picture, Picture)
    root = ET.fromstring(picture)
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert root[0].text == picture.heading
    assert root[1].text == picture.told
    assert len(picture.told) > 40
    assert not {"script", "image", "foreignObject", "style"} & tags
    assert picture.count("http") == 1, "the name of the format, and no other address"
    assert "nan" not in picture
    assert "inf" not in re.sub(r"[a-z]*inf[a-z]+", "", picture)


@pytest.mark.parametrize("name", NAMES)
def test_everything_lies_inside_the_picture(pictures, name):
    """No letter begins outside, and no number has run away."""
    root = ET.fromstring(pictures[name])
    wide, high = (float(root.get(side)) for side in ("width", "height"))
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x")) <= wide
        assert 0 <= float(text.get("y")) <= high


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_itself_in_a_notebook_with_its_numbers(pictures, name):
    """As an image, in which nothing can act, and a table that folds out."""
    shown = pictures[name]._repr_html_()
    assert shown.startswith('<img alt="')
    assert "data:image/svg+xml;base64," in shown
    assert "<details>" in shown
    assert "<table" in shown
    assert "<svg" not in shown
    assert pictures[name]._repr_svg_() == str(pictures[name])
    assert len(pictures[name].table) > 0


def test_a_picture_is_saved_as_itself_or_as_a_page(pictures, tmp_path):
    """Other endings are refused."""
    picture = pictures["flow"]
    assert picture.save(tmp_path / "flow.svg").read_text("utf-8") == str(picture)
    page = picture.save(str(tmp_path / "flow.html")).read_text("utf-8")
    assert page.count("<table") == page.count("<img") == 1
    with pytest.raises(ScenarioError, match=r"flow\.png") as caught:
        picture.save(tmp_path / "flow.png")
    assert "`.svg` or `.html`" in caught.value.help
    assert repr(picture).startswith("<Picture: From where to where 80 people go")


def test_what_flows_in_flows_out_or_is_still_there(run):
    """The people of each stay are those who came to it, in every place."""
    rows = flows(run, stays=8).rows()
    assert sum(row["people"] for row in rows if row["stay"] == 1) == 80
    for stay in range(2, 8):
        for name in {row["source"] for row in rows if row["stay"] == stay}:
            out = sum(r["people"] for r in rows if (r["stay"], r["source"]) == (stay, name))
            came = sum(r["people"] for r in rows if (r["stay"], r["target"]) == (stay - 1, name))
            assert out == came
    spans = run.spans("phase")
    longest = np.bincount(spans["person"]).max()
    assert max(row["stay"] for row in rows) <= longest


def test_bands_of_flow_are_as_wide_as_there_are_people(pictures, run):
    """Read off the strokes: a band of people per pixel, the same everywhere."""
    found = re.findall(
        r'd="M[\d.]+ ([\d.]+)C.*?V.*?C.*? [\d.]+ ([\d.]+)Z".*?<title>([^<:]*): (\d+)<',
        pictures["flow"],
    )
    wide = [(float(low) - float(top), int(people)) for top, low, _, people in found]
    per = [pixels / people for pixels, people in wide if people > 4]
    assert len(wide) > 8
    assert max(per) == pytest.approx(min(per), rel=0.1)


def test_two_policies_have_the_person_years_of_their_measures(pictures, run):
    """The table beside says what the measures say, counted by months instead of days."""
    rows = {row["phase"]: row for row in pictures["beside"].table.rows()}
    for phase in ("sentence", "probation", "closed"):
        days = run.measure(f"days in phase: {phase}").sum()
        assert rows[phase]["outline_eu_2022"] == pytest.approx(days / 365.25, rel=0.06)
    assert rows["pre_release"]["difference"] > 0


def test_places_that_change_and_queues_that_stay_empty_are_seen(pictures):
    """From 8 to 10 places; and a capacity for which nobody waits says so."""
    assert "8 to 10" in pictures["caseload"]
    assert "interval of the mean" in pictures["caseload"]
    assert pictures["queue"].count("nobody waits") == 1


def test_nobody_holds_two_places(crowded):
    """Who takes one again while holding it takes no second one, so there are never too many."""
    programme = next(one for one in PLACES.setting.capacities if one.name == "programme")
    taken = held(crowded, programme)
    for replication in (0, 1):
        mine = taken.rows // crowded.n == replication
        moments = np.concatenate([taken.begins[mine], taken.ends[mine]])
        change = np.repeat([1, -1], mine.sum())
        order = np.lexsort((change, moments))
        assert 8 <= np.cumsum(change[order]).max() <= 10


def test_a_tornado_names_what_moves_nothing_and_marks_what_is_assumed(pictures):
    """The widest on top, each with its range and what it rests on."""
    picture = pictures["tornado"]
    assert picture.index("third_country_national") < picture.index("consents")
    assert "0.1 to 0.6; assumption" in picture
    assert "moves nothing" in picture
    with pytest.raises(ScenarioError, match="was not measured"):
        tornado_picture(one_way(SCENARIO, "days in phase: stay", n=10), "gap days")


def test_what_cannot_be_drawn_is_refused(run):
    """No curve, no such number of stays."""
    with pytest.raises(ScenarioError, match="nothing to draw"):
        incidence_picture([])
    with pytest.raises(ScenarioError, match="`1` stays"):
        flow_picture(run, stays=1)


def test_labels_keep_apart():
    """In order, at least so far from each other, within the bounds."""
    assert kept_apart([5, 5, 5], 10, 0, 100) == [5, 15, 25]
    assert kept_apart([98, 99], 10, 0, 100) == [90, 100]


def test_short_waits_are_drawn_in_days():
    """The axis takes the unit that fits."""
    curves = aalen_johansen([1, 5, 9, 20], [1, 2, 1, 1], names=("left", "stayed"))
    assert ">days<" in incidence_picture(curves)
    assert 'stroke-dasharray="9 4"' in incidence_picture(curves)


def test_charts_have_the_numbers_of_the_pictures(run):
    """Valid to their own schemas, checked by the libraries."""
    chart = occupancy_chart(run, every="year").to_dict()
    (rows,) = chart["datasets"].values()
    assert sum(row["people"] for row in rows if row["day"] == "2030-01-01") == 80
    curves = run.times("convicted", "conditional_release_granted", "sentence_expired")
    (rows,) = incidence_chart(curves).to_dict()["datasets"].values()
    assert {row["ending"] for row in rows} == {"conditional release granted", "sentence expired"}
    assert all(row["low"] <= row["share"] <= row["high"] for row in rows)
    link = flow_chart(run).data[0].link
    table = flows(run)
    assert sum(link.value) == table["people"][table["target"] != "still there"].sum()
