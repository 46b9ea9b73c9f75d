"""TOML in and out for small documents: one list of tables, everything else inside them."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from continuum.errors import FactError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["read_toml", "write_toml"]

_LARGEST: Final = 1024 * 1024
_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


def read_toml(text: str, what: str) -> dict[str, Any]:
    """Read a TOML document.

    Args:
        text: The document, at most a million characters.
        what: What it is, for the message.

    Raises:
        FactError: It is no TOML.

    Example:
        >>> read_toml('name = "x"', "the properties")
        {'name': 'x'}
    """
    if len(text) > _LARGEST:
        raise FactError(f"{what} are larger than a million characters", help="split them up")
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        raise FactError(
            f"{what} are neither JSON nor TOML: {reason[:1].lower()}{reason[1:200]}",
            help="JSON begins with `{`; in TOML each property begins with `[[properties]]`",
        ) from None
    except (RecursionError, ValueError):
        raise FactError(
            f"{what} hold something too deep or too large", help="split it up, or write it shorter"
        ) from None


def write_toml(head: Mapping[str, Any], name: str, tables: Iterable[Mapping[str, Any]]) -> str:
    """Write some values and one list of tables.

    Args:
        head: The values that stand first.
        name: What the tables are called.
        tables: The tables, of text, whole numbers, bools, lists and tables.

    Example:
        >>> print(write_toml({"continuum": 1}, "rows", [{"all": [{"flag": "a"}]}]))
        continuum = 1
        <BLANKLINE>
        [[rows]]
        all = [{flag = "a"}]
        <BLANKLINE>
    """
    lines = [f"{_key(key)} = {_value(value)}" for key, value in head.items()]
    tables = list(tables)
    lines += [] if tables else [f"{_key(name)} = []"]
    for table in tables:
        lines += ["", f"[[{_key(name)}]]"]
        lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    # JSON escapes what TOML escapes, except for the last character of ASCII.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _text(value)
        case list() | tuple():
            return f"[{', '.join(_value(part) for part in value)}]"
        case _:
            return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
