"""What a role may see of a case, and what is left out."""

from __future__ import annotations

import pytest

from continuum.errors import CaseError
from continuum.guards import Choice, Flag
from continuum.rulebook import (
    Adds,
    Category,
    Event,
    Region,
    Register,
    Role,
    Rulebook,
    Sharing,
    State,
)
from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

BOOK = load("eu")
DAY = "2024-01-10"


def opened(**facts) -> Case:
    """Give a case shortly before release."""
    known = {"sentence_start": "2023-01-10", "term": 20, "fit_to_travel": True, **facts}
    return Case.open(BOOK, on=DAY, case_id="P-1", facts=known)


def consenting(case: Case, to: str = "disclosure") -> Case:
    """Let the person consent to one thing."""
    case.send(
        "consent_given",
        on=DAY,
        by=Actor("person", "P-1"),
        consent_for_asked=to,
        consent_informed=True,
        consent_specific=True,
        under_threat=False,
    )
    return case


def names(seen) -> set[str]:
    """Give the names of the kinds of information that are open."""
    return {one.name for one in seen.open}


def test_every_kind_is_either_open_or_left_out_with_a_reason():
    """Nothing is passed over in silence, for any role."""
    case = opened()
    for role in BOOK.roles:
        seen = case.seen_by(role.name, on=DAY)
        kinds = [one.name for one in seen.categories if one.name]
        assert kinds == [category.name for category in BOOK.categories]
        assert all(one.why.strip() for one in seen.categories)
        assert not any(one.states or one.facts or one.records for one in seen.left_out)


def test_the_person_sees_every_state_and_all_that_is_recorded_but_for_the_stated_limits():
    """What is left out is what the source gives as the gist only, and what is about others."""
    case = opened()
    seen = case.seen_by("person", on=DAY)
    others = {"family_data", "child_data", "victim_data", "aggregated_data"}
    assert {one.name for one in seen.left_out} == {"intelligence_statement", *others}
    hidden = {name for c in BOOK.categories if c.name in others for name in c.facts}
    hidden |= {name for c in BOOK.categories if c.name in others for name in c.regions}
    assert seen.states == {k: v for k, v in case.configuration.items() if k not in hidden}
    assert seen.facts == {k: v for k, v in case.facts.items() if k not in hidden}
    limited = {one.name for one in seen.open if one.limits}
    assert limited == {"professional_assessment", "safety_alert_for_others"}


def test_a_municipality_sees_states_and_no_more_of_what_is_narrowed_to_the_minimum():
    """Somebody must decide what the minimum is, so the view does not."""
    seen = opened().seen_by("municipality", on=DAY)
    assert set(seen.states) >= {"legal", "residence"}
    assert "term" not in seen.facts
    assert "programme_offered" not in seen.facts


def test_consent_opens_a_kind_and_withdrawal_closes_it_again():
    """What goes with consent is seen as long as the consent is in force."""
    case = opened()
    assert "health_function_summary" not in names(case.seen_by("probation_officer", on=DAY))
    seen = consenting(case).seen_by("probation_officer", on=DAY)
    assert seen.facts["fit_to_travel"] is True
    case.send(
        "consent_withdrawn", on=DAY, by=Actor("person", "P-1"), consent_for_asked="disclosure"
    )
    out = {one.name: one for one in case.seen_by("probation_officer", on=DAY).left_out}
    assert out["health_function_summary"].rule == "GR-40.2"


def test_a_way_that_is_not_open_yet_is_left_out_for_that_reason():
    """Long before release the municipality sees nothing of what prison would tell it."""
    early = opened(sentence_start="2024-01-09", term=60)
    assert "legal_status" not in names(early.seen_by("municipality", on=DAY))
    assert "legal_status" in names(opened().seen_by("municipality", on=DAY))


def test_while_asylum_is_pending_the_receiving_state_sees_nothing():
    """Not even identity data, by GR-47."""
    assert names(opened(asylum_pending=False).seen_by("receiving_state_authority", on=DAY)) == {
        "identity_and_contact"
    }
    seen = opened(asylum_pending=True).seen_by("receiving_state_authority", on=DAY)
    assert seen.open == ()
    assert seen.left_out[0].rule == "GR-47"


