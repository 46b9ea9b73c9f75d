"""Reports over many fictional cases: they count what happened, and nobody can be found in them."""

from __future__ import annotations

import itertools
import json
import re

import numpy as np
import pytest
from tests.report.fictional import BOOK, CHAIR, PRISON, PROBATION, person, recalled, reversal

import continuum as ct
from continuum.errors import FactError
from continuum.report import (
    equality,
    friction,
    gap_radar,
    handing_over,
    lessons,
    policy_brief,
    reversals,
    review_dates,
)
from continuum.report.across.equality import hide_groups
from continuum.report.across.sheets import HIDDEN
from continuum.report.across.small_cells import hide_counts


def cohort(count, start=0, **more):
    """Some people who were recalled on the second try, and as many who were not recalled."""
    some = [
        recalled(start + k, tried=["2024-02-10"], done="2024-02-20", **more) for k in range(count)
    ]
    return some + [recalled(start + count + k, **more) for k in range(count)]


# ------------------------------------------------------------------------------ friction


def test_friction_counts_stops_and_how_soon_they_were_put_right():
    told = friction(
        [
            recalled(1, tried=["2024-02-10", "2024-02-12"], done="2024-02-15"),
            recalled(2, tried=["2024-02-10"]),
            recalled(3),
        ]
    )
    (rule,) = told.rules
    assert (rule.rule, rule.cases, rule.stopped) == ("GR-90", 2, 3)
    assert (rule.remedied, rule.days, rule.standing) == (1, (5,), 1)
    assert rule.remedy == "Give reasons."
    assert told.cases == 3


def test_friction_tells_what_practitioners_wrote_only_if_asked():
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    court = ct.Actor("sentence_court", "SC-1")
    with pytest.raises(ct.EventRefused):
        case.send("convicted", on="2024-01-12", by=court, reasons="no form for this\nat all")
    assert "no form for this" not in friction(case).to_text()
    assert "no form for this at all" in friction(case, comments=True).to_text()


def test_friction_orders_rules_and_never_people():
    told = friction([recalled(k, tried=["2024-02-10"]) for k in range(3)])
    assert "P-0" not in told.to_text() + told._repr_html_() + json.dumps(told.to_document())
    assert not re.search(r"A-\d", told.to_text())


# ------------------------------------------------------------------------------ gaps


def test_a_need_without_an_answer_and_a_duty_that_is_overdue_are_gaps():
    waiting, answered, late = person(1), person(2), reversal(3)
    for case in (waiting, answered):
        case.send("need_found", on="2024-02-01", by=PRISON, need_asked="home")
    answered.send("needs_answered", on="2024-02-20", by=PRISON)
    told = gap_radar([waiting, answered, late], "2024-04-01")
    assert [(g.kind, g.what, g.cases, g.days) for g in told.gaps if g.kind == "need"] == [
        ("need", "home (needs at release)", 1, (60,))
    ]
    # 2 March + 2 working days is 5 March: 27 days ago; only one of the duties is that old
    duties = gap_radar([waiting, answered, late], "2024-04-01", days=20).gaps
    assert [(g.what, g.days) for g in duties if g.kind == "duty"] == [
        ("Tell the case conference. (GR-54)", (27,))
    ]


def test_a_gap_that_is_young_enough_is_left_out():
    case = person(1)
    case.send("need_found", on="2024-02-01", by=PRISON, need_asked="home")
    assert gap_radar(case, "2024-03-02").gaps == ()
    assert len(gap_radar(case, "2024-03-03").gaps) == 1


# ------------------------------------------------------------------------------ reversals


def test_a_reversal_is_served_in_time_when_its_duties_are_met_by_their_day():
    told = reversals(
        [
            reversal(1, told="2024-03-05", resumed="2024-03-15"),
            reversal(2, told="2024-03-06", resumed="2024-03-16"),
            reversal(3),
            person(4),
        ],
        on="2024-04-01",
    )
    assert (told.cases, told.reversed) == (4, 3)
    found = {d.sentence: (d.arisen, d.in_time, d.late, d.overdue, d.open) for d in told.duties}
    assert found == {
        "Tell the case conference.": (3, 1, 1, 1, 0),
        "Review the plan.": (3, 1, 1, 1, 0),
    }


def test_a_reversal_is_told_as_it_stood_on_the_day():
    case = reversal(1, told="2024-03-05", resumed="2024-03-20")
    duties = {
        d.sentence: (d.in_time, d.late, d.overdue, d.open)
        for d in reversals(case, "2024-03-10").duties
    }
    assert duties["Tell the case conference."] == (1, 0, 0, 0)
    assert duties["Review the plan."] == (0, 0, 0, 1)


