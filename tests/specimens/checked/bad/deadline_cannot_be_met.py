"""The meeting before release is owed a month before it, by a day two months before it."""

from tests.planted_ground import book, event, release_day

import continuum as ct

met = ct.Flag("met", moves="step", initially=False)


def build():
    return book(
        facts=(met, release_day),
        events=(event("meeting_held", effects=(ct.Sets("met", True),)),),
        steps=(
            ct.Step(
                "ST1",
                "Hold the joint meeting.",
                "organisational",
                "officer",
                "meeting_held",
                met,
                (release_day - ct.months(1)).reached(),
                release_day - ct.months(2),
                sources="GK",
            ),
        ),
    )
