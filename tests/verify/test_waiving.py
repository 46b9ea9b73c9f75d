"""Waivers: they move findings aside, and never outlive what they are for."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import planted

from continuum.errors import FactError
from continuum.verify import Waiver, check, read_waivers, waive, write_waivers

TODAY = "2026-11-25"


@pytest.fixture
def report():
    return check(planted.two_ways())


def waiver(id="0123456789", **changes):
    said = {"author": "A. Jansen", "reason": "Mended in March.", "expires": "2027-03-01"}
    return Waiver(id, **(said | changes))


def refused(what, *given):
    with pytest.raises(FactError) as caught:
        what(*given)
    return str(caught.value)


# ------------------------------------------------------------------------------ waiving


def test_a_waived_finding_is_kept_apart_with_who_answers_for_it(report):
    (found,) = report.findings
    after = waive(report, [waiver(found.id)], TODAY)
    assert after.clean
    assert after.findings == ()
    assert after.waived[0].finding == found
    assert after.waived[0].waiver.author == "A. Jansen"
    assert after.proved == report.proved
    form = json.loads(after.to_json())["waived"][0]
    assert form["waiver"]["reason"] == "Mended in March."
    assert form["id"] == found.id


def test_what_was_left_undecided_may_be_waived_and_the_fault_it_may_be_may_not(report):
    """Somebody looked at it by hand; if it turns out a fault, nobody has answered for that."""
    (found,) = report.findings
    open_still = attrs.evolve(report, findings=(), undecided=(found,))
    (doubt,) = open_still.undecided
    assert doubt.id != found.id
    assert waive(open_still, [waiver(doubt.id)], TODAY).clean
    assert "names nothing that was found" in refused(waive, report, [waiver(doubt.id)], TODAY)


def test_waiving_twice_keeps_what_was_waived_first(report):
    (found,) = report.findings
    one = waiver(found.id)
    after = waive(waive(report, [one], TODAY), [one], TODAY)
    assert [w.finding for w in after.waived] == [found]


def test_no_waivers_leave_the_report_as_it_is(report):
    assert waive(report, [], TODAY) == report


@pytest.mark.parametrize(
    ("today", "holds"), [("2027-02-28", True), ("2027-03-01", False), ("2027-03-02", False)]
)
def test_a_waiver_no_longer_holds_on_the_day_on_which_it_expires(report, today, holds):
    """As a title and a measure do: on the end day it is over."""
    given = [waiver(report.findings[0].id)]
    if holds:
        assert waive(report, given, today).clean
    else:
        assert "has run out on 2027-03-01" in refused(waive, report, given, today)


def test_waivers_that_ran_out_or_name_nothing_are_told_all_at_once(report):
    (found,) = report.findings
    near = found.id[:-1] + ("0" if found.id[-1] != "0" else "1")
    said = refused(
        waive,
        report,
        [waiver(found.id, expires="2026-11-25"), waiver(near), waiver("ffffffffff", author="B")],
        TODAY,
    )
    assert said.startswith("the waivers (3 faults)\n")
    assert f"the waiver of `{found.id}` by A. Jansen has run out on 2026-11-25" in said
    assert f"did you mean `{found.id}` (two_ways)?" in said
    assert "the waiver of `ffffffffff` by B names nothing that was found" in said
    assert "leave the waiver out" in said


def test_a_check_that_was_stopped_does_not_blame_waivers_for_what_it_did_not_come_to(report):
    """And waivers never make it a pass."""
    stopped = attrs.evolve(report, stopped="the time was over")
    after = waive(stopped, [waiver(report.findings[0].id), waiver()], TODAY)
    assert after.findings == ()
    assert not after.clean
    assert not after


def test_the_day_must_be_one(report):
    assert "YYYY-MM-DD" in refused(waive, report, [], "soon")


# ------------------------------------------------------------------------------ one waiver


def test_a_waiver_without_reason_author_or_day_is_refused_all_at_once():
    said = refused(Waiver, "0123456789", " ", "", None)
    assert said.startswith("this waiver (3 faults)\n")
    assert [word for word in ("author", "no reason", "no day") if word not in said] == []


# ------------------------------------------------------------------------------ files


TOML = """
[[waiver]]
id = "0123456789"  # a comment
author = "A. Jansen"
reason = "Mended in March."
expires = 2027-03-01

[[waiver]]
id = "9876543210"
author = "B. Vos"
reason = 'Says "until then".'
expires = "2027-04-01"
"""


def test_waivers_are_read_from_toml_and_from_json():
    read = read_waivers(TOML)
    assert [one.id for one in read] == ["0123456789", "9876543210"]
    assert read[0] == waiver()
    assert read[1].expires == date(2027, 4, 1)
    assert read_waivers(write_waivers(read, form="json")) == read
    assert read_waivers("") == ()
    assert read_waivers("\n{}") == ()


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip())


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.dates()), max_size=4, unique_by=lambda t: t[0]))
def test_whatever_is_written_is_read_back_the_same(drawn):
    """Quotes, line breaks, emoji: in both forms."""
    waivers = tuple(Waiver(*fields) for fields in drawn)
    for form in ("toml", "json"):
        assert read_waivers(write_waivers(waivers, form=form)) == waivers


def test_a_form_that_there_is_not_is_refused():
    assert "give `toml` or `json`" in refused(lambda: write_waivers([], form="yaml"))


def test_everything_that_is_wrong_with_a_file_is_told_with_the_number_of_the_waiver():
    said = refused(
        read_waivers,
        """
        [[waiver]]
        id = "0123456789"
        autor = "A. Jansen"
        reason = ""
        expires = 2027-03-01
        [[waiver]]
        id = 12
        author = "B"
        reason = "r"
        expires = 2027-03-01T12:00:00
        [[waiver]]
        id = "aaaaaaaaaa"
        author = "B"
        reason = "r"
        expires = "2027-02-30"
        """,
    )
    for line in (
        "waiver 1: unknown key `autor` (did you mean `author`?)",
        "waiver 1: no author",
        "waiver 1: no reason",
        "waiver 2: `id` is not text: 12",
        "waiver 2: `expires` is the moment",
        "waiver 3: ",
    ):
        assert f"- {line}" in said


def test_a_finding_that_is_waived_twice_is_told():
    one = write_waivers([waiver()])
    said = refused(read_waivers, one + one)
    assert "waiver 2: `0123456789` is waived by waiver 1 already" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[waiver]\n", "mend the TOML there"),
        ("{nonsense", "the waivers"),
        ('waiver = "all"', "waiver 1: it is no table"),
        ("[[waivers]]", "did you mean `waiver`?"),
        ("colour = 1", "put every waiver under `waiver`"),
    ],
)
def test_a_file_that_is_none_says_what_helps(text, says):
    assert says in refused(read_waivers, text)


def test_a_key_that_is_misspelt_hides_no_other_fault():
    """What stands under it is read as what it was meant to be."""
    text = '[[waver]]\nid = "0123456789"\n\n[[waiver]]\nauthor = "A. Jansen"\n\n[other]\n'
    said = refused(read_waivers, text)
    assert said.splitlines()[0] == "the waivers (8 faults)"
    for part in (
        "unknown key `waver` (did you mean `waiver`?)",
        "unknown key `other` (put every waiver under `waiver`)",
        "waiver 1: no author",
        "waiver 1: no reason",
        "waiver 1: no day on which it expires",
        "waiver 2: no id",
        "waiver 2: no reason",
        "waiver 2: no day on which it expires",
    ):
        assert part in said
