"""The commands over written words and many cases: wording, trace, report."""

from __future__ import annotations

from typing import Any

import click

from continuum.cli.cases import KINDS
from continuum.cli.commands import main
from continuum.cli.told import Told, telling

__all__ = ["main", "report", "trace", "wording"]


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


@main.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("files", nargs=-1, required=True, metavar="CASE...")
@click.option("--book", default="", help="The rulebook of the cases; by default the one they name.")
@click.option("--on", default="", metavar="DAY", help="The day on which it is told.")
@click.option("--by", default="", metavar="FACT", help="equality: what the groups differ in.")
@click.option(
    "--groups", default="", metavar="FILE", help="equality: the group of each case, as JSON."
)
@click.option("--days", default=30, show_default=True, help="gaps: how long something has waited.")
@click.option("--comments", is_flag=True, help="friction: also what practitioners wrote.")
@click.option("--language", default="en", show_default=True, help="my-pathway: the language.")
@click.option("--html", default="", metavar="FILE", help="my-pathway: write a page to FILE.")
@telling
def report(kind: str, files: tuple[str, ...], **asked: Any) -> Told:
    """Report over CASES, so that nobody is named or ranked.

    KIND is equality, friction, gaps, handovers, lessons, my-pathway (one case, for the person
    whom it is about), policy-brief, reversals, or reviews (of rulebooks instead of cases). A CASE
    is a history that `Case.to_json()` wrote, or a file of dated rows as for `walk`.
    """
    from continuum.cli.cases import ReportAsked, report_on

    return report_on(kind, files, ReportAsked(**asked))


@main.command()
@click.option("--point", default="", metavar="POINT", help="Only this point, such as S10.")
@click.option(
    "--root", default="", metavar="DIR", help="The folder of the project, to look up its pages."
)
@telling
def trace(point: str, root: str) -> Told:
    """Say what makes each point of the seed paper real.

    Each claim is looked up: rules, steps, states and so on in the rulebooks, reports in the
    library, pages and cases in the folder of the project where one is given. The exit code is 1
    when a point is unclaimed, or a claim names what does not exist.
    """
    from continuum.cli.tracing import trace_points

    return trace_points(point, root)
