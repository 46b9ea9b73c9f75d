"""People whose facts the rulebook does not have, and a table with impossible days."""

from continuum.sim import Bernoulli, Choices, Exponential, Population, outline_eu_2022


def build():
    """The outline scenario with other people."""
    return outline_eu_2022().with_(
        name="people_of_another_rulebook",
        people=Population(
            0,
            facts={
                "foreign_nationl": Bernoulli(0.3),
                "sentence_start": 2022,
                "term": Exponential(30),
                "consent": Choices({"yes": 0.6, "no": 0.4}),
            },
            tags={"convicted": True, "third_country_national": True},
        ),
    )
