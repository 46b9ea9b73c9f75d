"""Reason trees: they cannot disagree with what was decided."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.prose.pictured import Seen
from tests.strategies import World, edges, guards, worlds

from continuum.guards import Choice, Day, Flag, Number, days, during, half_of, months, weigh
from continuum.prose import Reason, as_lines, reason_tree, verdict_words
from continuum.rulebook import Region, Rulebook, State

heard = Flag("heard", title="the person was heard")
release = Day("release_day")
term = Number("term", low=1, high=600, unit="months")
ground = Choice("ground", options=("absconding", "public_order"))
FACTS = (heard, release, term, ground)
REGIONS = {"legal": ("remand", "free")}
BOOK = Rulebook(
    "door",
    "1",
    as_of="2026-11-23",
    regions=(Region("legal", (State("remand", "before judgment"), State("free")), "remand"),),
)


def seen(on="2024-02-18", legal="remand", **values):
    return Seen(World(date.fromisoformat(on), values, {"legal": legal}))


def verdict(truth):
    return "holds" if truth.holds else "fails" if truth.fails else "unknown"


@given(st.data())
def test_the_root_of_a_tree_is_what_the_guard_weighs(data):
    """The verdict of the whole is the truth that decides."""
    guard = data.draw(guards(FACTS, REGIONS, depth=3))
    world = data.draw(worlds(guard, REGIONS))
    for near in edges(guard, world):
        assert verdict(weigh(guard, Seen(near))) == reason_tree(guard, Seen(near), BOOK).verdict


@given(st.data())
def test_every_group_follows_from_its_parts(data):
    """A tree that says *all of these* holds just when each of them does."""
    guard = data.draw(guards(FACTS, REGIONS, depth=3))
    tree = reason_tree(guard, Seen(data.draw(worlds(guard, REGIONS))), BOOK)
    stack = [tree]
    while stack:
        node = stack.pop()
        stack += node.parts
        verdicts = [part.verdict for part in node.parts]
        if node.text == "all of these":
            assert (node.verdict == "holds") == (set(verdicts) == {"holds"})
        if node.text == "at least one of these":
            assert (node.verdict == "holds") == ("holds" in verdicts)


def test_the_day_found_is_told_with_its_distance():
    """A reader sees which day was found and how far it is."""
    tree = reason_tree(release.reached(), seen(release_day=date(2024, 3, 1)))
    assert tree == Reason("the release day has come (found: 1 March 2024, in 12 days)", "fails")
    counted = reason_tree((release - months(1)).reached(), seen(release_day=date(2024, 3, 1)))
    assert counted.verdict == "holds"
    assert counted.text.endswith(
        "(that is 1 February 2024, 17 days ago; the release day: 1 March 2024)"
    )


def test_what_is_not_recorded_is_named():
    """A milestone that cannot be worked out says which fact is missing."""
    tree = reason_tree((release + half_of(term)).reached(), seen(term=6))
    assert tree.verdict == "unknown"
    assert tree.text.endswith("(not recorded: the release day)")


def test_values_and_states_found_are_told():
    """Options, numbers and states say what they are instead."""
    view = seen(term=3, ground="public_order")
    assert "(found: 3 months)" in reason_tree(term.at_least(6), view).text
    assert "(found: public order)" in reason_tree(~ground.is_in("public_order"), view).text
    assert "(found: “before judgment”)" in reason_tree(during("legal", "free"), view, BOOK).text
    assert "(found: not known)" in reason_tree(release.known(), view).text


def test_a_tree_is_told_in_indented_lines():
    """Each line has its verdict in words, so that nothing hangs on a colour."""
    guard = heard & ((release + days(1)).reached() | term.at_least(6))
    lines = list(as_lines(reason_tree(guard, seen(heard=True, term=3))))
    assert lines == [
        "- not known: all of these",
        "  - yes: the person was heard",
        "  - not known: at least one of these",
        "    - not known: 1 day has passed since the release day (not recorded: the release day)",
        "    - no: the term is at least 6 months (found: 3 months)",
    ]
    assert verdict_words("holds") == "yes"
