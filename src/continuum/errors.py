"""The tree of errors: each says what is wrong and where, and how to mend it.

Every error of the library is a :class:`ContinuumError`.  Its text is one line in the words of the
domain and, where something can be done about it, a second line that starts with ``help:``.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CaseError",
    "ConcurrentWrite",
    "ContinuumError",
    "DoesNotReplay",
    "EventRefused",
    "EventUndetermined",
    "FactError",
    "Fault",
    "HistoryError",
    "InvalidRulebook",
    "MissingExtra",
    "RulebookError",
    "ScenarioError",
    "UnknownEvent",
    "WrongRulebook",
    "needs",
    "told_together",
]


class ContinuumError(Exception):
    """Something the library could not do: what, where, and a line of help.

    Args:
        message: What is wrong and where, lower case, names in backticks.
        help: How to mend it; empty where nothing can be done.

    Example:
        >>> print(ContinuumError("there is no event `relase`", help="did you mean `release`?"))
        there is no event `relase`
          help: did you mean `release`?
    """

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word users read
        """Keep the two lines apart, so that tests and hosts can read each."""
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        """Give the message and, on a second line, the help."""
        return f"{self.message}\n  help: {self.help}" if self.help else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with everything the error carries."""
        return (_rebuild, (type(self), self.args, self.__dict__))


def _rebuild(kind: type[ContinuumError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class RulebookError(ContinuumError):
    """A rulebook is wrong, or is asked for something it does not have."""


class Fault(RulebookError):
    """One thing that is wrong in a rulebook or document, with its place.

    ``place`` is a path such as ``rules[3].guard``; it is part of the text as well.
    """

    def __init__(self, place: str, message: str, *, help: str = "") -> None:  # noqa: A002
        """Remember the place beside the text."""
        super().__init__(f"{place}: {message}" if place else message, help=help)
        self.place = place
        self.what = message


class InvalidRulebook(RulebookError, ExceptionGroup[Fault]):
    """A rulebook that does not hold together: one group with every fault and its place."""

    def __new__(cls, message: str, faults: Sequence[Fault]) -> Self:
        """Make the group; the text lists every fault, so that a plain print is enough."""
        return super().__new__(cls, message, list(faults))

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        """Keep the message that heads the list."""
        self.help = "mend each of the faults listed; nothing was built"
        self.headline = message
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """Give the headline and one paragraph a fault."""
        count = len(self.faults)
        lines = [f"{self.headline} ({count} fault{'s' * (count != 1)})"]
        lines += [f"- {fault}" for fault in self.faults]
        return "\n".join(lines)

    def derive(self, excs: Sequence[Fault]) -> InvalidRulebook:  # type: ignore[override]
        """Split as exception groups do."""
        return InvalidRulebook(self.headline, excs)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the headline and the faults."""
        return (InvalidRulebook, (self.headline, self.faults))


class FactError(ContinuumError, ValueError):
    """A value that does not fit: a fact, a day, a period, a document."""


class CaseError(ContinuumError):
    """A case was asked for something it cannot do."""


class UnknownEvent(CaseError):
    """The rulebook has no event of that name."""


class EventRefused(CaseError):
    """The event is not allowed; ``decision`` says what stands in the way and what would mend it."""

    def __init__(self, message: str, *, decision: Any, help: str = "") -> None:  # noqa: A002
        """Carry the decision."""
        super().__init__(message, help=help)
        self.decision = decision


class EventUndetermined(CaseError):
    """A fact that the event needs is not known; ``decision`` names it and who can record it."""

    def __init__(self, message: str, *, decision: Any, help: str = "") -> None:  # noqa: A002
        """Carry the decision."""
        super().__init__(message, help=help)
        self.decision = decision


class HistoryError(ContinuumError):
    """A history cannot be read or written."""


class DoesNotReplay(HistoryError):
    """A history that does not lead, step by step, to what it says."""


class WrongRulebook(HistoryError):
    """A history written under another rulebook than the one given."""


class ConcurrentWrite(HistoryError):
    """Somebody else wrote to the case first: the version expected is not the version found."""


class ScenarioError(ContinuumError, ValueError):
    """A scenario or a cohort that cannot be simulated."""


class MissingExtra(ContinuumError, ImportError):
    """An optional part was asked for whose libraries are not installed."""


def told_together(what: str, faults: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Give one message and one help for several faults, each beside its own help.

    Args:
        what: What the faults are of, for the first line when there are several.
        faults: Message and help of each.

    Example:
        >>> print(
        ...     told_together("two facts", [("`a` is unknown", "see b"), ("`c` is 3", "give 4")])[0]
        ... )
        two facts (2 faults)
        - `a` is unknown (see b)
        - `c` is 3 (give 4)
    """
    if len(faults) == 1:
        return faults[0]
    lines = [f"- {message}" + (f" ({help})" if help else "") for message, help in faults]  # noqa: A001
    return "\n".join([f"{what} ({len(faults)} faults)", *lines]), ""


def needs(extra: str, *modules: str) -> None:
    """Raise :class:`MissingExtra` unless every module of an optional part can be imported.

    Args:
        extra: The name of the extra, as in ``pip install "continuum[sim]"``.
        modules: Top-level names of the modules that the part imports.

    Raises:
        MissingExtra: One is missing; the help line says what to install.

    Example:
        >>> needs("sim", "math")
    """
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        named = ", ".join(f"`{name}`" for name in missing)
        raise MissingExtra(
            f"this part of the library needs {named}, not installed here",
            help=f'pip install "continuum[{extra}]"',
        )
