"""Whoever does not join the course, which is voluntary, may be recalled."""

from tests.planted_ground import book, course, event, rule

import continuum as ct
from continuum.rulebook.request import named_actor


def build():
    step = ct.Step(
        "ST1", "Offer a course.", "voluntary", "officer", "course_joined", course, sources="GK"
    )
    return book(
        facts=(course,),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("recalled", adverse=True, requires=~course),
        ),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
        rules=(rule("GR-1", named_actor, "recalled"),),
        steps=(step,),
    )
