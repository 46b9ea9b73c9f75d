"""A case followed act by act: outcomes, duties, and what was expected of each."""

from __future__ import annotations

from datetime import date

import pytest

import continuum as ct
from continuum.runtime.walk import Act, walk_acts, walk_history
from continuum.runtime.walk_form import read_walk

COURT = ct.Actor("sentence_court", "SC-1")
OFFICER = ct.Actor("prison_case_manager", "PCM-1")
GIVEN = {
    "reasons": "judgment",
    "remedy": "appeal, two weeks",
    "authority": "court",
    "legal_basis": "judgment 2024/1",
}


def opened(**facts):
    """A case under the outline."""
    return ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1", facts=facts)


def test_a_walk_keeps_what_came_of_each_act_refusals_included():
    """An acquittal is refused to the wrong role, and then allowed to the court."""
    event = "acquitted_or_charges_dropped"
    acts = (
        Act(date(2024, 1, 11), OFFICER, given={"foreign_national": False}),
        Act(date(2024, 1, 12), OFFICER, event),
        Act(date(2024, 1, 12), COURT, event),
    )
    walk = walk_acts(opened(), acts)
    assert [row.outcome for row in walk.rows] == ["recorded", "refused", "allowed"]
    assert [item.id for item in walk.rows[1].against] == ["role"]
    assert walk.rows[2].before == {"pathway": "remand"}
    assert walk.rows[2].after == walk.case.configuration == {"pathway": "reintegration"}
    assert walk.failed == ()


def test_walking_a_history_gives_the_same_case():
    """Entry by entry, the way it was written."""
    case = opened(sentence_start="2024-01-10")
    case.learn({"foreign_national": False}, on="2024-01-11", by=OFFICER)
    with pytest.raises(ct.EventRefused):
        case.send("convicted", on="2024-01-12", by=OFFICER)
    case.send("acquitted_or_charges_dropped", on="2024-02-01", by=COURT, recorded="2024-03-01")
    walk = walk_history(case)
    assert walk.case == case
    assert walk.case is not case
    assert [row.entry for row in walk.rows] == list(case.history[1:])
    assert read_walk(case.to_json(), case.book).case == case


@pytest.mark.parametrize(
    ("expected", "failed"),
    [
        ({"outcome": "allowed", "against": [], "warnings": []}, ()),
        ({"states": {"pathway": "reintegration"}, "facts": {"released_on": "2024-01-12"}}, ()),
        ({"outcome": "refused"}, ("outcome: expected `refused`, found `allowed`",)),
        ({"against": ["GR-51"]}, ("against: expected GR-51, found none",)),
        ({"duties": ["GR-32"]}, ("duties: expected GR-32, found none",)),
        (
            {"facts": {"released_on": None}},
            ("fact `released_on`: expected not known, found `2024-01-12`",),
        ),
    ],
)
def test_what_is_expected_is_compared_and_what_is_not_named_is_not(expected, failed):
    """Every kind of expectation."""
    act = Act(date(2024, 1, 12), COURT, "acquitted_or_charges_dropped", expected=expected)
    assert walk_acts(opened(foreign_national=False), (act,)).rows[0].failed == failed
