"""The chart that the benchmarks share: twelve states, twenty transitions, one numeric guard each.

A closed tour of events takes every transition, so that a run measures all of them alike.
"""

from __future__ import annotations

import continuum as ct

STATES = (
    "arrested", "remand", "tried", "custody", "assessed", "placed",
    "prepared", "released", "supervised", "recalled", "settled", "reviewed",
)  # fmt: skip
LEGS = (
    ("remanded", 0, 1), ("charged", 1, 2), ("convicted", 2, 3), ("assessment_made", 3, 4),
    ("placement_made", 4, 5), ("preparation_opened", 5, 6), ("release_granted", 6, 7),
    ("supervision_started", 7, 8), ("recalled_to_custody", 8, 9), ("released_again", 9, 7),
    ("settled_in", 8, 10), ("review_held", 10, 11), ("supervision_resumed", 11, 8),
    ("placement_changed", 5, 3), ("preparation_stopped", 6, 5), ("release_withdrawn", 7, 6),
    ("arrested_again", 11, 0), ("bail_granted", 1, 0), ("appeal_heard", 3, 2),
    ("file_reopened", 10, 8),
)  # fmt: skip
TOUR = (
    "remanded", "bail_granted", "remanded", "charged", "convicted", "appeal_heard", "convicted",
    "assessment_made", "placement_made", "placement_changed", "assessment_made", "placement_made",
    "preparation_opened", "preparation_stopped", "preparation_opened", "release_granted",
    "release_withdrawn", "release_granted", "supervision_started", "recalled_to_custody",
    "released_again", "supervision_started", "settled_in", "file_reopened", "settled_in",
    "review_held", "supervision_resumed", "settled_in", "review_held", "arrested_again",
)  # fmt: skip

served = ct.Number("served", low=0, high=10_000, unit="days", moves="live")
JUDGE = ct.Actor("judge", "J-1")


def book() -> ct.Rulebook:
    """Give the rulebook: one region, one numeric guard a transition."""
    return ct.Rulebook(
        "tour",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        facts=(served,),
        regions=(ct.Region("pathway", tuple(ct.State(name) for name in STATES), STATES[0]),),
        events=tuple(ct.Event(name, sources="ASSUMPTION") for name, _, _ in LEGS),
        transitions=tuple(
            ct.Transition(name, "pathway", STATES[a], STATES[b], when=served.at_least(k))
            for k, (name, a, b) in enumerate(LEGS)
        ),
    )


def opened(rules: ct.Rulebook) -> ct.Case:
    """Open a case in which every guard holds."""
    return ct.Case.open(rules, on="2024-01-01", case_id="P-1", facts={"served": 1000})
