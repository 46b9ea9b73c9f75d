"""The message catalogues, gathered anew: every text of the built-in rulebooks, every phrase.

Run ``python -m continuum.report.catalogues`` from a checkout; translations that are there stay.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import continuum
from continuum.prose import LANGUAGES
from continuum.prose.composed import COMPOSED
from continuum.prose.gathering import texts_of
from continuum.prose.po import Message, read_po, write_po
from continuum.rulebook import MARKS
from continuum.rulebooks import load, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["gathered", "main", "merged", "phrases"]

_PLACE = Path(continuum.__file__).parent
_SPEAKING = ("prose", "semantics", "runtime", "report")


def phrases() -> Iterator[Message]:
    """Give the phrases of the library itself: those in its code, and the forms it composes.

    Example:
        >>> any(message.text == "This is allowed." for message in phrases())
        True
    """
    for top in _SPEAKING:
        for path in sorted((_PLACE / top).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (said for node in ast.walk(tree) if (said := _phrase(node)) is not None)
    for form in COMPOSED:
        yield Message(form.template)
        if form.plainly:
            yield Message(form.plainly)
    yield from (Message(mark) for mark in MARKS.values())


def _phrase(node: ast.AST) -> Message | None:
    """What a call says, if it is one of those that say a phrase, with its text written out."""
    match node:
        case ast.Call(func=ast.Attribute(attr="say"), args=[ast.Constant(value=str(text)), *_]):
            return Message(text)
        case ast.Call(func=ast.Name(id="phrase" | "say"), args=[ast.Constant(value=str(text))]):
            return Message(text)
        case ast.Call(
            func=ast.Attribute(attr="amount"),
            args=[_, ast.Constant(value=str(one)), ast.Constant(value=str(many))],
        ):
            return Message(one, plural=many)
        case _:
            return None


def gathered() -> tuple[Message, ...]:
    """Give every message that a catalogue should have, without translations."""
    places: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for message in phrases():
        places[message.context, message.text, message.plural] |= set()
    for name in names():
        for text in texts_of(load(name)):
            places[text.kind, text.words, text.plural].add(text.place)
    return tuple(
        Message(text, kind, plural, places=tuple(sorted(found - {""})))
        for (kind, text, plural), found in sorted(places.items())
    )


def merged(wanted: Iterable[Message], there: Iterable[Message]) -> tuple[Message, ...]:
    """Join what a catalogue should have with what it has.

    Translations, notes and flags stay; what is not wanted any more is marked as obsolete where it
    was translated, and left out where it was not.

    Args:
        wanted: The messages without translations.
        there: The messages of the catalogue as it is.

    Example:
        >>> there = (Message("closed", "state", said=("gesloten",)),)
        >>> [message.said for message in merged([Message("closed", "state")], there)]
        [('gesloten',)]
        >>> merged([], there)[0].obsolete
        True
    """
    known = {message.key: message for message in there}
    joined = []
    for message in wanted:
        old = known.pop(message.key, None)
        if old is not None:
            kept = attrs.evolve(message, said=old.said, notes=old.notes, flags=old.flags)
            joined.append(kept)
        else:
            joined.append(message)
    gone = (attrs.evolve(old, obsolete=True, places=()) for old in known.values() if old.done)
    return (*joined, *gone)


def main() -> None:
    """Write the catalogues anew, and say how many messages each still lacks."""
    wanted = gathered()
    for language in LANGUAGES[1:]:
        path = _PLACE / "prose" / "catalogues" / f"{language}.po"
        there = read_po(path.read_text(encoding="utf-8"), path.name) if path.exists() else ()
        messages = merged(wanted, there)
        path.write_text(write_po(messages, language), encoding="utf-8")
        live = [message for message in messages if not message.obsolete]
        lacking = sum(not message.done for message in live)
        unsure = sum(message.unsure for message in live)
        print(f"{language}: {len(live)} messages, {lacking} to translate, {unsure} to review")


if __name__ == "__main__":
    main()
