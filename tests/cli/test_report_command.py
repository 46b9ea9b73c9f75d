"""`continuum report`: reports over case files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import continuum as ct
from continuum.cli import main
from continuum.cli.cases import KINDS

EXAMPLE = Path(__file__).parents[2] / "examples" / "p_eu_06.json"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def history(tmp_path):
    """A history under the outline, as a file."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    file = tmp_path / "one.json"
    file.write_text(case.to_json(), encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"equality", "reviews"}))
def test_every_report_reads_a_history_and_a_file_of_rows(kind, history):
    many = () if kind == "my-pathway" else (EXAMPLE,)
    result = run("report", kind, history, *many, "--on", "2024-06-01")
    assert result.exit_code == 0, result.output
    assert "P-1" not in result.stdout
    told = run("report", kind, history, *many, "--on", "2024-06-01", "--json")
    assert json.loads(told.stdout)


def test_reviews_are_of_rulebooks():
    result = run("report", "reviews", "outline", "eu", "--on", "2028-01-01")
    assert result.exit_code == 0
    assert "yes" in result.stdout


def test_a_report_that_depends_on_the_day_asks_for_it(history):
    result = run("report", "gaps", history)
    assert result.exit_code == 2
    assert "--on" in result.stderr


def test_groups_come_from_a_fact_or_a_file(history, tmp_path):
    assert "--by" in run("report", "equality", history).stderr
    groups = tmp_path / "groups.json"
    groups.write_text('{"P-1": "a"}', encoding="utf-8")
    assert "too few" in run("report", "equality", history, "--groups", groups).stdout
    groups.write_text('["a"]', encoding="utf-8")
    assert run("report", "equality", history, "--groups", groups).exit_code == 2
    assert run("report", "equality", history, "--by", "case_id").exit_code == 2


def test_the_page_for_the_person_is_written_and_is_about_one_case(history, tmp_path):
    page = tmp_path / "page.html"
    assert run("report", "my-pathway", history, "--html", page).stdout == f"wrote {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("report", "my-pathway", history, EXAMPLE).exit_code == 2
    assert run("report", "my-pathway", history, "--html", history).exit_code == 2
