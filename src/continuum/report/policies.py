"""The part of a page that tells two policies beside each other: the same people, the same luck."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from continuum.prose.naming import say_day
from continuum.report.page import Part
from continuum.report.people import PHASE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.sim import Comparison

__all__ = ["policies_part"]

_SHOWN = 3


def policies_part(
    compared: Comparison, *, heading: str, names: Mapping[str, str], lead: str = ""
) -> Part:
    """Tell what differs between two policies, and what made the difference for whom.

    Args:
        compared: What ``continuum.sim.compare`` gave.
        heading: The heading of the part.
        names: The name of each scenario to the words for it.
        lead: One or two sentences under it.
    """
    one, other = (names.get(name, name) for name in compared.names)
    content = {
        "n": f"{compared.one.n:,}",
        "times": compared.one.replications,
        "otherwise": f"{int((compared.apart > 0).sum()):,}",
        "pairs": f"{compared.one.rows:,}",
        "one": one,
        "other": other,
        "start": say_day(compared.one.scenario.start),
        "horizon": say_day(compared.one.scenario.horizon),
        "differences": list(_differences(compared)),
        "most": [
            {
                "sentence": _named(pair.sentence, names),
                "lines": [(left, right) for left, right in pair.lines],
            }
            for pair in compared.most_different(_SHOWN)
        ],
    }
    return Part("policies", heading, "policies", content, lead)


def _differences(compared: Comparison) -> Iterator[dict[str, Any]]:
    """The measures that differ, in words."""
    mine, yours = compared.names
    said = {rule.id: rule.sentence for rule in compared.one.scenario.book.every_rule}
    for row in compared.differences().rows():
        difference = row["difference"]
        if math.isnan(difference) or abs(difference) < _least(row["measure"]):
            continue
        share = row["measure"].startswith(("stopped by ", "ever "))
        yield {
            "words": _words(row["measure"], said),
            "one": _number(row[mine], share=share),
            "other": _number(row[yours], share=share),
            "difference": _signed(difference, share=share),
            "low": _signed(row["low"], share=share),
            "high": _signed(row["high"], share=share),
        }


def _least(measure: str) -> float:
    return 0.002 if measure.startswith(("stopped by ", "ever ")) else 0.2


def _words(measure: str, said: Mapping[str, str]) -> str:
    if measure.startswith("days in phase: "):
        phase = measure.removeprefix("days in phase: ")
        return f"days of a person: {PHASE_WORDS.get(phase, phase)}"
    if measure.startswith("stopped by "):
        rule = measure.removeprefix("stopped by ")
        return f"share of people stopped by {rule}: {said.get(rule, '')}".rstrip(": ")
    return measure


def _number(value: float, *, share: bool) -> str:
    return f"{value:.1%}" if share else f"{value:,.1f}"


def _signed(value: float, *, share: bool) -> str:
    if math.isnan(value):
        return ""
    return (f"{value:+.1%}" if share else f"{value:+,.1f}").replace("-", "−")


def _named(sentence: str, names: Mapping[str, str]) -> str:
    for name, words in names.items():
        sentence = sentence.replace(f"`{name}`", f"“{words}”")
    return sentence
