"""Small rulebooks with a fault in their steps, demands and handovers, and healthy twins."""

from tests.planted_ground import (
    CUSTODY,
    ENDED,
    FREE,
    book,
    course,
    event,
    fit,
    heard,
    minor,
    release_day,
    rule,
)

import continuum as ct


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
        sources="GK",
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
        sources="GK",
    )
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released"),) if healthy else (),
        steps=(step,),
    )


def voluntary_step_gates(*, healthy=False):
    step = offer()
    return book(
        facts=(course, fit),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("course_left", kind="voluntary", effects=(ct.Sets("course", False),)),
            event("sentence_over"),
        ),
        ways=(ct.Transition("sentence_over", "legal", "custody", "free"),),
        rules=(rule("GR-1", fit if healthy else fit & course, "released"),),
        steps=(step,),
    )


def voluntary_step_punishes(*, healthy=False):
    """Whoever accepts the course is never let go: one cause, in whatever other regions."""
    step = offer()
    work = ct.Region("work", (ct.State("idle"), ct.State("hired")), "idle")
    return book(
        states=(CUSTODY, FREE, ENDED, ct.State("care")),
        regions=(work,),
        facts=(course, heard),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("hired_again"),
            event("placed"),
            event("hearing_held", effects=(ct.Sets("heard", True),)),
            event("sentence_over", requires=heard if healthy else heard & ~course),
        ),
        ways=(
            ct.Transition("hired_again", "work", "idle", "hired"),
            ct.Transition("hired_again", "work", "hired", "idle"),
            ct.Transition("sentence_over", "legal", "care", "ended"),
            ct.Transition("placed", "legal", "custody", "care"),
            ct.stays("hearing_held", "legal", "care"),
        ),
        steps=(step,),
    )


def demand_blocked(*, healthy=False):
    """The sentence ends in the strict unit as well, and from there the end has no way."""
    states = (
        ct.State("custody", coercive=True, sources="GK"),
        ct.State("strict_unit", coercive=True, sources="GK"),
        FREE,
        ENDED,
    )
    return book(
        states=states,
        facts=(release_day,),
        events=(event("sentence_over"), event("confined"), event("let_back")),
        ways=(
            ct.Transition("confined", "legal", "custody", "strict_unit"),
            ct.Transition("let_back", "legal", "strict_unit", "custody"),
            ct.Transition(
                "sentence_over",
                "legal",
                ("custody", "strict_unit") if healthy else "custody",
                "free",
            ),
        ),
        rules=(demand(),),
    )


def demand_blocked_by_facts(*, healthy=False):
    """What was recorded shuts every way on the day on which the event is demanded."""
    when = ct.ALWAYS if healthy else heard
    return book(
        states=(ct.State("custody", coercive=True, sources="GK"), FREE, ENDED),
        facts=(release_day, heard),
        events=(
            event("sentence_over"),
            event("hearing_held", effects=(ct.Sets("heard", True),)),
        ),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("sentence_over", "legal", "custody", "free", when),
        ),
        # Whether somebody was heard is read in the healthy twin as well.
        rules=(demand(), rule("GR-2", heard, "closed", then="warns")),
    )


def offer():
    """An offer that may be declined."""
    return ct.Step(
        "ST1", "Offer a course.", "voluntary", "officer", "course_joined", course, sources="GK"
    )


def demand():
    return rule(
        "GR-1", release_day.reached(), "sentence_over", then="demands", precedence="liberty"
    )


def handover_without_receiver(*, healthy=False):
    handover = ct.Handover(
        "H1",
        "officer",
        "mentor",
        "the plan",
        available=ct.during("legal", "free") if healthy else ct.during("legal", "free") & heard,
        sources="GK",
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
        rules=(rule("GR-1", heard, "closed", then="warns"),),
    )
