"""The generated tables of the reference are as the rulebooks, the tests and the claims are."""

import importlib.util
import re
from pathlib import Path

import pytest

import continuum as ct
from continuum.errors import FactError
from continuum.report import trace
from continuum.report.tracing import Claim, read_claims

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
tables = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tables)


@pytest.fixture(scope="module")
def pages():
    return tables.pages()


def test_the_generated_pages_are_up_to_date(pages):
    """After a change: python dev.py tables."""
    stale = [
        name
        for name, text in pages.items()
        if not (tables.PLACE / name).exists()
        or (tables.PLACE / name).read_text(encoding="utf-8") != text
    ]
    assert stale == []


def test_every_rule_and_every_number_stands_in_the_tables(pages):
    for name in ct.rulebooks():
        book = ct.load(name)
        missing = [
            r.id for r in book.every_rule if f"| {r.id} |" not in pages["rules-and-sources.md"]
        ]
        missing += [
            p.name
            for p in book.parameters
            if f"| {p.name} |" not in pages["numbers-and-sources.md"]
        ]
        assert missing == []


def test_every_rule_of_the_catalogue_is_tested(pages):
    """A rule without a test would be a rule by hearsay; the limbs of a rule count with it."""
    rows = re.findall(
        r"^\| (GR-\w+)\S* \|.*\| (.*) \|$", pages["rules-and-sources.md"], re.MULTILINE
    )
    tested = {rule for rule, tests in rows if tests != "none by this id"}
    assert {rule for rule, _ in rows} - tested == set()


# ------------------------------------------------------------------------------ the points


def test_every_point_of_the_seed_paper_is_made_real_by_something_that_exists():
    assert trace(root=ROOT).faults == ()


def test_there_are_eighty_five_points_and_each_is_claimed_in_data():
    assert list(read_claims()) == [f"S{number}" for number in range(1, 86)]


def test_a_claim_of_what_does_not_exist_is_named():
    told = trace(
        "S7",
        claims={"S7": [Claim("rule:GR-53"), Claim("rule:GR-999"), Claim("page:docs/no.md")]},
        root=ROOT,
    )
    assert told.faults == (
        "S7: `rule:GR-999` does not exist",
        "S7: `page:docs/no.md` does not exist",
    )
    assert (
        trace("S7", claims={"S7": [Claim("page:docs/no.md")]}).points[0].claims[0].looked is False
    )


def test_a_point_that_nothing_claims_is_named():
    assert trace("S7", claims={}).faults[0].startswith("S7: nothing makes it real")
    waiting = trace("S7", claims={"S7": [Claim("rule:GR-999", waiting=True)]})
    assert waiting.waiting == ("rule:GR-999",)
    assert len(waiting.faults) == 1


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("state:residence.no_lawful_stay", "eu"),
        ("state:residence.nowhere", ""),
        ("handover:H5", "eu"),
        ("role:continuity_liaison", "eu"),
        ("register:plans", "eu"),
        ("parameter:eu/short_window", "eu"),
        ("parameter:outline/no_such", ""),
        ("report:friction", "library"),
        ("report:ranking", ""),
        ("call:continuum.verify.diff", "library"),
        ("call:continuum.nowhere.diff", ""),
        ("rulebook:eu", "library"),
    ],
)
def test_each_kind_of_claim_is_looked_up_where_it_says_it_is(claim, where):
    assert trace("S7", claims={"S7": [Claim(claim)]}).points[0].claims[0].where == where


def test_a_kind_of_claim_or_a_point_that_there_is_not_is_refused():
    with pytest.raises(FactError, match="cannot be of the kind"):
        trace("S7", claims={"S7": [Claim("idea:peace")]})
    with pytest.raises(FactError, match="no point"):
        trace("S99")
