"""One question in plain English, and its opposite: facts, days, states, what is recorded."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from continuum.guards import (
    All,
    AtLeast,
    AtLeastOf,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Number,
    ParameterRef,
    Period,
    Portion,
    Reached,
    Shifted,
    Some,
)
from continuum.prose.naming import (
    plural,
    say_fact,
    say_list,
    say_option,
    say_parameter,
    say_region,
    say_share,
    say_state,
)

if TYPE_CHECKING:
    from continuum.guards import Choice, Fact, Guard, Milestone
    from continuum.rulebook import Rulebook

__all__ = ["say_day_of", "say_milestone", "say_question", "say_whether"]

_VERBS = "is|are|was|were|has|have|had|can|may|must|will|does|do|did"
_VERB = re.compile(rf"\b({_VERBS})\b")
_TAKES_MORE = {"has", "have", "had", "does", "do", "did"}
# Words after which a bare "not" behind the verb would say something else, or say it unclearly.
_UNSURE = re.compile(
    r"\b(not|no|nor|never|none|nothing|nobody|only|all|every|each|any|some|both|either|neither|most|"
    r"always|still|already|yet|who|which|that|whose|where|when|while|until|unless|if|because|and|or|"
    r"but|cannot|without|than)\b|[,;:()]"
)


# A title that would read as two questions.
_LIST = re.compile(r";|, (?:and|or) ")
# A length of which there are several: "28 days", "1 year and 2 months", "two thirds of the term".
_SEVERAL = re.compile(r"(?!1 (?!.* and \d))\d+ |two |three |\d+/")


def say_question(question: Guard, book: Rulebook | None = None, *, negated: bool = False) -> str:
    """Say one question, or its opposite.

    Args:
        question: A guard without connectives.
        book: The rulebook, for titles.
        negated: Say the opposite.

    Example:
        >>> say_question(Flag("heard", title="the person was heard"), negated=True)
        'the person was not heard'
    """
    match question:
        case Flag():
            return _flag(question, negated=negated)
        case IsIn(choice, among):
            return _is_in(choice, among, book, negated=negated)
        case AtLeast(number, bound):
            return _at_least(number, bound, book, negated=negated)
        case Reached(milestone):
            return _reached(milestone, book, negated=negated)
        case During(region, states):
            named = [f"“{say_state(region, state, book)}”" for state in states]
            return f"{say_region(region, book)} {_one_of(named, negated=negated)}"
        case Known(fact):
            if isinstance(fact, Flag):
                return f"it is {'not ' if negated else ''}recorded {say_whether(fact)}"
            return f"{say_fact(fact)} is {'not ' if negated else ''}recorded"
        case All() | Some() | Not() | AtLeastOf():
            msg = f"{type(question).__name__} joins questions and is none itself"
            raise TypeError(msg)
        case _:
            assert_never(question)


def say_whether(fact: Fact) -> str:
    """Name a fact as something that can be told: *whether the person was heard*, *the day*.

    Example:
        >>> say_whether(Flag("heard", title="the person was heard"))
        'whether the person was heard'
    """
    if not isinstance(fact, Flag):
        return say_fact(fact)
    return f"whether {_quoted(fact)}{'' if _is_clause(fact) else ' holds'}"


def _is_clause(flag: Flag) -> bool:
    return _VERB.search(flag.words) is not None


def _quoted(flag: Flag) -> str:
    """A flag inside a sentence: as it is when it is a clause, in quotes when it is a name."""
    return flag.words if _is_clause(flag) else f"“{flag.words}”"


def _flag(flag: Flag, *, negated: bool) -> str:
    words = flag.words
    if _LIST.search(words):
        return f"“{words}” does not hold" if negated else f"“{words}”"
    if not negated:
        return words
    if len(_VERB.findall(words)) == 1 and not _UNSURE.search(words):
        verb = _VERB.search(words)
        if verb is not None and verb.start() > 0 and _takes_not(words[verb.start() :]):
            return f"{words[: verb.end()]} not{words[verb.end() :]}"
    if _is_clause(flag):
        return f"it is not the case that {words}"
    return f"“{words}” does not hold"


def _takes_not(rest: str) -> bool:
    """Whether a bare *not* fits behind the verb: "has not ended", but never "has not a home"."""
    verb, follows = rest.split(maxsplit=1)[0], rest.split()[1:2]
    return verb not in _TAKES_MORE or any(re.search(r"(ed|en)$", word) for word in follows)


def _one_of(named: list[str], *, negated: bool) -> str:
    if not named:
        return "is anything at all" if negated else "is one of none"
    if len(named) == 1:
        return f"is not {named[0]}" if negated else f"is {named[0]}"
    if negated:
        return f"is neither {say_list(named, 'nor')}"
    return f"is {say_list(named, 'or')}"


def _is_in(
    choice: Choice,
    among: tuple[str, ...] | ParameterRef,
    book: Rulebook | None,
    *,
    negated: bool,
) -> str:
    if isinstance(among, ParameterRef):
        listed = f"listed in {say_parameter(among.name, book)}"
        return f"{say_fact(choice)} is {'not ' if negated else ''}{listed}"
    named = [say_option(option, choice, book) for option in among]
    return f"{say_fact(choice)} {_one_of(named, negated=negated)}"


def _at_least(
    number: Number, bound: int | ParameterRef, book: Rulebook | None, *, negated: bool
) -> str:
    side = "below" if negated else "at least"
    if isinstance(bound, ParameterRef):
        amount = say_parameter(bound.name, book)
    else:
        named = number.unit and number.unit not in number.words.lower().split()
        amount = plural(bound, number.unit) if named else str(bound)
    return f"{say_fact(number)} {_to_be(number.words)} {side} {amount}"


def _to_be(words: str) -> str:
    """*Is* or *are*, by the noun before the first preposition."""
    head = re.split(r"\b(?:of|in|since|for|on|at|until|to|under)\b", words, maxsplit=1)[0]
    ends = (re.search(r"(?<![sui'’])s$", word) for word in head.split())
    return "are" if any(ends) else "is"


def _reached(milestone: Milestone, book: Rulebook | None, *, negated: bool) -> str:
    match milestone:
        case Shifted(start, by, back=False):
            length = _length(by, book)
        case Portion(start, term, share):
            length = f"{_share(share, book)} of {_length(term, book)}"
        case Shifted(start=Shifted() | Portion()):
            side = "earlier than" if negated else "on or after"
            return f"today is {side} the day {say_milestone(milestone, book)}"
        case _:
            come = "has not come yet" if negated else "has come"
            return f"{say_day_of(milestone, book)} {come}"
    yet = " not yet" if negated else ""
    passed = "have" if _SEVERAL.match(length) else "has"
    return f"{length} {passed}{yet} passed since {say_day_of(start, book)}"


def _share(share: Fraction | ParameterRef, book: Rulebook | None) -> str:
    return say_parameter(share.name, book) if isinstance(share, ParameterRef) else say_share(share)


def _length(by: Period | ParameterRef | Number, book: Rulebook | None) -> str:
    match by:
        case Period():
            return by.words
        case ParameterRef(name):
            return say_parameter(name, book)
        case _:
            return say_fact(by)


def say_milestone(milestone: Milestone, book: Rulebook | None = None) -> str:
    """Say a milestone in words.

    Args:
        milestone: A day, a day moved by a period, or the day on which a share of a term is served.
        book: The rulebook, for the titles of parameters.

    Example:
        >>> from continuum.guards import Day, months, two_thirds_of
        >>> say_milestone(Day("release_day") - months(6))
        '6 months before the release day'
        >>> say_milestone(Day("start", title="the start") + two_thirds_of(months(30)))
        'two thirds of 30 months after the start'
    """
    match milestone:
        case Shifted(start, by, back):
            side = "before" if back else "after"
            return f"{_length(by, book)} {side} {say_day_of(start, book)}"
        case Portion(start, term, share):
            part = f"{_share(share, book)} of {_length(term, book)}"
            return f"{part} after {say_day_of(start, book)}"
        case _:
            return say_fact(milestone)


def say_day_of(start: Milestone, book: Rulebook | None = None) -> str:
    """Say a milestone as a day that something can be counted from.

    Example:
        >>> from continuum.guards import Day, Number, months
        >>> say_day_of(Day("start") + months(6)), say_day_of(Day("start") + Number("term"))
        ('the day 6 months after the start', 'the day that lies the term after the start')
    """
    said = say_milestone(start, book)
    if not isinstance(start, (Shifted, Portion)):
        return said
    return f"the day that lies {said}" if said.startswith(("the ", "“")) else f"the day {said}"
