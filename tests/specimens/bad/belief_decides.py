"""Guards that would let a belief, a diagnosis or a score decide."""

from tests.specimens.changes import GOOD, added
from tests.specimens.good.ruritania import belief

from continuum.guards import Choice, CountOf, Flag, Number, Same
from continuum.rulebook import Event, Governs, Register, Rule, Said, Sets

first = Choice("first_diagnosis", options=("none", "some"), sensitive="diagnosis")
second = Choice("second_diagnosis", options=("none", "some"), sensitive="diagnosis")
unchanged = Flag("unchanged", derived=Same("first_diagnosis", "second_diagnosis"))
level = Choice("level", options=("low", "high"), sensitive="assessment")
alarms = Number("alarms", derived=CountOf("scores", {"level": "high"}))
devout = Flag("devout", of="request", sensitive="motivation")


def parts():
    """Ruritania with three forbidden guards and one way round."""
    spoiled = added(GOOD, "facts", first, second, unchanged, alarms)
    spoiled = added(spoiled, "registers", Register("scores", (level,)))
    spoiled = added(
        spoiled, "events", Event("noted", asks=(devout,), effects=(Sets("heard", Said("devout")),))
    )
    guards = (belief.is_in("none"), ~unchanged, alarms.below(3))
    rules = (
        Rule(f"GR-{number}", "No.", "None.", guard=guard, governs=Governs("released"), sources="GK")
        for number, guard in enumerate(guards, start=60)
    )
    return added(spoiled, "rules", *rules)
