"""Where a rule comes from, and how far it was checked."""

from __future__ import annotations

import attrs

__all__ = ["MARKS", "Mark", "Reference", "Source", "as_sources"]

MARKS = {
    "SEED": "stated in the seed paper",
    "SEEN": "read in a stored public page",
    "GK": "general knowledge, to be checked before any operational use",
    "ASSUMPTION": "a choice made here; no source found",
}
Mark = str


@attrs.frozen
class Source:
    """A mark with its key: ``SEED:S53``, ``SEEN:rd-sum``, ``GK``, ``ASSUMPTION``.

    Args:
        mark: One of ``SEED``, ``SEEN``, ``GK``, ``ASSUMPTION``.
        key: The key in the rulebook's references; ``GK`` and ``ASSUMPTION`` need none.
        note: An article or a remark, such as ``art 9(1)``.

    Example:
        >>> Source.from_text("GK: art 15(4)").note
        'art 15(4)'
        >>> str(Source.from_text("SEEN:rd-sum"))
        'SEEN:rd-sum'
    """

    mark: Mark
    key: str = ""
    note: str = ""

    @classmethod
    def from_text(cls, text: str) -> Source:
        """Read ``MARK:key (note)``; for ``GK`` and ``ASSUMPTION`` what follows is a note."""
        mark, _, rest = text.partition(":")
        mark, rest = mark.strip(), rest.strip()
        if mark in {"GK", "ASSUMPTION"}:
            return cls(mark, "", rest)
        key, _, note = rest.partition(" ")
        return cls(mark, key, note.strip().removeprefix("(").removesuffix(")"))

    @property
    def checked(self) -> bool:
        """Whether somebody read the source; ``GK`` and ``ASSUMPTION`` were not checked."""
        return self.mark in {"SEED", "SEEN"}

    def __str__(self) -> str:
        """Give the text form, which reads back to the same source."""
        if self.key:
            return f"{self.mark}:{self.key}" + (f" ({self.note})" if self.note else "")
        return f"{self.mark}: {self.note}" if self.note else self.mark


def as_sources(sources: str | Source | list[object] | tuple[object, ...]) -> tuple[Source, ...]:
    """Read sources given as text, as sources, or as a mix of the two."""
    if isinstance(sources, (str, Source)):
        sources = (sources,)
    return tuple(s if isinstance(s, Source) else Source.from_text(str(s)) for s in sources)


@attrs.frozen
class Reference:
    """What a source key stands for: a page that was read, or a point of the seed paper.

    Args:
        key: ``S53`` or ``rd-sum``.
        title: What it says, in a few words of our own.
        address: Where it was read; empty for points of the seed paper.
    """

    key: str
    title: str
    address: str = ""
