"""Everything that is wrong with the file of a case to walk, told at once, each with its place."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from continuum.errors import ContinuumError, FactError, WrongRulebook
from continuum.guards import as_day
from continuum.runtime.learning import check_role, fitted_facts, opening_facts
from continuum.semantics import SYSTEM, Actor, request_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from continuum.rulebook import Rulebook

__all__ = ["check_walk"]

_TOP: Final = {"case_id": str, "opened": str, "facts": dict, "rows": list}
_MORE: Final = {"rulebook": str, "about": str, "left_out": list}
_ROW: Final = {
    "row": (int, str), "on": str, "by": list, "event": str, "with": dict, "learn": dict,
    "expect": dict, "why": str, "ask": bool,
}  # fmt: skip
_EXPECTED: Final = {
    "outcome": str, "against": list, "duties": list, "warnings": list, "states": dict,
    "facts": dict, "owed": dict, "phase": str, "lead": str,
}  # fmt: skip
_KINDS: Final = {
    str: "a text", dict: "an object", list: "a list", (int, str): "a number or text",
    bool: "`true` or `false`",
}  # fmt: skip
_OUTCOMES: Final = ("allowed", "refused", "undetermined")
_SHAPE: Final = "see examples/p_eu_06.json, or give what `case.to_json()` wrote"

# The place of a fault, what is wrong there, and what helps.
_Said = tuple[str, str, str]


def check_walk(form: object, book: Rulebook) -> None:
    """Refuse a file that is no case to walk, or does not fit the rulebook.

    Args:
        form: The file as plain values.
        book: The rulebook.

    Raises:
        FactError: With every fault, its place and what helps.
        WrongRulebook: It was written for another rulebook, and names what only that one has.
    """
    if not isinstance(form, dict):
        raise FactError("this is no case to walk: it must be a JSON object", help=_SHAPE)
    if "rows" not in form and len(form.keys() & {"as_of", "regions", "events", "roles"}) > 1:
        raise FactError("this is a rulebook, not a case to walk", help="give the case after it")
    shape = [*_top_faults(form)]
    names: list[_Said] = []
    opened = _day(form.get("opened"), "opened", shape) or book.as_of
    if isinstance(form.get("facts"), dict):
        chart = book.lower(opened)
        for one in _one_by_one(form["facts"]):
            _ask(partial(opening_facts, chart, one, SYSTEM), "facts", names)
    for place, row in enumerate(_listed(form, "rows")):
        where = f"rows[{place}]"
        if isinstance(row, dict):
            shape += [(where, fault, "") for fault in _row_faults(row)]
            on = _day(row.get("on"), "on", shape, where) or book.as_of
            names += _row_names(row, where, on, book)
        else:
            shape.append((where, "it must be an object", ""))
    wanted = form.get("rulebook", book.name)
    if names and wanted != book.name and isinstance(wanted, str):
        raise WrongRulebook(
            f"the case `{form.get('case_id')}` was written for rulebook `{wanted}`, not for "
            f"`{book.name}`: {len(names)} things in it do not fit",
            help=f"walk it under `{wanted}`",
        )
    what = f"the case does not fit rulebook `{book.name}`"
    if shape:
        what = "this is no case to walk"
    _refuse(what, [*_merged([*shape, *names])])


def _refuse(what: str, faults: list[_Said]) -> None:
    """Raise one error with all faults: in a line when there is one, as a list when several."""
    if not faults:
        return
    if not faults[1:]:
        where, fault, remedy = faults[0]
        raise FactError(f"{what}: {_placed(where, fault)}", help=remedy or _SHAPE)
    lines = [
        f"- {_placed(where, fault)}" + (f"\n  help: {remedy}" if remedy else "")
        for where, fault, remedy in faults
    ]
    raise FactError("\n".join([f"{what} ({len(faults)} faults)", *lines]))


def _placed(where: str, fault: str) -> str:
    return f"{where}: {fault}" if where else fault


def _merged(faults: Iterable[_Said]) -> Iterator[_Said]:
    """Say once what is wrong in several places; the file first, then row by row."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for where, fault, remedy in faults:
        places.setdefault((fault, remedy), {})[where] = None
    told = [(list(where_all), fault, help_) for (fault, help_), where_all in places.items()]
    for where_all, fault, remedy in sorted(told, key=lambda one: _row_of(one[0][0])):
        yield ", ".join(where_all), fault, remedy


def _row_of(where: str) -> int:
    return int(where[5:-1]) if where.startswith("rows[") else -1


# ------------------------------------------------------------------------------ shape


def _top_faults(form: Mapping[str, Any]) -> Iterator[_Said]:
    yield from (("", fault, "") for fault in _misshapen(form, _TOP | _MORE, needed=_TOP))
    for place, one in enumerate(_listed(form, "left_out")):
        if not isinstance(one, dict) or one.keys() != {"row", "reason"}:
            yield f"left_out[{place}]", "it must give `row` and `reason`", ""


def _listed(form: Mapping[str, Any], name: str) -> list[Any]:
    found = form.get(name)
    return found if isinstance(found, list) else []


