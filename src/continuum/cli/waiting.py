"""What a long wait says on standard error, so that nobody thinks that it has stopped."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Self

import click

__all__ = ["Waiting"]

_PATIENCE = 2.0
_BETWEEN_LINES = 5.0


class Waiting:
    """Says how far something is, once it has taken more than two seconds.

    On a terminal one line is written over and over; anywhere else there is a line now and then.

    Example:
        >>> with Waiting() as waiting:
        ...     waiting("looking for dead ends", 3, 12)  # at once, so nothing is said
    """

    def __init__(self) -> None:
        """Count from now on."""
        self._began = monotonic()
        self._last = 0.0
        self._shown = False

    def __call__(self, sentence: str, done: int, of: int) -> None:
        """Say it, if it is time.

        Args:
            sentence: What is being done.
            done: How much of it is done.
            of: How much there is.
        """
        now = monotonic()
        if now - self._began < _PATIENCE:
            return
        line = f"{done} of {of}: {sentence}"
        if sys.stderr.isatty():
            room = max(20, _columns() - 1)
            click.echo(f"\r\x1b[K{line[:room]}", nl=False, err=True)
            self._shown = True
        elif now - self._last >= _BETWEEN_LINES:
            click.echo(line, err=True)
            self._last = now

    def __enter__(self) -> Self:
        """Begin to wait."""
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
