"""Ruritania: a fictional country with one of everything that a rulebook can hold."""

from fractions import Fraction

from continuum.guards import (
    AnyInForce,
    AtLeastOf,
    Choice,
    DatedValue,
    Day,
    DaysSince,
    Earlier,
    Flag,
    LatestDay,
    Number,
    Parameter,
    TotalDays,
    during,
    months,
    parameter,
    share_of,
)
from continuum.rulebook import (
    Adds,
    DutyForm,
    Ends,
    Event,
    Exemption,
    Governs,
    Handover,
    PhaseForm,
    Reference,
    Region,
    Register,
    Role,
    Rule,
    Said,
    Sets,
    State,
    Step,
    Transition,
    stays,
)
from continuum.rulebook.request import human_actor, reasons_given, the_day

# ------------------------------------------------------------------ facts

sentence_start = Day("sentence_start", title="the day the sentence started", moves="fixed")
term = Number("term", title="the term", moves="fixed", low=1, high=360, unit="months")
heard = Flag("heard", title="the person was heard", moves="step", initially=False)
barred = Flag("barred", title="removal is barred", recorded_by=("judge",))
life_in_danger = Flag("life_in_danger", title="a life is in danger", recorded_by=("warden",))
ground = Choice(
    "ground", title="the ground", moves="step", options=("absconding", "new_offence", "relapse")
)
belief = Choice("belief", options=("none", "some"), sensitive="motivation")
plan_agreed = Flag("plan_agreed", title="the plan is agreed", moves="step", initially=False)
plan_day = Day("plan_day", title="the day the plan was agreed", moves="step")

asked_ground = Choice(
    "asked_ground",
    title="the ground that is claimed",
    of="request",
    options=("absconding", "new_offence", "relapse"),
)
until = Day("until", title="the last day of the measure", of="request")
strictness = Choice("strictness", of="request", options=("light", "strict"))

kind = Choice("kind", title="the kind of measure", options=("light", "strict"))
words = Choice("words", title="the reasons in words")
measures = Register("measures", fields=(kind, words), title="the measures")

strict_in_force = Flag(
    "strict_in_force",
    title="a strict measure is in force",
    moves="live",
    derived=AnyInForce("measures", {"kind": "strict"}),
)
measured_days = Number(
    "measured_days",
    title="days under measures, this one included",
    moves="rising",
    unit="days",
    derived=TotalDays("measures", with_request=True),
)
latest_measure = Day(
    "latest_measure",
    title="the start of the latest measure",
    moves="live",
    derived=LatestDay("measures", "start"),
)
quiet_days = Number(
    "quiet_days",
    title="days since the latest measure began",
    moves="rising",
    unit="days",
    derived=DaysSince("measures", "start"),
)
planned_in_time = Flag(
    "planned_in_time",
    title="the plan came before the measure",
    moves="live",
    derived=Earlier("plan_day", "latest_measure"),
)

FACTS = (
    sentence_start,
    term,
    heard,
    barred,
    life_in_danger,
    ground,
    belief,
    plan_agreed,
    plan_day,
    strict_in_force,
    measured_days,
    latest_measure,
    quiet_days,
    planned_in_time,
)

release_day = sentence_start + share_of(term, parameter("share_served"))

# ------------------------------------------------------------------ parts

H5 = Handover(
    "H5",
    sender="warden",
    receiver="probation_officer",
    content=("the plan", "the dates"),
    due=release_day - months(1),
    available=during("legal", "custody"),
    leads=True,
    evidence="a signed packet",
    title="from prison to probation",
    sources="SEEN:code",
)

REGIONS = (
    Region(
        "legal",
        (
            State("custody", title="in custody", coercive=True, lawful_while=~barred | heard),
            State("supervised", title="under supervision", rule="GR-10"),
            State("free", title="free", final=True),
        ),
        initial="custody",
        title="the legal track",
    ),
    Region(
        "residence",
        (State("resident"), State("removed", final=True, sources="GK")),
        initial="resident",
    ),
)

EVENTS = (
    Event("released", decided_by="judge", requires=release_day.reached(), sources="SEED:S03"),
    Event(
        "person_heard",
        decided_by=("judge", "probation_officer"),
        kind="organisational",
        effects=(Sets("heard", True),),
    ),
    Event("plan_made", effects=(Sets("plan_agreed", True), Sets("plan_day", the_day))),
    Event(
        "recalled",
        decided_by="judge",
        kind="mandatory",
        adverse=True,
        asks=(asked_ground,),
        needs=("asked_ground", "reasons", "remedy"),
        effects=(Sets("ground", Said("asked_ground")), Sets("heard", False)),
        sources=("SEEN:code (art 4)", "GK"),
    ),
    Event(
        "measure_imposed",
        decided_by="judge",
        adverse=True,
        asks=(until, strictness),
        effects=(
            Adds(
                "measures",
                {"kind": Said("strictness"), "words": Said("reasons")},
                start=the_day,
                end=Said("until"),
            ),
        ),
    ),
    Event("measure_lifted", decided_by="judge", target="measures", effects=(Ends("measures"),)),
    Event("removed_from_country", decided_by="judge", adverse=True, sources="GK"),
)

