"""A table of transitions made into a rulebook of structure only."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.adapters.tables.building import Builder
from continuum.adapters.tables.columns import find_columns
from continuum.adapters.tables.grid import plain_text, read_grid
from continuum.adapters.tables.naming import snake
from continuum.adapters.tables.opening import open_table
from continuum.adapters.tables.rows import read_rows
from continuum.errors import Fault, InvalidRulebook
from continuum.guards.names import as_names
from continuum.rulebook import Region, Rulebook, State
from continuum.rulebook.faults.declared import listed, missing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from continuum.adapters.tables.rows import Row

__all__ = ["Imported", "import_table", "read_table"]

_ANY_DAY: Final = "2000-01-01"


@attrs.frozen
class Imported:
    """What became of a table.

    Args:
        book: The rulebook of structure only.
        notes: What was decided that the table does not say, each in a sentence.
    """

    book: Rulebook
    notes: tuple[str, ...]


def read_table(given: str | bytes | Path, **options: Any) -> Rulebook:
    r"""Read a table of transitions as a rulebook of structure only, to be checked as it is.

    Args:
        given: The path of a CSV or JSON file, or the table itself.
        options: As :func:`import_table` takes them.

    Raises:
        FactError: It is no table, or cannot be read.
        InvalidRulebook: With every fault of its rows, and where it is.

    Example:
        >>> book = read_table("source,event,target\nopen,closed by clerk,done\n")
        >>> book.regions[0].names, book.events[0].name
        (('open', 'done'), 'closed_by_clerk')
    """
    return import_table(given, **options).book


def import_table(
    given: str | bytes | Path,
    *,
    name: str = "",
    title: str = "",
    initial: str | Iterable[str] = (),
    final: str | Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
) -> Imported:
    r"""Read a table of transitions, and tell what was decided on the way.

    A guard is a label: a yes-or-no fact that may be either, which nothing evaluates.

    Args:
        given: The path of a CSV or JSON file, or the table itself.
        name: The name of the rulebook; empty: that of the file.
        title: The words for it.
        initial: The state in which a case begins, in the words of the table, one for each region;
            empty: those that the table marks, or the only one without an arrow into it.
        final: The states in which a case ends; empty: those that the table marks, or those
            without an arrow out of them.
        columns: Which column says what, where its head is not understood: ``{"source": "Van"}``.
        encoding: How the file is written; empty: UTF-8, or what its first bytes say.

    Raises:
        FactError: It is no table, or cannot be read.
        InvalidRulebook: With every fault of its rows, and where it is.

    Example:
        >>> table = "from;action;to\ndraft;submit;review\nreview;approve;approved\n"
        >>> imported = import_table(table)
        >>> imported.notes[-1]
        'a case ends in `approved`, which no arrow leaves'
    """
    opened = open_table(given, encoding)
    grid = read_grid(opened.text, opened.called)
    found, unread, faults = find_columns(grid.head, columns or {}, grid.place)
    if grid.below and faults:
        wrong_head = Fault(
            grid.place,
            "this is not the head of a table of transitions",
            help=f"is the head in {grid.below}? leave out the rows above it",
        )
        raise InvalidRulebook(f"{opened.called} cannot be imported", [wrong_head])
    faults = [*faults, *grid.faults, *_option_faults(grid.options)]
    rows: tuple[Row, ...] = ()
    if not faults or {"source", "event", "target"} <= found.keys():
        rows, wrong = read_rows(grid, found)
        faults += wrong
    if faults:
        raise InvalidRulebook(f"{opened.called} cannot be imported", faults)
    said = {what: grid.options.get(what, ()) for what in ("initial", "final")}
    builder = Builder(rows, opened.called)
    if unread:
        builder.notes.append(f"these columns are not read: {listed(unread)}")
    initials = _initial(builder, as_names(initial) or as_names(said["initial"]), faults)
    finals = _final(builder, as_names(final) or as_names(said["final"]), faults)
    if faults:
        raise InvalidRulebook(f"{opened.called} cannot be imported", faults)
    name = name or grid.options.get("name", "") or opened.stem or "imported"
    return _imported(builder, name, title or grid.options.get("title", ""), initials, finals)


def _option_faults(options: Mapping[str, Any]) -> list[Fault]:
    def fits(what: str, value: object) -> bool:
        many = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return isinstance(value, str) or (many and what in {"initial", "final"})

    return [
        Fault(what, "this is not the name of a state" if what in {"initial", "final"} else "this "
              "is not text", help="write it between quotes")
        for what, value in options.items()
        if not fits(what, value)
    ]  # fmt: skip


def _imported(
    builder: Builder,
    name: str,
    title: str,
    initials: Mapping[str, str],
    finals: frozenset[tuple[str, str]],
) -> Imported:
    regions = tuple(
        Region(
            region,
            tuple(
                State(state, words, final=(region, state) in finals)
                for state, words in states.items()
            ),
            initials[region],
            builder.region_title(region),
        )
        for region, states in builder.regions.items()
    )
    rows = "\n".join(repr(attrs.astuple(move.row)) for move in builder.moves)
    parts: dict[str, Any] = {
        "regions": regions,
        "events": builder.events,
        "transitions": builder.transitions,
        "roles": builder.roles,
        "facts": builder.flags,
    }
    if builder.flags:
        builder.notes.append(
            "guard labels are never evaluated: each may hold or not, whatever the others do"
        )
        builder.notes.append(
            "each label begins as no; who decides an event that asks for it records what it is"
        )
    builder.ask_of_doubles()
    notes = tuple(dict.fromkeys(builder.notes))
    book = Rulebook(
        _book_name(name),
        f"table-{sha256(rows.encode()).hexdigest()[:12]}",
        _ANY_DAY,
        title=plain_text(title) or plain_text(name.replace("_", " ")),
        status="; ".join((f"structure only, read from {builder.called}", *notes)),
        **parts,
    )
    return Imported(book, notes)


def _book_name(words: str) -> str:
    name = snake(words)
    return name if name[:1].isalpha() else "_".join(filter(None, ("workflow", name)))


# ------------------------------------------------------------------------------ begin and end


def _initial(builder: Builder, said: tuple[str, ...], faults: list[Fault]) -> dict[str, str]:
    """Where a case begins, in each region."""
    wanted = _found(builder, "initial", said, faults) if said else [*builder.marked("initial")]
    begins: dict[str, str] = {}
    for region, state in dict.fromkeys(wanted):
        if region in begins:
            both = [builder.regions[region][one] for one in (begins[region], state)]
            faults.append(
                Fault(
                    "initial",
                    f"a case begins in one state, and {listed(both)} are both said to be the one",
                    help="name one of them",
                )
            )
        begins.setdefault(region, state)
    for region in builder.regions:
        if region in begins:
            continue
        open_ones = builder.lacking_in(region, "target")
        if len(open_ones) == 1:
            begins[region] = open_ones[0]
            words = builder.say_state(region, open_ones[0])
            builder.notes.append(f"a case begins in {words}, to which no arrow leads")
        elif not faults:
            faults.append(_no_beginning(builder, region, open_ones))
    return begins


def _no_beginning(builder: Builder, region: str, open_ones: list[str]) -> Fault:
    where = f" of {quoted(builder.region_title(region))}" if len(builder.regions) > 1 else ""
    titles = builder.regions[region]
    candidates = listed(titles[state] for state in open_ones or titles)
    why = (
        f"no arrow leads to any of {candidates}"
        if open_ones
        else f"an arrow leads to each of {candidates}"
    )
    doubles = builder.doubles_in(region)
    asked = "".join(f"{said} " for state, said in doubles.items() if state in open_ones)
    return Fault(
        "initial",
        f"it cannot be told in which state{where} a case begins: {why}",
        help=f"{asked}name it: `initial=...` (`--initial ...` on the command line), or write "
        "`yes` in a column `initial` beside it as source",
    )


def _final(
    builder: Builder, said: tuple[str, ...], faults: list[Fault]
) -> frozenset[tuple[str, str]]:
    """Where a case ends, in any region."""
    wanted = _found(builder, "final", said, faults) if said else [*builder.marked("final")]
    if not said and not wanted:
        for region in builder.regions:
            ends = builder.lacking_in(region, "source")
            wanted += [(region, state) for state in ends]
        titles = [builder.regions[region][state] for region, state in wanted]
        if titles:
            builder.notes.append(f"a case ends in {listed(titles)}, which no arrow leaves")
        else:
            builder.notes.append("no state is an end: an arrow leaves each of them")
    _tell_no_ends(builder, wanted)
    if len(builder.regions) > 1 and wanted:
        builder.notes.append("a case ends as soon as one of its regions does")
    return frozenset(wanted)


def _tell_no_ends(builder: Builder, wanted: list[tuple[str, str]]) -> None:
    """Say which states would be ends if nobody had said which are."""
    silent = [
        builder.regions[region][state]
        for region in builder.regions
        for state in builder.lacking_in(region, "source")
        if (region, state) not in wanted
    ]
    if silent:
        builder.notes.append(f"not taken as ends, since others are named: {listed(silent)}")


def _found(
    builder: Builder, what: str, said: tuple[str, ...], faults: list[Fault]
) -> list[tuple[str, str]]:
    """Find the states that somebody named."""
    found = []
    for words in said:
        places = builder.find_states(words)
        if len(places) == 1 or (places and what == "final"):
            found += places
        elif places:
            regions = listed(f"{builder.region_title(r)}.{words}" for r, _ in places)
            message = f"{quoted(words)} is a state of several regions"
            faults.append(Fault(what, message, help=f"say which: {regions}"))
        else:
            titles = [title for states in builder.regions.values() for title in states.values()]
            message = f"there is no state {quoted(words)}"
            faults.append(Fault(what, message, help=missing("state", words, titles)))
    return found
