"""Whether two rulebooks do the same, against brute force: both are walked side by side."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from itertools import product

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.verify.test_rules_against_every_case import JUDGE, books, guards

import continuum as ct
from continuum.errors import InvalidRulebook
from continuum.guards import weigh
from continuum.semantics import CaseView, Changes, advance, decide, duties_on, opening, request_for
from continuum.semantics import step as stepped
from continuum.verify.comparing import same_behaviour
from continuum.verify.mutating.planting import mutants
from continuum.verify.space import Limits


def with_phases(book):
    """The book with a phase map, one that overlaps."""
    heard = next(fact for fact in book.facts if fact.name == "heard")
    forms = (
        ct.PhaseForm("remand", heard & ct.during("legal", "first")),
        ct.PhaseForm("sentence", ct.during("legal", "first", "second")),
        ct.PhaseForm("stay", ~heard),
    )
    return attrs.evolve(book, phases=forms)


@st.composite
def demanding(draw, book):
    """The book, now and then with an event that must happen, which opens what is shut."""
    events = [event.name for event in book.events if not event.adverse]
    if not events or draw(st.booleans()):
        return book
    rule = ct.Rule(
        "D-1",
        "It must happen.",
        "Let it happen.",
        draw(guards()),
        ct.Governs(draw(st.sampled_from(events))),
        then="demands",
        precedence="life",
        sources="GK",
    )
    return attrs.evolve(book, rules=(*book.rules, rule))


@st.composite
def pairs(draw):
    """A book and the same with one or two faults planted in it."""
    old = draw(demanding(with_phases(draw(books()))))
    new = old
    for _ in range(draw(st.integers(1, 2))):
        every = list(mutants(new))
        assume(every)
        try:
            new = draw(st.sampled_from(every)).planted(new)
        except InvalidRulebook:
            assume(new is not old)
    assume(new is not old)
    return old, new


def told(decision):
    """What of a decision is behaviour."""
    changes = decision.changes
    return (
        decision.outcome,
        sorted((leg.region, leg.target) for leg in changes.moves if leg.source != leg.target),
        dict(changes.sets),
        sorted((duty.id.partition("~")[0], duty.owner, duty.urgent) for duty in changes.duties),
        sorted(warning.id for warning in decision.warnings),
    )


def standing(chart, case, on):
    """What stands in a case on a day: duties with their days, the phase, what can be done."""
    since = {"legal": on + timedelta(days=1)}
    view = CaseView(chart, case, on)
    duties = duties_on(chart, case, on, since)
    phase = next((form.phase for form in chart.phases if weigh(form.when, view).holds), "")
    return [(duty.id, duty.owner, duty.since, duty.due) for duty in duties], phase


def once(case):
    """The same case with each duty once: how often it arose tells nothing more."""
    duties = {duty.id.partition("~")[0]: duty for duty in case.duties if duty.met is None}
    kept = (attrs.evolve(duty, id=id) for id, duty in duties.items() if duty.lapsed is None)
    return attrs.evolve(case, duties=tuple(kept))


def differs(old, new):
    """Walk every case of the old book in both, by the semantics alone, to the first difference."""
    on = old.as_of
    one, other = old.lower(on), new.lower(on)
    seen, waiting = set(), deque([(opening(one, on), opening(other, on))])
    while waiting:
        case, that = waiting.popleft()
        facts = tuple(sorted(item for item in case.facts.items() if item[0] != "fit"))
        mark = (case.configuration, facts, frozenset(duty.id for duty in case.duties))
        if mark in seen:
            continue
        seen.add(mark)
        minor = case.facts.get("minor")
        for fit, young in product((None, False, True), (None, False, True)):
            if minor is not None and young is not minor:
                continue
            learned = Changes(sets={"fit": fit, "minor": young})
            now, then = advance(one, case, on, learned), advance(other, that, on, learned)
            if standing(one, now, on) != standing(other, then, on):
                return True
            waiting.append((once(now), once(then)))
            for heard in one.events.values():
                request = request_for(heard, on, JUDGE, {})
                decision = decide(one, now, heard.name, on, request)
                again = decide(other, then, heard.name, on, request)
                if told(decision) != told(again):
                    return True
                if decision:
                    after = stepped(one, now, decision), stepped(other, then, again)
                    if standing(one, after[0], on) != standing(other, after[1], on):
                        return True
                    waiting.append((once(after[0]), once(after[1])))
    return False


@given(pairs())
def test_two_books_do_the_same_if_and_only_if_no_case_ever_differs(pair):
    """Both ways round: proved where it is so, and never where some case shows otherwise.

    When a duty ends is compared wherever a case comes once it arose, also where it has ended.
    """
    old, new = pair
    same, apart = same_behaviour(old, new), differs(old, new)
    assert not (same and apart)
    before, after = ends_of_duties(old), ends_of_duties(new)
    if all(before[id] == after[id] for id in before.keys() & after.keys()):
        assert same or apart


def ends_of_duties(book):
    """When what is owed by each rule, or by what an event requires, is met or lapses."""
    demanded = any(rule.then == "demands" for rule in book.rules)
    found = {event.name: event.requires for event in book.events if demanded}
    for rule in book.rules:
        ends = [(form.met, form.lapses) for form in rule.duty]
        found[rule.id] = (ends, rule.guard, rule.exemptions) if demanded else ends
    return found


@given(books())
def test_a_book_does_the_same_as_itself_in_another_order(book):
    """Order carries no meaning."""
    turned = attrs.evolve(
        book,
        events=book.events[::-1],
        transitions=book.transitions[::-1],
        rules=book.rules[::-1],
        facts=book.facts[::-1],
    )
    assert same_behaviour(book, turned) is True


def test_what_was_not_finished_is_neither_yes_nor_no():
    """Limits that are spent are said."""
    book = ct.load("eu")
    lost = "phase/sentence/drop_part/0.0.1-transferred_out"
    same = next(mutant for mutant in mutants(book) if mutant.id == lost)
    assert same_behaviour(book, same.planted(book), limits=Limits(nodes=64)) is None
    assert same_behaviour(book, same.planted(book), limits=Limits(seconds=1e-6)) is None
    assert same_behaviour(book, same.planted(book)) is True


def test_a_number_that_changes_later_is_looked_at_too():
    """What holds on the day that a book speaks for is not all that it says."""
    book = ct.load("outline")
    later = attrs.evolve(book.rules[0], in_force_to="2030-01-01")
    ends = attrs.evolve(book, rules=(later, *book.rules[1:]))
    assert same_behaviour(book, ends, on=book.as_of) is True
    assert same_behaviour(book, ends) is not True


def test_titles_and_sentences_are_no_behaviour():
    """How things are said is compared by nobody here."""
    book = ct.load("outline")
    said = tuple(attrs.evolve(rule, sentence="Said otherwise.") for rule in book.rules)
    assert same_behaviour(book, attrs.evolve(book, rules=said)) is True
