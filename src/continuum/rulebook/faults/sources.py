"""Faults of sources: each carries one of the four marks, and a key that stands for something."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from continuum.errors import Fault
from continuum.rulebook.faults.declared import listed, missing, quoted
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.sources import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.sources import Source

__all__ = ["reference_faults", "source_faults"]


def source_faults(known: Declared, sources: Iterable[Source], place: str) -> Iterator[Fault]:
    """Give the faults of some sources.

    Args:
        known: What the rulebook declares; without any references, every key is taken.
        sources: The sources.
        place: Where they stand.
    """
    keys = [reference.key for reference in known.book.references]
    for index, source in enumerate(sources):
        where = f"{place}[{index}]"
        if source.mark not in MARKS:
            near = get_close_matches(source.mark.upper(), MARKS, n=1)
            yield Fault(
                where,
                f"there is no source mark {quoted(source.mark)}",
                help=f"did you mean {quoted(near[0])}?" if near else f"use one of {listed(MARKS)}",
            )
        elif not source.checked:
            continue
        elif not source.key:
            yield Fault(
                where,
                f"{quoted(source.mark)} says that something was read, but not what",
                help=f"write `{source.mark}:key`, or use `GK` or `ASSUMPTION`",
            )
        elif keys and source.key not in keys:
            yield Fault(
                where,
                f"there is no reference {quoted(source.key)}",
                help=missing("reference", source.key, keys),
            )


def reference_faults(known: Declared) -> Iterator[Fault]:
    """Give a fault for each key of a reference that no source could name."""
    for index, reference in enumerate(known.book.references):
        if not reference.key or set(reference.key) & set(" \t\n:"):
            yield Fault(
                f"{named_place('references', index, reference)}.key",
                f"{quoted(reference.key)} cannot be the key of a reference",
                help="give it a short key without spaces or colons, such as `S53` or `rd-sum`",
            )
