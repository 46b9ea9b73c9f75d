"""What would open an event, as it is shown and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose import Speaker, say_region, say_role, say_state, speaker_of
from continuum.runtime.change import Change, either

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.rulebook import Rulebook

__all__ = ["Advice", "ChangeSet"]


@attrs.frozen
class ChangeSet:
    """Changes that together would open the event; none of them can be left out."""

    changes: tuple[Change, ...]

    @property
    def earliest(self) -> date | None:
        """The first day on which all of them can be so, as far as is known."""
        days = [change.earliest for change in self.changes if change.earliest is not None]
        return max(days, default=None)

    @property
    def weight(self) -> int:
        """What comes first: what may become known, then what few events bring about."""
        return sum(change.weight for change in self.changes)

    def __iter__(self) -> Iterator[Change]:
        """Give the changes."""
        return iter(self.changes)

    def __len__(self) -> int:
        """How many changes."""
        return len(self.changes)

    def __str__(self) -> str:
        """Say them in one line."""
        return "; and ".join(str(change) for change in self.changes)


@attrs.frozen(repr=False)
class Advice:
    """What would open an event; it never says that anybody should.

    Args:
        event: The event's name.
        on: The day from which it looks ahead.
        open: Whether it is open already.
        sets: The smallest sets of changes, fewest first.
        cut: Whether there are more than are listed.
        book: The rulebook, for the titles of the roles.
        only_from: The regions from which the event cannot be come to, with the states in which it
            has a way.
    """

    event: str
    on: date
    open: bool
    sets: tuple[ChangeSet, ...]
    cut: bool = False
    book: Rulebook | None = attrs.field(default=None, repr=False, eq=False)
    only_from: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, eq=False)

    def __repr__(self) -> str:
        """Say the advice, as ``print`` does."""
        return self.explain()

    def __iter__(self) -> Iterator[ChangeSet]:
        """Give the sets."""
        return iter(self.sets)

    def __len__(self) -> int:
        """How many sets are listed."""
        return len(self.sets)

    def __getitem__(self, place: int) -> ChangeSet:
        """Give one set."""
        return self.sets[place]

    def __str__(self) -> str:
        """Say the advice, one set a line."""
        return self.explain()

    def explain(self, language: str | Speaker = "en") -> str:
        """Say what would open the event: what all ways share, and then each way.

        Args:
            language: One of ``LANGUAGES``, or a speaker.

        Raises:
            FactError: The language is not one that the library speaks.
        """
        speaker = speaker_of(language)
        lines = list(self._lines(speaker))
        if apology := speaker.apology():
            lines += ["", apology]
        return "\n".join(lines)

    def _lines(self, speaker: Speaker) -> Iterator[str]:
        event = f"`{self.event}`"
        day = str(self.on) if speaker.english else speaker.day(self.on)
        if self.open:
            yield speaker.say("{event} is open on {day}", event=event, day=day)
            return
        if not self.sets:
            yield speaker.say(
                "nothing that can still change would open {event} after {day}", event=event, day=day
            )
            for region, states in self.only_from.items():
                named = (
                    speaker.quoted(say_state(region, state, self.book, speaker)) for state in states
                )
                yield "  - " + speaker.say(
                    "it has a way only while {region} is {states}, and none leads there from here",
                    region=say_region(region, self.book, speaker),
                    states=either(named, speaker),
                )
            return
        yield speaker.say("{event} would open if", event=event)
        common = frozenset.intersection(*(frozenset(changes) for changes in self.sets))
        every = [c for c in self.sets[0] if c in common]
        yield from (f"  - {change.told(self.on, self.book, speaker)}" for change in every)
        rests = [[c for c in changes if c not in common] for changes in self.sets]
        if len(rests) > 1:
            yield "  " + (speaker.say("and either") if every else speaker.say("either"))
            for number, rest in enumerate(rests, 1):
                told = ""
                for change in rest:
                    one = change.told(self.on, self.book, speaker)
                    told = speaker.say("{first}; and {last}", first=told, last=one) if told else one
                way = f"{number}. {told}"
                yield "  " + (speaker.say("or {way}", way=way) if number > 1 else way)
        if any(c.to is None and c.about != "time" for changes in self.sets for c in changes):
            yield "  " + speaker.say("(what is recorded decides then: ask again)")
        if self.cut:
            yield "  " + speaker.say("(there are more ways than are listed)")

    def _repr_html_(self) -> str:
        """Show the advice in a notebook."""
        from continuum.prose.tables import table

        rows = [
            (
                str(k + 1),
                change.what,
                " or ".join(say_role(role, self.book) for role in change.who) or "-",
                str(change.earliest or "-"),
            )
            for k, changes in enumerate(self.sets)
            for change in changes
        ]
        return table(("way", "would open if", "who can", "from"), rows)
