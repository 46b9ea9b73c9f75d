"""The outline: eight states, all within reach, and the handful of rules that hold everywhere."""

from __future__ import annotations

from datetime import date

import pytest

from continuum.errors import EventRefused, RulebookError
from continuum.guards import Period
from continuum.rulebook import PHASES
from continuum.rulebooks import load, names
from continuum.rulebooks.parameters import _value
from continuum.rulebooks.references import references
from continuum.runtime import Case
from continuum.semantics import Actor

BOOK = load("outline")
COURT = Actor("sentence_court", "SC-1")
PRISON = Actor("prison_case_manager", "PCM-1")
PROBATION = Actor("probation_officer", "PO-1")
IMMIGRATION = Actor("immigration_case_officer", "IMM-1")
CHAIR = Actor("case_conference_chair", "CH-1")
WORDS = {
    "reasons": "on this person's own case",
    "remedy": "appeal court, two weeks",
    "authority": "district court",
    "legal_basis": "judgment 1",
}


def convicted(**facts: object) -> Case:
    """Give a case with a sentence of thirty months from 2024-01-01, released from 2025-09-01."""
    known = {"sentence_start": "2024-01-01", "term": 30, "foreign_national": False, **facts}
    case = Case.open(BOOK, on="2024-01-01", case_id="P-1", facts=known)
    case.send("convicted", on="2024-03-01", by=COURT, **WORDS)
    return case


def hand_over(case: Case, handover: str, on: str, sender: Actor, receiver: Actor) -> None:
    """Take a handover from prepared to effective."""
    for stage in ("prepared", "person_informed", "offered"):
        case.send(f"{handover}_{stage}", on=on, by=sender)
    for stage in ("read", "accepted", "effective"):
        case.send(f"{handover}_{stage}", on=on, by=receiver)


def prepared() -> Case:
    """Give a case that is ready for conditional release."""
    case = convicted()
    case.send("preparation_opened", on="2025-01-10", by=PRISON)
    case.send("conditions_explained", on="2025-06-01", by=PROBATION)
    hand_over(case, "h5", "2025-06-10", PRISON, PROBATION)
    return case


def test_the_names_begin_with_the_outline():
    """The built-in rulebooks are named, the outline first, and each loads once."""
    assert names() == ("outline", "eu", "nl", "de", "fr", "dk", "be", "uk")
    assert [load(name).name for name in names()] == list(names())
    assert load("outline") is load("outline")


def test_an_unknown_name_is_told_its_neighbour():
    """A misspelt name says what was meant."""
    with pytest.raises(RulebookError, match="no built-in rulebook `outlin`") as refused:
        load("outlin")
    assert refused.value.help == "did you mean `outline`?"


def test_a_name_without_neighbour_is_told_all():
    """A name that resembles none is told which there are."""
    with pytest.raises(RulebookError) as refused:
        load("zzz")
    assert refused.value.help == "there are `outline`, `eu`, `nl`, `de`, `fr`, `dk`, `be`, `uk`"


def test_the_states_are_the_eight_phases():
    """One region, and its states are the phases, in their order; each is its own phase."""
    (pathway,) = BOOK.regions
    assert pathway.name == "pathway"
    assert pathway.names == PHASES
    assert [form.phase for form in BOOK.phases] == list(PHASES)
    assert [state.name for state in pathway.states if state.final] == ["closed"]


def test_what_it_holds():
    """It has its dozen and more events, its rules, steps and handovers."""
    assert len(BOOK.events) == 30
    assert len(BOOK.rules) == 20
    assert [handover.id for handover in BOOK.handovers] == ["H5", "H7", "H8", "H9"]
    assert [handover.id for handover in BOOK.handovers if handover.leads] == ["H5", "H8"]
    assert [step.id for step in BOOK.steps if step.kind == "voluntary"] == ["ST07", "ST09"]
    assert len(BOOK.steps) == 8


def test_every_rule_governs_an_event_and_has_a_source():
    """No rule is idle, and none is without the place it comes from."""
    chart = BOOK.lower("2024-01-01")
    weighed = {
        gate.id
        for event in chart.events.values()
        for gate in (*event.gates, *event.warnings, *event.owed, *event.demands)
    }
    assert {rule.id for rule in BOOK.rules} - weighed == set()
    assert [rule.id for rule in BOOK.rules if not rule.sources] == []
    assert [event.name for event in BOOK.events if not event.sources] == []


def test_every_number_of_the_law_has_a_source():
    """No parameter is without its mark."""
    values = [dated for parameter in BOOK.parameters for dated in parameter.values]
    assert values
    assert [dated for dated in values if not dated.sources] == []


