"""The scenario of the detailed rulebooks: 380 people under the law of the EU, or of a State."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.rulebooks import load
from continuum.sim.behaviour.attempts import Behaviour
from continuum.sim.population.eu_2022 import eu_2022, ranges_2022
from continuum.sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook
    from continuum.sim.population.cohort import Population

__all__ = ["eu_2022_in_full", "people_in_full"]


def people_in_full(rulebook: Rulebook | str = "eu") -> Population:
    """Give the population of 2022 with what a detailed rulebook asks.

    Args:
        rulebook: ``eu``, a national rulebook, or the name of either.

    Example:
        >>> sorted(dict(people_in_full().facts))
        ['child_affected', 'third_country_national', 'would_be_stateless']
    """
    from continuum.sim.scenarios.detailed import national

    people, book = eu_2022(in_full=True), _book(rulebook)
    return attrs.evolve(
        people,
        facts={**dict(people.facts), **national.facts_of(book)},
        notes=(*people.notes, *national.notes_of(book)),
    )


def _book(rulebook: Rulebook | str) -> Rulebook:
    return load(rulebook) if isinstance(rulebook, str) else rulebook


def eu_2022_in_full(rulebook: Rulebook | str = "eu", *, handover_days: float = 110) -> Scenario:
    """Give the scenario "380 people arrested in the EU in 2022, under the law in full, ten years".

    Args:
        rulebook: ``eu``, a national rulebook, or the name of either.
        handover_days: The median of days after preparation opens in which the prison prepares the
            handover to probation.

    Example:
        >>> eu_2022_in_full.__name__  # it runs for a second or two: see the tutorial
        'eu_2022_in_full'
    """
    # Only now: these read the milestones of the law in full.
    from continuum.sim.scenarios.detailed import liberty, national, sentence, stay, support

    book = _book(rulebook)
    parts = (
        sentence.court(national.release_words(book)),
        sentence.prison(),
        sentence.release(handover_days),
        liberty.supervision(),
        liberty.continuity(),
        liberty.ending(),
        stay.decided(),
        stay.leaving(),
        stay.reversed_(),
        support.programme(),
        support.conference(),
        support.circle(),
        support.care(),
    )
    name = book.name
    return Scenario(
        f"{name}_2022_in_full",
        rulebook,
        people_in_full(book),
        Behaviour([attempt for part in parts for attempt in part], stay.arriving()),
        start="2022-01-01",
        horizon="2032-01-01",
        title=f"380 people arrested in the EU in 2022, under `{name}`",
        sources=("SEEN:tesat23", "SEEN:tesat23b", "ASSUMPTION: every delay and every chance"),
        uncertain=ranges_2022(in_full=True),
    )
