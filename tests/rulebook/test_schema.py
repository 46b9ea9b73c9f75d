"""The published JSON Schema: it is what the library says, and the library says what it is."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from tests.strategies import rulebooks

import continuum as ct
from continuum.rulebook.form import to_form
from continuum.rulebook.schema import json_schema, main

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "rulebook.schema.json"
SCHEMA = json_schema()
CHECKED = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_it_is_a_json_schema():
    """The schema holds to the schema of schemas."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_published_file_is_what_the_library_gives():
    """After a change: `python -m continuum.rulebook.schema docs/reference/rulebook.schema.json`."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == SCHEMA


def test_the_command_writes_the_file_or_prints_it(tmp_path, capsys):
    """With a name it writes there, without one to standard output."""
    main([str(tmp_path / "schema.json")])
    main([])
    written = (tmp_path / "schema.json").read_text(encoding="utf-8")
    assert written == capsys.readouterr().out == PUBLISHED.read_text(encoding="utf-8")


@given(rulebooks())
def test_every_rulebook_holds_to_the_schema(book):
    """What is written is what the schema promises."""
    assert [error.json_path for error in CHECKED.iter_errors(to_form(book))] == []


@pytest.mark.parametrize("name", ct.rulebooks())
def test_the_built_in_rulebooks_hold_to_the_schema_and_read_back(name):
    """Each is valid, and reads back as it was."""
    book = ct.load(name)
    assert [error.json_path for error in CHECKED.iter_errors(json.loads(book.to_json()))] == []
    assert ct.Rulebook.from_json(book.to_json()) == book


@pytest.mark.parametrize(
    "change",
    [
        {"continuum": 2},
        {"name": None},
        {"as_of": "soon"},
        {"surprise": 1},
        {"rules": [{"id": "GR-1"}]},
        {"facts": [{"name": "heard"}]},
        {"facts": [{"name": "heard", "kind": "flag", "options": []}]},
        {"phases": [{"phase": "stay", "when": {"flag": "heard", "all": []}}]},
        {"phases": [{"phase": "stay", "when": {"at_least": ["age", "18"]}}]},
        {"phases": [{"phase": "stay", "when": {"reached": {"from": {"day": "a"}, "plus": "6M"}}}]},
    ],
)
def test_what_the_library_refuses_the_schema_refuses_too(change):
    """As far as a schema can say it."""
    form = {"continuum": 1, "name": "door", "version": "1", "as_of": "2026-11-23", **change}
    assert not CHECKED.is_valid(form)
    with pytest.raises(ct.InvalidRulebook):
        ct.Rulebook.from_json(json.dumps(form))


def test_every_part_is_described():
    """Each definition of a class says in a line what it is."""
    described = [d for d in SCHEMA["$defs"].values() if "properties" in d]
    assert len(described) > 20
    assert all(definition["description"] for definition in described)
