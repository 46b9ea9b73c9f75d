"""Every case of a small rulebook, walked by the semantics alone: an oracle for the checker.

It knows books without registers and days, whose facts have few values.  What a case keeps (places,
what events set, what is fixed or only rises) makes a *place to stand*; what may change on any day
is tried in every way there.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from itertools import product

import attrs
from hypothesis import strategies as st

import continuum as ct
from continuum.guards import Choice, Number, weigh
from continuum.semantics import (
    Actor,
    CaseView,
    Changes,
    advance,
    decide,
    opening,
    request_for,
    step,
)

JUDGE = Actor("judge", "A-1")

STATES = ("first", "second", "third")
REGIONS = ("legal", "care")
HEARD = ct.Flag("heard", moves="step", initially=False)
PLANNED = ct.Flag("planned", moves="step")
MINOR = ct.Flag("minor", moves="fixed")
LEVEL = ct.Number("level", high=3, moves="rising")
FIT = ct.Flag("fit")
FACTS = (HEARD, PLANNED, MINOR, LEVEL, FIT)


@st.composite
def guards(draw, depth=1, bounds=(1, 2)):
    """A guard about flags, a number, and places."""
    kind = draw(st.sampled_from(("ask", "ask", "all", "some", "not") if depth else ("ask",)))
    if kind == "not":
        return ~draw(guards(depth - 1, bounds))
    if kind in {"all", "some"}:
        one, other = (draw(guards(depth - 1, bounds)) for _ in range(2))
        return one & other if kind == "all" else one | other
    place = st.builds(
        ct.during, st.sampled_from(REGIONS), st.sampled_from(STATES), st.sampled_from(STATES)
    )
    flags = st.sampled_from((HEARD, PLANNED, MINOR, FIT, FIT, PLANNED.known(), FIT.known()))
    return draw(st.one_of(flags, flags, place, st.sampled_from(bounds).map(LEVEL.at_least)))


@st.composite
def lively_books(draw):
    """A book of two regions in which much happens: most cases come far, and many come to an end."""
    events, ways = [], []
    effect = st.builds(
        ct.Sets, st.sampled_from(("heard", "planned")), st.sampled_from((True, False, None))
    )
    seldom = st.sampled_from((False, False, True))
    names = ("ended", "moved", "asked", "noted", "tried")[: draw(st.integers(3, 5))]
    for n, name in enumerate(names):
        region = REGIONS[n % 2]
        source = draw(st.sets(st.sampled_from(STATES[:2]), min_size=1))
        target = STATES[2] if name == "ended" else draw(st.sampled_from(STATES))
        when = draw(guards()) if draw(seldom) else ct.ALWAYS
        ways.append(ct.Transition(name, region, sorted(source), target, when, sources="GK"))
        if draw(seldom):
            ways.append(ct.Transition(name, REGIONS[n % 2 - 1], STATES[:2], STATES[1]))
        events.append(
            ct.Event(
                name,
                decided_by="judge",
                kind=draw(st.sampled_from(("statutory", "statutory", "voluntary"))),
                requires=draw(guards()) if draw(st.booleans()) else ct.ALWAYS,
                effects=draw(st.lists(effect, max_size=1)),
                sources="GK",
            )
        )
    last = ct.State("third", final=draw(st.integers(0, 4)) > 0)
    states = (*map(ct.State, STATES[:2]), last)
    return ct.Rulebook(
        "lively",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=(
            ct.Region("legal", states, "first"),
            ct.Region("care", tuple(map(ct.State, STATES)), "first"),
        ),
        facts=FACTS,
        events=events,
        transitions=ways,
    )


def values_of(fact):
    """Every value that a fact can have, once it is known."""
    match fact:
        case Number(low=low, high=high):
            return tuple(range(low, high + 1))
        case Choice(options=options):
            return options
        case _:
            return (False, True)


@attrs.frozen(eq=False)
class Sent:
    """An event that is allowed: what is so then, and where it leads."""

    event: str
    now: tuple
    view: CaseView
    moves: tuple
    after: tuple


class Explicit:
    """The graph of a book: its places to stand, what is learned there, what happens there."""

    def __init__(self, book):
        """Walk everything."""
        self.book, self.on = book, book.as_of
        self.chart = book.lower(book.as_of)
        facts = self.chart.facts.values()
        mine = [f for f in facts if f.of == "case"]
        self.live = [f for f in mine if f.moves == "live" or (f.moves == "step" and f.recorded_by)]
        self.learned = [f for f in mine if f.moves in {"fixed", "rising"}]
        self.kept = [f.name for f in mine if f not in self.live]
        self.cases, self.learns, self.sends = {}, {}, {}
        start = opening(self.chart, self.on)
        self.start = self.mark(start)
        waiting = deque([start])
        while waiting:
            case = waiting.popleft()
            mark = self.mark(case)
            if mark in self.cases:
                continue
            self.cases[mark] = case
            later = list(self._learnt(case))
            self.learns[mark] = {self.mark(one) for one in later}
            self.sends[mark] = []
            for now in self.nows:
                for sent, after in self._sent(self.case(mark, now), now):
                    self.sends[mark].append(sent)
                    later.append(after)
            waiting.extend(later)

    @cached_property
    def nows(self):
        """Every way in which what may change on any day can be."""
        return tuple(product(*((None, *values_of(fact)) for fact in self.live)))

    def mark(self, case):
        """Where a case stands."""
        return (case.configuration, *(case.facts.get(name) for name in self.kept))

    def case(self, mark, now):
        """A case that stands there, with what may change being so."""
        sets = {fact.name: value for fact, value in zip(self.live, now, strict=True)}
        return advance(self.chart, self.cases[mark], self.on, Changes(sets=sets))

    def view(self, mark, now):
        """The same, as a view."""
        return CaseView(self.chart, self.case(mark, now), self.on)

    def _learnt(self, case):
        for fact in self.learned:
            known = case.facts.get(fact.name)
            for value in values_of(fact):
                if known is None or (fact.moves == "rising" and value > known):
                    yield advance(self.chart, case, self.on, Changes(sets={fact.name: value}))

    def _sent(self, case, now):
        for heard in self.chart.events.values():
            request = request_for(heard, self.on, JUDGE, {})
            decision = decide(self.chart, case, heard.name, self.on, request)
            if decision:
                after = step(self.chart, case, decision)
                moves = decision.changes.moves
                yield Sent(heard.name, now, decision.view, moves, self.mark(after)), after

    # ------------------------------------------------------------------ what is so

    @property
    def asked(self):
        """Everything that the events ask, in one guard."""
        events, ways = self.book.events, self.book.transitions
        return ct.All((*(event.requires for event in events), *(way.when for way in ways)))

    def fact(self, mark, name):
        """What a kept fact is."""
        return mark[1 + self.kept.index(name)]

    def holds(self, guard, mark, now):
        """Whether a guard holds."""
        return bool(weigh(guard, self.view(mark, now)).holds)

    def final(self, mark):
        """Whether a case that stands there has ended."""
        return self.chart.final(mark[0])

    @property
    def ends(self):
        """Every place to stand that is an end."""
        return {mark for mark in self.cases if self.final(mark)}

    # ------------------------------------------------------------------ from here to there

    def reach(self, sources, *, sends=None, among=None, learns=True, until=frozenset()):
        """Every place that is come to, by the sendings for which `sends` says yes."""
        found, waiting = set(), list(sources)
        while waiting:
            mark = waiting.pop()
            if mark in found or (among is not None and mark not in among):
                continue
            found.add(mark)
            if learns is True:
                waiting.extend(self.learns[mark])
            elif learns:
                waiting.extend(m for m in self.learns[mark] if learns(mark, m))
            if mark not in until:
                waiting.extend(
                    sent.after for sent in self.sends[mark] if sends is None or sends(mark, sent)
                )
        return found

    def lead_to(self, targets, *, sends=None, among=None, learns=True):
        """Every place from which one of some others can be come to."""
        before = {}
        for mark in self.cases:
            nexts = self.learns[mark] if learns is True else ()
            if learns and learns is not True:
                nexts = {m for m in self.learns[mark] if learns(mark, m)}
            for other in nexts:
                before.setdefault(other, set()).add(mark)
            for sent in self.sends[mark]:
                if sends is None or sends(mark, sent):
                    before.setdefault(sent.after, set()).add(mark)
        found, waiting = set(), list(targets)
        while waiting:
            mark = waiting.pop()
            if mark in found or (among is not None and mark not in among):
                continue
            found.add(mark)
            waiting.extend(before.get(mark, ()))
        return found

    # ------------------------------------------------------------------ in the checker's words

    def cell(self, cells, mark, key):
        """What the checker would call what a place keeps under a key."""
        if key.startswith("in:"):
            return mark[0][self.chart.place[key.removeprefix("in:")]]
        return cells.cell(key, self.fact(mark, key))
