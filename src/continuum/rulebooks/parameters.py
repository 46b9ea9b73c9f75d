"""The dated numbers of a built-in rulebook, read from the TOML file beside it."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from continuum.errors import RulebookError
from continuum.guards import DatedValue, Parameter, Period
from continuum.guards.parameters import ParameterValue

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read_parameters"]

_NOTES: Final = "notes"


def read_parameters(
    package: str, name: str, differing_from: Iterable[Parameter] = ()
) -> tuple[Parameter, ...]:
    """Read the parameters of a TOML file that is packed with the library.

    Each table is one parameter; its ``values`` carry a value, the days on which it is law
    (half-open) and the sources.  Text such as ``P12M`` is a period, ``2/3`` a fraction, a list
    the options of a choice.  A table of ``notes`` holds no parameter.

    Args:
        package: The package that holds the file, such as ``continuum.rulebooks.outline``.
        name: The file's name, such as ``outline.toml``.
        differing_from: Parameters that the file only differs from: one that they have takes over
            their words, so that the file gives nothing but values.

    Returns:
        The parameters by name.

    Raises:
        RulebookError: A value is of no kind that a parameter can have, or a new parameter has no
            title.

    Example:
        >>> [p.name for p in read_parameters("continuum.rulebooks.outline", "outline.toml")][:2]
        ['compressed_plan_time', 'first_contact_time']
    """
    tables = tomllib.loads((files(package) / name).read_text(encoding="utf-8"))
    known = {parameter.name: parameter for parameter in differing_from}
    return tuple(
        _parameter(key, tables[key], known.get(key)) for key in sorted(tables) if key != _NOTES
    )


def _parameter(name: str, table: dict[str, Any], like: Parameter | None) -> Parameter:
    title = table.get("title", like.title if like else "")
    if not title:
        raise RulebookError(
            f"parameter `{name}` is new and has no title",
            help="say in a few words what the number is, or mend its name",
        )
    return Parameter(
        name,
        values=tuple(
            DatedValue(
                _value(name, dated["value"]),
                valid_from=dated.get("valid_from"),
                valid_to=dated.get("valid_to"),
                sources=tuple(dated.get("sources", ())),
            )
            for dated in table.get("values", ())
        ),
        title=title,
        unit=table.get("unit", like.unit if like else ""),
    )


def _value(name: str, given: object) -> ParameterValue:
    match given:
        case int() if not isinstance(given, bool):
            return given
        case list() if all(isinstance(option, str) for option in given):
            return tuple(given)
        case str() if given.startswith("P"):
            return Period.from_text(given)
        case str() if "/" in given:
            return Fraction(given)
    raise RulebookError(
        f"parameter `{name}` cannot be `{given!r}`",
        help="give a whole number, a period such as `P12M`, a fraction such as `2/3`, or options",
    )
