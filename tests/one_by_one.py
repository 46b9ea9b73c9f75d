"""The slow, obviously right simulator: one person after the other, each attempt decided as a case.

It shares with the library only the declarations of a scenario, the luck of each person and the
meaning of events (``decide``, ``step``); clocks are plain numbers in a dictionary.
"""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from continuum.guards import Choice, Day, Flag
from continuum.guards.walk import milestone_facts, resolve_milestone
from continuum.rulebook.request import SAID
from continuum.semantics import Actor, Changes, advance, decide, opening, request_for, step
from continuum.sim import Bernoulli, Trait
from continuum.sim.population.encoding import Who, drawn, taken
from continuum.sim.population.keyed import person_keys, purpose_key, uniforms

NEVER = math.inf


def plain(fact, column, on):
    """The value of a column of one row, as a case takes it."""
    if not np.broadcast_to(column.known, (1,))[0]:
        return None
    value = np.broadcast_to(column.values, (1,))[0]
    match fact:
        case Flag():
            return bool(value)
        case Choice(options=options):
            return options[int(value)]
        case Day():
            return date.fromordinal(int(value))
        case _:
            return int(value)


class OnePerson:
    """One person of a cohort, with a clock for each attempt."""

    def __init__(self, scenario, cohort, place, seed):
        from continuum.sim.population.encoding import encoded

        self.scenario, self.book, self.place = scenario, scenario.book, place
        self.one = cohort.take([place])
        self.key = person_keys(seed, self.one.numbers)
        self.start = int(self.one.starts[0]) or scenario.start.toordinal()
        self.end = scenario.horizon.toordinal()
        self.encoded = encoded
        self.traits = {**self.one.facts, **self.one.traits}
        day = date.fromordinal(self.start)
        chart = self.book.lower(day)
        facts = {}
        for name, column in self.one.facts.items():
            value = plain(
                chart.facts[name],
                encoded(column, chart.facts[name], np.array([self.start])),
                self.start,
            )
            if value is not None:
                facts[name] = value
        self.snapshot = opening(chart, day, facts)
        attempts = scenario.behaviour.attempts
        self.due = dict.fromkeys(range(len(attempts)))
        self.count = dict.fromkeys(self.due, 0)
        self.attempts = attempts
        self.log = []

    # ------------------------------------------------------------------ the clocks

    def uniform(self, purpose, occurrence):
        return float(uniforms(self.key, purpose_key(*purpose), occurrence)[0])

    def possible(self, attempt, chart, states):
        if chart.final(states):
            return False
        at = {region: states[place] for region, place in chart.place.items()}
        ways = chart.events[attempt.event].ways
        return all(at[r] in by_state for r, by_state in ways.items()) and all(
            at[r] in among for r, among in attempt.during
        )

    def milestone_day(self, attempt):
        start = self.scenario.start
        chart = self.scenario.charts[0]
        if isinstance(attempt.at, str):
            milestone = chart.facts[attempt.at]
        else:
            parameters = {p.name: p for p in chart.book.parameters}
            milestone = resolve_milestone(attempt.at, lambda name: parameters[name].on(start))
        from continuum.guards.milestones import day_of

        return day_of(milestone, lambda fact: self.snapshot.facts.get(fact.name))

    def set(self, j, now, *, anew=True):
        attempt = self.attempts[j]
        occurrence = self.count[j] if anew else self.count[j] - 1
        if anew:
            self.count[j] += 1
        since = now
        if attempt.at is not None:
            day = self.milestone_day(attempt)
            if day is None:
                return 1e15
            since = max(now, day.toordinal())
        due = since + self.days(attempt.delay, "delay", attempt, occurrence)
        chance = attempt.chance
        if isinstance(chance, Trait):
            column = self.traits[chance.name]
            if not column.known[0]:
                return NEVER
            value = column.values[0]
            if column.values.dtype == np.bool_:
                hit = bool(value)
            else:
                hit = self.uniform(("chance", attempt.name), occurrence) < value
            if not hit:
                return NEVER
        elif chance < 1 and not self.uniform(("chance", attempt.name), occurrence) < chance:
            return NEVER
        for name, values in attempt.only:
            column = self.traits[name]
            if not column.known[0] or column.values[0] not in values:
                return NEVER
        return due

    def days(self, spread, purpose, attempt, occurrence):
        return float(spread.draw(np.array([self.uniform((purpose, attempt.name), occurrence)]))[0])

    def again(self, j, moment, after):
        if after is None:
            return NEVER
        occurrence = self.count[j]
        self.count[j] += 1
        return moment + self.days(after, "retry", self.attempts[j], occurrence)

    def reads(self, attempt):
        if attempt.at is None:
            return set()
        if isinstance(attempt.at, str):
            return {attempt.at}
        return {fact.name for fact in milestone_facts(attempt.at)}

    # ------------------------------------------------------------------ the walk

    def run(self):
        self.settle(float(self.start))
        while True:
            waiting = [(t, j) for j, t in self.due.items() if t is not None]
            if not waiting:
                return self.log
            moment, j = min(waiting)
            if moment >= self.end:
                return self.log
            self.make(j, moment)

    def settle(self, now):
        """On coming into a configuration: set what is possible, stop what is not."""
        chart = self.scenario.charts[0]
        states = self.snapshot.configuration
        for j, attempt in enumerate(self.attempts):
            if not self.possible(attempt, chart, states):
                self.due[j] = None
            elif self.due[j] is None:
                self.due[j] = NEVER if attempt.after else self.set(j, now)

    def make(self, j, moment):
        attempt = self.attempts[j]
        on = math.floor(moment)
        day = date.fromordinal(on)
        chart = self.book.lower(day)
        heard = chart.events[attempt.event]
        occurrence = self.count[j] - 1
        learned = self.draw("learn", attempt, attempt.learn, chart.facts, on, occurrence)
        self.snapshot = advance(chart, self.snapshot, day, Changes(sets=learned))
        given = {}
        for name, source in attempt.given:
            if name in SAID and name not in heard.asks:
                if isinstance(source, Bernoulli):
                    flag = {name: Flag(SAID[name])}
                    said = self.draw("given", attempt, [(name, source)], flag, on, occurrence)
                    if said[name]:
                        given[name] = "as drawn"
                else:
                    given[name] = source
        asked = [(n, s) for n, s in attempt.given if n in heard.asks]
        given |= self.draw("given", attempt, asked, heard.asks, on, occurrence)
        human = attempt.by != "system"
        actor = Actor(attempt.by, "simulated" if human and attempt.named else "")
        request = request_for(heard, day, actor, given)
        decision = decide(chart, self.snapshot, attempt.event, day, request)
        before = self.snapshot.configuration
        self.log.append(
            (moment, attempt.name, str(decision.outcome), tuple(r.id for r in decision.against))
        )
        self.snapshot = step(chart, self.snapshot, decision)
        moved = self.snapshot.configuration != before
        allowed = str(decision.outcome) == "allowed"
        if moved:
            self.due[j] = None
        else:
            self.due[j] = self.again(j, moment, attempt.again if allowed else attempt.retry)
        changed = set(learned)
        if allowed:
            changed |= {e.fact for e in heard.event.effects if hasattr(e, "fact")}
        self.follow(attempt, moment, changed, allowed=allowed, moved=moved)
        if moved:
            self.settle(moment)

    def follow(self, made, moment, changed, *, allowed, moved):
        chart = self.scenario.charts[0]
        for k, attempt in enumerate(self.attempts):
            if made.event in attempt.after:
                if allowed:
                    here = self.possible(attempt, chart, self.snapshot.configuration)
                    if here or moved:
                        due = self.set(k, moment)
                        self.due[k] = due
            elif self.reads(attempt) & changed and attempt is not made:
                # The same luck, worked out again; whoever leaves is settled afterwards.
                here = self.possible(attempt, chart, self.snapshot.configuration)
                if here and self.due[k] is not None and self.due[k] != NEVER:
                    self.due[k] = self.set(k, moment, anew=False)

    def draw(self, purpose, attempt, sources, facts, on, occurrence):  # noqa: PLR0917
        if not sources:
            return {}
        traits = {name: taken(column, np.array([0])) for name, column in self.traits.items()}
        who = Who(self.key, self.one.numbers, traits, np.array([occurrence]))
        values = {
            name: plain(
                facts[name],
                self.encoded(
                    drawn(source, who, purpose, attempt.name, name), facts[name], np.array([on])
                ),
                on,
            )
            for name, source in sources
        }
        return {name: value for name, value in values.items() if value is not None}
