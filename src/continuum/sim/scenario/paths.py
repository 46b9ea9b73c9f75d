"""Places in a scenario, by name: ``behaviour.released.delay.median_days`` and the like.

A path names a document (``behaviour``, ``setting``, ``people``, ``rulebook``) and goes on by the
label of an attempt, the name of a capacity or a fact, and the fields of what stands there.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import ContinuumError, ScenarioError
from continuum.sim.behaviour.arrives import Arrives
from continuum.sim.behaviour.attempts import Attempt, Behaviour
from continuum.sim.behaviour.proportional import Hazard, Logit
from continuum.sim.setting.capacity import Capacity, Officers
from continuum.sim.setting.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["DOCUMENTS", "OFF", "found", "missing", "part_at", "replaced"]


OFF: Final = "off"
"""What stands for leaving something out."""

DOCUMENTS: Final = (
    "rulebook", "behaviour", "setting", "people", "start", "horizon", "seed", "replications",
    "title",
)  # fmt: skip
"""What a path may begin with."""


def missing(what: str, name: str, known: Iterable[str]) -> ScenarioError:
    """Make the error that something is not there, with what it may have been meant to be."""
    listed = [str(each) for each in known]
    near = get_close_matches(name, listed, n=1)
    if not listed:
        return ScenarioError(
            f"{what} has nothing inside, so no `{name[:60]}`", help="end the path before it"
        )
    known_as = ", ".join(f"`{each}`" for each in listed[:12])
    return ScenarioError(
        f"{what} has no `{name[:60]}`",
        help=f"did you mean `{near[0]}`?" if near else f"it has {known_as}",
    )


def part_at(scenario: Scenario, path: str) -> Any:
    """Give what stands at a path.

    Args:
        scenario: The scenario.
        path: The path; not one into the rulebook's rules.

    Raises:
        ScenarioError: Nothing does.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> part_at(outline_eu_2022(), "behaviour.h5_offered.delay.median_days")
        4.0
    """
    head, _, rest = path.partition(".")
    if head == "rulebook":
        kind, _, name = rest.partition(".")
        if kind != "parameters":
            raise missing("the rulebook", rest, ("parameters",))
        return scenario.book.parameter(name).on(scenario.start)
    if head not in DOCUMENTS:
        raise missing("a scenario", head, DOCUMENTS)
    return found(getattr(scenario, head), rest)


def found(part: Any, path: str) -> Any:
    """Give what stands at a path within a document.

    Args:
        part: The document.
        path: The path within it; empty for the whole.

    Raises:
        ScenarioError: Nothing does.
    """
    slot, name = _open(part, path)
    if slot == "pace" and name not in dict(part.pace):
        return 1.0  # nobody said anything else
    before = ""
    for key in _keys(part, path):
        part = _inside(part, key, before)
        before = key
    return part


def replaced(part: Any, path: str, value: Any) -> Any:
    """Give the same document with something else at a path within it.

    Args:
        part: The document.
        path: The path within it; empty for the whole.
        value: What is to stand there; :data:`OFF` leaves an attempt, a fact that arrives or a
            capacity out; an attempt or a capacity may stand under a new name.

    Raises:
        ScenarioError: There is no such place, or the value cannot stand there.
    """
    slot, name = _open(part, path)
    if slot and name not in dict(getattr(part, slot)):
        return attrs.evolve(part, **{slot: {**dict(getattr(part, slot)), name: value}})
    return _put(part, _keys(part, path), value, "")


def _open(part: Any, path: str) -> tuple[str, str]:
    """The slot and the name of a path into pairs that take new names; empty for other paths."""
    slot, _, name = path.partition(".")
    takes = (isinstance(part, Behaviour) and slot == "pace" and "pace" not in _named(part)) or (
        isinstance(part, Setting) and slot == "variants" and "variants" not in _named(part)
    )
    given = takes and name and isinstance(getattr(part, slot), tuple)
    return (slot, name) if given else ("", "")


def _keys(part: Any, path: str) -> list[str]:
    """The keys of a path; the first may be a name with dots in it."""
    if not path:
        return []
    for name in sorted(_named(part), key=len, reverse=True):
        if path == name:
            return [name]
        if path.startswith(f"{name}."):
            return [name, *path[len(name) + 1 :].split(".")]
    return path.split(".")


def _named(part: Any) -> dict[str, Any]:
    """What has a name in a document."""
    if isinstance(part, Behaviour):
        parts: tuple[Any, ...] = (*part.attempts, *part.arrives)
        return {one.name: one for one in parts if isinstance(one, (Attempt, Arrives))}
    if isinstance(part, Setting):
        places: Any = part.capacities
        listed = places if isinstance(places, tuple) else ()
        real: list[Any] = [one for one in listed if isinstance(one, (Capacity, Officers))]
        return {one.name: one for one in real if isinstance(one.name, str)}
    return {}


def _pairs(part: Any) -> bool:
    """Whether it is pairs of a name and something; a piece of a wait has a day and no name."""
    return isinstance(part, tuple) and all(
        isinstance(one, tuple) and len(one) == 2 and not isinstance(one[0], (float, type(None)))  # noqa: PLR2004
        for one in part
    )


def _known(part: Any) -> list[str]:
    """What can be named inside something."""
    if attrs.has(type(part)):
        fields = [field.name for field in attrs.fields(type(part))]
        if isinstance(part, Behaviour):
            return [*_named(part), "pace"]
        if isinstance(part, Setting):
            return [*_named(part), *(name for name in fields if name != "capacities")]
        weighed = isinstance(part, (Hazard, Logit))
        return [*fields, *(name for name, _ in part.weights)] if weighed else fields
    if _pairs(part) and part:
        return [str(key) for key, _ in part]
    return [str(k) for k in range(len(part))] if isinstance(part, tuple) else []


def _called(part: Any, before: str) -> str:
    name = getattr(part, "name", None)
    if not attrs.has(type(part)):
        return f"`{before}`" if before else "it"
    kind = type(part).__name__
    if isinstance(name, str):
        return f"{kind.lower()} `{name}`"
    return f"the {kind.lower()}" if isinstance(part, (Behaviour, Setting)) else f"`{kind}`"


def _inside(part: Any, key: str, before: str) -> Any:
    """What stands in something under a key; the key before it says what it is."""
    if key not in _known(part):
        raise missing(_called(part, before), key, _known(part))
    named = _named(part)
    if key in named:
        return named[key]
    if attrs.has(type(part)):
        fields = [field.name for field in attrs.fields(type(part))]
        return getattr(part, key) if key in fields else dict(part.weights)[key]
    if _pairs(part):
        return next(value for name, value in part if str(name) == key)
    return part[int(key)]


def _put(part: Any, keys: list[str], value: Any, before: str) -> Any:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if not rest and (made := _added(part, key, value)) is not None:
        return made
    new = _put(_inside(part, key, before), rest, value, key)
    named = _named(part)
    if key in named:
        return _exchanged(part, key, new)
    try:
        if attrs.has(type(part)):
            fields = [field.name for field in attrs.fields(type(part))]
            if key in fields:
                return attrs.evolve(part, **{key: new})
            return attrs.evolve(part, weights=_paired(part.weights, key, new))
    except ContinuumError:
        raise
    except (TypeError, ValueError, AttributeError):
        raise ScenarioError(
            f"`{key}` cannot be `{str(new)[:40]}`",
            help="give what could stand there from the start",
        ) from None
    if _pairs(part):
        return _paired(part, key, new)
    return tuple(new if str(k) == key else one for k, one in enumerate(part))


def _paired(pairs: Any, key: str, new: Any) -> tuple[Any, ...]:
    return tuple((name, new if str(name) == key else old) for name, old in pairs)


def _added(part: Any, key: str, value: Any) -> Any:
    """The document with something new in it, or something left out; ``None``: neither is meant."""
    named = _named(part)
    whole = isinstance(value, (Attempt, Arrives, Capacity, Officers))
    if isinstance(part, (Behaviour, Setting)) and whole:
        if value.name != key:
            raise ScenarioError(
                f"what stands under `{key}` cannot be called `{value.name}`",
                help="give it the same name",
            )
        return _exchanged(part, key, value)
    if key in named and value == OFF:
        return _exchanged(part, key, None)
    return None


def _exchanged(part: Any, key: str, new: Any) -> Any:
    """The document with what has a name exchanged, added behind, or left out (``None``)."""
    slots = ("attempts", "arrives") if isinstance(part, Behaviour) else ("capacities",)
    changes: dict[str, Any] = {}
    for slot in slots:
        kept = [new if one.name == key else one for one in getattr(part, slot)]
        changes[slot] = tuple(one for one in kept if one is not None)
    if new is not None and key not in _named(part):
        slot = "arrives" if isinstance(new, Arrives) else slots[0]
        changes[slot] = (*changes[slot], new)
    return attrs.evolve(part, **changes)
