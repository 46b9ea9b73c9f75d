"""Pages for people: one self-contained HTML file with a case, its reasons, checks and pictures.

A page is a list of parts.  Each function named ``..._part`` makes one from what another part of the
library gave; :func:`write_page` writes them as a page without scripts and without anything loaded
from elsewhere, that reads on a screen, on paper, in grey and aloud.

Reports over cases (:func:`friction`, :func:`gap_radar`, :func:`reversals` and others) name nobody;
:func:`my_pathway` is for the one person whom a case is about.
"""

from continuum.errors import needs as _needs

_needs("report", "jinja2", "markupsafe")

from continuum.report.about import about_part
from continuum.report.across import (
    equality,
    friction,
    gap_radar,
    handing_over,
    lessons,
    policy_brief,
    reversals,
    review_dates,
)
from continuum.report.checks import check_part
from continuum.report.mine import my_pathway
from continuum.report.page import CLOSING, Page, Part, render, write_page
from continuum.report.people import simulation_part
from continuum.report.pictures import picture_part, trail_of
from continuum.report.policies import policies_part
from continuum.report.questions import why_not_part, would_take_part
from continuum.report.sources import sources_part
from continuum.report.story import case_part
from continuum.report.tracing import trace

__all__ = [
    "CLOSING",
    "Page",
    "Part",
    "about_part",
    "case_part",
    "check_part",
    "equality",
    "friction",
    "gap_radar",
    "handing_over",
    "lessons",
    "my_pathway",
    "picture_part",
    "policies_part",
    "policy_brief",
    "render",
    "reversals",
    "review_dates",
    "simulation_part",
    "sources_part",
    "trace",
    "trail_of",
    "why_not_part",
    "would_take_part",
    "write_page",
]
