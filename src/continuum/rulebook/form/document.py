"""The JSON form of a rulebook, exact both ways; the only file on cattrs.

A form is made of plain JSON values.  What has its default is left out, and what a declaration may
hold is read off its class; guards, days and values have the forms that :mod:`guards` and
:mod:`values` give them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from continuum.errors import ContinuumError, Fault, InvalidRulebook
from continuum.guards import Day, Fact
from continuum.rulebook.book import Rulebook
from continuum.rulebook.form.guards import NAMED, Named
from continuum.rulebook.form.misread import Misread, gather, listed, misread, near, shown, within
from continuum.rulebook.form.pieces import (
    NOTHING,
    TEXT,
    Form,
    Option,
    check_object,
    list_of,
    one_of,
    referred,
)
from continuum.rulebook.form.tables import CALLED, FORMS, KEYS, KINDS, TYPE_NAMES
from continuum.rulebook.statechart import Event, Role
from continuum.rulebook.steps import Handover, Register

__all__ = ["FORMAT", "form_of", "from_form", "keys_of", "to_form"]

FORMAT = 1
"""The version of the form, under ``continuum`` at the top of a document."""

_CONVERTER = Converter()
_structure: Any = make_dict_structure_fn
_unstructure: Any = make_dict_unstructure_fn


def to_form(book: Rulebook) -> dict[str, Any]:
    """Give a rulebook as plain JSON values; :func:`from_form` reads back an equal one.

    Args:
        book: Any rulebook.

    Returns:
        Dicts, lists, text, whole numbers, bools and ``None``; the same book always gives the same.

    Example:
        >>> book = Rulebook("door", "1", as_of="2026-11-23")
        >>> to_form(book)
        {'continuum': 1, 'name': 'door', 'version': '1', 'as_of': '2026-11-23'}
    """
    facts = {fact.name: fact for fact in book.every_fact}
    named = NAMED.set(Named(facts, _fields(book.registers)))
    try:
        return {"continuum": FORMAT, **form_of(Rulebook).write(book)}
    finally:
        NAMED.reset(named)


def from_form(value: Any) -> Rulebook:
    """Read a rulebook from plain JSON values.

    Args:
        value: What :func:`to_form` gives, or what somebody wrote in that form.

    Raises:
        InvalidRulebook: With every fault and its place, such as ``rules[3].guard.all[0].flag``.

    Example:
        >>> book = Rulebook("door", "1", as_of="2026-11-23")
        >>> book = Rulebook("door", "1", as_of="2026-11-23")
        >>> from_form(to_form(book)) == book
        True
    """
    headline = "this is not a rulebook"
    try:
        rest = _without_version(value)
        if isinstance(name := rest.get("name"), str):
            headline = f"rulebook `{shown(name)}` does not hold together"
        named = NAMED.set(_named(rest))
        try:
            return form_of(Rulebook).read(rest)  # type: ignore[no-any-return]
        finally:
            NAMED.reset(named)
    except Misread as wrong:
        faults = wrong.faults
    raise InvalidRulebook(headline, faults)


def _without_version(value: Any) -> dict[str, Any]:
    check_object(value, "a rulebook")
    _check_kind(value)
    version = value.get("continuum")
    if type(version) is not int or version != FORMAT:
        if type(version) is int and version > FORMAT:
            misread(
                f"the document was written by a newer version of the library: its form is version "
                f"{shown(str(version))}, and this library reads version {FORMAT}",
                "read it with that version of the library",
            )
        found = "is missing" if version is None else f"is `{shown(str(version))}`"
        misread(
            f"the version of the form, under `continuum`, {found}",
            f'this library reads version {FORMAT}: write `"continuum": {FORMAT}`',
        )
    return {key: given for key, given in value.items() if key != "continuum"}


def _check_kind(value: Mapping[str, Any]) -> None:
    """Refuse a document of another kind by what it is, rather than key by key."""
    if "as_of" in value or "regions" in value:
        return
    if "entries" in value and ("case_id" in value or "seal" in value):
        misread(
            "this is the history of a case, not a rulebook",
            "read it with `ct.Case.from_json`, and give the rulebook it was written under",
        )
    if {"rows", "opened"} <= value.keys():
        misread(
            "this is a case to walk, not a rulebook",
            "follow it under a rulebook: `continuum walk BOOK CASE`",
        )


# ------------------------------------------------------------------------------ facts first


def _named(value: Mapping[str, Any]) -> Named:
    """Give every fact that guards may name; ``None`` for one whose declaration is wrong."""
    broken: dict[str, Fact | None] = {}
    facts = _readable(Fact, value.get("facts"), broken)
    asks = [
        fact
        for event in _objects(value.get("events"))
        for fact in _readable(Fact, event.get("asks"), broken)
    ]
    handovers = [
        Handover(raw["id"], "", "", (), title=str(raw.get("title", "")))
        for raw in _objects(value.get("handovers"))
        if isinstance(raw.get("id"), str)
    ]
    registers: list[Register] = []
    fields: dict[tuple[str, str], Fact | None] = {}
    for raw in _objects(value.get("registers")):
        wrong: dict[str, Fact | None] = {}
        name = str(raw.get("name"))
        registers.append(Register(name, _readable(Fact, raw.get("fields"), wrong)))
        fields.update({(name, field): None for field in wrong})
    # A bare book, so that the facts of roles and handovers are named in one place only.
    bare = Rulebook.__new__(Rulebook)
    bare.__setstate__(
        {
            "facts": tuple(facts),
            "events": (Event("", asks=asks),),
            "roles": tuple(_readable(Role, value.get("roles"), {})),
            "handovers": tuple(handovers),
            "lead": value.get("lead", ""),
        }
    )
    declared = {fact.name: fact for fact in bare.every_fact}
    return Named({**broken, **declared}, {**fields, **_fields(registers)})


def _fields(registers: Iterable[Register]) -> dict[tuple[str, str], Fact | None]:
    """Give the fields of records as the facts that a guard reads of the record named."""
    return {
        (register.name, field.name): attrs.evolve(field, of="target")
        for register in registers
        for field in (*register.fields, Day("start"), Day("end"))
    }


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _readable(kind: Any, value: Any, broken: dict[str, Fact | None]) -> list[Any]:
    """Give what can be read of a list, and note the names of what cannot."""
    found = []
    for raw in _objects(value):
        try:
            found.append(form_of(kind).read(raw))
        except Misread:
            broken[str(raw.get("name"))] = None
    return found


# ------------------------------------------------------------------------------ types to forms


@cache
def form_of(kind: Any) -> Form:
    """Give the form of a type: its own, or the one that its parts make."""
    if kind in FORMS:
        return FORMS[kind]
    if kind == Fact:
        return referred("fact", _form_of_facts)
    if get_origin(kind) is Literal:
        return _form_of_words(get_args(kind))
    if get_origin(kind) is tuple:
        return list_of(form_of(get_args(kind)[0]))
    if get_origin(kind) in (Union, UnionType):
        return _form_of_union(get_args(kind))
    return _form_of_class(kind)


def _form_of_words(words: tuple[str, ...]) -> Form:
    def read(value: Any) -> str:
        word: str = TEXT.read(value)
        if word not in words:
            misread(f"this cannot be `{shown(word)}`", near(word, filter(None, words)))
        return word

    return Form(read, TEXT.write, {"enum": [*words]})


def _form_of_union(parts: tuple[Any, ...]) -> Form:
    if NoneType not in parts:
        options = (Option((part,), form_of(part), dict, keys_of(part)[0]) for part in parts)
        return one_of(CALLED[parts[0]], *options)
    form = form_of(reduce(or_, (part for part in parts if part is not NoneType)))

    def read(value: Any) -> Any:
        return None if value is None else form.read(value)

    def write(value: Any) -> Any:
        return None if value is None else form.write(value)

    return Form(read, write, {"anyOf": [form.schema, NOTHING.schema]})


@cache
def _form_of_facts() -> Form:
    def read(value: Any) -> Any:
        check_object(value, "a fact", '{"name": "heard", "kind": "flag"}')
        if "kind" not in value:
            misread("a fact lacks its `kind`", f"add `kind`: {listed(KINDS)}")
        kind = gather([("kind", partial(_form_of_words(tuple(KINDS)).read, value["kind"]))])[0]
        return form_of(KINDS[kind]).read({k: v for k, v in value.items() if k != "kind"})

    def write(fact: Any) -> dict[str, Any]:
        kind: Any = type(fact)
        name, *rest = form_of(kind).write(fact).items()
        return dict([name, ("kind", kind.__name__.lower()), *rest])

    return Form(read, write, {"anyOf": [form_of(kind).schema for kind in KINDS.values()]})


# ------------------------------------------------------------------------------ classes


def keys_of(kind: type) -> list[str]:
    """Give the keys of the objects of a class, in their order."""
    names = KEYS.get(kind, {})
    return [names.get(field.name, field.name) for field in attrs.fields(kind)]


def _form_of_class(kind: type) -> Form:
    attrs.resolve_types(kind, localns=TYPE_NAMES)
    hooks: dict[str, Any] = {}
    for field, key in zip(attrs.fields(kind), keys_of(kind), strict=True):
        form = form_of(field.type)
        hooks[field.name] = override(
            rename=key, struct_hook=partial(_read, form.read), unstruct_hook=form.write
        )
    structured = _structure(kind, _CONVERTER, _cattrs_forbid_extra_keys=True, **hooks)
    write = _unstructure(kind, _CONVERTER, _cattrs_omit_if_default=True, **hooks)

    def read(value: Any) -> Any:
        check_object(value, CALLED[kind])
        try:
            return structured(value, kind)
        except ClassValidationError as error:
            faults = [*_dressed(error, kind)]
        raise Misread(faults)

    return Form(read, write, {"$ref": f"#/$defs/{kind.__name__}"})


def _read(read: Callable[[Any], Any], value: Any, kind: Any) -> Any:
    del kind  # cattrs names it; the form knows it
    return read(value)


def _dressed(error: ClassValidationError, kind: type) -> Iterator[Fault]:
    """Say in words what cattrs found wrong with an object."""
    what, keys = CALLED[kind], keys_of(kind)
    for each in error.exceptions:
        notes = [
            n for n in getattr(each, "__notes__", ()) if isinstance(n, AttributeValidationNote)
        ]
        key = KEYS.get(kind, {}).get(notes[-1].name, notes[-1].name) if notes else ""
        match each:
            case Misread() | InvalidRulebook():
                yield from (within(key, f) if key else f for f in each.faults)
            case ForbiddenExtraKeysError():
                for extra in sorted(map(str, each.extra_fields)):
                    yield Fault("", f"{what} has no `{shown(extra)}`", help=near(extra, keys))
            case KeyError() if key:
                yield Fault("", f"{what} lacks its `{key}`", help=f"add `{key}`")
            case ContinuumError():
                fault = Fault("", each.message, help=each.help)
                yield within(key, fault) if key else fault
            case _:
                raise each
