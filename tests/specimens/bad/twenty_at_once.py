"""Twenty faults at once: all of them are said, each with its place."""

from tests.specimens.changes import GOOD, added, changed

from continuum.guards import AtLeastOf, Choice, Flag, Number, Parameter
from continuum.rulebook import (
    Event,
    Governs,
    Handover,
    PhaseForm,
    Reference,
    Region,
    Role,
    Rule,
    Sets,
    State,
    Step,
    Transition,
)


def parts():
    """Ruritania after a bad night."""
    spoiled = changed(GOOD, "rules", "GR-10", remedy="", sources=())  # 1, 2
    spoiled = added(spoiled, "roles", Role("judge"))  # 3
    spoiled = added(spoiled, "regions", Region("care", (State("open"),), "opened"))  # 4
    spoiled = added(
        spoiled,
        "facts",
        Flag("Sure"),  # 5
        Number("visits", low=3, high=2),  # 6
        Choice("sort"),  # 7
        Flag("lead"),  # 8
    )
    spoiled = added(spoiled, "parameters", Parameter("empty", values=()))  # 9
    spoiled = added(
        spoiled,
        "events",
        Event("noted"),  # 10
        Event("told", adverse=True, effects=(Sets("term", 3),)),  # 11, 12
    )
    spoiled = added(
        spoiled, "transitions", Transition("released", "legal", "custody", "gone")
    )  # 13
    spoiled = added(
        spoiled,
        "rules",
        Rule(
            "GR-12",
            "A rule.",
            "A remedy.",
            guard=AtLeastOf(3, (Flag("herd"),)),  # 14, 15
            governs=Governs(kind="voluntary"),  # 16
            then="owes",  # 17
            sources="GK",
        ),
    )
    spoiled = added(spoiled, "steps", Step("ST3", "Do it.", "voluntary", (), before="released"))
    # 18, 19
    spoiled = added(spoiled, "handovers", Handover("H6", "judge", "judge", "dates"))  # 20
    spoiled = added(spoiled, "phases", PhaseForm("parole", Flag("heard").known()))  # 21, 22
    spoiled = added(spoiled, "references", Reference("two words", "?"))  # 23
    return spoiled | {"version": ""}  # 24
