"""The plan waits for a home, and the home for a plan."""

from tests.planted_ground import book, event

import continuum as ct

home = ct.Flag("home_found", moves="step", initially=False)
plan = ct.Flag("plan_made", moves="step", initially=False)


def build():
    return book(
        facts=(home, plan),
        events=(
            event("home_found", requires=plan, effects=(ct.Sets("home_found", True),)),
            event("plan_made", requires=home, effects=(ct.Sets("plan_made", True),)),
        ),
    )
