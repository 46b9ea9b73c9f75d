"""What is asked of rules and guards, against brute force: on small books, every case is walked.

Which parts of a guard are idle, and which rules hide behind others, is tried on every combination
of facts and places there is; the rest by the semantics alone, case by case.
"""

from __future__ import annotations

from collections import deque
from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

import continuum as ct
from continuum.guards import ALWAYS, All, AtLeastOf, During, Flag, Known, Not, Some, leaves, weigh
from continuum.semantics import CaseView, Changes, advance, decide, opening, request_for, step
from continuum.verify.marking import normal_form
from continuum.verify.outcome import Outcome
from continuum.verify.questions.duties_that_never_arise import vacuous
from continuum.verify.questions.exemptions import exemptions
from continuum.verify.questions.gaps import gaps
from continuum.verify.questions.redundancy import redundancy, spare_parts
from continuum.verify.questions.refusals import refusals
from continuum.verify.questions.shadows import shadows
from continuum.verify.questions.statechart import walk
from continuum.verify.questions.unknowns_that_open import openings
from continuum.verify.search import Search

STATES = ("first", "second", "third")
HEARD = ct.Flag("heard", moves="step", initially=False)
PLANNED = ct.Flag("planned", moves="step")
MINOR = ct.Flag("minor", moves="fixed")
FIT = ct.Flag("fit")
FACTS = (HEARD, PLANNED, MINOR, FIT)
EVENTS = ("asked", "moved", "noted")
JUDGE = ct.Actor("judge", "A-1")

# ---------------------------------------------------------------------------- books


@st.composite
def guards(draw, depth=2):
    """A guard about flags, places, and whether flags are known."""
    kinds = ("ask", "ask", "all", "some", "not", "two") if depth else ("ask",)
    kind = draw(st.sampled_from(kinds))
    if kind == "not":
        return ~draw(guards(depth - 1))
    if kind == "two":
        return AtLeastOf(2, tuple(draw(guards(depth - 1)) for _ in range(3)))
    if kind in {"all", "some"}:
        one, other = draw(guards(depth - 1)), draw(guards(depth - 1))
        return one & other if kind == "all" else one | other
    if draw(st.integers(0, 5)) == 0:
        return ct.during("legal", *draw(st.sets(st.sampled_from(STATES), min_size=1, max_size=2)))
    known = [fact.known() for fact in (PLANNED, MINOR, FIT)]
    return draw(st.sampled_from((*FACTS, *FACTS, *known)))


@st.composite
def duties(draw):
    """A duty that is met by a record, by being somewhere, by what facts say, or by nobody."""
    over = st.one_of(st.just(ct.NEVER), guards(1))
    return ct.DutyForm("Write a report.", "judge", met=draw(over), lapses=draw(over))


@st.composite
def rules(draw, id):
    """A rule of any sort but a demand, with exemptions or a duty now and then."""
    then = draw(st.sampled_from(("blocks", "blocks", "blocks", "warns", "owes")))
    labels = draw(st.sampled_from(((), (), ("one",), ("one", "other"))))
    return ct.Rule(
        id,
        "It is so.",
        "Make it so.",
        draw(guards()),
        ct.Governs(tuple(draw(st.sets(st.sampled_from(EVENTS), min_size=1, max_size=2)))),
        then=then,
        precedence=draw(st.sampled_from(("liberty", "other"))),
        exemptions=tuple(ct.Exemption(label, draw(guards(1)), sources="GK") for label in labels),
        duty=draw(duties()) if then == "owes" else None,
        sources="GK",
    )


