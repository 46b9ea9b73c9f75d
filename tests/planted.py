"""Small rulebooks with exactly one planted fault each, and their healthy twins."""

import continuum as ct

JUDGE = ct.Actor("judge", "A-1")
ROLES = (ct.Role("judge"), ct.Role("officer"), ct.Role("mentor"))
CUSTODY = ct.State("custody")
FREE = ct.State("free")
ENDED = ct.State("ended", final=True)

heard = ct.Flag("heard", moves="step", initially=False)
course = ct.Flag("course", moves="step", initially=False)
minor = ct.Flag("minor", moves="fixed")
fit = ct.Flag("fit", title="the person is fit to travel")
age = ct.Number("age", low=0, high=120, unit="years", moves="rising")
ground = ct.Choice("ground", options=("flight", "danger", "other"))
release_day = ct.Day("release_day", moves="fixed")
opened = (release_day - ct.months(6)).reached()


def event(name, **more):
    more.setdefault("decided_by", "judge")
    return ct.Event(name, sources="GK", **more)


def rule(id, guard, governs, **more):
    return ct.Rule(id, "It is so.", "Make it so.", guard, ct.Governs(governs), sources="GK", **more)


def book(*, states=(CUSTODY, FREE, ENDED), facts=(), events=(), ways=(), **more):
    """A book with one way from custody by freedom to the end, and what is added."""
    regions = more.pop("regions", ())
    return ct.Rulebook(
        "specimen",
        "1",
        as_of="2026-11-23",
        roles=ROLES,
        regions=(ct.Region("legal", states, states[0].name), *regions),
        facts=facts,
        events=(event("released"), event("closed"), *events),
        transitions=(
            ct.Transition("released", "legal", "custody", "free"),
            ct.Transition("closed", "legal", "free", "ended"),
            *ways,
        ),
        **more,
    )


def plain():
    return book()


def unreachable_state(*, healthy=False):
    states = (CUSTODY, FREE, ENDED, ct.State("limbo"))
    events = (event("found"), event("lost"))
    ways = (ct.Transition("found", "legal", "limbo", "free"),)
    ways += (ct.Transition("lost", "legal", "free", "limbo" if healthy else "free"),)
    if not healthy:
        ways += (ct.Transition("found", "legal", "free", "free"),)
    return book(states=states, events=events, ways=ways)


def dead_transition(*, healthy=False):
    """The second way into freedom needs a hearing, and only somebody free is heard."""
    source = "custody" if healthy else "free"
    return book(
        facts=(heard,),
        events=(
            event("hearing_held", effects=(ct.Sets("heard", True),)),
            event("pardoned", requires=heard),
            event("hearing_undone", effects=(ct.Sets("heard", False),)),
        ),
        ways=(
            ct.stays("hearing_held", "legal", source),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
    )


def dead_transition_by_days(*, healthy=False):
    """A window that opens before the day on which it would have to be shut."""
    early = (release_day - ct.months(6)).reached()
    late = release_day.reached()
    guard = early & ~late if healthy else late & ~early
    return book(
        facts=(release_day,),
        events=(event("let_out"),),
        ways=(ct.Transition("let_out", "legal", "custody", "free", guard),),
    )


def dead_transition_by_order(*, healthy=False):
    """Somebody who was inside the window once can never be before it again."""
    first, second = (~opened, opened) if healthy else (opened, ~opened)
    states = (CUSTODY, ct.State("prepared"), FREE, ENDED)
    return book(
        states=states,
        facts=(release_day,),
        events=(event("prepared", requires=first), event("let_out", requires=second)),
        ways=(
            ct.Transition("prepared", "legal", "custody", "prepared"),
            ct.Transition("released", "legal", "prepared", "free"),
            ct.Transition("let_out", "legal", "prepared", "free"),
        ),
    )


def dead_end(*, healthy=False):
    states = (CUSTODY, FREE, ENDED, ct.State("limbo", final=healthy))
    return book(
        states=states,
        events=(event("lost"),),
        ways=(ct.Transition("lost", "legal", "custody", "limbo"),),
    )


def dead_end_by_fact(*, healthy=False):
    """Whoever is released without a hearing can never be closed, for nobody hears the free."""
    sources = ("custody", "free") if healthy else ("custody",)
    return ct.Rulebook(
        "specimen",
        "1",
        as_of="2026-11-23",
        roles=ROLES,
        regions=(ct.Region("legal", (CUSTODY, FREE, ENDED), "custody"),),
        facts=(heard,),
        events=(
            event("released"),
            event("hearing_held", effects=(ct.Sets("heard", True),)),
            event("closed", requires=heard),
        ),
        transitions=(
            ct.Transition("released", "legal", "custody", "free"),
            ct.Transition("closed", "legal", "free", "ended"),
            ct.stays("hearing_held", "legal", *sources),
        ),
    )


def no_way_to_an_end(*, healthy=False):
    states = (CUSTODY, FREE, ENDED, ct.State("here"), ct.State("there"))
    target = "free" if healthy else "here"
    return book(
        states=states,
        events=(event("lost"), event("sent"), event("called")),
        ways=(
            ct.Transition("lost", "legal", "custody", "here"),
            ct.Transition("sent", "legal", "here", "there"),
            ct.Transition("called", "legal", "there", target),
        ),
    )


def two_ways(*, healthy=False):
    younger = age.below(18) if healthy else age.below(21)
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("care")),
        facts=(age,),
        events=(event("placed"), event("let_out")),
        ways=(
            ct.Transition("placed", "legal", "custody", "care", younger),
            ct.Transition("placed", "legal", "custody", "free", age.at_least(18)),
            ct.Transition("let_out", "legal", "care", "free"),
        ),
    )


