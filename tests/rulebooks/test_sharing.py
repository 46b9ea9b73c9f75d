"""Who may tell whom what in the EU baseline, cell by cell, against a copy of the source's table."""

from __future__ import annotations

from functools import cache

import pytest

from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

BOOK = load("eu")
DAY = "2024-01-10"

COLUMNS = tuple("I02 I03 I04 I05 I06 I07 I08 I09 I10 I11 I15 I16 I17".split())  # noqa: SIM905
# from, to: one letter a column, as the source prints them; what narrows a letter is left out
TABLE = """
prison_case_manager > probation_officer             : L L L L C - C L L S L L L
prison_case_manager > municipality                  : L - C C - - C - - - L L L
clinician > community_clinician                     : - - - - - L/C L - - - - - W
clinician > case_conference_chair                   : - - - - - - C - - - - C W
ddr_practitioner > prison_case_manager              : - - C A C - - C - - - C W
ddr_practitioner > probation_officer                : - - C A C - - C - - - C W
ddr_practitioner > sentence_court                   : - - C A C - - C - - - C W
ddr_practitioner > continuity_liaison               : L - C C C - C C - - - C L
continuity_liaison > case_conference_chair          : - - C C C - C C - - - C W
chaplain > prison_case_manager                      : - - - - - - - - - - - - W
chaplain > probation_officer                        : - - - - - - - - - - - - W
probation_officer > sentence_court                  : L L L L - - C L L S L L L
probation_officer > police_contact_point            : L L - - - - - L - S L L L
case_conference_chair > investigator                : - - - - - - - - - - - - W
intelligence_service > case_conference_chair        : - - - - - - - S - S - S S
intelligence_service > probation_officer            : - - - - - - - S - S - S S
case_conference_chair > intelligence_service        : L - - - - - - - - - - - W
immigration_case_officer > prison_case_manager      : L - - - - - - - - - L L L
immigration_case_officer > probation_officer        : L - - - - - - - - - L L L
immigration_case_officer > case_conference_chair    : L - - - - - - - - - L L L
case_conference_chair > immigration_case_officer    : L - - - - - L - - - - L W
ddr_practitioner > immigration_case_officer         : L - - - - - L - - - - L W
clinician > immigration_case_officer                : L - - - - - L - - - - L W
immigration_case_officer > receiving_state_authority: - - - - - - C - - - - - -
clinician > executing_state_authority               : L L L C - C C - L - L L L
clinician > family_supporter                        : C - C - - C C - - - C - W
prison_governor > victim_service                    : L - - - - - - - - - - - W
probation_officer > community_actor                 : C - C - - - C - - - - - W
municipality > child_protection_service             : L L - - - - L - - - L L L
prison_governor > policy_audience                   : - - - - - - - - - - - - -
clinician > person                                  : L L L L L L L L L L L L L
"""
ROWS = [
    (sender, recipient, dict(zip(COLUMNS, letters.split(), strict=True)))
    for line in TABLE.strip().splitlines()
    for way, _, letters in [line.partition(":")]
    for sender, recipient in [way.split(" > ")]
    for recipient in [recipient.strip()]
]
NAME = {category.id: category.name for category in BOOK.categories}
ALERTS = {"I16", "I17"}
# letter: the bases on which such a cell is open
BASES = {
    "L": {"law"},
    "A": {"agreement"},
    "C": {"consent"},
    "L/C": {"law", "consent"},
    "S": {"law"},
    "W": {"duty_to_warn"},
    "-": set(),
}
EVERYTHING = {
    "data_subject": "convicted",
    "item": "self_reported",
    "necessity_noted": True,
    "strict_need_noted": True,
    "consent_covers_this": True,
    "minimum_only": True,
    "sanitised": True,
    "dated_and_graded": True,
    "originator_agrees": True,
    "separate_request": True,
    "bridge_law_named": True,
    "lawyer_informed": True,
    "danger_specific_serious_imminent": True,
    "telling_raises_danger": False,
}


def actor(role: str) -> Actor:
    """Give somebody of a role."""
    return Actor(role, f"{role}-1")


