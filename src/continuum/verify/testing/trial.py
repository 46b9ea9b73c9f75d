"""An event that is tried, and whatever would open it: learned, said or waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import FactError
from continuum.guards import Choice, Day, Reached, day_of
from continuum.rulebook import Said, Sets
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.semantics import Actor, request_for
from continuum.verify.following.story import Act
from continuum.verify.testing.aiming import aims_of
from continuum.verify.testing.asking import WORDS, asked_values, draw_request
from continuum.verify.testing.course import learned_by, may_be_learned
from continuum.verify.testing.picking import pick

if TYPE_CHECKING:
    from collections.abc import Collection

    from hypothesis.strategies import DrawFn

    from continuum.guards import Fact, Value
    from continuum.semantics import CaseView, Decision
    from continuum.verify.testing.aiming import Aim
    from continuum.verify.testing.course import Course

__all__ = ["DEPTH", "Trial", "values_from_now"]

DEPTH: Final = 2
"""How many events may be sent so that another one is open."""

_ROUNDS: Final = 4
_LONGEST_WAIT: Final = 40 * 366


def values_from_now(course: Course, fact: Fact) -> tuple[Value, ...]:
    """Give the values that a fact may take from now on; what rises does not fall.

    Args:
        course: The case.
        fact: One of its facts.
    """
    thresholds = course.thresholds()
    if isinstance(fact, Day):
        return thresholds.days(fact, course.on, course.view().value)
    values, now = thresholds.values(fact), course.snapshot.facts.get(fact.name)
    if fact.moves == "rising" and now is not None:
        return tuple(value for value in values if value >= now)  # type: ignore[operator]
    return values


@attrs.define
class Trial:
    """A request that is changed, on a copy of the case, until it is allowed.

    Args:
        draw: The draw function of a composite strategy.
        course: A copy of the case; what is learned on the way is recorded in it.
        act: The request.
        events: The events that may be sent before it; empty: all.
        facts: The facts that may be learned; ``None``: all.
        depth: How many events may be sent before it, to open it.
    """

    draw: DrawFn
    course: Course
    act: Act
    events: Collection[str] = ()
    facts: Collection[str] | None = None
    depth: int = DEPTH

    def decide(self, rounds: int) -> Decision | None:
        """Change the request until it is allowed; ``None`` if that cannot be brought about.

        Args:
            rounds: How often to try.
        """
        for _ in range(rounds):
            try:
                decision = self.course.ask(self.act)
            except FactError:  # such as a record that would end before it starts
                return None
            if decision:
                return decision
            if not all(self._bring(against.guard, decision.view) for against in decision.against):
                return None
        return None

    def stretch(self, rounds: int) -> int:
        """Change the request so that as little as can be stands in its way.

        Args:
            rounds: How often to try.

        Returns:
            How many things still stand in its way.
        """
        against = 0
        for _ in range(rounds):
            try:
                decision = self.course.ask(self.act)
            except FactError:
                return 0
            before, against = against, len(decision.against)
            if not against or against == before:
                break
            for each in decision.against:
                self._bring(each.guard, decision.view)
        return against

    def _bring(self, guard: object, view: CaseView) -> bool:
        if guard is None:
            return False
        return all(
            self._answer(aim, view)
            for aim in aims_of(self.draw, guard, view)  # type: ignore[arg-type]
        )

    def _answer(self, aim: Aim, view: CaseView) -> bool:
        """Bring one question to the answer that is wanted, and say whether that can be."""
        for fact in sorted(aim.facts, key=lambda fact: isinstance(fact, Day)):
            if fact.of == "target":
                return self._about_the_next_record()
            if fact.of == "request" and self._say(aim, fact):
                return True
            if (
                may_be_learned(fact)
                and (self.facts is None or fact.name in self.facts)
                and self._learn(aim, fact, view)
                and (isinstance(fact, Day) or not isinstance(aim.question, Reached))
            ):
                return True
        return self._wait(aim, view) or any(self._happen(aim, fact) for fact in aim.facts)

    def _happen(self, aim: Aim, fact: Fact) -> bool:
        """Send an event that records a fact as it is wanted, if there is one that is open."""
        if self.course.sent() >= self.depth or fact.of != "case":
            return False
        chart, read = self.course.chart(), self.course.view().value
        for name in self.course.open_events():
            if (self.events and name not in self.events) or name == self.act.event:
                continue
            for effect in chart.events[name].event.effects:
                if (
                    isinstance(effect, Sets)
                    and effect.fact == fact.name
                    and not isinstance(effect.to, Said)
                    and not hasattr(effect.to, "reached")
                    and aim.met_by(fact, effect.to, self.course.on, read)
                    and self._send(name)
                ):
                    return True
        return False

    def _send(self, event: str) -> bool:
        before = self.course.forked()
        act = draw_request(self.draw, before, event, well=True)
        trial = Trial(self.draw, before, act, self.events, self.facts, self.depth - 1)
        if trial.decide(_ROUNDS) is None:
            return False
        trial.course.send(trial.act)
        self.course = trial.course
        self.act = attrs.evolve(self.act, on=self.course.on)
        return True

    def _learn(self, aim: Aim, fact: Fact, view: CaseView) -> bool:
        values, course = values_from_now(self.course, fact), self.course
        if isinstance(aim.question, Reached) and not isinstance(fact, Day):
            # a length is learned only where it is not known; the day does the rest
            fitting = [] if view.value(fact) is not None else list(values)
        else:
            read = course.view(view.request).value
            fitting = [v for v in (*values, None) if aim.met_by(fact, v, course.on, read)]  # type: ignore[misc]
        if not fitting:
            return False
        given = {fact.name: pick(self.draw, fitting)}
        course.learn(Act(course.on, learned_by(fact, course.book), "", given))
        return True

    def _say(self, aim: Aim, fact: Fact) -> bool:
        heard = self.course.chart().events[self.act.event]
        given, by = dict(self.act.given), self.act.by
        word = next((word for word, flag in SAID.items() if flag == fact.name), "")
        if word:
            if aim.wanted:
                given[word] = WORDS[word]
            elif word in heard.event.needs:
                return False
            else:
                given.pop(word, None)
        elif fact.name == "human_actor" and not aim.wanted:
            by = Actor("system")
        elif fact.name == "named_actor":
            by = Actor(by.role, "A-1" if aim.wanted else "")
        elif fact.name in {"tool_output_only", "fair_wording"}:
            given[fact.name] = aim.wanted
        elif fact.name == ACTING_ROLE and isinstance(fact, Choice):
            may = heard.event.decided_by or fact.options
            fitting = [role for role in may if aim.met_by(fact, role, self.act.on, _nothing)]
            if not fitting:
                return False
            by = Actor(pick(self.draw, fitting), "A-1")
        elif fact.name not in heard.asks or not self._give(aim, fact, given):
            return False
        self.act = attrs.evolve(self.act, by=by, given=given)
        return True

    def _give(self, aim: Aim, fact: Fact, given: dict[str, object]) -> bool:
        heard, act = self.course.chart().events[self.act.event], self.act
        read = self.course.view(request_for(heard, act.on, act.by, act.given), act.event).value
        values: list[Value | None] = [*asked_values(self.course, fact)]
        if fact.name not in heard.event.needs:
            values.append(None)
        fitting = [value for value in values if aim.met_by(fact, value, act.on, read)]
        if not fitting:
            return False
        value = pick(self.draw, fitting)
        given.pop(fact.name, None)
        if value is not None:
            given[fact.name] = value
        return True

    def _about_the_next_record(self) -> bool:
        """Ask the same about the next record, if there is one that was not named yet."""
        register = self.course.chart().events[self.act.event].event.target
        ids = [record.id for record in self.course.snapshot.records.get(register, ())]
        named = self.act.given.get("target")
        after = ids[ids.index(named) + 1 :] if named in ids else []
        if after:
            self.act = attrs.evolve(self.act, given={**self.act.given, "target": after[0]})
        return bool(after)

    def _wait(self, aim: Aim, view: CaseView) -> bool:
        """Ask the same on the day on which a milestone comes, if that is what it waits for."""
        if not isinstance(aim.question, Reached) or not aim.wanted:
            return False
        day = day_of(aim.question.milestone, view.value)
        if day is None or day.toordinal() > self.course.on.toordinal() + _LONGEST_WAIT:
            return False
        if day > self.course.on:
            self.course.wait(day)
            self.act = attrs.evolve(self.act, on=day)
        return True


def _nothing(_: Fact) -> None:
    return None
