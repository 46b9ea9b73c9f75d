"""Whether groups are treated alike: only together, never so that a person could be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import FactError, RulebookError
from continuum.guards import Choice, Flag
from continuum.prose import plural, say_event, say_fact, say_value
from continuum.report.across.reading import as_cases, events_of
from continuum.report.across.sheets import HIDDEN, Cell, Sheet, Shown
from continuum.report.across.small_cells import SMALLEST, check_smallest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from continuum.runtime.case import Case

__all__ = ["Equality", "equality", "hide_groups"]

_PERSONAL: Final = frozenset(
    ("actor", "by", "case", "case_id", "id", "name", "person", "person_id", "persons", "people")
)
_REST = "all other groups"


@attrs.frozen
class Equality(Shown):
    """What happened in how many cases of each group.

    Args:
        by: What the groups differ in.
        smallest: The smallest count that is told.
        groups: Each group and its size, in the order of their names; empty: nothing can be told.
        rows: Each event, the count in each group, and in all; ``None``: hidden.
    """

    by: str
    smallest: int
    groups: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"Treated alike? By {self.by}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        if not self.groups:
            return ("There are too few cases in too few groups to compare anything.",)
        return (
            f"Counts below {self.smallest}, and those that would give them away, are hidden.",
            "Small groups are told together.",
            "A difference is a question to the organisation, and says nothing about any person.",
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The one table."""
        sizes = (*self.groups, ("all", sum(size for _, size in self.groups)))
        columns = (("event", "what happened"), *((g, f"{g} (of {n})") for g, n in sizes))
        rows = tuple(
            (words, *(_share(count, n) for count, (_, n) in zip(counts, sizes, strict=True)))
            for words, counts in self.rows
        )
        return (Sheet("In how many cases", columns, rows if self.groups else ()),)


def _share(count: int | None, of: int) -> Cell:
    return HIDDEN if count is None else f"{count} ({round(100 * count / of)} %)"


def equality(
    cases: Iterable[Case] | Case,
    by: str | Mapping[str, str],
    *,
    events: Collection[str] = (),
    smallest: int = SMALLEST,
) -> Equality:
    """Compare how often something happens in groups of cases, to notice unequal treatment.

    Args:
        cases: The cases.
        by: A yes-or-no fact or a choice of the rulebook; or, for what must not be in a case at
            all, the group of each case by its id.
        events: Which events are counted; by default every adverse one that happened.
        smallest: The smallest count that is told: 10 or more.

    Raises:
        FactError: There is no case; a group would be a person; a case has no group; or there is
            no such fact or event.
    """
    check_smallest(smallest)
    given = as_cases(cases)
    groups, named = _groups(given, by)
    merged = _merged(groups, smallest)
    sizes = {group: list(merged.values()).count(group) for group in sorted(set(merged.values()))}
    if len(sizes) < 2 or min(sizes.values()) < smallest:  # noqa: PLR2004 - to compare
        return Equality(named, smallest, (), ())
    happened = {
        case.case_id: {e.event for e in events_of(case) if e.outcome == "allowed"} for case in given
    }
    rows = []
    for event in _counted(given, happened, events):
        counts = dict.fromkeys(sizes, 0)
        for id, group in merged.items():
            counts[group] += event in happened[id]
        told = hide_groups(tuple(counts.values()), tuple(sizes.values()), smallest)
        rows.append((say_event(event, given[0].book), told))
    return Equality(named, smallest, tuple(sizes.items()), tuple(rows))


def _groups(cases: Sequence[Case], by: str | Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The group of each case, and what the groups differ in."""
    if not isinstance(by, str):
        if missing := sum(case.case_id not in by for case in cases):
            raise FactError(
                f"{plural(missing, 'cases')} have no group", help="give the group of every case"
            )
        groups = {case.case_id: str(by[case.case_id]) for case in cases}
        if len(cases) > 1 and len(set(groups.values())) == len(cases):
            raise _nobody("these groups")
        return groups, "the groups given"
    if by in _PERSONAL:
        raise _nobody(f"`{by}`")
    found: dict[str, str] = {}
    words = by
    for case in cases:
        try:
            fact = case.book.fact(by)
        except RulebookError as error:
            raise FactError(error.message, help=error.help) from None
        if not isinstance(fact, Choice | Flag):
            raise FactError(
                f"cases cannot be grouped by `{by}`, which tells single people apart",
                help="give a yes-or-no fact or a choice",
            )
        words = say_fact(fact)
        found[case.case_id] = say_value(case.facts.get(by), fact, case.book)
    return found, words


def _nobody(what: str) -> FactError:
    return FactError(
        f"{what} would tell of single people, and no report names or ranks anybody",
        help="group by what many share, such as a yes-or-no fact",
    )


def _merged(groups: Mapping[str, str], smallest: int) -> dict[str, str]:
    """The groups, the small ones joined until together they are large enough."""
    sizes: dict[str, int] = {}
    for group in groups.values():
        sizes[group] = sizes.get(group, 0) + 1
    rest: set[str] = set()
    together = 0
    for group in sorted(sizes, key=lambda one: (sizes[one], one)):
        if sizes[group] >= smallest and (not together or together >= smallest):
            break
        rest.add(group)
        together += sizes[group]
    return {id: _REST if group in rest else group for id, group in groups.items()}


def _counted(
    cases: Sequence[Case], happened: Mapping[str, set[str]], asked: Collection[str]
) -> list[str]:
    known = {event.name: event for case in cases for event in case.book.every_event}
    if wrong := sorted(set(asked) - known.keys()):
        raise FactError(
            f"there is no event `{wrong[0][:60]}`", help="give names of events of the rulebook"
        )
    seen = set().union(*happened.values())
    return sorted(asked or (name for name in seen if known[name].adverse))


def hide_groups(
    counts: Sequence[int], sizes: Sequence[int], smallest: int
) -> tuple[int | None, ...]:
    """Give the count of each group and of all, hiding what is too small and what gives it away.

    The sizes of the groups are told, so that those in whom something did *not* happen count, too.

    Args:
        counts: In how many cases of each group it happened.
        sizes: How many cases each group has.
        smallest: The smallest count that may be told.

    Example:
        >>> hide_groups((20, 3, 30), (50, 50, 50), 10)
        (None, None, 30, 53)
        >>> hide_groups((20, 3), (50, 50), 10), hide_groups((3, 2), (50, 50), 10)
        ((None, None, 23), (None, None, None))
    """

    def little(places: Iterable[int]) -> int:
        return min(sum(counts[k] for k in places), sum(sizes[k] - counts[k] for k in places))

    everybody = range(len(counts))
    hidden = {k for k in everybody if little([k]) < smallest}
    while hidden and (len(hidden) == 1 or little(sorted(hidden)) < smallest):
        others = [k for k in everybody if k not in hidden]
        if not others:
            return (*(None for _ in everybody), None)
        hidden.add(min(others, key=lambda k: (little([k]), k)))
    cells = tuple(None if k in hidden else counts[k] for k in everybody)
    total = sum(counts) if little(everybody) >= smallest else None
    return (*cells, total)
