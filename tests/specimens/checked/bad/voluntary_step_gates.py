"""The course is voluntary, and without it nobody is released before the sentence is over."""

from tests.planted_ground import book, course, event, fit, rule

import continuum as ct


def build():
    step = ct.Step(
        "ST1", "Offer a course.", "voluntary", "officer", "course_joined", course, sources="GK"
    )
    return book(
        facts=(course, fit),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("course_left", kind="voluntary", effects=(ct.Sets("course", False),)),
            event("sentence_over"),
        ),
        ways=(ct.Transition("sentence_over", "legal", "custody", "free"),),
        rules=(rule("GR-1", fit & course, "released"),),
        steps=(step,),
    )
