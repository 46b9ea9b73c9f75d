"""The part of a page that tells a simulation: where people are, and what stops them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.prose.naming import say_day, say_event, spaced
from continuum.report.counts import Bar, Curve, draw_bars, draw_curves
from continuum.report.page import Part
from continuum.rulebook import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook
    from continuum.sim import Run

__all__ = ["PHASE_WORDS", "simulation_part"]

PHASE_WORDS = {
    "remand": "before judgment",
    "sentence": "serving the sentence",
    "pre_release": "preparing release",
    "probation": "under supervision",
    "reintegration": "at liberty",
    "deportation": "leaving the country",
    "stay": "staying: removal barred",
    "closed": "pathway ended",
}
"""The eight phases in words."""

_OWN = {
    "requires": ("event", "What the event itself asks for was not there yet"),
    "role": ("role", "Somebody else decides this"),
}


def simulation_part(run: Run, *, heading: str, lead: str = "") -> Part:
    """Tell a simulation in numbers of people; nobody in it is real, nobody is predicted.

    Args:
        run: What ``continuum.sim.simulate`` gave.
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    scenario, counted = run.scenario, run.occupancy().rows()
    phases = [name for name in counted[0] if name in PHASE_WORDS]
    curves = [Curve(PHASE_WORDS[name], tuple(row[name] for row in counted)) for name in phases]
    stopped = run.stopped_by().rows()
    waiting = run.waiting().rows()
    content = {
        "start": say_day(scenario.start),
        "horizon": say_day(scenario.horizon),
        "n": run.n,
        "seed": run.seed,
        "attempts": f"{len(run.events):,}",
        "occupancy": draw_curves(
            "occupancy",
            f"How many of {run.n} people are in each phase",
            [row["day"] for row in counted],
            curves,
        ),
        "yearly": _yearly(counted, phases),
        "phases": [PHASE_WORDS[name] for name in phases],
        "stopped": draw_bars("stopped", "How many people each rule stopped", list(_bars(stopped))),
        "rules": [row for row in stopped if row["rule"] not in _OWN],
        "own": [row | {"words": _OWN[row["rule"]][1]} for row in stopped if row["rule"] in _OWN],
        "waiting": [_wait(row, scenario.book) for row in waiting if row["allowed_later"]][:8],
        "notes": [_note(note) for note in getattr(scenario.people, "notes", ())],
        "sources": scenario.sources,
    }
    return Part("simulation", heading, "simulation", content, lead)


def _bars(stopped: list[dict[str, Any]]) -> Iterator[Bar]:
    for row in sorted(stopped, key=lambda row: row["rule"] in _OWN):
        name, words = _OWN.get(row["rule"], (row["rule"], row["sentence"]))
        yield Bar(name, words, row["people"])


def _yearly(counted: list[dict[str, Any]], phases: list[str]) -> list[tuple[str, list[int]]]:
    """The counts at the start of each year, for whoever reads numbers rather than pictures."""
    firsts: dict[int, dict[str, Any]] = {}
    for row in counted:
        firsts.setdefault(row["day"].year, row)
    return [(say_day(row["day"]), [row[name] for name in phases]) for row in firsts.values()]


def _wait(row: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    return {
        "event": say_event(row["event"], book),
        "turned_away": row["turned_away"],
        "later": row["allowed_later"],
        "median": f"{row['median_days']:,.0f}",
        "longest": f"{row['longest_days']:,.0f}",
    }


def _note(note: Any) -> dict[str, Any]:
    value = f"{note.value:,}" if isinstance(note.value, int) else spaced(str(note.value))
    return {"value": value, "about": note.note, "source": Source.from_text(note.mark)}
