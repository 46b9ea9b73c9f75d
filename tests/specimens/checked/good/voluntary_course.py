"""Somebody may join the course, leave it, or never hear of it: nothing else waits for it."""

from tests.planted_ground import book, course, event

import continuum as ct


def build():
    step = ct.Step(
        "ST1", "Offer a course.", "voluntary", "officer", "course_joined", course, sources="GK"
    )
    return book(
        facts=(course,),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event(
                "course_left",
                kind="voluntary",
                requires=course,
                effects=(ct.Sets("course", False),),
            ),
        ),
        steps=(step,),
    )
