"""Whoever was warned once is never closed, and no warning is ever taken back."""

from tests.planted_ground import book, event, rule

import continuum as ct

warned = ct.Flag("warned", moves="step", initially=False)


def build():
    return book(
        facts=(warned,),
        regions=(ct.Region("work", (ct.State("idle"), ct.State("hired")), "idle"),),
        events=(event("warned_once", effects=(ct.Sets("warned", True),)), event("changed")),
        ways=(
            ct.Transition("changed", "work", "idle", "hired"),
            ct.Transition("changed", "work", "hired", "idle"),
        ),
        rules=(rule("GR-1", ~warned, "closed"),),
    )
