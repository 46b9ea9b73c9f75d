"""Each fault of a rulebook: what is wrong, where, how to mend it, and nothing else beside it."""

from datetime import date

import attrs
import pytest
from tests.specimens.changes import GOOD, added, changed, guarded, rule
from tests.specimens.good import ruritania as rur
from tests.specimens.spoiled import facts, guards, names, parts, statechart

from continuum.errors import InvalidRulebook
from continuum.guards import (
    ALWAYS,
    NEVER,
    AtLeast,
    AtLeastOf,
    Choice,
    Day,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Portion,
    Reached,
    during,
    parameter,
)
from continuum.rulebook import (
    Event,
    Governs,
    Rule,
    Rulebook,
    Sets,
    Step,
)
from continuum.rulebook.request import ACTING_ROLE, the_day


def faults(parts):
    """The faults of a rulebook as (place, what, help)."""
    try:
        Rulebook(**parts)
    except InvalidRulebook as error:
        return [(fault.place, fault.what, fault.help) for fault in error.faults]
    return []


G = "rules[GR-1].guard"
CASES = names.CASES | statechart.CASES | guards.CASES | facts.CASES | parts.CASES


def test_ruritania_has_no_faults():
    """The rulebook that all cases spoil is itself whole."""
    assert faults(GOOD) == []


@pytest.mark.parametrize("name", CASES)
def test_a_fault_says_what_is_wrong_where_and_how_to_mend_it(name):
    """Each spoiled rulebook earns one fault, in its place, and no other."""
    parts, (place, what, help_line) = CASES[name]
    found = faults(parts)
    assert [fault[0] for fault in found] == [place]
    assert what in found[0][1]
    assert help_line in found[0][2]


@pytest.mark.parametrize("name", CASES)
def test_messages_keep_the_habits_of_the_house(name):
    """Lower case, no full stop, a line of help, nothing that a terminal would act on."""
    for _, what, help_line in faults(CASES[name][0]):
        assert what[0] == what[0].lower()
        assert help_line
        for line in (what, help_line):
            assert not line.endswith(".")
            assert line.isprintable()


def test_every_fault_is_given_once():
    """A guard that makes one mistake three times has one fault."""
    found = faults(guarded(Flag("herd") & (~Flag("herd") | Flag("herd"))))
    assert len(found) == 1


def test_the_order_of_parts_changes_nothing():
    """Turned round, a rulebook has the same faults."""
    parts = rule(remedy="", guard=Flag("herd"))
    turned = {
        slot: tuple(reversed(items)) if isinstance(items, tuple) else items
        for slot, items in parts.items()
    }
    assert sorted(faults(parts)) == sorted(faults(turned))
    assert len(faults(parts)) == 2


def test_a_rule_by_attribute_may_read_what_each_of_its_events_asks_for():
    """Where every governed event asks for a fact, the rule may read it; else each is named."""
    flag = Flag("sure", of="request")
    parts = added(
        GOOD,
        "events",
        Event("asked", kind="voluntary", asks=(flag,), effects=(Sets("heard", True),)),
    )
    law = Rule("GR-1", "A.", "B.", guard=flag, governs=Governs(kind="voluntary"), sources="GK")
    assert faults(added(parts, "rules", law)) == []
    other = Event("told", kind="voluntary", effects=(Sets("heard", True),))
    found = faults(added(added(parts, "rules", law), "events", other))
    assert [(place, "`told` does not ask" in what) for place, what, _ in found] == [(G, True)]


def test_a_guard_may_read_the_record_that_its_event_names():
    """Fields, and the days of the record, in the guards of an event with a target."""
    strict = attrs.evolve(rur.kind, of="target").is_in("strict")
    ended = Day("end", of="target").reached()
    assert faults(guarded(strict | ended, governs=Governs("measure_lifted"))) == []


def test_the_lead_and_the_acting_role_may_be_asked_with_fewer_roles():
    """A guard written before a role was added still means the same."""
    lead = Choice("lead", moves="step", initially="warden", options=("warden",))
    acting = Choice(ACTING_ROLE, of="request", options=("judge",))
    assert faults(guarded(lead.is_in("judge") | acting.is_in("probation_officer"))) == []
    assert "no option `mentor`" in faults(guarded(lead.is_in("mentor")))[0][1]