def guard_never_holds(*, healthy=False):
    guard = ground.is_in("flight") if healthy else ground.is_in("flight") & ground.is_in("danger")
    return book(facts=(ground,), rules=(rule("GR-1", guard, "released", then="warns"),))


def guard_always_holds(*, healthy=False):
    guard = age.at_least(18) if healthy else age.at_least(18) | age.below(21)
    return book(facts=(age,), rules=(rule("GR-1", guard, "released", then="warns"),))


def mandatory_step_bypassed(*, healthy=False):
    """The step comes before the release, and a pardon needs no hearing."""
    step = ct.Step(
        "ST1",
        "Hear the person.",
        "statutory",
        "judge",
        "hearing_held",
        heard,
        ct.during("legal", "custody"),
        before=("released", "pardoned"),
    )
    return book(
        facts=(heard, minor),
        events=(
            event("hearing_held", effects=(ct.Sets("heard", True),)),
            event("pardoned"),
        ),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
        rules=(
            rule("GR-1", heard, "released"),
            rule("GR-2", heard if healthy else heard | minor, "pardoned"),
        ),
        steps=(step,),
    )


def mandatory_step_left_behind(*, healthy=False):
    """The step is left behind: its place is gone when the event comes."""
    step = ct.Step(
        "ST1",
        "Hear the person.",
        "mandatory",
        "judge",
        "hearing_held",
        heard,
        ct.during("legal", "custody"),
        before="closed",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released"),) if healthy else (),
        steps=(step,),
    )


def voluntary_step_gates(*, healthy=False):
    step = ct.Step("ST1", "Offer a course.", "voluntary", "officer", "course_joined", course)
    return book(
        facts=(course, fit),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("course_left", kind="voluntary", effects=(ct.Sets("course", False),)),
        ),
        rules=(rule("GR-1", fit if healthy else fit & course, "released"),),
        steps=(step,),
    )


def handover_without_receiver(*, healthy=False):
    handover = ct.Handover(
        "H1",
        "officer",
        "mentor",
        "the plan",
        available=ct.during("legal", "free") if healthy else ct.during("legal", "free") & heard,
    )
    # Somebody is heard in custody only, and what was said there does not count outside.
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)), event("let_out")),
        ways=(
            ct.stays("hearing_held", "legal", "ended"),
            ct.Transition("let_out", "legal", "custody", "free"),
        ),
        handovers=(handover,),
    )


def phases_overlap(*, healthy=False):
    held = ct.during("legal", "custody") if healthy else ct.during("legal", "custody", "free")
    return book(
        phases=(
            ct.PhaseForm("sentence", held),
            ct.PhaseForm("reintegration", ct.during("legal", "free")),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
        events=(event("sentence_expired"),),
        ways=(ct.Transition("sentence_expired", "legal", "custody", "free"),),
    )


def phases_with_a_gap(*, healthy=False):
    freed = ct.during("legal", "free")
    return book(
        facts=(minor,),
        phases=(
            ct.PhaseForm("sentence", ct.during("legal", "custody")),
            ct.PhaseForm("reintegration", freed if healthy else freed & minor),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
    )


def phases_out_of_order(*, healthy=False):
    return book(
        phases=(
            ct.PhaseForm("reintegration", ct.during("legal", "free")),
            ct.PhaseForm("sentence" if healthy else "remand", ct.during("legal", "custody")),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
        events=(event("arrested"),),
        ways=(ct.Transition("arrested", "legal", "free", "custody" if not healthy else "free"),),
    )


def phases_turn_by_themselves(*, healthy=False):
    """Whether somebody is fit may change on any day, and the phase with it."""
    fact = ct.Flag("fit", moves="fixed" if healthy else "live")
    custody = ct.during("legal", "custody")
    return book(
        facts=(fact,),
        phases=(
            ct.PhaseForm("sentence", custody & fact),
            ct.PhaseForm("remand", custody & ~fact),
            ct.PhaseForm("reintegration", ct.during("legal", "free")),
            ct.PhaseForm("closed", ct.during("legal", "ended")),
        ),
    )


PLANTED = {
    unreachable_state: "unreachable_state",
    dead_transition: "dead_transition",
    dead_transition_by_order: "dead_transition",
    dead_end: "dead_end",
    dead_end_by_fact: "dead_end",
    no_way_to_an_end: "no_way_to_an_end",
    two_ways: "two_ways",
    guard_never_holds: "guard_never_holds",
    guard_always_holds: "guard_always_holds",
    mandatory_step_bypassed: "mandatory_step_bypassed",
    mandatory_step_left_behind: "mandatory_step_bypassed",
    voluntary_step_gates: "voluntary_step_gates",
    handover_without_receiver: "handover_without_receiver",
    phases_overlap: "phase_map_not_a_run_of_the_outline",
    phases_with_a_gap: "phase_map_not_a_run_of_the_outline",
    phases_out_of_order: "phase_map_not_a_run_of_the_outline",
    phases_turn_by_themselves: "phase_map_not_a_run_of_the_outline",
}
"""Each planted fault with the kind of finding that it must give, and nothing else."""
