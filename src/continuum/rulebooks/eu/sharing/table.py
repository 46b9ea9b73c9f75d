"""The table of who may tell whom what, read from its file into the ways of a rulebook."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from continuum.guards import ALWAYS, during, parameter
from continuum.rulebook import Sharing
from continuum.rulebooks.eu.continuity import earliest_release
from continuum.rulebooks.eu.phases import window_open
from continuum.rulebooks.eu.sharing.categories import CATEGORIES
from continuum.rulebooks.eu.sharing.letters import LETTERS, Letter, warned

if TYPE_CHECKING:
    from continuum.guards import Guard

__all__ = ["FREE", "OPEN", "SHARING", "read_table"]

FREE: Final = during(
    "legal",
    "sentenced_at_liberty",
    "time_served",
    "conditional_release",
    "recalled",
    "end_of_sentence",
    "released_no_conviction",
    "pardon_or_amnesty",
)
"""The person was released, or was never held on a sentence; a recall is prepared at once."""

OPEN: Final[dict[str, Guard]] = {
    "from_pre_release": window_open | FREE,
    "from_municipality_lead": (earliest_release - parameter("municipality_lead")).reached() | FREE,
}
"""The phases in which a way is open, by their names in the table."""

_ALERTS: Final = ("I16", "I17")
_NAMES: Final = {category.id: category.name for category in CATEGORIES}
_Cell = tuple[str, str, str]


def read_table(text: str) -> tuple[Sharing, ...]:
    r"""Read the table: one way for each row and letter.

    Of two rows for one cell the one that names the sender counts, not one from ``any``.  A role may
    tell its own kind, which is somebody at another place.  An alert may also go as a warning
    wherever it may go on another leave.

    Args:
        text: The table, in TOML.

    Example:
        >>> row = 'from = "any"\nto = "c"\nsources = ["GK"]\ncells = { I04 = "C" }'
        >>> read_table(f'[who]\nany = ["a", "b"]\n[row]\n{row}')[0].senders
        ('a', 'b')
    """
    rows = tomllib.loads(text)
    who = rows.pop("who")
    taken: set[_Cell] = set()
    named: dict[str, list[Sharing]] = {}
    for name in sorted(rows, key=lambda name: _from_any(rows[name])):
        found = [*_ways(name, rows[name], who, taken)]
        taken |= {cell for one in found for cell in one.cells}
        named[name] = found
    return tuple(one for name in rows for one in named[name])


def _from_any(row: dict[str, Any]) -> bool:
    return "any" in _listed(row["from"])


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _roles(given: str | list[str], who: dict[str, list[str]]) -> list[str]:
    return list(dict.fromkeys(role for one in _listed(given) for role in who.get(one, [one])))


def _ways(
    name: str, row: dict[str, Any], who: dict[str, list[str]], taken: set[_Cell]
) -> list[Sharing]:
    """Give the ways of a row: cells with one letter and the same roles left go together."""
    senders, recipients = _roles(row["from"], who), _roles(row["to"], who)
    told_to: dict[tuple[Letter, str, tuple[str, ...]], list[str]] = {}
    for id, given in row["cells"].items():
        for recipient in recipients:
            left = tuple(
                sender for sender in senders if (sender, recipient, _NAMES[id]) not in taken
            )
            if left:
                told_to.setdefault((_letter(id, given), _NAMES[id], left), []).append(recipient)
    joined: dict[tuple[Letter, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (letter, category, left), to in told_to.items():
        joined.setdefault((letter, left, tuple(to)), []).append(category)
    return [
        Sharing(
            name if len(joined) == 1 else f"{name}_{number}",
            left,
            to,
            tuple(categories),
            letter.leave,
            given=letter.given,
            when=OPEN[row["open"]] if "open" in row else ALWAYS,
            narrowed=letter.narrowed,
            sources=tuple(row["sources"]),
        )
        for number, ((letter, left, to), categories) in enumerate(joined.items(), start=1)
    ]


def _letter(id: str, letter: str) -> Letter:
    found = LETTERS[letter]
    if id not in _ALERTS or found.leave == "warning":
        return found
    return Letter(found.leave, found.given | warned, found.narrowed)


SHARING = read_table((files(__package__) / "matrix.toml").read_text(encoding="utf-8"))