def test_a_book_without_references_may_name_any_key():
    """References are checked where there are any."""
    assert faults(GOOD | {"references": ()}) == []


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        3,
        "x",
        (),
        ("x",),
        (None,),
        ([],),
        (object(),),
        (rur.heard,),
        (rur.H5,),
        (GOOD,),
        (float("nan"),),
        (10**5000,),
        (date(2020, 1, 1),),
    ],
    ids=lambda value: type(value[0] if isinstance(value, tuple) and value else value).__name__,
)
@pytest.mark.parametrize("slot", [slot for slot in GOOD if slot != "as_of"])
def test_no_nonsense_raises_anything_but_faults(slot, nonsense):
    """Whatever stands for a part, the answer is a list of faults."""
    if slot not in {"name", "version", "title", "status", "lead"} and not isinstance(
        nonsense, (tuple, str)
    ):
        nonsense = (nonsense,)
    assert isinstance(faults(GOOD | {slot: nonsense}), list)


@pytest.mark.parametrize(
    "nonsense",
    [None, 3, "x", [], object(), rur.ground, rur.H5, 10**5000],
    ids=["nothing", "three", "text", "list", "object", "choice", "handover", "huge"],
)
@pytest.mark.parametrize(
    "built",
    [
        lambda x: x,
        Not,
        Known,
        Reached,
        lambda x: AtLeastOf(x, (rur.heard,)),
        lambda x: AtLeastOf(1, (x, x)),
        lambda x: IsIn(rur.ground, x),
        lambda x: IsIn(x, ("a",)),
        lambda x: AtLeast(rur.term, x),
        lambda x: AtLeast(x, 1),
        lambda x: AtLeast(rur.term, parameter(x)),
        lambda x: Reached(the_day + parameter(x)),
        lambda x: Reached(Portion(x, x, x)),
        lambda x: Flag(x),  # noqa: PLW0108 - a class would be an odd one out
        lambda x: During(x, "custody"),
    ],
)
def test_no_nonsense_in_a_guard_raises_anything_but_faults(built, nonsense):
    """Whatever stands in a guard, the answer is a fault in its place."""
    if nonsense is rur.ground and built is Known:
        assert faults(guarded(Known(nonsense))) == []
        return
    found = faults(guarded(built(nonsense)))
    assert {place for place, _, _ in found} in ({G}, set())
    assert found or nonsense in (rur.ground, 3)


def test_what_always_holds_is_a_guard():
    """The empty conjunction and the empty disjunction read nothing, so nothing is wrong."""
    assert faults(guarded(ALWAYS)) == faults(guarded(NEVER)) == []


def test_changes_of_specimens_change_something():
    """The helper that spoils rulebooks does spoil them."""
    assert faults(changed(GOOD, "rules", "GR-10", remedy=""))[0][0] == "rules[GR-10].remedy"


def test_a_step_is_recorded_by_an_event_in_many_ways():
    """A fact, a register behind a derived fact, a comparison of facts, a region."""
    ways = {
        "plan_made": rur.planned_in_time,
        "measure_imposed": rur.strict_in_force,
        "measure_lifted": rur.latest_measure.reached() & rur.planned_in_time,
        "released": during("legal", "supervised"),
        "h5_accepted": rur.H5.accepted,
    }
    steps = [
        Step(f"ST{number}", "Do it.", "statutory", "judge", event=name, done=done)
        for number, (name, done) in enumerate(ways.items(), start=3)
    ]
    assert faults(added(GOOD, "steps", *steps)) == []


def test_a_free_word_is_kept_in_a_record_as_a_choice_without_options():
    """Words can be recorded, and no guard can ask for one of them."""
    assert faults(GOOD) == []
    asking = attrs.evolve(rur.words, of="target").is_in("because")
    ((place, what, _),) = faults(guarded(asking, governs=Governs("measure_lifted")))
    assert (place, what) == (G, "`words` has no option `because`")


@pytest.mark.parametrize(
    ("given", "said"), [(5, "a whole number"), ("moved", "a text"), (None, "nothing")]
)
def test_one_thing_where_several_belong_is_told_with_its_place(given, said):
    """No bare error of Python, and every such place at once."""
    with pytest.raises(InvalidRulebook) as caught:
        Rulebook("door", "1", as_of="2026-11-23", events=given, rules=given)
    told = [str(fault).splitlines()[0] for fault in caught.value.faults]
    what = f"{said} stands where several belong"
    assert told == [f"events: {what}", f"rules: {what}"]
    assert "also of one" in caught.value.faults[0].help
