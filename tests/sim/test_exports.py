"""What is written for others is read by real readers of each form, and says the same.

XES and OCEL 2.0 are read by r4pm, the reader of the rust4pm project; Parquet by polars.
"""

import json
from xml.etree import ElementTree as ET

import polars as pl
import pytest
import r4pm
from tests.rooms import rooms

import continuum.sim.exports.ocel
from continuum.errors import MissingExtra, ScenarioError
from continuum.sim import Officers, outline_eu_2022, simulate
from continuum.sim.exports import parquet


@pytest.fixture(scope="module")
def run():
    """One small run of the built-in scenario."""
    return simulate(outline_eu_2022(), n=60, seed=1)


@pytest.fixture(scope="module")
def logged(run):
    """Its log as a frame."""
    return pl.DataFrame(run.log)


def _read(kind, path):
    id = r4pm.import_item(kind, str(path))
    try:
        return r4pm.item_to_df(id)
    finally:
        r4pm.remove_item(id)


def test_a_reader_of_xes_finds_every_event_in_its_order(run, logged, tmp_path):
    """Whose, what, when, by whom, with what outcome, and what stood in the way."""
    run.to_xes(tmp_path / "run.xes", refusals=True)
    frame = _read("EventLog", tmp_path / "run.xes")
    assert frame["case:concept:name"].cast(pl.Int64).to_list() == logged["person"].to_list()
    assert frame["concept:name"].to_list() == logged["event"].to_list()
    assert frame["outcome"].to_list() == logged["outcome"].to_list()
    assert frame["against"].fill_null("").to_list() == logged["against"].to_list()
    told = frame["time:timestamp"].dt.date()
    # A moment is rounded to milliseconds, and may round into the next day.
    late = (told - logged["day"]).dt.total_days().to_list()
    assert set(late) <= {0, 1}
    assert sum(late) <= 2
    roles = {a.event: a.by for a in run.scenario.behaviour.attempts if not a.label}
    by = dict(zip(frame["concept:name"], frame["org:role"], strict=True))
    assert {event: by[event] for event in by if event in roles} == {
        event: role for event, role in roles.items() if event in by
    }


def test_xes_has_only_what_happened_unless_more_is_asked(run, logged, tmp_path):
    """And says what was simulated, at its head, in the order that the standard asks."""
    run.to_xes(tmp_path / "run.xes")
    frame = _read("EventLog", tmp_path / "run.xes")
    assert len(frame) == logged.filter(pl.col("outcome") == "allowed").height
    assert set(frame["lifecycle:transition"]) == {"complete"}
    root = ET.parse(tmp_path / "run.xes").getroot()
    tags = [child.tag.rpartition("}")[2] for child in root]
    order = ["extension", "global", "classifier", "string", "trace"]
    assert [tag for k, tag in enumerate(tags) if k == 0 or tags[k - 1] != tag] == order
    said = {child.get("key"): child.get("value") for child in root if child.get("key")}
    assert said["continuum:digest_of_run"] == run.digest
    assert said["continuum:note"].startswith("made-up people")


def test_a_reader_of_ocel_finds_every_event_and_its_objects(run, logged, tmp_path):
    """Each event is about a person and by a role; a handover belongs to a person and two roles."""
    run.to_ocel(tmp_path / "run.json", refusals=True)
    found = _read("OCEL", tmp_path / "run.json")
    events = found["events"].sort(pl.col("ocel:eid").str.slice(1).cast(pl.Int64))
    assert events["ocel:activity"].to_list() == logged["event"].to_list()
    assert events["outcome"].to_list() == logged["outcome"].to_list()
    objects = dict(found["objects"].group_by("ocel:type").len().iter_rows())
    assert objects["person"] == 60
    assert objects["run"] == 1
    assert objects["role"] == len(run.scenario.book.roles)
    related = found["relations"].filter(pl.col("ocel:qualifier") == "about")
    assert related.height == len(logged)
    people = related.sort(pl.col("ocel:eid").str.slice(1).cast(pl.Int64))["ocel:oid"]
    assert people.to_list() == [f"person:{number}" for number in logged["person"]]
    handed = found["relations"].filter(pl.col("ocel:type") == "handover")
    assert handed.height == logged.filter(pl.col("event").str.contains("^h[0-9]+_")).height
    assert set(handed["ocel:oid"]) == set(
        found["objects"].filter(pl.col("ocel:type") == "handover")["ocel:oid"]
    )


