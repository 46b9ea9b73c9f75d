"""Whether two rulebooks do the same, for every case there can be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from continuum.guards import as_day
from continuum.rulebook.lower import change_days
from continuum.verify.comparing.contrasts import contrasts
from continuum.verify.comparing.shape import every_guard, knowing, named_alike, new_cuts
from continuum.verify.diagrams import open_diagrams
from continuum.verify.situations.cells import Cells
from continuum.verify.space import Limits, OverLimit, Space, SpaceView
from continuum.verify.space.coding import Coding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart, Rulebook
    from continuum.verify.comparing.contrasts import Contrast
    from continuum.verify.diagrams import Diagram

__all__ = ["same_behaviour", "same_law"]

_KEPT = "compared"


def same_behaviour(
    old: Rulebook,
    new: Rulebook,
    on: date | str | None = None,
    *,
    limits: Limits | None = None,
    engine: str = "",
) -> bool | None:
    """Whether two rulebooks do the same in every situation that a case can come to.

    The same: what is allowed, refused and not decided; where it leads; what is recorded, owed,
    demanded, warned of; which states are lawful; phases.  Which rule it is that refuses, and how
    things are said, is no difference.

    Args:
        old: The one rulebook.
        new: The other one.
        on: The day whose law holds for the whole case; ``None``: every day, whatever changes.
        limits: What the comparison may use.
        engine: ``oxidd`` or ``plain``; empty: the swiftest there is.

    Returns:
        ``True``: it is proved.  ``False``: they differ in a situation that the checker cannot
        rule out.  ``None``: the limits were spent, or they differ and the law changes in
        between, so that it was not followed which situations a case comes to.

    Example:
        >>> import attrs
        >>> import continuum as ct
        >>> book = ct.load("outline")
        >>> same_behaviour(book, attrs.evolve(book, version="2"))
        True
        >>> same_behaviour(book, attrs.evolve(book, rules=book.rules[:-1]))
        False
    """
    limits = limits or Limits()
    limits.begin()
    days = [as_day(on, "the day whose law is compared")] if on is not None else [*_days(old, new)]
    alone = len(days) == 1
    try:
        charts = [(old.lower(day), new.lower(day)) for day in days]
        found = [same_law(*pair, limits=limits, engine=engine, alone=alone) for pair in charts]
    except (OverLimit, MemoryError, RecursionError):
        return None
    return False if False in found else None if None in found else True


def _days(old: Rulebook, new: Rulebook) -> Iterator[date]:
    """A day of each form of the law of either."""
    changes = sorted({*change_days(old), *change_days(new)})
    if not changes:
        yield old.as_of
        return
    yield date.fromordinal(changes[0].toordinal() - 1)
    yield from changes


def same_law(
    old: Chart, new: Chart, *, limits: Limits, engine: str = "", alone: bool = True
) -> bool | None:
    """Whether two charts do the same.

    Args:
        old: The one chart.
        new: The other one.
        limits: What may be used, counted since it began.
        engine: The engine of the diagrams.
        alone: Whether the law of this day holds for whole cases, so that it may be followed
            which situations they come to.

    Raises:
        OverLimit: The time is over.
    """
    if old is new:
        return True
    if not named_alike(old, new):
        return False
    known = list(every_guard(old))
    others = [guard for guard in every_guard(new) if guard not in known]
    if not _differ(_open_view(knowing(old, others), limits, engine), old, new, limits):
        return True
    if not alone:
        return None
    space = _space(old, known, others, limits, engine)
    return not _differ(space.view, old, new, limits, space)


def _open_view(chart: Chart, limits: Limits, engine: str) -> SpaceView:
    """A view in which anything may be so at any moment: quick, and all that guards alone need."""
    diagrams = open_diagrams(engine, int(limits.nodes))
    return SpaceView(Coding(Cells(chart), diagrams, kept=()))


def _differ(
    view: SpaceView, old: Chart, new: Chart, limits: Limits, space: Space | None = None
) -> bool:
    for contrast in contrasts(view, old, new):
        limits.spend()
        where = contrast.where if space is None else contrast.where & space.reachable()
        if where != view.diagrams.false and _shows(view, contrast, where, space):
            return True
    return False


def _shows(view: SpaceView, contrast: Contrast, where: Diagram, space: Space | None) -> bool:
    """Whether what arises in some situations shows at once, or later on from there."""
    if contrast.later is None or contrast.later == view.diagrams.false:
        return contrast.later is None
    if space is None:
        return True
    move = space.moves.moves[contrast.about[1]]
    after = space.moves.after(move, space.stored(where))
    return space.meets(contrast.later, space.reach(after).every)


@attrs.define
class _Kept:
    """The space of an old chart, kept for the next comparison with it."""

    space: Space
    engine: str


def _space(
    old: Chart, known: list[Guard], others: list[Guard], limits: Limits, engine: str
) -> Space:
    """Every situation of the old chart; made once where the new one draws no other line."""
    kept = old.attached.get(_KEPT)
    cells = kept.space.cells if isinstance(kept, _Kept) else Cells(old)
    lines = new_cuts(cells, known, others)
    if lines:
        return Space(Cells(knowing(old, lines)), engine=engine, limits=limits)
    if isinstance(kept, _Kept) and kept.engine == engine:
        kept.space.limits = limits
        return kept.space
    space = Space(cells, engine=engine, limits=limits)
    old.attached[_KEPT] = _Kept(space, engine)
    return space
