"""Reports over many cases: what rubs, what is missing, what came in time; never who.

No report names or ranks a person.  Those that are made for others than the people who work on the
cases (lessons, policy brief, equality) hide every count that is small enough to point at somebody.
"""

from continuum.report.across.brief import PolicyBrief, policy_brief
from continuum.report.across.equality import Equality, equality
from continuum.report.across.friction import Friction, RuleFriction, friction
from continuum.report.across.gaps import Gap, GapRadar, gap_radar
from continuum.report.across.handing_over import HandingOver, HandoverKept, handing_over
from continuum.report.across.lessons import Lessons, lessons
from continuum.report.across.reversals import DutyKept, Reversals, reversals
from continuum.report.across.reviews import BookReview, Reviews, review_dates
from continuum.report.across.sheets import Sheet

__all__ = [
    "BookReview",
    "DutyKept",
    "Equality",
    "Friction",
    "Gap",
    "GapRadar",
    "HandingOver",
    "HandoverKept",
    "Lessons",
    "PolicyBrief",
    "Reversals",
    "Reviews",
    "RuleFriction",
    "Sheet",
    "equality",
    "friction",
    "gap_radar",
    "handing_over",
    "lessons",
    "policy_brief",
    "reversals",
    "review_dates",
]
