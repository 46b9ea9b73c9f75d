"""Which configurations of the EU baseline count as which of the eight phases."""

from __future__ import annotations

from continuum.guards import Known, during, parameter
from continuum.rulebook import PhaseForm
from continuum.rulebooks.eu.continuity import closed, earliest_release
from continuum.rulebooks.eu.facts import sentence_start, term
from continuum.rulebooks.eu.legal import AT_LIBERTY, SERVING
from continuum.rulebooks.eu.residence import away, barred, pursued
from continuum.rulebooks.eu.supervision import supervised

__all__ = ["PHASES_OF", "window_open"]

window_open = (
    Known(sentence_start)
    & Known(term)
    & (earliest_release - parameter("preparation_window")).reached()
)

_open = ~(closed | during("legal", "transferred_out", "deceased"))
_serving = during("legal", *SERVING)
_free = _open & during("legal", *(state for state in AT_LIBERTY if state != "none")) & ~away
_left = during("legal", *(state for state in AT_LIBERTY if state != "none")) & away

PHASES_OF = (
    PhaseForm("remand", _open & during("legal", "none", "remand")),
    PhaseForm(
        "sentence",
        _open
        & (
            (_serving & ~window_open)
            | during("legal", "care_order", "escaped_or_unlawfully_at_large")
        ),
    ),
    PhaseForm("pre_release", _open & ((_serving & window_open) | during("legal", "recalled"))),
    PhaseForm("probation", _free & supervised),
    PhaseForm("reintegration", _free & ~supervised & ~pursued & ~barred),
    PhaseForm(
        "deportation",
        _open
        & (
            during("legal", "interrupted_for_departure", "immigration_detention")
            | _left
            | (_free & ~supervised & pursued)
        ),
    ),
    PhaseForm("stay", _free & ~supervised & barred),
    PhaseForm("closed", ~_open),
)
"""The map: custody by its title and the preparation window, then supervision, then residence.

Before judgment, at liberty or on remand, counts as ``remand``; so does a pathway that was opened
before any case.  Somebody unlawfully at large or under a care order counts as serving; somebody
recalled is prepared for release again from the first day.
"""