@cache
def opened(*, agreed: bool = True, served: bool = True) -> Case:
    """Give a case shortly before release, with every consent and agreement unless left out."""
    start = "2023-01-10" if served else "2024-01-09"
    case = Case.open(BOOK, on=DAY, case_id="P-1", facts={"sentence_start": start, "term": 20})
    if not agreed:
        return case
    for purpose in ("disclosure", "relatives_side", "reporting"):
        case.send(
            "consent_given",
            on=DAY,
            by=actor("person"),
            consent_for_asked=purpose,
            consent_informed=True,
            consent_specific=True,
            under_threat=False,
        )
    case.send(
        "agreement_made",
        on=DAY,
        by=actor("manager"),
        agreement_for_asked="supervision",
        agreement_regime="led",
        agreement_until="2025-01-10",
        agreement_whole=True,
        legal_basis="act 1",
    )
    case.send(
        "assessment_attached",
        on=DAY,
        by=actor("assessment_unit"),
        source_grade="own_observation",
        expires_on="2024-07-10",
        kept_apart=True,
    )
    return case


def ask(sender: str, recipient: str, category: str, basis: str, case: Case | None = None, **other):
    """Ask to pass something on, everything said that may have to be said, but for what differs."""
    purpose = {"victim_service": "victim_information", "receiving_state_authority": "care"}
    said = {"purpose_for": purpose.get(recipient, "supervision"), **EVERYTHING, **other}
    return (case or opened()).ask(
        "disclose",
        on=DAY,
        by=actor(sender),
        recipient=recipient,
        category=NAME.get(category, category),
        basis=basis,
        **said,
    )


def ids(decision) -> set[str]:
    """Give the ids of what stands in the way."""
    return {against.id for against in decision.against}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_each_cell_is_open_on_its_own_basis_and_on_no_other(row):
    """With law, consent or a danger behind it, exactly what the table says comes out."""
    sender, recipient, letters = row
    wrong = []
    for category, letter in letters.items():
        wanted = set(BASES[letter])
        if category in ALERTS and letter != "-":
            wanted.add("duty_to_warn")  # a warning may always go where the alert may go
        for basis in ("law", "consent", "duty_to_warn", *(["agreement"] if letter == "A" else [])):
            decision = ask(sender, recipient, category, basis)
            if bool(decision) != (basis in wanted):
                wrong.append((category, letter, basis, decision))
    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_closed_cell_says_that_it_is_closed_and_what_would_be_lawful(row):
    """What the table closes is refused by GR-40, with a sentence, a remedy and a source."""
    sender, recipient, letters = row
    for category, letter in letters.items():
        if letter == "-":
            decision = ask(sender, recipient, category, "law")
            assert "GR-40" in ids(decision), category
            assert all(a.sentence and a.remedy and a.sources for a in decision.against)


@pytest.mark.parametrize(
    ("letter", "leaves_out", "rule"),
    [
        ("L", {"necessity_noted": False}, "GR-40"),
        ("L", {"purpose_for": None}, "GR-40"),
        ("L", {"data_subject": None}, "GR-42"),
        ("C", {"consent_covers_this": False}, "GR-40.2"),
        ("L/C", {"consent_covers_this": False}, "GR-40.4"),
        ("S", {"sanitised": False}, "GR-40.5"),
        ("S", {"originator_agrees": False}, "GR-40.5"),
        ("W", {"danger_specific_serious_imminent": False}, "GR-45"),
        ("W", {"minimum_only": False}, "GR-45"),
        ("W", {"danger_specific_serious_imminent": False}, "GR-40.6"),
        ("W", {"minimum_only": False}, "GR-40.6"),
    ],
)
def test_no_cell_of_a_letter_is_open_without_what_the_letter_asks(letter, leaves_out, rule):
    """Each thing that a letter asks is missed, and its rule says so."""
    basis = {"L": "law", "S": "law", "W": "duty_to_warn"}.get(letter, "consent")
    for sender, recipient, letters in ROWS:
        category = next((name for name, found in letters.items() if found == letter), None)
        if category is not None and recipient != "person":
            assert ask(sender, recipient, category, basis)
            decision = ask(sender, recipient, category, basis, **leaves_out)
            assert not decision
            assert rule in ids(decision), (sender, recipient, category, decision)


