"""A small made-up rulebook that uses every part of the language, and behaviour for it."""

from datetime import date
from fractions import Fraction
from functools import partial

from continuum.guards import (
    AnyInForce,
    Choice,
    CountOf,
    Day,
    DaysSince,
    Earlier,
    Flag,
    Known,
    LatestDay,
    Number,
    Parameter,
    Same,
    TotalDays,
    days,
    during,
    half_of,
    months,
    parameter,
    share_of,
    working_days,
)
from continuum.guards import (
    DatedValue as _DatedValue,
)
from continuum.rulebook import (
    Adds,
    Ends,
    Event,
    Governs,
    Region,
    Register,
    Role,
    Rulebook,
    Said,
    Sets,
    State,
    Transition,
    stays,
)
from continuum.rulebook import (
    Exemption as _Exemption,
)
from continuum.rulebook import (
    Rule as _Rule,
)
from continuum.rulebook.request import reasons_given, the_day
from continuum.sim import (
    Attempt,
    Bernoulli,
    Choices,
    Exponential,
    LogNormal,
    Perhaps,
    Population,
    Scenario,
    Trait,
    Uniform,
    Weibull,
    Within,
)

DatedValue = partial(_DatedValue, sources=("ASSUMPTION",))
Exemption = partial(_Exemption, sources="ASSUMPTION")
Rule = partial(_Rule, sources="ASSUMPTION")

term = Number("term", low=1, high=60, unit="months", moves="step")
begun = Day("begun", moves="step")
review = Day("review", moves="step")
ground = Choice("ground", options=("none", "flight", "danger"), moves="step")
asked_ground = Choice("asked_ground", options=("flight", "danger"), of="request")
asked_kind = Choice("asked_kind", options=("strict", "mild"), of="request")
asked_term = Number("asked_term", low=1, high=40, unit="months", of="request")
asked_day = Day("asked_day", of="request")
lawyer = Flag("lawyer", moves="live")
last_ground = Choice("last_ground", options=("danger", "flight"), moves="step")
same_ground = Flag("same_ground", derived=Same("ground", "asked_ground"))
review_first = Flag("review_first", derived=Earlier("review", "begun"))
measured = Flag("measured", derived=AnyInForce("measures"))
strict = Flag("strict", derived=AnyInForce("measures", {"kind": "strict"}))
measures = Number("measures_so_far", derived=CountOf("measures", with_request=True))
strict_open = Number("strict_open", derived=CountOf("measures", {"kind": "strict"}, in_force=True))
measured_days = Number("measured_days", unit="days", derived=TotalDays("measures"))
last_measure = Day("last_measure", derived=LatestDay("measures", "start"))
quiet_days = Number("quiet_days", unit="days", derived=DaysSince("measures", "start"))

BOOK = Rulebook(
    "specimen",
    "1",
    as_of="2026-11-23",
    roles=(Role("judge"), Role("officer"), Role("person")),
    regions=(
        Region("legal", (State("held"), State("free"), State("done", final=True)), "held"),
        Region("care", (State("none"), State("offered"), State("running")), "none"),
    ),
    facts=(
        term,
        begun,
        review,
        ground,
        last_ground,
        lawyer,
        same_ground,
        review_first,
        measured,
        strict,
        measures,
        strict_open,
        measured_days,
        last_measure,
        quiet_days,
    ),
    registers=(Register("measures", (Choice("kind", options=("strict", "mild")),)),),
    parameters=(
        Parameter(
            "share",
            (
                DatedValue(Fraction(1, 2), valid_to="2023-03-01"),
                DatedValue(Fraction(2, 3), valid_from="2023-03-01"),
            ),
        ),
        Parameter("least", (DatedValue(12),)),
    ),
    events=(
        Event(
            "sentenced",
            decided_by="judge",
            asks=(asked_term, asked_ground),
            needs="asked_term",
            effects=(
                Sets("term", Said("asked_term")),
                Sets("ground", Said("asked_ground")),
                Sets("begun", the_day),
            ),
        ),
        Event(
            "reviewed",
            decided_by="judge",
            asks=(asked_day,),
            effects=(Sets("review", Said("asked_day")),),
        ),
        Event(
            "released",
            decided_by=("judge", "officer"),
            requires=Known(term) & Known(begun),
            effects=(Sets("begun", None),),
        ),
        Event("returned", decided_by="officer", effects=(Sets("begun", the_day - months(1)),)),
        Event("ended", decided_by="judge", requires=term.at_least(parameter("least"))),
        Event("care_offered", decided_by="officer"),
        Event("care_accepted", decided_by="person"),
        Event(
            "measure_ordered",
            decided_by="judge",
            adverse=True,
            asks=(asked_ground,),
            effects=(Adds("measures", {"kind": "strict"}),),
        ),
        Event(
            "measure_softened",
            decided_by="judge",
            requires=measured,
            effects=(Ends("measures", {"kind": "strict"}), Adds("measures", {"kind": "mild"})),
        ),
        Event("measures_lifted", decided_by="judge", effects=(Ends("measures"),)),
        Event(
            "measures_ended",
            decided_by="officer",
            asks=(asked_kind,),
            effects=(Ends("measures", {"kind": Said("asked_kind")}),),
        ),
    ),
    transitions=(
        stays("sentenced", "legal", "held"),
        Transition("released", "legal", "held", "free"),
        Transition("released", "care", ("offered", "running"), "none", lawyer),
        stays("released", "care", "offered", "running", when=~lawyer),
        stays("released", "care", "none"),
        Transition("returned", "legal", "free", "held", ground.is_in("flight", "danger")),
        Transition("returned", "legal", "free", "done", ground.is_in("none")),
        Transition("ended", "legal", "free", "done"),
        Transition("care_offered", "care", "none", "offered"),
        Transition("care_accepted", "care", "offered", "running"),
    ),
    rules=(
        Rule(
            "S-1",
            "Half first.",
            "Wait.",
            (begun + share_of(term, parameter("share"))).reached(),
            Governs("released"),
        ),
        Rule(
            "S-2",
            "Reasons.",
            "Give them.",
            reasons_given,
            Governs(("released", "ended")),
            in_force_from="2022-09-01",
        ),
        Rule(
            "S-3",
            "With a lawyer.",
            "Find one.",
            lawyer,
            Governs("measure_ordered"),
            exemptions=(Exemption("none in force", ~measured),),
        ),
        Rule("S-4", "Not too many.", "End one.", measures.below(4), Governs("measure_ordered")),
        Rule("S-5", "Another ground.", "Say another.", ~same_ground, Governs("measure_ordered")),
        Rule(
            "S-6",
            "Nothing strict for long.",
            "Soften it.",
            ~strict | measured_days.below(200),
            Governs(("returned", "released")),
        ),
        Rule(
            "S-7", "Not twice.", "Soften first.", strict_open.below(2), Governs("measure_ordered")
        ),
        Rule(
            "S-8",
            "Not at once.",
            "Wait.",
            ~Known(last_measure) | (last_measure + working_days(20)).reached(),
            Governs("measure_softened"),
        ),
        Rule(
            "S-9",
            "A quiet month.",
            "Wait.",
            ~measured | quiet_days.at_least(30),
            Governs("care_offered"),
        ),
        Rule(
            "S-10",
            "Review before.",
            "Review.",
            review_first,
            Governs("ended"),
            exemptions=(Exemption("cared for", during("care", "running")),),
        ),
        Rule(
            "S-0",
            "At the end of the term the doors open.",
            "Open them.",
            (begun + term).reached() & during("legal", "held"),
            Governs("released"),
            then="demands",
            precedence="liberty",
        ),
    ),
)

