"""`continuum diff`: what it tells, with which exit code."""

import json

import attrs
import pytest
from click.testing import CliRunner
from tests.verify.test_comparing_diff import halfway, renamed, sent

import continuum as ct
from continuum.cli import main


def run(*words):
    return CliRunner().invoke(main, ["diff", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def files(tmp_path):
    """The book with a house on the way; one without a way on; one where it has another name."""
    found = []
    for name, book in (("old", halfway()), ("shut", halfway(ends=False)), ("named", renamed())):
        found.append(tmp_path / f"{name}.json")
        found[-1].write_text(book.to_json(), encoding="utf-8")
    return found


def test_a_book_and_itself_differ_in_nothing(files):
    """Exit code 0, and a patch."""
    result = run(files[0], files[0])
    assert result.exit_code == 0
    assert result.output.splitlines()[0].endswith(
        "patch: nothing that a case may do, or that is owed in it, is otherwise"
    )


def test_what_differs_is_told_in_groups_each_with_its_story(files):
    """What is lost stands first; the exit code says that something differs."""
    result = run(files[0], files[1])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert "no longer allowed (1)" in lines
    assert "where cases would be stranded (1)" in lines
    at = lines.index("no longer allowed (1)")
    assert lines[at + 1].startswith("  - `left` is no longer allowed")
    assert lines[at + 2] == "      | 2026-11-23: the case opens"


def test_the_document_is_the_form_of_the_comparison(files):
    """For other programs."""
    result = run(files[0], files[1], "--json", "--no-moving")
    document = json.loads(result.output)
    assert document["level"] == "major"
    assert document["moving"] == []
    assert [one["event"] for one in document["removed"]] == ["left"]


def test_places_say_which_state_stands_for_which(files):
    """Then nothing is stranded; what is not written so is bad input."""
    assert run(files[0], files[2]).exit_code == 1
    assert run(files[0], files[2], "--place", "legal.house=legal.home").exit_code == 0
    wrong = run(files[0], files[2], "--place", "legal.house")
    assert wrong.exit_code == 2
    assert "write the old state, then the new one" in wrong.stderr


def test_running_cases_are_read_from_their_histories(files, tmp_path):
    """And told by their ids."""
    case = tmp_path / "case.json"
    case.write_text(sent(halfway(), "housed").to_json(), encoding="utf-8")
    result = run(files[0], files[1], "--case", case)
    assert "P-7: from where it stands (`house`) no end can be reached any more" in result.output


def test_a_comparison_that_was_stopped_is_no_answer(tmp_path):
    """Exit code 2, with what was not looked at."""
    eu = ct.load("eu")
    less = tmp_path / "less.json"
    less.write_text(attrs.evolve(eu, rules=eu.rules[:-1]).to_json(), encoding="utf-8")
    result = run("eu", less, "--nodes", 200)
    assert result.exit_code == 2
    assert "not finished: the 200 nodes that it was given are used up" in result.output
