"""The page of what is proved of the built-in rulebooks is of the books as they are now."""

import re
from pathlib import Path

import pytest

import continuum as ct

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reference" / "proved.md").read_text(encoding="utf-8")
HEAD = next(line for line in PAGE.splitlines() if line.startswith("| rulebook"))
NAMES = [cell.strip() for cell in HEAD.strip("|").split("|")]
ROWS = {
    cells[0].strip("`"): dict(zip(NAMES, cells, strict=True))
    for line in PAGE.splitlines()
    if re.match(r"\| `", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_proved_was_proved_of_the_rulebook_as_it_is_now(name):
    """After a change: python benchmarks/jurisdictions.py NAME --write."""
    assert ROWS[name]["digest"].strip("`") == ct.load(name).digest[:12]
    assert ROWS[name]["version"] == ct.load(name).version


def test_nothing_is_found_in_a_rulebook_that_is_not_waived():
    """Findings are mended, or waived with their reason; the rest is open and said to be."""
    assert {name: row["findings"] for name, row in ROWS.items() if row["findings"] != "0"} == {}


def test_a_waiver_that_is_counted_stands_beside_the_rulebook():
    """As many stand in its files as the page counts."""
    for name, row in ROWS.items():
        files = (ROOT / "src" / "continuum" / "rulebooks" / name).glob("waivers*.toml")
        waived = sum(file.read_text(encoding="utf-8").count("[[waiver]]") for file in files)
        assert waived == int(row["waived"])
