"""The way from one state to another: the shortest by arrows, and a case that goes it."""

from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import continuum as ct
from continuum.adapters import read_table
from continuum.guards import Flag
from continuum.verify.ways import paths

EXAMPLE = Path(__file__).parents[2] / "examples" / "workflow.csv"
STATES = "abcdefg"
tables = st.lists(
    st.tuples(
        st.sampled_from(STATES),
        st.sampled_from(["go", "stop", "ask"]),
        st.sampled_from(STATES),
        st.sampled_from(["", "ready", "not ready", "late"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


def lengths(rows, start):
    """The number of arrows to every state, by trying all of them again and again."""
    found = {start: 0}
    for _ in STATES:
        for source, _, target, _ in rows:
            if source in found:
                found[target] = min(found.get(target, 99), found[source] + 1)
    return found


def states_of(book, story):
    """The states that the case of a story goes through, told by replaying it."""
    _, decisions = story.replay(book)
    moved = [leg.target for d in decisions for leg in d.changes.moves if leg.source != leg.target]
    return [book.regions[0].initial, *moved]


def joined(rows):
    lines = [",".join(row) for row in [("source", "event", "target", "guard"), *rows]]
    return "\n".join(lines) + "\n"


@given(tables, st.data())
@settings(max_examples=60, deadline=None)
def test_the_shortest_path_is_as_long_as_trying_all_arrows_says(rows, data):
    book = read_table(joined(rows), initial=rows[0][0], final=rows[0][2])
    names = book.regions[0].names
    start, end = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    expected = lengths(rows, start).get(end)
    found = paths(book, start, end)
    if expected is None:
        assert found.paths == ()
        assert found.none == "no arrows lead there"
        return
    for path in found.paths:
        assert len(path.arrows) == expected
        assert path.states[:1] in {(start,), ()}
        assert all(one.target == two.source for one, two in pairwise(path.arrows))
        for arrow in path.arrows:
            assert (arrow.source, arrow.event, arrow.target) in {row[:3] for row in rows}


@given(tables, st.data())
@settings(max_examples=40, deadline=None)
def test_in_structure_alone_a_case_goes_the_shortest_path_wherever_one_comes_to_its_start(
    rows, data
):
    book = read_table(joined(rows), initial=rows[0][0], final=rows[0][2])
    names = book.regions[0].names
    start, end = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    found = paths(book, start, end)
    comes = start in lengths(rows, rows[0][0]) and end in lengths(rows, start)
    assert bool(found) is comes
    if not comes:
        assert found.none
        return
    went = states_of(book, found.story)
    assert found.followed in found.paths
    assert went[-1] == end
    assert tuple(went[-len(found.followed.states) :]) == found.followed.states or start == end


def test_the_example_leads_from_refused_to_approved_by_an_objection():
    found = paths(read_table(EXAMPLE), "refused", "Approved")
    assert found.paths[0].events == ("object", "look_at_it_anew", "propose_approval", "sign")
    assert found.told()[:3] == (
        "from “Refused” to “Approved”",
        "the shortest path by arrows has 4 events:",
        (
            "  1. “object” by applicant to “Objection lodged”, "
            "when within the time for objections (row 19)"
        ),
    )
    went = states_of(found.book, found.story)
    assert went[went.index("refused") :][-1] == "approved"


def test_where_conditions_close_the_shortest_path_a_case_goes_a_longer_one():
    never = Flag("never", moves="step", initially=False)
    book = ct.Rulebook(
        "ways",
        "1",
        as_of="2026-11-25",
        roles=(ct.Role("judge"),),
        facts=(never,),
        regions=(ct.Region("r", (ct.State("a"), ct.State("b"), ct.State("c", final=True)), "a"),),
        events=tuple(ct.Event(e, decided_by="judge", sources="GK") for e in ("jump", "go", "on")),
        transitions=(
            ct.Transition("jump", "r", "a", "c", never),
            ct.Transition("go", "r", "a", "b"),
            ct.Transition("on", "r", "b", "c"),
        ),
    )
    found = paths(book, "a", "c")
    assert found.paths[0].events == ("jump",)
    assert found.followed is None
    assert states_of(book, found.story) == ["a", "b", "c"]
    assert "a case gets there by another path:" in found.told()
    closed = attrs.evolve(
        book,
        transitions=(*book.transitions[:2], ct.Transition("on", "r", "b", "c", never)),
    )
    shut = paths(closed, "a", "c")
    assert not shut
    assert shut.none == "the rules and conditions on the way exclude each other"


def test_a_rulebook_with_rules_gives_a_case_that_obeys_them():
    book = ct.load("outline")
    found = paths(book, "under supervision", "pathway.stay")
    assert found.paths[0].events == ("supervision_ended",)
    assert states_of(book, found.story)[-2:] == ["probation", "stay"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("refsed", "approved", "did you mean `refused`?"),
        ("refused", "zzzzzz", "the states are `workflow.received`"),
    ],
)
def test_a_state_that_is_not_there_is_told_with_what_was_meant(start, end, said):
    with pytest.raises(ct.RulebookError) as caught:
        paths(read_table(EXAMPLE), start, end)
    assert said in str(caught.value)


def test_states_of_two_regions_are_told_apart():
    book = ct.load("eu")
    with pytest.raises(ct.RulebookError, match="`none` is a state of several regions"):
        paths(book, "none", "remand")
    with pytest.raises(ct.RulebookError, match="states of two regions"):
        paths(book, "remand", "regularised")
    assert paths(book, "legal.none", "remand").paths[0].events == ("remanded",)
    with pytest.raises(ct.RulebookError, match="is not a rulebook"):
        paths("outline", "remand", "sentence")
