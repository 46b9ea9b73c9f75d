"""What the EU baseline asks about a case: its facts, by the track they belong to."""

from __future__ import annotations

from continuum.guards import Choice, Day, Flag, Number

__all__ = [
    "FACTS",
    "__all__",
    "acceptance_by_receiving_state",
    "aftercare_offered",
    "appeal_open",
    "asylum_pending",
    "best_interests_assessed",
    "child_affected",
    "closure_reviewed",
    "coaching",
    "condition_breached",
    "conditions_explained",
    "conference_told",
    "conviction_stands",
    "decision_explained",
    "detention_reviewed",
    "entry_ban",
    "fell_away_on",
    "fit_to_travel",
    "free_since",
    "heard",
    "holds_nationality",
    "in_contact",
    "interruption_decided",
    "lawyer_engaged",
    "liaison_change_since",
    "linked_pathway",
    "offer_withheld",
    "override_reviewed",
    "programme_offered",
    "reactivated",
    "reasonable_prospect",
    "refoulement_bar",
    "release_meeting_held",
    "released_on",
    "remedy_deadline",
    "removal_planned_for",
    "removal_unit_told",
    "return_decision_in_force",
    "rule39_in_force",
    "sentence_start",
    "support_refused",
    "suspensive_effect",
    "term",
    "third_country_national",
    "travel_document",
    "voluntary_until",
    "would_be_stateless",
]

_IMMIGRATION = ("immigration_case_officer",)
_COURTS = ("sentence_court", "prosecutor")


def _done(name: str, title: str) -> Flag:
    return Flag(name, title=title, moves="step", initially=False)


# ------------------------------------------------------------------------ sentence and liberty

sentence_start = Day(
    "sentence_start",
    title="the day from which the sentence counts, time on remand included",
    moves="step",
)
term = Number(
    "term", title="the term of the sentence", moves="step", low=1, high=600, unit="months"
)
conviction_stands = _done("conviction_stands", "a conviction stands")
interruption_decided = Flag(
    "interruption_decided",
    title="it is decided to interrupt the sentence on departure",
    moves="step",
    recorded_by=_COURTS,
    initially=False,
)
conditions_explained = _done("conditions_explained", "the conditions were explained to the person")
condition_breached = _done("condition_breached", "the breach of a condition is alleged")
heard = _done("heard", "the person was heard on the breach")
released_on = Day("released_on", title="the day of the last release", moves="step")
free_since = Day(
    "free_since",
    title="the day since which nothing of the sentence or supervision is left",
    moves="step",
)
aftercare_offered = _done("aftercare_offered", "what comes after supervision was offered")
closure_reviewed = _done("closure_reviewed", "the closing was talked over with the person")
in_contact = _done("in_contact", "the first contact after release was made")
release_meeting_held = _done(
    "release_meeting_held", "sender, receiver and the person, if wished, met before release"
)
coaching = _done("coaching", "the person takes part in coaching")
programme_offered = _done("programme_offered", "a programme was offered in writing")
offer_withheld = _done("offer_withheld", "an offer was withheld for a recorded reason")
support_refused = _done("support_refused", "support was refused for a recorded reason")

# ------------------------------------------------------------------------ residence

