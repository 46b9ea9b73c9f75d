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
from continuum.sim import Attempt, Bernoulli, Exponential, Fixed, Logit, Piecewise, Trait, Weibull
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
        attempts = (*scenario.behaviour.attempts, *scenario.behaviour.arrives)
        self.left = {}  # what is left of a clock that keeps its age
        self.stopped = {}  # what an attempt that waits for its guard holds
        self.wakes = {}
        self.refusals = dict.fromkeys(range(len(attempts)), 0)
        self.due = dict.fromkeys(range(len(attempts)))
        self.count = dict.fromkeys(self.due, 0)
        self.attempts = attempts
        self.log = []

    def uniform(self, purpose, occurrence):
        return float(uniforms(self.key, purpose_key(*purpose), occurrence)[0])

    def possible(self, attempt, chart, states):
        if chart.final(states):
            return False
        at = {region: states[place] for region, place in chart.place.items()}
        ways = chart.events[attempt.event].ways if isinstance(attempt, Attempt) else {}
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

    def trait(self, name):
        column = self.traits[name]
        return column.values[0].item() if column.known[0] else None

    def total(self, weights):
        """The sum of weight times trait."""
        found = 0.0
        for name, weight in weights:
            value = self.trait(name)
            if value is None:
                continue
            cases = weight if isinstance(weight, tuple) else None
            found += dict(cases).get(value, 0.0) if cases is not None else weight * value
        return found

    def since(self, attempt, now):
        """From when a delay runs; ``None`` while the day is not known."""
        if attempt.at is None:
            return now
        day = self.milestone_day(attempt)
        return None if day is None else max(now, day.toordinal())

    def from_now(self, attempt, now, delay):
        since = self.since(attempt, now)
        return 1e15 if since is None else self.working(attempt, since + delay)

    def working(self, attempt, moment):
        """The moment, or the beginning of the next working day."""
        calendar = self.scenario.setting.calendar
        if calendar is None or attempt.by not in calendar.roles or not moment < self.end:
            return moment
        day = date.fromordinal(math.floor(moment))
        found = calendar.next_day(day)
        return moment if found == day else float(found.toordinal())

    def set(self, j, now, *, anew=True):
        attempt = self.attempts[j]
        occurrence = self.count[j] if anew else self.count[j] - 1
        if anew:
            self.count[j] += 1
            self.refusals[j] = 0
        delay = self.days(attempt.delay, "delay", attempt, occurrence)
        delay *= self.scenario.behaviour.pace_of(attempt.by)
        if getattr(attempt, "clock", None) == "keep":
            delay = delay if anew else self.left[j]
            self.left[j] = delay
        due = self.from_now(attempt, now, delay)
        chance = attempt.chance
        if isinstance(chance, Trait):
            value = self.trait(chance.name)
            if value is None:
                return NEVER
            if isinstance(value, bool):
                hit = value
            else:
                hit = self.uniform(("chance", attempt.name), occurrence) < value
            if not hit:
                return NEVER
        else:
            if isinstance(chance, Logit):
                chance = 1 / (1 + math.exp(-(chance.intercept + self.total(chance.weights))))
            if chance < 1 and not self.uniform(("chance", attempt.name), occurrence) < chance:
                return NEVER
        for name, values in attempt.only:
            column = self.traits[name]
            if not column.known[0] or column.values[0] not in values:
                return NEVER
        return due

    def days(self, spread, purpose, attempt, occurrence):
        drawn = self.uniform((purpose, attempt.name), occurrence)
        if purpose == "delay" and getattr(attempt, "hazard", None) is not None:
            if isinstance(spread, Fixed):
                return spread.days
            factor = math.exp(self.total(attempt.hazard.weights))
            waits_longer = isinstance(spread, (Exponential, Weibull, Piecewise))
            drawn = drawn ** (1 / factor) if waits_longer else 1 - (1 - drawn) ** (1 / factor)
        return float(spread.draw(np.array([drawn]))[0])

    def again(self, j, moment, after):
        if after is None:
            return NEVER
        occurrence = self.count[j]
        self.count[j] += 1
        attempt = self.attempts[j]
        return self.working(attempt, moment + self.days(after, "retry", attempt, occurrence))

    def enabled(self, j):
        return getattr(self.attempts[j], "guard", "") == "enabled"

    def is_open(self, j, on):
        """Whether everything would be open on a day, for the request as it is drawn now."""
        attempt, day = self.attempts[j], date.fromordinal(on)
        chart = self.book.lower(day)
        request = self.request(attempt, chart, day, self.count[j] - 1)
        return bool(decide(chart, self.snapshot, attempt.event, day, request))

    def look(self, moment):
        """Stop and start the clocks that wait for their guards, and find the next day to look."""
        for j in filter(self.enabled, self.due):
            self.wakes.pop(j, None)
        seen = {}
        for j in filter(self.enabled, self.due):
            running = self.due[j] is not None and self.due[j] != NEVER
            if not running and j not in self.stopped:
                continue
            on = math.floor(moment)
            now_open = self.is_open(j, on)
            attempt = self.attempts[j]
            if running and not now_open:
                self.stopped[j] = self.due[j]
                if attempt.closing == "hold" and self.due[j] < 1e15:
                    self.stopped[j] = max(0.0, self.due[j] - self.since(attempt, moment))
                self.due[j] = NEVER
            elif now_open and j in self.stopped:
                held = self.stopped.pop(j)
                if attempt.closing == "forget":
                    self.due[j] = self.set(j, moment)
                    now_open = self.is_open(j, on)  # with what is drawn for it this time
                    if not now_open:
                        self.stopped[j], self.due[j] = self.due[j], NEVER
                elif held >= 1e15:
                    self.due[j] = self.set(j, moment, anew=False)
                else:
                    self.due[j] = moment + held if attempt.closing == "hold" else max(moment, held)
            seen[j] = now_open
        # Whatever happens next, it is looked again then.
        until = min((t for t in self.due.values() if t is not None), default=NEVER)
        until = int(min(self.end, until + 1))
        for j, now_open in seen.items():
            days = range(math.floor(moment) + 1, until)
            later = (day for day in days if self.is_open(j, day) != now_open)
            if (day := next(later, None)) is not None:
                self.wakes[j] = float(day)

    def reads(self, attempt):
        if attempt.at is None:
            return set()
        if isinstance(attempt.at, str):
            return {attempt.at}
        return {fact.name for fact in milestone_facts(attempt.at)}

    def run(self):
        self.settle(float(self.start))
        self.look(float(self.start))
        while True:
            waiting = [(t, j) for j, t in self.due.items() if t is not None]
            waiting += [(t, len(self.attempts) + j) for j, t in self.wakes.items()]
            if not waiting:
                return self.log
            moment, j = min(waiting)
            if moment >= self.end:
                return self.log
            if j >= len(self.attempts):
                self.look(moment)
                continue
            if isinstance(self.attempts[j], Attempt):
                self.make(j, moment)
            else:
                self.arrive(j, moment)
            self.look(moment)

    def settle(self, now):
        """On coming into a configuration: set what is possible, stop what is not."""
        chart = self.scenario.charts[0]
        states = self.snapshot.configuration
        for j, attempt in enumerate(self.attempts):
            if not self.possible(attempt, chart, states):
                self.leave(j, now)
            elif self.due[j] is None:
                if self.left.get(j) is not None:
                    self.due[j] = self.from_now(attempt, now, self.left[j])
                else:
                    waits = attempt.after or getattr(attempt, "after_giving_up", ())
                    self.due[j] = NEVER if waits else self.set(j, now)

    def leave(self, j, now):
        """Stop a clock; one that keeps its age remembers what is left."""
        attempt, due = self.attempts[j], self.due[j]
        if due is not None and getattr(attempt, "clock", None) == "keep":
            if j in self.stopped:
                held = self.stopped[j]
                kept = {"run": max(0.0, held - now), "hold": held, "forget": None}
                self.left[j] = kept[attempt.closing]
            elif due == NEVER:
                self.left[j] = NEVER
            elif due < 1e15:
                self.left[j] = max(0.0, due - self.since(attempt, now))
        self.stopped.pop(j, None)
        self.wakes.pop(j, None)
        self.due[j] = None

    def arrive(self, j, moment):
        """A fact is learned."""
        part, on = self.attempts[j], math.floor(moment)
        day = date.fromordinal(on)
        chart = self.book.lower(day)
        source = [(part.fact, part.value)]
        learned = self.draw("learn", part, source, chart.facts, on, self.count[j] - 1)
        self.snapshot = advance(chart, self.snapshot, day, Changes(sets=learned))
        self.log.append((moment, part.name, "learned", ()))
        self.due[j] = NEVER
        self.follow(part, moment, {part.fact}, allowed=True, moved=False)

    def request(self, attempt, chart, day, occurrence):
        """The request of an attempt, as it is drawn."""
        heard, on, given = chart.events[attempt.event], day.toordinal(), {}
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
        return request_for(heard, day, actor, given)

    def make(self, j, moment):
        attempt = self.attempts[j]
        on = math.floor(moment)
        day = date.fromordinal(on)
        chart = self.book.lower(day)
        heard = chart.events[attempt.event]
        occurrence = self.count[j] - 1
        learned = self.draw("learn", attempt, attempt.learn, chart.facts, on, occurrence)
        self.snapshot = advance(chart, self.snapshot, day, Changes(sets=learned))
        request = self.request(attempt, chart, day, occurrence)
        decision = decide(chart, self.snapshot, attempt.event, day, request)
        before = self.snapshot.configuration
        self.log.append(
            (moment, attempt.name, str(decision.outcome), tuple(r.id for r in decision.against))
        )
        self.snapshot = step(chart, self.snapshot, decision)
        moved = self.snapshot.configuration != before
        allowed = str(decision.outcome) == "allowed"
        gave_up = False
        if allowed:
            self.refusals[j] = 0
            if moved:
                self.due[j] = self.left[j] = None
            else:
                self.due[j] = self.again(j, moment, attempt.again)
        else:
            self.refusals[j] += 1
            most = attempt.most_retries
            gave_up = attempt.retry is None or (most is not None and self.refusals[j] > most)
            self.due[j] = NEVER if gave_up else self.again(j, moment, attempt.retry)
        changed = set(learned)
        if allowed:
            changed |= {e.fact for e in heard.event.effects if hasattr(e, "fact")}
        if gave_up:
            chart_now, states = self.scenario.charts[0], self.snapshot.configuration
            for k, other in enumerate(self.attempts):
                waits = attempt.name in getattr(other, "after_giving_up", ())
                if waits and self.possible(other, chart_now, states):
                    self.due[k] = self.set(k, moment)
        self.follow(attempt, moment, changed, allowed=allowed, moved=moved)
        if moved:
            self.settle(moment)

    def follow(self, made, moment, changed, *, allowed, moved):
        chart = self.scenario.charts[0]
        event = getattr(made, "event", None)
        for k, attempt in enumerate(self.attempts):
            here = self.possible(attempt, chart, self.snapshot.configuration)
            if event in attempt.after:
                if allowed and (here or moved):
                    due = self.set(k, moment)
                    if here:
                        self.stopped.pop(k, None)
                        self.due[k] = due
            elif self.reads(attempt) & changed and attempt is not made:
                # The same luck, worked out again; whoever leaves is settled afterwards.
                again = here and self.due[k] not in {None, NEVER}
                self.due[k] = self.set(k, moment, anew=False) if again else self.due[k]

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
