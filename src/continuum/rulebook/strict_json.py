"""JSON, strictly: one document has one meaning, and no text can harm its reader.

The same values may be read and written: objects with text keys that stand once, arrays, text that
is Unicode, whole numbers of at most 18 digits, ``true``, ``false`` and ``null``.  No document of
ours holds a decimal number, so none has to survive rounding, and a digest is the same everywhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from itertools import accumulate
from typing import Any, Final

import attrs

from continuum.errors import FactError

__all__ = ["canonical", "digest", "is_whole", "read_json", "write_json"]

_MOST_BYTES: Final = 16 * 1024 * 1024
_DEEPEST: Final = 64
_MOST_DIGITS: Final = 18
_FIRST_TOO_LONG: Final = 10**_MOST_DIGITS
_LONGEST_SHOWN: Final = 40

# Once escapes are blanked out, text is whatever stands between two quotes.
_TEXT_OR_BRACKET: Final = re.compile(r'"[^"]*"?|[\[{]|[\]}]')
_TEXT: Final = re.compile(r'"[^"]*"?')
_NO_BRACKET: Final = re.compile(r"[^][{}]+")
# Text may hold one half of a pair of surrogates, which UTF-8 cannot write.
_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

# Where a value stands: the trail of its container and its key there; empty at the top.
_Trail = tuple[()] | tuple[Any, str | int]


@attrs.frozen
class _Refused:
    """Stands in the tree for what the parser met and refuses, until its place is known."""

    message: str
    help: str


_LONG_NUMBER: Final = _Refused(f"a number has over {_MOST_DIGITS} digits", "write it as text")


def read_json(text: str | bytes, what: str) -> object:
    """Read a document, refusing whatever could be read in two ways or in none.

    Args:
        text: The document, as text or as UTF-8 bytes, at most 16 MiB.
        what: What is read, such as ``history``, for the message of a refusal.

    Returns:
        Dicts, lists, text, ints, bools and None, nested at most 64 deep.

    Raises:
        FactError: It is no such JSON; the message gives the path of keys or the line and column.

    Example:
        >>> read_json('{"name": "release", "steps": [1, 2]}', "rulebook")
        {'name': 'release', 'steps': [1, 2]}
    """
    document = _decoded(text, what)
    _check_brackets(document, what)
    try:
        value = json.loads(
            document,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_decimal_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        # Python's reasons end in "at" or a colon where they expect the place.
        reason = error.msg[:1].lower() + error.msg[1:].strip(": ").removesuffix(" at")
        raise FactError(
            f"{what}: {reason} at line {error.lineno}, column {error.colno}",
            help="mend the JSON there; it must be one whole document",
        ) from None
    _check(value, what)
    return value


def write_json(value: object, indent: int | None = None) -> str:
    """Write a document that :func:`read_json` reads back.

    Keys keep the order that they have in the value; nothing else has a say, so the same value
    gives the same text on every machine.

    Args:
        value: Dicts with text keys, lists or tuples, text, ints, bools and None.
        indent: Spaces a level; None writes it all on one line.

    Returns:
        The JSON text, without a line break at its end; Unicode stands as it is.

    Raises:
        FactError: The value holds something else, or the text would be over 16 MiB.

    Example:
        >>> write_json({"name": "release", "steps": (1, 2)})
        '{"name": "release", "steps": [1, 2]}'
    """
    what = "the value to write"
    _check(value, what)
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    _check_size(text, what)
    return text


def canonical(value: object) -> bytes:
    """Write a value in the one form that is hashed or compared.

    Args:
        value: As for :func:`write_json`; tuples count as lists.

    Returns:
        UTF-8 bytes: keys sorted by code point, no spaces.

    Raises:
        FactError: The value holds something else.

    Example:
        >>> canonical({"b": (1, 2), "a": None})
        b'{"a":null,"b":[1,2]}'
    """
    _check(value, "the value to write")
    return _CANONICAL.encode(value).encode()


def digest(value: object) -> str:
    """Give the SHA-256 of the canonical form of a value.

    Args:
        value: As for :func:`write_json`.

    Returns:
        64 hexadecimal digits, lower case; the same whatever the order of keys.

    Raises:
        FactError: The value holds something else.

    Example:
        >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
        True
    """
    return sha256(canonical(value)).hexdigest()


def is_whole(text: str) -> bool:
    """Whether a text has whole characters only, so that it can be written.

    Args:
        text: Any text.

    Example:
        >>> is_whole("é"), is_whole(chr(0xD800))
        (True, False)
    """
    return text.isascii() or _HALF_A_CHARACTER.search(text) is None


def _decoded(text: Any, what: str) -> str:
    """Give the document as text, once its type, its size and its encoding are right."""
    if not isinstance(text, str | bytes):
        raise FactError(
            f"{what}: a document is text or bytes, not a {type(text).__name__}",
            help="give the JSON itself, such as the content of the file",
        )
    _check_size(text, what)
    if isinstance(text, str):
        return text
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise FactError(
            f"{what}: byte {error.start + 1}, in line {line}, is not UTF-8",
            help="save the document as UTF-8",
        ) from None


def _check_size(text: str | bytes, what: str) -> None:
    size = len(text)
    if size <= _MOST_BYTES and isinstance(text, str) and not text.isascii():
        size = len(text.encode(errors="surrogatepass"))
    if size > _MOST_BYTES:
        raise FactError(f"{what}: the document is over 16 MiB", help="split it into smaller ones")


def _check_brackets(text: str, what: str) -> None:
    """Refuse deep nesting before the parser, which works by recursion, ever sees it."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    # Blanked out one for one, so that every place stays where it is.
    blanked = text.replace("\\\\", "__").replace('\\"', "__")
    if _deepest(_TEXT.sub("", blanked)) <= _DEEPEST:
        return
    depth = 0
    for found in _TEXT_OR_BRACKET.finditer(blanked):
        mark = blanked[found.start()]
        depth += (mark in "[{") - (mark in "]}")
        if depth > _DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            raise FactError(
                f"{what}: nested deeper than {_DEEPEST} at line {line}, column {column}",
                help="no document of ours is nested so deep: look for a bracket never closed",
            )


