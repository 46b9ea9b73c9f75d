"""Facts: what fits them, how they are asked, and how guards are joined from them."""

from datetime import date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import facts, values

from continuum.errors import FactError
from continuum.guards import (
    All,
    AtLeast,
    Choice,
    Day,
    Flag,
    IsIn,
    Known,
    Not,
    Number,
    Reached,
    Shifted,
    Some,
    fit,
    months,
    parameter,
)

heard = Flag("heard", title="the person was heard")
ground = Choice("ground", options=("absconding", "risk"))
age = Number("age", low=0, high=120, unit="years")
release_day = Day("release_day")


# ------------------------------------------------------------------------------ what fits


@given(st.data())
def test_a_value_that_fits_is_kept_as_it_is(data):
    """Whatever is drawn for a fact fits it, and stays the same."""
    fact = data.draw(facts())
    value = data.draw(values(fact))
    kept = fit(fact, value)
    assert kept == value
    assert type(kept) is type(value)


@pytest.mark.parametrize("fact", [heard, ground, age, release_day])
def test_not_known_always_fits(fact):
    """Nobody has to know."""
    assert fit(fact, None) is None


@pytest.mark.parametrize(("value", "fits"), [(-1, False), (0, True), (120, True), (121, False)])
def test_the_bounds_of_a_number_belong_to_it(value, fits):
    """At the bound it fits, beside it it does not."""
    if fits:
        assert fit(age, value) == value
    else:
        with pytest.raises(FactError):
            fit(age, value)


def test_a_day_may_be_given_as_text():
    """It is kept as a day."""
    assert fit(release_day, "2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("fact", "value", "message", "help_line"),
    [
        (
            heard,
            1,
            "fact `heard` cannot be 1",
            "give `True`, `False`, or `None` for not known",
        ),
        (
            heard,
            "yes",
            "fact `heard` cannot be 'yes'",
            "give `True`, `False`, or `None` for not known",
        ),
        (
            ground,
            "rsk",
            "fact `ground` cannot be 'rsk'",
            "give one of `absconding`, `risk`",
        ),
        (ground, ["risk"], "fact `ground` cannot be ['risk']", "give one of `absconding`, `risk`"),
        (
            age,
            121,
            "fact `age` cannot be 121",
            "give a whole number from 0 to 120 (years)",
        ),
        (age, True, "fact `age` cannot be True", "give a whole number from 0 to 120 (years)"),
        (age, 18.0, "fact `age` cannot be 18.0", "give a whole number from 0 to 120 (years)"),
        (
            release_day,
            "29 February",
            "`release_day` is `29 February`, not a day",
            "write the day as YYYY-MM-DD, such as `2024-02-28`",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(fact, value, message, help_line):
    """The message names the fact, the help says what to give."""
    with pytest.raises(FactError) as caught:
        fit(fact, value)
    assert caught.value.message == message
    assert caught.value.help == help_line


def test_a_moment_is_no_day():
    """Which day it falls on depends on a time zone."""
    with pytest.raises(FactError) as caught:
        fit(release_day, datetime(2024, 2, 29, 12, 0))  # noqa: DTZ001 - a moment without a zone
    assert "not a day" in caught.value.message
    assert "moment.date()" in caught.value.help


def test_a_long_value_is_shown_short():
    """A message stays a line, whatever was sent."""
    with pytest.raises(FactError) as caught:
        fit(heard, "x" * 10_000)
    assert len(caught.value.message) < 100
    assert caught.value.help


# ------------------------------------------------------------------------------ how it is asked


def test_the_words_of_a_fact_are_its_title_or_its_name():
    """Without a title the name is read out."""
    assert heard.words == "the person was heard"
    assert release_day.words == "release day"


def test_facts_are_asked_in_their_own_words():
    """Each kind has its questions."""
    assert ground.is_in("risk", "absconding") == IsIn(ground, ("absconding", "risk"))
    assert ground.is_in(parameter("grounds")) == IsIn(ground, parameter("grounds"))
    assert age.at_least(18) == AtLeast(age, 18)
    assert age.below(18) == Not(AtLeast(age, 18))
    assert age.at_most(17) == age.below(18)
    assert (release_day - months(6)).reached() == Reached(
        Shifted(release_day, months(6), back=True)
    )
    assert heard.known() == Known(heard)


def test_the_order_and_number_of_options_asked_for_carry_no_meaning():
    """The same question is the same guard."""
    assert ground.is_in("risk", "absconding", "risk") == ground.is_in("absconding", "risk")


def test_guards_are_joined_with_operators():
    """And, or, not; longer rows stay flat, and a double *not* falls away."""
    one, two, three = Flag("one"), Flag("two"), Flag("three")
    assert one & two & three == All((one, two, three))
    assert one | two | three == Some((one, two, three))
    assert (one & two) | three == Some((All((one, two)), three))
    assert ~~one == one


def test_a_guard_is_neither_true_nor_false():
    """`and`, `or`, `not` and `if` are refused, with what to write instead."""
    with pytest.raises(TypeError, match=r"join guards with & \| ~, weigh them") as caught:
        bool(heard)
    assert "neither true nor false" in str(caught.value)
    with pytest.raises(TypeError):
        heard and ground.is_in("risk")


@given(facts(), facts())
def test_facts_are_values(one, other):
    """Equal facts are interchangeable as keys; another name is another fact."""
    if one == other:
        assert hash(one) == hash(other)
    assert one != attrs.evolve(one, name="another")
    assert {one: 1}[attrs.evolve(one)] == 1
    assert repr(one) == f"{type(one).__name__}({one.name!r})"


def test_a_fact_cannot_be_changed():
    """What a rulebook was checked with stays as it was."""
    with pytest.raises(AttributeError):
        heard.name = "other"


@pytest.mark.parametrize("bound", ["12", None, True])
def test_at_most_takes_a_number_or_a_parameter_and_says_so(bound):
    """What cannot be counted one further is refused with what to write instead."""
    with pytest.raises(FactError, match=r"`income.at_most\(...\)` takes a whole number") as caught:
        Number("income").at_most(bound)
    assert "the last number that is allowed" in caught.value.help
    assert "`parameter(...)`" in caught.value.help
