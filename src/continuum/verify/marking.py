"""The stable id of a finding: the same as long as the fault is the same.

It hangs on the kind, on the names of what the finding is about, and where these do not say which
condition is meant, on the condition in a normal form.  Neither the sentence nor the rest of the
rulebook has a say, nor the order in which anything is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import All, AtLeastOf, Choice, Day, Flag, Number, ParameterRef, Period, Some
from continuum.rulebook.strict_json import digest

if TYPE_CHECKING:
    from continuum.guards import Guard

__all__ = ["mark", "normal_form"]

_DIGITS = 10


def mark(kind: str, subjects: tuple[str, ...], about: str = "", *, decided: bool = True) -> str:
    """Give the id of a finding.

    Args:
        kind: Its kind.
        subjects: What it is about.
        about: The condition that is meant, in its normal form; empty where the subjects say it.
        decided: Whether it was decided; what was left open has another id, so that a waiver for
            it never covers the fault that it may turn out to be.

    Returns:
        Ten hexadecimal digits.

    Example:
        >>> mark("dead_end", ("legal", "isolation"))
        '14e0e1f8fe'
    """
    return digest([kind, list(subjects), about, decided])[:_DIGITS]


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
