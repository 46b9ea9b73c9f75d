"""Rules on titles, release, hard dates and supervision (GR-01 to GR-05, GR-10, GR-12)."""

from __future__ import annotations

from continuum.guards import during, parameter, share_of
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import (
    authority_named,
    legal_basis_given,
    reasons_given,
    the_day,
)
from continuum.rulebooks.eu.asked import (
    counts_from,
    term_in_months,
)
from continuum.rulebooks.eu.continuity import earliest_release
from continuum.rulebooks.eu.legal import HELD
from continuum.rulebooks.eu.registers import (
    custody_title,
    measure_title,
    release_plan,
    supervision_title,
)
from continuum.rulebooks.eu.supervision import RUNNING

__all__ = ["RULES"]

_asked_release = counts_from + share_of(term_in_months, parameter("release_share"))

RULES = (
    Rule(
        "GR-01",
        "Nobody is held or restricted without a recorded title.",
        "Name the authority and the legal basis of the title.",
        guard=authority_named & legal_basis_given,
        governs=Governs(
            (
                "conditional_release_granted",
                "post_sentence_supervision_ordered",
                "condition_imposed",
                "administrative_measure_imposed",
                "detention_renewed",
            ),
            adverse=True,
            coercive=True,
        ),
        precedence="rights",
        title="legal title",
        sources="ASSUMPTION: design rule on coercive states",
    ),
    Rule(
        "GR-02",
        "Conditional release is a reasoned decision; a date that has come never releases by itself.",
        "Wait for the earliest lawful release, then let the court decide with reasons.",
        guard=earliest_release.reached() & reasons_given,
        governs=Governs("conditional_release_granted"),
        precedence="rights",
        title="release is decided",
        sources=("SEED:S25", "SEEN:coe-cr"),
    ),
    Rule(
        "GR-03",
        "On the day the sentence ends, custody ends; no paper, place or plan is waited for.",
        "Let the person go today, unless another title is recorded already.",
        guard=during("legal", *HELD, "time_served") & ~custody_title,
        governs=Governs("sentence_expired"),
        then="demands",
        precedence="liberty",
        title="the sentence ends on its day",
        sources="ASSUMPTION: hard date, principle",
    ),
    Rule(
        "GR-04",
        "Preparation counts back from the earliest lawful release; a short window gets a short plan.",
        "Make the compressed plan: home, papers, income, health, first contact, safety, residence.",
        guard=~(_asked_release - parameter("short_window")).reached() | release_plan,
        governs=Governs("convicted"),
        then="owes",
        force="profile",
        duty=DutyForm(
            "make the compressed plan with the person; where nothing remains, the exit sheet today",
            "prison_case_manager",
            due=the_day + parameter("compressed_plan_time"),
            met=release_plan,
        ),
        title="preparation counts back",
        sources=("SEED:S24", "SEED:S45", "ASSUMPTION: within five working days"),
    ),
    Rule(
        "GR-05",
        "Without a supervision title or an administrative measure there are only voluntary offers.",
        "Record a title with its own end first.",
        guard=supervision_title | measure_title,
        governs=Governs(("condition_imposed", "breach_alleged")),
        precedence="rights",
        title="no title, only offers",
        sources="SEEN:fr-seche",
    ),
    Rule(
        "GR-10",
        "Conditions come only from a recorded decision; nobody who checks one can add one.",
        "Let the court decide on the condition, and name the decision.",
        guard=authority_named & legal_basis_given & reasons_given,
        governs=Governs("condition_imposed"),
        precedence="rights",
        title="conditions are decided",
        sources="GK",
    ),
    Rule(
        "GR-12",
        "Supervision ends on its day; going on needs a new decision before that day.",
        "End the supervision today.",
        guard=during("supervision", *RUNNING) & ~supervision_title,
        governs=Governs("supervision_ended"),
        then="demands",
        precedence="liberty",
        title="supervision ends on its day",
        sources=("SEEN:fr-mjp", "GK"),
    ),
)
