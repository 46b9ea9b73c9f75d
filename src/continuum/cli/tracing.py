"""What makes each point of the seed paper real, as a table or as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.cli.told import FINDINGS, FINE, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.report.tracing import Tracing

__all__ = ["trace_points"]


def trace_points(point: str, root: str) -> Told:
    """Look up what makes the points real.

    Args:
        point: Only this one; empty: all.
        root: The folder of the project; empty: pages and cases are not looked up.

    Raises:
        FactError: There is no such point.
    """
    from continuum.report import trace

    told = trace(point, root=root or None)
    return Told(told.to_document(), "\n".join(_lines(told)), FINDINGS if told.faults else FINE)


def _lines(told: Tracing) -> Iterator[str]:
    for point in told.points:
        yield f"{point.id}: {point.title}"
        for claim in point.claims:
            if claim.found:
                yield f"  {claim.text} ({claim.where}): {claim.words}"
            elif claim.waiting:
                yield f"  {claim.text}: still to come"
            elif not claim.looked:
                yield f"  {claim.text}"
    yield from (f"fault: {fault}" for fault in told.faults)
    if not told.faults:
        yield f"{len(told.points)} of {len(told.points)} made real"
