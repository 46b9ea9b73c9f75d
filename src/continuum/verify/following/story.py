"""A story: real days and values that lead a case to a fault, ready to be followed again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import DoesNotReplay, FactError
from continuum.guards import as_day, fit
from continuum.semantics import (
    Actor,
    Changes,
    Decision,
    Snapshot,
    advance,
    decide,
    opening,
    request_for,
    step,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import Rulebook

    Moment = tuple[date, Snapshot, Decision | None]

__all__ = ["Act", "Story", "say_value"]


@attrs.frozen
class Act:
    """One thing that happens in a story: facts are learned, or an event is sent.

    Args:
        on: The day.
        by: Who acts.
        event: The event's name; empty where facts are learned.
        given: What is given with the event, or the facts that are learned.
    """

    on: date
    by: Actor
    event: str = ""
    given: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Story:
    """How a case comes to a fault, from its opening on.

    Args:
        opened: The day the case opens.
        facts: What is known on that day.
        acts: What happens then; every event in it is allowed.
        question: What is asked in the end, without being done; ``None``: nothing is asked.
        closing: What shows then, in a sentence.

    Example:
        >>> from datetime import date
        >>> Story(date(2026, 11, 23)).days
        (datetime.date(2026, 11, 23),)
    """

    opened: date
    facts: Mapping[str, Value] = attrs.field(factory=dict)
    acts: tuple[Act, ...] = ()
    question: Act | None = None
    closing: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which something happens, in order."""
        asked = () if self.question is None else (self.question.on,)
        days = (self.opened, *(act.on for act in self.acts), *asked)
        return tuple(dict.fromkeys(days))

    def replay(self, book: Rulebook) -> tuple[Snapshot, list[Decision]]:
        """Follow the story once more, by the meaning of the rules alone.

        Args:
            book: The rulebook that it is about.

        Returns:
            How the case stands at the end, and the decision of each event; where the story ends
            with a question, its decision is the last one.

        Raises:
            DoesNotReplay: An event of the story is not allowed, or does not fit the rulebook.
        """
        moments = list(self.moments(book))
        decisions = [done for _, _, done in moments if done is not None]
        snapshot = moments[-1][1]
        if self.question is not None:
            with _fitting(book):
                decisions.append(_decided(book, snapshot, self.question))
        return snapshot, decisions

    def moments(self, book: Rulebook) -> Iterator[Moment]:
        """Follow the story moment by moment, without its question.

        Args:
            book: The rulebook that it is about.

        Yields:
            Day, how the case stands, and the event that then happens; ``None``: it only stands so.

        Raises:
            DoesNotReplay: An event of the story is not allowed, or does not fit the rulebook.
        """
        with _fitting(book):
            chart = book.lower(self.opened)
            snapshot = opening(chart, self.opened, _fitted(self.facts, chart.facts))
            yield self.opened, snapshot, None
            for act in self.acts:
                chart = book.lower(act.on)
                if not act.event:
                    known = _fitted(act.given, chart.facts)
                    snapshot = advance(chart, snapshot, act.on, Changes(sets=known))
                    yield act.on, snapshot, None
                    continue
                decision = _decided(book, snapshot, act)
                if not decision:
                    raise DoesNotReplay(
                        f"`{act.event}` on {act.on} is {decision.outcome} in this story",
                        help="follow it under the rulebook that it was found in",
                    )
                yield act.on, snapshot, None
                yield act.on, snapshot, decision
                snapshot = step(chart, snapshot, decision)
                yield act.on, snapshot, None

    def opened_knowing(self) -> Story:
        """Give the same story, with all that is recorded before anything happens known at once."""
        facts, acts = dict(self.facts), list(self.acts)
        while acts and not acts[0].event and acts[0].on == self.opened:
            facts |= {n: v for n, v in acts.pop(0).given.items() if v is not None}
        return attrs.evolve(self, facts=facts, acts=tuple(acts))

    def told(self) -> tuple[str, ...]:
        """Give the story in plain lines, one for each day and act."""
        known = f", knowing that {_said(self.facts)}" if self.facts else ""
        lines = [f"{self.opened}: the case opens{known}"]
        lines += [_line(act) for act in self.acts]
        if self.question is not None:
            lines.append(_line(self.question).replace(" sends ", " asks for ", 1))
        if self.closing:
            lines.append(self.closing)
        return tuple(lines)

    def to_form(self) -> dict[str, Any]:
        """Give the story as plain data for JSON."""
        return {
            "opened": self.opened.isoformat(),
            "facts": _plain(self.facts),
            "acts": [_act_form(act) for act in self.acts],
            "question": None if self.question is None else _act_form(self.question),
            "closing": self.closing,
        }

    def __repr__(self) -> str:
        """Give the lines."""
        return "<Story\n  " + "\n  ".join(self.told()) + "\n>"


@contextmanager
def _fitting(book: Rulebook) -> Iterator[None]:
    try:
        yield
    except (FactError, KeyError) as error:
        raise DoesNotReplay(
            f"the story does not fit rulebook `{book.name}`: {error}",
            help="follow it under the rulebook that it was found in",
        ) from error


def _fitted(given: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fit(facts[name], value) for name, value in given.items()}


def _decided(book: Rulebook, snapshot: Snapshot, act: Act) -> Decision:
    chart = book.lower(act.on)
    request = request_for(chart.events[act.event], act.on, act.by, act.given)
    return decide(chart, snapshot, act.event, act.on, request)


def _line(act: Act) -> str:
    if not act.event:
        return f"{act.on}: {act.by} records that {_said(act.given)}"
    said = f", saying {_said(act.given)}" if act.given else ""
    return f"{act.on}: {act.by} sends `{act.event}`{said}"


def _said(values: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name}` is {say_value(value)}" for name, value in values.items())


def say_value(value: Any) -> str:
    """Say the value of a fact.

    Example:
        >>> say_value(None), say_value(True), say_value("flight"), say_value(3)
        ('not known', 'yes', '`flight`', '3')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if isinstance(value, str) else str(value)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


def _act_form(act: Act) -> dict[str, Any]:
    return {
        "on": as_day(act.on).isoformat(),
        "by": {"role": act.by.role, "id": act.by.id},
        "event": act.event,
        "given": _plain(act.given),
    }
