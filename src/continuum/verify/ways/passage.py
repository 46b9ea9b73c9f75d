"""What is known of the way from one state to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS
from continuum.prose import say
from continuum.verify.ways.places import Place, say_place

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook
    from continuum.verify.following.story import Story
    from continuum.verify.ways.arrows import Arrow, Path

__all__ = ["Passage"]


@attrs.frozen(repr=False)
class Passage:
    """Whether and how a case gets from one state to another; truthy if one does.

    Args:
        book: The rulebook.
        start: Region and state from which the way leads.
        end: Region and state to which it leads.
        paths: The shortest paths by the arrows alone.
        story: A case that gets from the one to the other, ready to be replayed.
        followed: The one of the paths that the story takes; ``None``: it takes another.
        none: Why no case gets there, which is proved; empty: it is not.
        undecided: Why neither a case nor a proof was found; empty: one was.
    """

    book: Rulebook
    start: Place
    end: Place
    paths: tuple[Path, ...] = ()
    story: Story | None = None
    followed: Path | None = None
    none: str = ""
    undecided: str = ""

    def __bool__(self) -> bool:
        """Whether a case gets there."""
        return self.story is not None

    def told(self) -> tuple[str, ...]:
        """Give what is known in lines: the shortest path by arrows, then a case that gets there."""
        start, end = (say_place(self.book, place) for place in (self.start, self.end))
        lines = [f"from {start} to {end}"]
        shown = self.followed or next(iter(self.paths), None)
        if shown is not None and shown.arrows:
            count, others = len(shown.arrows), len(self.paths) - 1
            more = f", and {others} more of the same length" if others else ""
            lines.append(
                f"the shortest path by arrows has {count} event{'s' * (count != 1)}{more}:"
            )
            lines += [f"  {n}. {one.told(self.book)}" for n, one in enumerate(shown.arrows, 1)]
        if self.story is not None:
            other = " by another path" if shown is not None and self.followed is None else ""
            lines.append(f"a case gets there{other}:")
            lines += [f"  {line}" for line in self.story.told()]
        elif self.none:
            lines.append(f"no case gets there: {self.none}")
        else:
            lines.append(f"it could not be decided whether a case gets there: {self.undecided}")
        return tuple(lines)

    def to_form(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "start": {"region": self.start[0], "state": self.start[1]},
            "end": {"region": self.end[0], "state": self.end[1]},
            "paths": [[self._form(arrow) for arrow in path.arrows] for path in self.paths],
            "story": None if self.story is None else self.story.to_form(),
            "none": self.none,
            "undecided": self.undecided,
        }

    def _form(self, arrow: Arrow) -> dict[str, Any]:
        return {
            "event": arrow.event,
            "source": arrow.source,
            "target": arrow.target,
            "when": "" if arrow.when == ALWAYS else say(arrow.when, self.book),
            "by": [*arrow.by],
            "basis": arrow.basis,
        }

    def __repr__(self) -> str:
        """Give the lines."""
        return "\n".join(self.told())
