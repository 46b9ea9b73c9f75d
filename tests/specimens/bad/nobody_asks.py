"""Guards that read a request where there is none, or one that does not carry the fact."""

from tests.specimens.changes import GOOD, added
from tests.specimens.good.ruritania import asked_ground

from continuum.guards import Flag
from continuum.rulebook import DutyForm, Governs, PhaseForm, Region, Rule, State, Step
from continuum.rulebook.request import reasons_given, the_day


def parts():
    """Ruritania with requests read on quiet days."""
    state = State("open", lawful_while=reasons_given)
    spoiled = added(GOOD, "regions", Region("care", (state,), "open"))
    spoiled = added(spoiled, "phases", PhaseForm("stay", reasons_given))
    spoiled = added(spoiled, "steps", Step("ST3", "Do it.", "statutory", "judge", due=the_day))
    return added(
        spoiled,
        "rules",
        Rule(
            "GR-12",
            "The ground is named.",
            "Name it.",
            guard=asked_ground.known() | Flag("sealed", of="target"),
            governs=Governs(("recalled", "released")),
            then="owes",
            duty=DutyForm("name it", "judge", met=reasons_given),
            sources="GK",
        ),
    )
