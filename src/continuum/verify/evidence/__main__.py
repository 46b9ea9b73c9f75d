"""Look at a certificate again: ``python -m continuum.verify.evidence CERTIFICATE RULEBOOK``.

The rulebook is a file of JSON, or the name of a built-in one.  It ends with 0 where all of the
certificate was confirmed, with 1 where something in it is wrong, and with 2 where it could not be
looked at.
"""

from __future__ import annotations

import sys
from pathlib import Path

from continuum.errors import ContinuumError, RulebookError
from continuum.rulebook import Rulebook
from continuum.rulebooks import load, names

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Look at a certificate again and say what came of it.

    Args:
        arguments: The path of the certificate; the path of a rulebook, or the name of one.

    Returns:
        How the program ends.
    """
    if len(arguments) != len(("certificate", "rulebook")):
        sys.stderr.write("usage: python -m continuum.verify.evidence CERTIFICATE RULEBOOK\n")
        return 2
    certificate, book = arguments
    try:
        from continuum.verify.evidence.rechecking import recheck

        found = recheck(_bytes(certificate), _book(book))
    except ContinuumError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{found}\n")
    return 0 if found else 1


def _book(name: str) -> Rulebook:
    return load(name) if name in names() else Rulebook.from_json(_bytes(name))


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise RulebookError(
            f"`{path[:200]}` cannot be read: {(error.strerror or 'no such file').lower()}",
            help="give the path of a file; a rulebook may be named: "
            + ", ".join(f"`{name}`" for name in names()),
        ) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
