"""A rulebook from another: more, less, other numbers; what is fixed stays as it is."""

from fractions import Fraction

import attrs
import pytest
from tests.specimens.changes import GOOD, key_of
from tests.specimens.good import ruritania as rur

from continuum.errors import InvalidRulebook, RulebookError
from continuum.guards import ALWAYS, Choice, DatedValue, Flag, Parameter, Period, parameter
from continuum.rulebook import (
    Event,
    Exemption,
    Governs,
    Role,
    Rule,
    Rulebook,
    Sets,
    State,
    Transition,
)

BOOK = Rulebook(**GOOD)
FIXED = [rule for rule in BOOK.rules if rule.force == "fixed"]
OPEN = [rule for rule in BOOK.rules if rule.force == "profile"]


def refused(build):
    """The faults that an attempt earns, as (place, what, help)."""
    with pytest.raises(InvalidRulebook) as caught:
        build()
    return [(fault.place, fault.what, fault.help) for fault in caught.value.faults]


# ------------------------------------------------------------------ more


def test_extending_by_nothing_gives_an_equal_book():
    """The empty extension is the identity."""
    assert BOOK.extend() == BOOK


def test_extending_leaves_the_book_as_it_was():
    """Two books afterwards, the old one unchanged."""
    before = Rulebook(**GOOD)
    wider = BOOK.extend(name="mine", roles=(Role("mentor"),))
    assert (wider.name, [role.name for role in wider.roles][-1]) == ("mine", "mentor")
    assert before == BOOK


def test_a_part_takes_the_place_of_the_one_with_its_name():
    """In the same place, and nothing else moves."""
    judge = Role("judge", title="the court")
    wider = BOOK.extend(roles=(Role("mentor"), judge))
    assert [role.name for role in wider.roles] == ["judge", "warden", "probation_officer", "mentor"]
    assert wider.roles[0] == judge


def test_one_part_need_not_stand_in_a_tuple():
    """A single part is taken as one."""
    assert BOOK.extend(roles=Role("mentor")) == BOOK.extend(roles=[Role("mentor")])


def test_a_transition_takes_the_place_of_the_one_with_its_event_source_and_guard():
    """Another target replaces; another guard adds."""
    again = Transition("removed_from_country", "residence", "resident", "removed", basis="R9")
    assert again in BOOK.extend(transitions=(again,)).transitions
    assert len(BOOK.extend(transitions=(again,)).transitions) == len(BOOK.transitions)
    other = Transition("removed_from_country", "residence", "resident", "removed", when=rur.heard)
    assert len(BOOK.extend(transitions=(other,)).transitions) == len(BOOK.transitions) + 1


def test_words_of_the_book_are_replaced():
    """Name, version, title, day, status and lead."""
    wider = BOOK.extend(
        name="mine", version="2", title="Mine", as_of="2027-01-01", status="new", lead="judge"
    )
    assert (wider.name, wider.version, wider.lead) == ("mine", "2", "judge")
    assert wider.as_of.isoformat() == "2027-01-01"


def test_two_parts_of_one_name_are_still_a_fault():
    """Extending never hides a part that is given twice."""
    found = refused(lambda: BOOK.extend(roles=(Role("mentor"), Role("mentor"))))
    assert found[0][:2] == ("roles[mentor]", "`mentor` is there twice")


def test_a_new_rule_and_its_event_come_together():
    """An extension is judged as a whole."""
    wider = BOOK.extend(
        events=Event("noted", effects=(Sets("heard", True),)),
        rules=Rule("GR-1", "A.", "B.", guard=rur.heard, governs=Governs("noted"), sources="GK"),
    )
    assert [gate.id for gate in wider.lower("2026-01-01").events["noted"].gates] == ["GR-1"]


def test_an_extension_that_does_not_hold_together_says_so():
    """The faults of the result, with their places."""
    found = refused(lambda: BOOK.extend(roles=("mentor",), version=""))
    assert found[0][0] == "roles[3]"


def test_a_part_that_rulebooks_do_not_have_is_named():
    """With a suggestion."""
    with pytest.raises(RulebookError, match="no part `rule`") as caught:
        BOOK.extend(rule=())
    assert caught.value.help == "did you mean `rules`?"


