"""What a comparison of two rulebooks came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from continuum.rulebook.strict_json import write_json

if TYPE_CHECKING:
    from datetime import date

    from continuum.verify.comparing.moving import Stranded
    from continuum.verify.comparing.parts import PartChange
    from continuum.verify.comparing.rules import RuleChange
    from continuum.verify.comparing.running import Decided, Stuck
    from continuum.verify.following.story import Story

__all__ = ["Behaviour", "Diff", "Level"]

Level = Literal["patch", "minor", "major"]
"""``patch``: nothing is otherwise; ``minor``: more is possible, and nothing is lost; ``major``:
something is not allowed any more, leads elsewhere, or cases in flight cannot go on."""


@attrs.frozen
class Behaviour:
    """Something that a case may do under one of two rulebooks only, or otherwise.

    Args:
        sort: ``allowed`` (under one of them only), ``way`` (it leads elsewhere), ``recorded``,
            ``owed``, ``duty`` or ``warned``.
        event: The event.
        cause: The id of the rule, ``requires``, ``role``, ``way:region``, ``needs``, ``gone``; or
            the names of what is otherwise.
        sentence: The same in words.
        history: A story that shows it with its last event; ``None``: no story was found, and
            ``why`` says why.
        why: Why no story was found.
    """

    sort: str
    event: str
    cause: str
    sentence: str
    history: Story | None
    why: str = ""

    def to_form(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "sort": self.sort,
            "event": self.event,
            "cause": self.cause,
            "sentence": self.sentence,
            "history": None if self.history is None else self.history.to_form(),
            "why": self.why,
        }


@attrs.frozen(repr=False)
class Diff:
    """What differs between two rulebooks, for every case there can be.

    Args:
        old: Name and version of the old rulebook.
        new: Name and version of the new one.
        on: The day whose law was compared.
        added: What is allowed now and was not: each story replays under the new rulebook, and
            its last event is not allowed under the old one.
        removed: What was allowed and is not any more: the other way round.
        otherwise: What both allow and do differently; each story replays under both.
        rules: Every rule, gate, way, step and phase, and how much it lets pass.
        parts: What only one of them has: states, events, facts, roles.
        numbers: The numbers and days of the law that changed, in words.
        stopped_differently: The events that may be stopped by other rules, or by none.
        decisions: Of the running cases given: the first decision that would come out otherwise.
        stuck: The running cases that cannot move to the new rulebook, and why.
        moving: Where any case there can be would be stranded if it moved.
        undecided: What could not be decided, in words.
        assumptions: What was taken for granted.
        stopped: Why the comparison ended early, and what was not looked at; empty: it did not.
    """

    old: str
    new: str
    on: date
    added: tuple[Behaviour, ...] = ()
    removed: tuple[Behaviour, ...] = ()
    otherwise: tuple[Behaviour, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    parts: tuple[PartChange, ...] = ()
    numbers: tuple[str, ...] = ()
    stopped_differently: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    moving: tuple[Stranded, ...] = ()
    undecided: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    stopped: str = ""

    @property
    def changed(self) -> tuple[RuleChange, ...]:
        """The rules, gates, ways, steps and phases that are not the same."""
        return tuple(rule for rule in self.rules if rule.breadth != "same")

    @property
    def level(self) -> Level:
        """How grave the change is, by what was found."""
        dropped = any(not part.added for part in self.parts)
        elsewhere = any(one.sort in {"way", "recorded"} for one in self.otherwise)
        if self.removed or self.moving or self.stuck or dropped or elsewhere:
            return "major"
        more = (self.added, self.otherwise, self.changed, self.parts, self.numbers, self.decisions)
        return "minor" if any(more) else "patch"

    @property
    def advice(self) -> str:
        """The next version number, and why, in words."""
        from continuum.verify.comparing.telling import advise

        return advise(self)

    def rule(self, name: str) -> RuleChange:
        """Give how a rule changed, by its id.

        Raises:
            KeyError: Neither rulebook has it in force.
        """
        for one in self.rules:
            if one.sort == "rule" and one.name == name:
                return one
        raise KeyError(name)

    def __bool__(self) -> bool:
        """Whether anything differs, or was not decided."""
        return self.level != "patch" or bool(self.undecided or self.stopped)

    def __repr__(self) -> str:
        """Tell it in plain text."""
        from continuum.verify.comparing.telling import tell_diff

        return tell_diff(self)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from continuum.verify.comparing.telling import show_diff

        return show_diff(self)

    def to_form(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "old": self.old,
            "new": self.new,
            "on": self.on.isoformat(),
            "level": self.level,
            "advice": self.advice,
            "added": [one.to_form() for one in self.added],
            "removed": [one.to_form() for one in self.removed],
            "otherwise": [one.to_form() for one in self.otherwise],
            "rules": [_plain(one) for one in self.rules],
            "parts": [_plain(one) for one in self.parts],
            "numbers": list(self.numbers),
            "stopped_differently": list(self.stopped_differently),
            "decisions": [_decided(one) for one in self.decisions],
            "stuck": [_plain(one) for one in self.stuck],
            "moving": [_stranded(one) for one in self.moving],
            "undecided": list(self.undecided),
            "assumptions": list(self.assumptions),
            "stopped": self.stopped,
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Write it as JSON, stories included.

        Args:
            indent: How far to indent; ``None``: all on one line.
        """
        return write_json(self.to_form(), indent=indent)


def _plain(one: Any) -> dict[str, Any]:
    found = attrs.asdict(one, recurse=False)
    return {n: list(v) if isinstance(v, tuple) else v for n, v in found.items()}


def _decided(one: Decided) -> dict[str, Any]:
    against = [
        {"id": item.id, "sentence": item.sentence, "remedy": item.remedy} for item in one.against
    ]
    return _plain(one) | {"on": one.on.isoformat(), "against": against}


def _stranded(one: Stranded) -> dict[str, Any]:
    return _plain(one) | {"history": None if one.history is None else one.history.to_form()}
