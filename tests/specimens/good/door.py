"""The smallest rulebook that does something: a door that opens once."""

from continuum.rulebook import Event, Region, Role, State, Transition


def parts():
    """A region, an event and a transition."""
    return {
        "name": "door",
        "version": "1",
        "as_of": "2026-11-23",
        "roles": (Role("judge"),),
        "regions": (Region("legal", (State("custody"), State("free", final=True)), "custody"),),
        "events": (Event("released", decided_by="judge", sources="GK"),),
        "transitions": (Transition("released", "legal", "custody", "free"),),
    }
