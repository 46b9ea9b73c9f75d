"""The questions of a check, in the order in which they are asked: cheapest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from continuum.verify.properties.deciding import decide_properties
from continuum.verify.questions.contradictions import contradictions
from continuum.verify.questions.dead import dead
from continuum.verify.questions.deadlines import deadlines
from continuum.verify.questions.demands import demands
from continuum.verify.questions.duties_that_never_arise import vacuous
from continuum.verify.questions.ends import ends
from continuum.verify.questions.exemptions import exemptions
from continuum.verify.questions.finals import exits
from continuum.verify.questions.gaps import gaps
from continuum.verify.questions.guards import weigh_alone
from continuum.verify.questions.handovers import receivers
from continuum.verify.questions.knowledge import list_what_must_be_known, strandings
from continuum.verify.questions.leads import leads
from continuum.verify.questions.leaks import leaks
from continuum.verify.questions.only_way_on import only_ways_on
from continuum.verify.questions.phases import phases
from continuum.verify.questions.redundancy import redundancy
from continuum.verify.questions.refusals import refusals
from continuum.verify.questions.relaxed import relaxed
from continuum.verify.questions.shadows import shadows
from continuum.verify.questions.sources import sources
from continuum.verify.questions.staffing import staffing
from continuum.verify.questions.statechart import Walked, walk
from continuum.verify.questions.steps import bypasses, gates
from continuum.verify.questions.system_acts import system_acts
from continuum.verify.questions.unknowns_that_open import openings
from continuum.verify.questions.unread import unread, unset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from continuum.rulebook import Rulebook
    from continuum.verify.outcome import Outcome
    from continuum.verify.properties import Property
    from continuum.verify.sights import Sight

__all__ = ["Asked", "questions_of"]


@attrs.define
class Asked:
    """What a check is asked.

    Args:
        outcome: Where answers are gathered.
        properties: The user's own properties, fitted to the rulebook.
        staff: How many people hold each role.
        sights: What roles see, and may not come to know.
        against: The rulebook whose fixed rules must be kept.
        walked: What cases reach and take, once that was asked.
    """

    outcome: Outcome
    properties: tuple[Property, ...] = ()
    staff: Mapping[str, int] | None = None
    sights: tuple[Sight, ...] = ()
    against: Rulebook | None = None
    walked: Walked | None = None


def questions_of(asked: Asked) -> list[tuple[str, Callable[[], None]]]:
    """Give every question of a check, with what it is about.

    Args:
        asked: What is asked.
    """
    outcome = asked.outcome

    def walking() -> None:
        asked.walked = walk(outcome)

    def walked(question: Callable[[Outcome, Walked], None]) -> Callable[[], None]:
        return lambda: question(outcome, _done(asked))

    def alone(question: Callable[[Outcome], None]) -> Callable[[], None]:
        return partial(question, outcome)

    questions: list[tuple[str, Callable[[], None]]] = [
        ("sources", alone(sources)),
        ("facts that nothing sets", alone(unset)),
        ("facts that nothing reads", alone(unread)),
        ("conditions", alone(weigh_alone)),
        ("parts of conditions", alone(redundancy)),
        ("rules beside each other", alone(shadows)),
        ("acts of the system", alone(system_acts)),
        ("what is not known", alone(openings)),
        ("every situation", partial(_reach_everything, outcome)),
        ("states and ways", walking),
        ("what never happens", lambda: dead(_done(asked))),
        ("final states", walked(exits)),
        ("gaps between ways", alone(gaps)),
        ("exemptions", alone(exemptions)),
        ("mandatory steps", alone(bypasses)),
        ("voluntary steps", alone(gates)),
        ("refusals of voluntary steps", alone(refusals)),
        ("ways on without voluntary steps", alone(only_ways_on)),
        ("what is demanded", alone(demands)),
        ("duties that never arise", walked(vacuous)),
        ("duties against each other", alone(contradictions)),
        ("last days", alone(deadlines)),
        ("handovers", walked(receivers)),
        ("the lead", alone(leads)),
        ("staff", partial(staffing, outcome, asked.staff)),
        ("phases", alone(phases)),
        ("facts that are never learned", alone(strandings)),
        ("ends", lambda: ends(outcome, _done(asked).never)),
        ("what must be known by when", alone(list_what_must_be_known)),
    ]
    if asked.sights:
        questions.append(("what roles can conclude", partial(leaks, outcome, asked.sights)))
    if asked.against is not None:
        questions.append(("fixed rules", partial(relaxed, outcome, asked.against)))
    if asked.properties:
        questions.append(("properties", partial(decide_properties, outcome, asked.properties)))
    return questions


def _reach_everything(outcome: Outcome) -> None:
    space = outcome.search.space
    space.reachable()
    tracks = space.coding.tracks
    if space.large:
        outcome.assumptions.append(
            f"the rulebook was taken apart into {len(tracks)} tracks, each looked at with the "
            "others left open: what is said never to happen is proved, what is said to happen was "
            "shown by a case, and situations are counted at most"
        )


def _done(asked: Asked) -> Walked:
    assert asked.walked is not None  # noqa: S101 - states and ways are asked about before
    return asked.walked
