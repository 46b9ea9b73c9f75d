"""One rulebook in the terms of another: its states, facts and requests as the other names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError, RulebookError
from continuum.guards import ALWAYS, NEVER, During, Known, Some, facts_in, fit
from continuum.rulebook.request import SAID
from continuum.semantics import Snapshot
from continuum.verify.situations.cells import NOTHING
from continuum.verify.situations.rewriting import mapped
from continuum.verify.ways.places import find_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards import Fact, Guard
    from continuum.rulebook import Chart, ChartEvent, Gate, Leg
    from continuum.semantics import Record
    from continuum.verify.following.story import Act, Story

__all__ = ["Place", "Terms", "read_places"]

_STANDARD_WORDS: Final = frozenset((*SAID, "tool_output_only", "fair_wording", "target", "meets"))

Place = tuple[str, str]
"""A region and one of its states."""


def read_places(places: Mapping[str, str] | None, old: Chart, new: Chart) -> dict[Place, Place]:
    """Read which state of a new rulebook stands for which of an old one.

    Args:
        places: States of the old one to states of the new one, by name, title, or
            ``region.state``.
        old: The old chart.
        new: The new chart.

    Raises:
        RulebookError: A state is named that is not there, or one region becomes two.
    """
    found: dict[Place, Place] = {}
    for one, other in (places or {}).items():
        found[_place(one, old, "old")] = _place(other, new, "new")
    homes: dict[str, set[str]] = {}
    for (region, _), (home, _) in found.items():
        homes.setdefault(region, set()).add(home)
    for region, names in homes.items():
        if len(names) > 1:
            listed = ", ".join(f"`{name}`" for name in sorted(names))
            raise RulebookError(
                f"the states of `{region}` are sent to several regions: {listed}",
                help="send all states of one region to one region",
            )
    return found


def _place(text: object, chart: Chart, which: str) -> Place:
    try:
        return find_state(chart.book, str(text))
    except RulebookError as error:
        said = error.message
        of = "" if said.startswith("rulebook") else "rulebook: "
        raise RulebookError(f"the {which} {of}{said}", help=error.help) from None


class Terms:
    """The terms of one chart (*mine*) for what another (*theirs*) says.

    What theirs names and mine does not have reads as what it is where nothing can set it: a
    region stays where it begins, a fact is not known or has the value that cases begin with.

    Args:
        mine: The chart in whose terms things are said.
        theirs: The other chart.
        homes: States of mine, and the states of theirs that stand for them.
    """

    def __init__(self, mine: Chart, theirs: Chart, homes: Mapping[Place, Place]) -> None:
        """Find which of my states stands for which of theirs."""
        self.mine, self.theirs = mine, theirs
        self.homes: dict[Place, Place] = {}
        self.homeless: list[Place] = []
        for region, states in mine.states.items():
            for state in states:
                home = homes.get((region, state), (region, state))
                if home[1] in theirs.states.get(home[0], {}):
                    self.homes[region, state] = home
                else:
                    self.homeless.append((region, state))
        self.strange = {name for name, fact in theirs.facts.items() if not self._mine(fact)}

    def _mine(self, fact: Fact) -> bool:
        known = self.mine.facts.get(fact.name)
        if known is None or type(known) is not type(fact):
            return False
        return known.of == fact.of and known.derived == fact.derived

    # ------------------------------------------------------------------ what is asked

    def guard(self, guard: Guard) -> Guard:
        """Give a guard of theirs in my terms."""
        return mapped(guard, self._leaf)

    def placed(self, guard: Guard) -> Guard:
        """Give a guard of theirs with my names for states; what only theirs has keeps its own."""
        return mapped(guard, lambda leaf: self._placed(leaf) if isinstance(leaf, During) else leaf)

    def _placed(self, leaf: During) -> Guard:
        taken = set(self.homes.values())
        if not any(region == leaf.region for region, _ in taken):
            return leaf
        parts = [self._during(leaf.region, leaf.states)]
        new = tuple(state for state in leaf.states if (leaf.region, state) not in taken)
        if new:
            mine = next(m for (m, _), (region, _) in self.homes.items() if region == leaf.region)
            parts.append(During(mine, new))
        return parts[0] if len(parts) == 1 else Some(parts)

    def _leaf(self, leaf: Guard) -> Guard:
        if isinstance(leaf, During):
            return self._during(leaf.region, leaf.states)
        if not any(fact.of == "case" and fact.name in self.strange for fact in facts_in(leaf)):
            return leaf
        # What I cannot record is not known.
        return NEVER if isinstance(leaf, Known) else NOTHING

    def _during(self, region: str, states: tuple[str, ...]) -> Guard:
        found: dict[str, list[str]] = {}
        there = False
        for (mine, state), (home, name) in self.homes.items():
            there = there or home == region
            if home == region and name in states:
                found.setdefault(mine, []).append(state)
        if not there:
            initial = self.theirs.initial[self.theirs.place[region]]
            return ALWAYS if initial in states else NEVER
        parts = [During(mine, tuple(names)) for mine, names in found.items()]
        return parts[0] if len(parts) == 1 else Some(parts)

    # ------------------------------------------------------------------ events

    def event(self, heard: ChartEvent) -> ChartEvent:
        """Give an event of theirs with everything that governs it in my terms."""
        ways: dict[str, dict[str, tuple[Leg, ...]]] = {}
        for (mine, state), (region, name) in self.homes.items():
            if region in heard.ways:
                legs = heard.ways[region].get(name, ())
                by_state = ways.setdefault(mine, {})
                if legs:
                    by_state[state] = tuple(self._leg(leg, mine, state) for leg in legs)
        return attrs.evolve(
            heard,
            gates=self._gates(heard.gates),
            warnings=self._gates(heard.warnings),
            owed=self._gates(heard.owed),
            demands=self._gates(heard.demands),
            ways=ways,
        )

    def _gates(self, gates: Iterable[Gate]) -> tuple[Gate, ...]:
        return tuple(
            attrs.evolve(
                gate,
                guard=self.guard(gate.guard),
                base=None if gate.base is None else self.guard(gate.base),
                duty=tuple(
                    attrs.evolve(
                        form,
                        met=self.guard(form.met),
                        lapses=None if form.lapses is None else self.guard(form.lapses),
                    )
                    for form in gate.duty
                ),
            )
            for gate in gates
        )

    def _leg(self, leg: Leg, region: str, state: str) -> Leg:
        """A leg of theirs from a state of mine; where it leads is still told as they name it."""
        return attrs.evolve(leg, region=region, source=state, when=self.guard(leg.when))

    def home(self, region: str, state: str) -> str:
        """Give the name that a state of mine has among theirs; its own where it has none."""
        return self.homes.get((region, state), (region, state))[1]

    # ------------------------------------------------------------------ cases

    def snapshot(self, snapshot: Snapshot) -> tuple[Snapshot, tuple[str, ...]]:
        """Give how a case of mine stands in their terms, and what of it has no place there.

        Args:
            snapshot: How the case stands.
        """
        lost: list[str] = []
        states = list(self.theirs.initial)
        for region, state in zip(self.mine.regions, snapshot.configuration, strict=True):
            home = self.homes.get((region.name, state))
            if home is None:
                lost.append(f"state `{region.name}.{state}` is not there any more")
            else:
                states[self.theirs.place[home[0]]] = home[1]
        facts = {
            name: value
            for name, value in self.theirs.initially.items()
            if name not in self.mine.facts
        }
        for name, value in snapshot.facts.items():
            try:
                kept = (
                    None if name not in self.theirs.facts else fit(self.theirs.facts[name], value)
                )
            except FactError as error:
                lost.append(f"fact `{name}` does not fit any more: {error.message}")
                continue
            if kept is None:
                lost.append(f"fact `{name}`, which is recorded, is not there any more")
            else:
                facts[name] = kept
        records = self._records(snapshot.records, lost)
        moved = Snapshot(snapshot.opened, tuple(states), facts, records, snapshot.duties)
        return moved, tuple(lost)

    def _records(
        self, records: Mapping[str, tuple[Record, ...]], lost: list[str]
    ) -> dict[str, tuple[Record, ...]]:
        found = {}
        for name, kept in records.items():
            if name in self.theirs.registers:
                found[name] = kept
            elif kept:
                lost.append(f"register `{name}`, which has records, is not there any more")
        return found

    def story(self, story: Story) -> Story:
        """Give a story of mine as it can be told in their terms: what they do not ask is left."""
        acts = tuple(filter(None, (self._act(act) for act in story.acts)))
        facts = {n: v for n, v in story.facts.items() if self._learned(n)}
        return attrs.evolve(story, facts=facts, acts=acts)

    def _act(self, act: Act) -> Act | None:
        heard = self.theirs.events.get(act.event)
        if act.event:
            asks = {*_STANDARD_WORDS, *(() if heard is None else heard.asks)}
            return attrs.evolve(act, given={n: v for n, v in act.given.items() if n in asks})
        given = {name: value for name, value in act.given.items() if self._learned(name)}
        return attrs.evolve(act, given=given) if given else None

    def _learned(self, name: str) -> bool:
        fact: Any = self.theirs.facts.get(name)
        return fact is not None and fact.of == "case" and fact.derived is None
