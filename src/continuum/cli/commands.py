"""The commands of ``continuum``: each a few lines over one part of the library."""

from __future__ import annotations

from typing import Any

import click

from continuum.cli.told import EXIT_CODES, Told, telling

__all__ = [
    "certify",
    "check",
    "diff",
    "draw",
    "import_table",
    "main",
    "mutate",
    "pack",
    "path",
    "recheck",
    "rulebooks",
    "show",
    "simulate",
    "walk",
]

_WHICH = "BOOK is the name of a built-in rulebook, or the path of a rulebook as JSON."


@click.group(
    name="continuum",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=f"Pathways out of prison as rulebooks: read, check, follow, simulate and draw them.\n\n"
    "People decide; the library says what is allowed, blocked and due, and why. It never scores, "
    f"ranks or predicts a person, and it is not legal advice.\n\n{_WHICH}\n\n{EXIT_CODES}",
)
@click.version_option(package_name="continuum", message="%(package)s %(version)s")
def main() -> None:
    """Hold the commands together."""


@main.command()
@telling
def rulebooks() -> Told:
    """List the built-in rulebooks."""
    from continuum.cli.reading import list_rulebooks

    return list_rulebooks()


@main.command()
@click.argument("book")
@click.option("--language", default="en", show_default=True, help="The language to tell it in.")
@click.option("--section", default="", help="Only this section: its number, or words of its title.")
@telling
def show(book: str, language: str, section: str) -> Told:
    """Tell what BOOK says, in numbered English with its sources."""
    from continuum.cli.reading import show_rulebook

    return show_rulebook(book, language, section)


@main.command()
@click.argument("book", default="")
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help="The day whose law is checked, as YYYY-MM-DD; by default the day BOOK speaks for.",
)
@click.option(
    "--explain",
    default="",
    metavar="KIND_OR_ID",
    help="Tell why a kind of finding, or one finding, matters and how to mend it.",
)
@click.option("--html", default="", metavar="FILE", help="Also write a page where stories open.")
@click.option("--sarif", default="", metavar="FILE", help="Also write SARIF, for code review.")
@click.option(
    "--waivers", default="", metavar="FILE", help="Findings that somebody answers for (TOML, JSON)."
)
@click.option("--today", default="", metavar="DAY", help="The day on which waivers must hold.")
@click.option("--properties", default="", metavar="FILE", help="Properties of your own.")
@click.option(
    "--cases", default="", metavar="PATH", help="Recorded cases that show what can happen."
)
@click.option(
    "--against", default="", metavar="BOOK", help="The rulebook whose fixed rules must stand."
)
@click.option(
    "--staff", default="", metavar="FILE", help="How many people hold each role (TOML, JSON)."
)
@click.option("--seconds", type=float, metavar="N", help="Stop after so many seconds.")
@click.option("--nodes", type=int, metavar="N", help="Stop at so many nodes of diagrams.")
@telling
def check(book: str, explain: str, sarif: str, html: str, **asked: Any) -> Told:
    """Check whether the rules of BOOK fit together.

    The exit code is 1 when something was found, or was left undecided, and 2 when the check was
    stopped before its end.
    """
    from continuum.cli.asked import Asked
    from continuum.cli.checking import check_rulebook, explain_finding

    if explain:
        return explain_finding(book, explain, Asked(**asked))
    if not book:
        raise click.UsageError("Missing argument 'BOOK'.")
    return check_rulebook(book, Asked(**asked), sarif=sarif, html=html)


@main.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help="The day whose law is compared; by default the later of those they speak for.",
)
@click.option(
    "--case",
    "cases",
    multiple=True,
    metavar="FILE",
    help="A running case under OLD, as for `walk`; may be given several times.",
)
@click.option(
    "--place",
    "places",
    multiple=True,
    metavar="STATE=STATE",
    help="Which state of NEW stands for one of OLD, the old one first: house=home.",
)
@click.option(
    "--moving/--no-moving",
    default=True,
    show_default=True,
    help="Ask where cases would be stranded that move from OLD to NEW.",
)
@click.option("--seconds", type=float, metavar="N", help="Stop after so many seconds.")
@click.option("--nodes", type=int, metavar="N", help="Stop at so many nodes of diagrams.")
@telling
def diff(old: str, new: str, **asked: Any) -> Told:
    """Compare two versions of a rulebook: what is allowed, owed or stranded differently.

    Each difference comes with a case that shows it. The exit code is 1 when anything that a case
    may do, or that is owed in it, is otherwise.
    """
    from continuum.cli.comparing import Compared, diff_rulebooks

    return diff_rulebooks(old, new, Compared(**asked))


@main.command()
@click.argument("book")
@click.argument("case")
@telling
def walk(book: str, case: str) -> Told:
    """Follow CASE under BOOK, day by day.

    CASE is a file of dated rows (see examples/p_eu_06.json) or a history that `Case.to_json()`
    wrote. Where rows say what to expect, what happened is compared with it, and the exit code is
    1 when an expectation fails.
    """
    from continuum.cli.walking import walk_case

    return walk_case(book, case)


@main.command()
@click.argument("book")
@click.option(
    "-n",
    "people",
    type=click.IntRange(min=1),
    metavar="COUNT",
    help="How many people; by default as many as the scenario says.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Any whole number.")
