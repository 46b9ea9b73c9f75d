"""What a system of one's own must answer, to be followed beside a rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from continuum.errors import FactError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.semantics import Actor, Decision

    OpenSystem = Callable[[date, Mapping[str, Value]], "System"]

__all__ = ["System", "agrees", "said_by"]

_OUTCOMES: Final = ("allowed", "refused", "undetermined")


@runtime_checkable
class System(Protocol):
    """One case in a system of one's own, seen through a small adapter.

    Names are those of the rulebook; the adapter turns them into what the system calls them.
    """

    def send(self, event: str, on: date, by: Actor, given: Mapping[str, Any]) -> object:
        """Ask for an event, and do it if the system allows it.

        Args:
            event: The event's name.
            on: The day.
            by: Who asks: ``by.role``, and ``by.id``, which is empty for somebody without a name.
            given: What is given with it.

        Returns:
            Whether it was done: ``True`` or ``False``, or one of ``allowed``, ``refused``,
            ``undetermined``.
        """

    def learn(self, facts: Mapping[str, Value | None], on: date, by: Actor) -> None:
        """Record facts.

        Args:
            facts: Fact to value; ``None``: not known again.
            on: The day.
            by: Who records them.
        """

    def state(self, region: str) -> str | None:
        """Give the state of a region; ``None`` where the system has no such thing."""


def said_by(answer: object) -> str:
    """Give a system's answer in the words of a rulebook.

    Args:
        answer: What ``send`` gave.

    Raises:
        FactError: It is neither yes or no nor an outcome.

    Example:
        >>> said_by(False)
        'not allowed'
    """
    if isinstance(answer, bool):
        return "allowed" if answer else "not allowed"
    if isinstance(answer, str) and answer in _OUTCOMES:
        return answer
    raise FactError(
        f"a system answered {str(answer)[:60]!r} when it was sent an event",
        help="let `send` give `True` or `False`, or one of "
        + ", ".join(f"`{outcome}`" for outcome in _OUTCOMES),
    )


def agrees(answer: object, decision: Decision) -> bool:
    """Whether a system's answer is that of the rulebook.

    A system that answers yes or no need not tell *refused* from *undetermined*.
    """
    return answer is bool(decision) if isinstance(answer, bool) else answer == decision.outcome
