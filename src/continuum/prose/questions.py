"""One question in plain words, and its opposite: facts, days, states, what is recorded.

Every question is one phrase with names in it.  English bends the names until they fit; the other
languages put them in quotes, and their opposite of a clause is that it does not hold.
"""

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
    say_option,
    say_parameter,
    say_period,
    say_region,
    say_share,
    say_state,
)
from continuum.prose.speaker import ENGLISH, Speaker, phrase

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


def say_question(
    question: Guard,
    book: Rulebook | None = None,
    *,
    negated: bool = False,
    speaker: Speaker = ENGLISH,
) -> str:
    """Say one question, or its opposite.

    Args:
        question: A guard without connectives.
        book: The rulebook, for titles.
        negated: Say the opposite.
        speaker: Who says it.

    Example:
        >>> say_question(Flag("heard", title="the person was heard"), negated=True)
        'the person was not heard'
    """
    match question:
        case Flag():
            return _flag(question, speaker, negated=negated)
        case IsIn(choice, among):
            return _is_in(choice, among, book, speaker, negated=negated)
        case AtLeast(number, bound):
            return _at_least(number, bound, book, speaker, negated=negated)
        case Reached(milestone):
            return _reached(milestone, book, speaker, negated=negated)
        case During(region, states):
            named = [speaker.quoted(say_state(region, state, book, speaker)) for state in states]
            return _one_of(say_region(region, book, speaker), named, speaker, negated=negated)
        case Known(fact):
            return _known(fact, speaker, negated=negated)
        case All() | Some() | Not() | AtLeastOf():
            msg = f"{type(question).__name__} joins questions and is none itself"
            raise TypeError(msg)
        case _:
            assert_never(question)


def _known(fact: Fact, speaker: Speaker, *, negated: bool) -> str:
    if isinstance(fact, Flag):
        whether = say_whether(fact, speaker)
        if negated:
            return speaker.say("it is not recorded {whether}", whether=whether)
        return speaker.say("it is recorded {whether}", whether=whether)
    what = say_fact(fact, speaker)
    if negated:
        return speaker.say("{what} is not recorded", what=what)
    return speaker.say("{what} is recorded", what=what)


def say_whether(fact: Fact, speaker: Speaker = ENGLISH) -> str:
    """Name a fact as something that can be told: *whether the person was heard*, *the day*.

    Example:
        >>> say_whether(Flag("heard", title="the person was heard"))
        'whether the person was heard'
    """
    if not isinstance(fact, Flag):
        return say_fact(fact, speaker)
    if speaker.english and _is_clause(fact):
        return f"whether {say_fact(fact, speaker)}"
    return speaker.say("whether “{clause}” holds", clause=say_fact(fact, speaker))


def _is_clause(flag: Flag) -> bool:
    return _VERB.search(flag.words) is not None


def _flag(flag: Flag, speaker: Speaker, *, negated: bool) -> str:
    words = say_fact(flag, speaker)
    if not speaker.english:
        return speaker.say("“{clause}” does not hold", clause=words) if negated else words
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


def _one_of(what: str, named: list[str], speaker: Speaker, *, negated: bool) -> str:
    if not named:
        if negated:
            return speaker.say("{what} is anything at all", what=what)
        return speaker.say("{what} is one of none", what=what)
    if len(named) == 1:
        if negated:
            return speaker.say("{what} is not {option}", what=what, option=named[0])
        return speaker.say("{what} is {option}", what=what, option=named[0])
    if negated:
        options = speaker.joined(named, "nor")
        return speaker.say("{what} is neither {options}", what=what, options=options)
    return speaker.say("{what} is {option}", what=what, option=speaker.joined(named, "or"))


def _is_in(
    choice: Choice,
    among: tuple[str, ...] | ParameterRef,
    book: Rulebook | None,
    speaker: Speaker,
    *,
    negated: bool,
) -> str:
    what = say_fact(choice, speaker)
    if isinstance(among, ParameterRef):
        listed = say_parameter(among.name, book, speaker)
        if negated:
            return speaker.say("{what} is not listed in {parameter}", what=what, parameter=listed)
        return speaker.say("{what} is listed in {parameter}", what=what, parameter=listed)
    named = [say_option(option, choice, book, speaker) for option in among]
    if not speaker.english:
        named = [speaker.quoted(option) for option in named]
    return _one_of(what, named, speaker, negated=negated)


_SIDES = {
    (False, False): phrase("{what} is at least {amount}"),
    (False, True): phrase("{what} is below {amount}"),
    (True, False): phrase("{what} are at least {amount}"),
    (True, True): phrase("{what} are below {amount}"),
}
_BEYOND = {
    (False, False): phrase("{what} is more than {amount}"),
    (False, True): phrase("{what} is at most {amount}"),
    (True, False): phrase("{what} are more than {amount}"),
    (True, True): phrase("{what} are at most {amount}"),
}


