"""The home is owed before release, and nobody may look for one before the day has come."""

from tests.planted_ground import book, event, release_day

import continuum as ct

home = ct.Flag("home_found", moves="step", initially=False)


def build():
    return book(
        facts=(home, release_day),
        events=(
            event(
                "home_found",
                requires=release_day.reached(),
                effects=(ct.Sets("home_found", True),),
            ),
        ),
        steps=(
            ct.Step(
                "ST1",
                "Find a home.",
                "organisational",
                "officer",
                "home_found",
                home,
                ct.during("legal", "custody"),
                release_day - ct.months(2),
                sources="GK",
            ),
        ),
    )
