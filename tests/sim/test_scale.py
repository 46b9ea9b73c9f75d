"""A run is the same in any portions and by whomever; and it is kept whole or not at all."""

import json
import multiprocessing
import os
import zipfile
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import attrs
import numpy as np
import polars as pl
import pytest

from continuum import sim
from continuum.errors import MissingExtra, ScenarioError
from continuum.sim import Run, outline_eu_2022, simulate
from continuum.sim.scale.job import Portion, job_of

SPAWNED = multiprocessing.get_context("spawn")
# Of 140 people of the outline under seed 3; equal on every machine, over any workers.
RECORDED = "1d4b31d0af7b3b48e17859668c2c66745242dca6340f657088fdb7f618c165ab"


@pytest.fixture(scope="module")
def scenario():
    return outline_eu_2022()


@pytest.fixture(scope="module")
def whole(scenario):
    return simulate(scenario, n=140, seed=3)


# ------------------------------------------------------------------------------ workers


@pytest.mark.parametrize("portions", [1, 2, 7])
def test_the_log_is_the_recorded_one_in_any_portions(scenario, portions):
    run = simulate(scenario, n=140, seed=3, block=140 // portions)
    assert run.events.digest == RECORDED


def test_the_log_is_the_recorded_one_over_threads_and_processes(scenario):
    with ThreadPoolExecutor(3) as threads:
        assert simulate(scenario, n=140, seed=3, block=20, executor=threads).events.digest == (
            RECORDED
        )
    with ProcessPoolExecutor(2, mp_context=SPAWNED) as processes:
        run = simulate(scenario, n=140, seed=3, block=20, executor=processes)
    assert run.events.digest == RECORDED
    assert run.events.time.tobytes() == simulate(scenario, n=140, seed=3).events.time.tobytes()


def test_the_log_is_the_recorded_one_over_dask(scenario):
    """A cluster on loopback, without a dashboard, in processes of its own."""
    from distributed import Client, LocalCluster

    cluster = partial(LocalCluster, host="127.0.0.1", dashboard_address=None)
    with cluster(n_workers=1, threads_per_worker=2) as here, Client(here) as client:
        run = simulate(scenario, n=140, seed=3, block=20, executor=client)
    assert run.events.digest == RECORDED


class Dying(ProcessPoolExecutor):
    """Its worker is killed instead of doing the third portion."""

    asked = 0

    def submit(self, fn, /, *args, **kwargs):
        self.asked += 1
        return super().submit(os._exit, 1) if self.asked == 3 else super().submit(fn, *args)


def test_a_worker_that_dies_is_told_with_the_rows_and_nothing_is_written(scenario, tmp_path):
    with (
        Dying(1, mp_context=SPAWNED) as pool,
        pytest.raises(ScenarioError, match=r"worker did not.*rows (0|20|40) to 139 of 140 are mis"),
    ):
        simulate(scenario, n=140, seed=3, block=20, executor=pool, into=tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


class Here(Executor):
    """Does everything at once, here."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args))
        except Exception as error:  # noqa: BLE001 - as executors do
            future.set_exception(error)
        return future


def test_people_who_were_given_travel_with_their_portion(scenario):
    cohort = scenario.people.draw(30, 1)
    given = scenario.with_(people=cohort, uncertain=())
    run = simulate(given, seed=2, replications=2, block=7, executor=Here())
    assert run.events.digest == simulate(given, seed=2, replications=2).events.digest


def test_what_cannot_be_an_executor_a_progress_or_a_block_is_refused(scenario):
    for wrong, told in (
        ({"executor": 3}, "an executor cannot be `int`"),
        ({"progress": 3}, "progress cannot be told to `3`"),
        ({"block": 0}, "a block cannot have `0` people"),
    ):
        with pytest.raises(ScenarioError, match=told):
            simulate(scenario, n=3, **wrong)


@pytest.mark.parametrize("replications", [1, 3])
def test_some_of_the_people_are_those_that_all_would_have_been(scenario, replications):
    """Also where they arrive one after the other, and where they were given."""
    arriving = scenario.with_(setting=sim.Setting(arrivals=sim.Poisson(per_year=50)))
    given = arriving.with_(people=arriving.people.draw(40, 9), uncertain=())
    for walk in (arriving, given):
        job = job_of(walk, None if walk is given else 40, 5, replications)
        everybody, some = job.people(), job.people(Portion(25, 40))
        assert (everybody.starts[25:40] == some.starts).all()
        assert (everybody.keys(5)[25:40] == some.keys(5)).all()
        for name, column in everybody.traits.items():
            assert (column.values[25:40] == some.traits[name].values).all()


def test_people_who_wait_for_the_same_places_stay_together(scenario):
    """A portion is a whole replication at least, however small the block."""
    few = sim.Capacity(
        "beds", 3, takes=("conditional_release_granted",), held={"pathway": ("probation",)}
    )
    crowded = scenario.with_(setting=sim.Setting(capacities=(few,)))
    run = simulate(crowded, n=20, seed=3, replications=3)
    assert (run.events.outcome == 3).any(), "somebody waits"
    told = []
    again = simulate(
        crowded, n=20, seed=3, replications=3, block=7, executor=Here(),
        progress=lambda *said: told.append(said[0]),
    )  # fmt: skip
    assert (told, again.events.digest) == ([0, 20, 40, 60], run.events.digest)


# ------------------------------------------------------------------------------ streaming


def test_parts_say_what_the_log_says(scenario, whole, tmp_path):
    written = simulate(scenario, n=140, seed=3, block=40, into=tmp_path / "run")
    assert written.scan().collect().equals(pl.DataFrame(whole.log))
    assert (written.rows, len(written), len(written.files)) == (140, len(whole.events), 4)
    assert (written.complete, written.digests) == (True, scenario.digests)
    assert written.scenario == scenario
    assert repr(sim.open_run(tmp_path / "run")) == repr(written)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["run"], "no half of it is left"
    with pytest.raises(ScenarioError, match="is there already"):
        simulate(scenario, n=3, into=tmp_path / "run")
    with pytest.raises(ScenarioError, match="cannot be written"):
        simulate(scenario, n=3, into=tmp_path / "nowhere" / "run")


def test_parts_of_replications_say_which(scenario, tmp_path):
    run = simulate(scenario, n=20, seed=3, replications=3)
    with ThreadPoolExecutor(2) as pool:
        written = simulate(
            scenario, n=20, seed=3, replications=3, block=25, into=tmp_path / "run", executor=pool
        )
    assert written.scan().collect().equals(pl.DataFrame(run.log))


def test_copies_of_this_process_do_not_write_parts(scenario, tmp_path):
    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool,
        pytest.raises(ScenarioError, match="may wait for ever"),
    ):
        simulate(scenario, n=3, into=tmp_path / "run", executor=pool)


def test_damaged_parts_are_told_all_at_once(scenario, tmp_path):
    written = simulate(scenario, n=60, seed=3, block=20, into=tmp_path / "run")
    first, second, third = written.files
    second.write_bytes(second.read_bytes()[:-1] + b"?")
    with pytest.raises(ScenarioError, match=r"part-00001.parquet` is not the file that was"):
        written.check()
    first.unlink()
    third.write_bytes(b"")
    with pytest.raises(ScenarioError, match=r"(?s)2 faults.*00000.*is not there.*00002.*0 bytes"):
        sim.open_run(tmp_path / "run")
    with pytest.raises(ScenarioError, match="holds no run"):
        sim.open_run(tmp_path)


def test_streaming_needs_the_frames(scenario, tmp_path, monkeypatch):
    monkeypatch.setattr("continuum.errors.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="polars"):
        simulate(scenario, n=3, into=tmp_path / "run")


# ------------------------------------------------------------------------------ progress


def test_progress_is_told_after_each_block(scenario):
    told = []
    simulate(scenario, n=50, block=20, progress=lambda *said: told.append(said))
    assert [said[:2] for said in told] == [(0, 50), (20, 50), (40, 50), (50, 50)]
    assert told[0][2] is None
    assert told[1][2] > 0
    assert told[3][2] == 0


@pytest.mark.parametrize("bar", [True, False])
def test_progress_is_shown_with_a_library_or_without(scenario, capsys, monkeypatch, bar):
    monkeypatch.setattr("continuum.sim.scale.progress.find_spec", lambda _: bar or None)
    simulate(scenario, n=20, block=10, progress="auto")
    said = capsys.readouterr()
    assert ("20.0/20.0" if bar else "20 of 20 people, about 0 s left") in said.err
    assert said.out == ""


def stopping(at):
    """A progress at which somebody loses patience."""

    def progress(done, of, left):
        if done >= at:
            raise KeyboardInterrupt

    return progress


def test_an_interruption_leaves_what_is_done(scenario, whole, tmp_path):
    with pytest.warns(UserWarning, match="interrupted when 80 of 140 people were done"):
        run = simulate(scenario, n=140, seed=3, block=40, progress=stopping(80))
    assert (run.complete, run.n, run.asked) == (False, 80, 140)
    assert "interrupted when 80 of 140 people were done" in repr(run)
    assert run.events.digest == whole.events.first(80).digest
    assert run.digest != simulate(scenario, n=80, seed=3).digest
    run.save(tmp_path / "kept")
    assert repr(Run.load(tmp_path / "kept")) == repr(run)
    with pytest.warns(UserWarning, match="interrupted"):
        written = simulate(
            scenario, n=140, seed=3, block=40, progress=stopping(80), into=tmp_path / "run"
        )
    assert (written.complete, written.rows, len(written)) == (False, 80, len(run.events))
    assert "interrupted: 80 of 140" in repr(written)
    with pytest.raises(KeyboardInterrupt):
        simulate(scenario, n=140, seed=3, progress=stopping(0), into=tmp_path / "other")
    assert not (tmp_path / "other.part").exists()


def test_an_interruption_leaves_whole_replications(scenario):
    with pytest.warns(UserWarning, match="interrupted"):
        run = simulate(scenario, n=20, replications=5, block=25, progress=stopping(50))
    assert (run.n, run.replications, run.rows) == (20, 2, 40)
    assert run.events.digest == simulate(scenario, n=20, replications=2).events.digest
    with pytest.warns(UserWarning, match="interrupted"):
        run = simulate(scenario, n=40, replications=2, block=25, progress=stopping(25))
    assert (run.n, run.replications) == (25, 1)
    with pytest.warns(UserWarning, match="interrupted"), pytest.raises(KeyboardInterrupt):
        sim.compare(scenario, scenario, n=40, block=25, progress=stopping(25))


# ------------------------------------------------------------------------------ keeping


def test_a_kept_run_is_the_run(scenario, tmp_path):
    run = simulate(scenario, n=30, seed=4, replications=2)
    run.save(tmp_path / "a.run")
    again = Run.load(tmp_path / "a.run")
    assert (repr(again), again.digests) == (repr(run), run.digests)
    assert again.log.rows() == run.log.rows()
    assert again.stopped_by().rows() == run.stopped_by().rows()
    given = scenario.with_(people=scenario.people.draw(9, 1), uncertain=())
    simulate(given, seed=1).save(tmp_path / "a.run")
    people = sim.open_run(tmp_path / "a.run").cohort
    for name, column in given.people.traits.items():
        assert people.traits[name].values.tolist() == column.values.tolist()


def test_a_damaged_or_foreign_file_is_refused_in_words(whole, tmp_path):
    kept = tmp_path / "a.run"
    whole.save(kept)
    data = kept.read_bytes()
    for wrong in (b"", data[:-50], b"PK" + data[20:], data[:3000] + b"?" + data[3001:]):
        kept.write_bytes(wrong)
        with pytest.raises(ScenarioError, match="is no kept run, or is damaged"):
            Run.load(kept)
    with pytest.raises(ScenarioError, match="there is no file"):
        Run.load(tmp_path / "nowhere")


def rewritten(path, member, change):
    """Change one member of a kept run."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members[member] = change(members[member])
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)


def test_a_run_whose_law_or_people_have_changed_is_refused(whole, tmp_path):
    kept = tmp_path / "a.run"

    def other(data):
        about = json.loads(data)
        about["digests"] |= {"rulebook": "0", "people": "0"}
        return json.dumps(about).encode()

    whole.save(kept)
    rewritten(kept, "run.json", other)
    with pytest.raises(ScenarioError, match=r"(?s)2 faults.*the rulebook is not.*the people drawn"):
        Run.load(kept)
    whole.save(kept)
    rewritten(
        kept, "scenario.json", lambda data: json.dumps(json.loads(data) | {"seed": 9}).encode()
    )
    with pytest.raises(ScenarioError, match="the scenario is not that of the run any more"):
        Run.load(kept)
    whole.save(kept)
    rewritten(kept, "scenario.json", lambda data: data.replace(b"acquitted", b"aquitted"))
    with pytest.raises(ScenarioError, match=r"the scenario in .* cannot be read"):
        Run.load(kept)


def test_people_who_cannot_be_found_again_are_not_kept(whole, tmp_path):
    other = attrs.evolve(whole, cohort=whole.cohort.take(np.arange(140)[::-1]))
    with pytest.raises(ScenarioError, match="are not those that its scenario gives"):
        other.save(tmp_path / "a.run")