def _row_faults(row: Mapping[str, Any]) -> Iterator[str]:
    yield from _misshapen(row, _ROW, needed=("on", "by"))
    if ("event" in row) == ("learn" in row):
        yield "it must give either `event` or `learn`"
    if row.get("ask") is True and "event" not in row:
        yield "only an `event` can be asked for with `ask`"
    if isinstance(row.get("by"), list) and _actor(row) is None:
        yield "`by` must be a role and an id"
    if isinstance(row.get("expect"), dict):
        yield from (f"expect: {fault}" for fault in _misshapen(row["expect"], _EXPECTED))


def _actor(row: Mapping[str, Any]) -> Actor | None:
    match row.get("by"):
        case [str() as role, str() as id]:
            return Actor(role, id)
        case _:
            return None


def _misshapen(
    form: Mapping[str, Any], known: Mapping[str, Any], needed: Any = ()
) -> Iterator[str]:
    for name in sorted(form.keys() - known.keys()):
        near = get_close_matches(name, known, n=1)
        yield f"unknown key `{name}`" + (f": did you mean `{near[0]}`?" if near else "")
    yield from (f"missing key `{name}`" for name in needed if name not in form)
    for name, kind in known.items():
        wrong = name in form and not isinstance(form[name], kind)
        if wrong or (kind is not bool and isinstance(form.get(name), bool)):
            yield f"`{name}` must be {_KINDS[kind]}"


def _day(given: object, name: str, faults: list[_Said], where: str = "") -> date | None:
    """Read a day; what is no text was said before."""
    if not isinstance(given, str):
        return None
    try:
        return as_day(given, name)
    except FactError as error:
        faults.append((where, error.message, error.help))
        return None


# ------------------------------------------------------------------------------ names and values


def _ask(question: Callable[[], object], where: str, faults: list[_Said]) -> None:
    """Note what the rulebook answers to a question that it refuses."""
    try:
        question()
    except ContinuumError as error:
        faults.append((where, error.message, error.help))


def _one_by_one(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each fact by itself, so that each says by itself what is wrong with it."""
    return [{name: value} for name, value in facts.items()]


def _row_names(row: Mapping[str, Any], where: str, on: date, book: Rulebook) -> Iterator[_Said]:
    faults: list[_Said] = []
    by = _actor(row)
    if by is not None:
        _ask(partial(check_role, book, by), where, faults)
        if isinstance(row.get("learn"), dict) and by.role in book.role_names:
            for one in _one_by_one(row["learn"]) or [{}]:
                _ask(partial(fitted_facts, book.lower(on), one, by), where, faults)
    name = row.get("event")
    if isinstance(name, str):
        _ask(partial(book.event, name), where, faults)
        heard = book.lower(on).events.get(name)
        given = row.get("with", {})
        if heard is not None and by is not None and isinstance(given, dict):
            _ask(partial(request_for, heard, on, by, given), where, faults)
    yield from faults
    if isinstance(row.get("expect"), dict):
        yield from _expected(row["expect"], where, book)


def _expected(expected: Mapping[str, Any], where: str, book: Rulebook) -> Iterator[_Said]:
    """What can never come about: outcomes, rules, states and facts that there are not."""
    faults: list[_Said] = []
    outcome = expected.get("outcome")
    if isinstance(outcome, str) and outcome not in _OUTCOMES:
        faults.append(
            (where, f"expect: there is no outcome `{outcome}`", _near(outcome, _OUTCOMES))
        )
    for name, there in (
        ("phase", tuple(form.phase for form in book.phases)), ("lead", book.role_names)
    ):  # fmt: skip
        aim = expected.get(name)
        if isinstance(aim, str) and aim not in there:
            faults.append((where, f"expect: there is no {name} `{aim}`", _near(aim, there)))
    rules = [rule.id for rule in book.every_rule]
    owing = [*(step.id for step in book.steps), *(one.id for one in book.handovers)]
    ways = [f"way:{region.name}" for region in book.regions]
    for key, more in (
        ("against", ["role", "requires", "target", *ways]), ("warnings", []), ("duties", owing)
    ):  # fmt: skip
        known = [*rules, *more]
        for id in _listed(expected, key):
            if id not in known:
                message = f"expect: there is no rule `{id}` for `{key}`"
                faults.append((where, message, _near(str(id), known)))
    for id, _ in _pairs(expected, "owed"):
        lawful = [s.rule for region in book.regions for s in region.states if s.rule]
        known = [*rules, *owing, *lawful]
        if id not in known:
            message = f"expect: there is no rule `{id}` for `owed`"
            faults.append((where, message, _near(str(id), known)))
    for region, state in _pairs(expected, "states"):
        _ask(partial(book.region, region), where, faults)
        states = next((one.names for one in book.regions if one.name == region), None)
        if states is not None and state not in states:
            message = f"expect: region `{region}` has no state `{state}`"
            faults.append((where, message, _near(str(state), states)))
    for fact, _ in _pairs(expected, "facts"):
        _ask(partial(book.fact, fact), where, faults)
    yield from faults


def _pairs(expected: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    found = expected.get(name)
    return list(found.items()) if isinstance(found, dict) else []


def _near(name: str, known: Iterable[str]) -> str:
    listed = list(known)
    near = get_close_matches(name, listed, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return "there are " + ", ".join(f"`{one}`" for one in listed) if len(listed) <= 12 else ""  # noqa: PLR2004
