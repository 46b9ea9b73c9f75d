"""Small rulebooks with exactly one planted fault each, and their healthy twins."""

from tests.planted_ground import (
    CUSTODY,
    ENDED,
    FREE,
    JUDGE,
    ROLES,
    age,
    book,
    course,
    event,
    fit,
    ground,
    heard,
    minor,
    opened,
    release_day,
    rule,
)
from tests.planted_steps import (
    demand_blocked,
    demand_blocked_by_facts,
    handover_without_receiver,
    mandatory_step_bypassed,
    mandatory_step_left_behind,
    voluntary_step_gates,
    voluntary_step_punishes,
)

import continuum as ct

__all__ = ["JUDGE", "PLANTED", "course"]


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


def no_way_to_an_end_by_fact(*, healthy=False):
    """Whoever was warned never gets out, wherever the rest of the case stands: one cause."""
    warned = ct.Flag("warned", moves="step", initially=False)
    work = ct.Region("work", (ct.State("idle"), ct.State("hired")), "idle")
    return book(
        regions=(work,),
        facts=(warned,),
        events=(event("warned_once", effects=(ct.Sets("warned", True),)), event("hired_again")),
        ways=(
            ct.Transition("hired_again", "work", "idle", "hired"),
            ct.Transition("hired_again", "work", "hired", "idle"),
        ),
        rules=(rule("GR-1", ct.ALWAYS if healthy else ~warned, "closed"),),
    )


def dead_transition_by_two_rules(*, healthy=False):
    """Two rules that exclude each other, so nobody is ever recalled."""
    missed = ct.Number("missed", low=0, high=9, unit="days")
    return book(
        facts=(missed,),
        events=(event("recalled"),),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
        rules=(
            rule("V-3", missed.at_least(3), "recalled"),
            rule("V-4", missed.below(5 if healthy else 3), "recalled"),
        ),
    )


def two_ways_beside_each_other(*, healthy=False):
    """A way with a condition stands beside one without, so it is never the only one."""
    return book(
        facts=(fit,),
        events=(event("pardoned"),),
        ways=(
            ct.Transition("pardoned", "legal", "custody", "free", ~fit if healthy else ct.ALWAYS),
            ct.Transition("pardoned", "legal", "custody", "ended", fit),
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
    no_way_to_an_end_by_fact: "no_way_to_an_end",
    dead_transition_by_two_rules: "dead_transition",
    two_ways: "two_ways",
    two_ways_beside_each_other: "two_ways",
    guard_never_holds: "guard_never_holds",
    guard_always_holds: "guard_always_holds",
    mandatory_step_bypassed: "mandatory_step_bypassed",
    mandatory_step_left_behind: "mandatory_step_bypassed",
    voluntary_step_gates: "voluntary_step_gates",
    voluntary_step_punishes: "voluntary_step_gates",
    demand_blocked: "demand_blocked",
    demand_blocked_by_facts: "demand_blocked",
    handover_without_receiver: "handover_without_receiver",
    phases_overlap: "phase_map_not_a_run_of_the_outline",
    phases_with_a_gap: "phase_map_not_a_run_of_the_outline",
    phases_out_of_order: "phase_map_not_a_run_of_the_outline",
    phases_turn_by_themselves: "phase_map_not_a_run_of_the_outline",
}
"""Each planted fault with the kind of finding that it must give, and nothing else."""
