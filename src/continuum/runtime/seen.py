"""What of a case a role may see, kind by kind of information, and what is left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose import say_role
from continuum.prose.naming import as_sentence, say_fact, say_region, say_state, say_value
from continuum.prose.speaker import Speaker, phrase, speaker_of
from continuum.prose.tables import details, listing, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import Rulebook
    from continuum.semantics import Record

__all__ = ["Seen", "SeenCategory"]

_GIST = phrase("Limits apply: {limits}.")


@attrs.frozen
class SeenCategory:
    """One kind of information as one role sees it.

    Args:
        name: Its name; empty for what belongs to no kind.
        words: The words for it.
        open: Whether the role sees it.
        why: Why, or why not.
        limits: Within which limits, in words; empty: none.
        rule: The id of the rule that closes it, if one does.
        states: Region to state.
        facts: Fact to value, of those that are known.
        records: Register to its records.
    """

    name: str
    words: str
    open: bool
    why: str
    limits: str = ""
    rule: str = ""
    states: Mapping[str, str] = attrs.field(factory=dict)
    facts: Mapping[str, Value] = attrs.field(factory=dict)
    records: Mapping[str, tuple[Record, ...]] = attrs.field(factory=dict)


@attrs.frozen(repr=False)
class Seen:
    """What a role may see of a case on a day.

    Args:
        role: The role.
        on: The day.
        categories: Every kind of information, open or left out.
        book: The rulebook, for the words.
    """

    role: str
    on: date
    categories: tuple[SeenCategory, ...]
    book: Rulebook = attrs.field(eq=False)

    @property
    def open(self) -> tuple[SeenCategory, ...]:
        """What the role sees."""
        return tuple(one for one in self.categories if one.open)

    @property
    def left_out(self) -> tuple[SeenCategory, ...]:
        """What is left out, each kind with its reason and nothing of its content."""
        return tuple(one for one in self.categories if not one.open)

    @property
    def states(self) -> dict[str, str]:
        """Every state that the role sees, by region."""
        return {region: state for one in self.open for region, state in one.states.items()}

    @property
    def facts(self) -> dict[str, Value]:
        """Every fact that the role sees."""
        return {name: value for one in self.open for name, value in one.facts.items()}

    @property
    def records(self) -> dict[str, tuple[Record, ...]]:
        """Every record that the role sees, by register."""
        return {name: records for one in self.open for name, records in one.records.items()}

    def __repr__(self) -> str:
        """Say how much is open."""
        return (
            f"<Seen by {self.role} on {self.on}: {len(self.open)} kinds of information, "
            f"{len(self.left_out)} left out>"
        )

    def tell(self, language: str | Speaker = "en") -> str:
        """Say what the role sees, and what is left out and why.

        Args:
            language: One of ``LANGUAGES``.
        """
        speaker = speaker_of(language)
        who = say_role(self.role, self.book, speaker)
        lines = [speaker.say("What {role} sees on {day}:", role=who, day=speaker.day(self.on)), ""]
        for one in self.open:
            lines.append(f"- {self._words(one, speaker)}: {self._why(one, speaker)}")
            lines += [f"  - {name}: {value}" for name, value in self._content(one, speaker)]
        lines += ["", speaker.say("What is left out:"), ""]
        lines += [
            f"- {self._words(one, speaker)}: {self._why(one, speaker)}" for one in self.left_out
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        speaker = speaker_of("en")
        who = say_role(self.role, self.book)
        rows = [
            (
                self._words(one, speaker),
                self._why(one, speaker),
                listing(f"{name}: {value}" for name, value in self._content(one, speaker)),
            )
            for one in self.open
        ]
        out = [(self._words(one, speaker), self._why(one, speaker)) for one in self.left_out]
        head = (f"seen by {who} on {self.on}", "why", "content")
        folded = table(("left out", "why"), out)
        return table(head, rows) + details(f"left out ({len(out)})", folded)

    def _words(self, one: SeenCategory, speaker: Speaker) -> str:
        return speaker.text("category", one.words) if one.name else speaker.say(one.words)

    def _why(self, one: SeenCategory, speaker: Speaker) -> str:
        said = as_sentence(speaker.text("rule", one.why)) if one.rule else speaker.say(one.why)
        if not one.limits:
            return said
        limits = speaker.text("narrowed", one.limits)
        return f"{said} {speaker.say(_GIST, limits=limits)}"

    def _content(self, one: SeenCategory, speaker: Speaker) -> Iterator[tuple[str, str]]:
        book = self.book
        for region, state in one.states.items():
            yield say_region(region, book, speaker), say_state(region, state, book, speaker)
        for name, value in one.facts.items():
            fact = book.fact(name)
            yield say_fact(fact, speaker), say_value(value, fact, book, speaker)
        for name, records in one.records.items():
            register = next(found for found in book.registers if found.name == name)
            fields = {field.name: field for field in register.fields}
            for record in records:
                said = [speaker.day(record.start)]
                said += [
                    say_value(value, fields.get(field), book, speaker)
                    for field, value in record.fields.items()
                ]
                yield speaker.text("register", register.words), ", ".join(said)
