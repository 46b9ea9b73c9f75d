"""The JSON form of scenarios: exact both ways, with every fault and its place when it is read.

No document of this library holds a decimal number, so decimals are written as the shortest text
that reads back to the same number: ``{"decimal": "0.84"}``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ContinuumError
from continuum.guards import Day, as_day
from continuum.guards.milestones import Portion, Shifted
from continuum.rulebook import Rulebook, Source
from continuum.rulebook.form.guards import MILESTONE, NAMED, Named
from continuum.rulebook.form.misread import Misread
from continuum.rulebooks import load
from continuum.sim.behaviour import distributions, measured
from continuum.sim.behaviour.arrives import Arrives
from continuum.sim.behaviour.attempts import Attempt, Behaviour
from continuum.sim.behaviour.gamma import Gamma
from continuum.sim.behaviour.proportional import Hazard, Logit
from continuum.sim.behaviour.readings import misgiven
from continuum.sim.population.cohort import Cohort, Marked, Population, refusal
from continuum.sim.population.encoding import Plain
from continuum.sim.scenario.patching import Patch
from continuum.sim.scenario.uncertain import Uncertain
from continuum.sim.setting.arrivals import Poisson
from continuum.sim.setting.capacity import Capacity, Officers
from continuum.sim.setting.setting import Setting
from continuum.sim.setting.working_days import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.sim.columns.arrays import Anything
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["from_form", "to_form"]

_FORMAT: Final = "continuum scenario"
_VERSION: Final = 1
_DECIMAL: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?")
_PLAIN_TYPES: Final = {
    "flag": np.bool_,
    "number": np.int64,
    "real": np.float64,
    "day": np.int64,
    "text": np.str_,
}


def _key(kind: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


_KINDS: Final[dict[str, type]] = {
    _key(kind): kind
    for kind in (
        distributions.Bernoulli,
        distributions.By,
        distributions.Choices,
        distributions.Exponential,
        distributions.Fixed,
        distributions.LogNormal,
        distributions.Perhaps,
        distributions.Shares,
        distributions.Trait,
        distributions.Uniform,
        distributions.Weibull,
        distributions.Within,
        measured.Empirical,
        measured.Piecewise,
        Arrives,
        Attempt,
        Behaviour,
        Capacity,
        Gamma,
        Hazard,
        Logit,
        Marked,
        Officers,
        Patch,
        Poisson,
        Population,
        Setting,
        Uncertain,
        WorkingDays,
    )
}
_WANTED: Final = (
    "format", "version", "name", "title", "rulebook", "people", "behaviour", "start", "horizon",
    "sources",
)  # fmt: skip
_MORE: Final = ("setting", "seed", "replications", "uncertain", "patch")


# ------------------------------------------------------------------------------ writing


def to_form(scenario: Scenario) -> dict[str, Any]:
    """Write a scenario as plain JSON values.

    Args:
        scenario: The scenario; a rulebook that is not built in is written with it.
    """
    book, people = scenario.rulebook, scenario.people
    named = NAMED.set(_named(scenario.book))
    try:
        behaviour = _written(scenario.behaviour)
        more = {name: _written(getattr(scenario, name)) for name in _MORE}
    finally:
        NAMED.reset(named)
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "name": scenario.name,
        "title": scenario.title,
        "rulebook": book if isinstance(book, str) else _book_form(book),
        "people": _written(people),
        "behaviour": behaviour,
        "start": scenario.start.isoformat(),
        "horizon": scenario.horizon.isoformat(),
        "sources": [str(source) for source in scenario.sources],
        **more,
    }


def _book_form(book: Rulebook) -> Any:
    from continuum.rulebook.form import to_form as book_form

    return book_form(book)


def _written(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return {"decimal": repr(value)}
        case date():
            return {"day": value.isoformat()}
        case Cohort():
            return _cohort_form(value)
        case tuple():
            return [_written(item) for item in value]
        case Source():
            return {"source": str(value)}
        case Shifted() | Portion() | Day():
            return {"milestone": MILESTONE.write(value)}
        case _:
            fields = attrs.fields(type(value))
            return {_key(type(value)): {f.name: _written(getattr(value, f.name)) for f in fields}}


def _cohort_form(cohort: Cohort) -> dict[str, Any]:
    groups = {"facts": cohort.facts, "traits": cohort.traits, "tags": cohort.tags}
    return {
        "cohort": {
            "numbers": cohort.numbers.tolist(),
            "starts": cohort.starts.tolist(),
            **{
                name: {each: _column_form(column) for each, column in group.items()}
                for name, group in groups.items()
            },
        }
    }


def _column_form(column: Plain) -> dict[str, Any]:
    values = column.values.tolist()
    if column.kind == "real":
        values = [repr(value) for value in values]
    return {"kind": column.kind, "values": values, "known": column.known.tolist()}


# ------------------------------------------------------------------------------ reading


def from_form(form: Any) -> Scenario:
    """Read a scenario from plain JSON values.

    Args:
        form: What :func:`to_form` gives.

    Raises:
        ScenarioError: With every fault and its place.
    """
    from continuum.sim.scenario.scenario import Scenario

    faults: list[str] = []
    if (
        not isinstance(form, dict)
        or form.get("format") != _FORMAT
        or form.get("version") != _VERSION
    ):
        raise refusal(
            "the scenario cannot be read",
            [f"it must be an object with `format` `{_FORMAT}` and `version` {_VERSION}"],
        )
    faults += [f"`{key}` is missing" for key in _WANTED if key not in form]
    faults += [
        f"there is no `{str(key)[:40]}` in a scenario"
        for key in form
        if key not in (*_WANTED, *_MORE)
    ]
    if faults:
        raise refusal("the scenario cannot be read", faults)
    read = _Reader(faults)
    book = read.at("rulebook", lambda: _book(form["rulebook"]))
    named = NAMED.set(_named(book))
    try:
        people = read.value("people", form["people"])
        behaviour = read.value("behaviour", form["behaviour"])
        more = {name: read.value(name, form[name]) for name in _MORE if name in form}
        days = [read.at(key, lambda k=key: as_day(form[k], k)) for key in ("start", "horizon")]  # type: ignore[misc]
    finally:
        NAMED.reset(named)
    name, title = form["name"], form["title"]
    if not isinstance(name, str) or not isinstance(title, str):
        faults.append("`name` and `title` must be texts")
    for key, value, kinds in (
        ("people", people, (Cohort, Population)),
        ("behaviour", behaviour, (Behaviour,)),
        ("setting", more.get("setting", Setting()), (Setting,)),
    ):
        if not isinstance(value, kinds) and not any(f.startswith(key) for f in faults):
            names = " or ".join(f"`{_key(kind)}`" for kind in kinds)
            faults.append(f"{key}: it must be a {names}")
    if faults:
        raise refusal("the scenario cannot be read", faults)
    return Scenario(
        name,
        form["rulebook"] if isinstance(form["rulebook"], str) else book,
        people,
        behaviour,
        start=days[0],
        horizon=days[1],
        title=title,
        sources=form["sources"],
        **more,
    )


def _book(form: Any) -> Rulebook:
    from continuum.rulebook.form import from_form as book_from_form

    return load(form) if isinstance(form, str) else book_from_form(form)


def _named(book: Rulebook | None) -> Named:
    """What a milestone may name."""
    facts = () if book is None else book.every_fact
    return Named({fact.name: fact for fact in facts}, {})


class _Reader:
    """Reads values and keeps every fault with its place."""

    def __init__(self, faults: list[str]) -> None:
        """Write faults into a list."""
        self.faults = faults

    def at(self, place: str, read: Callable[[], Any]) -> Any:
        """Read something, or keep what went wrong with its place and give ``None``."""
        try:
            return read()
        except Misread as wrong:
            for fault in wrong.faults:
                within = f"{place}.{fault.place}" if fault.place else place
                self.faults.append(
                    f"{within}: {fault.what}" + (f" ({fault.help})" if fault.help else "")
                )
        except ContinuumError as error:
            self.faults.append(
                f"{place}: {error.message}" + (f" ({error.help})" if error.help else "")
            )
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            self.faults.append(f"{place}: this cannot be read as what should stand here")
        return None

    def value(self, place: str, form: Any) -> Any:
        """Read a value by its own mark."""
        if isinstance(form, list):
            return tuple(self.value(f"{place}[{k}]", item) for k, item in enumerate(form))
        if not isinstance(form, dict):
            return form
        if len(form) != 1:
            self.faults.append(f"{place}: it must have one key that says what it is")
            return None
        key, inside = next(iter(form.items()))
        match key:
            case "decimal":
                return self.at(place, lambda: _decimal(inside))
            case "day":
                return self.at(place, lambda: as_day(inside, "the day"))
            case "source":
                return self.at(place, lambda: Source.from_text(inside))
            case "milestone":
                return self.at(place, lambda: MILESTONE.read(inside))
            case "cohort":
                return self.at(f"{place}.cohort", lambda: _cohort(inside))
        kind = _KINDS.get(key)
        if kind is None:
            self.faults.append(f"{place}: there is no `{key[:40]}` in a scenario")
            return None
        return self._made(f"{place}.{key}", kind, inside)

    def _made(self, place: str, kind: type, form: Any) -> Any:
        fields = {field.name: field.default is attrs.NOTHING for field in attrs.fields(kind)}
        wanted = [name for name, needed in fields.items() if needed]
        if not isinstance(form, dict) or not set(wanted) <= set(form) <= set(fields):
            listed = ", ".join(f"`{name}`" for name in wanted or fields)
            self.faults.append(f"{place}: it must have {listed}")
            self.faults += [
                f"{place}: there is no `{str(name)[:40]}` in it"
                for name in (form if isinstance(form, dict) and set(wanted) <= set(form) else ())
                if name not in fields
            ]
            return None
        before = len(self.faults)
        parts = {name: self.value(f"{place}.{name}", form[name]) for name in fields if name in form}
        if len(self.faults) > before:
            return None
        made = self.at(place, lambda: kind(**parts))
        if isinstance(
            made, (Arrives, Attempt, Behaviour, Capacity, Officers, Setting, WorkingDays)
        ):
            self.faults += [f"{place}.{name}: {what}" for name, what in misgiven(made)]
        return made


def _decimal(text: Any) -> float:
    if not isinstance(text, str) or _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    return float(text)


def _cohort(form: dict[str, Any]) -> Cohort:
    groups = [
        {name: _column(column) for name, column in form[group].items()}
        for group in ("facts", "traits", "tags")
    ]
    numbers = np.array(form["numbers"], dtype=np.int64)
    starts = np.array(form["starts"], dtype=np.int64)
    lengths = {len(starts), *(len(column) for group in groups for column in group.values())}
    if lengths != {len(numbers)}:
        raise ValueError(lengths)
    return Cohort(numbers, starts, groups[0], groups[1], groups[2])


def _column(form: dict[str, Any]) -> Plain:
    kind, values = form["kind"], form["values"]
    known = np.array(form["known"], dtype=bool)
    if kind == "real":
        values = [_decimal(value) for value in values]
    column: Anything = np.array(values, dtype=_PLAIN_TYPES[kind])
    if len(column) != len(known):
        raise ValueError(kind)
    return Plain(kind, column, known)
