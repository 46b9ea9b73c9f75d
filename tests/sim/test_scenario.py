"""Scenarios: what cannot be simulated is refused whole, and JSON is exact both ways."""

import json

import pytest
from simulated import ATTEMPTS, BOOK, POPULATION, begun, specimen, term

from continuum.errors import FactError, ScenarioError
from continuum.guards import (
    AnyInForce,
    Choice,
    CountOf,
    DatedValue,
    Day,
    Flag,
    LatestDay,
    Number,
    Parameter,
    TotalDays,
    months,
    parameter,
)
from continuum.rulebook import Adds, Ends, Event, Governs, Register, Rule, Said
from continuum.rulebook.request import the_day
from continuum.sim import (
    Attempt,
    Bernoulli,
    By,
    Cohort,
    Fixed,
    Perhaps,
    Population,
    Scenario,
    Trait,
    Uniform,
    outline_eu_2022,
    simulate,
)

GOOD = Attempt("returned", "officer", 10)


def faults(*attempts, **changes):
    """The faults of a scenario with one good attempt and some others."""
    with pytest.raises(ScenarioError) as caught:
        specimen(behaviour=[GOOD, *attempts], **changes)
    assert caught.value.help == "mend each of the faults listed"
    return caught.value.message.split("\n- ")[1:]


@pytest.mark.parametrize(
    ("attempt", "fault"),
    [
        (
            Attempt("relased", "judge"),
            "the rulebook has no event `relased` (did you mean `released`?)",
        ),
        (Attempt("released", "juge"), "the rulebook has no role `juge` (did you mean `judge`?)"),
        (
            Attempt("released", "judge", given={"reson": "x"}),
            (
                "the event does not ask for `reson` (it may carry `reasons`, `remedy`, "
                "`authority`, `evidence`, `purpose`, `legal_basis`)"
            ),
        ),
        (Attempt("sentenced", "judge"), "the event needs `asked_term` (give it)"),
        (
            Attempt("sentenced", "judge", given={"asked_term": Perhaps(0.5, 9)}),
            "the event needs `asked_term`, which must not be left to chance",
        ),
        (
            Attempt("sentenced", "judge", given={"asked_term": 99}),
            "fact `asked_term` cannot be 99 (give a whole number from 1 to 40 (months))",
        ),
        (
            Attempt("sentenced", "judge", given={"asked_term": Bernoulli(0.5)}),
            "`asked_term` is no flag, and `Bernoulli` gives flags",
        ),
        (
            Attempt("released", "judge", given={"reasons": 3}),
            "`reasons` must be a text, or `Bernoulli(p)`: given or not",
        ),
        (
            Attempt("released", "judge", after="ended"),
            "it waits for `ended`, which nobody attempts (attempt that too)",
        ),
        (
            Attempt("released", "judge", after="ende"),
            "the rulebook has no event `ende` (did you mean `ended`?)",
        ),
        (
            Attempt("released", "judge", during={"legel": "held"}),
            "the rulebook has no region `legel` (did you mean `legal`?)",
        ),
        (
            Attempt("released", "judge", during={"legal": "hold"}),
            "region `legal` has no state `hold` (did you mean `held`?)",
        ),
        (
            Attempt("released", "judge", retry=0),
            "`retry` is after no time at all, so it would never end (give some days)",
        ),
        (
            Attempt("released", "judge", again=Uniform(0, 0)),
            "`again` is after no time at all, so it would never end (give some days)",
        ),
        (
            Attempt("released", "judge", at="begin"),
            "the rulebook has no day `begin` (did you mean `begun`?)",
        ),
        (Attempt("released", "judge", at="term"), "the rulebook has no day `term`"),
        (
            Attempt("released", "judge", at=Day("sunday") + months(1)),
            "the rulebook has no case fact `sunday` like the one in its milestone",
        ),
        (
            Attempt("released", "judge", at=begun + parameter("shore")),
            "the rulebook has no parameter `shore`",
        ),
        (
            Attempt("released", "judge", learn={"lawer": True}),
            "the rulebook has no case fact `lawer` (did you mean `lawyer`?)",
        ),
        (
            Attempt("released", "judge", learn={"measured": True}),
            "`measured` is derived from others and never recorded (record those instead)",
        ),
        (
            Attempt("released", "judge", learn={"lawyer": "yes"}),
            "fact `lawyer` cannot be 'yes' (give `True`, `False`, or `None` for not known)",
        ),
        (
            Attempt("released", "judge", only={"motivation": "a"}),
            "it reads the tag `motivation`, and tags are for counting alone (use a trait)",
        ),
        (
            Attempt("released", "judge", only={"patience": True}),
            "the cohort has no trait `patience` (did you mean `patient`?)",
        ),
        (Attempt("released", "judge", chance=Trait("luck")), "the cohort has no trait `luck`"),
        (
            Attempt("released", "judge", learn={"lawyer": By("motivation", {"a": True})}),
            "the cohort has no trait `motivation`",
        ),
    ],
)
def test_behaviour_may_only_propose_what_the_rulebook_names(attempt, fault):
    """Every fault says which attempt, what is wrong, and what would do."""
    assert faults(attempt) == [f"attempt `{attempt.name}`: {fault}"]