third_country_national = Flag(
    "third_country_national",
    title="the person is a third-country national",
    moves="fixed",
    recorded_by=(*_IMMIGRATION, "prison_case_manager"),
)
holds_nationality = Flag(
    "holds_nationality",
    title="the person still holds the nationality of the State",
    moves="step",
    recorded_by=_IMMIGRATION,
)
would_be_stateless = Flag(
    "would_be_stateless",
    title="withdrawing nationality would leave the person stateless",
    recorded_by=(*_IMMIGRATION, "asylum_or_administrative_court"),
)
return_decision_in_force = _done("return_decision_in_force", "a return decision is in force")
entry_ban = _done("entry_ban", "an entry ban is set")
appeal_open = _done("appeal_open", "an appeal against return or withdrawal is open")
suspensive_effect = Choice(
    "suspensive_effect",
    title="whether the appeal suspends removal, as recorded",
    moves="step",
    options=("automatic", "granted", "none"),
)
remedy_deadline = Day(
    "remedy_deadline",
    title="the first day after the time for a remedy against the return decision",
    moves="step",
)
asylum_pending = _done("asylum_pending", "an asylum application with a right to remain is pending")
rule39_in_force = _done("rule39_in_force", "an interim measure of the Strasbourg court is in force")
refoulement_bar = Choice(
    "refoulement_bar",
    title="whether refoulement bars removal, as last examined",
    moves="step",
    options=("none", "until_review", "indefinite"),
)
removal_planned_for = Day("removal_planned_for", title="the day planned for removal", moves="step")
removal_unit_told = _done("removal_unit_told", "the removal unit was told of the request")
fit_to_travel = Flag(
    "fit_to_travel",
    moves="step",
    title="a clinician finds the person fit to travel",
    recorded_by=("clinician",),
)
travel_document = Flag(
    "travel_document",
    moves="step",
    title="there is a valid travel document",
    recorded_by=(*_IMMIGRATION, "receiving_state_authority"),
)
acceptance_by_receiving_state = Flag(
    "acceptance_by_receiving_state",
    moves="step",
    title="the receiving State accepts the person",
    recorded_by=(*_IMMIGRATION, "receiving_state_authority"),
)
child_affected = Flag(
    "child_affected",
    title="removal would directly affect a child",
    recorded_by=("child_protection_service", *_IMMIGRATION),
)
best_interests_assessed = Flag(
    "best_interests_assessed",
    moves="step",
    title="the child's best interests were assessed and respected",
    recorded_by=("child_protection_service",),
)
voluntary_until = Day(
    "voluntary_until",
    title="the first day after the period for voluntary departure",
    moves="step",
)
reasonable_prospect = Flag(
    "reasonable_prospect", title="removal has a reasonable prospect", moves="step"
)
detention_reviewed = _done("detention_reviewed", "a judge reviewed the detention")
decision_explained = _done(
    "decision_explained", "the decision was explained in a language understood, lawyer informed"
)
lawyer_engaged = _done("lawyer_engaged", "the person has a lawyer")
conference_told = _done("conference_told", "the case conference knows that removal fell away")
fell_away_on = Day("fell_away_on", title="the day on which removal fell away", moves="step")
reactivated = _done("reactivated", "the plan was reviewed and the municipality contacted")
linked_pathway = _done("linked_pathway", "a pathway was opened where the person was found")

# ------------------------------------------------------------------------ continuity

liaison_change_since = Day(
    "liaison_change_since", title="the day on which two liaisons began to overlap", moves="step"
)
override_reviewed = _done("override_reviewed", "the last emergency override was reviewed")

FACTS = (
    sentence_start,
    term,
    conviction_stands,
    interruption_decided,
    conditions_explained,
    condition_breached,
    heard,
    released_on,
    free_since,
    closure_reviewed,
    aftercare_offered,
    in_contact,
    release_meeting_held,
    coaching,
    programme_offered,
    offer_withheld,
    support_refused,
    third_country_national,
    holds_nationality,
    would_be_stateless,
    return_decision_in_force,
    entry_ban,
    appeal_open,
    suspensive_effect,
    remedy_deadline,
    asylum_pending,
    rule39_in_force,
    refoulement_bar,
    removal_planned_for,
    removal_unit_told,
    fit_to_travel,
    travel_document,
    acceptance_by_receiving_state,
    child_affected,
    best_interests_assessed,
    voluntary_until,
    reasonable_prospect,
    detention_reviewed,
    decision_explained,
    lawyer_engaged,
    conference_told,
    fell_away_on,
    reactivated,
    linked_pathway,
    liaison_change_since,
    override_reviewed,
)