def _deepest(text: str) -> int:
    """How deep the brackets of a document go, once its texts are taken out."""
    marks = _NO_BRACKET.sub("", text)
    return max(accumulate((mark in "[{") * 2 - 1 for mark in marks), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Refused:
    if len(found := dict(pairs)) == len(pairs):
        return found
    ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
    return _Refused(f"the key `{_shown(key)}` stands more than once", "keep one of them")


def _whole_number(text: str) -> int | _Refused:
    # Counted before it is read: reading a number of a million digits is slow.
    return int(text) if len(text.lstrip("-")) <= _MOST_DIGITS else _LONG_NUMBER


def _decimal_number(text: str) -> _Refused:
    return _Refused(
        f"the number `{_shown(text)}` is not written as a whole number",
        "write a whole number of a smaller unit, or a fraction as text such as `2/3`",
    )


def _no_number(text: str) -> _Refused:
    return _Refused(f"`{text}` is not a number", "leave the value out, or write `null`")


def _check(value: object, what: str) -> None:
    """Refuse a value that no document may hold, and say where it stands.

    Works through a list instead of by recursion; a value that contains itself is too deep.
    """
    waiting: list[tuple[Any, _Trail, int]] = [((value,), (), 0)]
    while waiting:
        container, trail, depth = waiting.pop()
        inner = container.items() if isinstance(container, dict) else enumerate(container)
        for key, item in inner:
            # What most values are, passed without the cost of a call.
            if item is None or (type(item) is str and item.isascii()):
                continue
            fault = None if depth < _DEEPEST and _plain(item) else _fault(item, depth)
            if fault is not None:
                place = f", at `{path}`" if (path := _path((trail, key))) else ""
                raise FactError(f"{what}{place}: {fault.message}", help=fault.help)
            if isinstance(item, dict | list | tuple):
                waiting.append((item, (trail, key), depth + 1))


def _plain(item: object) -> bool:
    """Whether it is a list, or an object whose keys are plain text: most of what holds more."""
    if type(item) is not dict:
        return type(item) is list
    try:
        return "".join(item).isascii()
    except TypeError:  # a key is no text
        return False


def _fault(item: object, depth: int) -> _Refused | None:
    """Say what is wrong with a value, whatever the values in it."""
    match item:
        case dict() | list() | tuple() if depth == _DEEPEST:
            return _Refused(f"nested deeper than {_DEEPEST}", "hold less in one another")
        case None | bool() | list() | tuple():
            return None
        case int():
            return None if -_FIRST_TOO_LONG < item < _FIRST_TOO_LONG else _LONG_NUMBER
        case str():
            return _fault_of_text(item)
        case dict():
            return next(filter(None, map(_fault_of_key, item)), None)
        case float():
            return _decimal_number(repr(item))
        case _Refused():
            return item
        case _:
            return _Refused(
                f"a {type(item).__name__} cannot stand in a document",
                "write days and periods as text, and a set as a sorted list",
            )


def _fault_of_key(key: object) -> _Refused | None:
    if isinstance(key, str):
        return _fault_of_text(key)
    return _Refused(f"the key `{_shown(repr(key))}` is not text", "write every key as text")


def _fault_of_text(text: str) -> _Refused | None:
    if is_whole(text):
        return None
    message = f"the text `{_shown(text)}` holds half a character"
    return _Refused(message, "write the whole character, both `\\u` escapes of it")


def _path(trail: _Trail) -> str:
    """Write the way to a value, as in ``rules[3].guard``; empty for the whole document."""
    steps: list[str] = []
    while trail:
        trail, key = trail
        if isinstance(key, int):
            steps.append(f"[{key}]")
        else:
            steps.append(f".{key}" if _PLAIN_KEY.fullmatch(key) else f"['{_shown(key)}']")
    # The last step found is the first of the way, into the tuple that `_check` starts from.
    return "".join(steps[-2::-1]).removeprefix(".")


def _shown(text: str) -> str:
    """Quote text in a message: cut short, odd characters escaped."""
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."
    return repr(shown)[1:-1]