@pytest.mark.parametrize("items", [3, None])
def test_a_part_that_is_no_collection_is_refused(items):
    """Neither one part nor several."""
    with pytest.raises(RulebookError, match="`roles` is") as caught:
        BOOK.extend(roles=items)
    assert caught.value.help == "give the roles to add in a tuple or a list"


# ------------------------------------------------------------------ less


@pytest.mark.parametrize("names", [["GR-10"], "GR-10", ("GR-10",)])
def test_a_rule_by_profile_may_be_left_out(names):
    """By its id, alone or in a collection."""
    narrower = BOOK.extend(
        without={"rules": names}, regions=[attrs.evolve(BOOK.regions[0], states=_unruled())]
    )
    assert [rule.id for rule in narrower.rules] == [
        rule.id for rule in BOOK.rules if rule.id != "GR-10"
    ]


def _unruled():
    return tuple(attrs.evolve(state, rule="") for state in BOOK.regions[0].states)


def test_transitions_are_left_out_by_event_or_basis():
    """They have no name of their own."""
    onward = Transition("recalled", "legal", "free", "custody", basis="R9")
    assert BOOK.extend(transitions=onward).extend(without={"transitions": "R9"}) == BOOK
    found = refused(lambda: BOOK.extend(without={"transitions": ["removed_from_country"]}))
    assert found == [
        (
            "events[removed_from_country]",
            "event `removed_from_country` moves no region and records nothing",
            "give it a transition or an effect, or leave it out",
        )
    ]


def test_what_is_left_out_must_have_been_there():
    """With a suggestion."""
    with pytest.raises(RulebookError, match="`GR-1O` cannot be left out") as caught:
        BOOK.extend(without={"rules": "GR-1O"})
    assert caught.value.help.startswith("did you mean `GR-")


def test_nothing_is_left_out_of_what_is_no_part():
    """With a suggestion."""
    with pytest.raises(RulebookError, match="left out of `rule`") as caught:
        BOOK.extend(without={"rule": "GR-10"})
    assert caught.value.help == "did you mean `rules`?"


def test_without_names_parts():
    """A bare id does not say of which part."""
    with pytest.raises(RulebookError, match="`without` is a text") as caught:
        BOOK.extend(without="GR-10")
    assert "name the parts" in caught.value.help


# ------------------------------------------------------------------ fixed rules

RELAXATIONS = {
    "another guard": {"guard": ALWAYS},
    "an exemption": {"exemptions": (Exemption("heard", rur.heard, "GK"),)},
    "an end": {"in_force_to": "2029-01-01"},
    "another force": {"force": "profile"},
    "only a warning": {"then": "warns"},
    "another sentence": {"sentence": "Something else."},
}


@pytest.mark.parametrize("fixed", FIXED, ids=key_of)
@pytest.mark.parametrize("how", RELAXATIONS)
def test_a_fixed_rule_is_not_replaced(fixed, how):
    """Whatever is different about the other one."""
    other = attrs.evolve(fixed, **RELAXATIONS[how])
    if other == fixed:
        assert BOOK.extend(rules=other) == BOOK
        return
    found = refused(lambda: BOOK.extend(rules=other))
    assert found[0] == (
        f"rules[{fixed.id}]",
        f"a fixed rule may not be relaxed, and `{fixed.id}` would be replaced by another",
        f"keep `{fixed.id}` as it is, and add a rule of your own beside it",
    )


@pytest.mark.parametrize("fixed", FIXED, ids=key_of)
def test_a_fixed_rule_is_not_left_out(fixed):
    """Not even when another takes its id."""
    found = refused(lambda: BOOK.extend(without={"rules": fixed.id}))
    assert found[0][1].endswith(f"`{fixed.id}` would be left out")
    other = attrs.evolve(fixed, guard=ALWAYS)
    found = refused(lambda: BOOK.extend(without={"rules": fixed.id}, rules=other))
    assert found[0][1].endswith(f"`{fixed.id}` would be replaced by another")


@pytest.mark.parametrize("fixed", FIXED, ids=key_of)
def test_an_equal_rule_relaxes_nothing(fixed):
    """The same rule again is the same rulebook."""
    assert BOOK.extend(rules=attrs.evolve(fixed)) == BOOK


