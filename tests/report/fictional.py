"""Fictional people for the reports, under a rulebook of one page that has what reports look at."""

import contextlib

import continuum as ct
from continuum.guards import ALWAYS, NEVER, Choice, Flag, days, during, working_days
from continuum.rulebook.request import reasons_given, the_day

PRISON = ct.Actor("prison_case_manager", "A-1")
CHAIR = ct.Actor("case_conference_chair", "A-2")
PROBATION = ct.Actor("probation_officer", "A-3")

young = Flag("young", title="the person is under 21", moves="fixed")
told = Flag("told", title="the conference has been told", moves="step", initially=False)
resumed = Flag("resumed", title="the plan has been reviewed", moves="step", initially=False)
met = Flag("met", title="the first contact was made", moves="step", initially=False)
need = Choice("need", options=("home", "income"))
need_asked = Choice("need_asked", options=("home", "income"), of="request")
liberty = during("legal", "end_of_sentence")

BOOK = ct.Rulebook(
    "small",
    "1",
    as_of="2024-01-01",
    roles=(
        ct.Role("prison_case_manager", "prison case manager"),
        ct.Role("case_conference_chair", "chair of the case conference"),
        ct.Role("probation_officer", "probation officer"),
        ct.Role("person", "the person"),
    ),
    regions=(
        ct.Region(
            "legal",
            (ct.State("custody", "in custody"), ct.State("end_of_sentence", "free")),
            "custody",
            title="legal status",
        ),
    ),
    facts=(young, told, resumed, met),
    registers=(ct.Register("release_needs", (need,), title="needs at release"),),
    events=(
        ct.Event("sentence_expired", "sentence ended", PRISON.role, sources="GK"),
        ct.Event("recall_decided", "recalled", PRISON.role, adverse=True, sources="GK"),
        ct.Event(
            "removal_prospect_lost",
            "removal has no prospect any more",
            CHAIR.role,
            effects=(ct.Sets("told", False), ct.Sets("resumed", False)),
            sources="GK",
        ),
        ct.Event("conference_told", decided_by=CHAIR.role, effects=(ct.Sets("told", True),)),
        ct.Event(
            "reintegration_resumed", decided_by=CHAIR.role, effects=(ct.Sets("resumed", True),)
        ),
        ct.Event(
            "first_contact_made",
            "first contact made",
            PROBATION.role,
            effects=(ct.Sets("met", True),),
        ),
        ct.Event(
            "need_found",
            decided_by=PRISON.role,
            asks=(need_asked,),
            needs=("need_asked",),
            effects=(ct.Adds("release_needs", {"need": ct.Said("need_asked")}),),
        ),
        ct.Event("needs_answered", decided_by=PRISON.role, effects=(ct.Ends("release_needs"),)),
        ct.Event(
            "information_asked_for",
            "ask to see the file",
            "person",
            effects=(ct.Sets("met", None),),
        ),
    ),
    transitions=(
        ct.Transition("sentence_expired", "legal", "custody", "end_of_sentence"),
        ct.Transition("recall_decided", "legal", "end_of_sentence", "custody"),
    ),
    rules=(
        ct.Rule(
            "GR-54",
            "When removal falls away, reintegration is taken up again.",
            "Tell the conference and review the plan.",
            guard=NEVER,
            governs=ct.Governs("removal_prospect_lost"),
            then="owes",
            duty=(
                ct.DutyForm(
                    "tell the case conference", CHAIR.role, the_day + working_days(2), told
                ),
                ct.DutyForm("review the plan", CHAIR.role, the_day + days(14), resumed),
            ),
            sources="GK",
        ),
        ct.Rule(
            "GR-90",
            "Whatever takes something from the person is decided with reasons.",
            "Give reasons.",
            guard=reasons_given,
            governs=ct.Governs(adverse=True),
            sources="GK",
        ),
    ),
    steps=(
        ct.Step(
            "ST19",
            "Make the first contact after release.",
            "statutory",
            PROBATION.role,
            "first_contact_made",
            met,
            liberty,
            sources="GK",
        ),
        ct.Step("ST21", "Offer coaching.", "voluntary", PROBATION.role, available=ALWAYS),
    ),
    handovers=(
        ct.Handover("H5", PRISON.role, PROBATION.role, ("plan", "home"), available=liberty),
    ),
    lead=PRISON.role,
)


def person(number, *, is_young=False, opened="2024-01-10"):
    """A case in custody."""
    return ct.Case.open(BOOK, on=opened, case_id=f"P-{number}", facts={"young": is_young})


def reversal(number, *, told="", resumed=""):
    """Removal loses its prospect on Friday 1 March 2024; the duties are met then, or never."""
    case = person(number)
    case.send("removal_prospect_lost", on="2024-03-01", by=CHAIR)
    for event, day in sorted(
        {"conference_told": told, "reintegration_resumed": resumed}.items(), key=lambda one: one[1]
    ):
        if day:
            case.send(event, on=day, by=CHAIR)
    return case


def recalled(number, *, tried=(), done="", **more):
    """Released on 1 February 2024; a recall without reasons is tried, and later done with some."""
    case = person(number, **more)
    case.send("sentence_expired", on="2024-02-01", by=PRISON)
    for day in tried:
        with contextlib.suppress(ct.EventRefused):
            case.send("recall_decided", on=day, by=PRISON)
    if done:
        case.send("recall_decided", on=done, by=PRISON, reasons="own conduct")
    return case
