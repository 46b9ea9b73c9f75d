"""How properties are decided: each as a set of situations that must not be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, NEVER, Known, facts_in, weigh
from continuum.prose import say_list
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.outcome import Outcome
from continuum.verify.properties.forms import (
    FAIRNESS,
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Sometimes,
    Until,
)
from continuum.verify.properties.moments import Moments
from continuum.verify.properties.saying import say, say_can_be, say_claim, say_moment
from continuum.verify.properties.showing import not_known, shows_claim
from continuum.verify.properties.since import Since
from continuum.verify.questions.ends import known_goals
from continuum.verify.questions.losing import least
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.findings import Kind
    from continuum.verify.following.solving import Goal
    from continuum.verify.following.story import Moment as Shown
    from continuum.verify.properties.forms import Claim, Moment, Property
    from continuum.verify.space import Move

    _Shows = Callable[[Snapshot, list[Decision]], bool]

__all__ = ["decide_properties", "guards_of"]


def guards_of(given: Property) -> Iterator[Guard]:
    """Give every guard in a property, and whether what they read is known: it may fail for that."""
    for slot in ("claim", "when", "first", "second", "end"):
        part = getattr(given, slot, None)
        guard = part.given if isinstance(part, Happens) else part
        if guard is not None and not isinstance(guard, Possible):
            yield guard
            for fact in facts_in(guard):
                if fact.of == "case" and fact.derived is None and fact.initially is None:
                    yield Known(fact)


def decide_properties(outcome: Outcome, properties: tuple[Property, ...]) -> None:
    """Decide every property: proved, or broken by a case, or empty, or not decided.

    Args:
        outcome: Where answers are kept.
        properties: The properties, fitted to the rulebook and without faults.
    """
    if not outcome.search.space.large:
        for given in properties:
            _Deciding(outcome, given).decide()
        return
    for given in properties:
        # A search of its own, so that what one property takes is given back before the next.
        own = Outcome(outcome.search.anew(guards_of(given)))
        _Deciding(own, given).decide()
        outcome.findings += own.findings
        outcome.undecided += own.undecided
        outcome.proved += own.proved


class _Deciding:
    """One property at a time.

    Args:
        outcome: Where the answer is kept.
        given: The property.
    """

    def __init__(self, outcome: Outcome, given: Property) -> None:
        self.outcome, self.given = outcome, given
        self.search, self.space = outcome.search, outcome.search.space
        self.moments = Moments(outcome.search)
        for guard in guards_of(given):
            self.space.view.weigh(guard)  # so that all that it asks about is there
        self.said = given.sentence or say(given, outcome.book)
        self.name = given.name or "unnamed"

    def decide(self) -> None:
        """Decide it."""
        match self.given:
            case Always(claim, when):
                self._always(claim, when)
            case Sometimes(claim, when):
                self._sometimes(claim, when)
            case NeverBefore(first, second):
                self._never_before(first, second)
            case Until(claim, end, when):
                self._until(claim, end, when)
            case Eventually():
                self._eventually(self.given)

    # ------------------------------------------------------------------ what comes of it

    def _holds(self, how: str = "for every case") -> None:
        self.outcome.proved.append(f"property `{self.name}` holds {how}: {self.said}")

    def _empty(self, what: str) -> None:
        sentence = (
            f"property `{self.name}` holds only because {what} never comes about, so it says "
            f"nothing ({self.said}); mend the property, or the rules that keep it from coming about"
        )
        self.outcome.found("property_vacuous", (self.name,), sentence)

    def _broken(
        self,
        verdict: Trail | None,
        shows: _Shows,
        how: str,
        along: Callable[[list[Shown]], bool] | None = None,
    ) -> None:
        sentence = (
            f"property `{self.name}` does not hold: {how} ({self.said}); mend the rules that let "
            "it happen, or the property"
        )
        if verdict is None:
            why = "a way was found, but no days and values with which a case follows it"
            self.outcome.doubt("property_violated", (self.name,), sentence, why)
            return
        kind: Kind = "property_violated"
        self.outcome.shown(kind, (self.name,), sentence, verdict, shows, closing=how, along=along)

    def _say_what_is_not_known(
        self, claim: Claim, trail: Trail | None, *, decided: bool = False
    ) -> None:
        """Say of the last story which facts are not known, where that is why the claim fails."""
        found = self.outcome.findings[-1:]
        if trail is None or not found or self.name not in found[0].subjects:
            return
        story = found[0].history
        if story is None:
            return
        snapshot, decisions = story.replay(self.outcome.book)
        when = decisions[-1] if decided else trail.day
        stood = decisions[-1].view.snapshot if decided else snapshot
        names = not_known(self.search, claim, when, stood)
        if not names:
            return
        closing = f"{story.closing}: {say_list(f'`{n}`' for n in names)} "
        closing += "is not known" if len(names) == 1 else "are not known"
        sentence = found[0].sentence.replace(story.closing, closing, 1)
        told = attrs.evolve(story, closing=closing)
        self.outcome.findings[-1] = attrs.evolve(found[0], sentence=sentence, history=told)

    def _said(self, moment: Moment) -> str:
        return say_moment(moment, self.outcome.book)

    # ------------------------------------------------------------------ always and sometimes

    def _always(self, claim: Claim, when: Moment) -> None:
        moments, space = self.moments, self.space
        there = moments.at(when)
        if not space.meets(space.reachable(), space.stored(moments.union(there))):
            if when != ALWAYS:
                self._empty(say_moment(when, self.outcome.book))
            return
        what = say_claim(claim, self.outcome.book)
        for heard, situations in there:
            wrong = space.stored(situations & ~moments.claimed(claim, situations, heard))
            if not space.meets(space.reachable(), wrong):
                continue
            verdict = self._to(heard, when, claim, wrong)
            if isinstance(verdict, Never):
                continue
            at = "" if heard is None else f"`{heard.name}` can happen while it is not so that "
            how = f"{at}{what}" if at else f"a case comes where it is not so that {what}"
            trail = verdict if isinstance(verdict, Trail) else None
            self._broken(trail, self._shows_wrong(heard, when, claim, trail), how)
            self._say_what_is_not_known(claim, trail, decided=heard is not None)
            return
        self._holds()

    def _to(
        self, heard: ChartEvent | None, when: Moment, claim: Claim, wrong: Diagram
    ) -> Trail | Never | None:
        """A case at the moment for which the claim does not hold."""
        goals: list[Goal] = []
        if heard is None:
            goals.append((when, "holds"))  # type: ignore[arg-type]
        else:
            goals += allowed(heard, {})
            if isinstance(when, Happens) and when.given != ALWAYS:
                goals.append((with_request(heard, when.given), "holds"))
        name = "" if heard is None else heard.name
        if isinstance(claim, Possible):
            goals.append(self.moments.not_so(claim))
            wanted = Attempt(tuple(g for g in goals if g[0] != ALWAYS), name)
            return self.search.lead([(self.space.reached, wrong)], wanted)
        goals.append((claim if heard is None else with_request(heard, claim), "not"))

        def judged(snapshot: Snapshot, decision: Decision) -> bool:
            return bool(decision) and not shows_claim(self.search, claim, decision, snapshot)

        wanted = Attempt(tuple(goals), name, judge=judged if heard is not None else None)
        found = self.search.reach(wanted)
        if isinstance(found, (Trail, Never)):
            return found
        # Short ways may suppose what is not so at their end: follow one that is sure of it.
        return Since(self.moments, None, NEVER).lead(self.space.reached, wrong, wanted)

    def _shows_wrong(
        self, heard: ChartEvent | None, when: Moment, claim: Claim, trail: Trail | None
    ) -> _Shows:
        day = trail.day if trail is not None else self.search.on

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            if heard is None:
                there = shows_claim(self.search, when, day, snapshot)  # type: ignore[arg-type]
                return there and not shows_claim(self.search, claim, day, snapshot)
            last = decisions[-1] if decisions else None
            if last is None or last.event != heard.name or not last:
                return False
            if isinstance(when, Happens) and not weigh(when.given, last.view).holds:
                return False
            return not shows_claim(self.search, claim, last, last.view.snapshot)

        return shows

    def _shows_moment(self, heard: ChartEvent | None, when: Moment, trail: Trail | None) -> _Shows:
        day = trail.day if trail is not None else self.search.on

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            if not isinstance(when, Happens):
                return shows_claim(self.search, when, day, snapshot)
            last = decisions[-1] if decisions else None
            there = last is not None and heard is not None and last.event == heard.name
            return there and bool(weigh(when.given, last.view).holds)  # type: ignore[union-attr]

        return shows

    def _sometimes(self, claim: Claim, when: Moment) -> None:
        moments, space = self.moments, self.space
        doubt = False
        for heard, situations in moments.at(when):
            right = space.stored(situations & moments.claimed(claim, situations, heard))
            if not space.meets(space.reachable(), right):
                continue
            goals: list[Goal] = [] if heard is None else list(allowed(heard, {}))
            given = when.given if isinstance(when, Happens) else when
            parts = [part for part in (given, claim) if not isinstance(part, Possible)]
            goals += [(p if heard is None else with_request(heard, p), "holds") for p in parts]
            goals = [goal for goal in goals if goal[0] != ALWAYS]
            wanted = Attempt(tuple(goals), "" if heard is None else heard.name)
            if isinstance(claim, Possible):
                verdict = self.search.lead([(space.reached, right)], wanted)
            else:
                soon = heard is not None
                verdict = self.search.reach(wanted, soon=soon)  # type: ignore[assignment]
            if isinstance(verdict, Trail):
                self._holds("for some case")
                return
            doubt = doubt or not isinstance(verdict, Never)
        what = say_claim(claim, self.outcome.book)
        sentence = (
            f"property `{self.name}` does not hold: there is no case in which {what} "
            f"({self.said}); mend the rules that keep it from happening, or the property"
        )
        if doubt:
            why = "it seems to be possible, and no case was found"
            self.outcome.doubt("property_violated", (self.name,), sentence, why)
        else:
            self.outcome.found("property_violated", (self.name,), sentence)

    # ------------------------------------------------------------------ one after another

    def _never_before(self, first: Moment, second: Moment) -> None:
        moments, space = self.moments, self.space
        first_at = moments.at(first)
        if not space.meets(space.reachable(), space.stored(moments.union(first_at))):
            self._empty(say_moment(first, self.outcome.book))
            return
        since = Since(moments, None, second)
        reached = space.reach(since.start, moves=moments.without(second))
        for heard, situations in first_at:
            wrong = space.stored(situations & ~moments.together(second, heard))
            if not space.meets(reached.every, wrong):
                continue
            how = f"{say_can_be(first, self.outcome.book)} before {self._said(second)}"
            goals: list[Goal] = [] if heard is None else list(allowed(heard, {}))
            name = "" if heard is None else heard.name
            given = first.given if isinstance(first, Happens) else first
            given = given if heard is None else with_request(heard, given)
            goals += [(given, "holds"), *since.not_over(name)]
            wanted = Attempt(tuple(goal for goal in goals if goal[0] != ALWAYS), name)
            trail = since.lead(reached, wrong, wanted)
            shows = self._shows_moment(heard, first, trail)
            self._broken(trail, shows, how, since.shows_before(trail, happens=heard is not None))
            return
        self._holds()

    def _until(self, claim: Claim, end: Moment, when: Moment | None) -> None:
        moments, space = self.moments, self.space
        if self._never_begins(when):
            return
        since = Since(moments, when, end)
        reached = space.reach(since.start, moves=moments.without(end))
        legal = moments.legal()
        wrong = space.stored(legal & ~moments.claimed(claim, legal) & ~since.over)
        if not space.meets(reached.every, wrong):
            self._holds()
            return
        what = say_claim(claim, self.outcome.book)
        how = f"before {self._said(end)}, a case comes where it is not so that {what}"
        goals = (moments.not_so(claim), *since.not_over(""))
        trail = since.lead(reached, wrong, Attempt(goals))
        shows = self._shows_wrong(None, ALWAYS, claim, trail)
        self._broken(trail, shows, how, since.shows(trail))
        self._say_what_is_not_known(claim, trail)

    def _never_begins(self, when: Moment | None) -> bool:
        """Say that a property is empty, where that from which it counts never comes about."""
        never = bool(self.moments.start(when, self.space.nothing) == self.space.nothing)
        if never:
            self._empty("the opening" if when is None else say_moment(when, self.outcome.book))
        return never

    # ------------------------------------------------------------------ in the end

    def _eventually(self, given: Eventually) -> None:
        moments, space = self.moments, self.space
        if self._never_begins(given.when):
            return
        since = Since(moments, given.when, given.claim)
        legal = moments.legal()
        surely = ~space.stored(legal & ~since.over)  # it is so whatever is open
        maybe = space.stored(legal & since.over)
        avoiding = moments.avoiding(since.over)
        reached = space.reach(since.start, moves=avoiding)
        bad = self._never_comes(given.fair, reached.every, surely, maybe, avoiding)
        bad &= reached.every
        if bad == space.nothing:
            if given.within is None:
                self._holds(f"on every path, provided that {FAIRNESS[given.fair]}")
            else:
                sentence = f"property `{self.name}` holds ({self.said}); look at durations by hand"
                why = "it comes about in the end, and how long that takes was not looked at"
                self.outcome.doubt("property_violated", (self.name,), sentence, why)
            return
        cause = dict(least(space, reached.every, bad, space.member(bad) or {}))
        known = (known_goals(self.search, key, value) for key, value in cause.items())
        goals = (*(goal for some in known for goal in some), *since.not_over(""))
        trail = since.lead(reached, space.only(cause), Attempt(goals))
        what = say_claim(given.claim, self.outcome.book)
        how = f"a case may come to where it need never be so that {what}"
        day = trail.day if trail is not None else self.search.on
        part = self.search.slice(tuple(cause))

        def shows(snapshot: Snapshot, _: list[Decision]) -> bool:
            stands = self.search.situations(part, Trail(snapshot, day, day))
            there = tuple(cause.values()) in stands
            return there and met_in(self.search.cells, goals, snapshot, day)

        self._broken(trail, shows, how, since.shows(trail))

    def _never_comes(
        self, fair: str, every: Diagram, surely: Diagram, maybe: Diagram, avoiding: list[Move]
    ) -> Diagram:
        """From where it need not come about, under what is taken for granted."""
        space = self.space
        if fair == "nothing":
            return every & ~surely
        if fair == "everything_happens":
            reachable = space.reachable()
            return every & ~space.can_reach(maybe & reachable, reachable)
        # Somebody acts: round for ever, or to where nothing can happen.
        opened = space.nothing
        for move in space.moves.moves.values():
            opened |= move.open
        resting = every & ~surely & ~space.unpassed(opened)
        going = every & ~surely
        while True:
            again = space.nothing
            for move in avoiding:
                self.search.limits.spend()
                again |= space.moves.before(move, space.unpassed(going | resting))
            again = space.unpassed(again) & going
            if again == going:
                return going | resting
            going = again
