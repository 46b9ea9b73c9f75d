"""The small pieces of the JSON form, and how they are put together.

A :class:`Form` reads, writes and describes one kind of value, so that what is read, what is
written and what the JSON Schema promises cannot part ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

import attrs

from continuum.errors import FactError, Fault
from continuum.rulebook.form.misread import Misread, gather, kind_of, listed, misread, near, shown

__all__ = [
    "DEFINITIONS",
    "NOTHING",
    "TEXT",
    "WHOLE",
    "YES_NO",
    "Form",
    "Option",
    "by_name",
    "check_keys",
    "check_object",
    "keyed",
    "list_of",
    "object_of",
    "one_of",
    "pair_of",
    "plain",
    "referred",
]


@attrs.frozen
class Form:
    """How one kind of value stands in JSON: read, written and described in one place."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    schema: Mapping[str, Any]


DEFINITIONS: dict[str, Callable[[], Form]] = {}
"""The forms that are described once, by name."""


@attrs.frozen
class Option:
    """One of the shapes that a value may have.

    Args:
        types: The Python types that are written in this shape.
        form: How.
        json: The kind of JSON that marks it.
        key: For an object, the key that marks it.
    """

    types: tuple[type, ...]
    form: Form
    json: type
    key: str = ""


def _same(value: Any) -> Any:
    return value


def _only(json: type, help_line: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not json:
            misread(f"this is {kind_of(value)}, not {kind_of(json())}", help_line)
        return value

    return read


TEXT = Form(_only(str, "write it between quotes"), _same, {"type": "string"})
WHOLE = Form(_only(int, "write digits only"), _same, {"type": "integer"})
YES_NO = Form(_only(bool, "write `true` or `false`"), _same, {"type": "boolean"})
NOTHING = Form(_same, _same, {"type": "null"})
_read_list = _only(list, "write it between `[` and `]`")


def check_object(value: Any, what: str, example: str = "") -> None:
    """Refuse what is not an object."""
    if not isinstance(value, dict):
        how = f"write it like `{example}`" if example else "write it between `{` and `}`"
        misread(f"{what} is an object, not {kind_of(value)}", how)


def check_keys(
    value: Mapping[str, Any], what: str, needed: Iterable[str], more: Iterable[str] = ()
) -> None:
    """Refuse an object that lacks a key or has one too many; say all of it at once."""
    needed = [*needed]
    known = [*needed, *more]
    leave = ["leave it out"] if len(known) == 1 else []
    faults = [
        Fault("", f"{what} has no `{shown(str(key))}`", help=near(str(key), known, *leave))
        for key in value
        if key not in known
    ]
    faults += [
        Fault("", f"{what} lacks its `{key}`", help=f"add `{key}`")
        for key in needed
        if key not in value
    ]
    if faults:
        raise Misread(faults)


# ------------------------------------------------------------------------------ put together


def referred(name: str, form: Callable[[], Form]) -> Form:
    """A form that is described once, under its name; looked up when used, so it may hold itself."""
    DEFINITIONS[name] = form
    return Form(
        lambda value: form().read(value),
        lambda value: form().write(value),
        {"$ref": f"#/$defs/{name}"},
    )


def list_of(part: Form) -> Form:
    """A list whose parts all have one form; a tuple in Python."""

    def read(value: Any) -> Any:
        parts = enumerate(_read_list(value))
        return tuple(gather((place, partial(part.read, given)) for place, given in parts))

    def write(value: Any) -> Any:
        return [part.write(each) for each in value]

    return Form(read, write, {"type": "array", "items": part.schema})


def pair_of(first: Form, second: Form) -> Form:
    """A list of two; a pair in Python."""

    def read(value: Any) -> Any:
        if len(parts := _read_list(value)) != 2:  # noqa: PLR2004 - a pair
            misread(f"this is a list of {len(parts)}, not of two", "give the two, in their order")
        return tuple(
            gather([(0, partial(first.read, parts[0])), (1, partial(second.read, parts[1]))])
        )

    def write(value: Any) -> Any:
        return [first.write(value[0]), second.write(value[1])]

    schema = {"type": "array", "prefixItems": [first.schema, second.schema], "items": False}
    return Form(read, write, {**schema, "minItems": 2})


def by_name(part: Form) -> Form:
    """An object from names to parts of one form; a tuple of pairs in Python."""

    def read(value: Any) -> Any:
        check_object(value, "this")
        parts = gather((name, partial(part.read, given)) for name, given in value.items())
        return tuple(zip(value, parts, strict=True))

    def write(value: Any) -> Any:
        return {name: part.write(given) for name, given in value}

    return Form(read, write, {"type": "object", "additionalProperties": part.schema})


def plain(form: Form, json: type, *types: type) -> Option:
    """A shape that is no object: text, a number, a list."""
    return Option(types or (json,), form, json)


def keyed(key: str, form: Form, *types: type) -> Option:
    """A shape with one key, such as ``{"said": "ground"}``."""

    def read(value: Any) -> Any:
        check_keys(value, f"an object with `{key}`", [key])
        return gather([(key, partial(form.read, value[key]))])[0]

    def write(value: Any) -> Any:
        return {key: form.write(value)}

    return Option(types, Form(read, write, object_of({key: form.schema})), dict, key)


def object_of(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Describe an object with exactly these keys."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties],
        "additionalProperties": False,
    }


def one_of(what: str, *options: Option, together: str = "keep one of them") -> Form:
    """A value of one of several shapes, told apart by the kind of JSON or by a key.

    Args:
        what: What it is, for the messages: ``a guard``.
        options: The shapes; the first whose types fit is written.
        together: What helps where the keys of two shapes stand together.
    """
    objects = {option.key: option for option in options if option.key}
    plains = {option.json: option for option in options if not option.key}
    wanted = [kind_of(json()) for json in plains]
    wanted += [f"an object with {listed(objects)}"] if objects else []
    how = f"write {', '.join(wanted[:-1])}{' or ' * (len(wanted) > 1)}{wanted[-1]}"

    def read(value: Any) -> Any:
        if option := plains.get(type(value)):
            return option.form.read(value)
        if not isinstance(value, dict) or not objects or not value:
            kind = "an empty object" if value == {} else kind_of(value)
            misread(f"{what} cannot be {kind}", how)
        found = [key for key in objects if key in value]
        if len(found) > 1:
            misread(f"{what} cannot have both {listed(found, 'and')}", together)
        if not found:  # what only belongs beside a mark is not wrong by itself
            misspelt = [key for key in value if get_close_matches(str(key), objects, n=1)]
            check_keys(dict.fromkeys(misspelt or value), what, (), objects)
        return objects[found[0]].form.read(value)

    def write(value: Any) -> Any:
        for option in options:
            if isinstance(value, option.types):
                return option.form.write(value)
        raise FactError(f"{what} cannot be `{shown(str(value))}`", help=how)

    return Form(read, write, {"anyOf": [option.form.schema for option in options]})