@pytest.mark.parametrize("rule", OPEN, ids=key_of)
def test_a_rule_by_profile_is_replaced(rule):
    """A jurisdiction may."""
    other = attrs.evolve(rule, exemptions=(Exemption("heard", rur.heard, "GK"),))
    assert BOOK.extend(rules=other).rule(rule.id) == other


def test_an_event_does_not_slip_away_from_a_fixed_rule():
    """Declared as harmless, an adverse event would lose its human."""
    harmless = attrs.evolve(BOOK.event("measure_imposed"), adverse=False)
    found = refused(lambda: BOOK.extend(events=harmless))
    assert [place for place, _, _ in found] == ["events[measure_imposed]"]
    assert "`GR-90` would no longer govern" in found[0][1]
    assert "whether it is adverse" in found[0][2]


def test_a_state_does_not_stop_being_coercive_to_escape_a_fixed_rule():
    """The event still enters it, so the rule must still govern the event."""
    mild = tuple(attrs.evolve(state, coercive=False) for state in BOOK.regions[0].states)
    legal = attrs.evolve(BOOK.regions[0], states=mild)
    found = refused(lambda: _holding().extend(regions=legal))
    assert [place for place, _, _ in found] == ["events[recalled]"]
    assert "`GR-91` would no longer govern `recalled`" in found[0][1]


def test_an_event_that_no_longer_enters_a_coercive_state_has_not_escaped():
    """Where the transition itself goes, the rule on coercion has nothing left to say."""
    freer = _holding().extend(without={"transitions": "R9"})
    assert len(freer.transitions) == len(BOOK.transitions)


def _holding():
    """Ruritania with a second coercive state, which measures lead to."""
    residence = BOOK.regions[1]
    held = attrs.evolve(residence, states=(*residence.states, State("held", coercive=True)))
    moved = Transition("measure_imposed", "residence", "resident", "held", basis="R9")
    return BOOK.extend(regions=held, transitions=moved)


def test_relaxed_rules_are_said_together_with_all_other_faults():
    """One group, fixed rules first."""
    found = refused(lambda: BOOK.extend(without={"rules": "GR-51"}, roles=Role("judge Dredd")))
    assert [place for place, _, _ in found] == ["rules[GR-51]", "roles[judge Dredd]"]


# ------------------------------------------------------------------ parameters


def value(book, name):
    """The one value of a parameter."""
    (dated,) = next(p for p in book.parameters if p.name == name).values
    return dated.value


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("most_days", 180, 180),
        ("review", "P3M", Period(months=3)),
        ("review", "P2W", Period(days=14)),
        ("review", Period(years=1), Period(years=1)),
        ("share_served", "3/4", Fraction(3, 4)),
        ("share_served", Fraction(3, 4), Fraction(3, 4)),
        ("share_served", 1, Fraction(1)),
    ],
)
def test_a_plain_value_is_in_force_always_and_marked_as_the_callers(name, given, wanted):
    """Text is read as the kind of value that is there."""
    book = BOOK.with_parameters(**{name: given})
    assert value(book, name) == wanted
    assert type(value(book, name)) is type(wanted)
    (dated,) = next(p for p in book.parameters if p.name == name).values
    assert (dated.valid_from, dated.valid_to) == (None, None)
    assert dated.sources == ("ASSUMPTION: set by the caller",)


def test_dated_values_are_taken_as_they_are():
    """One, or several."""
    one = DatedValue(100, sources=("GK",))
    assert BOOK.with_parameters(most_days=one) == BOOK.with_parameters(most_days=[one])
    two = (
        DatedValue(100, valid_to="2020-01-01", sources=("GK",)),
        DatedValue(200, valid_from="2020-01-01", sources=("GK",)),
    )
    book = BOOK.with_parameters(most_days=two)
    assert [book.parameters[1].on(day) for day in ("2019-12-31", "2020-01-01")] == [100, 200]


def test_other_parameters_and_their_titles_stay():
    """Only the named ones change."""
    book = BOOK.with_parameters(share_served="1/2")
    assert book.parameters[0].title == BOOK.parameters[0].title
    assert book.parameters[1:] == BOOK.parameters[1:]
    assert BOOK.with_parameters() == BOOK


