"""Texts, numbers and lists where parts of a rulebook belong: the rest is not read."""

from tests.specimens.changes import GOOD, added

from continuum.guards import Flag
from continuum.rulebook import Event, Exemption, Role, Rule, Sets


def parts():
    """Ruritania as somebody wrote it who took it for a table."""
    spoiled = added(GOOD, "roles", "mentor", Role(7))
    spoiled = added(spoiled, "facts", Flag("sure", moves="steps"))
    spoiled = added(spoiled, "events", Event("noted", effects=(Sets("heard", Flag("barred")), 3)))
    return added(
        spoiled,
        "rules",
        Rule(
            "GR-12",
            "A rule.",
            None,
            governs="recalled",
            exemptions=(Exemption("a", None, "GK"), []),
            sources="GK",
        ),
    )
