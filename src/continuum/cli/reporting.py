"""The commands over written words and many cases: wording, trace, report."""

from __future__ import annotations

import click

from continuum.cli.commands import main
from continuum.cli.told import Told, telling

__all__ = ["main", "wording"]


@main.command()
@click.argument("file")
@click.option("--language", default="en", show_default=True, help="Whose list of words is used.")
@telling
def wording(file: str, language: str) -> Told:
    """Point out words in FILE that label people, and suggest others.

    Nothing is ever refused for its words: this warns whoever wrote them. What stands in quotation
    marks is left alone. The exit code is 1 when something was found.
    """
    from continuum.cli.wording import check_words

    return check_words(file, language)
