"""The EU baseline, put together from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.rulebook import Rulebook
from continuum.rulebooks.eu import (
    continuity,
    detention,
    facts,
    legal,
    registers,
    removal,
    residence,
    residence_limits,
    rules_continuity,
    rules_liberty,
    rules_removal,
    rules_wording,
    sentence,
    status,
    steps,
    supervision,
)
from continuum.rulebooks.eu.care import release, rules_care
from continuum.rulebooks.eu.care import track as care
from continuum.rulebooks.eu.circle import (
    agreed,
    community,
    family,
    rules_circle,
    steps_circle,
    stories,
    victims,
)
from continuum.rulebooks.eu.circle.rules_grounds import rules_on_never_a_ground
from continuum.rulebooks.eu.custody import borders, endings, placement
from continuum.rulebooks.eu.phases import PHASES_OF
from continuum.rulebooks.eu.programme import (
    conference,
    consents,
    ddr,
    hypotheses,
    learning,
    liaison,
    plans,
    rules_conference,
    work,
)
from continuum.rulebooks.eu.programme import rules as programme_rules
from continuum.rulebooks.eu.programme import steps as programme_steps
from continuum.rulebooks.eu.programme.grounds import rules_on_grounds, with_grounds_asked
from continuum.rulebooks.eu.safety import flags, rules_safety
from continuum.rulebooks.eu.sharing import (
    access,
    agreements,
    assessments,
    disclosing,
    exports,
    letters,
    retention,
)
from continuum.rulebooks.eu.sharing import rules as sharing_rules
from continuum.rulebooks.eu.sharing.categories import CATEGORIES
from continuum.rulebooks.eu.sharing.table import SHARING
from continuum.rulebooks.eu.supervising import levels, measures, recall
from continuum.rulebooks.eu.variants import minors, parents
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references
from continuum.rulebooks.roles import ROLES

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["RULEBOOK"]

_PARTS: Final[tuple[ModuleType, ...]] = (
    facts,
    registers,
    consents,
    legal,
    sentence,
    placement,
    borders,
    endings,
    minors,
    parents,
    supervision,
    levels,
    recall,
    measures,
    residence,
    status,
    removal,
    residence_limits,
    detention,
    continuity,
    liaison,
    ddr,
    work,
    programme_rules,
    conference,
    rules_conference,
    plans,
    hypotheses,
    learning,
    programme_steps,
    rules_liberty,
    rules_continuity,
    rules_removal,
    rules_wording,
    letters,
    agreements,
    assessments,
    disclosing,
    sharing_rules,
    retention,
    access,
    exports,
    steps,
    agreed,
    family,
    community,
    victims,
    stories,
    rules_circle,
    steps_circle,
    care,
    release,
    rules_care,
    flags,
    rules_safety,
)
"""The modules, in reading order; each may have any of the lists that are gathered below."""

_NUMBERS: Final = ("eu.toml", "status.toml", "programme.toml", "sharing.toml", "circle.toml")


def _gathered(*names: str) -> tuple[Any, ...]:
    return tuple(one for name in names for part in _PARTS for one in getattr(part, name, ()))


_EVENTS: Final = with_grounds_asked(_gathered("EVENTS"))

RULEBOOK = Rulebook(
    "eu",
    "1",
    as_of="2026-11-23",
    title="the baseline of European law",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, and the Return Directive of "
        "2008 is the regime; not legal advice"
    ),
    roles=ROLES,
    regions=_gathered("REGIONS"),
    facts=_gathered("FACTS", "DERIVED"),
    registers=_gathered("REGISTERS"),
    parameters=tuple(
        number for file in _NUMBERS for number in read_parameters("continuum.rulebooks.eu", file)
    ),
    events=_EVENTS,
    transitions=_gathered("TRANSITIONS"),
    rules=(*_gathered("RULES"), *rules_on_grounds(_EVENTS), *rules_on_never_a_ground(_EVENTS)),
    steps=_gathered("STEPS"),
    handovers=_gathered("HANDOVERS"),
    categories=CATEGORIES,
    sharing=SHARING,
    phases=PHASES_OF,
    lead="prison_case_manager",
    references=references(),
)
