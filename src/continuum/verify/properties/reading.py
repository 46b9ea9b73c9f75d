"""Properties as data: JSON or TOML, in and out, with the forms of guards that rulebooks use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.errors import FactError, Fault, InvalidRulebook
from continuum.guards import ALWAYS, Day
from continuum.rulebook import Governs
from continuum.rulebook.form.document import form_of
from continuum.rulebook.form.guards import GUARD, NAMED, Named
from continuum.rulebook.form.misread import (
    Misread,
    gather,
    listed,
    misread,
    near,
    shown,
)
from continuum.rulebook.form.pieces import TEXT, Form, check_keys, check_object, list_of, pair_of
from continuum.rulebook.form.values import PERIOD, SOURCE
from continuum.rulebook.strict_json import read_json, write_json
from continuum.verify.properties.faults import check_properties, property_faults
from continuum.verify.properties.forms import (
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Property,
    Sometimes,
    Until,
)
from continuum.verify.properties.toml_form import read_toml, write_toml

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["FORMAT", "read_properties", "write_properties"]

_EVENTS: ContextVar[frozenset[str]] = ContextVar("events")

FORMAT: Final = 1
"""The version of the form, under ``continuum`` at the top of a document."""


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
    properties: list[Property] = []
    named = NAMED.set(_named(book))
    events = _EVENTS.set(frozenset(event.name for event in book.every_event))
    try:
        faults = list(_read_document(_parsed(text), properties))
    finally:
        NAMED.reset(named)
        _EVENTS.reset(events)
    faults += property_faults(properties, book)
    if faults:
        raise InvalidRulebook(f"the properties do not fit rulebook `{shown(book.name)}`", faults)
    return tuple(properties)


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


# ------------------------------------------------------------------------------ parts


def _read_moment(value: Any) -> Any:
    if not isinstance(value, dict) or "happens" not in value:
        return GUARD.read(value)
    check_keys(value, "a moment", ["happens"], ["given"])
    parts: dict[str, Callable[[], Any]] = {"happens": partial(_read_events, value["happens"])}
    if "given" in value:
        parts["given"] = partial(GUARD.read, value["given"])
    return Happens(*gather(parts.items()))


def _read_events(value: Any) -> Governs:
    match value:
        case str():
            return Governs(_read_event(value))
        case list():
            return Governs(list_of(_EVENT).read(value))
        case _:
            governs: Governs = form_of(Governs).read(value)
            gather([("events", lambda: list_of(_EVENT).read([*governs.events]))])
            return governs


def _read_event(value: Any) -> str:
    name: str = TEXT.read(value)
    if name not in _EVENTS.get():
        misread(f"there is no event `{shown(name)}`", near(name, _EVENTS.get(), "see `events`"))
    return name


def _write_moment(moment: Any) -> Any:
    if not isinstance(moment, Happens):
        return GUARD.write(moment)
    by_name = Governs(moment.governs.events) == moment.governs
    events = [*moment.governs.events] if by_name else form_of(Governs).write(moment.governs)
    given = {} if moment.given == ALWAYS else {"given": GUARD.write(moment.given)}
    return {"happens": events, **given}


def _read_claim(value: Any) -> Any:
    if not isinstance(value, dict) or "possible" not in value:
        return GUARD.read(value)
    check_keys(value, "a claim", ["possible"])
    return gather([("possible", lambda: Possible(_read_event(value["possible"])))])[0]


def _write_claim(claim: Any) -> Any:
    return {"possible": claim.event} if isinstance(claim, Possible) else GUARD.write(claim)


_EVENT: Final = Form(_read_event, str, {})
_MOMENT: Final = Form(_read_moment, _write_moment, {})
_CLAIM: Final = Form(_read_claim, _write_claim, {})
_SHARED: Final = {"name": TEXT, "sentence": TEXT, "sources": list_of(SOURCE)}
_MARKS: Final[dict[str, tuple[type[Property], tuple[str, ...], Form, dict[str, Form]]]] = {
    "always": (Always, ("claim",), _CLAIM, {"when": _MOMENT}),
    "sometimes": (Sometimes, ("claim",), _CLAIM, {"when": _MOMENT}),
    "eventually": (
        Eventually,
        ("claim",),
        _CLAIM,
        {"when": _MOMENT, "within": PERIOD, "fair": TEXT},
    ),
    "never_before": (NeverBefore, ("first", "second"), pair_of(_MOMENT, _MOMENT), {}),
    "until": (Until, ("claim", "end"), pair_of(_CLAIM, _MOMENT), {"when": _MOMENT}),
}
"""The key that marks a form; its class, the fields under it, their form, and what may follow."""


# ------------------------------------------------------------------------------ documents


def _read_document(value: Any, properties: list[Property]) -> Iterator[Fault]:
    """Put what can be read of a document into a list, and give the faults of the rest."""
    try:
        check_object(value, "a document of properties", '{"properties": []}')
        check_keys(value, "a document of properties", ["properties"], ["continuum"])
        version = value.get("continuum", FORMAT)
        if type(version) is not int or version != FORMAT:
            misread(
                f"the version of the form, under `continuum`, is `{shown(str(version))}`",
                f"this library reads version {FORMAT}",
            )
        listed_ones = value["properties"]
        if not isinstance(listed_ones, list):
            misread("the properties are not a list", "write them between `[` and `]`")
    except Misread as wrong:
        yield from wrong.faults
        return
    for index, given in enumerate(listed_ones):
        try:
            properties.append(_read(given))
        except Misread as wrong:
            named = isinstance(given, dict) and isinstance(given.get("name"), str)
            key = shown(given["name"]) if named else str(index)
            for fault in wrong.faults:
                place = f"properties[{key}]{'.' if fault.place else ''}{fault.place}"
                yield Fault(place, fault.what, help=fault.help)


def _read(value: Any) -> Property:
    check_object(value, "a property", '{"name": "...", "always": {"flag": "..."}}')
    found = [mark for mark in _MARKS if mark in value]
    if len(found) != 1:
        what = f"both {listed(found, 'and')}" if found else "nothing that it says"
        misread(f"a property has {what}", f"give one of {listed(_MARKS)}")
    kind, names, form, more = _MARKS[found[0]]
    forms = {found[0]: form, **more, **_SHARED}
    keys = [found[0], *(key for key in value if key in forms and key != found[0])]
    reads = {key: partial(forms[key].read, value[key]) for key in keys}
    more_keys = [*more, "sentence", "sources"]
    _, (said, *rest) = _both(
        partial(check_keys, value, "a property", [found[0], "name"], more_keys),
        partial(gather, reads.items()),
    )
    firsts = (said,) if len(names) == 1 else said
    return kind(**dict(zip((*names, *keys[1:]), (*firsts, *rest), strict=True)))


def _both(*parts: Callable[[], Any]) -> list[Any]:
    """Do several things, and raise together what went wrong in any of them."""
    done: list[Any] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            done.append(part())
        except Misread as wrong:
            faults += wrong.faults
    if faults:
        raise Misread(faults)
    return done


def _write(given: Property) -> dict[str, Any]:
    mark, (_, names, form, more) = next(
        (mark, one) for mark, one in _MARKS.items() if type(given) is one[0]
    )
    parts = [getattr(given, name) for name in names]
    written: dict[str, Any] = {"name": given.name}
    written[mark] = form.write(parts[0] if len(parts) == 1 else parts)
    defaults = {field.name: field.default for field in attrs.fields(type(given))}
    for key, shape in (*more.items(), *_SHARED.items()):
        part = getattr(given, key)
        if key != "name" and part not in (defaults[key], ()):
            written[key] = shape.write(part)
    return written
