"""The command line: what the library answers, for a terminal and for other programs."""

from __future__ import annotations

from continuum.errors import needs as _needs

_needs("cli", "click")

from continuum.cli.reporting import main

__all__ = ["main"]