def test_the_references_hold_the_whole_seed():
    """All eighty-five points of the seed are there, and every page has a title."""
    keys = [reference.key for reference in references()]
    assert [f"S{number}" for number in range(1, 86)] == keys[:85]
    assert [reference.key for reference in references() if not reference.title] == []


def test_every_state_can_be_reached_from_the_first():
    """Following the ways of the events, nobody is kept out of any state."""
    moves = {
        (leg.source, leg.target)
        for event in BOOK.lower("2024-01-01").events.values()
        for legs in event.ways.get("pathway", {}).values()
        for leg in legs
    }
    reached = {"remand"}
    while more := {target for source, target in moves if source in reached} - reached:
        reached |= more
    assert reached == set(PHASES)


def test_nobody_is_stuck():
    """Every state but the last has a way on that does not end in death."""
    chart = BOOK.lower("2024-01-01")
    leaving = {
        source
        for event in chart.events.values()
        for source, legs in event.ways.get("pathway", {}).items()
        if event.name != "died" and any(leg.target != source for leg in legs)
    }
    assert leaving == set(PHASES) - {"closed"}


def test_the_way_from_judgment_to_the_end():
    """Custody, preparation, probation, reintegration, closed; the lead goes along."""
    case = prepared()
    assert (case.phase, case.lead) == ("pre_release", "probation_officer")
    case.send("conditional_release_granted", on="2025-09-01", by=COURT, **WORDS)
    assert case.phase == "probation"
    assert [duty.id for duty in case.due(on="2025-09-02") if duty.id == "ST19"] == ["ST19"]
    case.send("first_contact_made", on="2025-09-02", by=PROBATION)
    liaison = Actor("continuity_liaison", "CL-1")
    hand_over(case, "h8", "2026-05-01", PROBATION, liaison)
    case.send("supervision_ended", on="2026-07-01", by=PROBATION)
    assert (case.phase, case.lead) == ("reintegration", "continuity_liaison")
    case.send("pathway_closed", on="2027-07-01", by=CHAIR)
    assert case.phase == "closed"


def test_a_date_alone_does_not_release():
    """On the day release may begin it still needs a decision with reasons (GR-02)."""
    words = {key: word for key, word in WORDS.items() if key != "reasons"}
    decision = prepared().ask("conditional_release_granted", on="2025-09-01", by=COURT, **words)
    assert [against.id for against in decision.against] == ["GR-02"]


def test_release_waits_for_the_handover():
    """Conditional release is refused while nobody has accepted the lead (GR-30)."""
    case = convicted()
    case.send("preparation_opened", on="2025-01-10", by=PRISON)
    case.send("conditions_explained", on="2025-06-01", by=PROBATION)
    with pytest.raises(EventRefused) as refused:
        case.send("conditional_release_granted", on="2025-09-01", by=COURT, **WORDS)
    assert [against.id for against in refused.value.decision.against] == ["GR-30"]


def test_a_hard_date_outranks_the_handover():
    """When the sentence ends the person goes; the missing handover becomes an urgent duty."""
    case = convicted()
    demanded = [duty for duty in case.due(on="2026-07-01") if duty.rule == "GR-03"]
    assert [duty.urgent for duty in demanded[:1]] == [True]
    decision = case.ask("sentence_expired", on="2026-07-01", by=PRISON)
    assert decision.outcome == "allowed"
    assert [(duty.rule, duty.urgent) for duty in decision.duties] == [("GR-30", True)]
    case.send("sentence_expired", on="2026-07-01", by=PRISON)
    assert (case.phase, case.lead) == ("reintegration", "prison_case_manager")


def test_nobody_is_let_go_a_day_too_early_or_kept_a_day_too_long():
    """The sentence ends on its day, not before; on that day custody shows as unlawful."""
    case = convicted()
    assert case.ask("sentence_expired", on="2026-06-30", by=PRISON).outcome == "refused"
    assert case.ask("sentence_expired", on="2026-07-01", by=PRISON).outcome == "allowed"
    assert [d for d in case.due(on="2026-06-30") if d.rule == "GR-03"] == []
    assert [d for d in case.due(on="2026-07-01") if d.rule == "GR-03"] != []


