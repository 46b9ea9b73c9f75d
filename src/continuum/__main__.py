"""Run the command line as ``python -m continuum``."""

from __future__ import annotations

import sys

from continuum.errors import MissingExtra


def main() -> None:
    """Call the command line; without its libraries, say what to install and exit with 3."""
    try:
        from continuum.cli import main as command_line
    except MissingExtra as missing:
        sys.stderr.write(f"error: {missing}\n")
        sys.exit(3)
    command_line(prog_name="continuum")


if __name__ == "__main__":
    main()
