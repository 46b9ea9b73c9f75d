"""Every error: what, where, help; pickled and back; a broken rulebook as one group of faults."""

import copy
import inspect
import pickle

import pytest

from continuum import errors
from continuum.errors import (
    CaseError,
    ContinuumError,
    DoesNotReplay,
    EventRefused,
    EventUndetermined,
    FactError,
    Fault,
    HistoryError,
    InvalidRulebook,
    MissingExtra,
    RulebookError,
    ScenarioError,
    UnknownEvent,
    WrongRulebook,
    needs,
)

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ContinuumError) and kind.__module__ == errors.__name__
]
FAULTS = (
    Fault("rules[GR-1].guard", "there is no fact `herd`", help="did you mean `heard`?"),
    Fault("", "nobody leads", help="give the rulebook a `lead`"),
)


def made(kind):
    """An error of a kind, with everything that it carries."""
    if kind is InvalidRulebook:
        return kind("rulebook `door` does not hold together", FAULTS)
    if kind is Fault:
        return FAULTS[0]
    if kind in {EventRefused, EventUndetermined}:
        return kind("`released` is refused", decision={"outcome": "refused"}, help="wait")
    return kind("there is no event `relased`", help="did you mean `released`?")


def shown(error):
    """What two equal errors have in common."""
    if isinstance(error, InvalidRulebook):
        return type(error), error.headline, error.help, [shown(fault) for fault in error.faults]
    return type(error), error.args, vars(error), str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_what_and_how_to_mend_it(kind):
    """Both lines are attributes; a plain print shows the message, and the help below it."""
    error = made(kind)
    first, *rest = str(error).splitlines()
    assert error.help
    assert first.startswith(error.message)
    assert any(line.startswith("  help: ") for line in rest)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not InvalidRulebook])
def test_an_error_without_help_is_one_line(kind):
    """Where nothing can be done, nothing is pretended."""
    more = {"decision": None} if kind in {EventRefused, EventUndetermined} else {}
    error = kind("place", "what") if kind is Fault else kind("what", **more)
    assert len(str(error).splitlines()) == 1
    assert error.help == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_is_the_same_after_pickling(kind, protocol):
    """With its place, its decision, its faults."""
    error = made(kind)
    again = pickle.loads(pickle.dumps(error, protocol=protocol))  # noqa: S301 - our own
    assert shown(again) == shown(error)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_the_same_after_copying(kind):
    """Shallow and deep."""
    error = made(kind)
    assert shown(copy.copy(error)) == shown(copy.deepcopy(error)) == shown(error)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_named_and_described(kind):
    """Exported, and its docstring says what it is."""
    assert kind.__name__ in errors.__all__
    assert inspect.getdoc(kind)
    assert issubclass(kind, ContinuumError)


@pytest.mark.parametrize(
    ("kind", "above"),
    [
        (InvalidRulebook, RulebookError),
        (InvalidRulebook, ExceptionGroup),
        (Fault, RulebookError),
        (FactError, ValueError),
        (ScenarioError, ValueError),
        (MissingExtra, ImportError),
        (UnknownEvent, CaseError),
        (EventRefused, CaseError),
        (EventUndetermined, CaseError),
        (DoesNotReplay, HistoryError),
        (WrongRulebook, HistoryError),
        (errors.ConcurrentWrite, HistoryError),
    ],
)
def test_an_error_is_caught_by_what_stands_above_it(kind, above):
    """Hosts catch by family."""
    with pytest.raises(above) as caught:
        raise made(kind)
    assert isinstance(caught.value, kind)


def test_a_fault_says_its_place_before_what_is_wrong():
    """The place is an attribute as well."""
    placed, placeless = FAULTS
    assert str(placed) == (
        "rules[GR-1].guard: there is no fact `herd`\n  help: did you mean `heard`?"
    )
    assert (placed.place, placed.what) == ("rules[GR-1].guard", "there is no fact `herd`")
    assert (placeless.place, str(placeless).splitlines()[0]) == ("", "nobody leads")


def test_a_broken_rulebook_shows_every_fault():
    """The plain text is enough: headline, count, and each fault with its help."""
    assert str(made(InvalidRulebook)).splitlines() == [
        "rulebook `door` does not hold together (2 faults)",
        "- rules[GR-1].guard: there is no fact `herd`",
        "  help: did you mean `heard`?",
        "- nobody leads",
        "  help: give the rulebook a `lead`",
    ]
    assert str(InvalidRulebook("x", FAULTS[:1])).splitlines()[0] == "x (1 fault)"


def test_a_broken_rulebook_is_caught_as_a_group():
    """``except*`` sees the faults; nothing is left over."""
    caught = []
    try:
        raise made(InvalidRulebook)
    except* Fault as group:
        caught += group.exceptions
        whole = group
    assert tuple(caught) == FAULTS
    assert isinstance(whole, InvalidRulebook)


def test_a_broken_rulebook_splits_by_place():
    """What matches and what remains are broken rulebooks of their own."""
    match, rest = made(InvalidRulebook).split(lambda error: getattr(error, "place", None) == "")
    assert (match.faults, rest.faults) == (FAULTS[1:], FAULTS[:1])
    assert match.headline == rest.headline == "rulebook `door` does not hold together"
    assert made(InvalidRulebook).subgroup(Fault).faults == FAULTS


def test_what_is_needed_and_there_is_silent():
    """The standard library is always there."""
    assert needs("sim", "math", "json") is None


def test_what_is_needed_and_missing_is_named_with_the_way_to_get_it():
    """Only what is missing, and the extra that brings it."""
    with pytest.raises(MissingExtra) as caught:
        needs("sim", "math", "no_such_module", "nor_this_one")
    assert caught.value.message == (
        "this part of the library needs `no_such_module`, `nor_this_one`, not installed here"
    )
    assert caught.value.help == 'pip install "continuum[sim]"'