def test_removal_needs_the_bars_examined_twice():
    """Examined before it is pursued (GR-50), and again before departure (GR-51)."""
    case = convicted(foreign_national=True)
    unexamined = case.ask("removal_started", on="2025-01-01", by=IMMIGRATION, **WORDS)
    assert [against.id for against in unexamined.against] == ["GR-50"]
    case.send("removal_checked", on="2025-01-02", by=IMMIGRATION)
    case.send("removal_started", on="2025-01-03", by=IMMIGRATION, **WORDS)
    case.send("sentence_expired", on="2026-07-01", by=PRISON)
    assert case.phase == "deportation"
    unit = Actor("removal_unit", "RU-1")
    barred = case.ask("removed", on="2026-07-02", by=unit, **WORDS)
    assert [against.id for against in barred.against] == ["GR-51"]
    case.send("removal_checked", on="2026-07-03", by=IMMIGRATION)
    assert case.ask("removed", on="2026-07-03", by=unit, **WORDS).outcome == "allowed"
    case.send(
        "removal_barred", on="2026-07-04", by=Actor("european_court_of_human_rights", "ECHR-1")
    )
    assert case.phase == "stay"
    assert case.ask("removed", on="2026-07-04", by=unit, **WORDS).outcome == "refused"


def test_the_reversal_brings_reintegration_back():
    """Removal loses its prospect: nothing could close before, and now reintegration is owed."""
    case = convicted(foreign_national=True)
    case.send("removal_checked", on="2025-01-02", by=IMMIGRATION)
    case.send("removal_started", on="2025-01-03", by=IMMIGRATION, **WORDS)
    case.send("sentence_expired", on="2026-07-01", by=PRISON)
    early = case.ask("pathway_closed", on="2026-08-01", by=CHAIR)
    assert [against.id for against in early.against] == ["GR-53"]
    lost = case.send("removal_prospect_lost", on="2026-09-01", by=IMMIGRATION)
    assert case.phase == "stay"
    assert [duty.rule for duty in lost.changes.duties] == ["GR-54"]
    case.send("stay_granted", on="2027-01-01", by=IMMIGRATION)
    assert case.phase == "reintegration"


def test_leaving_a_voluntary_programme_is_no_ground_for_recall():
    """Only the breach of a condition counts, and the person is heard first (GR-21, GR-11)."""
    case = prepared()
    case.learn({"consent": True}, on="2025-07-01", by=Actor("person", "P-1"))
    case.send("programme_joined", on="2025-07-01", by=Actor("person", "P-1"))
    case.send("conditional_release_granted", on="2025-09-01", by=COURT, **WORDS)
    case.send("programme_left", on="2025-10-01", by=Actor("person", "P-1"))
    recall = case.ask("recalled", on="2025-10-02", by=COURT, **WORDS)
    assert sorted(against.id for against in recall.against) == ["GR-11", "GR-21"]
    case.send("breach_recorded", on="2025-11-01", by=PROBATION, **WORDS)
    case.send("person_heard", on="2025-11-03", by=PROBATION)
    case.send("recalled", on="2025-11-04", by=COURT, **WORDS)
    assert (case.phase, case.lead) == ("pre_release", "prison_case_manager")


def test_a_voluntary_step_needs_consent():
    """Nobody joins a programme without having said yes (GR-20)."""
    decision = convicted().ask("programme_joined", on="2024-05-01", by=Actor("person", "P-1"))
    assert [against.id for against in decision.against] == ["GR-20"]


def test_no_adverse_event_is_the_systems():
    """Whatever takes something from the person is refused to the system (GR-90)."""
    case = convicted(foreign_national=True)
    for event in BOOK.events:
        if event.adverse:
            decision = case.ask(event.name, on="2024-04-01", by=Actor("system", "S"), **WORDS)
            assert {"role", "GR-90"} <= {against.id for against in decision.against}


def test_time_served_goes_free_the_same_day():
    """Where remand already covers the term, judgment and liberty fall on one day."""
    case = Case.open(
        BOOK, on="2024-01-01", case_id="P-2", facts={"sentence_start": "2023-01-01", "term": 6}
    )
    case.send("convicted", on="2024-03-01", by=COURT, **WORDS)
    assert case.phase == "reintegration"


@pytest.mark.parametrize(
    ("given", "expected"), [("P12M", Period(months=12)), (5, 5), (["a", "b"], ("a", "b"))]
)
def test_parameters_are_read_by_their_form(given: object, expected: object):
    """Text, numbers and lists in a file become periods, whole numbers and options."""
    assert _value("p", given) == expected


def test_a_parameter_of_no_known_form_is_refused():
    """A truth value or a stray word is no number of the law."""
    for given in (True, "soon", 1.5, date(2024, 1, 1)):
        with pytest.raises(RulebookError, match="parameter `p` cannot be"):
            _value("p", given)