def test_all_faults_come_at_once():
    """The cohort's, the behaviour's and the days'."""
    found = faults(
        Attempt("relased", "juge"),
        people=Population(5, {"lawyer": 3, "heard": True}),
        horizon="2022-01-31",
    )
    assert found == [
        (
            "the horizon 2022-01-31 is not after the start 2022-01-31 "
            "(give the first day that is no longer simulated)"
        ),
        "the cohort: fact `lawyer` cannot be 3 (give `True`, `False`, or `None` for not known)",
        "the cohort: the rulebook has no case fact `heard`",
        "attempt `relased`: the rulebook has no role `juge` (did you mean `judge`?)",
        "attempt `relased`: the rulebook has no event `relased` (did you mean `released`?)",
    ]


def test_two_attempts_of_a_name_are_refused():
    """A label tells them apart."""
    assert faults(GOOD) == ["two attempts are called `returned` (give each a `label` of its own)"]


def test_a_scenario_in_which_nobody_ever_moves_is_refused():
    """At least one attempt must have a way."""
    with pytest.raises(ScenarioError, match="nobody ever moves"):
        specimen(behaviour=[Attempt("reviewed", "judge")])


def test_columns_are_held_against_the_rulebook():
    """As distributions are."""
    people = Cohort.from_columns({"ground": ["none", "flihgt"], "term": [3, 99]})
    assert faults(people=people) == [
        "the cohort: fact `ground` cannot be 'flihgt' (give one of `none`, `flight`, `danger`)",
        "the cohort: fact `term` cannot be 99 (give a whole number from 1 to 60 (months))",
    ]


def test_pathways_open_between_start_and_horizon():
    """Earlier or later starts are refused."""
    people = Cohort.from_columns({"lawyer": [True]}, starts=["2021-01-01"])
    assert "some pathways open before the start" in faults(people=people)[0]


def test_a_milestone_whose_parameter_changes_is_refused():
    """One attempt has one meaning; a change of law within is said by the rules."""
    book = BOOK.extend(
        parameters=(
            Parameter(
                "wait",
                (
                    DatedValue(months(1), valid_to="2023-01-01", sources=("GK",)),
                    DatedValue(months(2), valid_from="2023-01-01", sources=("GK",)),
                ),
            ),
        )
    )
    found = faults(Attempt("released", "judge", at=begun + parameter("wait")), rulebook=book)
    assert "a parameter that changes before the horizon" in found[0]


@pytest.mark.parametrize("made", [outline_eu_2022, specimen], ids=["outline", "specimen"])
def test_json_is_exact_both_ways(made):
    """The thing, its text and its digest."""
    scenario = made()
    text = scenario.to_json(indent=2)
    again = Scenario.from_json(text)
    assert again == scenario
    assert again.to_json(indent=2) == text
    assert again.digest == scenario.digest


def test_a_cohort_is_written_with_the_scenario():
    """Person by person, so that the run is the same."""
    scenario = specimen(people=POPULATION.draw(20, seed=4))
    again = Scenario.from_json(scenario.to_json())
    assert again.to_json() == scenario.to_json()
    assert simulate(again, seed=2).log.rows() == simulate(scenario, seed=2).log.rows()