@pytest.mark.parametrize(
    ("sender", "recipient", "category", "leaves_out"),
    [
        ("prison_case_manager", "municipality", "I02", {"minimum_only": False}),
        ("prison_case_manager", "probation_officer", "I09", {"item": "own_record"}),
        ("prison_case_manager", "probation_officer", "I09", {"dated_and_graded": False}),
        ("case_conference_chair", "immigration_case_officer", "I02", {"minimum_only": False}),
        ("clinician", "immigration_case_officer", "I08", {"minimum_only": False}),
        ("prison_governor", "victim_service", "I02", {"purpose_for": "safety"}),
        ("clinician", "person", "I10", {"minimum_only": False}),
    ],
)
def test_what_narrows_a_cell_is_asked(sender, recipient, category, leaves_out):
    """The minimum, dates only, open sources only: each is part of the leave."""
    assert ask(sender, recipient, category, "law")
    assert ids(ask(sender, recipient, category, "law", **leaves_out)) == {"GR-40.3"}


def test_consent_that_was_never_given_or_is_withdrawn_opens_nothing():
    """What a letter C opens closes on the day on which the person takes the consent back."""
    cell = ("ddr_practitioner", "continuity_liaison", "I06", "consent")
    assert ids(ask(*cell, opened(agreed=False))) == {"GR-40.2"}
    case = Case.from_json(opened().to_json(), BOOK)
    assert ask(*cell, case)
    case.send("consent_withdrawn", on=DAY, by=actor("person"), consent_for_asked="disclosure")
    assert ids(ask(*cell, case)) == {"GR-40.2"}


def test_a_way_that_opens_before_release_is_closed_long_before_it():
    """Prison tells probation and the municipality from their day on, and nothing before."""
    early = opened(served=False)
    for recipient in ("probation_officer", "municipality"):
        assert ask("prison_case_manager", recipient, "I02", "law")
        decision = ask("prison_case_manager", recipient, "I02", "law", early)
        assert ids(decision) == {"GR-40"}


def test_an_agreement_must_be_in_force_for_the_purpose():
    """No agreement, or one for something else, is no basis."""
    cell = ("prison_case_manager", "probation_officer", "I02", "agreement")
    assert ask(*cell)
    assert ids(ask(*cell, opened(agreed=False))) == {"GR-40.8"}
    assert ids(ask(*cell, purpose_for="care")) == {"GR-40.8"}


def test_a_law_must_bridge_the_two_regimes():
    """From a prison to a municipality: a law that lets it pass, whatever else is given."""
    cell = ("prison_case_manager", "municipality", "I02", "law")
    assert ids(ask(*cell, bridge_law_named=False)) == {"GR-40.7"}
    assert ask("prison_case_manager", "probation_officer", "I02", "law", bridge_law_named=False)


@pytest.mark.parametrize(
    ("category", "recipient", "basis", "subject"),
    [
        ("I12", "family_supporter", "consent", "family"),
        ("I13", "child_protection_service", "law", "child"),
        ("I14", "victim_service", "law", "victim"),
    ],
)
def test_data_of_others_go_one_way_only(category, recipient, basis, subject):
    """A relative's, a child's, a victim's data are open to one recipient, and said to be theirs."""
    assert ask("prison_governor", recipient, category, basis, data_subject=subject)
    assert ids(ask("prison_governor", recipient, category, basis)) == {"GR-42"}
    assert "GR-40" in ids(ask("prison_governor", "community_actor", category, basis))


def test_belief_goes_only_with_consent_and_only_when_strictly_necessary():
    """I18 is open where programme content is, and asks for more."""
    cell = ("ddr_practitioner", "probation_officer", "I18", "consent")
    assert ask(*cell)
    assert ids(ask(*cell, strict_need_noted=False)) == {"GR-43"}
    assert ids(ask("ddr_practitioner", "probation_officer", "I18", "law")) == {"GR-40.2"}


def test_health_content_is_sent_by_clinicians_only():
    """A prison may not tell the family what a clinician may tell them with consent."""
    assert ask("clinician", "family_supporter", "I07", "consent")
    assert ids(ask("prison_governor", "family_supporter", "I07", "consent")) == {"GR-33"}


