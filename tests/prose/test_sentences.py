"""Guards in plain English: right, and readable in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.prose.pictured import Seen
from tests.strategies import edges, guards, worlds

from continuum.guards import (
    ALWAYS,
    NEVER,
    AtLeastOf,
    Choice,
    DatedValue,
    Day,
    Flag,
    Not,
    Number,
    Parameter,
    days,
    during,
    half_of,
    months,
    parameter,
    two_thirds_of,
    weigh,
    working_days,
    years,
)
from continuum.prose import (
    as_sentence,
    outline_of,
    plural,
    say,
    say_duty_form,
    say_milestone,
    say_question,
    say_value,
    with_titles,
    without_not,
)
from continuum.rulebook import DutyForm, Region, Role, Rulebook, State
from continuum.rulebook.request import the_day

heard = Flag("heard", title="the person was heard")
given_reasons = Flag("reasons", title="reasons are given")
bar = Flag("bar", title="refoulement bar")
release = Day("release_day")
start = Day("start", title="the start of the sentence")
term = Number("term", title="term of the sentence", low=1, high=600, unit="months")
age = Number("age", low=0, high=120, unit="years")
served = Number("days_served", high=9999, unit="days")
ground = Choice("ground", options=("absconding", "public_order", "abuse"))
FACTS = (heard, given_reasons, release, start, term, age, ground)
REGIONS = {"legal": ("remand", "custody", "free")}

BOOK = Rulebook(
    "door",
    "1",
    as_of="2026-11-23",
    roles=(Role("judge", "the sentencing court"),),
    regions=(
        Region("legal", (State("remand", "before judgment"), State("free")), "remand", "the title"),
    ),
    parameters=(
        Parameter("window", (DatedValue(months(6), sources=("GK",)),), "preparation window"),
        Parameter(
            "appeal_time",
            (
                DatedValue(days(14), None, "2024-07-01", sources=("GK",)),
                DatedValue(days(28), "2024-07-01", sources=("GK",)),
            ),
            "time to appeal",
        ),
    ),
)


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        (ALWAYS, "always"),
        (NEVER, "never"),
        (~ALWAYS, "never"),
        (heard, "the person was heard"),
        (~heard, "the person was not heard"),
        (~given_reasons, "reasons are not given"),
        (~bar, "“refoulement bar” does not hold"),
        (
            ~Flag("x", title="all steps are done"),
            "it is not the case that all steps are done",
        ),
        (
            ~Flag("x", title="nobody who is ill was moved"),
            "it is not the case that nobody who is ill was moved",
        ),
        (
            ~Flag("x", title="the person has a home"),
            "it is not the case that the person has a home",
        ),
        (~Flag("x", title="the stay has ended"), "the stay has not ended"),
        (
            (release + (years(1) + months(2))).reached(),
            "1 year and 2 months have passed since the release day",
        ),
        ((release + (years(1))).reached(), "1 year has passed since the release day"),
        (Flag("x", title="a is so, and b is so"), "“a is so, and b is so”"),
        (age.at_least(18), "the age is at least 18 years"),
        (age.below(18), "the age is below 18 years"),
        (served.at_least(1), "the days served are at least 1"),
        (
            Number("missed", title="appointments missed", unit="appointments").at_least(3),
            "the appointments missed are at least 3",
        ),
        (
            (release + Number("term", title="term", unit="months")).reached(),
            "the term has passed since the release day",
        ),
        (
            (release + term - months(3)).reached(),
            (
                "today is on or after the day 3 months before the day that lies the term of the "
                "sentence after the release day"
            ),
        ),
        (ground.is_in("absconding"), "the ground is absconding"),
        (
            ground.is_in("absconding", "public_order"),
            "the ground is absconding or public order",
        ),
        (
            ~ground.is_in("absconding", "public_order"),
            "the ground is neither absconding nor public order",
        ),
        (ground.is_in(), "the ground is one of none"),
        (release.reached(), "the release day has come"),
        (~release.reached(), "the release day has not come yet"),
        ((release - months(6)).reached(), "the day 6 months before the release day has come"),
        ((release + days(28)).reached(), "28 days have passed since the release day"),
        (~(release + days(1)).reached(), "1 day has not yet passed since the release day"),
        (
            (release + working_days(2)).reached(),
            "2 working days have passed since the release day",
        ),
        (
            (start + term).reached(),
            "the term of the sentence has passed since the start of the sentence",
        ),
        (
            (start + two_thirds_of(term)).reached(),
            "two thirds of the term of the sentence have passed since the start of the sentence",
        ),
        (
            (start + half_of(months(30)) - months(6)).reached(),
            (
                "today is on or after the day 6 months before the day half of 30 months after "
                "the start of the sentence"
            ),
        ),
        (during("legal", "remand", "free"), "legal is “free” or “remand”"),
        (~during("legal", "remand"), "legal is not “remand”"),
        (release.known(), "the release day is recorded"),
        (~release.known(), "the release day is not recorded"),
        (heard.known(), "it is recorded whether the person was heard"),
        (~bar.known(), "it is not recorded whether “refoulement bar” holds"),
    ],
)
def test_a_question_is_said_plainly(guard, said):
    """Each kind of question has its own words, and its own for *not*."""
    assert say(guard) == said


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        (heard & bar, "the person was heard, and refoulement bar"),
        (heard | ~bar, "the person was heard, or “refoulement bar” does not hold"),
        (
            (heard | bar) & given_reasons,
            "(the person was heard, or refoulement bar), and reasons are given",
        ),
        (
            heard | (bar & given_reasons),
            "the person was heard, or (refoulement bar, and reasons are given)",
        ),
        (~(heard & given_reasons), "the person was not heard, or reasons are not given"),
        (~(heard | given_reasons), "the person was not heard, and reasons are not given"),
        (
            AtLeastOf(2, (heard, bar, given_reasons)),
            "at least 2 of these 3: the person was heard; refoulement bar; reasons are given",
        ),
        (
            heard & ~AtLeastOf(2, (heard, bar, given_reasons)),
            (
                "the person was heard, and (fewer than 2 of these 3: the person was heard; "
                "refoulement bar; reasons are given)"
            ),
        ),
        (heard & heard & (heard & bar), "the person was heard, and refoulement bar"),
    ],
)
def test_groups_inside_groups_stand_in_brackets(guard, said):
    """A sentence can be read in one way only."""
    assert say(guard) == said


def test_that_a_fact_is_recorded_is_said_beside_the_question_that_reads_it():
    """Nothing is said twice, and nothing is left out."""
    both = start.known() & term.known() & ~(start + term).reached()
    assert say(both) == (
        "the term of the sentence has not yet passed since the start of the sentence "
        "(both recorded)"
    )
    assert say(start.known() & release.reached()).startswith(
        "the start of the sentence is recorded"
    )


def test_titles_of_the_rulebook_are_used():
    """States, tracks, roles and numbers of the law are named as the rulebook names them."""
    window = (release - parameter("window")).reached()
    assert say(during("legal", "remand"), BOOK) == "the title is “before judgment”"
    assert say(BOOK.acting_role.is_in("judge"), BOOK).endswith("is the sentencing court")
    assert say(window, BOOK) == "the day 6 months (`window`) before the release day has come"
    most = age.at_most(parameter("most"))
    assert say(most, BOOK).startswith("the age is at most ")
    assert say(~most, BOOK).startswith("the age is more than ")
    assert "the time to appeal (`appeal_time`)" in say(
        (release + parameter("appeal_time")).reached(), BOOK
    )


def test_a_long_guard_is_an_outline():
    """What is too long for one sentence is a list whose depth says what belongs together."""
    lines = list(outline_of((heard & bar & (given_reasons | (bar & heard))) | release.reached()))
    assert lines == [
        (0, "at least one of these:"),
        (1, "all of these:"),
        (2, "the person was heard"),
        (2, "refoulement bar"),
        (2, "at least one of these:"),
        (3, "reasons are given"),
        (3, "refoulement bar, and the person was heard"),
        (1, "the release day has come"),
    ]


def test_a_list_that_comes_down_to_one_is_no_list():
    """What goes without saying is not counted as a part."""
    only = start.known() & term.known() & ~(start + term).reached()
    assert list(outline_of(only)) == [(0, say(only))]


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (1, "handovers", "1 handover"),
        (0, "handovers", "0 handovers"),
        (1, "duties", "1 duty"),
        (1, "made-up people", "1 made-up person"),
        (1, "weeks of leave", "1 week of leave"),
        (1, "addresses", "1 address"),
        (1, "access", "1 access"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(count, noun, said):
    """Number and noun agree."""
    assert plural(count, noun) == said


def test_words_stand_as_sentences_and_with_titles():
    """A capital, a full stop, and roles by their titles."""
    assert as_sentence("wait for the window") == "Wait for the window."
    assert as_sentence("Make a plan.") == "Make a plan."
    assert as_sentence("") == ""
    assert with_titles("let `judge` or `clerk` decide", BOOK) == (
        "let the sentencing court or `clerk` decide"
    )


def test_a_milestone_is_said_in_words():
    """Days that the law counts to are said as people say them."""
    assert say_milestone(release - months(6)) == "6 months before the release day"
    assert say_milestone(Day("x", title="a day, of some kind")) == "“a day, of some kind”"


def test_a_duty_form_names_owner_day_and_end():
    """Who owes it, by when, when it is met and when it falls away."""
    form = DutyForm("Tell the person.", "judge", the_day + days(2), heard, ~bar)
    assert say_duty_form(form, BOOK) == (
        "Tell the person (the sentencing court; by 2 days after the day of the event; "
        "met when the person was heard; no longer owed when “refoulement bar” does not hold)"
    )
    assert say_duty_form(DutyForm("Do it", "judge")) == "Do it (judge; at once)"


@pytest.mark.parametrize(
    ("value", "fact", "said"),
    [
        (True, heard, "yes"),
        (False, heard, "no"),
        (None, heard, "not known"),
        (34, age, "34 years"),
        (1, served, "1 day"),
        ("public_order", ground, "public order"),
        (("a", "b"), None, "a and b"),
    ],
)
def test_a_value_is_said_with_its_unit(value, fact, said):
    """Yes, no, not known, or so many of something."""
    assert say_value(value, fact) == said


def test_a_group_is_no_question():
    """Whoever asks for the words of one question must give one."""
    with pytest.raises(TypeError, match="All joins questions and is none itself"):
        say_question(heard & bar)


@given(st.data())
def test_carrying_not_inwards_changes_nothing(data):
    """What is said weighs as what was written."""
    guard = data.draw(guards(FACTS, REGIONS, depth=3))
    world = data.draw(worlds(guard, REGIONS))
    for near in edges(guard, world):
        assert weigh(guard, Seen(near)) == weigh(without_not(guard), Seen(near))


@given(guards(FACTS, REGIONS, depth=3))
def test_a_guard_and_its_opposite_are_never_said_alike(guard):
    """*Not* is always heard, and brackets always close."""
    said = say(guard)
    assert said != say(Not(guard))
    assert said.count("(") == said.count(")")