# ------------------------------------------------------------------------------ handovers


def test_the_days_from_release_to_first_contact_are_counted():
    met, waiting = recalled(1), recalled(2)
    met.send("first_contact_made", on="2024-02-08", by=PROBATION)
    told = handing_over([met, waiting, person(3)], "2024-03-01")
    assert (told.gaps, told.waiting) == ((7,), 1)


def test_a_handover_is_begun_refused_effective_or_missed():
    done, refused, never = recalled(1), recalled(2), recalled(3)
    for case in (done, refused):
        case.send("h5_prepared", on="2024-02-02", by=PRISON)
        case.send("h5_person_informed", on="2024-02-03", by=PRISON)
        case.send("h5_offered", on="2024-02-03", by=PRISON)
        case.send("h5_read", on="2024-02-04", by=PROBATION)
    refused.send("h5_refused", on="2024-02-05", by=PROBATION, reasons="no place")
    done.send("h5_joint_meeting_held", on="2024-02-06", by=PROBATION)
    done.send("h5_accepted", on="2024-02-06", by=PROBATION)
    done.send("h5_effective", on="2024-02-09", by=PROBATION)
    (told,) = handing_over([done, refused, never], "2024-03-01").handovers
    assert (told.begun, told.effective, told.refused, told.days) == (2, 1, 1, (7,))
    assert told.between == "prison case manager to probation officer"


# ------------------------------------------------------------------------------ exports


def test_lessons_of_few_cases_tell_nothing():
    told = lessons([recalled(k) for k in range(9)])
    assert told.cases == 0
    assert all(not sheet.rows for sheet in told.sheets)


def test_lessons_hide_what_few_or_all_but_few_share():
    told = lessons([*cohort(12), recalled(99, tried=["2024-02-10"], done="2024-02-20")])
    (row,) = [row for row in told.badly.rows if row[0] == "recall_decided"]
    assert row[2:] == (13, 25)
    few = lessons(cohort(5) + [recalled(100 + k) for k in range(20)])
    assert [row[2] for row in few.badly.rows if row[0] == "recall_decided"] == [HIDDEN]
    all_but_few = lessons(cohort(12) + [recalled(100 + k, done="2024-02-20") for k in range(20)])
    assert [row[2] for row in all_but_few.badly.rows if row[0] == "recall_decided"] == [32]
    nearly = lessons([recalled(k, done="2024-02-20") for k in range(20)] + [recalled(99)])
    assert [row[2] for row in nearly.badly.rows if row[0] == "recall_decided"] == [HIDDEN]


def exports():
    """Every report that is made for others."""
    cases = cohort(15) + [reversal(200 + k, told="2024-03-05") for k in range(12)]
    return [
        lessons(cases),
        policy_brief(cases, "2024-06-30"),
        equality(cases, {case.case_id: "ab"[k % 2] for k, case in enumerate(cases)}),
    ]


@pytest.mark.parametrize("place", range(3))
def test_GR_97_an_export_names_nobody_and_no_day(place):
    told = exports()[place]
    text = told.to_text() + json.dumps(told.to_document()) + told._repr_html_()
    assert not re.search(r"P-\d|A-\d", text)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)
    assert not re.search(r"\d (January|February|March|April|May|June) \d{4}", text)
    assert "own conduct" not in text


@pytest.mark.parametrize("place", range(3))
def test_GR_97_no_count_below_ten_is_told_of_people(place):
    columns = {"cases", "of", "in_time", "times"}
    for sheet in exports()[place].sheets:
        for row in sheet.to_document()["rows"]:
            counts = [row[key] for key in columns & row.keys() if isinstance(row[key], int)]
            assert all(count >= 10 for count in counts), row


@pytest.mark.parametrize("made", [lessons, policy_brief])
@pytest.mark.parametrize("smallest", [9, 0, True, "10"])
def test_GR_97_the_smallest_count_cannot_be_made_smaller(made, smallest):
    with pytest.raises(FactError, match="smallest cell"):
        made(cohort(10), smallest=smallest)


# ------------------------------------------------------------------------------ equality


