"""Behaviour written in a hurry: delays, chances and clocks that cannot be."""

from continuum.sim import Arrives, Attempt, Behaviour, LogNormal, outline_eu_2022


def build():
    """The outline scenario with other behaviour."""
    return outline_eu_2022().with_(
        name="clocks_and_chances",
        behaviour=Behaviour(
            [
                Attempt("convicted", "sentence_court", -30),
                Attempt("recaled", "sentence_court", LogNormal(60, 0.5), clock="restart"),
                Attempt("removed", "removal_unit", chance=1.4, retry=0),
                Attempt(
                    "plan_agreed", "prison_case_manager", LogNormal(90, 0.5), hazard={"age": 1}
                ),
                Attempt("breach_recorded", "person", guard="enabled", label="breach"),
                Attempt("programme_joined", "person", LogNormal(240, 0.8), most_retries=2),
                Attempt("programme_left", "person", only={"motivation": "jihadist"}),
            ],
            arrives=[Arrives("consentt", "person", 30), Arrives("lead", "person", -1)],
            pace={"probation_oficer": 2},
        ),
    )
