"""A page for a browser with what a test run found in rulebooks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from continuum.errors import FactError
from continuum.prose import Html, heading, paragraph
from continuum.verify.showing import show_report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from continuum.verify.testing.targets import Target

__all__ = ["write_page"]

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 72em; margin: 2em auto; padding: 0 1em }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def write_page(path: Path, targets: Iterable[Target]) -> None:
    """Write a page without scripts: each rulebook, what was found in it, and what was proved.

    Of one rulebook it is the page of its report; of several, their reports one after another.

    Args:
        path: Where to write it.
        targets: The rulebooks; one that was not checked yet is checked now.

    Raises:
        FactError: The page cannot be written.
    """
    listed = list(targets)
    text = _page_of_one(listed[0]) if len(listed) == 1 else ""
    if not text:
        body = "\n".join(map(_shown, listed)) or paragraph("No rulebook was opened.")
        text = _PAGE.format(title="What was found in rulebooks", body=body)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FactError(
            f"the page `{path}` cannot be written: {error}",
            help="give the path of a file in a folder that exists",
        ) from None


def _page_of_one(target: Target) -> str:
    with suppress(Exception):  # whatever failed was told by the test already
        return target.report().to_html()
    return ""


def _shown(target: Target) -> str:
    try:
        return show_report(target.report())
    except Exception as error:  # noqa: BLE001 - whatever failed was told by the test already
        return Html(heading(target.name) + paragraph(f"{target.name} was not checked: {error}"))
