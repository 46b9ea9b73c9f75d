"""Two rules say the same of the release; one of them also of a pardon."""

from tests.planted_ground import book, event, fit, minor, rule

import continuum as ct


def build():
    return book(
        facts=(fit, minor),
        events=(event("pardoned"), event("sentence_over")),
        ways=(
            ct.Transition("pardoned", "legal", "custody", "free"),
            ct.Transition("sentence_over", "legal", "custody", "free"),
        ),
        rules=(
            rule("GR-1", ~minor | fit, ("released", "pardoned")),
            rule("GR-2", fit | ~minor, "released"),
        ),
    )
