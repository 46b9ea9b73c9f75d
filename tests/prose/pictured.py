"""What the tests of prose share: a world as a view, a track to draw, and hostile titles."""

from __future__ import annotations

from continuum.guards import FAILS, HOLDS, UNKNOWN, day_of
from continuum.rulebook import (
    Event,
    Governs,
    Region,
    Role,
    Rule,
    Rulebook,
    State,
    Transition,
    stays,
)

HOSTILE = '<script>alert(\'x\')</script> " onload="x" & ]]> `*_[a](b)'


class Seen:
    """A drawn world as a view that also gives values and the day."""

    certain = HOLDS

    def __init__(self, world):
        self.world = world
        self.on = world.on

    def value(self, fact):
        return self.world.values.get(fact.name)

    def _truth(self, fact, test):
        value = self.value(fact)
        return UNKNOWN if value is None else HOLDS if test(value) else FAILS

    def flag(self, fact):
        return self._truth(fact, bool)

    def is_in(self, choice, among):
        return self._truth(choice, lambda value: value in among)

    def at_least(self, number, bound):
        return self._truth(number, lambda value: value >= bound)

    def reached(self, milestone):
        day = day_of(milestone, self.value)
        return UNKNOWN if day is None else HOLDS if self.on >= day else FAILS

    def during(self, region, states):
        return HOLDS if self.world.configuration[region] in states else FAILS

    def known(self, fact):
        return FAILS if self.value(fact) is None else HOLDS


def large_book() -> Rulebook:
    """Give a book of one track with twenty states and forty events, many of them leading back."""
    names = [f"stage_{k}" for k in range(20)]
    events = [
        Event(f"event_{k}", decided_by="judge", adverse=k % 5 == 0, sources="GK") for k in range(40)
    ]
    moves = [
        Transition(
            f"event_{k}",
            "track",
            tuple(names[(k * 7 + j * 3) % 20] for j in range(1 + k % 3)),
            names[(k * 11 + 5) % 20],
        )
        for k in range(40)
    ]
    states = [State(name, coercive=k % 6 == 1, final=k == 19) for k, name in enumerate(names)]
    return Rulebook(
        "large",
        "1",
        as_of="2026-11-23",
        roles=(Role("judge"),),
        regions=(Region("track", states, "stage_0"),),
        events=events,
        transitions=moves,
    )


def hostile_book() -> Rulebook:
    """Give a book in which every title tries to break out of the page."""
    return Rulebook(
        "hostile",
        HOSTILE,
        as_of="2026-11-23",
        title=HOSTILE,
        status=HOSTILE,
        roles=(Role("judge", HOSTILE, HOSTILE),),
        regions=(
            Region(
                "track",
                (State("one", HOSTILE, HOSTILE), State("two", HOSTILE, final=True)),
                "one",
                HOSTILE,
                HOSTILE,
            ),
        ),
        events=(
            Event("moved", HOSTILE, decided_by="judge", about=HOSTILE, adverse=True, sources="GK"),
            Event("stayed", HOSTILE, sources=f"GK: {HOSTILE}"),
        ),
        transitions=(
            Transition("moved", "track", "one", "two", basis=HOSTILE),
            stays("stayed", "track", "one"),
        ),
        rules=(
            Rule(
                "GR-1",
                HOSTILE,
                HOSTILE,
                governs=Governs("moved"),
                title=HOSTILE,
                sources=f"GK: {HOSTILE}",
            ),
        ),
    )
