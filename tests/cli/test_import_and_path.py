"""`continuum import` and `continuum path`: a workflow as it stands, and the ways in it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import continuum as ct
from continuum.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "workflow.csv"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def workflow(tmp_path):
    out = tmp_path / "workflow.json"
    assert run("import", EXAMPLE, "-o", out).exit_code == 0
    return out


def test_a_table_becomes_a_rulebook_file_and_what_was_decided_is_told(tmp_path):
    result = run("import", EXAMPLE, "-o", tmp_path / "w.json")
    assert "18 states, 22 events" in result.output
    assert "a case begins in `Received`, to which no arrow leads" in result.output
    assert (
        ct.Rulebook.from_json((tmp_path / "w.json").read_text(encoding="utf-8")).name == "workflow"
    )


def test_without_a_file_the_rulebook_is_the_answer():
    result = run("import", EXAMPLE, "--name", "permits", "--final", "Approved")
    assert ct.Rulebook.from_json(result.output).name == "permits"
    document = json.loads(run("import", EXAMPLE, "--json").output)
    assert document["content"]["name"] == document["rulebook"]["name"] == "workflow"
    assert document["notes"]


def test_columns_are_named_on_the_command_line(tmp_path):
    table = tmp_path / "t.csv"
    table.write_bytes("Van;Gebeurtenis;Naar\nöpen;a;b\n".encode("cp1252"))
    columns = [f"--column={c}" for c in ("source=Van", "event=Gebeurtenis", "target=Naar")]
    assert run("import", table, *columns, "--encoding", "cp1252").exit_code == 0
    refused = run("import", table, *columns)
    assert refused.exit_code == 2
    assert "--encoding cp1252" in refused.output
    assert "write it like `source=Van`" in run("import", table, "--column", "Van").output


def test_the_faults_of_a_table_are_listed_for_other_programs(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("source,event,target\na,,b\nc,d,\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["import", str(table), "--json"])
    assert result.exit_code == 2
    faults = json.loads(result.stdout)["error"]["faults"]
    assert [fault["place"] for fault in faults] == ["row 2", "row 3"]


def test_the_path_is_told_and_the_exit_code_says_whether_there_is_one(workflow):
    there = run("path", workflow, "refused", "approved")
    assert there.exit_code == 0
    assert "4. “sign” by team lead to “Approved”" in there.output
    back = run("path", workflow, "approved", "refused")
    assert back.exit_code == 1
    assert "no case gets there: no arrows lead there" in back.output
    document = json.loads(run("path", workflow, "refused", "approved", "--json").output)
    assert [one["event"] for one in document["paths"][0]][:2] == ["object", "look_at_it_anew"]
    assert document["story"]["acts"]


def test_a_table_that_is_given_as_a_rulebook_is_sent_to_import():
    result = run("path", EXAMPLE, "refused", "approved")
    assert result.exit_code == 2
    assert "make one of it first: `continuum import" in result.output
