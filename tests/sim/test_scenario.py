"""Scenarios: what cannot be simulated is refused whole, and JSON is exact both ways."""

import json

import pytest
from tests.simulated import ATTEMPTS, BOOK, POPULATION, begun, specimen, term

from continuum.errors import FactError, ScenarioError
from continuum.guards import (
    Choice,
    DatedValue,
    Day,
    Number,
    Parameter,
    months,
    parameter,
)
from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor
from continuum.sim import (
    Attempt,
    Bernoulli,
    By,
    Choices,
    Cohort,
    Exponential,
    Fixed,
    LogNormal,
    Perhaps,
    Population,
    Scenario,
    Trait,
    Uniform,
    Weibull,
    Within,
    outline_eu_2022,
    simulate,
)
from continuum.sim.scenario.attempt_faults import recording_faults

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
    released = Attempt("released", "judge", at=begun + parameter("wait"))
    assert faults(released, rulebook=book) == [
        (
            "attempt `released`: its milestone counts with `wait`, which changes on 2023-01-01, "
            "between start and horizon (end on that day, or start on it)"
        )
    ]
    for days in ({"horizon": "2023-01-01"}, {"start": "2023-01-01"}):
        assert specimen(rulebook=book, behaviour=[released], **days).behaviour.attempts


@pytest.mark.parametrize(
    ("attempt", "found"),
    [
        (
            Attempt("care_accepted", "person", learn={"missed": 4}),
            ["`person` may not record `missed` (it is recorded by `judge` or `officer`)"],
        ),
        (
            Attempt("care_accepted", "person", learn={"review": "2023-01-01"}),
            ["`review` is set by events only (attempt the event that records it)"],
        ),
        (
            Attempt("released", "person"),
            [
                (
                    "`released` is not decided by `person`, so it would be refused each time "
                    "(let `judge` or `officer` attempt it)"
                )
            ],
        ),
        (
            Attempt("released", "system", learn={"lawyer": True}),
            [
                (
                    "`released` is not decided by `system`, so it would be refused each time "
                    "(let `judge` or `officer` attempt it)"
                )
            ],
        ),
    ],
)
def test_behaviour_may_do_no_more_than_a_case_allows(attempt, found):
    """Who may record, who decides."""
    missed = Number("missed", moves="step", recorded_by=("judge", "officer"))
    told = faults(attempt, rulebook=BOOK.extend(facts=(missed,)))
    assert told == [f"attempt `{attempt.name}`: {fault}" for fault in found]


def test_what_a_case_refuses_to_learn_a_scenario_refuses_too():
    """Every fact of the outline, by every role: one and the same answer."""
    book = load("outline")
    chart = book.lower("2022-01-01")
    facts = {"sentence_start": "2022-01-01", "foreign_national": True, "term": 30, "heard": True}
    facts |= {"consent": True, "lead": "court_liaison", "h5": "offered"}
    facts = {name: value for name, value in facts.items() if name in chart.facts}
    for role in sorted(book.role_names):
        case = Case.open(book, on="2022-01-01", case_id="P-1")
        for name, value in facts.items():
            fact = chart.facts[name]
            given = fact.options[0] if isinstance(fact, Choice) else value
            try:
                case.learn({name: given}, on="2022-01-02", by=Actor(role, "X-1"))
                refused = False
            except FactError:
                refused = True
            told = list(recording_faults(name, given, chart, {}, role))
            assert bool(told) == refused, (name, role)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (Uniform(0, 61), "`Uniform` gives 0 to 61 (keep it inside: `Within(Uniform("),
        (Fixed(0), "`Fixed` gives 0 to 0 (keep it inside"),
        (Fixed(60.6), "`Fixed` gives 60.6 to 60.6 (keep it inside"),
        (Exponential(5), "`Exponential` gives 0 and more (say what becomes of the rest"),
        (LogNormal(5, 1), "`LogNormal` gives 0 and more (say what becomes of the rest"),
        (Weibull(5, 1), "`Weibull` gives 0 and more (say what becomes of the rest"),
        (Within(Exponential(5), 0, 60), "`Within` gives 0 to 60 (keep it inside"),
        (Perhaps(0.5, Exponential(5)), "`Exponential` gives 0 and more"),
        (By("patient", {True: Exponential(5)}), "`Exponential` gives 0 and more"),
        (Trait("years"), "`Exponential` gives 0 and more"),
        (Choices({3: 1, 61: 1}), "fact `term` cannot be 61 (give a whole number from 1 to 60"),
    ],
)
def test_what_is_drawn_lies_within_the_bounds_of_the_number(source, fault):
    """Nothing is clipped unless the scenario says so."""
    people = Population(
        5,
        facts={"term": source},
        traits={"patient": Bernoulli(0.5), "years": Exponential(5)},
    )
    told = faults(people=people)
    assert len(told) == 1
    assert fault in told[0]


