"""Names that are nearly right: each fault says which one was meant."""

from tests.specimens.changes import GOOD, added

from continuum.guards import Flag, during
from continuum.rulebook import Event, Governs, Rule, Sets, Transition


def parts():
    """Ruritania, written in a hurry."""
    spoiled = added(
        GOOD, "events", Event("noted", decided_by="wardn", effects=(Sets("herad", True),))
    )
    spoiled = added(spoiled, "transitions", Transition("relased", "legal", "custdy", "fre"))
    return added(
        spoiled,
        "rules",
        Rule(
            "GR-12",
            "Nobody is noted before they are heard.",
            "Hear the person.",
            guard=Flag("herd") & during("legl", "custody"),
            governs=Governs("notd"),
            sources="SEEN:cod",
        ),
    )