TRANSITIONS = (
    Transition("released", "legal", "custody", "supervised", basis="R1"),
    Transition("recalled", "legal", "supervised", "custody", when=heard, basis="R2"),
    stays("recalled", "legal", "supervised", when=~heard),
    Transition("removed_from_country", "residence", "resident", "removed"),
)

RULES = (
    Rule(
        "GR-03",
        "On the day of release the person is released.",
        "Release on the day.",
        guard=release_day.reached(),
        governs=Governs("released"),
        then="demands",
        precedence="liberty",
        sources="SEED:S03",
    ),
    Rule(
        "GR-10",
        "Nobody is released without a plan.",
        "Agree the plan.",
        guard=plan_agreed,
        governs=Governs("released"),
        force="profile",
        precedence="continuity",
        exemptions=(Exemption("the person declines", heard, "ASSUMPTION"),),
        duty=DutyForm("agree the plan", owner="warden", due=the_day + months(1), met=plan_agreed),
        sources="SEED:S03",
    ),
    Rule(
        "GR-11",
        "A handover comes first.",
        "Let probation accept the handover.",
        guard=H5.accepted,
        governs=Governs("released"),
        force="profile",
        precedence="continuity",
        sources="GK",
    ),
    Rule(
        "GR-51",
        "Nobody is removed while a bar stands.",
        "The bar must end first.",
        guard=~barred,
        governs=Governs("removed_from_country"),
        precedence="refoulement",
        sources="SEEN:code",
    ),
    Rule(
        "GR-90",
        "What is adverse is decided by a human, with reasons.",
        "Let a human decide, and say why.",
        guard=human_actor & reasons_given,
        governs=Governs(adverse=True),
        precedence="rights",
        sources="SEED:S03",
    ),
    Rule(
        "GR-91",
        "Who is put in custody is told why.",
        "Tell the person.",
        guard=reasons_given,
        governs=Governs(coercive=True),
        then="warns",
        precedence="rights",
        sources="GK",
    ),
    Rule(
        "GR-92",
        "Measures last twelve months in all.",
        "Choose an earlier end.",
        guard=measured_days.below(parameter("most_days")),
        governs=Governs("measure_imposed"),
        precedence="liberty",
        in_force_from="2015-01-01",
        sources="GK",
    ),
    Rule(
        "GR-93",
        "A strict measure is reviewed.",
        "Review it.",
        guard=AtLeastOf(2, (heard, plan_agreed, ~strict_in_force)),
        governs=Governs(("measure_imposed", "measure_lifted")),
        then="owes",
        force="profile",
        duty=(
            DutyForm(
                "review the measure",
                owner="judge",
                due=the_day + parameter("review"),
                met=heard & planned_in_time.known(),
                lapses=~strict_in_force,
            ),
        ),
        in_force_to="2030-01-01",
        sources="GK",
    ),
)


def parts():
    """Everything that the rulebook of Ruritania is made of."""
    return {
        "name": "ruritania",
        "version": "1",
        "as_of": "2026-11-23",
        "title": "Ruritania",
        "status": "a fiction for tests",
        "roles": (
            Role("judge", code="R01"),
            Role("warden"),
            Role("probation_officer", title="the probation officer"),
        ),
        "regions": REGIONS,
        "facts": FACTS,
        "registers": (measures,),
        "parameters": (
            Parameter(
                "share_served",
                values=(
                    DatedValue(Fraction(1, 2), valid_to="2020-07-01", sources=("GK",)),
                    DatedValue(Fraction(2, 3), valid_from="2020-07-01", sources=("SEEN:code",)),
                ),
                title="the share of the term that is served",
            ),
            Parameter("most_days", values=(DatedValue(365, sources=("GK",)),), unit="days"),
            Parameter("review", values=(DatedValue(months(6), sources=("ASSUMPTION",)),)),
        ),
        "events": EVENTS,
        "transitions": TRANSITIONS,
        "rules": RULES,
        "steps": (
            Step(
                "ST1",
                "The plan is made.",
                "statutory",
                "warden",
                event="plan_made",
                done=plan_agreed,
                available=during("legal", "custody"),
                due=release_day - months(2),
                before="released",
                sources="GK",
            ),
            Step("ST2", "A mentor is offered.", "voluntary", ("warden", "probation_officer")),
        ),
        "handovers": (H5,),
        "phases": (
            PhaseForm("sentence", during("legal", "custody")),
            PhaseForm("probation", during("legal", "supervised")),
            PhaseForm("closed", during("legal", "free")),
        ),
        "lead": "warden",
        "references": (
            Reference("S03", "what prisons and probation do before release"),
            Reference("code", "the code of Ruritania", "https://example.org/code"),
        ),
    }
