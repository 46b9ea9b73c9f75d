"""The built-in population: made-up people in the numbers that were published, and nobody real."""

from __future__ import annotations

from continuum.sim.behaviour.distributions import (
    Bernoulli,
    By,
    Choices,
    Fixed,
    LogNormal,
    Shares,
    Trait,
    Within,
)
from continuum.sim.population.cohort import Marked, Population

__all__ = ["eu_2022"]

_MOTIVATIONS = {"jihadist": 266, "right_wing": 45, "separatist": 18, "other_or_unspecified": 51}
_CONVICTED = {
    "jihadist": Bernoulli(0.84),
    "right_wing": Bernoulli(1.0),
    "separatist": Bernoulli(0.68),
    "other_or_unspecified": Bernoulli(0.84),
}
# Three levels of sentencing, by the mean term in months; a log-normal has its median below.
_SPREAD = 0.6
_MEDIAN = 0.835
_SHORTEST, _LONGEST = 1, 480
_TERMS = {
    level: Within(LogNormal(_MEDIAN * mean, _SPREAD), _SHORTEST, _LONGEST)
    for level, mean in (("short", 48), ("middle", 84), ("long", 192))
}
_LEVELS = {"short": 6, "middle": 12, "long": 1}

_NOTES = (
    Marked(380, "SEED", "people arrested in the EU in 2022; D01"),
    Marked("266 / 45 / 18 / 51", "SEEN:tesat23", "jihadist, right-wing, separatist, the rest; D01"),
    Marked(
        "84 / 100 / 68 %",
        "SEEN:tesat23b",
        "convicted of those judged: jihadist, right-wing, separatist; D02",
    ),
    Marked("84 %", "ASSUMPTION", "convicted of the rest, and rates of verdicts used for arrests"),
    Marked("4 to 16 years", "SEED", "mean term by State; D04"),
    Marked("35 days", "SEED", "shortest term; here a shorter one than a month is a month; D04"),
    Marked("480 months", "ASSUMPTION", "longest term; a longer one that is drawn counts as this"),
    Marked("7 years", "ASSUMPTION", "mean term between the ends, within single cases of 1.5 to 7"),
    Marked("6 : 12 : 1", "ASSUMPTION", "people judged where terms are short, middling, long"),
    Marked("0.6", "ASSUMPTION", "spread of terms around their mean, range 0.4 to 0.9"),
    Marked("30 %", "ASSUMPTION", "third-country nationals, range 10 to 60 %"),
    Marked("60 %", "ASSUMPTION", "consent to a voluntary programme when offered, range 30 to 85 %"),
)


def eu_2022() -> Population:
    """Give the population "people arrested in the EU in 2022", for the outline rulebook.

    Three hundred and eighty made-up people.  The motivation is a tag: no guard and no behaviour
    reads it; it says whose published conviction rate was used, and is for counting afterwards.
    What is not published is an assumption, and says so in ``notes``.

    Example:
        >>> eu_2022().draw(seed=1).n
        380
        >>> eu_2022().notes[0].mark
        'SEED'
    """
    return Population(
        size=380,
        tags={"motivation": Shares(_MOTIVATIONS)},
        traits={
            "convicted": By("motivation", _CONVICTED),
            "level": Choices(_LEVELS),
            "term": By("level", _TERMS),
            "third_country_national": Bernoulli(0.30),
            "consents": Bernoulli(0.60),
        },
        facts={
            "foreign_national": Trait("third_country_national"),
            "sentence_start": Fixed(0),
        },
        notes=_NOTES,
        title="people arrested in the EU in 2022, made up after published numbers",
    )
