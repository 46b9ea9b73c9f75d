"""The stable id of a finding: the same as long as the fault is the same.

It hangs on the kind, on the names of what the finding is about, and where these do not say which
condition is meant, on the condition in a normal form.  Neither the sentence nor the rest of the
rulebook has a say, nor the order in which anything is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.guards import All, AtLeastOf, Choice, Day, Flag, Number, ParameterRef, Period, Some
from continuum.rulebook.strict_json import digest

if TYPE_CHECKING:
    from continuum.guards import Guard

__all__ = ["is_id", "mark", "normal_form"]

_DIGITS: Final = 10
_NAME: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")

# Here the names are a set: of a circle none is the first, and of two in conflict neither is.
_UNORDERED: Final = frozenset(
    ("circular_prerequisite", "contradictory_duties", "exemptions_overlap", "lead_empty_or_doubled")
)


def mark(kind: str, subjects: tuple[str, ...], about: str = "", *, decided: bool = True) -> str:
    """Give the id of a finding.

    Args:
        kind: Its kind.
        subjects: What it is about; names keep their order, which says which is which, and the ids
            of rules and steps, of which none comes first, do not.
        about: The condition that is meant, in its normal form; empty where the subjects say it.
        decided: Whether it was decided; what was left open has another id, so that a waiver for
            it never covers the fault that it may turn out to be.

    Returns:
        Ten hexadecimal digits.

    Example:
        >>> mark("dead_end", ("legal", "isolation"))
        'e5ed2f5674'
    """
    names = [subject for subject in subjects if not is_id(subject)]
    if kind in _UNORDERED:
        names.sort()
    ids = sorted(subject for subject in subjects if is_id(subject))
    return digest([kind, names, ids, about, decided])[:_DIGITS]


def is_id(subject: str) -> bool:
    """Whether a subject is the id of a rule, step or handover: one word that is no name.

    Names of everything else are in lower snake case.

    Example:
        >>> is_id("GR-51"), is_id("released"), is_id("a label in words")
        (True, False, False)
    """
    return not _NAME.fullmatch(subject) and len(subject.split()) == 1


def normal_form(guard: Guard) -> str:
    """Write a guard so that only what it asks makes a difference, not the order of its parts.

    Args:
        guard: Any guard.

    Example:
        >>> from continuum.guards import Flag
        >>> a, b = Flag("a", title="One"), Flag("b")
        >>> normal_form(a & b) == normal_form(b & a)
        True
        >>> normal_form(a & b)
        'All(a, b)'
    """
    return _written(guard)


def _written(thing: Any) -> str:
    match thing:
        case ParameterRef(name, beyond=True):
            return f"beyond {name}"
        case Flag() | Choice() | Number() | Day() | ParameterRef():
            return thing.name
        case Period():
            return str(thing)
        case All(parts) | Some(parts):
            return f"{type(thing).__name__}({', '.join(sorted(map(_written, parts)))})"
        case AtLeastOf(count, parts):
            return f"AtLeastOf({count}, {', '.join(sorted(map(_written, parts)))})"
        case tuple():
            return f"[{', '.join(sorted(map(_written, thing)))}]"
        case _ if attrs.has(type(thing)):
            said = (_written(getattr(thing, field.name)) for field in attrs.fields(type(thing)))
            return f"{type(thing).__name__}({', '.join(said)})"
        case _:
            return str(thing)
