"""Findings about an imported table are told in its words, with its rows."""

import re
import shlex

import pytest
from click.testing import CliRunner
from tests import planted

import continuum as ct
from continuum.adapters import read_table
from continuum.cli import main
from continuum.cli.table_words import read_table_words

TABLE = """source;event;target;guard;role
Received;check;Complete;all papers are there;Front desk
Received;check;Incomplete;otherwise;Front desk
Complete;decide;Granted;income is low;case officer
Complete;decide;Refused;otherwise;case officer
Refused;object;Objection lodged;;applicant
Granted;pay;Paid;;
"""


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def grants(tmp_path):
    (tmp_path / "grants.csv").write_text(TABLE, encoding="utf-8")
    out = tmp_path / "grants.json"
    ends = ("--final", "Paid", "--final", "Incomplete")
    assert run("import", tmp_path / "grants.csv", "-o", out, *ends).exit_code == 0
    return out


def test_a_finding_names_states_as_the_table_does_and_its_rows(grants):
    lines = run("check", grants).output.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  dead_end"))
    assert "`Objection lodged`" in lines[at + 1]
    assert lines[at + 1].endswith(
        "mark the state as final (import again with every end: `--final STATE`, or `yes` under "
        "`final`)"
    )
    assert lines[at + 2] == "    in the table: row 6"


def test_a_story_says_who_does_what_in_which_row(grants):
    output = run("check", grants).output
    rows = re.findall(r"\d: (.*) A-1 sends `(.*)` \((row \d+)\)", output)
    lines = TABLE.splitlines()
    assert rows
    for role, event, row in rows:
        _, said, _, _, who = lines[int(row.removeprefix("row ")) - 1].split(";")
        assert (said, who) == (event, role)
    assert "Front desk A-1 records that `all papers are there` is yes" in output


def test_a_path_tells_its_case_in_the_same_words(grants):
    output = run("path", grants, "Received", "Refused").output
    assert "case officer A-1 sends `decide` (row 5)" in output
    assert "case_officer" not in output


def test_what_stands_last_can_be_typed_and_explains_the_first_finding(grants):
    last = run("check", grants, "--on", "2020-01-01").output.splitlines()[-1]
    command = shlex.split(last)
    result = run(*command[1:])
    assert result.exit_code == 0
    assert "in the table: row 6" in result.output


def test_an_id_that_may_be_of_a_property_says_which_option_is_lacking(grants):
    result = run("check", grants, "--explain", "0123456789")
    assert result.exit_code == 2
    assert "give `--properties FILE` as well" in result.output


def test_a_name_that_stands_for_two_things_stays_a_name():
    words = read_table_words(read_table("source,event,target\nOPEN,Paid,PAID\n"))
    assert words.say("`paid` and `open`") == "`paid` and `OPEN`"


def test_a_rulebook_that_was_written_is_told_by_its_names():
    assert read_table_words(ct.load("outline")) is None
    assert read_table_words(planted.voluntary_step_gates()) is None
