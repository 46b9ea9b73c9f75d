"""The history of a case as JSON, sealed, and its way back: replayed and verified."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from continuum.errors import (
    ContinuumError,
    DoesNotReplay,
    EventRefused,
    EventUndetermined,
    FactError,
    HistoryError,
    WrongRulebook,
)
from continuum.guards import Day, as_day
from continuum.rulebook.strict_json import canonical, digest, read_json, write_json
from continuum.runtime.learning import check_book
from continuum.semantics import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.rulebook import Rulebook
    from continuum.runtime.case import Case
    from continuum.semantics import Entry

__all__ = ["case_form", "pickled", "read_case", "restored", "write_case"]

_FORMAT = 1
_RESERVED = ("self", "event", "on", "by", "recorded", "key", "expect")
C = TypeVar("C", bound="Case")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _entry_form(entry: Entry) -> dict[str, Any]:
    """What is needed to send the entry again, and what came of it."""
    form: dict[str, Any] = {
        "number": entry.number,
        "kind": entry.kind,
        "on": entry.on.isoformat(),
        "recorded": entry.recorded.isoformat(),
        "by": [entry.by.role, entry.by.id],
        "event": entry.event,
        "given": {name: _plain(value) for name, value in entry.given.items()},
        "outcome": entry.outcome,
        "against": list(entry.against),
        "unknown": list(entry.unknown),
        "warnings": list(entry.warnings),
        "moves": [list(move) for move in entry.moves],
        "sets": {name: _plain(value) for name, value in sorted(entry.changes.sets.items())},
        "duties": list(entry.duties),
        "read": {name: _plain(value) for name, value in sorted(entry.read.items())},
        "source": entry.source,
        "key": entry.key,
    }
    always = {"number", "kind", "on", "recorded", "by", "outcome"}
    return {name: value for name, value in form.items() if value or name in always}


def case_form(case: Case) -> dict[str, Any]:
    """Give the history as plain JSON values, with its seal."""
    form: dict[str, Any] = {
        "continuum": _FORMAT,
        "case_id": case.case_id,
        "rulebook": {
            "name": case.book.name,
            "version": case.book.version,
            "digest": case.book.digest,
        },
        "entries": [_entry_form(entry) for entry in case.history],
    }
    form["seal"] = digest(form)
    return form


def write_case(case: Case, *, indent: int | None = None) -> str:
    """Write a case as JSON.

    Raises:
        HistoryError: It is a view of an earlier day that leaves out entries in between.
    """
    if [entry.number for entry in case.history] != list(range(case.version)):
        raise HistoryError(
            f"case `{case.case_id}` as of {case.on} is a part of a history, which cannot be "
            "replayed by itself",
            help="write the whole case, and ask the copy that is read back for its `as_of`",
        )
    return write_json(case_form(case), indent=indent)


_TOP = {"continuum", "case_id", "rulebook", "entries", "seal"}
_ENTRY = {
    "number", "kind", "on", "recorded", "by", "event", "given", "outcome", "against", "unknown",
    "warnings", "moves", "sets", "duties", "read", "source", "key",
}  # fmt: skip


def read_case(kind: type[C], text: str | bytes, book: Rulebook) -> C:
    """Read a history and replay it.

    Raises:
        FactError: Not JSON as this library writes it, or not a history.
        WrongRulebook: Written under another rulebook.
        DoesNotReplay: Cut, reordered, changed, or not leading to what it says.
    """
    check_book(book)
    form = read_json(text, "the history of a case")
    _check_shape(form)
    assert isinstance(form, dict)  # noqa: S101 - _check_shape has said so
    written = form["rulebook"]
    if written["digest"] != book.digest:
        same = (written["name"], written["version"]) == (book.name, book.version)
        raise WrongRulebook(
            f"the history of `{form['case_id']}` was written under `{written['name']}` "
            f"{written['version']} ({written['digest'][:12]}), not under `{book.name}` "
            f"{book.version} ({book.digest[:12]})"
            + (": same name and version, other content" if same else ""),
            help="read it with the rulebook it was written under",
        )
    unsealed = {name: value for name, value in form.items() if name != "seal"}
    if digest(unsealed) != form["seal"]:
        raise DoesNotReplay(
            f"the history of `{form['case_id']}` is not as it was written: its seal does not fit",
            help="an entry was cut, moved or changed; go back to the copy that was written",
        )
    return _replayed(kind, form, book)


def _check_shape(form: Any) -> None:
    faults: list[str] = []
    if not isinstance(form, dict):
        raise FactError("the history of a case must be a JSON object", help="see the file format")
    _check_kind(form)
    faults += [f"unknown key `{key}`" for key in form.keys() - _TOP]
    faults += [f"missing key `{key}`" for key in sorted(_TOP - form.keys())]
    version = form.get("continuum", _FORMAT)
    if version != _FORMAT or version is True:
        faults.append(f"format {version!r} is not format {_FORMAT}")
    for key in ("case_id", "seal"):
        if not isinstance(form.get(key, ""), str):
            faults.append(f"`{key}` must be a text")
    written = form.get("rulebook", {})
    named = dict.fromkeys(("name", "version", "digest"), str)
    if not isinstance(written, dict) or (
        "rulebook" in form and {k: type(v) for k, v in written.items()} != named
    ):
        faults.append("`rulebook` must give `name`, `version` and `digest`")
    entries = form.get("entries", [])
    if not isinstance(entries, list) or ("entries" in form and not entries):
        faults.append("`entries` must be a list that starts with the opening")
    else:
        for place, entry in enumerate(entries):
            faults += [f"entries[{place}]: {fault}" for fault in _entry_faults(entry)]
    if faults:
        raise FactError(
            "this is not the history of a case: " + "; ".join(faults),
            help="give what `case.to_json()` wrote, unchanged",
        )


def _check_kind(form: Mapping[str, Any]) -> None:
    """Refuse a document of another kind, or of a later day, by what it is."""
    if "entries" not in form and len(form.keys() & {"as_of", "regions", "events", "roles"}) > 1:
        raise FactError(
            "this is a rulebook, not the history of a case",
            help="read it with `ct.Rulebook.from_json`",
        )
    if "entries" not in form and {"rows", "opened"} <= form.keys():
        raise FactError(
            "this is a case to walk, not the history of a case",
            help="follow it with `continuum walk`",
        )
    version = form.get("continuum")
    if isinstance(version, int) and version > _FORMAT:
        raise FactError(
            f"the history of a case: format {version} was written by a newer version of the "
            f"library, which this one, of format {_FORMAT}, cannot read",
            help="read it with that version of the library",
        )


def _entry_faults(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return ["must be an object"]
    faults = [f"unknown key `{key}`" for key in sorted(entry.keys() - _ENTRY)]
    needed = ("number", "kind", "on", "recorded", "by", "outcome")
    faults += [f"missing key `{key}`" for key in needed if key not in entry]
    by = entry.get("by", ["", ""])
    if not (isinstance(by, list) and len(by) == 2 and all(isinstance(x, str) for x in by)):  # noqa: PLR2004
        faults.append("`by` must be a role and an id")
    for key in ("given", "sets", "read"):
        if not isinstance(entry.get(key, {}), dict):
            faults.append(f"`{key}` must be an object")
    for key in ("kind", "on", "recorded", "event", "outcome", "source", "key"):
        if not isinstance(entry.get(key, ""), str):
            faults.append(f"`{key}` must be a text")
    return faults


def _replayed(kind: type[C], form: Mapping[str, Any], book: Rulebook) -> C:
    case: C | None = None
    for place, written in enumerate(form["entries"]):
        where = (
            f"entries[{place}] of `{form['case_id']}` ({written.get('event') or written['kind']})"
        )
        try:
            case = _send_again(kind, case, written, form["case_id"], book)
        except (EventRefused, EventUndetermined):
            pass  # a refusal is an entry like any other; it is compared below
        except ContinuumError as error:
            raise DoesNotReplay(
                f"{where} cannot be sent again: {error.message}", help=error.help
            ) from error
        if case is None or case.version != place + 1:
            raise DoesNotReplay(f"{where} left no entry", help="a history starts with `opened`")
        again = _entry_form(case.history[-1])
        if not _alike(again, written):
            differing = sorted(
                key
                for key in again.keys() | written.keys()
                if canonical(again.get(key)) != canonical(written.get(key))
            )
            raise DoesNotReplay(
                f"{where} comes out differently: "
                + "; ".join(
                    f"`{key}` is {again.get(key)!r}, written as {written.get(key)!r}"
                    for key in differing
                )[:600],
                help="the history does not lead to what it says; go back to the copy written",
            )
    assert case is not None  # noqa: S101 - there is at least one entry
    return case


def _alike(one: Any, other: Any) -> bool:
    """Whether two plain values are written alike, whatever the order of keys; 1 is not `true`."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)


