"""Nobody is released who is flagged, and no event flags anybody: the rule only looks strict."""

from tests.planted_ground import book, rule

import continuum as ct

flagged = ct.Flag("flagged", title="the person is flagged", moves="step", initially=False)


def build():
    return book(facts=(flagged,), rules=(rule("GR-1", ~flagged, "released"),))
