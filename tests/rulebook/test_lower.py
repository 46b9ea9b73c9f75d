"""Lowering: the flat chart in force on a day, with nothing left to look up."""

from fractions import Fraction

import attrs
import pytest
from tests.specimens.changes import GOOD, added
from tests.specimens.good import ruritania as rur

from continuum.errors import FactError, InvalidRulebook
from continuum.guards import (
    All,
    Choice,
    DatedValue,
    Number,
    Parameter,
    Portion,
    Reached,
    Some,
    parameter,
)
from continuum.guards.walk import parameters_in
from continuum.rulebook import (
    PROTOCOL,
    DutyForm,
    Event,
    Governs,
    Region,
    Role,
    Rule,
    Rulebook,
    Sets,
    State,
    Transition,
    stays,
)
from continuum.rulebook.request import reasons_given, the_day

BOOK = Rulebook(**GOOD)
CHART = BOOK.lower("2026-11-23")


def ids(gates):
    """The ids of some gates, in order."""
    return [gate.id for gate in gates]


def gate(chart, event, id):
    """One gate of an event."""
    heard = chart.events[event]
    (found,) = [g for g in (*heard.gates, *heard.warnings, *heard.owed) if g.id == id]
    return found


# ------------------------------------------------------------------ days


def share_on(day):
    """The share of the term after which release is open on a day."""
    guard = gate(BOOK.lower(day), "released", "requires").base
    assert isinstance(guard, Reached)
    assert isinstance(guard.milestone, Portion)
    return guard.milestone.share


def test_parameters_are_filled_in_by_the_day():
    """The day before a change is the old law, the day itself the new one."""
    assert share_on("2020-06-30") == Fraction(1, 2)
    assert share_on("2020-07-01") == Fraction(2, 3)


def test_no_parameter_is_left_in_a_chart():
    """Guards, choices of way, duties, steps, handovers, phases, states."""
    guards = [
        leg.when
        for e in CHART.events.values()
        for w in e.ways.values()
        for s in w.values()
        for leg in s
    ]
    guards += [
        g.guard for e in CHART.events.values() for g in (*e.gates, *e.warnings, *e.owed, *e.demands)
    ]
    guards += [step.done for step in CHART.steps] + [step.available for step in CHART.steps]
    guards += [phase.when for phase in CHART.phases]
    guards += [state.lawful_while for states in CHART.states.values() for state in states.values()]
    assert [name for guard in guards for name in parameters_in(guard)] == []
    (duty,) = gate(CHART, "measure_imposed", "GR-93").duty
    assert str(duty.due.by) == "P6M"
    assert CHART.steps[0].due.start.share == Fraction(2, 3)
    assert CHART.handovers[0].due.start.share == Fraction(2, 3)


def test_the_last_number_allowed_holds_and_the_next_one_does_not():
    """The number of the law itself is what stands in the data."""
    asked = Number("years_asked", high=50, unit="years")
    longest = Parameter(
        "longest",
        (
            DatedValue(5, None, "2026-01-01", sources=("GK",)),
            DatedValue(10, "2026-01-01", sources=("GK",)),
        ),
    )
    book = Rulebook(
        "bans",
        "1",
        as_of="2026-11-23",
        facts=(asked,),
        parameters=(longest,),
        rules=(
            Rule("GR-1", "Not longer.", "Shorten it.", asked.at_most(parameter("longest")),
                 Governs("banned"), sources="GK"),
        ),
        regions=(Region("legal", (State("free"),), "free"),),
        roles=(Role("judge"),),
        events=(Event("banned", decided_by="judge", sources="GK"),),
        transitions=(stays("banned", "legal", "free"),),
    )  # fmt: skip
    found = [
        gate.guard
        for day in ("2025-12-31", "2026-01-01")
        for gate in book.lower(day).events["banned"].gates
        if gate.id == "GR-1"
    ]
    assert found == [asked.below(6), asked.below(11)]
    assert Rulebook.from_json(book.to_json()) == book


def test_rules_are_in_force_from_their_first_day_to_before_their_last():
    """Half-open, as all dated things."""

    def there(day, id):
        heard = BOOK.lower(day).events["measure_imposed"]
        return id in ids((*heard.gates, *heard.owed))

    assert [there(day, "GR-92") for day in ("2014-12-31", "2015-01-01")] == [False, True]
    assert [there(day, "GR-93") for day in ("2029-12-31", "2030-01-01")] == [True, False]


def test_a_chart_knows_from_when_to_when_it_holds():
    """The change before it and the change after it."""
    chart = BOOK.lower("2016-05-05")
    assert [chart.valid_from.isoformat(), chart.valid_to.isoformat()] == [
        "2015-01-01",
        "2020-07-01",
    ]
    assert BOOK.lower("2000-01-01").valid_from is None
    assert BOOK.lower("2040-01-01").valid_to is None