def test_what_was_shared_for_reintegration_does_not_serve_an_investigation():
    """Only a separate lawful request to the original holder reaches an investigator."""
    cell = ("probation_officer", "police_contact_point", "I02", "law")
    assert ids(ask(*cell, purpose_for="investigation")) == {"GR-44"}
    holder = ("probation_officer", "investigator", "I02", "court_order")
    assert ask(*holder, purpose_for="investigation")
    assert {"GR-44", "GR-46"} <= ids(
        ask(*holder, purpose_for="investigation", item="received", originator_agrees=False)
    )


def test_what_was_received_stays_with_the_originator():
    """Passing on needs the leave of whoever it came from, but for a warning."""
    cell = ("prison_case_manager", "probation_officer")
    assert ids(ask(*cell, "I02", "law", item="received", originator_agrees=False)) == {"GR-46"}
    assert ask(*cell, "I17", "duty_to_warn", item="received", originator_agrees=False)


def test_a_warning_is_logged_and_told_to_the_person_afterwards():
    """A chaplain may warn the police; the person is told, unless that raises the danger."""
    cell = ("chaplain", "police_contact_point", "I17", "duty_to_warn")
    assert [duty.rule for duty in ask(*cell).duties] == ["GR-45.2"]
    assert ask(*cell, telling_raises_danger=True).duties == ()
    case = Case.from_json(opened().to_json(), BOOK)
    case.send(
        "disclose",
        on=DAY,
        by=actor("chaplain"),
        recipient="police_contact_point",
        category=NAME["I17"],
        basis="duty_to_warn",
        purpose_for="safety",
        **EVERYTHING,
    )
    assert case.snapshot.records["disclosures"][-1].value("basis") == "duty_to_warn"
    assert [duty.rule for duty in case.due(on=DAY)].count("GR-45.2") == 1
    case.send("warning_told", on=DAY, by=actor("continuity_liaison"))
    assert "GR-45.2" not in {duty.rule for duty in case.due(on=DAY)}


def test_an_assessment_that_ran_out_is_not_passed_on():
    """Half a year later there is none in force."""
    cell = ("prison_case_manager", "probation_officer", "I10", "law")
    assert ask(*cell)
    assert ids(ask(*cell, opened(agreed=False))) == {"GR-41.2"}


def test_the_system_and_the_nameless_decide_no_disclosure():
    """Without consent, somebody with a name decides."""
    said = {"recipient": "probation_officer", "category": NAME["I02"], "basis": "law"}
    said |= {"purpose_for": "supervision", **EVERYTHING}
    nameless = opened().ask("disclose", on=DAY, by=Actor("prison_case_manager"), **said)
    assert ids(nameless) == {"GR-40.9"}
    assert "role" in ids(opened().ask("disclose", on=DAY, by=Actor("system", "S"), **said))


# ------------------------------------------------------------------------ the worked case


def test_the_embassy_gets_identity_data_only_and_only_once_the_lawyer_knows():
    """Row 5: conviction and programme notes are blocked, identity data are not."""
    cell = ("immigration_case_officer", "receiving_state_authority")
    purpose = {"purpose_for": "return_travel_document"}
    for category in ("I02", "I05", "I06", "I07", "I12", "I15"):
        assert "GR-47" in ids(ask(*cell, category, "law", **purpose))
    assert ask(*cell, "I01", "law", **purpose)
    assert ids(ask(*cell, "I01", "law", **purpose, lawyer_informed=False)) == {"GR-47"}


def test_contact_with_the_embassy_stops_while_asylum_is_pending():
    """Row 7: not even identity data."""
    case = Case.open(BOOK, on=DAY, case_id="P-2", facts={"asylum_pending": True})
    cell = ("immigration_case_officer", "receiving_state_authority", "I01", "law", case)
    assert ids(ask(*cell, purpose_for="return_travel_document")) == {"GR-47"}


def test_the_programme_file_goes_abroad_only_as_the_person_chooses():
    """Row 21: blocked without consent; with it first name, telephone and an own summary."""
    cell = ("ddr_practitioner", "partner_abroad")
    assert {"GR-40", "GR-47.2"} <= ids(ask(*cell, "I06", "law"))
    for category in ("I01", "I04"):
        assert ask(*cell, category, "consent")
        assert "GR-47.2" in ids(ask(*cell, category, "consent", opened(agreed=False)))


