"""Parameters with gaps, overlaps and values that do not fit where they are used."""

from tests.specimens.changes import GOOD, added
from tests.specimens.good.ruritania import ground, term

from continuum.guards import DatedValue, Parameter, parameter
from continuum.rulebook import Governs, Rule
from continuum.rulebook.request import the_day


def parts():
    """Ruritania with numbers that contradict each other."""
    spoiled = added(
        GOOD,
        "parameters",
        Parameter("empty", values=()),
        Parameter(
            "longest",
            values=(
                DatedValue(300, valid_to="2020-01-01", sources=("GK",)),
                DatedValue(400, valid_from="2019-01-01", valid_to="2021-01-01", sources=("GK",)),
                DatedValue(500, valid_from="2022-01-01"),
            ),
        ),
        Parameter("grounds", values=(DatedValue(("relapse", "gossip"), sources=("SEEN:cod",)),)),
    )
    return added(
        spoiled,
        "rules",
        Rule(
            "GR-12",
            "Terms are short.",
            "Shorten it.",
            guard=term.below(parameter("longest"))
            & ground.is_in(parameter("grounds"))
            & (the_day + parameter("most_days")).reached(),
            governs=Governs("recalled"),
            sources="GK",
        ),
    )
