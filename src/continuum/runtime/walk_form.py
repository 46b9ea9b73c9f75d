"""The file of a case to walk: dated acts with what is expected of each, or a history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.errors import ContinuumError, FactError, WrongRulebook
from continuum.guards import Day, as_day
from continuum.rulebook.strict_json import read_json
from continuum.runtime.case import Case
from continuum.runtime.walk import Act, Walk, walk_acts, walk_history
from continuum.semantics import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from continuum.rulebook import Rulebook

__all__ = ["read_walk"]

_TOP: Final = {"case_id": str, "opened": str, "facts": dict, "rows": list}
_MORE: Final = {"rulebook": str, "about": str, "left_out": list}
_ROW: Final = {
    "row": (int, str), "on": str, "by": list, "event": str, "with": dict, "learn": dict,
    "expect": dict, "why": str,
}  # fmt: skip
_EXPECTED: Final = {
    "outcome": str, "against": list, "duties": list, "warnings": list, "states": dict,
    "facts": dict,
}  # fmt: skip
_KINDS: Final = {str: "a text", dict: "an object", list: "a list", (int, str): "a number or text"}


def read_walk(text: str | bytes, book: Rulebook) -> Walk:
    """Read a file of dated acts, or a history that ``Case.to_json()`` wrote, and follow it.

    Args:
        text: The file as JSON.
        book: The rulebook.

    Raises:
        FactError: It is neither, with every fault and its place; or an act does not fit the
            rulebook.
        WrongRulebook, DoesNotReplay: As for :meth:`continuum.Case.from_json`.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> read_walk(case.to_json(), ct.load("outline")).case == case
        True
    """
    form = read_json(text, "the case")
    if isinstance(form, dict) and "entries" in form:
        return walk_history(Case.from_json(text, book))
    if faults := list(_faults(form)):
        raise FactError(
            "this is no case to walk: " + "; ".join(faults),
            help="see examples/p_eu_06.json, or give what `case.to_json()` wrote",
        )
    assert isinstance(form, dict)  # noqa: S101 - _faults has said so
    _check_fit(form, book)
    case = Case.open(
        book,
        on=form["opened"],
        case_id=form["case_id"],
        facts=_facts(form["facts"], book, form["opened"]),
    )
    walked: list[Walk] = []
    for place, row in enumerate(form["rows"]):
        try:
            walked.append(walk_acts(case, (_act(row, book),)))
        except FactError as error:
            raise FactError(f"rows[{place}]: {error.message}", help=error.help) from error
    rows = tuple(row for walk in walked for row in walk.rows)
    left_out = tuple(f"{one['row']}: {one['reason']}" for one in form.get("left_out", []))
    return Walk(case, rows, form.get("about", ""), left_out)


def _act(row: Mapping[str, Any], book: Rulebook) -> Act:
    return Act(
        as_day(row["on"], "the day of a row"),
        Actor(*row["by"]),
        row.get("event", ""),
        _facts(row["learn"], book, row["on"]) if "learn" in row else row.get("with", {}),
        number=str(row.get("row", "")),
        words=row.get("why", ""),
        expected=row.get("expect", {}),
    )


def _facts(given: Mapping[str, Any], book: Rulebook, on: str) -> dict[str, Any]:
    facts = book.lower(as_day(on, "the day of a row")).facts
    return {
        name: as_day(value, f"fact `{name}`")
        if isinstance(facts.get(name), Day) and value is not None
        else value
        for name, value in given.items()
    }


def _faults(form: Any) -> Iterator[str]:
    if not isinstance(form, dict):
        yield "it must be a JSON object"
        return
    yield from _misshapen(form, _TOP | _MORE, needed=_TOP)
    for place, one in enumerate(_listed(form, "left_out")):
        if not isinstance(one, dict) or one.keys() != {"row", "reason"}:
            yield f"left_out[{place}] must give `row` and `reason`"
    for place, row in enumerate(_listed(form, "rows")):
        where = f"rows[{place}]"
        if not isinstance(row, dict):
            yield f"{where} must be an object"
            continue
        yield from (f"{where}: {fault}" for fault in _row_faults(row))


def _listed(form: Mapping[str, Any], name: str) -> list[Any]:
    found = form.get(name)
    return found if isinstance(found, list) else []


def _row_faults(row: Mapping[str, Any]) -> Iterator[str]:
    yield from _misshapen(row, _ROW, needed=("on", "by"))
    if ("event" in row) == ("learn" in row):
        yield "it must give either `event` or `learn`"
    by = row.get("by")
    if isinstance(by, list) and (len(by) != 2 or not all(isinstance(x, str) for x in by)):  # noqa: PLR2004
        yield "`by` must be a role and an id"
    if isinstance(row.get("on"), str):
        try:
            as_day(row["on"], "`on`")
        except FactError as error:
            yield error.message
    if isinstance(row.get("expect"), dict):
        yield from (f"expect: {fault}" for fault in _misshapen(row["expect"], _EXPECTED))


def _misshapen(
    form: Mapping[str, Any], known: Mapping[str, Any], needed: Any = ()
) -> Iterator[str]:
    yield from (f"unknown key `{name}`" for name in sorted(form.keys() - known.keys()))
    yield from (f"missing key `{name}`" for name in needed if name not in form)
    for name, kind in known.items():
        if name in form and (not isinstance(form[name], kind) or isinstance(form[name], bool)):
            yield f"`{name}` must be {_KINDS[kind]}"


def _check_fit(form: Mapping[str, Any], book: Rulebook) -> None:
    """Ask the rulebook for every name in the file, so that all that is wrong is said at once."""
    rows: dict[str, list[str]] = {}
    helps: dict[str, None] = {}
    for place, row in enumerate(form["rows"]):
        expected = row.get("expect", {})
        asked: list[tuple[Callable[[str], object], str]] = []
        asked += [(book.event, row["event"])] if "event" in row else []
        asked += [(book.region, name) for name in expected.get("states", {})]
        asked += [(book.fact, name) for name in expected.get("facts", {})]
        for ask, name in asked:
            try:
                ask(name)
            except ContinuumError as error:
                rows.setdefault(error.message, []).append(f"rows[{place}]")
                helps[error.help] = None
    if not rows:
        return
    wanted = form.get("rulebook", book.name)
    if wanted != book.name:
        raise WrongRulebook(
            f"the case `{form['case_id']}` was written for rulebook `{wanted}`, not for "
            f"`{book.name}`: {len(rows)} of its names are not there",
            help=f"walk it under `{wanted}`",
        )
    faults = "; ".join(f"{', '.join(places)}: {fault}" for fault, places in rows.items())
    raise FactError(
        f"the case does not fit rulebook `{book.name}`: {faults}", help="; ".join(helps)
    )
