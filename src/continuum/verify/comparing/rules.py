"""Whether each rule, gate and way lets more pass than before, or less, with a case between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.guards import Choice, Day, Not, Number, Reached, facts_in
from continuum.prose.naming import say_list
from continuum.prose.naming import say_value as say_number
from continuum.prose.sentences import say
from continuum.verify.comparing.shape import knowing, merged
from continuum.verify.comparing.sides import Side, sides_of
from continuum.verify.diagrams import open_diagrams
from continuum.verify.following.story import say_value
from continuum.verify.situations.cells import Cells, fact_key
from continuum.verify.space import SpaceView
from continuum.verify.space.coding import Coding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from continuum.verify.comparing.terms import Terms
    from continuum.verify.diagrams import Diagram
    from continuum.verify.space import Limits

__all__ = ["Breadth", "RuleChange", "rule_changes"]

Breadth = Literal["same", "wider", "narrower", "different", "added", "dropped"]
"""``wider``: it holds in more situations than before, and in all in which it held."""

_MOST_TOLD: Final = 6


@attrs.frozen
class RuleChange:
    """One rule, gate, way, step or phase in two rulebooks.

    Args:
        sort: ``rule``, ``exemption``, ``requires``, ``way``, ``lawful``, ``step``, ``done``,
            ``handover`` or ``phase``.
        name: Its id, or the event, state or phase.
        breadth: How it differs.
        more: Where it holds now and did not before, said in words, at least for example; empty:
            nowhere.
        less: Where it held before and does not now; empty: nowhere.
        besides: What else is otherwise: the events it governs, its duty, its precedence.
    """

    sort: str
    name: str
    breadth: Breadth
    more: str = ""
    less: str = ""
    besides: tuple[str, ...] = ()


def rule_changes(terms: Terms, limits: Limits, engine: str = "") -> Iterator[RuleChange]:
    """Compare every rule, gate, way, step and phase of two rulebooks, wherever a case stands.

    Args:
        terms: The old chart, and the new one in its terms.
        limits: What may be used.
        engine: The engine of the diagrams.
    """
    sides = list(sides_of(terms))
    changed = [s for s in sides if s.old is not None and s.new is not None and s.old != s.new]
    guards = [guard for side in changed for guard in (side.old, side.new) if guard is not None]
    view: SpaceView | None = None
    if guards:
        chart = knowing(merged(terms.mine, terms.theirs), guards)
        view = SpaceView(Coding(Cells(chart), open_diagrams(engine, int(limits.nodes)), kept=()))
    for side in sides:
        limits.spend()
        yield _compared(side, view, terms)


def _compared(side: Side, view: SpaceView | None, terms: Terms) -> RuleChange:
    named = (side.sort, side.name)
    if side.old is None or side.new is None:
        return RuleChange(*named, "added" if side.old is None else "dropped")
    more = less = ""
    if side.old != side.new and view is not None:
        if any(fact.name in terms.strange & terms.mine.facts.keys() for fact in facts_in(side.new)):
            besides = (*side.besides, "a fact that it reads is declared otherwise")
            return RuleChange(*named, "different", besides=besides)
        keys = view.cells.keys(side.old) | view.cells.keys(side.new)
        possible = view.possible(keys)
        before, after = view.weigh(side.old).holds, view.weigh(side.new).holds
        more = _told(view, possible & after & ~before, side, terms)
        less = _told(view, possible & before & ~after, side, terms)
    breadth: Breadth = "wider" if more else "narrower" if less else "same"
    if (more and less) or side.besides:
        breadth = "different"
    return RuleChange(*named, breadth, more, less, side.besides)


def _told(view: SpaceView, where: Diagram, side: Side, terms: Terms) -> str:
    """Say some situations, with no more about them than is needed, and whether there are others."""
    bits = view.diagrams.pick(where)
    if bits is None:
        return ""
    assert side.old is not None and side.new is not None  # noqa: S101, PT018
    keys = sorted(view.cells.keys(side.old) | view.cells.keys(side.new))
    named = {fact_key(f): f for guard in (side.old, side.new) for f in facts_in(guard)}
    possible = view.possible(keys)

    def within(box: Mapping[str, tuple[Any, ...]]) -> bool:
        return bool(_only(view, box) & possible & ~where == view.diagrams.false)

    kept: dict[str, tuple[Any, ...]] = {key: (view.coding.decode(bits, key),) for key in keys}
    for key in keys:
        fewer = {name: values for name, values in kept.items() if name != key}
        if fewer and within(fewer):
            kept = fewer
    for key in kept:
        if isinstance(named.get(key), (Number, Choice)):
            kept[key] = _widened(view, kept, key, within)
    said = [_fact(view, key, values, named, terms) for key, values in kept.items()]
    told = " and ".join(said[:_MOST_TOLD])
    return told if _only(view, kept) & possible == where & possible else f"{told}, for example"


def _widened(
    view: SpaceView,
    kept: Mapping[str, tuple[Any, ...]],
    key: str,
    within: Callable[[Mapping[str, tuple[Any, ...]]], bool],
) -> tuple[Any, ...]:
    """The cells around one, as far as all of them show the same."""
    (value,) = kept[key]
    if value is None:
        return (value,)
    cells = [cell for cell in view.coding.values(key) if cell is not None]
    if not isinstance(value, int):
        return tuple(cell for cell in cells if within({**kept, key: (cell,)}))
    cells.sort()
    first = last = cells.index(value)
    while first and within({**kept, key: (cells[first - 1],)}):
        first -= 1
    while last + 1 < len(cells) and within({**kept, key: (cells[last + 1],)}):
        last += 1
    return tuple(cells[first : last + 1])


def _only(view: SpaceView, kept: Mapping[str, tuple[Any, ...]]) -> Diagram:
    found = view.diagrams.true
    for key, values in kept.items():
        some = view.diagrams.false
        for value in values:
            some |= view.coding.at(key, value)
        found &= some
    return found


def _fact(
    view: SpaceView, key: str, values: tuple[Any, ...], named: Mapping[str, Any], terms: Terms
) -> str:
    milestone = view.cells.milestones.get(key)
    value = values[0]
    if milestone is not None:
        asked = Reached(milestone)
        return say(asked if value else Not(asked), terms.mine.book)
    if key.startswith("in:"):
        return f"{key.removeprefix('in:')} is `{value}`"
    fact, name = named.get(key), key.removeprefix("target:")
    if isinstance(fact, Day):
        return f"`{name}` is {'recorded' if value else 'not recorded'}"
    if value is None or not isinstance(fact, (Number, Choice)):
        return f"`{name}` is {say_value(value)}"
    if isinstance(fact, Choice):
        options = [o for o in fact.options if view.cells.cell(key, o) in values] or [*values]
        return f"`{name}` is {say_list([f'`{option}`' for option in options], 'or')}"
    return f"`{name}` is {_range(view, key, values, fact)}"


def _range(view: SpaceView, key: str, values: tuple[Any, ...], fact: Number) -> str:
    """Every number of some cells that lie side by side."""
    cells = (cell for cell in view.coding.values(key) if isinstance(cell, int))
    beyond = [cell for cell in cells if cell > values[-1]]
    last = min(beyond) - 1 if beyond else fact.high
    if last == values[0]:
        return say_number(last, fact)
    if last == fact.high and values[0] > fact.low:
        return f"{say_number(values[0], fact)} or more"
    return f"{values[0]} to {say_number(last, fact)}"
