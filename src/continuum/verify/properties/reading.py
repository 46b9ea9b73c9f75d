"""Properties as data: JSON or TOML, in and out, with the forms of guards that rulebooks use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from continuum.errors import FactError, InvalidRulebook
from continuum.guards import Day
from continuum.rulebook.form.guards import NAMED, Named
from continuum.rulebook.form.misread import shown
from continuum.rulebook.strict_json import read_json, write_json
from continuum.verify.properties.faults import check_properties, placed_faults
from continuum.verify.properties.part_forms import EVENTS, MARKS, SHARED
from continuum.verify.properties.tolerant import FORMAT, Tolerant
from continuum.verify.properties.toml_form import read_toml, write_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook
    from continuum.verify.properties.forms import Property

__all__ = ["read_properties", "write_properties"]


def read_properties(text: str | bytes, book: Rulebook) -> tuple[Property, ...]:
    """Read properties from JSON or TOML; which of the two it is shows in the first character.

    Args:
        text: The document.
        book: The rulebook they are about: guards name its facts, states and parameters.

    Raises:
        FactError: It is neither JSON nor TOML.
        InvalidRulebook: With every fault and its place.

    Example:
        >>> import continuum as ct
        >>> text = '''
        ... [[properties]]
        ... name = "the_end_can_come"
        ... sometimes = {during = ["pathway", ["closed"]]}
        ... '''
        >>> read_properties(text, ct.load("outline"))[0].name
        'the_end_can_come'
    """
    reading = Tolerant()
    named = NAMED.set(_named(book))
    events = EVENTS.set(frozenset(event.name for event in book.every_event))
    try:
        reading.document(_parsed(text))
    finally:
        NAMED.reset(named)
        EVENTS.reset(events)
    faults = [*reading.faults]
    faults += filter(reading.concerns, placed_faults(reading.properties, book))
    if faults:
        raise InvalidRulebook(f"the properties do not fit rulebook `{shown(book.name)}`", faults)
    return tuple(given for _, given in reading.properties)


def write_properties(
    properties: Iterable[Property], book: Rulebook, form: Literal["json", "toml"] = "json"
) -> str:
    """Write properties as :func:`read_properties` reads them back.

    Args:
        properties: The properties.
        book: The rulebook they are about.
        form: ``json`` or ``toml``.

    Raises:
        InvalidRulebook: They do not fit the rulebook.

    Example:
        >>> import continuum as ct
        >>> from continuum.verify.properties import happens, never_before
        >>> told = never_before(happens("recalled"), happens("person_heard"), name="heard_first")
        >>> print(write_properties([told], ct.load("outline"), "toml"))
        continuum = 1
        <BLANKLINE>
        [[properties]]
        name = "heard_first"
        never_before = [{happens = ["recalled"]}, {happens = ["person_heard"]}]
        <BLANKLINE>
    """
    named = NAMED.set(_named(book))
    try:
        forms = [_write(given) for given in check_properties(properties, book)]
    finally:
        NAMED.reset(named)
    if form == "toml":
        return write_toml({"continuum": FORMAT}, "properties", forms)
    return write_json({"continuum": FORMAT, "properties": forms}, indent=2)


def _parsed(text: str | bytes) -> Any:
    try:
        said = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError:
        raise FactError("the properties are not UTF-8 text", help="save them as UTF-8") from None
    if said.lstrip("\ufeff \t\r\n")[:1] == "{":
        return read_json(said, "the properties")
    return read_toml(said, "the properties")


def _named(book: Rulebook) -> Named:
    fields = {
        (register.name, field.name): attrs.evolve(field, of="target")
        for register in book.registers
        for field in (*register.fields, Day("start"), Day("end"))
    }
    return Named({fact.name: fact for fact in book.every_fact}, fields)


def _write(given: Property) -> dict[str, Any]:
    mark, one = next((mark, one) for mark, one in MARKS.items() if type(given) is one.kind)
    parts = [form.write(getattr(given, name)) for name, form in one.parts.items()]
    written: dict[str, Any] = {"name": given.name}
    written[mark] = parts[0] if len(parts) == 1 else parts
    defaults = {field.name: field.default for field in attrs.fields(type(given))}
    for key, shape in (*one.more.items(), *SHARED.items()):
        part = getattr(given, key)
        if key != "name" and part not in (defaults[key], ()):
            written[key] = shape.write(part)
    return written
