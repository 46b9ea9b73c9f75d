"""Whether each rule, gate and way lets more pass than before, or less, with a case between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.guards import Day, Not, Number, Reached, facts_in
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
    from collections.abc import Iterator, Mapping

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
        more: A situation in which it holds now and did not before, said in words; empty: none.
        less: A situation in which it held before and does not now; empty: none.
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
    """Say one situation, with no more about it than is needed."""
    bits = view.diagrams.pick(where)
    if bits is None:
        return ""
    assert side.old is not None and side.new is not None  # noqa: S101, PT018
    keys = sorted(view.cells.keys(side.old) | view.cells.keys(side.new))
    named = {fact_key(f): f for guard in (side.old, side.new) for f in facts_in(guard)}
    kept = {key: view.coding.decode(bits, key) for key in keys}
    for key in keys:
        fewer = {name: value for name, value in kept.items() if name != key}
        if fewer and view.diagrams.false == _only(view, fewer) & ~where & view.possible(keys):
            kept = fewer
    said = [_fact(view, key, value, named, terms) for key, value in kept.items()]
    return " and ".join(said[:_MOST_TOLD])


def _only(view: SpaceView, kept: Mapping[str, Any]) -> Diagram:
    found = view.diagrams.true
    for key, value in kept.items():
        found &= view.coding.at(key, value)
    return found


def _fact(view: SpaceView, key: str, value: Any, named: Mapping[str, Any], terms: Terms) -> str:
    milestone = view.cells.milestones.get(key)
    if milestone is not None:
        asked = Reached(milestone)
        return say(asked if value else Not(asked), terms.mine.book)
    if key.startswith("in:"):
        return f"{key.removeprefix('in:')} is `{value}`"
    fact = named.get(key)
    if isinstance(fact, Day):
        return f"`{key.removeprefix('target:')}` is {'recorded' if value else 'not recorded'}"
    said = say_number(value, fact) if isinstance(fact, Number) else say_value(value)
    return f"`{key.removeprefix('target:')}` is {said}"
