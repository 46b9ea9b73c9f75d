"""A recall after three missed days, whether somebody joined the course or not."""

from tests.planted_ground import book, course, event, rule

import continuum as ct
from continuum.rulebook.request import named_actor

missed = ct.Number("missed", low=0, high=9, unit="days")


def build():
    step = ct.Step(
        "ST1", "Offer a course.", "voluntary", "officer", "course_joined", course, sources="GK"
    )
    return book(
        facts=(course, missed),
        events=(
            event("course_joined", kind="voluntary", effects=(ct.Sets("course", True),)),
            event("recalled", adverse=True, requires=missed.at_least(3)),
        ),
        ways=(ct.Transition("recalled", "legal", "free", "custody"),),
        rules=(rule("GR-1", named_actor, "recalled"),),
        steps=(step,),
    )
