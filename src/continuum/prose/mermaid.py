"""A rulebook's statechart as Mermaid text, for pages that draw it themselves."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from continuum.prose.naming import say_event
from continuum.prose.signposts import blocking_rules, signposts_of, staying_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Region, Rulebook

__all__ = ["to_mermaid"]

_RULES_AT_MOST = 6
_PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-_/()'")


def to_mermaid(book: Rulebook, region: str | None = None) -> str:
    """Write the states and their events as a Mermaid ``stateDiagram-v2``.

    Args:
        book: The rulebook.
        region: The name of one region; ``None``: all of them, each a composite state.

    Returns:
        Mermaid text; each move bears its event and the rules that can stand in its way.

    Raises:
        RulebookError: There is no such region.

    Example:
        >>> from continuum.rulebook import Event, Region, Rulebook, State, Transition
        >>> track = Region("legal", (State("custody"), State("free", final=True)), "custody")
        >>> book = Rulebook(
        ...     "door",
        ...     "1",
        ...     as_of="2026-11-23",
        ...     regions=(track,),
        ...     events=(Event("released"),),
        ...     transitions=(Transition("released", "legal", "custody", "free"),),
        ... )
        >>> print(to_mermaid(book))
        stateDiagram-v2
          state "legal" as legal {
            state "custody" as legal__custody
            state "free" as legal__free
            [*] --> legal__custody
            legal__custody --> legal__free : released
            legal__free --> [*]
          }
        <BLANKLINE>
    """
    shown = book.regions if region is None else (book.region(region),)
    lines = ["stateDiagram-v2"]
    for one in shown:
        lines.append(f'  state "{_safe(one.words)}" as {one.name} {{')
        lines += [f"    {line}" for line in _region(book, one)]
        lines.append("  }")
    return "\n".join(lines) + "\n"


def _region(book: Rulebook, region: Region) -> Iterator[str]:
    def id_of(state: str) -> str:
        return f"{region.name}__{state}"

    for state in region.states:
        yield f'state "{_safe(state.words)}" as {id_of(state.name)}'
    yield f"[*] --> {id_of(region.initial)}"
    for post in signposts_of(book, region):
        for source, target, event in product(post.sources, post.targets, post.events):
            yield f"{id_of(source)} --> {id_of(target)} : {_label(book, event)}"
    for event, states in staying_events(book, region).items():
        for name in states:
            yield f"{id_of(name)} --> {id_of(name)} : {_label(book, event)}"
    for state in region.states:
        if state.final:
            yield f"{id_of(state.name)} --> [*]"


def _label(book: Rulebook, event: str) -> str:
    rules = blocking_rules(book, event)
    said = _safe(say_event(event, book))
    if rules:
        more = len(rules) - _RULES_AT_MOST
        ids = ", ".join(rules[:_RULES_AT_MOST]) + (f" and {more} more" if more > 0 else "")
        said += f" ({_safe(ids)})"
    return said


def _safe(text: str) -> str:
    """Write everything that Mermaid might read as its own as a character code."""
    flat = " ".join(text.split())
    return "".join(
        letter if letter in _PLAIN or letter.isalpha() else f"#{ord(letter)};" for letter in flat
    )
