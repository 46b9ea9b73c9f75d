"""`continuum wording`: a text file, its words, and the exit code."""

from __future__ import annotations

import json

from click.testing import CliRunner

from continuum.cli import main


def test_words_that_label_are_told_with_their_place_and_exit_code_one(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("The person declined.\nThe inmate failed.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["wording", str(file)])
    assert result.exit_code == 1
    assert f"{file}:2:5 “inmate”" in result.stdout
    assert "2 phrases to think about" in result.stdout
    told = json.loads(CliRunner().invoke(main, ["wording", str(file), "--json"]).stdout)
    assert [(one["line"], one["words"]) for one in told["found"]] == [(2, "inmate"), (2, "failed")]


def test_a_text_that_labels_nobody_is_fine(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("De persoon heeft ervan afgezien.", encoding="utf-8")
    result = CliRunner().invoke(main, ["wording", str(file), "--language", "nl"])
    assert (result.exit_code, result.stdout.strip()) == (0, "nothing to suggest")
