"""A simulation of made-up people, as text or as a document."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from continuum.cli.given import keep_apart, open_rulebook, read_text, write_text
from continuum.cli.reading import as_document
from continuum.cli.told import Told
from continuum.errors import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook
    from continuum.sim import Scenario

__all__ = ["simulate_people"]


def simulate_people(given: str, people: int | None, seed: int, scenario: str, out: str) -> Told:
    """Simulate a scenario under a rulebook.

    Args:
        given: The name or the path of the rulebook.
        people: How many people; ``None``: as many as the scenario speaks of.
        seed: Any whole number.
        scenario: The path of a scenario as JSON; empty: the built-in one for the outline.
        out: The file for the answer; empty: none.

    Raises:
        ScenarioError: The scenario does not fit the rulebook; says every fault.
        FactError: A file is missing, or cannot be read or written.
        MissingExtra: NumPy is not installed.
    """
    from continuum.sim import simulate

    keep_apart(out, given, scenario)
    book = open_rulebook(given)
    run = simulate(_scenario(book, scenario), n=people, seed=seed)
    document = {
        "rulebook": as_document(book),
        "scenario": run.scenario.name,
        "people": run.n,
        "seed": seed,
        "start": run.scenario.start.isoformat(),
        "horizon": run.scenario.horizon.isoformat(),
        "occupancy": {"by": _by(run.scenario.book), "rows": _plain(_occupancy(run))},
        "stopped_by": _plain(run.stopped_by().rows()),
    }
    text = "\n".join(_lines(document))
    if out:
        write_text(out, json.dumps(document, ensure_ascii=False, indent=2), "the answer")
        text += f"\nwrote {out}"
    return Told(document, text)


def _scenario(book: Rulebook, file: str) -> Scenario:
    from continuum.sim import Scenario, outline_eu_2022

    if file:
        return Scenario.from_json(read_text(file, "the scenario")).with_(rulebook=book)
    if book.name != "outline":
        raise ScenarioError(
            f"there is no built-in scenario for rulebook `{book.name}`",
            help="give one as JSON with --scenario; the built-in one is for `outline`",
        )
    return outline_eu_2022().with_(rulebook=book)


def _by(book: Rulebook) -> str:
    """Phases that depend on facts cannot be counted from states; then the first track is."""
    from continuum.guards import During, leaves

    plain = all(isinstance(leaf, During) for form in book.phases for leaf in leaves(form.when))
    return "phase" if book.phases and plain else book.regions[0].name


def _occupancy(run: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run.occupancy(by=_by(run.scenario.book), every="year").rows()
    return rows


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}
        for row in rows
    ]


def _lines(document: dict[str, Any]) -> Iterator[str]:
    from continuum.prose import plural

    yield (
        f"{document['scenario']}: {plural(document['people'], 'made-up people')}, "
        f"seed {document['seed']}, "
        f"{document['start']} to {document['horizon']}"
    )
    rows = document["occupancy"]["rows"]
    names = [name for name in rows[0] if name != "day"]
    yield ""
    yield f"people by {document['occupancy']['by']}"
    yield "  ".join(["day       ", *names])
    for row in rows:
        counts = [f"{row[name]:>{len(name)},}" for name in names]
        yield "  ".join([row["day"], *counts])
    yield ""
    yield "who was stopped by which rule"
    for row in document["stopped_by"]:
        who = "person" if row["people"] == 1 else "people"
        yield f"{row['rule']:<10} {row['people']:>7,} {who:<6}  {row['sentence']}"
    if not document["stopped_by"]:
        yield "nobody"
