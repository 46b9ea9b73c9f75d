"""Records that end by what a request says, or by being named: the checker against every case."""

from itertools import product

import attrs

import continuum as ct
from continuum.guards import All, weigh
from continuum.semantics import (
    Actor,
    CaseView,
    decide,
    opening,
    request_for,
    step,
)
from continuum.verify import check
from continuum.verify.properties import happens, never_before, sometimes, until

KINDS = ("talks", "visits", "letters")
DAY = "2026-11-23"
asked = ct.Choice("kind_asked", options=KINDS, of="request")
flags = tuple(
    ct.Flag(f"agrees_to_{kind}", derived=ct.AnyInForce("consents", {"kind": kind}))
    for kind in KINDS
)
talks, visits, _ = flags
EVERY = tuple(product((True, False), repeat=3))
REGION = (ct.Region("legal", (ct.State("open"),), "open"),)
said = {"kind": ct.Said("kind_asked")}


def book(*, needs=("kind_asked",), more=()):
    """Consents are given and withdrawn by kind, and one of them is ended by its name."""
    gates = tuple(
        ct.Event(f"{flag.name}_used", decided_by="person", requires=flag, sources="GK")
        for flag in flags
    )
    events = (
        ct.Event(
            "given",
            decided_by="person",
            asks=(asked,),
            needs=("kind_asked",),
            effects=(ct.Adds("consents", said),),
            sources="GK",
        ),
        ct.Event(
            "withdrawn",
            decided_by="person",
            asks=(asked,),
            needs=needs,
            effects=(ct.Ends("consents", said),),
            sources="GK",
        ),
        ct.Event(
            "struck_out",
            decided_by="person",
            needs=("target",),
            effects=(ct.Ends("consents", target=True),),
            target="consents",
            sources="GK",
        ),
        *gates,
        *more,
    )
    return ct.Rulebook(
        "consents",
        "1",
        as_of=DAY,
        roles=(ct.Role("person"),),
        facts=flags,
        registers=(ct.Register("consents", (ct.Choice("kind", options=KINDS),)),),
        regions=REGION,
        events=events,
        transitions=tuple(ct.stays(gate.name, "legal", "open") for gate in gates),
    )


def every_step(made, steps=4):
    """Every allowed decision of every case of a few events, with how the case stands after it."""
    chart, on = made.lower(DAY), made.as_of
    by = Actor("person", "A-1")
    waiting = [(opening(chart, on), 0)]
    while waiting:
        case, done = waiting.pop()
        ids = [record.id for record in case.records.get("consents", ())]
        for heard in chart.events.values():
            options = KINDS if heard.asks else (None,)
            options = (*options, *(() if "kind_asked" in heard.event.needs else (None,)))
            for option, id in product(options, ids if heard.event.target else (None,)):
                given = {"kind_asked": option} if option else {}
                given |= {"target": id} if id else {}
                decision = decide(chart, case, heard.name, on, request_for(heard, on, by, given))
                if decision:
                    after = step(chart, case, decision)
                    yield option, decision, after
                    if done + 1 < steps and heard.event.effects:
                        waiting.append((after, done + 1))


def standing(made, case):
    view = CaseView(made.lower(DAY), case, made.as_of)
    return {flag.name: weigh(flag, view).holds for flag in flags}


def decided(made, properties):
    """The names of the properties that are violated; all of them are decided, by what replays."""
    report = check(made, properties=properties)
    assert not report.undecided
    return {finding.subjects[0] for finding in report.of_kind("property_violated")}


def test_after_a_withdrawal_what_was_named_is_gone_and_the_rest_may_stand():
    made = book()
    properties, expected = [], set()
    for kind, flag in product(KINDS, flags):
        name = f"{kind}_takes_{flag.name}"
        at = happens("withdrawn", given=asked.is_in(kind))
        properties.append(until(~flag, happens("given"), when=at, name=name))
        left = any(
            standing(made, after)[flag.name]
            for option, decision, after in every_step(made)
            if decision.event == "withdrawn" and option == kind
        )
        expected |= {name} if left else set()
    assert len(expected) == 6
    assert decided(made, properties) == expected


def test_a_withdrawal_that_may_leave_out_what_it_is_about_may_end_nothing():
    made = book(needs=())
    gone = until(~talks, happens("given"), when=happens("withdrawn"), name="gone")
    silent = happens("withdrawn", given=~asked.known())
    kept = until(~talks, happens("given"), when=silent, name="kept")
    assert decided(made, [gone, kept]) == {"gone", "kept"}
    assert any(
        option is None and standing(made, after)["agrees_to_talks"]
        for option, decision, after in every_step(made, 3)
        if decision.event == "withdrawn"
    )


def test_one_record_that_is_ended_by_its_name_may_leave_another_or_none():
    made = book()
    struck = happens("struck_out")
    gone = until(~talks, happens("given"), when=struck, name="gone")
    left = until(talks | visits, happens("given"), when=struck, name="left")
    report = check(made, properties=[gone, left])
    assert {finding.subjects for finding in report.of_kind("property_violated")} == {("left",)}
    assert {finding.subjects for finding in report.undecided} <= {("gone",)}
    assert not any("`gone`" in line for line in report.proved)
    after = {
        tuple(standing(made, case).values())
        for _, decision, case in every_step(made)
        if decision.event == "struck_out"
    }
    assert (False, False, False) in after
    assert (True, False, False) in after


def test_every_mix_of_consents_is_found_and_nothing_comes_of_nothing():
    made = book()
    mixes = [All(f if yes else ~f for f, yes in zip(flags, mix, strict=True)) for mix in EVERY]
    can = [sometimes(mix, name=f"mix_{n}") for n, mix in enumerate(mixes)]
    first = [
        never_before(
            happens(f"{flag.name}_used"), happens("given", given=asked.is_in(kind)), name=flag.name
        )
        for kind, flag in zip(KINDS, flags, strict=True)
    ]
    assert decided(made, [*can, *first]) == set()
    assert check(made).findings == ()


def test_nobody_names_a_record_where_there_is_none():
    struck = next(event for event in book().events if event.name == "struck_out")
    made = attrs.evolve(book(), events=(struck,), facts=(), transitions=())
    report = check(made)
    (dead,) = [f for f in report.of_kind("dead_transition") if f.subjects[0] == "struck_out"]
    assert "its record" in dead.sentence
