"""The JSON Schema of rulebooks, derived from the same forms that read and write them.

``python -m continuum.rulebook.schema`` writes it to standard output, or to the file named.
"""

from __future__ import annotations

import sys
from inspect import getdoc
from pathlib import Path
from typing import Any, get_args

import attrs

from continuum.guards import Fact
from continuum.rulebook.book import Rulebook
from continuum.rulebook.form.document import FORMAT, form_of, keys_of
from continuum.rulebook.form.pieces import DEFINITIONS
from continuum.rulebook.form.tables import CALLED
from continuum.rulebook.strict_json import write_json

__all__ = ["json_schema", "main"]


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the JSON form of a rulebook.

    What a schema cannot say, such as that every fact in a guard is declared, is left to
    :meth:`Rulebook.from_json`.

    Example:
        >>> json_schema()["required"]
        ['continuum', 'name', 'version', 'as_of']
    """
    classes = [kind for kind in CALLED if kind is not Rulebook]
    book = _described(Rulebook)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rulebook of continuum",
        **book,
        "properties": {"continuum": {"const": FORMAT}, **book["properties"]},
        "required": ["continuum", *book["required"]],
        "$defs": {
            **{kind.__name__: _described(kind) for kind in classes},
            **{name: dict(form().schema) for name, form in sorted(DEFINITIONS.items())},
        },
    }


def _described(kind: Any) -> dict[str, Any]:
    """Describe the objects of one class by its fields."""
    form_of(kind)  # reads the annotations of its fields
    fields = dict(zip(keys_of(kind), attrs.fields(kind), strict=True))
    properties = {key: form_of(field.type).schema for key, field in fields.items()}
    needed = [key for key, field in fields.items() if field.default is attrs.NOTHING]
    if kind in get_args(Fact):
        name, *rest = properties.items()
        properties = dict([name, ("kind", {"const": kind.__name__.lower()}), *rest])
        needed.append("kind")
    return {
        "description": (getdoc(kind) or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def main(arguments: list[str]) -> None:
    """Write the schema to the file named, or to standard output."""
    text = write_json(json_schema(), indent=2) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
