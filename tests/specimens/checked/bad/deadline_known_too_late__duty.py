"""A duty of the rule counts back from a day that the same event only then records."""

from tests.planted_ground import book, event, rule

import continuum as ct
from continuum.rulebook.request import the_day

told = ct.Flag("told", title="the municipality was told", moves="step", initially=False)
freed = ct.Day("freed_on", title="the day of release", moves="step")


def build():
    return book(
        facts=(told, freed),
        events=(
            event("told_early", effects=(ct.Sets("told", True),)),
            event("let_out", effects=(ct.Sets("freed_on", the_day),)),
        ),
        ways=(ct.Transition("let_out", "legal", "custody", "free"),),
        rules=(
            rule(
                "GR-1",
                told,
                "closed",
                then="owes",
                duty=ct.DutyForm(
                    "tell the municipality", "officer", due=freed - ct.months(3), met=told
                ),
            ),
        ),
    )