@st.composite
def books(draw):
    """A book of one region, four flags, three events and up to three rules."""
    events, ways = [], []
    for name in EVENTS:
        sets = draw(st.sets(st.sampled_from((HEARD, PLANNED)), max_size=1))
        source = draw(st.sampled_from(STATES))
        shape = draw(st.sampled_from(("plain", "one", "two", "two")))
        for target in {"two": STATES[:2]}.get(shape, (draw(st.sampled_from(STATES)),)):
            when = ALWAYS if shape == "plain" else draw(guards())
            ways.append(ct.Transition(name, "legal", source, target, when, sources="GK"))
        values = st.sampled_from((True, False, None))
        events.append(
            ct.Event(
                name,
                decided_by="judge",
                adverse=draw(st.booleans()),
                requires=draw(st.one_of(st.just(ALWAYS), guards())),
                effects=tuple(ct.Sets(fact.name, draw(values)) for fact in sets),
                sources="GK",
            )
        )
    done = ct.Step("ST1", "Hear the person.", "voluntary", "judge", "", HEARD, draw(guards()))
    count = draw(st.integers(1, 3))
    return ct.Rulebook(
        "small",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=(ct.Region("legal", tuple(map(ct.State, STATES)), STATES[0]),),
        facts=FACTS,
        events=tuple(events),
        transitions=tuple(ways),
        rules=tuple(draw(rules(f"GR-{k}")) for k in range(count)),
        steps=(done,),
    )


def told(book, question):
    """What a question finds in a book: nothing is left undecided."""
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    if question is vacuous:
        walked = walk(outcome)
        outcome.findings.clear()
        question(outcome, walked)
    else:
        question(outcome)
    assert outcome.undecided == []
    for finding in outcome.findings:
        if finding.history is not None:
            finding.history.replay(book)
    return outcome.findings


# ---------------------------------------------------------------------------- every combination


def combinations_of(book):
    """Every combination of places and facts in which a guard can be weighed."""
    forgotten = {e.fact for event in book.events for e in event.effects if e.to is None}
    values = [
        (True, False) if fact is HEARD and "heard" not in forgotten else (True, False, None)
        for fact in FACTS
    ]
    names = [fact.name for fact in FACTS]
    for state, *chosen in product(STATES, *values):
        yield {"legal": state, **dict(zip(names, chosen, strict=True))}


def truth(guard, at):
    """Kleene's table, written out once more: True, False, or None."""
    match guard:
        case All(parts):
            found = [truth(part, at) for part in parts]
            return False if False in found else None if None in found else True
        case Some(parts):
            found = [truth(part, at) for part in parts]
            return True if True in found else None if None in found else False
        case AtLeastOf(count, parts):
            found = [truth(part, at) for part in parts]
            if found.count(True) >= count:
                return True
            return False if len(found) - found.count(False) < count else None
        case Not(part):
            found = truth(part, at)
            return None if found is None else not found
        case Known(fact):
            return at[fact.name] is not None
        case During(region, states):
            return at[region] in states
        case Flag():
            return at[guard.name]


def same(guard, other, every):
    """Whether two guards hold alike, and fail alike where all that is not asked for is known."""
    asked = {leaf.fact.name for leaf in leaves(guard) if isinstance(leaf, Known)}
    for at in every:
        one, two = truth(guard, at), truth(other, at)
        if (one is True) != (two is True):
            return False
        unknown = {name for name, value in at.items() if value is None}
        if unknown <= asked and (one is False) != (two is False):
            return False
    return True


def without_one(guard, every):
    """A guard that can hold and can fail, without each one of its parts.

    Parts that only ask whether something is known are left in.
    """
    if {True, False} <= {truth(guard, at) for at in every}:
        yield from _without(guard)


def _without(guard):
    if isinstance(guard, Not):
        yield from map(Not, _without(guard.part))
    if not isinstance(guard, (All, Some, AtLeastOf)):
        return

    def joined(parts):
        counted = isinstance(guard, AtLeastOf)
        return AtLeastOf(guard.count, parts) if counted else type(guard)(parts)

    parts = guard.parts
    for k, part in enumerate(parts):
        if len(parts) > 1 and not all(isinstance(leaf, Known) for leaf in leaves(part)):
            yield joined(parts[:k] + parts[k + 1 :])
        for less in _without(part):
            yield joined((*parts[:k], less, *parts[k + 1 :]))


