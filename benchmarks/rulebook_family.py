"""A family of invented rulebooks that differ in nothing but how many facts they weigh.

27 places and 61 transitions, in one region or spread over ten, and ten facts that carry the plot.
Every further fact comes as more conditions and more effects on the same 61 events: of all facts
40 % are set by events, 30 % are fixed and 30 % live; 60 % are flags, 20 % choices and 20 % whole
numbers.  The same size and seed always give the same rulebook,
and a larger one holds the smaller ones whole.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from random import Random
from typing import Any

import continuum as ct

SIZES = (10, 20, 30, 40, 60, 80)

PLACES = (
    "admitted", "assessed", "sentence_planned", "custody_high", "custody_standard",
    "custody_open", "in_treatment", "at_work", "under_review", "before_panel",
    "release_planning", "licence_drafted", "licence_set", "at_the_gate", "handed_over",
    "supervised_high", "supervised_standard", "supervised_low", "in_hostel", "breach_reported",
    "breach_heard", "recalled", "immigration_review", "removal_pending", "on_appeal",
    "removed", "completed",
)  # fmt: skip
SUPERVISED = ("supervised_high", "supervised_standard", "supervised_low")
_FINAL = {"removed", "completed"}

panel = ct.Flag("panel_convened", moves="step", initially=False)
licence = ct.Flag("licence_signed", moves="step", initially=False)
informed = ct.Flag("victim_informed", moves="step", initially=False)
breaches = ct.Number("breaches", low=0, high=9, moves="step", initially=0)
offence = ct.Choice("offence_class", options=("a", "b", "c", "d"), moves="fixed")
foreign = ct.Flag("foreign", moves="fixed")
minor = ct.Flag("minor", moves="fixed")
risk = ct.Choice("risk", options=("low", "medium", "high"), moves="live")
housing = ct.Flag("housing_confirmed", moves="live")
left = ct.Number("months_left", low=0, high=360, unit="months", moves="live")
_CORE = (panel, licence, informed, breaches, offence, foreign, minor, risk, housing, left)

_grave = offence.is_in("a", "b")
_light = offence.is_in("c", "d")
_convened = (ct.Sets("panel_convened", True),)
_signed = (ct.Sets("licence_signed", True),)
_unsigned = (ct.Sets("licence_signed", False),)
_told = (ct.Sets("victim_informed", True),)
_first = (ct.Sets("breaches", 1),)
_third = (ct.Sets("breaches", 3),)
_forgiven = (ct.Sets("breaches", 0),)

_Way = tuple[str, str, str, Any, tuple[Any, ...]]
_WAYS: tuple[_Way, ...] = (
    ("assessment_made", "admitted", "assessed", None, ()),
    ("plan_signed", "assessed", "sentence_planned", None, ()),
    ("placed_high", "sentence_planned", "custody_high", risk.is_in("high"), ()),
    ("placed_standard", "sentence_planned", "custody_standard", ~risk.is_in("high"), ()),
    ("placed_open", "sentence_planned", "custody_open", risk.is_in("low") & _light, ()),
    ("moved_down", "custody_high", "custody_standard", ~risk.is_in("high"), ()),
    ("moved_up", "custody_standard", "custody_high", risk.is_in("high"), ()),
    ("opened_up", "custody_standard", "custody_open", risk.is_in("low"), ()),
    ("closed_down", "custody_open", "custody_standard", ~risk.is_in("low"), ()),
    ("treatment_begun", "custody_standard", "in_treatment", None, ()),
    ("treatment_ended", "in_treatment", "custody_standard", None, ()),
    ("treatment_begun_high", "custody_high", "in_treatment", None, ()),
    ("work_begun", "custody_open", "at_work", None, ()),
    ("work_ended", "at_work", "custody_open", None, ()),
    ("reviewed_open", "custody_open", "under_review", left.below(24), ()),
    ("reviewed_standard", "custody_standard", "under_review", left.below(12), ()),
    ("reviewed_high", "custody_high", "under_review", left.below(6), ()),
    ("reviewed_worker", "at_work", "under_review", left.below(24), ()),
    ("review_failed", "under_review", "custody_standard", None, ()),
    ("sent_to_panel", "under_review", "before_panel", _grave, _convened),
    ("panel_refused", "before_panel", "custody_standard", None, ()),
    ("panel_granted", "before_panel", "release_planning", panel & ~risk.is_in("high"), ()),
    ("released_without_panel", "under_review", "release_planning", _light, ()),
    ("planning_stopped", "release_planning", "custody_standard", None, ()),
    ("victim_told", "release_planning", "release_planning", None, _told),
    ("licence_drafted", "release_planning", "licence_drafted", informed, ()),
    ("draft_returned", "licence_drafted", "release_planning", None, ()),
    ("licence_signed", "licence_drafted", "licence_set", None, _signed),
    ("licence_withdrawn", "licence_set", "licence_drafted", None, _unsigned),
    ("sent_to_the_gate", "licence_set", "at_the_gate", licence & left.below(6), ()),
    ("sent_back", "at_the_gate", "licence_set", None, ()),
    ("released", "at_the_gate", "handed_over", licence & informed, ()),
    ("released_to_hostel", "at_the_gate", "in_hostel", licence & ~housing, ()),
    ("housed", "in_hostel", "handed_over", housing, ()),
    ("accepted_high", "handed_over", "supervised_high", risk.is_in("high"), ()),
    ("accepted_standard", "handed_over", "supervised_standard", risk.is_in("medium"), ()),
    ("accepted_low", "handed_over", "supervised_low", risk.is_in("low"), ()),
    ("stepped_down", "supervised_high", "supervised_standard", ~risk.is_in("high"), ()),
    ("stepped_up", "supervised_standard", "supervised_high", risk.is_in("high"), ()),
    ("eased", "supervised_standard", "supervised_low", risk.is_in("low"), ()),
    ("tightened", "supervised_low", "supervised_standard", ~risk.is_in("low"), ()),
    ("breached_high", "supervised_high", "breach_reported", None, _first),
    ("breached_standard", "supervised_standard", "breach_reported", None, _first),
    ("breached_low", "supervised_low", "breach_reported", breaches.at_least(1), _third),
    ("breach_dismissed", "breach_reported", "supervised_standard", None, _forgiven),
    ("breach_taken_up", "breach_reported", "breach_heard", breaches.at_least(1), ()),
    ("warned", "breach_heard", "supervised_high", breaches.below(3), ()),
    ("recalled", "breach_heard", "recalled", breaches.at_least(1), _unsigned),
    ("recalled_at_once", "breach_reported", "recalled", breaches.at_least(3), _unsigned),
    ("replaced", "recalled", "custody_standard", None, ()),
    ("referred", "custody_standard", "immigration_review", foreign, ()),
    ("referred_from_plan", "sentence_planned", "immigration_review", foreign & ~minor, ()),
    ("referral_closed", "immigration_review", "custody_standard", None, ()),
    ("removal_ordered", "immigration_review", "removal_pending", foreign & ~minor, ()),
    ("appealed", "removal_pending", "on_appeal", None, ()),
    ("appeal_won", "on_appeal", "custody_standard", None, ()),
    ("appeal_lost", "on_appeal", "removal_pending", None, ()),
    ("removed", "removal_pending", "removed", ~minor, ()),
    ("completed_low", "supervised_low", "completed", left.below(1), ()),
    ("completed_standard", "supervised_standard", "completed", left.below(1), ()),
    ("completed_in_hostel", "in_hostel", "completed", left.below(1), ()),
)  # fmt: skip


def book(facts: int = 30, *, regions: int = 1, seed: int = 2022) -> ct.Rulebook:
    """Give the member of the family with so many facts.

    Args:
        facts: How many, ten at least.
        regions: 1, or 10: the same number of places and events, side by side.
        seed: What the further facts are drawn with; with the default no place is out of reach.
    """
    more = _further_facts(facts - len(_CORE), seed)
    ways = _WAYS if regions == 1 else _beside(Random(seed))
    conditions, effects = _spread(more, ways, seed)
    events, transitions = [], []
    for name, source, target, guard, records in ways:
        parts = [part for part in (guard, *conditions[name]) if part is not None]
        requires = reduce(and_, parts, ct.ALWAYS)
        events.append(
            ct.Event(
                name,
                decided_by="judge",
                requires=requires,
                effects=(*records, *effects[name]),
                remedy="see to what is asked for",
                sources="ASSUMPTION: invented",
            )
        )
        region = "pathway" if regions == 1 else source.rpartition("_")[0]
        transitions.append(ct.Transition(name, region, source, target))
    return ct.Rulebook(
        f"family_{facts}" + ("_beside" * (regions > 1)),
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=_regions(regions),
        facts=(*_CORE, *more),
        events=tuple(events),
        transitions=tuple(transitions),
    )


def properties(regions: int = 1) -> dict[str, Any]:
    """Give what must never be, by name: guards that no situation may meet.

    In one region all hold but the last; in ten, where ways are drawn by lot, all are broken.
    """
    if regions > 1:
        return {
            "licence without notice": licence & ~informed,
            "two ends": ct.during("track_9", "track_9_1") & ct.during("track_8", "track_8_1"),
            "panel and three breaches": panel & breaches.at_least(3),
            "second place of track 5": ct.during("track_5", "track_5_1"),
            "grave, no panel, last place": ct.during("track_1", "track_1_2") & _grave & ~panel,
        }  # fmt: skip
    supervised = ct.during("pathway", *SUPERVISED)
    return {
        "panel skipped": supervised & _grave & ~panel,
        "supervised without licence": supervised & ~licence,
        "victim not told": supervised & ~informed,
        "removed though no foreigner": ct.during("pathway", "removed") & ~foreign,
        "minor under immigration review": ct.during("pathway", "immigration_review") & minor,
    }


def _regions(count: int) -> tuple[ct.Region, ...]:
    if count == 1:
        states = tuple(ct.State(name, final=name in _FINAL) for name in PLACES)
        return (ct.Region("pathway", states, PLACES[0]),)
    return tuple(
        ct.Region(f"track_{k}", tuple(map(ct.State, names)), names[0])
        for k, names in enumerate(_tracks())
    )


def _tracks() -> list[list[str]]:
    """Ten regions with 27 places: seven have three, three have two."""
    return [[f"track_{k}_{n}" for n in range(3 if k < 7 else 2)] for k in range(10)]


def _beside(draw: Random) -> tuple[_Way, ...]:
    """The same events with their conditions and effects, spread over ten regions."""
    tracks, found = _tracks(), list[_Way]()
    for number, (name, _, _, guard, effects) in enumerate(_WAYS):
        track = tracks[number % len(tracks)]
        step = number // len(tracks)
        source = track[step % len(track)]
        target = draw.choice([place for place in track if place != source])
        found.append((name, source, target, guard, effects))
    return tuple(sorted(found, key=lambda way: way[1].rpartition("_")[0]))  # by region


def _further_facts(count: int, seed: int) -> tuple[ct.Fact, ...]:
    """Draw facts, so many of each sort and each motion in every ten."""
    moves = ["step"] * 4 + ["fixed"] * 3 + ["live"] * 3
    sorts = ["flag"] * 6 + ["choice"] * 2 + ["number"] * 2
    found: list[ct.Fact] = []
    while len(found) < count:
        draw = Random(f"{seed} facts {len(found)}")
        draw.shuffle(moves)
        draw.shuffle(sorts)
        for move, sort in zip(moves, sorts, strict=True):
            name = f"{move}_{sort}_{len(found) + len(_CORE)}"
            given: dict[str, Any] = {"moves": move}
            if sort == "flag":
                given |= {"initially": False} if move == "step" else {}
                found.append(ct.Flag(name, **given))
            elif sort == "choice":
                options = ("red", "amber", "green", "blue")[: draw.randint(2, 4)]
                given |= {"initially": "red"} if move == "step" else {}
                found.append(ct.Choice(name, options=options, **given))
            else:
                given |= {"initially": 0} if move == "step" else {}
                found.append(ct.Number(name, low=0, high=100, **given))
    return tuple(found[:count])


def _spread(
    facts: tuple[ct.Fact, ...], ways: tuple[_Way, ...], seed: int
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Put each fact into the conditions of two events; what events set, into two effects too.

    Facts come in topics of five, as they do in law: those of a topic are asked beside each other,
    by events that follow on each other.
    """
    names = [name for name, *_ in ways]
    conditions: dict[str, list[Any]] = {name: [] for name in names}
    effects: dict[str, list[Any]] = {name: [] for name in names}
    near = names
    for number, fact in enumerate(facts):
        draw = Random(f"{seed} {number}")  # a larger book holds the smaller ones whole
        if number % _TOPIC == 0:
            first = draw.randrange(2, len(names) - _STAGE)
            near = names[first : first + _STAGE]
        others = facts[number - number % _TOPIC : number + 1]
        for name in draw.sample(near, 2):
            conditions[name].append(_asked(fact, draw) | ~_asked(draw.choice(others), draw))
        if fact.moves == "step":
            for name in draw.sample(near, 2):
                effects[name].append(ct.Sets(fact.name, _written(fact, draw)))
    return conditions, effects


_TOPIC, _STAGE = 5, 8
_BOUNDS = (18, 36, 60)


def _asked(fact: ct.Fact, draw: Random) -> Any:
    if isinstance(fact, ct.Flag):
        return fact if draw.random() < 0.7 else ~fact
    if isinstance(fact, ct.Choice):
        return fact.is_in(*draw.sample(fact.options, draw.randint(1, len(fact.options) - 1)))
    assert isinstance(fact, ct.Number)
    return fact.at_least(draw.choice(_BOUNDS))


def _written(fact: ct.Fact, draw: Random) -> Any:
    if isinstance(fact, ct.Flag):
        return True
    if isinstance(fact, ct.Choice):
        return draw.choice(fact.options[1:])
    return draw.choice(_BOUNDS)
