"""The built-in population: made-up people in the numbers that were published, and nobody real."""

from __future__ import annotations

from typing import Any

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
from continuum.sim.scenario.uncertain import Uncertain

__all__ = ["eu_2022", "ranges_2022"]

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

_TRAITS = "people.traits"
_NOTES = (
    Marked(380, "SEED", "people arrested in the EU in 2022; D01", "people.size"),
    Marked(
        "266 / 45 / 18 / 51",
        "SEEN:tesat23",
        "jihadist, right-wing, separatist, the rest; D01",
        "people.tags.motivation",
    ),
    Marked(
        "84 / 100 / 68 %",
        "SEEN:tesat23b",
        "convicted of those judged: jihadist, right-wing, separatist; D02",
        f"{_TRAITS}.convicted",
    ),
    Marked(
        "84 %",
        "ASSUMPTION",
        "convicted of the rest, and rates of verdicts used for arrests",
        f"{_TRAITS}.convicted.cases.other_or_unspecified",
    ),
    Marked("4 to 16 years", "SEED", "mean term by State; D04", f"{_TRAITS}.term"),
    Marked(
        "35 days",
        "SEED",
        "shortest term; here a shorter one than a month is a month; D04",
        [f"{_TRAITS}.term.cases.{level}.low" for level in _TERMS],
    ),
    Marked(
        "480 months",
        "ASSUMPTION",
        "longest term; a longer one that is drawn counts as this",
        [f"{_TRAITS}.term.cases.{level}.high" for level in _TERMS],
    ),
    Marked(
        "7 years",
        "ASSUMPTION",
        "mean term between the ends, within single cases of 1.5 to 7",
        f"{_TRAITS}.term.cases.middle.of.median_days",
    ),
    Marked(
        "6 : 12 : 1",
        "ASSUMPTION",
        "people judged where terms are short, middling, long",
        f"{_TRAITS}.level",
    ),
    Marked(
        "0.6",
        "ASSUMPTION",
        "spread of terms around their mean, range 0.4 to 0.9",
        [f"{_TRAITS}.term.cases.{level}.of.sigma" for level in _TERMS],
    ),
    Marked(
        "30 %",
        "ASSUMPTION",
        "third-country nationals, range 10 to 60 %",
        [f"{_TRAITS}.third_country_national", f"{_TRAITS}.foreign"],
    ),
    Marked(
        "60 %",
        "ASSUMPTION",
        "consent to a voluntary programme when offered, range 30 to 85 %",
        f"{_TRAITS}.consents",
    ),
)
_MORE_NOTES = (
    Marked(
        "60 %",
        "ASSUMPTION",
        "third-country nationals who hold a permit at arrest",
        f"{_TRAITS}.permit",
    ),
    Marked(
        "50 %",
        "ASSUMPTION",
        "people who want care, for load alone, range 25 to 75 %; D19",
        f"{_TRAITS}.wants_care",
    ),
    Marked("70 %", "ASSUMPTION", "people in contact with family; D33", f"{_TRAITS}.family_contact"),
    Marked("15 %", "ASSUMPTION", "people who take consent back again; D33", f"{_TRAITS}.withdraws"),
    Marked(
        "50 %", "ASSUMPTION", "people who return after taking it back; D33", f"{_TRAITS}.returns"
    ),
    Marked("30 %", "ASSUMPTION", "decisions that touch a child", "people.facts.child_affected"),
    Marked(
        "2 %",
        "ASSUMPTION",
        "people whom a withdrawal would leave stateless",
        "people.facts.would_be_stateless",
    ),
)
_MORE_TRAITS = {
    "permit": Bernoulli(0.60),
    "wants_care": Bernoulli(0.50),
    "family_contact": Bernoulli(0.70),
    "withdraws": Bernoulli(0.15),
    "returns": Bernoulli(0.50),
}


def eu_2022(*, in_full: bool = False) -> Population:
    """Give the population "people arrested in the EU in 2022".

    Three hundred and eighty made-up people.  The motivation is a tag: no guard and no behaviour
    reads it; it says whose published conviction rate was used, and is for counting afterwards.
    What is not published is an assumption, and says so in ``notes``.

    Args:
        in_full: For the detailed rulebooks: with the facts that they ask, and with the traits that
            their behaviour reads; by default for the outline.

    Example:
        >>> eu_2022().draw(seed=1).n
        380
        >>> eu_2022().notes[0].mark
        'SEED'
        >>> sorted(dict(eu_2022(in_full=True).facts))
        ['child_affected', 'third_country_national', 'would_be_stateless']
    """
    foreign = "foreign" if in_full else "third_country_national"
    facts: dict[str, Any] = {"foreign_national": Trait(foreign), "sentence_start": Fixed(0)}
    if in_full:
        facts = {
            "third_country_national": Trait(foreign),
            "child_affected": Bernoulli(0.30),
            "would_be_stateless": Bernoulli(0.02),
        }
    return Population(
        size=380,
        tags={"motivation": Shares(_MOTIVATIONS)},
        traits={
            "convicted": By("motivation", _CONVICTED),
            "level": Choices(_LEVELS),
            "term": By("level", _TERMS),
            foreign: Bernoulli(0.30),
            "consents": Bernoulli(0.60),
            **(_MORE_TRAITS if in_full else {}),
        },
        facts=facts,
        notes=(*_NOTES, *(_MORE_NOTES if in_full else ())),
        title="people arrested in the EU in 2022, made up after published numbers",
    )


def ranges_2022(*, in_full: bool = False) -> tuple[Uncertain, ...]:
    """Give the ranges over the numbers of the population that nobody has measured.

    Args:
        in_full: As of :func:`eu_2022`.

    Example:
        >>> [(one.low, one.high) for one in ranges_2022()]
        [(0.1, 0.6), (0.3, 0.85)]
    """
    foreign = "foreign" if in_full else "third_country_national"
    ranges = [
        Uncertain(f"{_TRAITS}.{foreign}.p", 0.10, 0.60, sources="ASSUMPTION"),
        Uncertain(f"{_TRAITS}.consents.p", 0.30, 0.85, sources="ASSUMPTION"),
    ]
    if in_full:
        care = "ASSUMPTION: D19, many, if not most"
        ranges.append(Uncertain(f"{_TRAITS}.wants_care.p", 0.25, 0.75, sources=care))
    return tuple(ranges)
