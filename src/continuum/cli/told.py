"""How a command ends: one text or one JSON document, and an exit code."""

from __future__ import annotations

import json
import os
from functools import wraps
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import attrs
import click

from continuum.errors import ContinuumError, InvalidRulebook, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BAD_INPUT", "EXIT_CODES", "FINDINGS", "FINE", "MISSING_EXTRA", "Told", "telling"]

FINE, FINDINGS, BAD_INPUT, MISSING_EXTRA = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes:
  0  fine
  1  there are findings, or an expectation failed
  2  the command or what it was given is wrong, or a limit was spent
  3  an optional part of the library is not installed"""
"""The exit codes as the help texts show them."""


@attrs.frozen
class Told:
    """What a command has to say.

    Args:
        document: The answer for other programs: plain JSON values under stable keys.
        text: The answer for people.
        code: The exit code.
    """

    document: dict[str, Any]
    text: str
    code: int = FINE


def telling(command: Callable[..., Told]) -> Callable[..., None]:
    """Let a command return what it has to say: adds ``--json``, prints, and sets the exit code.

    With ``--json`` exactly one document goes to standard output, an error included; messages for
    people go to standard error.

    Args:
        command: A function that returns :class:`Told`, or raises a
            :class:`~continuum.errors.ContinuumError`.
    """

    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON document.")
    @click.pass_context
    @wraps(command)
    def spoken(context: click.Context, /, *args: Any, as_json: bool, **options: Any) -> None:
        try:
            told = command(*args, **options)
        except ContinuumError as error:
            click.echo(f"error: {error}", err=True)
            if as_json:
                click.echo(_as_json(_error_document(error)))
            context.exit(MISSING_EXTRA if isinstance(error, MissingExtra) else BAD_INPUT)
        said = _as_json(told.document) if as_json else told.text
        # Without a terminal click leaves colour out by itself; https://no-color.org asks for more.
        click.echo(said, color=False if os.environ.get("NO_COLOR") else None)
        context.exit(told.code)

    spoken.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n{EXIT_CODES}"
    return spoken


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _error_document(error: ContinuumError) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": type(error).__name__,
        "message": error.headline if isinstance(error, InvalidRulebook) else error.message,
        "help": error.help,
    }
    if isinstance(error, InvalidRulebook):
        told["faults"] = [
            {"place": fault.place, "message": fault.what, "help": fault.help}
            for fault in error.faults
        ]
    return {"error": told}
