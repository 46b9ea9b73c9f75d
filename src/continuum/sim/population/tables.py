"""Cohorts from tables that somebody has: any data frame, and everything that is wrong at once."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ContinuumError, FactError, ScenarioError, needs
from continuum.sim.columns.calendar import FIRST_DAY, LAST_DAY
from continuum.sim.population.cohort import MOST_PEOPLE, Cohort, refusal
from continuum.sim.population.encoding import Plain, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.rulebook import Rulebook

__all__ = ["cohort_from_table"]


_EPOCH: Final = 719_163  # the ordinal of 1 January 1970
_SOME_DAY: Final = date(1970, 1, 1)
_GROUPS: Final = ("facts", "traits", "tags")


def cohort_from_table(
    frame: Any,
    facts: Mapping[str, str] | Iterable[str] = (),
    *,
    traits: Mapping[str, str] | Iterable[str] = (),
    tags: Mapping[str, str] | Iterable[str] = (),
    starts: str | None = None,
    values: Mapping[str, Mapping[Any, Any]] | None = None,
    rulebook: Rulebook | str | None = None,
) -> Cohort:
    """Read a cohort from a table; see :meth:`Cohort.from_table`.

    Args:
        frame: The table.
        facts: Fact to the name of its column.
        traits: Trait to the name of its column.
        tags: Tag to the name of its column.
        starts: The column of the days on which pathways open.
        values: Column to what its values mean.
        rulebook: The rulebook, or its name, against which facts are held.

    Raises:
        ScenarioError: With every fault at once.
    """
    table = _Table(frame)
    faults: list[str] = []
    groups: dict[str, dict[str, Plain]] = {}
    for group, wanted in zip(_GROUPS, (facts, traits, tags), strict=True):
        groups[group] = {}
        for name, column in _named(group, wanted, faults):
            found = _read(table, column, (values or {}).get(column), faults)
            if found is not None:
                groups[group][name] = found
    seen: dict[str, str] = {}
    for group, columns in groups.items():
        for name in columns:
            if name in seen:
                faults.append(f"`{name}` is given twice, in {seen[name]} and in {group}")
            seen[name] = group
    faults += [f"`values`: {table.has_not(c)}" for c in values or {} if c not in table.names]
    opened = np.zeros(table.rows, dtype=np.int64)
    if starts is not None:
        opened = _starts(table, starts, faults, opened)
    if not 0 < table.rows <= MOST_PEOPLE:
        faults.append(f"the table has {table.rows:,} rows (give 1 to {MOST_PEOPLE:,} people)")
    if not seen and starts is None and not faults:
        faults.append("no column is named, so nobody knows anything of these people (name `facts`)")
    if rulebook is not None:
        faults += _against(rulebook, groups)
    if faults:
        raise refusal("the cohort cannot be read from the table", faults)
    numbers = np.arange(table.rows, dtype=np.int64)
    return Cohort(numbers, opened, groups["facts"], groups["traits"], groups["tags"])


def _named(group: str, wanted: Any, faults: list[str]) -> Iterator[tuple[str, str]]:
    """Names with the columns that they stand in."""
    try:
        listed = (wanted,) if isinstance(wanted, str) else wanted
        pairs = wanted.items() if hasattr(wanted, "items") else [(name, name) for name in listed]
        for name, column in pairs:
            if isinstance(name, str) and isinstance(column, str):
                yield name, column
            else:
                faults.append(f"{group}: `{str(name)[:40]}` must name a column by a text")
    except TypeError:
        faults.append(f"{group}: it cannot be `{str(wanted)[:40]}` (give names and their columns)")


class _Table:
    """A table of any library, as columns."""

    def __init__(self, frame: Any) -> None:
        """Wrap it.

        Raises:
            MissingExtra: The library that reads tables is not installed.
            ScenarioError: It is no table.
        """
        if isinstance(frame, dict):
            self.columns: dict[str, Any] | None = frame
            self.names: list[str] = [str(name) for name in frame]
            lengths = {len(column) for column in frame.values()}
            if len(lengths) > 1:
                raise ScenarioError(
                    "the columns of the table differ in length", help="give one value a person"
                )
            self.rows = lengths.pop() if lengths else 0
            return
        needs("frames", "narwhals")
        import narwhals

        try:
            wrapped = narwhals.from_native(frame)
            if isinstance(wrapped, narwhals.LazyFrame):
                raise ScenarioError("the table is not computed yet", help="call `.collect()` first")
        except TypeError:
            if not hasattr(frame, "__arrow_c_stream__"):
                raise ScenarioError(
                    f"a table cannot be `{type(frame).__name__}`",
                    help="give a data frame (pandas, polars, pyarrow), or a mapping of columns",
                ) from None
            needs("frames", "polars")
            wrapped = narwhals.from_arrow(frame, backend="polars")
        self.columns = None
        self.frame: Any = wrapped
        self.names = list(wrapped.columns)
        self.rows = len(wrapped)

    def has_not(self, column: str) -> str:
        """Say that it has no such column."""
        near = get_close_matches(column, self.names, n=1)
        listed = ", ".join(f"`{name}`" for name in self.names[:12])
        mend = f"did you mean `{near[0]}`?" if near else f"it has {listed or 'none'}"
        return f"the table has no column `{column[:40]}` ({mend})"

    def read(self, column: str) -> Plain:
        """Read a column by its kind.

        Raises:
            ScenarioError: It holds something else than flags, numbers, days or texts.
        """
        if self.columns is not None:
            return plain(column, self.columns[column])
        import narwhals as nw

        series = self.frame[column]
        kind = series.dtype
        known = ~series.is_null().to_numpy().astype(bool)
        if kind == nw.Boolean:
            return Plain("flag", _filled(series, known, False).astype(bool), known)
        if kind.is_integer():
            return Plain("number", _filled(series, known, 0).astype(np.int64), known)
        if kind.is_float():
            return _decimals(_filled(series, known, 0.0).astype(np.float64), known)
        if kind == nw.Date or kind == nw.Datetime:  # noqa: PLR1714 - types, not values
            return _days(column, _filled(series, known, _SOME_DAY), known)
        if kind == nw.String or kind == nw.Categorical or kind == nw.Enum:  # noqa: PLR1714
            return plain(column, [str(v) if k else None for v, k in _pairs(series, known)])
        return plain(column, [_clean(v) if k else None for v, k in _pairs(series, known)])


def _pairs(series: Any, known: Any) -> Iterator[tuple[Any, bool]]:
    return zip(series.to_list(), known.tolist(), strict=True)


def _clean(value: Any) -> Any:
    """A value out of a column of mixed objects, as Python has it."""
    return value.item() if isinstance(value, np.generic) else value


def _filled(series: Any, known: Any, with_: Any) -> Any:
    values = series.to_numpy()
    if known.all() or values.dtype.kind == "M":
        return values
    filled = np.array(values, dtype=object)
    filled[~known] = with_
    return filled


def _decimals(values: Any, known: Any) -> Plain:
    """A column of decimals; whole ones are numbers, as tables with gaps keep them."""
    known = known & ~np.isnan(values)
    values = np.where(known, values, 0.0)
    if np.isfinite(values).all() and (values == np.rint(values)).all():
        return Plain("number", values.astype(np.int64), known)
    return Plain("real", values, known)


def _days(column: str, values: Any, known: Any) -> Plain:
    moments = np.array(values, dtype="datetime64[us]")
    days = moments.astype("datetime64[D]")
    if (days[known] != moments[known]).any():
        raise ScenarioError(
            f"column `{column}` holds moments, not days", help="leave the time of day out"
        )
    ordinals = np.where(known, days.astype(np.int64) + _EPOCH, FIRST_DAY)
    if ((ordinals < FIRST_DAY) | (ordinals > LAST_DAY)).any():
        raise ScenarioError(
            f"column `{column}` holds days outside the years 1 to 9999", help="mend them"
        )
    return Plain("day", ordinals, known)


def _read(
    table: _Table, column: str, means: Mapping[Any, Any] | None, faults: list[str]
) -> Plain | None:
    """Read a column with what its values mean, or keep what is wrong with it."""
    if column not in table.names:
        faults.append(table.has_not(column))
        return None
    try:
        found = table.read(column)
        return found if means is None else _meant(column, found, means)
    except (ScenarioError, FactError) as error:
        faults.append(f"{error.message} ({error.help})")
    return None


def _meant(column: str, found: Plain, means: Mapping[Any, Any]) -> Plain:
    """A column with each value replaced by what it means."""
    kinds, places = np.unique(found.values[found.known], return_inverse=True)
    missing = [value for value in kinds.tolist() if value not in means]
    if missing:
        listed = ", ".join(f"`{str(value)[:40]}`" for value in missing[:5])
        raise ScenarioError(
            f"column `{column}` holds {listed}, and `values` does not say what that means",
            help="say it for every value, `None` for not known",
        )
    said = plain(column, [means[value] for value in kinds.tolist()])
    values = np.zeros(len(found), dtype=said.values.dtype)
    known = np.zeros(len(found), dtype=bool)
    values[found.known], known[found.known] = said.values[places], said.known[places]
    return Plain(said.kind, values, known)


def _starts(table: _Table, column: str, faults: list[str], opened: Any) -> Any:
    found = _read(table, column, None, faults)
    if found is None:
        return opened
    if not found.known.all():
        count = int((~found.known).sum())
        faults.append(f"column `{column}`: {count:,} people have no day on which their way opens")
        return opened
    if found.kind == "text":
        try:
            return _ordinals(found)
        except FactError as error:
            faults.append(f"column `{column}`: {error.message} ({error.help})")
            return opened
    if found.kind != "day":
        faults.append(f"column `{column}` holds no days, and pathways open on days")
        return opened
    return found.values


def _ordinals(found: Plain) -> Any:
    from continuum.guards import as_day

    texts, places = np.unique(found.values, return_inverse=True)
    days = [as_day(text, "the start of a pathway").toordinal() for text in texts.tolist()]
    return np.array(days, dtype=np.int64)[places]


def _against(rulebook: Rulebook | str, groups: Mapping[str, Mapping[str, Plain]]) -> list[str]:
    """What is wrong with the facts, by the rulebook."""
    from continuum.rulebooks import load
    from continuum.sim.scenario.attempt_faults import recording_faults

    try:
        book = load(rulebook) if isinstance(rulebook, str) else rulebook
    except ContinuumError as error:
        return [f"{error.message} ({error.help})"]
    chart = book.lower(book.as_of)
    traits = {**groups["tags"], **groups["traits"], **groups["facts"]}
    return [
        fault
        for name, column in groups["facts"].items()
        for fault in recording_faults(name, column, chart, traits)
    ]
