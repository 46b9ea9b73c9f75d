"""Small rulebooks that the tests share: a made-up country, everything the language has."""

from __future__ import annotations

from functools import cache

import continuum as ct
from continuum.rulebook import request

barred = ct.Flag("barred", title="removal is barred", recorded_by=("judge",))
heard = ct.Flag("heard", title="the person was heard", recorded_by=("officer",))
foreign = ct.Flag("foreign", title="the person is a foreign national", moves="fixed")
ready = ct.Flag("ready", title="the place is ready", initially=False, moves="step")
age = ct.Number("age", low=0, high=120, unit="years")
custody_start = ct.Day("custody_start", moves="fixed")
term = ct.Number("term", low=1, high=600, unit="months", moves="fixed")
faith = ct.Choice("faith", options=("one", "another"), sensitive="motivation")
illness = ct.Choice("illness", options=("none", "some"), sensitive="diagnosis")
ground = ct.Choice("ground", options=("absconding", "public_order"), of="request")
until = ct.Day("until", of="request")
held = ct.Flag(
    "held",
    title="a custody title is in force",
    derived=ct.AnyInForce("titles", where={"kind": "custody"}, with_request=True),
)
days_measured = ct.Number(
    "days_measured",
    high=10_000,
    unit="days",
    derived=ct.TotalDays("measures", with_request=True),
)
title_kind = ct.Choice("kind", options=("custody", "supervision"))
sentence_end = custody_start + term
H1 = ct.Handover("H1", "officer", "mentor", ("plan", "home"), leads=True, sources="SEED:S55")


@cache
def ruritania() -> ct.Rulebook:
    """Give a book with three regions, registers, a handover and rules of every kind."""
    return ct.Rulebook(
        "ruritania",
        "1",
        as_of="2026-11-23",
        lead="officer",
        roles=tuple(map(ct.Role, ("judge", "officer", "mentor", "person", "system"))),
        facts=(
            barred, heard, foreign, ready, age, custody_start, term, faith, illness, held,
            days_measured,
        ),
        registers=(
            ct.Register("titles", (title_kind,)),
            ct.Register("measures"),
        ),
        parameters=(
            ct.Parameter(
                "hearing_days",
                (
                    ct.DatedValue(ct.days(14), None, "2024-07-01", sources=("GK",)),
                    ct.DatedValue(ct.days(7), "2024-07-01", None, sources=("GK",)),
                ),
            ),
        ),
        regions=(
            ct.Region(
                "legal",
                (
                    ct.State("custody", coercive=True, lawful_while=held, rule="GR-01"),
                    ct.State("liberty"),
                    ct.State("closed", final=True),
                ),
                "liberty",
            ),
            ct.Region("supervision", (ct.State("none"), ct.State("active")), "none"),
            ct.Region("residence", (ct.State("here"), ct.State("gone")), "here"),
        ),
        events=(
            ct.Event(
                "sentenced",
                decided_by="judge",
                adverse=True,
                asks=(until,),
                needs=("until",),
                effects=(ct.Adds("titles", {"kind": "custody"}, end=ct.Said("until")),),
                sources="GK",
            ),
            ct.Event("released", decided_by="judge", effects=(ct.Ends("titles"),), sources="GK"),
            ct.Event("term_ended", decided_by="officer", sources="GK"),
            ct.Event("supervised", decided_by="officer", requires=heard, sources="GK"),
            ct.Event("removed", decided_by="officer", adverse=True, asks=(ground,), sources="GK"),
            ct.Event(
                "measured",
                decided_by="judge",
                adverse=True,
                asks=(until,),
                effects=(ct.Adds("measures", end=ct.Said("until")),),
                sources="GK",
            ),
            ct.Event(
                "place_found", decided_by="mentor", effects=(ct.Sets("ready", to=True),),
                sources="GK",
            ),
            ct.Event("closed", decided_by="officer", sources="GK"),
        ),
        transitions=(
            ct.Transition("sentenced", "legal", "liberty", "custody"),
            ct.Transition("released", "legal", "custody", "liberty"),
            ct.Transition("term_ended", "legal", "custody", "liberty"),
            ct.Transition("supervised", "supervision", "none", "active", when=age.at_least(18)),
            ct.Transition("supervised", "supervision", "none", "none", when=age.below(18)),
            ct.stays("supervised", "legal", "liberty"),
            ct.Transition("removed", "residence", "here", "gone"),
            ct.Transition("closed", "legal", "liberty", "closed"),
        ),
        rules=(
            ct.Rule(
                "GR-01", "No custody without a title.", "Record the title.", guard=held,
                governs=ct.Governs(coercive=True), precedence="rights", sources="GK",
            ),
            ct.Rule(
                "GR-03", "On the last day custody ends.", "Nothing stops it.",
                guard=sentence_end.reached(), governs=ct.Governs("term_ended"), then="demands",
                precedence="liberty", sources="GK",
            ),
            ct.Rule(
                "GR-30", "The lead changes by a handover.", "The mentor accepts the handover.",
                guard=H1.accepted, governs=ct.Governs(("term_ended", "released")),
                precedence="continuity", sources="GK",
            ),
            ct.Rule(
                "GR-51", "No removal while it is barred.", "The bar must end first.",
                guard=foreign & ~barred, governs=ct.Governs("removed"), precedence="refoulement",
                exemptions=(ct.Exemption("child", age.below(1), "GK"),), sources="GK",
            ),
            ct.Rule(
                "GR-15", "At most 90 days of measures in all.", "Choose an earlier end.",
                guard=days_measured.at_most(90), governs=ct.Governs("measured"), sources="GK",
            ),
            ct.Rule(
                "GR-57", "The person is heard soon after a removal is decided.", "Hear the person.",
                guard=heard, governs=ct.Governs("removed"), then="owes", precedence="rights",
                duty=ct.DutyForm(
                    "hear the person", "officer",
                    due=request.the_day + ct.parameter("hearing_days"), met=heard,
                ),
                sources="GK",
            ),
            ct.Rule(
                "GR-94", "Removal for public order alone is doubtful.", "State another ground.",
                guard=~ground.is_in("public_order"), governs=ct.Governs("removed"), then="warns",
                sources="GK",
            ),
        ),
        handovers=(H1,),
    )  # fmt: skip


JUDGE = ct.Actor("judge", "J-1")
OFFICER = ct.Actor("officer", "O-1")
MENTOR = ct.Actor("mentor", "M-1")


def opened(**facts: object) -> ct.Case:
    """Open a case of a fictional person under the made-up country's rules."""
    known = {"foreign": True, "age": 34, "custody_start": "2024-01-01", "term": 6} | facts
    return ct.Case.open(ruritania(), on="2024-01-01", case_id="P-RU-01", facts=known)


def handed_over(case: ct.Case, on: str) -> None:
    """Take handover H1 from prepared to accepted."""
    for stage, by in (
        ("prepared", OFFICER),
        ("person_informed", OFFICER),
        ("offered", OFFICER),
        ("read", MENTOR),
        ("joint_meeting_held", MENTOR),
        ("accepted", MENTOR),
    ):
        case.send(f"h1_{stage}", on=on, by=by)