@click.option(
    "--scenario",
    default="",
    metavar="FILE",
    help="A scenario as JSON; by default the built-in one, which is for `outline`.",
)
@click.option("--out", default="", metavar="FILE", help="Also write the answer to FILE, as JSON.")
@telling
def simulate(book: str, people: int | None, seed: int, scenario: str, out: str) -> Told:
    """Simulate made-up people under BOOK.

    Says how many people are in which phase over the years, and how many were stopped by which
    rule. Nobody in a simulation is real, and nothing in it is said about any person.
    """
    from continuum.cli.simulating import simulate_people

    return simulate_people(book, people, seed, scenario, out)


@main.command()
@click.argument("book")
@click.option("--region", default="", help="Only this track; by default all of them.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["svg", "mermaid"]),
    default="svg",
    show_default=True,
    help="A picture, or a text that Mermaid draws.",
)
@click.option(
    "-o", "--out", default="", metavar="FILE", help="Write to FILE instead of the terminal."
)
@telling
def draw(book: str, region: str, kind: str, out: str) -> Told:
    """Draw the states of BOOK and the events between them."""
    from continuum.cli.drawing import draw_rulebook

    return draw_rulebook(book, region, kind, out)


@main.command("import")
@click.argument("table")
@click.option(
    "-o", "--out", default="", metavar="FILE", help="Write the rulebook to FILE, as JSON."
)
@click.option("--name", default="", help="Its name; by default that of the file.")
@click.option(
    "--initial", multiple=True, metavar="STATE", help="Where a case begins (once a region)."
)
@click.option("--final", multiple=True, metavar="STATE", help="Where a case ends; may be repeated.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=HEAD",
    help="Which column says what, such as source=Van; may be repeated.",
)
@click.option("--encoding", default="", help="How the file is written; by default UTF-8.")
@telling
def import_table(table: str, out: str, **options: Any) -> Told:
    """Make a rulebook from TABLE, to check a workflow as it stands.

    TABLE is a CSV or JSON file of transitions: source, event, target, and if there are any guard,
    role, region, initial and final. The rulebook has their structure only: guards are labels, and
    are never evaluated. What the table does not say is decided, and told.
    """
    from continuum.cli.importing import import_workflow

    return import_workflow(table, out, **options)


@main.command()
@click.argument("book")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help="The day whose law holds, as YYYY-MM-DD; by default the day BOOK speaks for.",
)
@telling
def path(book: str, start: str, end: str, on: str) -> Told:
    """Find the shortest way between two states of BOOK.

    FROM and TO are states by name or title, or region.state. A case that gets from the one to the
    other is told with it; the exit code is 1 when none does, or when it could not be decided.
    """
    from continuum.cli.importing import find_path

    return find_path(book, start, end, on)


@main.command()
@click.argument("book")
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help="The day whose law it is made for; by default the day BOOK speaks for.",
)
@click.option("-o", "--out", default="", metavar="FILE", help="Write the pack to FILE.")
@click.option(
    "--replay", default="", metavar="FILE", help="Replay the pack in FILE instead of making one."
)
@telling
def pack(book: str, on: str, out: str, replay: str) -> Told:
    """Keep the boundary cases of BOOK, which is right today, and replay them after a change.

    For each part of each condition the pack holds two cases that differ in one fact and flip the
    answer, and both sides of every day and number. With --replay the exit code is 1 when a case
    comes out otherwise than recorded.
    """
    from continuum.cli.packing import pack_rulebook

    return pack_rulebook(book, on, out, replay)


@main.command()
@click.argument("book")
@click.option(
    "--cases",
    multiple=True,
    metavar="PATH",
    help="A case decided by hand, or a folder of them; may be given several times.",
)
@click.option("--properties", default="", metavar="FILE", help="Your own properties.")
@click.option("--pack", "kept", default="", metavar="FILE", help="A pack that `pack` wrote.")
@click.option(
    "--check",
    "depth",
    type=click.Choice(["none", "near", "whole"]),
    default="near",
    show_default=True,
    help="How much the checker is asked: nothing; of conditions and arrows alone, and your "
    "properties; or everything, which takes long.",
)
@click.option("--sample", type=click.IntRange(min=1), help="Try only so many, drawn at random.")
@click.option("--seed", type=int, default=1, show_default=True, help="Any whole number.")
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=40,
    show_default=True,
    help="How many of those that were not noticed are told.",
)
@telling
def mutate(**given: Any) -> Told:
    """Plant faults in BOOK, one at a time, and say which of them nothing you wrote would notice.

    Asked are the form checks, your cases, your properties, the checker, and the pack. The exit
    code is 1 when a fault that changes something was not noticed.
    """
    from continuum.cli.mutating import Written, mutate_rulebook

    return mutate_rulebook(given.pop("book"), Written(pack=given.pop("kept"), **given))


@main.command()
@click.argument("book")
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help="The day whose law is meant; by default the day BOOK speaks for.",
)
@click.option("--properties", default="", metavar="FILE", help="Your own properties.")
@click.option("-o", "--out", default="", metavar="FILE", help="Write the certificate to FILE.")
@telling
def certify(book: str, on: str, properties: str, out: str) -> Told:
    """Write down what was proved of BOOK, for another solver to look at.

    The certificate holds every situation that a case can come to, as a diagram, and what is never
    among them; `recheck` looks at it again.
    """
    from continuum.cli.certifying import certify_rulebook

    return certify_rulebook(book, on, properties, out)


@main.command()
@click.argument("certificate")
@click.argument("book")
@telling
def recheck(certificate: str, book: str) -> Told:
    """Look at a certificate of BOOK again, with another solver.

    Nothing is taken from the engine that made CERTIFICATE; z3 is asked instead. The exit code is
    1 when something in it is wrong. Needs the extra `evidence`.
    """
    from continuum.cli.certifying import recheck_certificate

    return recheck_certificate(certificate, book)