def test_one_form_of_the_law_is_one_chart():
    """The same object for every day between two changes."""
    assert BOOK.lower("2026-01-01") is BOOK.lower("2026-12-31")
    assert BOOK.lower("2026-01-01") is not BOOK.lower("2019-01-01")


def test_a_day_without_a_value_is_refused():
    """A parameter says nothing about days before its first one."""
    most = Parameter(
        "most_days", values=(DatedValue(365, valid_from="2001-01-01", sources=("GK",)),)
    )
    book = BOOK.extend(parameters=most)
    assert book.lower("2015-01-01").valid_from.isoformat() == "2015-01-01"
    assert book.lower("2000-12-31").events  # the rule that uses it is not in force yet
    always = BOOK.extend(parameters=most, rules=_always_measured())
    with pytest.raises(
        FactError, match="parameter `most_days` has no values in force on 2000-12-31"
    ):
        always.lower("2000-12-31")


def _always_measured():
    rule = BOOK.rule("GR-92")
    return attrs.evolve(rule, id="GR-94", in_force_from=None)


# ------------------------------------------------------------------ who governs what


def test_rules_govern_by_what_events_declare():
    """Adverse events, and none else, have the rule on adverse events."""
    governed = {name for name, heard in CHART.events.items() if "GR-90" in ids(heard.gates)}
    assert governed == {event.name for event in BOOK.events if event.adverse}


def test_rules_on_coercion_govern_what_enters_a_coercive_state():
    """By the target of the transition, not by the words of the event."""
    governed = {name for name, heard in CHART.events.items() if "GR-91" in ids(heard.warnings)}
    assert governed == {"recalled"}


def test_rules_stand_where_their_effect_puts_them():
    """Gates, warnings, what is owed, what is demanded."""
    assert ids(CHART.events["released"].gates) == ["role", "requires", "GR-10", "GR-11"]
    assert ids(CHART.events["released"].demands) == ["GR-03"]
    assert ids(CHART.events["measure_lifted"].owed) == ["GR-93"]


def test_an_exemption_is_part_of_the_gate():
    """The rule's guard, or any exemption."""
    assert gate(CHART, "released", "GR-10").base == Some((rur.plan_agreed, rur.heard))


def test_a_demand_outranks_what_stands_lower_and_keeps_what_it_overrode():
    """Liberty overrides continuity."""
    demand = CHART.events["released"].demands[0].guard
    for rule in ("GR-10", "GR-11"):
        lower = gate(CHART, "released", rule)
        assert lower.guard == Some((lower.base, demand))
    assert gate(CHART, "released", "GR-11").base == rur.H5.accepted


def test_a_demand_does_not_override_a_higher_class():
    """Continuity may demand what a right still blocks."""
    demanding = Rule(
        "GR-5",
        "A.",
        "B.",
        rur.heard,
        Governs("measure_lifted"),
        "demands",
        precedence="continuity",
        sources="GK",
    )
    blocking = Rule(
        "GR-6",
        "A.",
        "B.",
        rur.plan_agreed,
        Governs("measure_lifted"),
        precedence="rights",
        sources="GK",
    )
    chart = Rulebook(**GOOD | {"rules": (*GOOD["rules"], demanding, blocking)}).lower("2026-11-23")
    assert gate(chart, "measure_lifted", "GR-6").base is None
    assert gate(chart, "measure_lifted", "GR-6").guard == rur.plan_agreed


@pytest.mark.parametrize("precedence", ["life", "refoulement", "liberty"])
def test_nothing_that_could_block_a_day_of_liberty_is_a_rulebook(precedence):
    """Whatever its class: a hard date of liberty is hard."""
    rule = Rule(
        "GR-04",
        "A.",
        "B.",
        guard=rur.heard,
        governs=Governs("released"),
        precedence=precedence,
        sources="GK",
    )
    with pytest.raises(InvalidRulebook) as caught:
        Rulebook(**added(GOOD, "rules", rule))
    [fault] = caught.value.faults
    assert fault.place == "rules[GR-04].precedence"
    assert "GR-03" in fault.what


def test_what_is_demanded_passes_its_own_requirements_but_somebody_must_record_it():
    """What an event requires opens on the day; the role gate never does."""
    demand = CHART.events["released"].demands[0].guard
    requires = gate(CHART, "released", "requires")
    assert requires.guard == Some((requires.base, demand))
    assert gate(CHART, "released", "role").base is None


def test_duties_are_lowered_with_what_makes_them_lapse():
    """A duty form with a guard for lapsing, resolved like any other."""
    lapsing = DutyForm(
        "do it", "judge", due=the_day, lapses=rur.term.at_least(3) & rur.strict_in_force
    )
    rule = Rule(
        "GR-1", "A.", "B.", governs=Governs("recalled"), then="owes", duty=lapsing, sources="GK"
    )
    chart = Rulebook(**added(GOOD, "rules", rule)).lower("2026-11-23")
    assert gate(chart, "recalled", "GR-1").duty == (lapsing,)


