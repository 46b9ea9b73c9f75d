"""Run the command line as ``python -m continuum.cli``."""

from __future__ import annotations

from continuum.cli.commands import main

if __name__ == "__main__":
    main(prog_name="continuum")