def test_options_are_given_alone_or_together():
    """For a choice."""
    law = Rule(
        "GR-1",
        "A.",
        "B.",
        guard=rur.ground.is_in(parameter("grounds")),
        governs=Governs("recalled"),
        sources="GK",
    )
    book = BOOK.extend(
        parameters=Parameter("grounds", values=(DatedValue(("relapse",), sources=("GK",)),)),
        rules=law,
    )
    assert value(book.with_parameters(grounds="absconding"), "grounds") == ("absconding",)
    both = ["absconding", "relapse"]
    assert value(book.with_parameters(grounds=both), "grounds") == tuple(both)
    found = refused(lambda: book.with_parameters(grounds="gossip"))
    assert "parameter `grounds` is `gossip`, which does not fit here" in found[0][1]


@pytest.mark.parametrize(
    ("name", "given", "what", "help_line"),
    [
        ("most_days", "180", "a text (`180`) stands where a whole number", "give a whole number"),
        ("most_days", True, "`True` or `False` (`True`) stands where", "give a whole number"),
        ("most_days", 1.5, "a decimal number stands where a whole number", "give a whole number"),
        ("review", 6, "a whole number (`6`) stands where a period", "such as `P6M`"),
        ("review", "6 months", "the period `6 months`: this is not", "write it like `P6M`"),
        ("share_served", "1/0", "a text (`1/0`) stands where a fraction", "such as `2/3`"),
        ("share_served", "0.5", "a text (`0.5`) stands where a fraction", "such as `2/3`"),
        ("most_days", [DatedValue(1, sources=("GK",)), 2], "dated and plain", "one plain value"),
        ("most_days", [], "a list stands where a whole number", "give a whole number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault_of_its_parameter(name, given, what, help_line):
    """Said with the place, and how to write it."""
    ((place, said, helped),) = refused(lambda: BOOK.with_parameters(**{name: given}))
    assert place == f"parameters[{name}]"
    assert what in said
    assert help_line in helped


def test_a_value_that_does_not_fit_where_it_is_used_is_a_fault_there():
    """All of them at once, those of the wrong kind first."""
    found = refused(lambda: BOOK.with_parameters(most_days=10**7, share_served="3/2", review=1))
    assert [place for place, _, _ in found] == [
        "parameters[review]",
        "events[released].requires",
        "rules[GR-03].guard",
        "rules[GR-92].guard",
        "steps[ST1].due",
        "handovers[H5].due",
    ]


def test_a_parameter_that_is_not_there_is_named():
    """With a suggestion."""
    with pytest.raises(RulebookError, match="no parameter `most_day`") as caught:
        BOOK.with_parameters(most_day=1)
    assert caught.value.help == "did you mean `most_days`?"


def test_a_fact_may_change_its_kind_when_every_guard_follows():
    """A replaced fact takes the place of the old one, whatever its kind."""
    book = Rulebook(
        "door", "1", as_of="2026-01-01", facts=(Flag("sure"),), roles=(Role("judge"),)
    ).extend(facts=Choice("sure", options=("yes", "no")))
    assert [type(fact).__name__ for fact in book.facts] == ["Choice"]


# ------------------------------------------------------------------ what is demanded stays open


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        (
            {"transitions": Transition("released", "legal", "custody", "supervised", rur.heard)},
            "transitions[released]",
        ),
        (
            {"transitions": Transition("released", "residence", "removed", "removed")},
            "transitions[released]",
        ),
        (
            {"events": attrs.evolve(BOOK.event("released"), decided_by=("warden",))},
            "events[released].decided_by",
        ),
        (
            {"events": attrs.evolve(BOOK.event("released"), needs=("evidence",))},
            "events[released].needs",
        ),
    ],
)
def test_an_extension_may_not_narrow_the_way_of_what_a_fixed_rule_demands(changes, place):
    """A hard date of liberty holds only as long as its event has a way."""
    with pytest.raises(InvalidRulebook) as caught:
        BOOK.extend(**changes)
    assert place in {fault.place for fault in caught.value.faults}
    assert any("GR-03" in fault.what for fault in caught.value.faults)


def test_an_extension_may_widen_the_way_of_what_a_fixed_rule_demands():
    """From more states, by more roles."""
    event = BOOK.event("released")
    wider = BOOK.extend(
        events=attrs.evolve(event, decided_by=(*event.decided_by, "warden")),
        transitions=Transition("released", "legal", "free", "free"),
    )
    assert "warden" in wider.event("released").decided_by
