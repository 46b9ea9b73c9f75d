"""Names that differ in one letter, as a typing error makes them: one thing, or two?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from continuum.adapters.tables.naming import snake
from continuum.rulebook.faults.declared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["ask_whether_one", "find_near"]

_SHORTEST: Final = 4
_DIGITS: Final = re.compile(r"\d+")


def find_near(words: Iterable[str]) -> list[tuple[str, str]]:
    """Find the pairs that differ in one letter, or in spaces, accents and signs alone.

    A letter may be missing, too many, another one, or have changed places with the next.  Numbers
    and single letters tell things apart on purpose, so `team A` and `team B` are no such pair.

    Args:
        words: What things of one kind are called.

    Returns:
        The pairs, each in the order given.

    Example:
        >>> find_near(["Under assessment", "Paid", "Under assesment", "Unpaid", "Step 1", "Step 2"])
        [('Under assessment', 'Under assesment')]
    """
    # Two words that are one letter apart are the same once the right letter is left out of each.
    left_out: dict[tuple[str, str], list[str]] = {}
    found: dict[tuple[str, str], None] = {}
    for one in dict.fromkeys(words):
        name = snake(one)
        letters, digits = name.replace("_", ""), " ".join(_DIGITS.findall(name))
        cut = {letters, *(letters[:n] + letters[n + 1 :] for n in range(len(letters)))}
        for key in cut if letters else ():
            alike = left_out.setdefault((digits, key), [])
            found |= {(other, one): None for other in alike if _may_be_one(other, one)}
            alike.append(one)
    return list(found)


def _may_be_one(one: str, other: str) -> bool:
    """Whether each of the words that differ is long enough for a typing error."""
    parts, others = snake(one).split("_"), snake(other).split("_")
    if len(parts) != len(others):
        return True
    apart = [pair for pair in zip(parts, others, strict=True) if pair[0] != pair[1]]
    return all(max(map(len, pair)) > _SHORTEST for pair in apart)


def ask_whether_one(kind: str, places: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Ask of every such pair whether it is one thing, naming the one that is met less often.

    Args:
        kind: What the things are: ``state``.
        places: What each is called to the rows in which it stands.

    Returns:
        What it is called, and the question.

    Example:
        >>> for _, said in ask_whether_one("event", {"submit": ["row 2"], "submitt": ["row 3"]}):
        ...     print(said)
        `submitt` (row 3) is close to `submit`: one event or two?
    """
    for one, other in find_near(places):
        seldom, often = (one, other) if len(places[one]) < len(places[other]) else (other, one)
        yield (
            seldom,
            (
                f"{quoted(seldom)} ({places[seldom][0]}) is close to {quoted(often)}: "
                f"one {kind} or two?"
            ),
        )
