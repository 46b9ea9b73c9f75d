"""Every case there can be, as a transition system for z3.

It is built from the lowered chart without the diagrams: it shares with them only how facts are
cut into cells, what an event asks for and what it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.rulebook import Sets
from continuum.rulebook.request import ACTING_ROLE, SAID, STANDARD
from continuum.verify.evidence.terms import FALSE, TRUE, Term, spell
from continuum.verify.evidence.z3_view import Z3View, cells_of
from continuum.verify.situations.cells import TOUCHED, Key, place
from continuum.verify.situations.moves import after_event, allowed_by, touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.guards import Guard, Milestone, Value
    from continuum.rulebook import ChartEvent
    from continuum.verify.situations.cells import Cells
    from continuum.verify.situations.moves import Wishes

__all__ = ["Change", "Z3Model", "plain_model"]

_STANDARD = frozenset((ACTING_ROLE, *(fact.name for fact in STANDARD)))


@attrs.frozen(eq=False)
class Change:
    """One move: an event, a day that passes, or a fact that is learned.

    Args:
        name: What it is, in a few words.
        relation: What is kept before it, what is open, and what is kept after it.
        changed: The keys that it may change; everything else stays as it is.
    """

    name: str
    relation: Term
    changed: tuple[Key, ...]


class Z3Model:
    """The situations of a chart and every move between them.

    Args:
        cells: The cut of the facts.
        stored: The keys that a situation keeps, with their cells in the order of their codes;
            whatever else is asked about may be anything at any moment.
    """

    def __init__(self, cells: Cells, stored: Mapping[Key, tuple[Value | None, ...]]) -> None:
        """Spell what is kept, before and after a move."""
        self.cells = cells
        self.now = {key: spell(key, values, "now") for key, values in stored.items()}
        self.later = {key: spell(key, values, "later") for key, values in stored.items()}

    # ------------------------------------------------------------------ where cases open

    def opening(self) -> Term:
        """Give the situations in which a case may open."""
        cells, found = self.cells, self.lawful()
        for key, letter in self.now.items():
            if key in cells.milestones:
                continue  # on the day of the opening it has come, or not
            kind = "derived" if key.startswith(TOUCHED) else cells.kind(key)
            if kind not in {"fixed", "rising"}:
                first = False if key.startswith(TOUCHED) else cells.domain(key)[0]
                found = found & letter.at(first)
        return found

    def lawful(self, *, later: bool = False) -> Term:
        """Give where codes stand for cells, and milestones come as the calendar orders them."""
        letters = self.later if later else self.now
        found = TRUE
        for letter in letters.values():
            found = found & letter.legal()
        view = Z3View(self.cells, letters)
        # What is not kept says nothing about the order of what is.
        return found & view.ordered(key for key in letters if key in self.cells.milestones)

    # ------------------------------------------------------------------ what is asked

    def where(self, guard: Guard, want: str = "holds") -> Term:
        """Give where a guard holds, fails, or does not hold, what is open being possible.

        Args:
            guard: The guard, parameters resolved.
            want: ``holds``, ``fails`` or ``not``.
        """
        view = Z3View(self.cells, self.now)
        found = _wanted(view, guard, want)
        return found & view.possible()

    def happens(self, event: str, guard: Guard | None = None, want: str = "holds") -> Term:
        """Give where an event is allowed and a guard holds, fails, or does not hold.

        Args:
            event: The event's name.
            guard: The guard; ``None``: whatever holds.
            want: ``holds``, ``fails`` or ``not``.
        """
        heard = self.cells.chart.events[event]
        view = Z3View(self.cells, self.now)
        found = self._allowed(view, heard)
        if guard is not None:
            found = found & _wanted(view, guard, want)
        return found & self._asked_for(view, heard) & view.possible()

    # ------------------------------------------------------------------ moves

    def changes(self) -> Iterator[Change]:
        """Give every move."""
        for heard in self.cells.chart.events.values():
            yield self._event(heard)
        yield from self._quiet()

    def _event(self, heard: ChartEvent) -> Change:
        view = Z3View(self.cells, self.now)
        relation = self._allowed(view, heard)
        changed: list[Key] = []
        for region, by_state in heard.ways.items():
            key = place(region)
            if key not in self.now:
                continue
            changed.append(key)
            taken = FALSE
            for legs in by_state.values():
                for leg in legs:
                    asked = TRUE
                    for name, (guard, want) in allowed_by(heard, {region: leg}):
                        if name in {f"in:{region}", f"way:{region}", f"beside:{region}"}:
                            asked = asked & _wanted(view, guard, want)
                    taken = taken | (asked & self.later[key].at(leg.target))
            relation = relation & taken
        for key in self.now:
            if not key.startswith("in:") and touches(self.cells, heard, key):
                changed.append(key)
                relation = relation & self._recorded(view, heard, key)
        relation = relation & self._asked_for(view, heard) & view.possible()
        return Change(heard.name, relation & self.lawful(later=True), tuple(changed))

    def _allowed(self, view: Z3View, heard: ChartEvent) -> Term:
        found = TRUE
        for _, (guard, want) in allowed_by(heard, {}):
            found = found & _wanted(view, guard, want)
        return found

    def _asked_for(self, view: Z3View, heard: ChartEvent) -> Term:
        """A request says nothing that its event does not ask, and all that it needs."""
        found = TRUE
        for key in list(view.open):
            kind = self.cells.kind(key)
            if key.endswith("'") or key in _STANDARD or kind not in {"request", "target"}:
                continue
            asked = heard.event.target if kind == "target" else key in heard.asks
            if not asked and None in view.letter(key).values:
                found = found & view.letter(key).at(None)
        for name in heard.event.needs:
            key = SAID.get(name, name)
            if key in view.open:
                lacking = False if name in SAID else None
                found = found & ~view.letter(key).at(lacking)
        return found

    def _recorded(self, view: Z3View, heard: ChartEvent, key: Key) -> Term:
        """What a key is after an event, by what it was and by what was said."""
        if key in self.cells.milestones:
            return TRUE  # counted from a day that was set anew: it has come, or not
        later = self.later[key]
        day = _worked_out(heard, key)
        if day is not None:
            known = view.counted(self.cells.milestone_key(day))
            return (known & later.at(True)) | (~known & later.at(None))
        found = FALSE
        for value in self.now[key].values:
            for after, said in after_event(self.cells, heard, key, value):
                cell = after if key.startswith(TOUCHED) else self.cells.cell(key, after)
                asked = self.now[key].at(value) & self._said(view, said)
                found = found | (asked & later.at(cell))
        return found

    def _said(self, view: Z3View, said: Wishes) -> Term:
        found = TRUE
        for name, value in said:
            found = found & view.letter(name).at(self.cells.cell(name, value))
        return found

    def _quiet(self) -> Iterator[Change]:
        """Without any event: a milestone is reached, a number rises, what is fixed is learned."""
        for key, letter in self.now.items():
            if key.startswith(TOUCHED):
                continue
            if key in self.cells.milestones:
                due = [k for k in (key, *self.cells.earlier[key]) if k in self.now]
                moved = letter.at(False)
                for other in due:
                    moved = moved & self.later[other].at(True)
                yield Change(f"{key} comes", moved & self.lawful(later=True), tuple(due))
                continue
            kind = self.cells.kind(key)
            if kind in {"fixed", "rising"}:
                yield Change(
                    f"{key} is learned", self._learned(key, rises=kind == "rising"), (key,)
                )

    def _learned(self, key: Key, *, rises: bool) -> Term:
        now, later = self.now[key], self.later[key]
        known = [value for value in now.values if value is not None]
        found = now.at(None) & later.among(known)
        if rises:
            for value in known:
                more = (other for other in known if other > value)  # type: ignore[operator]
                found = found | (now.at(value) & later.among(more))
        return found


def plain_model(cells: Cells, stored: Iterable[Key]) -> Z3Model:
    """Give the model that keeps some keys, each with the cells that a case can be in.

    Args:
        cells: The cut of the facts.
        stored: The keys.
    """
    return Z3Model(cells, {key: cells_of(cells, key) for key in stored})


def _wanted(view: Z3View, guard: Guard, want: str) -> Term:
    truth = view.weigh(guard)
    return truth.holds if want == "holds" else truth.fails if want == "fails" else ~truth.holds


def _worked_out(heard: ChartEvent, key: Key) -> Milestone | None:
    """The day that an event works out for a fact, if it does."""
    for effect in reversed(heard.event.effects):
        if isinstance(effect, Sets) and effect.fact == key:
            return effect.to if hasattr(effect.to, "reached") else None  # type: ignore[return-value]
    return None