def changed(path, value):
    """The JSON of the outline scenario with one place changed."""
    form = json.loads(outline_eu_2022().to_json())
    inside = form
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return json.dumps(form)


FIRST = ("behaviour", "behaviour", "attempts", 0, "attempt")


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("start",), "2022-13-01", "start: `start` is `2022-13-01`, a day that the calendar"),
        (("rulebook",), "outlin", "rulebook: there is no built-in rulebook `outlin`"),
        (("people",), 3, "people: it must be a `cohort` or `population`"),
        (("name",), 3, "`name` and `title` must be texts"),
        ((*FIRST, "delay"), {"gamma": {}}, "attempts[0].attempt.delay: there is no `gamma`"),
        (
            (*FIRST, "delay"),
            {"fixed": {"days": -1}},
            "delay.fixed: the days of `Fixed` cannot be `-1`",
        ),
        ((*FIRST, "delay"), {"fixed": {"day": 1}}, "delay.fixed: it must have `days`"),
        ((*FIRST, "chance"), {"decimal": "nan"}, "chance: this cannot be read"),
        ((*FIRST, "at"), {"milestone": {"day": "nope"}}, "at.day: there is no fact `nope`"),
        ((*FIRST, "by"), {"a": 1, "b": 2}, "by: it must have one key"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(path, value, fault):
    """Never a bare error of Python's."""
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(changed(path, value))
    assert fault in caught.value.message


@pytest.mark.parametrize("text", ["{}", "[]", '{"format": "continuum scenario", "version": 1}'])
def test_other_documents_are_no_scenarios(text):
    """The format is named in the document."""
    with pytest.raises(ScenarioError, match="the scenario cannot be read"):
        Scenario.from_json(text)


def test_text_that_is_no_json_is_refused():
    """As everywhere."""
    with pytest.raises(FactError):
        Scenario.from_json("{")


def test_parts_can_be_replaced():
    """The old scenario stays as it is."""
    scenario = specimen()
    other = scenario.with_(name="other", behaviour=[GOOD])
    assert (scenario.name, other.name) == ("specimen", "other")
    assert other.behaviour.attempts == (GOOD,)
    assert scenario.behaviour.attempts == ATTEMPTS
    assert GOOD.delay == Fixed(10)
    assert term.name == "term"


@pytest.mark.parametrize(
    ("derived", "reason"),
    [
        (LatestDay("measures", "end"), "only the latest `start` is kept, not `end`"),
        (
            AnyInForce("measures", {"by": "judge"}),
            "`ordered` takes its field `by` from the request",
        ),
        (
            TotalDays("measures"),
            "the days of records that may end early are not added up",
        ),
        (CountOf("measures", in_force=True), "records in force that end by date are not counted"),
        (
            AnyInForce("measures", with_request=True),
            "the record that a request would add may end by date",
        ),
    ],
)
def test_registers_that_columns_cannot_follow_are_refused_by_name(derived, reason):
    """With the fact, the register, and what would help."""
    kinds = {LatestDay: Day, AnyInForce: Flag, TotalDays: Number, CountOf: Number}
    fact = kinds[type(derived)]("seen", derived=derived)
    by = Choice("by", options=("judge", "officer"))
    said = Choice("said", options=("judge", "officer"), of="request")
    book = BOOK.extend(
        facts=(fact,),
        registers=(Register("measures", (Choice("kind", options=("strict", "mild")), by)),),
        events=(
            Event(
                "ordered",
                decided_by="judge",
                asks=(said,),
                effects=(
                    Adds("measures", {"by": Said("said")}, end=the_day + months(3)),
                    Ends("measures"),
                ),
                sources="GK",
            ),
        ),
        rules=(Rule("S-X", "Known.", "Look.", fact.known(), Governs("returned"), sources="GK"),),
    )
    found = faults(rulebook=book)
    assert any(
        fault.startswith("`seen` is derived from the register `measures`, and " + reason)
        for fault in found
    ), found
