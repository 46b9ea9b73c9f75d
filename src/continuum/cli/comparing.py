"""Two versions of a rulebook compared: told in groups, what is lost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import click

from continuum.cli.given import open_rulebook, read_text
from continuum.cli.told import BAD_INPUT, FINDINGS, FINE, Told
from continuum.cli.waiting import Waiting
from continuum.errors import RulebookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.verify import Diff

__all__ = ["Compared", "diff_rulebooks"]


@attrs.frozen
class Compared:
    """What the options of ``continuum diff`` say; empty where an option was not given.

    Args:
        on: The day whose law is compared.
        cases: Files of running cases under the old rulebook.
        places: ``region.state=region.state``, the old one first.
        moving: Whether to ask also whether all cases there can be can move.
        seconds: The most seconds.
        nodes: The most nodes of diagrams.
    """

    on: str = ""
    cases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    moving: bool = True
    seconds: float | None = None
    nodes: int | None = None


def diff_rulebooks(one: str, other: str, asked: Compared) -> Told:
    """Compare two rulebooks.

    Args:
        one: The old one, by name or path.
        other: The new one, by name or path.
        asked: What the options say.

    Raises:
        RulebookError: A place is not written as ``region.state=region.state``, or is not there.
        FactError: A day is none, or a file cannot be read.
    """
    from continuum.runtime.walk_form import read_walk
    from continuum.verify import diff
    from continuum.verify.space import Limits

    old, new = open_rulebook(one), open_rulebook(other)
    spent = {n: v for n, v in (("seconds", asked.seconds), ("nodes", asked.nodes)) if v is not None}
    cases = [read_walk(read_text(file, "the case"), old).case for file in asked.cases]
    with Waiting() as waiting:
        found = diff(
            old,
            new,
            on=asked.on or None,
            cases=cases,
            places=_places(asked.places),
            moving=asked.moving,
            limits=Limits(**spent),  # type: ignore[arg-type]
            progress=waiting,
        )
    code = BAD_INPUT if found.stopped else FINDINGS if found else FINE
    return Told(found.to_form(), "\n".join(_lines(found)), code)


def _places(given: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in given:
        mine, _, home = text.partition("=")
        if not (mine and home):
            raise RulebookError(
                f"the place `{text[:80]}` does not say what stands for what",
                help="write the old state, then the new one: `legal.house=legal.home`",
            )
        found[mine] = home
    return found


def _lines(found: Diff) -> Iterator[str]:
    from continuum.verify.comparing.telling import sections

    colour = {"patch": "green", "minor": "yellow", "major": "red"}[found.level]
    head = f"{found.old} to {found.new}, law of {found.on}: {found.advice}"
    yield click.style(head, bold=True, fg=colour)
    if found.stopped:
        yield f"not finished: {found.stopped}"
    for title, shade, told in sections(found):
        if told:
            yield ""
            yield click.style(f"{title} ({len(told)})", bold=True, fg=shade or None)
        for sentence, story in told:
            yield f"  - {sentence}"
            for line in story:
                yield f"      | {line}"
