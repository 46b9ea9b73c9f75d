"""Something adverse that no human decides, and a voluntary step that gates."""

from tests.specimens.changes import GOOD, added

from continuum.rulebook import Event, Sets, Step


def parts():
    """Ruritania with an automaton."""
    spoiled = added(
        GOOD,
        "events",
        Event("flagged", decided_by="system", adverse=True, effects=(Sets("heard", False),)),
        Event("downgraded", adverse=True, effects=(Sets("heard", False),)),
    )
    return added(
        spoiled,
        "steps",
        Step("ST3", "A programme is offered.", "voluntary", "warden", before="released"),
    )
