"""Questions to the parts of a guard: does the guard say the same without one of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import All, AtLeastOf, Flag, Known, Not, Some, leaves
from continuum.guards.walk import parameters_in
from continuum.prose.naming import say_list
from continuum.prose.sentences import say
from continuum.verify.findings import Finding
from continuum.verify.marking import normal_form
from continuum.verify.questions.knowing import alike
from continuum.verify.situations.cells import place
from continuum.verify.situations.rewriting import mapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Rule
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search
    from continuum.verify.space import Space

    Within = Callable[[Guard], Guard]

__all__ = ["redundancy", "spare_parts"]

_ASKED = "asked:"


@attrs.frozen
class _Condition:
    """A guard of the rulebook.

    Args:
        subjects: What it belongs to.
        what: The same in words.
        guard: The guard.
        region: Where a way starts, the guard of a way is weighed in its states only.
        sources: Those states.
    """

    subjects: tuple[str, ...]
    what: str
    guard: Guard
    region: str = ""
    sources: tuple[str, ...] = ()


def redundancy(outcome: Outcome) -> None:
    """Ask of every part of a condition whether it can be left out without making a difference.

    Without a part that is told, the condition holds for the same facts, known or not; and it
    fails for the same facts, where they are known.  What nothing or everything meets is told as
    a whole, not here; and whether something is known may be asked twice.

    Args:
        outcome: Where the faults are kept.
    """
    book = outcome.book
    weighed = found = 0
    for asked in _conditions(outcome):
        weighed += 1
        for part in _spare(outcome.search.space, asked):
            found += 1
            sentence = (
                f"{asked.what} says the same without one of its parts: {say(part, book)}; leave "
                "that part out, or say what was meant by it"
            )
            _keep(outcome, asked.subjects, sentence, part)
    for rule in _rules(outcome):
        for exemption in rule.exemptions:
            weighed += 1
            if _idle(outcome.search, rule, exemption.label):
                found += 1
                sentence = (
                    f"exemption `{exemption.label}` of rule {rule.id} makes no difference, since "
                    f"the rule says the same without it: {say(exemption.guard, book)}; leave it "
                    "out, or say what was meant by it"
                )
                _keep(outcome, (rule.id, exemption.label), sentence, exemption.guard)
    if weighed and not found:
        outcome.proved.append(f"each part of the {weighed} conditions makes a difference")


def _keep(outcome: Outcome, subjects: tuple[str, ...], sentence: str, part: Guard) -> None:
    about = normal_form(part)
    outcome.findings.append(Finding("redundant_part", subjects, sentence, about=about))


# ---------------------------------------------------------------------------- which guards


def _conditions(outcome: Outcome) -> Iterator[_Condition]:
    for rule in _rules(outcome):
        yield _Condition((rule.id,), f"what rule {rule.id} asks", rule.guard)
        for exemption in rule.exemptions:
            what = f"exemption `{exemption.label}` of rule {rule.id}"
            yield _Condition((rule.id, exemption.label), what, exemption.guard)
    for event in outcome.book.events:
        what = f"what `{event.name}` requires"
        yield _Condition((event.name, "requires"), what, event.requires)
    for move in outcome.book.transitions:
        froms = say_list(f"`{source}`" for source in sorted(move.source))
        into = f"to `{move.target}`" if move.target else "back there"
        what = f"the condition of `{move.event}` from {froms} {into}"
        target = (move.target,) if move.target else ()
        subjects = (move.event, move.region, *sorted(move.source), *target)
        yield _Condition(subjects, what, move.when, move.region, move.source)


def _rules(outcome: Outcome) -> list[Rule]:
    """The rules that are in force and govern anything, those of handovers aside."""
    gates = (
        gate
        for heard in outcome.search.chart.events.values()
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands)
    )
    ids = {gate.id for gate in gates if gate.rule is not None}
    return [rule for rule in outcome.book.rules if rule.id in ids]


# ---------------------------------------------------------------------------- which parts


def _spare(space: Space, asked: _Condition) -> Iterator[Guard]:
    whole = _whatever_the_parameters(asked.guard)
    within = space.diagrams.true
    if asked.sources:
        within = space.nothing
        for source in asked.sources:
            within |= space.coding.at(place(asked.region), source)
    truth = space.view.weigh(whole)
    possible = space.view.possible(space.cells.keys(whole)) & space.lawful & within
    if not space.meets(truth.holds, possible) or not space.meets(truth.fails, possible):
        return

    def same(other: Guard) -> bool:
        return alike(space, whole, _whatever_the_parameters(other), within)

    yield from spare_parts(asked.guard, same)


def _whatever_the_parameters(guard: Guard) -> Guard:
    """Let what a parameter has a say in be a question of its own.

    The numbers of the law are data and change: a part that makes no difference for those in
    force today may make one tomorrow.
    """

    def asked(leaf: Guard) -> Guard:
        return Flag(_ASKED + normal_form(leaf)) if any(parameters_in(leaf)) else leaf

    return mapped(guard, asked)


def spare_parts(guard: Guard, same: Callable[[Guard], bool]) -> Iterator[Guard]:
    """Give the parts that can be left out of a guard, all together, without changing it.

    Args:
        guard: A guard.
        same: Whether another guard says the same.

    Example:
        >>> from continuum.guards import Flag
        >>> a, b = Flag("a"), Flag("b")
        >>> [part.name for part in spare_parts(a & b, lambda other: other == All((a,)))]
        ['b']
    """
    yield from _left_out(guard, lambda whole: whole, same)


def _left_out(guard: Guard, within: Within, same: Callable[[Guard], bool]) -> Iterator[Guard]:
    match guard:
        case Not(part):
            yield from _left_out(part, lambda new: within(Not(new)), same)
        case All(parts) | Some(parts) | AtLeastOf(_, parts):

            def joined(members: list[Guard]) -> Guard:
                if isinstance(guard, AtLeastOf):
                    return AtLeastOf(guard.count, members)
                return type(guard)(members)

            kept = list(parts)
            # In an order of their own, so that the order in which they are written says nothing.
            for part in sorted(parts, key=normal_form):
                less = _without(kept, part)
                if less and not _cautious(part) and same(within(joined(less))):
                    kept = less
                    yield part
            for part in list(kept):

                def around(new: Guard, old: Guard = part) -> Guard:
                    return within(joined([new if each is old else each for each in kept]))

                yield from _left_out(part, around, same)
        case _:
            return


def _cautious(part: Guard) -> bool:
    """Whether a part only asks whether things are known: that is well said twice."""
    return all(isinstance(leaf, Known) for leaf in leaves(part))


def _without(parts: list[Guard], part: Guard) -> list[Guard]:
    """Leave out one part: that very one, not its equals."""
    at = next(k for k, each in enumerate(parts) if each is part)
    return parts[:at] + parts[at + 1 :]


def _idle(search: Search, rule: Rule, label: str) -> bool:
    """Whether a rule says the same without one of its exemptions, though that can hold."""
    space = search.space
    exempt = {one.label: _whatever_the_parameters(one.guard) for one in rule.exemptions}
    guard, one = _whatever_the_parameters(rule.guard), exempt.pop(label)
    if not search.satisfiable([(one, "holds")]):
        return False
    within = space.diagrams.true
    if rule.then == "demands":  # what is exempt is not demanded
        less: Guard = All((guard, *(Not(other) for other in exempt.values())))
        return alike(space, All((less, Not(one))), less, within)
    less = Some((guard, *exempt.values()))
    return alike(space, Some((less, one)), less, within)