@given(books())
def test_a_part_is_idle_if_and_only_if_no_combination_of_facts_shows_it(book):
    """Of what rules ask and of what events require."""
    every = list(combinations_of(book))
    found = told(book, redundancy)
    asked = {(rule.id,): rule.guard for rule in book.rules}
    asked |= {(event.name, "requires"): event.requires for event in book.events}
    for subjects, guard in asked.items():
        abouts = {finding.about for finding in found if finding.subjects == subjects}
        expected = idle_parts(guard, every)
        assert abouts == {normal_form(part) for part in expected}
        assert bool(abouts) == any(same(guard, less, every) for less in without_one(guard, every))


def idle_parts(guard, every):
    """The parts that can be left out together, going through them as the checker does."""
    if not {True, False} <= {truth(guard, at) for at in every}:
        return []
    return list(spare_parts(guard, lambda other: same(guard, other, every)))


@given(books())
def test_a_rule_is_shadowed_if_and_only_if_it_never_stands_in_the_way_without_another(book):
    """One other, in each of the events that it governs; those that are told aside."""
    every = list(combinations_of(book))
    gone = {finding.subjects[0] for finding in told(book, shadows)}
    for rule in book.rules:
        others = [other for other in book.rules if other is not rule and other.id not in gone]
        hidden = behind_others(rule, others, every)
        assert not hidden if rule.id not in gone else True
        if rule.id in gone:
            assert behind_others(rule, [o for o in book.rules if o is not rule], every)


def behind_others(rule, others, every):
    """Whether in each event some other rule of the same sort stands in the way whenever it does."""
    passing = {at for at, _ in enumerate(every) if stands(rule, every[at])}
    if not passing:
        return False
    return all(
        any(
            event in other.governs.events
            and other.then == rule.then
            and (rule.then != "blocks" or other.rank <= rule.rank)
            and all(stands(other, every[at]) for at in passing)
            and (
                rule.then == "blocks" or all(stands(rule, at) for at in every if stands(other, at))
            )
            for other in others
        )
        for event in rule.governs.events
    )


def stands(rule, at):
    """Whether a rule stands in the way (warns, lets something be owed) for some facts."""
    return truth(rule.guard, at) is not True and not any(
        truth(exemption.guard, at) for exemption in rule.exemptions
    )


# ---------------------------------------------------------------------------- every case


@attrs.frozen
class Walked:
    """What some case comes to: gaps, exemptions together, doors, duties, steps, harm."""

    gaps: set[tuple[str, str, str]] = attrs.field(factory=set)
    together: set[tuple[str, str, str]] = attrs.field(factory=set)
    opened: set[tuple[str, str]] = attrs.field(factory=set)
    owed: set[str] = attrs.field(factory=set)
    harmed: set[tuple[str, str]] = attrs.field(factory=set)


def walked(book):
    """Walk every case of a book to the end, by the semantics alone."""
    chart, on = book.lower(book.as_of), book.as_of
    found = Walked()
    seen, waiting = set(), deque([opening(chart, on)])
    while waiting:
        case = waiting.popleft()
        facts = tuple(sorted(item for item in case.facts.items() if item[0] != "fit"))
        if (case.configuration, facts) in seen:
            continue
        seen.add((case.configuration, facts))
        minor = case.facts.get("minor")
        for fit, young in product((None, False, True), (None, False, True)):
            if minor is not None and young is not minor:
                continue
            now = advance(chart, case, on, Changes(sets={"fit": fit, "minor": young}))
            waiting.append(now)
            if weigh(chart.steps[0].available, CaseView(chart, now, on)).holds:
                found.owed.add("ST1")
            for heard in chart.events.values():
                request = request_for(heard, on, JUDGE, {})
                decision = decide(chart, now, heard.name, on, request)
                look(found, heard, decision)
                if decision:
                    after = step(chart, now, decision)
                    found.owed.update(owed_anew(now, after))
                    waiting.append(after)
    return found


def owed_anew(before, after):
    """The rules of the duties that an event has created and not met at once."""
    known = {duty.id for duty in before.duties}
    for duty in after.duties:
        if duty.id not in known and duty.met is None and duty.lapsed is None:
            yield duty.rule


