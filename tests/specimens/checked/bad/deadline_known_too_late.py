"""The release is set for six months on, and was to be prepared from twelve months before it."""

from tests.planted_ground import book, event

import continuum as ct
from continuum.rulebook.request import the_day

planned = ct.Flag("planned", moves="step", initially=False)
release = ct.Day("release", title="the day of release", moves="step")


def build():
    return book(
        facts=(planned, release),
        events=(
            event("plan_made", effects=(ct.Sets("planned", True),)),
            event("sentence_set", effects=(ct.Sets("release", the_day + ct.months(6)),)),
        ),
        steps=(
            ct.Step(
                "ST1",
                "Make the plan.",
                "organisational",
                "officer",
                "plan_made",
                planned,
                ct.during("legal", "custody") & release.known(),
                release - ct.months(12),
                sources="GK",
            ),
        ),
    )