def test_equality_compares_groups_and_tells_small_ones_together():
    cases = cohort(20) + cohort(20, start=100, is_young=True)
    told = equality(cases, "young")
    assert dict(told.groups) == {"no": 40, "yes": 40}
    assert told.rows == (("recalled", (20, 20, 40)),)
    groups = {case.case_id: ["a", "b", "c", "d"][min(k // 30, 3)] for k, case in enumerate(cases)}
    groups |= dict.fromkeys(list(groups)[:3], "rare")
    assert "rare" not in dict(equality(cases, groups).groups)


def test_equality_needs_two_groups_that_are_large_enough():
    told = equality(cohort(6), "young")
    assert (told.groups, told.rows) == ((), ())
    assert "too few" in told.to_text()


@pytest.mark.parametrize("by", ["case_id", "person", "actor", "name"])
def test_no_report_names_or_ranks_a_person(by):
    with pytest.raises(FactError, match="names or ranks anybody"):
        equality(cohort(6), by)


def test_groups_of_one_person_each_are_refused():
    cases = cohort(6)
    with pytest.raises(FactError, match="names or ranks anybody"):
        equality(cases, {case.case_id: case.case_id for case in cases})


def test_what_tells_single_people_apart_is_no_group():
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    days = [fact.name for fact in case.book.facts if isinstance(fact, ct.Day)]
    with pytest.raises(FactError, match="tells single people apart"):
        equality(case, days[0])


# ------------------------------------------------------------------------------ hiding


def given_away(told, high, wide):
    """The hidden cells that follow from the totals, by linear algebra alone."""
    places = [(r, k) for r in range(high + 1) for k in range(wide + 1)]
    hidden = [place for place in places if told[place[0]][place[1]] is None]
    lines = [[(r, k) for k in range(wide + 1)] for r in range(high + 1)]
    lines += [[(r, k) for r in range(high + 1)] for k in range(wide + 1)]
    rows = np.array(
        [[(1 if p != line[-1] else -1) if p in line else 0 for p in hidden] for line in lines],
        dtype=float,
    ).reshape(len(lines), len(hidden))
    rank = np.linalg.matrix_rank(rows) if hidden else 0
    found = []
    for k, place in enumerate(hidden):
        unit = np.zeros(len(hidden))
        unit[k] = 1
        if np.linalg.matrix_rank(np.vstack([rows, unit])) == rank:
            found.append(place)
    return found


@pytest.mark.parametrize(("high", "wide"), [(1, 2), (2, 2), (2, 3), (3, 3), (4, 3)])
def test_no_hidden_count_follows_from_the_totals(high, wide):
    random = np.random.default_rng(high * 10 + wide)
    for _ in range(60):
        counts = random.choice([0, 1, 4, 9, 10, 11, 30, 200], size=(high, wide)).tolist()
        told = hide_counts(counts)
        full = [[*row, sum(row)] for row in counts]
        full.append([sum(column) for column in zip(*full, strict=True)])
        for row, whole in zip(told, full, strict=True):
            for cell, count in zip(row, whole, strict=True):
                assert cell in {None, count}
                assert cell is None or cell >= 10
        assert given_away(told, high, wide) == [], (counts, told)


def test_no_group_that_is_hidden_follows_from_the_others():
    """What is hidden leaves room for at least ten people, in whom it happened and in whom not."""
    for counts in itertools.product((0, 3, 10, 25, 45, 50), repeat=3):
        told = hide_groups(counts, (50, 50, 50), 10)
        hidden = [k for k in range(3) if told[k] is None]
        if hidden and told[3] is not None:
            assert len(hidden) > 1
            happened = sum(counts[k] for k in hidden)
            assert min(happened, 50 * len(hidden) - happened) >= 10
        assert all(told[k] in {None, counts[k]} for k in range(3))


# ------------------------------------------------------------------------------ what is given


def test_a_report_is_made_of_cases_each_given_once():
    with pytest.raises(FactError, match="made of cases"):
        friction(["P-1"])
    with pytest.raises(FactError, match="no case"):
        friction([])
    with pytest.raises(FactError, match="given twice"):
        friction([person(1), person(1)])


def test_a_rulebook_is_due_a_year_after_its_law_was_looked_at():
    assert not review_dates([BOOK], "2025-01-01").books[0].overdue
    assert review_dates([BOOK], "2025-01-02").books[0].overdue
    told = review_dates([ct.load(name) for name in ct.rulebooks()], "2026-12-01")
    assert {book.rulebook.split()[0] for book in told.books} == set(ct.rulebooks())
    assert all(book.unchecked <= book.rules for book in told.books)


def test_the_chair_may_act_in_every_fictional_case():
    assert CHAIR.human
