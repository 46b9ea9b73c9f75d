"""How properties are decided: each as a set of situations that must not be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, weigh
from continuum.prose import say_list
from continuum.verify.following.trail import Attempt, Trail
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
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.properties.forms import Claim, Moment, Property
    from continuum.verify.space import Reached

    _Shows = Callable[[Snapshot, list[Decision]], bool]

__all__ = ["decide_properties", "guards_of"]


def guards_of(given: Property) -> Iterator[Guard]:
    """Give every guard in a property."""
    for slot in ("claim", "when", "first", "second", "end"):
        part = getattr(given, slot, None)
        if isinstance(part, Happens):
            yield part.given
        elif part is not None and not isinstance(part, Possible):
            yield part


def decide_properties(outcome: Outcome, properties: tuple[Property, ...]) -> None:
    """Decide every property: proved, or broken by a case, or empty, or not decided.

    Args:
        outcome: Where answers are kept.
        properties: The properties, fitted to the rulebook and without faults.
    """
    for given in properties:
        _Deciding(outcome, given).decide()


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

    def _broken(self, verdict: Trail | None, shows: _Shows, how: str, *, why: str = "") -> None:
        sentence = (
            f"property `{self.name}` does not hold: {how} ({self.said}); mend the rules that let "
            "it happen, or the property"
        )
        if verdict is None:
            why = why or "a way was found, but no days and values with which a case follows it"
            self.outcome.doubt("property_violated", (self.name,), sentence, why)
            return
        self.outcome.shown("property_violated", (self.name,), sentence, verdict, shows, closing=how)

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
            wrong = space.stored(situations & ~moments.claimed(claim, situations))
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
                goals.append((when.given, "holds"))
        name = "" if heard is None else heard.name
        if isinstance(claim, Possible):
            wanted = Attempt(tuple(g for g in goals if g[0] != ALWAYS), name)
            return self.search.lead([(self.space.reached, wrong)], wanted)
        goals.append((claim, "not"))

        def judged(snapshot: Snapshot, decision: Decision) -> bool:
            return bool(decision) and not shows_claim(self.search, claim, decision, snapshot)

        wanted = Attempt(tuple(goals), name, judge=judged if heard is not None else None)
        found = self.search.reach(wanted)
        return found if isinstance(found, (Trail, Never)) else None

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

    def _sometimes(self, claim: Claim, when: Moment) -> None:
        moments, space = self.moments, self.space
        doubt = False
        for heard, situations in moments.at(when):
            right = space.stored(situations & moments.claimed(claim, situations))
            if not space.meets(space.reachable(), right):
                continue
            goals: list[Goal] = [] if heard is None else list(allowed(heard, {}))
            given = when.given if isinstance(when, Happens) else when
            goals += [(part, "holds") for part in (given, claim) if not isinstance(part, Possible)]
            goals = [goal for goal in goals if goal[0] != ALWAYS]
            wanted = Attempt(tuple(goals), "" if heard is None else heard.name)
            if isinstance(claim, Possible):
                verdict = self.search.lead([(space.reached, right)], wanted)
            else:
                verdict = self.search.reach(wanted)  # type: ignore[assignment]
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
        without = moments.without(second)
        reached = space.reach(space.begin & moments.absent(second), moves=without)
        for heard, situations in first_at:
            wrong = space.stored(situations & ~moments.together(second, heard))
            if not space.meets(reached.every, wrong):
                continue
            how = f"{say_can_be(first, self.outcome.book)} before {self._said(second)}"
            trail = self._lead([(reached, wrong)], heard, first)
            self._broken(trail, moments.shows_first(first, second, heard, trail), how)
            return
        self._holds()

    def _lead(
        self, ways: list[tuple[Reached, Diagram]], heard: ChartEvent | None, moment: Moment | None
    ) -> Trail | None:
        goals: list[Goal] = [] if heard is None else list(allowed(heard, {}))
        given = moment.given if isinstance(moment, Happens) else moment
        if given is not None and given != ALWAYS:
            goals.append((given, "holds"))
        wanted = Attempt(tuple(goals), "" if heard is None else heard.name)
        return self.search.lead(ways, wanted)

    def _until(self, claim: Claim, end: Moment, when: Moment | None) -> None:
        moments, space = self.moments, self.space
        start = moments.start(when)
        if start == space.nothing:
            self._empty(say_moment(when, self.outcome.book) if when is not None else "the opening")
            return
        before_end = moments.absent(end)
        reached = space.reach(start & before_end, moves=moments.without(end))
        open_end = moments.together(end, None)
        legal = moments.legal()
        wrong = space.stored(legal & ~moments.claimed(claim, legal) & ~open_end)
        if not space.meets(reached.every, wrong):
            self._holds()
            return
        ways = [(reached, wrong)] if when is None else [(space.reached, start), (reached, wrong)]
        what = say_claim(claim, self.outcome.book)
        how = f"before {self._said(end)}, a case comes where it is not so that {what}"
        goals: list[Goal] = [] if isinstance(claim, Possible) else [(claim, "not")]
        trail = self.search.lead(ways, Attempt(tuple(goals)))
        wrong_now = self._shows_wrong(None, ALWAYS, claim, trail)
        not_yet = moments.shows_since(when, trail, lacking=end)
        self._broken(trail, lambda *end: wrong_now(*end) and not_yet(*end), how)
        self._say_what_is_not_known(claim, trail)

    # ------------------------------------------------------------------ in the end

    def _eventually(self, given: Eventually) -> None:
        moments, space = self.moments, self.space
        start = moments.start(given.when)
        if start == space.nothing:
            what = (
                "the opening" if given.when is None else say_moment(given.when, self.outcome.book)
            )
            self._empty(what)
            return
        legal = moments.legal()
        claimed = moments.claimed(given.claim, legal)
        surely = ~space.stored(legal & ~claimed)  # it is so whatever is open
        maybe = space.stored(legal & claimed)
        reached = space.reach(start & ~surely, moves=moments.avoiding(claimed))
        bad = self._never_comes(given.fair, reached.every, surely, maybe)
        bad &= reached.every
        if bad == space.nothing:
            if given.within is None:
                self._holds(f"on every path, provided that {FAIRNESS[given.fair]}")
            else:
                sentence = f"property `{self.name}` holds ({self.said}); look at durations by hand"
                why = "it comes about in the end, and how long that takes was not looked at"
                self.outcome.doubt("property_violated", (self.name,), sentence, why)
            return
        ways = [(reached, bad)]
        if given.when is not None:
            ways = [(space.reached, start), *ways]
        trail = self.search.lead(ways, Attempt(()))
        what = say_claim(given.claim, self.outcome.book)
        how = f"a case may come to where it need never be so that {what}"
        day = trail.day if trail is not None else self.search.on
        lacking = None if isinstance(given.claim, Possible) else given.claim
        since = moments.shows_since(given.when, trail, lacking=lacking)

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            if not since(snapshot, decisions):
                return False
            now = Trail(snapshot, day, day)
            part = self.search.slice(space.coding.stored)
            stands = (
                space.only(dict(zip(part.variables, situation, strict=True)))
                for situation in self.search.situations(part, now)
            )
            return any(space.meets(bad, situation) for situation in stands)

        self._broken(trail, shows, how)

    def _never_comes(self, fair: str, every: Diagram, surely: Diagram, maybe: Diagram) -> Diagram:
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
            for move in space.moves.moves.values():
                self.search.limits.spend()
                again |= space.moves.before(move, space.unpassed(going | resting))
            again = space.unpassed(again) & going
            if again == going:
                return going | resting
            going = again
