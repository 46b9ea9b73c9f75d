r"""Message catalogues as gettext writes them: read and written, in plain Python.

Of the format, what the library needs: contexts, plurals, comments, places, flags and obsolete
messages.  Nothing in a catalogue is ever run: a template is filled by replacing names in braces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Message", "read_po", "write_po"]

_LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[(?P<n>[01])\])?\s*"(?P<text>.*)"$')
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_REVIEW = "review:"


@attrs.frozen
class Message:
    """One message: the English text and what stands for it in another language.

    Args:
        text: The English text.
        context: What kind of thing it names, such as ``state``; empty: a phrase of the library.
        plural: The English plural, for what is counted.
        said: The translation; two for what is counted, singular first; empty: none yet.
        notes: Comments for translators; one that begins with ``review:`` marks an unsure wording.
        places: Where it stands: ids of rules, names of events.
        flags: ``fuzzy`` marks an unsure wording as well.
        obsolete: No text of the library any more.
    """

    text: str
    context: str = ""
    plural: str = ""
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What a message is found by."""
        return self.context, self.text

    @property
    def unsure(self) -> bool:
        """Whether the wording is marked for review."""
        return "fuzzy" in self.flags or any(note.startswith(_REVIEW) for note in self.notes)

    @property
    def done(self) -> bool:
        """Whether it is translated."""
        return bool(self.said) and all(self.said)


@attrs.define
class _Reading:
    """A message that is being read, part by part."""

    parts: dict[str, str] = attrs.field(factory=dict)
    notes: list[str] = attrs.field(factory=list)
    places: list[str] = attrs.field(factory=list)
    flags: list[str] = attrs.field(factory=list)
    obsolete: bool = False
    now: str = ""

    def message(self) -> Message:
        """Give the message as read."""
        said = tuple(self.parts[k] for k in ("msgstr", "msgstr[0]", "msgstr[1]") if k in self.parts)
        return Message(
            self.parts["msgid"],
            self.parts.get("msgctxt", ""),
            self.parts.get("msgid_plural", ""),
            said if any(said) else (),
            tuple(self.notes),
            tuple(self.places),
            tuple(self.flags),
            self.obsolete,
        )


def read_po(text: str, name: str = "a catalogue") -> tuple[Message, ...]:
    r"""Read a catalogue.

    Args:
        text: The text of a ``.po`` file.
        name: What to call it where it cannot be read.

    Raises:
        FactError: A line cannot be read.

    Example:
        >>> read_po('msgctxt "state"\nmsgid "closed"\nmsgstr "gesloten"\n')[0].said
        ('gesloten',)
    """
    return tuple(message for message in _messages(text, name) if message.text)


def _messages(text: str, name: str) -> Iterator[Message]:
    reading = _Reading()
    for number, whole in enumerate(text.splitlines(), start=1):
        line = whole.strip()
        if line.startswith("#~"):
            reading.obsolete, line = True, line[2:].strip()
        if not line:
            if "msgid" in reading.parts:
                yield reading.message()
            reading = _Reading()
        elif line.startswith("#"):
            if "msgid" in reading.parts:
                yield reading.message()
                reading = _Reading()
            _remark(line, reading)
        else:
            found = _LINE.match(line)
            if found is None or not (found[1] or reading.now):
                raise FactError(
                    f"line {number} of {name} cannot be read: `{line[:60]}`",
                    help='write `msgid "..."` and `msgstr "..."`, as gettext does',
                )
            if found[1] in {"msgctxt", "msgid"} and "msgstr" in str(reading.parts.keys()):
                yield reading.message()
                reading = _Reading()
            reading.now = found[1] or reading.now
            said = _ESCAPED.sub(lambda one: _LETTERS.get(one[1], one[1]), found["text"])
            reading.parts[reading.now] = reading.parts.get(reading.now, "") + said
    if "msgid" in reading.parts:
        yield reading.message()


def _remark(line: str, reading: _Reading) -> None:
    kind, rest = line[1:2], line[2:].strip()
    if kind == ":":
        reading.places.append(rest)
    elif kind == ",":
        reading.flags += [flag.strip() for flag in rest.split(",")]
    else:
        reading.notes.append(rest if kind == "." else line[1:].strip())


def write_po(messages: Iterable[Message], language: str) -> str:
    """Write a catalogue: sorted, one message after the other, those that are obsolete at the end.

    Args:
        messages: The messages.
        language: The language, for the head of the file.

    Example:
        >>> text = write_po([Message("closed", "state", said=("gesloten",))], "nl")
        >>> read_po(text)[0].said
        ('gesloten',)
    """
    plural = "n > 1" if language == "fr" else "n != 1"
    head = [
        'msgid ""',
        'msgstr ""',
        '"Project-Id-Version: continuum\\n"',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: nplurals=2; plural=({plural});\\n"',
        "",
    ]
    ordered = sorted(messages, key=lambda one: (one.obsolete, one.context, one.text))
    return "\n".join([*head, *(line for one in ordered for line in (*_lines(one), ""))])


def _lines(message: Message) -> Iterator[str]:
    for note in message.notes:
        yield f"#. {note}"
    for place in message.places:
        yield f"#: {place}"
    if message.flags:
        yield f"#, {', '.join(message.flags)}"
    before = "#~ " if message.obsolete else ""
    if message.context:
        yield f"{before}msgctxt {_quoted(message.context)}"
    yield f"{before}msgid {_quoted(message.text)}"
    if message.plural:
        yield f"{before}msgid_plural {_quoted(message.plural)}"
        said = message.said or ("", "")
        for number, one in enumerate(said):
            yield f"{before}msgstr[{number}] {_quoted(one)}"
    else:
        yield f"{before}msgstr {_quoted(message.said[0] if message.said else '')}"


def _quoted(text: str) -> str:
    said = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{said}"'
