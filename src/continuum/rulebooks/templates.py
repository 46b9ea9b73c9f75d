"""Programme templates as data: modules, phases, how much of each, and where that was read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import attrs

from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from continuum.rulebook.statechart import Obligation

__all__ = ["Dose", "Mode", "Outcome", "Phase", "Programme", "programmes"]

Mode = Literal["handover", "continuous"]
"""``handover``: one team hands over to the next; ``continuous``: the same people stay."""


@attrs.frozen
class Dose:
    """How much of something there is.

    Args:
        title: Of what.
        unit: ``sessions``, ``weeks``, ``hours a week``.
        least: The least of it; ``None``: not said.
        most: The most of it; ``None``: not said.
        about: The numbers are rough.
        sources: Where it was read.

    Example:
        >>> Dose("volunteers in a circle", "volunteers", 4, 6).words
        'volunteers in a circle: 4 to 6 volunteers'
    """

    title: str
    unit: str
    least: int | None = None
    most: int | None = None
    about: bool = False
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def words(self) -> str:
        """Say it in a line."""
        about = "about " if self.about else ""
        if self.least is None:
            amount = f"up to {about}{self.most}"
        elif self.most is None:
            amount = f"{about}{self.least} or more"
        elif self.least == self.most:
            amount = f"{about}{self.least}"
        else:
            amount = f"{about}{self.least} to {self.most}"
        return f"{self.title}: {amount} {self.unit}"


@attrs.frozen
class Phase:
    """One phase of a programme.

    Args:
        name: Lower snake case.
        title: The words for it.
        doses: How much of it there is.
        sources: Where it was read.
    """

    name: str
    title: str
    doses: tuple[Dose, ...] = ()
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


@attrs.frozen
class Outcome:
    """How often something followed, in whole per cent of everybody; it says nothing of a person.

    Args:
        title: What followed.
        percent: For how many of a hundred, about.
    """

    title: str
    percent: int


@attrs.frozen
class Programme:
    """A programme as it was described.

    Args:
        name: Lower snake case.
        title: The words for it.
        kind: Whose obligation it is.
        mode: Whether the people change.
        provider: Who runs it.
        about: A sentence.
        country: The rulebook of its country; empty: found in several.
        modules: Those of the modules of the baseline that the sources name.
        phases: What follows on what.
        outcomes: What followed for how many, where it was told.
        sources: Where it was read.
    """

    name: str
    title: str
    kind: Obligation
    mode: Mode
    provider: str
    about: str
    country: str = ""
    modules: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def every_source(self) -> tuple[Source, ...]:
        """Its sources, and those of its phases and doses."""
        found = [self.sources]
        for phase in self.phases:
            found += [phase.sources, *(dose.sources for dose in phase.doses)]
        return tuple(dict.fromkeys(source for sources in found for source in sources))


@cache
def programmes() -> tuple[Programme, ...]:
    """Give the programme templates that come with the library.

    They describe practice and fix nothing: no rule waits for any of them.

    Example:
        >>> [programme.name for programme in programmes()][:2]
        ['anti_violence_and_competence_training', 'dutch_multi_agency_approach']
    """
    text = (files("continuum.rulebooks") / "programmes.toml").read_text(encoding="utf-8")
    return tuple(_programme(name, told) for name, told in tomllib.loads(text).items())


def _programme(name: str, told: dict[str, Any]) -> Programme:
    phases = tuple(_phase(phase) for phase in told.get("phases", ()))
    outcomes = tuple(Outcome(**outcome) for outcome in told.get("outcomes", ()))
    modules = tuple(told.get("modules", ()))
    return Programme(name, **{**told, "phases": phases, "outcomes": outcomes, "modules": modules})


def _phase(told: dict[str, Any]) -> Phase:
    return Phase(**{**told, "doses": tuple(Dose(**dose) for dose in told.get("doses", ()))})
