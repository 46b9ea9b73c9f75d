"""As long as there is no verdict the person is let out like after an acquittal."""

from tests.planted_ground import book, event

import continuum as ct

verdict = ct.Choice("verdict", options=("guilty", "not_guilty"), moves="step")


def build():
    cleared = verdict.is_in("not_guilty") | ~verdict.known()
    return book(
        facts=(verdict,),
        events=(
            event("convicted", effects=(ct.Sets("verdict", "guilty"),)),
            event("acquitted", effects=(ct.Sets("verdict", "not_guilty"),)),
            event("let_out", requires=cleared),
        ),
        ways=(
            ct.stays("convicted", "legal", "custody"),
            ct.stays("acquitted", "legal", "custody"),
            ct.Transition("let_out", "legal", "custody", "free"),
        ),
    )