def test_a_number_may_be_kept_within_its_bounds_when_the_scenario_says_so():
    """The draws that fall outside count as the nearer end."""
    source = Within(Exponential(30), 1, 60)
    people = Population(500, facts={"term": source})
    cohort = specimen(people=people, behaviour=[GOOD]).people.draw(seed=1)
    term = cohort.facts["term"].values
    assert (term.min(), term.max()) == (1, 60)
    assert ((term > 1) & (term < 60)).mean() > 0.5
    assert specimen(people=cohort, behaviour=[GOOD]).people is cohort
    assert Scenario.from_json(specimen(people=people, behaviour=[GOOD]).to_json()).people == people


def test_decimals_in_columns_are_held_against_the_bounds_too():
    """Bounds, and numbers that are none."""
    told = faults(people=Cohort.from_columns({"term": [3.5, 90.0], "begun": [5.0, float("nan")]}))
    assert told == [
        (
            "the cohort: `term` is from 1 to 60 months, "
            "and its column gives 3.5 to 90 (keep it inside)"
        ),
        "the cohort: `begun` cannot be infinite or no number (give `None` for not known)",
    ]


def test_a_plain_number_is_no_day():
    """The help says how to write a number of days, and a day."""
    assert faults(people=Population(5, {"begun": 300})) == [
        (
            "the cohort: day `begun` cannot be 300, an int "
            "(a number of days: `Fixed(300)`; a day: `2024-01-01`)"
        )
    ]
    told = faults(people=Cohort.from_columns({"begun": [300]}))
    assert told == ["the cohort: `begun` is a day, and its column holds whole numbers (give days)"]


def test_several_faulty_attempts_are_told_together():
    """With the parts that are wrong, and beside the name and the days."""
    told = faults(
        Attempt("released", "judge", -1, chance=2, learn=5),
        Attempt("ended", 3, after=(1,), retry="soon"),
        Attempt(None, "judge", at=3, during={"legal": 3}),
        "returned",
        name=" ",
        start="2022-13-01",
        horizon=20260131,
    )
    assert told[0] == "the name cannot be ` ` (give a short text)"
    assert told[1].startswith("`the start` is `2022-13-01`, a day that the calendar does not have")
    assert told[2].startswith("`the horizon` is an int, not a day")
    assert told[3:] == [
        "the behaviour: number 4 is `str` (give an `Attempt`)",
        (
            "attempt `released`: delay: the days of `Fixed` cannot be `-1` "
            "(give a number from 0 to 3,652,059)"
        ),
        "attempt `released`: chance: a chance cannot be `2` (give 0 to 1)",
        "attempt `released`: learn: this cannot be `5` (give a mapping of names to values)",
        "attempt `ended`: by: this cannot be `3` (give a text)",
        "attempt `ended`: after: this cannot be `(1,)` (give one name or several)",
        (
            "attempt `ended`: retry: a delay cannot be `soon` "
            "(give days, or a distribution such as `Exponential(mean_days=90)`)"
        ),
        "attempt `without a name`: event: this cannot be `None` (give a text)",
        "attempt `without a name`: at: this cannot be `3` (give a day fact or a milestone)",
        (
            "attempt `without a name`: during: this cannot be `{'legal': 3}` "
            "(give a mapping of regions to states)"
        ),
    ]


def test_parts_of_other_kinds_are_refused_in_words():
    """People, rulebook, behaviour."""
    with pytest.raises(ScenarioError) as caught:
        specimen(people=4, rulebook=3)
    assert caught.value.message.split("\n- ")[1:] == [
        "the people cannot be `int` (give a `Cohort` or a `Population`)",
        "the rulebook cannot be `int` (give one, or the name of a built-in)",
    ]
    with pytest.raises(ScenarioError, match="a behaviour is a list of attempts, not `Attempt`"):
        specimen(behaviour=GOOD)


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
        ((*FIRST, "delay"), {"erlang": {}}, "attempts[0].attempt.delay: there is no `erlang`"),
        (
            (*FIRST, "delay"),
            {"fixed": {"days": -1}},
            "delay.fixed: the days of `Fixed` cannot be `-1`",
        ),
        ((*FIRST, "delay"), {"fixed": {"day": 1}}, "delay.fixed: it must have `days`"),
        ((*FIRST, "chance"), {"decimal": "nan"}, "chance: this cannot be read"),
        ((*FIRST, "chance"), 3, "attempts[0].attempt.chance: a chance cannot be `3`"),
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
