"""What the outline asks: its facts, the days it counts, and the questions that come up again."""

from __future__ import annotations

from continuum.guards import Choice, Day, Flag, Known, Number, parameter, share_of

__all__ = [
    "COURT",
    "FACTS",
    "PRISON",
    "condition_breached",
    "conditions_explained",
    "consent",
    "earliest_release",
    "family",
    "foreign_national",
    "heard",
    "in_contact",
    "interruption_decided",
    "judged",
    "liaison_assigned",
    "plan_agreed",
    "preparation_opens",
    "programme",
    "reactivated",
    "released_on",
    "removal",
    "removal_cleared",
    "sentence_end",
    "sentence_start",
    "served",
    "supervised",
    "supervision_until",
    "term",
    "unserved",
    "window_open",
]

COURT = ("sentence_court", "prosecutor")
PRISON = ("prison_case_manager", "prison_governor")


def _done(name: str, title: str) -> Flag:
    return Flag(name, title=title, moves="step", initially=False)


foreign_national = Flag(
    "foreign_national",
    title="the person is a third-country national",
    moves="fixed",
    recorded_by=("immigration_case_officer", "prison_case_manager"),
)
sentence_start = Day(
    "sentence_start",
    title="the day from which the sentence counts, time on remand included",
    moves="step",
    recorded_by=(*COURT, "prison_case_manager"),
)
term = Number(
    "term",
    title="the term of the sentence",
    moves="step",
    recorded_by=COURT,
    low=1,
    high=480,
    unit="months",
)
supervision_until = Day(
    "supervision_until",
    title="the first day on which no supervision title holds any more",
    moves="step",
    recorded_by=COURT,
)
removal = Choice(
    "removal",
    title="how removal stands",
    moves="step",
    initially="none",
    options=("none", "pursued", "barred", "without_prospect", "done"),
)
removal_cleared = _done("removal_cleared", "every bar to removal was examined and none stands")
interruption_decided = Flag(
    "interruption_decided",
    title="the court decided to interrupt the sentence on departure",
    moves="step",
    recorded_by=COURT,
    initially=False,
)
consent = Flag(
    "consent",
    title="the person consents, informed and free to withdraw",
    moves="step",
    recorded_by=("person", "continuity_liaison", "ddr_practitioner"),
    initially=False,
)
liaison_assigned = _done("liaison_assigned", "a continuity liaison is assigned")
plan_agreed = _done("plan_agreed", "a plan with the person's view is agreed")
conditions_explained = _done("conditions_explained", "the conditions were explained to the person")
condition_breached = _done("condition_breached", "a condition of a decision was breached")
heard = _done("heard", "the person was heard on the breach")
reactivated = _done("reactivated", "reintegration was taken up again")
in_contact = _done("in_contact", "the first contact after release was made")
released_on = Day("released_on", title="the day of the last release", moves="step")
programme = _done("programme", "the person takes part in a programme")
family = _done("family", "the family takes part, as both sides wish")

FACTS = (
    foreign_national,
    sentence_start,
    term,
    supervision_until,
    removal,
    removal_cleared,
    interruption_decided,
    consent,
    liaison_assigned,
    plan_agreed,
    conditions_explained,
    condition_breached,
    heard,
    reactivated,
    in_contact,
    released_on,
    programme,
    family,
)

earliest_release = sentence_start + share_of(term, parameter("release_share"))
preparation_opens = earliest_release - parameter("preparation_window")
sentence_end = sentence_start + term

judged = Known(sentence_start) & Known(term)
window_open = judged & preparation_opens.reached()
served = judged & sentence_end.reached()
unserved = judged & ~sentence_end.reached()
supervised = Known(supervision_until) & ~supervision_until.reached()