def test_full_notes_are_not_kept_just_in_case():
    """Row 23: beyond the schedule only under a legal hold that was decided."""
    case = Case.open(BOOK, on=DAY, case_id="P-3")
    chair = actor("case_conference_chair")
    notes = {"record_kind": "conference_notes"}
    assert ids(case.ask("records_kept_beyond", on=DAY, by=chair, **notes)) == {"GR-48"}
    hold = {"hold_until": "2025-01-10", **notes}
    court = actor("sentence_court")
    assert ids(case.ask("legal_hold_ordered", on=DAY, by=court, **hold)) == {"GR-48.5"}
    case.send("legal_hold_ordered", on=DAY, by=court, authority="court", reasons="a claim", **hold)
    kept = case.ask("records_kept_beyond", on=DAY, by=chair, **notes)
    assert [duty.rule for duty in kept.duties] == ["GR-48.2"]


# ------------------------------------------------------------------------ access and exports


def test_the_person_is_answered_in_time_and_a_limit_says_why():
    """Access asked for is owed an answer; a limit needs its ground, reasons and a remedy."""
    case = Case.open(BOOK, on=DAY, case_id="P-4")
    case.send("access_requested", on=DAY, by=actor("person"), access_for="access")
    assert [str(d.due) for d in case.due(on=DAY) if d.rule == "GR-49"] == ["2024-02-10"]
    limit = {"on": DAY, "by": actor("auditor"), "only_ground": None}
    limit |= {"reasons": "the safety of a third party", "remedy": "data-protection authority"}
    assert ids(case.ask("access_limited", **limit)) == {"GR-49.2"}
    assert case.ask("access_limited", **limit, limit_ground="safety")
    case.send("access_answered", on=DAY, by=actor("auditor"))
    assert [d for d in case.due(on=DAY) if d.rule == "GR-49"] == []


def test_an_assessment_has_an_author_a_grade_and_an_end_apart_from_the_facts():
    """Each of them is asked for."""
    case = Case.open(BOOK, on=DAY, case_id="P-5")
    whole = {
        "source_grade": "own_observation",
        "expires_on": "2024-07-10",
        "kept_apart": True,
    }
    by = actor("assessment_unit")
    assert case.ask("assessment_attached", on=DAY, by=by, **whole)
    assert not case.ask("assessment_attached", on=DAY, by=Actor("assessment_unit"), **whole)
    for name in whole:
        decision = case.ask("assessment_attached", on=DAY, by=by, **{**whole, name: None})
        assert ids(decision) == {"GR-41"}


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"smallest_cell": 9}, False),
        ({"finest_dates": "month"}, False),
        ({"de_identified": False}, False),
    ],
)
def test_an_export_tells_nobody_apart(changed, allowed):
    """Ten people in the smallest cell, quarters at the finest, no names."""
    said = {"smallest_cell": 10, "finest_dates": "quarter", "de_identified": True, **changed}
    case = Case.open(BOOK, on=DAY, case_id="P-6")
    assert bool(case.ask("export_made", on=DAY, by=actor("auditor"), **said)) is allowed


def test_the_address_is_masked_for_all_but_two_roles_while_reprisals_threaten():
    """Row 16: nobody else sees it or is told it, and the rest of what identifies may go on."""
    case = Case.open(BOOK, on=DAY, case_id="P-7", facts={"asylum_pending": False})
    liaison = actor("continuity_liaison")
    options = {fact.name: fact.options[0] for fact in BOOK.event("reprisal_risk_raised").asks}
    case.send("reprisal_risk_raised", on=DAY, by=liaison, **options)
    sees = {
        role.name
        for role in BOOK.roles
        for one in case.seen_by(role.name, on=DAY).open
        if one.name == "identity_and_contact"
    }
    assert sees == {"police_contact_point", "continuity_liaison", "person"}
    cell = ("clinician", "community_clinician", "I01", "law", case)
    assert ids(ask(*cell, address_left_out=False)) == {"GR-81.3"}
    assert ask(*cell, address_left_out=True)