def look(found, heard, decision):
    """Note what one decision shows."""
    view = decision.view
    state = view.snapshot.configuration[0]
    legs = heard.ways["legal"].get(state, ())
    for gate in (*heard.gates, *heard.warnings, *heard.owed):
        exempt = gate.rule.exemptions if gate.rule is not None else ()
        both = len(exempt) > 1 and all(weigh(one.guard, view).holds for one in exempt)
        if both and not weigh(gate.rule.guard, view).holds:
            found.together.add((gate.id, *sorted(one.label for one in exempt)))
    gated = all(weigh(gate.guard, view).holds for gate in heard.gates)
    if gated and len(legs) > 1 and all(weigh(leg.when, view).fails for leg in legs):
        found.gaps.add((heard.name, "legal", state))
    if not decision:
        return
    for fact in FACTS:
        if view.value(fact) is None and fact.name not in {e.fact for e in heard.event.effects}:
            outcomes = {outcome_if(decision, fact, value) for value in (True, False)}
            ordered = fact is PLANNED and "allowed" not in outcomes
            if "refused" in outcomes and not ordered:
                found.opened.add((heard.name, fact.name))
    undone = not view.snapshot.facts.get("heard")
    closes = outcome_if(decision, HEARD, True) == "refused"
    if heard.event.adverse and undone and closes:
        found.harmed.add(("ST1", heard.name))


def outcome_if(decision, fact, value):
    """What is decided if one fact has a certain value, and nothing else is otherwise."""
    view = decision.view
    changed = Changes(sets={fact.name: value})
    now = advance(view.chart, view.snapshot, decision.on, changed)
    return decide(view.chart, now, decision.event, decision.on, decision.request).outcome


@given(books())
def test_a_gap_in_a_choice_is_found_if_and_only_if_some_case_falls_into_it(book):
    """Wherever an event has several ways, and all of them are closed by what is known."""
    assert {finding.subjects for finding in told(book, gaps)} == walked(book).gaps


@given(books())
def test_two_exemptions_are_told_if_and_only_if_both_hold_in_some_case(book):
    """Where the rule needs one, whether the event is allowed or not."""
    assert {finding.subjects for finding in told(book, exemptions)} == walked(book).together


@given(books())
def test_what_is_not_known_opens_something_if_and_only_if_some_value_closes_it(book):
    """An event is allowed; it would be refused if only one fact were known."""
    assert {finding.subjects for finding in told(book, openings)} == walked(book).opened


@given(books())
def test_a_duty_is_vacuous_if_and_only_if_no_case_comes_to_owe_it(book):
    """Nor is a step ever available that is told to be never."""
    every = walked(book)
    duties = {rule.id for rule in book.rules if rule.then == "owes"}
    duties |= {"ST1"} if book.steps[0].available != ALWAYS else set()
    assert {finding.subjects[0] for finding in told(book, vacuous)} == duties - every.owed


@given(books())
def test_declining_harms_if_and_only_if_something_adverse_is_open_for_that_alone(book):
    """It is allowed, and would be refused if the step were done."""
    assert {finding.subjects for finding in told(book, refusals)} == walked(book).harmed


@given(books())
def test_the_order_in_which_anything_is_written_says_nothing(book):
    """Backwards, the same is told of the same."""
    backwards = attrs.evolve(
        book,
        events=book.events[::-1],
        transitions=book.transitions[::-1],
        rules=tuple(
            attrs.evolve(rule, guard=reversed_parts(rule.guard), exemptions=rule.exemptions[::-1])
            for rule in book.rules[::-1]
        ),
    )
    for question in (redundancy, shadows, gaps, exemptions, openings, refusals):
        ids = {finding.id for finding in told(book, question)}
        assert {finding.id for finding in told(backwards, question)} == ids


def reversed_parts(guard):
    """The same guard, every group written backwards."""
    match guard:
        case All(parts) | Some(parts):
            return type(guard)(reversed_parts(part) for part in parts[::-1])
        case AtLeastOf(count, parts):
            return AtLeastOf(count, tuple(reversed_parts(part) for part in parts[::-1]))
        case Not(part):
            return Not(reversed_parts(part))
        case _:
            return guard
