"""A patch: a named change of some places in a scenario, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.errors import ContinuumError, InvalidRulebook, ScenarioError
from continuum.guards import ALWAYS, as_day
from continuum.sim.population.cohort import refusal
from continuum.sim.scenario.paths import DOCUMENTS, OFF, found, missing, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.rulebook import Region, Rulebook
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Patch", "patched"]


@attrs.frozen
class Patch:
    """What was changed in a scenario.

    Args:
        name: What the change is called.
        base: The digest of the scenario that was changed.
        changes: Pairs of a path and what stands there now, in the order of the paths.
    """

    name: str
    base: str
    changes: tuple[tuple[str, Any], ...]


def patched(scenario: Scenario, name: str, changes: Mapping[str, Any]) -> Scenario:
    """Give a scenario with some places changed; see :meth:`Scenario.patched`.

    Args:
        scenario: The scenario; it stays as it is.
        name: The name of the new one.
        changes: Path to what is to stand there.

    Raises:
        ScenarioError: With every fault at once.
    """
    if not isinstance(changes, dict) or not changes:
        raise ScenarioError(
            "a patch changes something", help='give a mapping such as `{"people.size": 300}`'
        )
    parts: dict[str, Any] = {head: getattr(scenario, head) for head in DOCUMENTS}
    law: dict[str, Any] = {}
    faults: list[str] = []
    for path in sorted(changes, key=lambda each: (str(each).count("."), str(each))):
        value = _plain(changes[path])
        try:
            head, _, rest = str(path).partition(".")
            if head not in DOCUMENTS:
                raise missing("a scenario", head, DOCUMENTS)
            if head == "rulebook" and rest:
                law[rest] = value
            else:
                parts[head] = replaced(parts[head], rest, value)
        except ContinuumError as error:
            faults.append(f"`{path}`: {error.message} ({error.help})")
    if law:
        try:
            parts["rulebook"] = _law(parts["rulebook"], law)
        except InvalidRulebook as error:
            faults += [f"`rulebook`: {fault}" for fault in error.faults]
        except ContinuumError as error:
            faults.append(f"`rulebook`: {error.message} ({error.help})")
    if faults:
        raise refusal(f"patch `{str(name)[:60]}` cannot be made", faults)
    gone = tuple(f"{path}." for path, value in changes.items() if value == OFF)
    parts["uncertain"] = tuple(one for one in scenario.uncertain if not one.path.startswith(gone))
    said = tuple((path, _said(parts, path, changes[path])) for path in sorted(changes))
    return scenario.with_(name=name, patch=Patch(name, scenario.digest, said), **parts)


def _plain(value: Any) -> Any:
    """A number as Python has it, also where a column gave it."""
    return value.item() if isinstance(value, np.generic) else value


def _said(parts: Mapping[str, Any], path: str, given: Any) -> Any:
    """What stands at a path now, as the patch remembers it."""
    head, _, rest = path.partition(".")
    if head == "rulebook":
        book = parts["rulebook"]
        if rest or isinstance(book, str):
            plain = isinstance(given, (str, int)) and not isinstance(given, bool)
            return given if plain else str(given)
        return f"{book.name} {book.version} {book.digest}"
    if given == OFF:
        return OFF
    now = found(parts[head], rest)
    return as_day(now, f"the {head}") if head in {"start", "horizon"} else now


def _law(given: Rulebook | str, changes: Mapping[str, Any]) -> Rulebook:
    """The rulebook with other parameters, and without the rules that are turned off."""
    from continuum.rulebooks import load

    book = load(given) if isinstance(given, str) else given
    values: dict[str, Any] = {}
    without: list[str] = []
    for path, value in changes.items():
        kind, _, name = path.partition(".")
        if kind == "parameters":
            values[name] = value
        elif kind == "rules":
            if name not in {rule.id for rule in book.rules}:
                raise missing(f"rulebook `{book.name}`", name, [rule.id for rule in book.rules])
            if value != OFF:
                raise ScenarioError(
                    f"rule `{name}` cannot be `{str(value)[:40]}`", help="a patch may turn it `off`"
                )
            without.append(name)
        else:
            raise missing("the rulebook", kind, ("parameters", "rules"))
    if values:
        book = book.with_parameters(**values)
    if without:
        listed = ", ".join(without)
        book = attrs.evolve(
            book,
            rules=tuple(rule for rule in book.rules if rule.id not in without),
            regions=tuple(_freed(region, without) for region in book.regions),
            version=f"{book.version}-without-{'-'.join(without)}",
            status=f"{book.status}; a what-if without {listed}, which is not the law".lstrip("; "),
        )
    return book


def _freed(region: Region, without: list[str]) -> Region:
    """The region, whose states ask for nothing that only rules said that are turned off."""
    if not any(state.rule in without for state in region.states):
        return region
    return attrs.evolve(
        region,
        states=tuple(
            attrs.evolve(state, lawful_while=ALWAYS, rule="") if state.rule in without else state
            for state in region.states
        ),
    )
