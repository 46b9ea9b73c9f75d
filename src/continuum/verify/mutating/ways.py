"""Faults in the ways of events: one is missing, leads elsewhere, or stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Region, Rulebook, Transition

__all__ = ["way_faults"]


def way_faults(book: Rulebook) -> Iterator[tuple[Any, ...]]:
    """Give, for each way of each event from each state, the faults it may have.

    Args:
        book: The rulebook.

    Returns:
        Id, sort, subjects, sentence, sources and changes of each fault.
    """
    for number, way in enumerate(book.transitions):
        region = book.region(way.region)
        for source in way.source:
            target = way.target or source
            other = _elsewhere(region, source, target)
            id = f"{way.event}/{way.region}/{source}/{target}/{number}"
            subjects = (way.event, way.region, source)
            sources = tuple(str(one) for one in way.sources) or tuple(
                str(one) for one in book.event(way.event).sources
            )
            words = f"the way of `{way.event}` from `{source}` to `{target}`"

            def told(
                kind: str, sentence: str, *more: Transition, kept: bool = False
            ) -> tuple[Any, ...]:
                changes = _ways(book, number, source, *more, kept=kept)  # noqa: B023 - used at once
                return f"{id}/{kind}", kind, subjects, sentence, sources, changes  # noqa: B023

            moved = attrs.evolve(way, source=(source,), target=other)
            yield told("drop_way", f"{words} is missing")
            if other is not None:
                yield told("redirect", f"{words} leads to `{other}`", moved)
                doubled = f"beside {words} another leads to `{other}` under the same condition"
                yield told("double_way", doubled, moved, kept=True)


def _elsewhere(region: Region, source: str, target: str) -> str | None:
    """The next state of the region that is neither where it comes from nor where it leads."""
    names = region.names
    place = names.index(target)
    others = (*names[place + 1 :], *names[:place])
    return next((name for name in others if name not in (source, target)), None)


def _ways(
    book: Rulebook, number: int, source: str, *more: Transition, kept: bool
) -> dict[str, Any]:
    way = book.transitions[number]
    left = way.source if kept else tuple(name for name in way.source if name != source)
    same = (attrs.evolve(way, source=left),) if left else ()
    ways = (*book.transitions[:number], *same, *more, *book.transitions[number + 1 :])
    return {"transitions": ways}
