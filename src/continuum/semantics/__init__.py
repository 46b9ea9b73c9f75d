"""What the rules mean: pure functions from a case and a request to a decision and the next case.

No input, no output, no clock.
"""

from continuum.semantics.decide import Against, Decision, Outcome, Unknown, decide, heard_in
from continuum.semantics.duties import Past, duties_on, entered
from continuum.semantics.effects import changes_of
from continuum.semantics.entry import Entry, entry_of
from continuum.semantics.request import SYSTEM, Actor, Request, fit_text, request_for
from continuum.semantics.route import Astray, Route, Router, route
from continuum.semantics.showing import show_decision, show_duties, show_history
from continuum.semantics.snapshot import Changes, Duty, DutyStatus, Record, Snapshot
from continuum.semantics.step import advance, fold, opening, step
from continuum.semantics.telling import tell_decision, tell_duties, tell_history
from continuum.semantics.view import CaseView

__all__ = [
    "SYSTEM",
    "Actor",
    "Against",
    "Astray",
    "CaseView",
    "Changes",
    "Decision",
    "Duty",
    "DutyStatus",
    "Entry",
    "Outcome",
    "Past",
    "Record",
    "Request",
    "Route",
    "Router",
    "Snapshot",
    "Unknown",
    "advance",
    "changes_of",
    "decide",
    "duties_on",
    "entered",
    "entry_of",
    "fit_text",
    "fold",
    "heard_in",
    "opening",
    "request_for",
    "route",
    "show_decision",
    "show_duties",
    "show_history",
    "step",
    "tell_decision",
    "tell_duties",
    "tell_history",
]