def _at_least(
    number: Number,
    bound: int | ParameterRef,
    book: Rulebook | None,
    speaker: Speaker,
    *,
    negated: bool,
) -> str:
    if isinstance(bound, ParameterRef):
        amount = say_parameter(bound.name, book, speaker)
    else:
        named = number.unit and number.unit not in number.words.lower().split()
        amount = plural(bound, number.unit, speaker) if named else str(bound)
    sides = _BEYOND if isinstance(bound, ParameterRef) and bound.beyond else _SIDES
    template = sides[_are_several(number.words), negated]
    return speaker.say(template, what=say_fact(number, speaker), amount=amount)


def _are_several(words: str) -> bool:
    """Whether English says *are*, by the noun before the first preposition."""
    head = re.split(r"\b(?:of|in|since|for|on|at|until|to|under)\b", words, maxsplit=1)[0]
    return any(re.search(r"(?<![sui'’])s$", word) for word in head.split())


_PASSED = {
    (False, False): phrase("{length} has passed since {day}"),
    (False, True): phrase("{length} has not yet passed since {day}"),
    (True, False): phrase("{length} have passed since {day}"),
    (True, True): phrase("{length} have not yet passed since {day}"),
}


def _reached(
    milestone: Milestone, book: Rulebook | None, speaker: Speaker, *, negated: bool
) -> str:
    several = False
    match milestone:
        case Shifted(start, by, back=False):
            length = _length(by, book, speaker)
            several = _SEVERAL.match(_length(by, book, ENGLISH)) is not None
        case Portion(start, term, share):
            length = _portion(term, share, book, speaker)
            several = _SEVERAL.match(_portion(term, share, book, ENGLISH)) is not None
        case Shifted(start=Shifted() | Portion()):
            day = say_milestone(milestone, book, speaker)
            if negated:
                return speaker.say("today is earlier than the day {milestone}", milestone=day)
            return speaker.say("today is on or after the day {milestone}", milestone=day)
        case _:
            day = say_day_of(milestone, book, speaker)
            if negated:
                return speaker.say("{day} has not come yet", day=day)
            return speaker.say("{day} has come", day=day)
    template = _PASSED[several, negated]
    return speaker.say(template, length=length, day=say_day_of(start, book, speaker))


def _portion(
    term: Period | ParameterRef | Number,
    share: Fraction | ParameterRef,
    book: Rulebook | None,
    speaker: Speaker,
) -> str:
    by_name = isinstance(share, ParameterRef)
    part = say_parameter(share.name, book, speaker) if by_name else say_share(share, speaker)  # type: ignore[union-attr, arg-type]
    return speaker.say("{share} of {length}", share=part, length=_length(term, book, speaker))


def _length(by: Period | ParameterRef | Number, book: Rulebook | None, speaker: Speaker) -> str:
    match by:
        case Period():
            return say_period(by, speaker)
        case ParameterRef(name):
            return say_parameter(name, book, speaker)
        case _:
            return say_fact(by, speaker)


def say_milestone(
    milestone: Milestone, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> str:
    """Say a milestone in words.

    Args:
        milestone: A day, a day moved by a period, or the day on which a share of a term is served.
        book: The rulebook, for the titles of parameters.
        speaker: Who says it.

    Example:
        >>> from continuum.guards import Day, months, two_thirds_of
        >>> say_milestone(Day("release_day") - months(6))
        '6 months before the release day'
        >>> say_milestone(Day("start", title="the start") + two_thirds_of(months(30)))
        'two thirds of 30 months after the start'
    """
    match milestone:
        case Shifted(start, by, back):
            length, day = _length(by, book, speaker), say_day_of(start, book, speaker)
            if back:
                return speaker.say("{length} before {day}", length=length, day=day)
            return speaker.say("{length} after {day}", length=length, day=day)
        case Portion(start, term, share):
            length, day = _portion(term, share, book, speaker), say_day_of(start, book, speaker)
            return speaker.say("{length} after {day}", length=length, day=day)
        case _:
            return say_fact(milestone, speaker)


def say_day_of(start: Milestone, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Say a milestone as a day that something can be counted from.

    Example:
        >>> from continuum.guards import Day, Number, months
        >>> say_day_of(Day("start") + months(6)), say_day_of(Day("start") + Number("term"))
        ('the day 6 months after the start', 'the day that lies the term after the start')
    """
    said = say_milestone(start, book, speaker)
    if not isinstance(start, (Shifted, Portion)):
        return said
    if said.startswith(("the ", "“")):
        return speaker.say("the day that lies {milestone}", milestone=said)
    return speaker.say("the day {milestone}", milestone=said)