def test_nobody_but_a_holder_sees_what_no_disclosure_could_bring():
    """What is open to a role by a way may be passed on to it, once all is said."""
    case = consenting(consenting(opened(asylum_pending=False)), "relatives_side")
    said = {
        "item": "self_reported",
        "minimum_only": True,
        "sanitised": True,
        "dated_and_graded": True,
        "necessity_noted": True,
        "strict_need_noted": True,
        "consent_covers_this": True,
        "bridge_law_named": True,
        "lawyer_informed": True,
        "separate_request": True,
    }
    subjects = {"family_data": "family", "child_data": "child", "victim_data": "victim"}
    for role in ("municipality", "community_actor", "family_supporter", "victim_service"):
        for one in case.seen_by(role, on=DAY).open:
            category = next(found for found in BOOK.categories if found.name == one.name)
            if role in category.holders:
                continue
            ways = [w for w in BOOK.sharing if role in w.recipients and one.name in w.categories]
            assert any(
                case.ask(
                    "disclose",
                    on=DAY,
                    by=Actor(sender, "S-1"),
                    recipient=role,
                    category=one.name,
                    purpose_for=purpose,
                    basis=basis,
                    data_subject=subjects.get(one.name, "convicted"),
                    **said,
                )
                for way in ways
                for sender in way.senders
                for purpose in ("reintegration", "victim_information", "investigation")
                for basis in ("law", "consent")
            ), (role, one.name)


def small() -> Rulebook:
    """Give a rulebook with an address that is masked while the person is in danger."""
    danger = Flag("in_danger", recorded_by="prison")
    asked = (
        Choice("recipient", of="request", options=("prison", "probation", "police", "person")),
        Choice("category", of="request", options=("address",)),
        Choice("basis", of="request", options=("law",)),
    )
    return Rulebook(
        "small",
        "1",
        as_of="2026-11-23",
        roles=tuple(map(Role, ("prison", "probation", "police", "person"))),
        regions=(Region("legal", (State("custody"),), "custody"),),
        facts=(danger, Flag("at_home", recorded_by="prison")),
        registers=(Register("disclosures"),),
        events=(
            Event(
                "disclose",
                decided_by="prison",
                asks=asked,
                needs=("recipient", "category"),
                effects=(Adds("disclosures"),),
                sources="GK",
            ),
        ),
        categories=(
            Category(
                "address",
                facts="at_home",
                holders="prison",
                masked_while=danger,
                open_to="police",
                sources="GK",
            ),
        ),
        sharing=(
            Sharing(
                "all",
                "prison",
                ("probation", "police", "person"),
                "address",
                "law",
                given=asked[2].is_in("law"),
                sources="GK",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("danger", "sees"),
    [
        (True, {"police", "person"}),
        (None, {"police", "person"}),
        (False, {"police", "person", "prison", "probation"}),
    ],
)
def test_a_masked_kind_is_open_to_few_even_while_it_is_not_known_whether_it_must_be(danger, sees):
    """Not known never opens a door; the person and the roles named see it even then."""
    facts = {"at_home": True, "in_danger": danger}
    case = Case.open(small(), on=DAY, case_id="P-1", facts=facts)
    for role in ("prison", "probation", "police", "person"):
        assert ("at_home" in case.seen_by(role, on=DAY).facts) == (role in sees), role


def test_a_view_tells_itself_in_words_and_in_a_notebook():
    """What is open with its content, what is left out with its reason, and nothing of it."""
    seen = opened().seen_by("municipality", on=DAY)
    text = seen.tell()
    assert text.startswith("What municipality or local authority sees on 10 January 2024:")
    assert "- health content: No way is open to this role for it." in text
    html = seen._repr_html_()
    assert "left out" in html
    assert "20 months" not in html + text


def test_a_role_that_does_not_exist_and_a_book_without_kinds_are_refused():
    """Both say what to do."""
    with pytest.raises(CaseError, match="role"):
        opened().seen_by("neighbour", on=DAY)
    outline = Case.open(load("outline"), on=DAY, case_id="P-1")
    with pytest.raises(CaseError, match="kinds of information"):
        outline.seen_by("person", on=DAY)
