"""How a good rulebook is spoiled: one part of it is replaced, added or changed."""

import attrs
from tests.specimens.good import ruritania as rur

from continuum.guards import Not, Parameter
from continuum.rulebook import Event, Governs, Rule, Sets

GOOD = rur.parts()

_KEYS = ("name", "id", "phase", "key")


def key_of(part):
    """The name or id of a part; transitions have none."""
    return next((getattr(part, slot) for slot in _KEYS if hasattr(part, slot)), None)


def changed(parts, slot, key, **fields):
    """Parts in which one (by name, id or number) has other fields."""
    items = [
        attrs.evolve(item, **fields) if key in (key_of(item), place) else item
        for place, item in enumerate(parts[slot])
    ]
    assert items != list(parts[slot]), f"nothing in {slot} was changed"
    return parts | {slot: tuple(items)}


def added(parts, slot, *items):
    """Parts with more of one kind."""
    return parts | {slot: (*parts[slot], *items)}


def without(parts, slot, *keys):
    """Parts of which some (by name or id) are left out."""
    return parts | {slot: tuple(item for item in parts[slot] if key_of(item) not in keys)}


def rule(**fields):
    """Ruritania with a rule that has these fields."""
    given = {
        "id": "GR-1",
        "sentence": "A rule.",
        "remedy": "Mend it.",
        "governs": Governs("recalled"),
        "sources": "GK",
        **fields,
    }
    return added(GOOD, "rules", Rule(**given))


def guarded(guard, **fields):
    """Ruritania with a rule with this guard."""
    return rule(guard=guard, **fields)


def event(**fields):
    """Ruritania with an event that has these fields."""
    given = {"name": "noted", "effects": (Sets("heard", True),), **fields}
    return added(GOOD, "events", Event(**given))


def fact(found):
    """Ruritania with one more fact."""
    return added(GOOD, "facts", found)


def parameters(*values, used=None):
    """Ruritania with one more parameter, and a rule that uses it."""
    parts = GOOD if used is None else guarded(used)
    return added(parts, "parameters", Parameter("most", values=values))


def deep(guard, times, wrap=Not):
    """A guard wrapped many times."""
    for _ in range(times):
        guard = wrap(guard)
    return guard