def test_a_handover_that_is_prepared_again_is_a_new_one(run, logged, tmp_path):
    """As many as were prepared; and none is effective twice."""
    run.to_ocel(tmp_path / "run.json")
    found = _read("OCEL", tmp_path / "run.json")
    prepared = logged.filter(
        pl.col("event").str.ends_with("_prepared") & (pl.col("outcome") == "allowed")
    )
    kinds = found["objects"].filter(pl.col("ocel:type") == "handover")
    assert kinds.height == prepared.height
    effective = found["relations"].filter(
        pl.col("ocel:activity").str.ends_with("_effective") & (pl.col("ocel:type") == "handover")
    )
    assert effective["ocel:oid"].is_unique().all()


def test_places_go_from_one_person_to_the_next(tmp_path):
    """Two places of one officer: the third person gets the place that the first gave back."""
    run = rooms(Officers("desk", 1, 2, takes="entered", held={"place": "in"}))
    run.to_ocel(tmp_path / "run.json", refusals=True)
    found = _read("OCEL", tmp_path / "run.json")
    related = found["relations"].filter(pl.col("ocel:type") == "place")
    assert related.select("ocel:eid", "ocel:oid", "ocel:qualifier").sort("ocel:eid").rows() == [
        ("e0", "place:desk:1", "takes"),
        ("e1", "place:desk:1", "frees"),
        ("e2", "place:desk:2", "takes"),
        ("e4", "place:desk:1", "takes"),
    ]
    assert set(found["relations"].filter(pl.col("ocel:type") == "officer")["ocel:oid"]) == {
        "officer:desk:1"
    }
    of = found["o2o"].filter(pl.col("ocel:qualifier") == "of")
    assert set(of["ocel:oid"]) == {"place:desk:1", "place:desk:2"}


def test_ocel_declares_every_type_and_attribute_that_it_uses(run, tmp_path):
    """The rules of the standard: names declared, ids unique, relations to objects that exist."""
    run.to_ocel(tmp_path / "run.json", refusals=True)
    log = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert set(log) == {"objectTypes", "eventTypes", "objects", "events"}
    ids = [one["id"] for one in log["objects"]]
    assert len(set(ids)) == len(ids)
    assert len({one["id"] for one in log["events"]}) == len(log["events"])
    for types, items in (("objectTypes", "objects"), ("eventTypes", "events")):
        declared = {t["name"]: {a["name"] for a in t["attributes"]} for t in log[types]}
        for item in log[items]:
            assert {a["name"] for a in item["attributes"]} <= declared[item["type"]]
            assert {r["objectId"] for r in item["relationships"]} <= set(ids)


def test_parquet_is_the_log_and_says_what_was_simulated(run, logged, tmp_path):
    """Every value, and the digest among the metadata."""
    run.to_parquet(tmp_path / "run.parquet")
    assert pl.read_parquet(tmp_path / "run.parquet").equals(logged)
    said = pl.read_parquet_metadata(tmp_path / "run.parquet")
    assert said["continuum.digest_of_run"] == run.digest
    assert said["continuum.rulebook"] == "outline 1"


def test_arrow_is_handed_over_without_a_file(run, logged):
    """The log itself has the capsules."""
    assert pl.DataFrame(run.to_arrow()).equals(logged)


@pytest.mark.parametrize("write", ["to_xes", "to_ocel", "to_parquet"])
def test_what_cannot_be_written_is_refused_and_leaves_nothing(run, write, tmp_path):
    """A folder that is not there."""
    with pytest.raises(ScenarioError, match=r"cannot be written \(No such file") as caught:
        getattr(run, write)(tmp_path / "nowhere" / "run")
    assert "a folder that exists" in caught.value.help
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_breaks_off_leaves_the_old_file(run, tmp_path, monkeypatch):
    """Nothing is half-written."""
    path = tmp_path / "run.json"
    path.write_text("old")

    def broken(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(continuum.sim.exports.ocel, "_events", broken)
    with pytest.raises(KeyboardInterrupt):
        run.to_ocel(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_without_polars_parquet_says_what_to_install(run, monkeypatch, tmp_path):
    """The extra is named."""

    def missing(extra, *modules):
        raise MissingExtra(f"needs {modules}", help=f"install {extra}")

    monkeypatch.setattr(parquet, "needs", missing)
    with pytest.raises(MissingExtra, match="polars") as caught:
        run.to_parquet(tmp_path / "run.parquet")
    assert caught.value.help == "install frames"
