"""The checker against chance: nothing that it says never happens is done by any walk."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import ROLE_NAMES, rulebooks

from continuum.errors import FactError
from continuum.guards import Choice, Flag, Number
from continuum.rulebook.request import SAID
from continuum.semantics import Actor, Changes, advance, decide, opening, request_for, step
from continuum.verify import check

DAYS = (-400, -200, -31, -30, -1, 0, 1, 30, 31, 200, 400)


def some_value(chance, fact, day):
    """Any value of a fact; days lie around the day."""
    match fact:
        case Flag():
            return chance.random() < 0.5
        case Choice(options=options):
            return chance.choice(options)
        case Number(low=low, high=high):
            return chance.choice((low, high, chance.randint(low, high)))
        case _:
            return day + timedelta(chance.choice(DAYS))


def walk(book, chance, steps=25):
    """Give the allowed decisions of a case that learns and sends at random, under one law."""
    day = book.as_of
    chart = book.lower(day)
    learned = [
        fact
        for fact in book.facts
        if fact.of == "case" and not fact.derived and (fact.moves != "step" or fact.recorded_by)
    ]
    known = {f.name: some_value(chance, f, day) for f in learned if chance.random() < 0.7}
    case = opening(chart, day, known)
    changing = [fact for fact in learned if fact.moves == "live"]
    for _ in range(steps):
        day += timedelta(chance.choice((0, 0, 0, 1, 30, 200)))
        if book.lower(day) is not chart:
            return
        news = {f.name: some_value(chance, f, day) for f in changing if chance.random() < 0.3}
        case = advance(chart, case, day, Changes(sets=news))
        heard = chance.choice(list(chart.events.values()))
        given = {
            n: some_value(chance, f, day) for n, f in heard.asks.items() if chance.random() < 0.8
        }
        given |= {word: "yes" for word in SAID if chance.random() < 0.7}
        if heard.event.target:
            given["target"] = f"{heard.event.target}-{chance.randint(1, 2)}"
        actor = Actor(chance.choice(heard.event.decided_by or ROLE_NAMES), "A-1")
        try:
            request = request_for(heard, day, actor, given)
            decision = decide(chart, case, heard.name, day, request)
        except FactError:
            continue
        if decision:
            yield decision
            case = step(chart, case, decision)


@given(rulebooks(), st.integers(0, 2**32))
def test_no_walk_does_what_is_said_never_to_happen(book, seed):
    """States, ways and events."""
    chance = Random(seed)  # noqa: S311 - walks, no secrets
    report = check(book)
    regions = {region.name for region in book.regions}
    unreachable = {finding.subjects for finding in report.of_kind("unreachable_state")}
    dead = {
        finding.subjects[:4] if finding.subjects[1:2] and finding.subjects[1] in regions
        else finding.subjects[:1]
        for finding in report.of_kind("dead_transition")
    }  # fmt: skip
    for _ in range(10):
        for decision in walk(book, chance):
            assert (decision.event,) not in dead
            ways = decision.view.chart.events[decision.event].ways
            for leg in decision.changes.moves:
                assert (leg.region, leg.target) not in unreachable
                alike = [w for w in ways[leg.region][leg.source] if w.target == leg.target]
                way = (leg.event, leg.region, leg.source, leg.target)
                assert len(alike) > 1 or way not in dead
