"""The commands that keep a pack and plant faults: what they say, write and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from tests.books import ruritania

import continuum as ct
from continuum.cli import main

CASES = Path(__file__).parents[2] / "examples" / "cases"


def run(*words):
    """The result of a command; anything that is not an orderly exit is raised."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def book(tmp_path):
    """A rulebook in a file."""
    file = tmp_path / "ruritania.json"
    file.write_text(ruritania().to_json(), encoding="utf-8")
    return file


def test_a_pack_is_written_and_replayed(book, tmp_path):
    """On the same text every case comes out as recorded."""
    file = tmp_path / "ruritania.pack.json"
    written = run("pack", book, "-o", file)
    assert written.exit_code == 0
    assert f"boundary cases, written to {file}" in written.output
    again = run("pack", book, "--replay", file)
    assert again.exit_code == 0
    assert again.output.splitlines()[-1] == "every case came out as recorded"


def test_a_changed_rulebook_differs_from_its_pack(book, tmp_path):
    """Each difference says the case, what was and what is; the exit code is 1."""
    file = tmp_path / "ruritania.pack.json"
    run("pack", book, "-o", file)
    gone = ruritania().rule("GR-51")
    rules = [rule for rule in ruritania().rules if rule is not gone]
    changed = tmp_path / "changed.json"
    changed.write_text(attrs.evolve(ruritania(), rules=rules).to_json(), encoding="utf-8")
    result = run("pack", changed, "--replay", file)
    assert result.exit_code == 1
    assert "another text than the pack is of" in result.output
    assert "outcome was `refused`, is `allowed`" in result.output
    document = json.loads(run("pack", changed, "--replay", file, "--json").stdout)
    assert document["same_text"] is False
    assert any(gone.id in one["was"].get("against", ()) for one in document["differences"])


def test_a_pack_of_another_rulebook_is_refused(book, tmp_path):
    """It says of which it is."""
    file = tmp_path / "ruritania.pack.json"
    run("pack", book, "-o", file)
    result = run("pack", "outline", "--replay", file)
    assert result.exit_code == 2
    assert "the pack is of rulebook `ruritania`, not of `outline`" in result.stderr


def test_a_pack_is_either_written_or_replayed(book, tmp_path):
    """Both at once is a mistake."""
    result = run("pack", book, "--replay", tmp_path / "a", "-o", tmp_path / "b")
    assert result.exit_code == 2
    assert "a pack is either written or replayed" in result.stderr


def test_what_nothing_would_notice_is_told(book):
    """Without any case much survives; the exit code is 1."""
    result = run("mutate", book, "--check", "none", "--sample", 10, "--most", 2)
    assert result.exit_code == 1
    assert result.output.startswith("ruritania 1: 10 planted faults, drawn from ")
    told = result.output.partition("nothing you have written would notice if:\n")[2]
    assert told.count("\n  - ") + told.startswith("  - ") == 2


def test_cases_of_a_folder_and_lists_of_cases_are_followed():
    """Each notices what it was decided for."""
    result = run("mutate", "outline", "--cases", CASES / "outline", "--check", "none",
                 "--sample", 12, "--json")  # fmt: skip
    document = json.loads(result.stdout)
    assert document["tried"] == 12
    assert document["noticed"]["case"] >= 6
    hows = [one["how"] for one in document["faults"] if one["noticed_by"] == "case"]
    assert all(".json: row " in how or "`" in how for how in hows)


def test_with_its_pack_a_rulebook_has_no_survivors(book, tmp_path):
    """Then the exit code is 0."""
    file = tmp_path / "ruritania.pack.json"
    run("pack", book, "-o", file)
    result = run("mutate", book, "--check", "none", "--pack", file, "--most", 0)
    assert result.exit_code == 0, result.output
    assert "noticed with the pack: " in result.output


def test_a_folder_without_cases_is_refused(tmp_path):
    """A wrong path is no case that passed."""
    result = run("mutate", "outline", "--cases", tmp_path)
    assert result.exit_code == 2
    assert "there is no JSON file in" in result.stderr


def test_a_case_that_fails_as_it_is_stops_everything(tmp_path):
    """It would notice every fault."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    form = {
        "case_id": case.case_id, "opened": "2024-01-10", "facts": {},
        "rows": [{"on": "2024-01-10", "by": ["sentence_court", "SC-1"],
                  "event": "acquitted_or_charges_dropped", "expect": {"outcome": "refused"}}],
    }  # fmt: skip
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    result = run("mutate", "outline", "--cases", file, "--check", "none", "--sample", 1)
    assert result.exit_code == 2
    assert "comes out otherwise than decided" in result.stderr
