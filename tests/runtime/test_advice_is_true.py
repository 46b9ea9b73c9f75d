"""Advice is tried before it is given: what it names opens the event, and nothing is overlooked."""

from __future__ import annotations

import pytest

import continuum as ct

amount = ct.Number("amount", low=0, high=100)
colour = ct.Choice("colour", options=("red", "green", "blue"))
one = ct.Flag("one")
two = ct.Flag("two")
noted = ct.Flag("noted", moves="step", initially=False)
level = ct.Number("level", high=100, moves="step", initially=0)
cleared = ct.Day("cleared", moves="step")
JUDGE = ct.Actor("judge", "J-1")


def _asked(
    requires: object = ct.ALWAYS, *ways: ct.Transition, **facts: object
) -> list[set[object]]:
    """The changes that would open `go`, as sets of (about, to)."""
    book = ct.Rulebook(
        "small",
        "1",
        as_of="2024-01-01",
        roles=(ct.Role("judge"),),
        facts=(amount, colour, one, two, noted, level, cleared),
        regions=(
            ct.Region("track", (ct.State("start"), ct.State("end")), "start"),
            ct.Region("side", (ct.State("left"), ct.State("right")), "left"),
        ),
        events=(
            ct.Event("go", requires=requires, effects=(ct.Sets("noted", to=True),), sources="GK"),
            ct.Event("crossed", decided_by="judge", sources="GK"),
            ct.Event("raised", effects=(ct.Sets("level", 7),), sources="GK"),
            ct.Event("wiped", effects=(ct.Sets("cleared", None),), sources="GK"),
        ),
        transitions=(
            *(ways or (ct.Transition("go", "track", "start", "end"),)),
            ct.Transition("crossed", "side", "left", "right"),
        ),
    )
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1", facts=facts)
    advice = case.what_would_it_take("go", on="2024-01-02", by=JUDGE)
    assert not advice.open
    return [{(change.about, change.to) for change in changes} for changes in advice]


@pytest.mark.parametrize(
    ("requires", "facts", "expected"),
    [
        (amount.at_least(5) & amount.at_least(10), {"amount": 0}, [{("amount", 10)}]),
        (amount.at_least(5) & amount.below(10), {}, [{("amount", 5), ("amount", 9)}]),
        (amount.at_least(10) & amount.below(5), {"amount": 7}, []),
        (level.at_least(3), {}, [{("level", 3)}]),
    ],
)
def test_bounds_on_one_number_go_together(
    requires: object, facts: dict[str, object], expected: object
) -> None:
    """The stricter bound says it all; only bounds without a number between them exclude it."""
    assert _asked(requires, **facts) == expected


def test_options_that_leave_none_are_no_advice() -> None:
    """Each two of them agree, all three do not; it was a crash, now and then."""
    red_or_green = colour.is_in("red", "green")
    assert _asked(red_or_green & colour.is_in("red") & colour.is_in("green"), colour="blue") == []


def test_an_event_is_not_the_way_to_itself() -> None:
    """`go` would set the fact, but it must be set before."""
    assert _asked(noted) == []


def test_an_event_that_makes_a_day_not_known_does_not_record_it() -> None:
    """`wiped` only takes the day away."""
    assert _asked(cleared.reached()) == []


def test_a_way_that_another_one_could_rival_is_chosen_by_both_facts() -> None:
    """While the second fact is not known, the way is not known either."""
    ways = (
        ct.Transition("go", "track", "start", "end", when=one),
        ct.Transition("go", "track", "start", "start", when=two),
    )
    found = _asked(ct.ALWAYS, *ways)
    assert {("one", True), ("two", False)} in found
    assert {("one", False), ("two", True)} in found
    assert sorted(map(sorted, _asked(ct.ALWAYS, *ways, one=True, two=True))) == [
        [("one", False)],
        [("two", False)],
    ]


def test_what_a_change_undoes_is_made_up_for() -> None:
    """Crossing closes the first branch, so the second one has to open; it is not hopeless."""
    requires = ct.during("side", "right") & (ct.during("side", "left") | one)
    assert _asked(requires, one=False) == [{("side", ("right",)), ("one", True)}]
