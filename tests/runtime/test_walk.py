"""A case followed act by act: outcomes, duties, and what was expected of each."""

from __future__ import annotations

import json
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


def bad_file(**changes):
    """A file with one thing wrong in each row, and more at the top."""
    form = {
        "case_id": "P-1",
        "opened": "2024-13-01",
        "facts": {"foreign_nationl": True, "term": "long"},
        "rows": [
            {"on": "2024-02-01", "by": ["sentence_cort", "SC-1"], "event": "convicted",
             "expect": {"outcome": "alowed", "against": ["GR-99"], "duties": ["GR32"],
                        "states": {"pathway": "remnd"}}},
            {"on": "2024-02-30", "by": ["lawyer", "LW-1"], "event": "convictd"},
            {"on": "2024-02-02", "by": ["sentence_court", "SC-1"], "event": "convicted",
             "with": {"shoe_size": 44}},
            {"on": "2024-02-03", "by": ["sentence_court", "SC-1"], "learn": {"plan_agred": True}},
        ],
    }  # fmt: skip
    return json.dumps(form | changes)


def test_everything_wrong_with_a_file_is_told_at_once_in_the_order_of_its_rows():
    """Days, facts, roles, events, outcomes, rules and states, each with its place and help."""
    with pytest.raises(ct.FactError) as caught:
        read_walk(bad_file(), ct.load("outline"))
    lines = [line for line in caught.value.message.splitlines() if line.startswith("- ")]
    assert lines == [
        "- `opened` is `2024-13-01`, a day that the calendar does not have",
        "- facts: there is no fact `foreign_nationl`",
        "- facts: fact `term` cannot be 'long'",
        "- rows[0]: rulebook `outline` has no role `sentence_cort`",
        "- rows[0]: expect: there is no outcome `alowed`",
        "- rows[0]: expect: there is no rule `GR-99` for `against`",
        "- rows[0]: expect: there is no rule `GR32` for `duties`",
        "- rows[0]: expect: region `pathway` has no state `remnd`",
        "- rows[1]: `on` is `2024-02-30`, a day that the calendar does not have",
        "- rows[1]: the rulebook has no event `convictd`",
        "- rows[2]: event `convicted` on 2024-02-02: it does not ask for `shoe_size`",
        "- rows[3]: there is no fact `plan_agred`",
    ]
    for near in ("foreign_national", "sentence_court", "allowed", "GR-32", "remand", "convicted"):
        assert f"did you mean `{near}`?" in caught.value.message
    assert "``" not in str(caught.value)


def test_one_fault_is_told_in_one_line_with_its_help():
    """No list of one."""
    rows = [{"on": "2024-02-01", "by": ["lawyer", "LW-1"], "event": "convictd"}]
    with pytest.raises(ct.FactError) as caught:
        read_walk(bad_file(opened="2024-01-01", facts={}, rows=rows), ct.load("outline"))
    assert caught.value.message == (
        "the case does not fit rulebook `outline`: rows[0]: the rulebook has no event `convictd`"
    )
    assert caught.value.help == "did you mean `convicted`?"


def test_what_is_wrong_in_several_rows_is_told_once():
    """With all its places."""
    row = {"on": "2024-02-01", "by": ["lawyer", "LW-1"], "event": "convictd"}
    with pytest.raises(ct.FactError, match=r"rows\[0\], rows\[2\]: the rulebook has no event"):
        read_walk(
            bad_file(opened="2024-01-01", facts={}, rows=[row, row | {"event": "died"}, row]),
            ct.load("outline"),
        )


def test_a_row_before_the_opening_is_told_with_its_place():
    """What only shows on the way is told with its row as well."""
    rows = [{"on": "2023-02-01", "by": ["lawyer", "LW-1"], "event": "died"}]
    with pytest.raises(ct.FactError, match=r"rows\[0\]: .*before the case opened"):
        read_walk(bad_file(opened="2024-01-01", facts={}, rows=rows), ct.load("outline"))


def test_a_document_of_another_kind_says_what_it_is():
    """A rulebook is no case, and what came later is read by what came later."""
    book = ct.load("outline")
    with pytest.raises(ct.FactError, match="a rulebook, not the history of a case"):
        ct.Case.from_json(book.to_json(), book)
    with pytest.raises(ct.FactError, match="a case to walk, not the history of a case"):
        ct.Case.from_json(bad_file(), book)
    with pytest.raises(ct.FactError, match="a rulebook, not a case to walk"):
        read_walk(book.to_json(), book)
    later = json.dumps(json.loads(opened().to_json()) | {"continuum": 2})
    with pytest.raises(ct.FactError, match="newer version of the library") as caught:
        ct.Case.from_json(later, book)
    assert caught.value.help == "read it with that version of the library"


def test_a_rulebook_is_not_loaded_by_its_path():
    """The help says how a file is read."""
    for name in ("valmark.json", "books/valmark", "C:\\books\\valmark"):
        with pytest.raises(ct.RulebookError, match="looks like a path") as caught:
            ct.load(name)
        assert "ct.Rulebook.from_json(Path(" in caught.value.help
    with pytest.raises(ct.RulebookError) as caught:
        ct.load("outlin")
    assert caught.value.help == "did you mean `outline`?"


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
        ({"owed": {"H8": "waits", "H5": "waits", "H9": None}}, ()),
        ({"owed": {"H9": "2024-01-12"}}, ("owed `H9`: expected by `2024-01-12`, found none",)),
        ({"owed": {"H5": None}}, ("owed `H5`: expected nothing, found waits",)),
    ],
)
def test_what_is_expected_is_compared_and_what_is_not_named_is_not(expected, failed):
    """Every kind of expectation."""
    act = Act(date(2024, 1, 12), COURT, "acquitted_or_charges_dropped", expected=expected)
    assert walk_acts(opened(foreign_national=False), (act,)).rows[0].failed == failed


def test_a_row_may_only_ask_and_expect_phase_lead_and_several_days():
    """Nothing happens by asking; the next row finds the case as it was."""
    event = "acquitted_or_charges_dropped"
    asked = Act(
        date(2024, 1, 12),
        COURT,
        event,
        expected={"outcome": "allowed", "phase": "remand", "lead": "prison_case_manager"},
        asks=True,
    )
    done = Act(date(2024, 1, 12), COURT, event, expected={"phase": "stay", "lead": "municipality"})
    walk = walk_acts(opened(foreign_national=False), (asked, done))
    assert walk.rows[0].entry is None
    assert walk.rows[0].after == {"pathway": "remand"}
    assert walk.rows[0].failed == ()
    assert len(walk.case.history) == 2
    assert walk.rows[1].failed[0] == "phase: expected `stay`, found `reintegration`"


def test_words_for_asking_phase_and_lead_are_checked():
    row = {
        "on": "2024-02-01",
        "by": ["sentence_court", "SC-1"],
        "learn": {"foreign_national": True},
        "ask": True,
        "expect": {"phase": "remnd", "lead": "municipalty"},
    }
    form = {"case_id": "P-1", "opened": "2024-01-10", "facts": {}, "rows": [row]}
    with pytest.raises(ct.FactError) as caught:
        read_walk(json.dumps(form), ct.load("outline"))
    told = str(caught.value)
    assert "only an `event` can be asked for with `ask`" in told
    row.pop("ask")
    with pytest.raises(ct.FactError) as caught:
        read_walk(json.dumps(form), ct.load("outline"))
    told = str(caught.value)
    assert "there is no phase `remnd`" in told
    assert "there is no lead `municipalty`" in told
    assert "did you mean `municipality`?" in told