# ------------------------------------------------------------------ ways and handovers


def test_ways_lead_from_state_to_state():
    """A transition that stays leads back to where it came from."""
    ways = CHART.events["recalled"].ways
    assert list(ways) == ["legal"]
    assert [(leg.source, leg.target) for leg in ways["legal"]["supervised"]] == [
        ("supervised", "custody"),
        ("supervised", "supervised"),
    ]


def test_an_event_without_ways_still_records():
    """It moves nothing and is heard all the same."""
    heard = CHART.events["person_heard"]
    assert heard.ways == {}
    assert heard.records


def test_a_handover_brings_its_events_and_its_stage():
    """Nine events, one for each stage after the first; the last passes the lead on."""
    brought = [name for name in CHART.events if name.startswith("h5_")]
    assert brought == [f"h5_{stage}" for stage in PROTOCOL if stage != "not_started"]
    assert CHART.initially["h5"] == "not_started"
    assert CHART.initially["lead"] == "warden"
    assert CHART.events["h5_effective"].event.effects == (
        Sets("h5", "effective"),
        Sets("lead", "probation_officer"),
    )


def test_a_refused_handover_is_owed_a_settlement():
    """The rule that comes with the handover."""
    assert ids(CHART.events["h5_refused"].owed) == ["H5-refused"]


def test_a_handover_is_prepared_only_while_it_is_available():
    """The first stage asks for both."""
    guard = gate(CHART, "h5_prepared", "requires").guard
    assert isinstance(guard, All)
    assert rur.H5.available in guard.parts


def test_an_event_reads_the_case_facts_behind_its_guards():
    """Registers through derived facts, comparisons opened, requests left out."""
    comparing = Rule(
        "GR-1",
        "A.",
        "B.",
        guard=rur.planned_in_time & reasons_given,
        governs=Governs("plan_made"),
        sources="GK",
    )
    chart = Rulebook(**added(GOOD, "rules", comparing)).lower("2026-11-23")
    assert [fact.name for fact in chart.events["plan_made"].reads] == [
        "latest_measure",
        "plan_day",
        "planned_in_time",
    ]


def test_the_order_of_rules_and_events_changes_no_gate():
    """Turned round, every event has the same gates."""
    turned = BOOK.extend(name="turned")
    turned = attrs.evolve(
        turned, rules=tuple(reversed(turned.rules)), events=tuple(reversed(turned.events))
    )
    chart = turned.lower("2026-11-23")
    for name, heard in CHART.events.items():
        assert set(ids(chart.events[name].gates)) == set(ids(heard.gates))
        assert {g.id: g.guard for g in chart.events[name].gates} == {
            g.id: g.guard for g in heard.gates
        }


def test_initial_facts_and_places():
    """What a case starts with."""
    assert CHART.initial == ("custody", "resident")
    assert CHART.place == {"legal": 0, "residence": 1}
    assert CHART.final(("free", "resident"))
    assert not CHART.final(("custody", "resident"))
    assert CHART.initially["heard"] is False
    assert "barred" not in CHART.initially


def test_what_an_event_asks_for_is_a_fact_of_the_chart():
    """Facts of requests, standard and asked for, are found by name."""
    extra = Event("noted", asks=(Number("visits", of="request"),), effects=(Sets("heard", True),))
    chart = Rulebook(**added(GOOD, "events", extra)).lower("2026-11-23")
    assert chart.facts["visits"] == chart.events["noted"].asks["visits"]
    assert isinstance(chart.facts["acting_role"], Choice)
    assert chart.facts["acting_role"].options == ("judge", "warden", "probation_officer", "system")


# ------------------------------------------------------------------ by where an event leads


def test_a_rule_may_govern_whatever_leads_to_a_state():
    """Also an event that an extension adds, under whatever name."""
    rule = Rule("GR-52", "A.", "B.", rur.heard, Governs(enters="residence.removed"), sources="GK")
    book = Rulebook(**added(GOOD, "rules", rule))
    again = Event("flown_out", decided_by="judge", adverse=True, sources="GK")
    wider = book.extend(
        events=again, transitions=Transition("flown_out", "residence", "resident", "removed")
    )
    chart = wider.lower("2026-11-23")
    for event in ("removed_from_country", "flown_out"):
        assert "GR-52" in ids(chart.events[event].gates)
    assert "GR-52" not in ids(chart.events["released"].gates)


def test_a_rule_that_governs_by_a_state_that_is_not_there_is_a_fault():
    """Named as region and state."""
    rule = Rule("GR-52", "A.", "B.", rur.heard, Governs(enters="residence.gone"), sources="GK")
    with pytest.raises(InvalidRulebook) as caught:
        Rulebook(**added(GOOD, "rules", rule))
    [fault] = caught.value.faults
    assert fault.what == "there is no state `residence.gone`"
