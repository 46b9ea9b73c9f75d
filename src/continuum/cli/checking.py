"""Whether the rules of a rulebook fit together, as text or as a document."""

from __future__ import annotations

import json

from continuum.cli.given import open_rulebook
from continuum.cli.reading import as_document
from continuum.cli.told import FINDINGS, FINE, Told

__all__ = ["check_rulebook"]


def check_rulebook(given: str, on: str = "") -> Told:
    """Check a rulebook; what is undecided counts as a finding, since it is no pass.

    Args:
        given: A name or a path.
        on: The day whose law is checked; empty: the day the rulebook speaks for.

    Raises:
        FactError: ``on`` is not a day.
    """
    from continuum.verify import check

    book = open_rulebook(given)
    report = check(book, on or None)
    document = {"rulebook": as_document(book)} | {
        name: value for name, value in json.loads(report.to_json()).items() if name != "rulebook"
    }
    return Told(document, repr(report), FINE if report.clean else FINDINGS)
