"""Properties against chance: registers, days and all, no walk breaks a property that was proved."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rulebooks
from tests.verify.test_against_walks import walk

import continuum as ct
from continuum.guards import ALWAYS, Not, facts_in, weigh
from continuum.semantics import CaseView, step
from continuum.verify.outcome import Outcome
from continuum.verify.properties import (
    always,
    eventually,
    fit_property,
    happens,
    never_before,
    property_faults,
    sometimes,
    until,
)
from continuum.verify.properties.deciding import decide_properties, guards_of
from continuum.verify.search import Search


def about_cases(book):
    """The conditions of a book that ask about cases alone, and what each says otherwise."""
    asked = [way.when for way in book.transitions]
    asked += [rule.guard for rule in book.rules] + [event.requires for event in book.events]
    plain = [g for g in asked if g != ALWAYS and all(f.of == "case" for f in facts_in(g))]
    return [*plain, *map(Not, plain)] or [ALWAYS]


@st.composite
def books_with_properties(draw):
    """A drawn book and a property of each form, in the book's own conditions."""
    book = draw(rulebooks())
    guards = st.sampled_from(about_cases(book))
    events = st.sampled_from([event.name for event in book.events])
    moments = st.one_of(
        guards, st.builds(happens, events), st.builds(happens, events, given=guards)
    )
    forms = [
        always(draw(guards), draw(moments), name="a"),
        sometimes(draw(guards), draw(moments), name="s"),
        never_before(draw(moments), draw(moments), name="n"),
        until(draw(guards), draw(moments), draw(st.none() | moments), name="u"),
        eventually(draw(guards), draw(moments), fair="nothing", name="e"),
    ]
    assert property_faults(forms, book) == []
    return book, [fit_property(one, book, book.as_of) for one in forms]


def proved(book, given):
    """The properties that are said to hold, and those that are said to speak of nothing."""
    also = [guard for one in given for guard in guards_of(one)]
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of, also=also))
    decide_properties(outcome, tuple(given))
    for finding in outcome.findings:
        if finding.history is not None:
            finding.history.replay(book)
    holds = {one.name for one in given if any(f"`{one.name}` holds" in s for s in outcome.proved)}
    empty = {f.subjects[0] for f in outcome.findings if f.kind == "property_vacuous"}
    never = {f.subjects[0] for f in outcome.findings if f.history is None and f.subjects[0] == "s"}
    return holds, empty, never


def at(when, decision):
    """Whether a moment is when an event happens: just before it, or as it does."""
    if not hasattr(when, "governs"):
        return holds_in(when, before(decision))
    chosen = decision.event in when.governs.events
    return chosen and bool(weigh(when.given, decision.view).holds)


def holds_in(when, view):
    """Whether a moment is, without any event."""
    return when is not None and not hasattr(when, "governs") and bool(weigh(when, view).holds)


def claims(given, view):
    """Whether what a property says is so."""
    return bool(weigh(given.claim, view).holds)


def before(decision):
    """How a case stands just before an event, nobody asking for anything."""
    return CaseView(decision.view.chart, decision.view.snapshot, decision.on)


def step_of(decision):
    """How a case stands right after an event."""
    return step(decision.view.chart, decision.view.snapshot, decision)


@given(books_with_properties(), st.integers(0, 2**32))
def test_no_walk_breaks_a_property_that_was_proved(drawn, seed):
    """Nor comes to what is said never to come about."""
    book, (held, once, first, lasting, _) = drawn
    chance = Random(seed)  # noqa: S311 - walks, no secrets
    holds, empty, never = proved(book, drawn[1])
    for _ in range(5):
        come = begun = False
        for decision in walk(book, chance, 15):
            now = before(decision)
            if at(held.when, decision):
                assert "a" not in empty
                asked = decision.view if hasattr(held.when, "governs") else now
                assert claims(held, asked) or "a" not in holds
            asked = decision.view if hasattr(once.when, "governs") else now
            if at(once.when, decision) and claims(once, asked):
                assert "s" not in never
            # What comes at once is enough; and how it stands right after an event is a moment, too.
            after = CaseView(decision.view.chart, step_of(decision), decision.on)
            come = come or at(first.second, decision)
            if at(first.first, decision):
                assert "n" not in empty
                assert come or "n" not in holds
            come = come or holds_in(first.second, after)
            begun = begun or holds_in(lasting.when, now)
            begun = begun and not holds_in(lasting.end, now)
            if begun:
                assert claims(lasting, now) or "u" not in holds
            begun = begun and not at(lasting.end, decision)
            begun = begun or (hasattr(lasting.when, "governs") and at(lasting.when, decision))
            begun = begun and not holds_in(lasting.end, after)
            if begun:
                assert claims(lasting, after) or "u" not in holds


def test_what_an_event_itself_would_record_counts_when_it_is_asked_for():
    """The first measure is the first, and whatever asks while it is ordered finds it there."""
    count = ct.Number("count", high=9, derived=ct.CountOf("measures", with_request=True))
    book = ct.Rulebook(
        "one",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        facts=(count,),
        registers=(ct.Register("measures"),),
        regions=(ct.Region("legal", (ct.State("free"), ct.State("held")), "free"),),
        events=(
            ct.Event("ordered", decided_by="judge", effects=(ct.Adds("measures"),), sources="GK"),
        ),
        transitions=(ct.Transition("ordered", "legal", "free", "held"),),
    )
    none = always(count.below(1), happens("ordered"), name="none")
    before = never_before(happens("ordered", given=count.at_least(1)), count.at_least(1), name="n")
    also = [guard for one in (none, before) for guard in guards_of(one)]
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of, also=also))
    decide_properties(outcome, (none, before))
    assert [f.kind for f in outcome.findings] == ["property_violated"] * 2
    assert all(len(f.history.acts) == 1 for f in outcome.findings)