def _send_again(
    kind: type[C], case: C | None, written: Mapping[str, Any], case_id: str, book: Rulebook
) -> C:
    by = Actor(*written["by"])
    common: dict[str, Any] = {
        "on": written["on"],
        "by": by,
        "recorded": written["recorded"],
    }
    if case is None:
        if written["kind"] != "opened":
            raise FactError("it comes before the opening", help="start with the opening entry")
        return kind.open(
            book,
            case_id=case_id,
            facts=_facts(written.get("sets", {}), book, written["on"]),
            source=written.get("source", ""),
            **common,
        )
    common["key"] = written.get("key", "")
    if written["kind"] == "learned":
        case.learn(
            _facts(written.get("given", {}), book, written["on"]),
            source=written.get("source", ""),
            **common,
        )
    elif written["kind"] == "event":
        common |= _looked_up(written, book)
        case.send(written.get("event", ""), **common, **_given(written.get("given", {})))
    else:
        raise FactError(
            f"there is no entry of kind `{written['kind']}` here",
            help="`event` or `learned` may follow the opening",
        )
    return case


def _looked_up(written: Mapping[str, Any], book: Rulebook) -> dict[str, Any]:
    """Whether the words were fair, as a rule on wording said then: a replay does not look again."""
    standing = (*written.get("warnings", ()), *written.get("against", ()))
    ids = book.wording_rules
    return {"fair_wording": ids.isdisjoint(standing)} if ids and written.get("given") else {}


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    reserved = {*_RESERVED, "fair_wording"} & given.keys()
    if reserved:
        raise FactError(
            f"`{min(reserved)}` cannot be given with an event", help="it has its own place"
        )
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def _facts(given: Mapping[str, Any], book: Rulebook, on: str) -> dict[str, Any]:
    facts = book.lower(as_day(on, "the day of an entry")).facts
    return {
        name: as_day(value, f"fact `{name}`")
        if isinstance(facts.get(name), Day) and value is not None
        else value
        for name, value in given.items()
    }


def pickled(case: Case) -> tuple[Any, ...]:
    """Say how a case is pickled: a built-in rulebook goes by its name and digest."""
    from continuum.rulebooks import load, names

    book: Rulebook | tuple[str, str] = case.book
    if case.book.name in names() and load(case.book.name) is case.book:
        book = (case.book.name, case.book.digest)
    return (restored, (type(case), book, case.case_id, list(case.history), case.snapshot, case.on))


def restored(  # noqa: PLR0917 - what was pickled
    kind: type[C],
    book: Rulebook | tuple[str, str],
    case_id: str,
    entries: list[Entry],
    snapshot: Any,
    on: date | None,
) -> C:
    """Make a case from what was pickled.

    Raises:
        WrongRulebook: The built-in rulebook here is not the one it was pickled under.
    """
    if isinstance(book, tuple):
        from continuum.rulebooks import load

        name, written = book
        found = load(name)
        if found.digest != written:
            raise WrongRulebook(
                f"case `{case_id}` was pickled under another version of `{name}`",
                help="keep histories as JSON, and read them with the rulebook they belong to",
            )
        book = found
    return kind(book, case_id, entries, snapshot, on)