ATTEMPTS = (
    Attempt(
        "sentenced",
        "judge",
        LogNormal(60, 1),
        given={
            "asked_term": Trait("term"),
            "asked_ground": Perhaps(0.8, Choices({"flight": 1, "danger": 2})),
        },
        again=Exponential(400),
        clock="restart",
    ),
    Attempt("reviewed", "judge", Exponential(300), given={"asked_day": Uniform(0, 500)}, again=200),
    Attempt(
        "released",
        "judge",
        Weibull(1.5, 60),
        given={"reasons": Bernoulli(0.6)},
        retry=Uniform(5, 40),
    ),
    Attempt("released", "officer", 0, at=begun + term, label="released_at_the_end", retry=25),
    Attempt("returned", "officer", Exponential(300), retry=Exponential(50)),
    Attempt(
        "ended",
        "judge",
        LogNormal(200, 1),
        given={"reasons": "all is done"},
        retry=30,
        clock="restart",
    ),
    Attempt("care_offered", "officer", Exponential(100), retry=20),
    Attempt("care_accepted", "person", 14, learn={"lawyer": Perhaps(0.7, Bernoulli(0.5))}),
    Attempt(
        "measure_ordered",
        "judge",
        Exponential(150),
        given={"asked_ground": Choices({"flight": 1, "danger": 1})},
        during={"legal": ("free", "held")},
        retry=15,
        again=Exponential(90),
    ),
    Attempt("measure_softened", "judge", Exponential(60), after="measure_ordered", retry=10),
    Attempt(
        "measures_ended",
        "officer",
        Exponential(200),
        after="measure_ordered",
        given={"asked_kind": Perhaps(0.8, Choices({"mild": 1, "strict": 2}))},
    ),
    Attempt("measures_lifted", "judge", Uniform(0, 400), after="measure_softened", chance=0.5),
    Attempt(
        "ended",
        "judge",
        0,
        at=begun + half_of(term) + days(3),
        only={"patient": True},
        label="ended_halfway",
    ),
)

POPULATION = Population(
    60,
    facts={
        "lawyer": Perhaps(0.7, Bernoulli(0.5)),
        "ground": Perhaps(0.6, Choices({"none": 1, "flight": 2})),
    },
    traits={"term": Within(LogNormal(18, 0.8), 1, 40), "patient": Bernoulli(0.5)},
    tags={"motivation": Choices({"a": 1, "b": 1})},
)


def specimen(**changes):
    """The specimen as a scenario, with some parts replaced."""
    parts = {
        "name": "specimen",
        "rulebook": BOOK,
        "people": POPULATION,
        "behaviour": ATTEMPTS,
        "start": date(2022, 1, 31),
        "horizon": date(2026, 1, 31),
    }
    return Scenario(**(parts | changes))
