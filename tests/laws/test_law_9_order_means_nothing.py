"""Law 9: shuffling the order of transitions, rules, facts and events changes nothing."""

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import orderings, rulebooks, walks

from continuum.errors import FactError
from continuum.semantics import Actor, decide, opening, request_for, step


@st.composite
def books_twice(draw):
    """A rulebook, the same in another order, and a walk through it."""
    book = draw(rulebooks())
    return book, draw(orderings(book)), draw(walks(book))


def said(decision):
    """What a decision says, as sets where order carries no meaning."""
    changes = decision.changes
    return {
        "outcome": decision.outcome,
        "against": {(a.id, a.sentence, a.remedy, a.known) for a in decision.against},
        "facts": {a.id: a.facts for a in decision.against},
        "warnings": {a.id for a in decision.warnings},
        "unknown": {unknown.fact for unknown in decision.unknown},
        "moves": {(leg.region, leg.source, leg.target) for leg in changes.moves},
        "duties": {(duty.id, duty.owner, duty.due, duty.urgent) for duty in changes.duties},
        "sets": changes.sets,
        "adds": changes.adds,
        "ends": set(changes.ends),
    }


def told(snapshot):
    """How a case stands, as sets where order carries no meaning."""
    return {
        "configuration": snapshot.configuration,
        "since": snapshot.duties,
        "facts": dict(snapshot.facts),
        "records": dict(snapshot.records),
        "duties": {(duty.id, duty.status(snapshot.opened), duty.met) for duty in snapshot.duties},
    }


def walked(book, walk):
    """Decide and take every step of a walk; give what was said and how the case then stood."""
    snapshot = opening(book.lower(walk.on), walk.on, walk.facts)
    found = []
    for asked in walk.asked:
        chart = book.lower(asked.on)
        actor = Actor(asked.role, "P-1")
        request = request_for(chart.events[asked.event], asked.on, actor, asked.given)
        try:
            decision = decide(chart, snapshot, asked.event, asked.on, request)
        except FactError as error:
            found.append(str(error))
            continue
        snapshot = step(chart, snapshot, decision)
        found.append((said(decision), told(snapshot)))
    return found


@given(books_twice())
def test_the_order_of_a_rulebook_changes_no_decision(drawn):
    """Every step of a walk comes out the same under the shuffled rulebook."""
    book, shuffled, walk = drawn
    assert walked(book, walk) == walked(shuffled, walk)


@given(books_twice())
def test_the_order_of_a_rulebook_changes_no_chart(drawn):
    """The charts hold the same events with the same gates, and name the same facts."""
    book, shuffled, walk = drawn
    one, other = book.lower(walk.on), shuffled.lower(walk.on)
    assert one.events.keys() == other.events.keys()
    assert one.facts == other.facts
    assert one.initially == other.initially
    for name, event in one.events.items():
        again = other.events[name]
        assert {gate.id for gate in event.gates} == {gate.id for gate in again.gates}
        assert event.reads == again.reads
        assert {region: set(by_state) for region, by_state in event.ways.items()} == {
            region: set(by_state) for region, by_state in again.ways.items()
        }
