"""Where cases would be stranded that move to a new version, against brute force."""

from __future__ import annotations

from itertools import product

import attrs
from hypothesis import given
from tests.verify.test_comparing_same import JUDGE, pairs

import continuum as ct
from continuum.semantics import Changes, Snapshot, advance, decide, opening, request_for
from continuum.semantics import step as stepped
from continuum.verify.comparing import diff


def with_an_end(book):
    """The book with an end: the third state."""
    (region,) = book.regions
    third = attrs.evolve(region.states[2], final=True)
    ended = attrs.evolve(region, states=(*region.states[:2], third))
    return attrs.evolve(book, regions=(ended,))


def node(case):
    """How a case stands, without its duties and what may be recorded on any day."""
    facts = tuple(sorted(item for item in case.facts.items() if item[0] != "fit"))
    return case.configuration, facts


def after(chart, at):
    """Everything that a case may come to in one step."""
    on = chart.book.as_of
    configuration, facts = at
    known = dict(facts)
    for fit, young in product((None, False, True), (None, False, True)):
        if known.get("minor") is not None and young is not known["minor"]:
            continue
        case = Snapshot(on, configuration, known)
        case = advance(chart, case, on, Changes(sets={"fit": fit, "minor": young}))
        yield node(case)
        for heard in chart.events.values():
            request = request_for(heard, on, JUDGE, {})
            decision = decide(chart, case, heard.name, on, request)
            if decision:
                yield node(stepped(chart, attrs.evolve(case, duties=()), decision))


def come_to(chart, starts):
    """Everything that cases come to."""
    found, waiting = set(), [*starts]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting.extend(after(chart, at))
    return found


def ends(chart, at):
    """Whether an end can be reached."""
    return any(chart.final(configuration) for configuration, _ in come_to(chart, [at]))


@given(pairs())
def test_cases_would_be_stranded_if_and_only_if_some_case_is(pair):
    """From where the old rules lead to an end, and the new ones do not."""
    old, new = map(with_an_end, pair)
    one, other = old.lower(old.as_of), new.lower(new.as_of)
    every = come_to(one, [node(opening(one, old.as_of))])
    stranded = {at for at in every if ends(one, at) and not ends(other, at)}
    told = diff(old, new).moving
    assert bool(told) == bool(stranded)
    for found in told:
        snapshot, _ = found.history.replay(old)
        assert node(snapshot) in stranded


def test_the_built_in_rulebooks_strand_nobody_when_they_move_to_themselves():
    """Nothing is otherwise, so nothing is asked; and where it is asked, nothing is found."""
    outline = ct.load("outline")
    other = attrs.evolve(outline, rules=outline.rules[:-1])
    assert diff(outline, other).moving == ()
