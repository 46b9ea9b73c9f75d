"""The forms that a property of one's own may have: a closed set, and plain data.

A property speaks about every case that a rulebook allows.  What it says is a *claim*: a guard of
the rulebook, or that an event can happen.  When it says so is a *moment*: while a guard holds, or
whenever an event happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import attrs

from continuum.guards import ALWAYS, Guard, Period
from continuum.guards.names import as_names
from continuum.rulebook import Governs, Obligation, Source, as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FAIRNESS",
    "Always",
    "Claim",
    "Eventually",
    "Fairness",
    "Happens",
    "Moment",
    "NeverBefore",
    "Possible",
    "Property",
    "Sometimes",
    "Until",
    "always",
    "eventually",
    "happens",
    "never_before",
    "possible",
    "sometimes",
    "until",
]

Fairness = Literal["nothing", "somebody_acts", "everything_happens"]

FAIRNESS: Final[dict[Fairness, str]] = {
    "nothing": "nothing is taken for granted; a case may rest for ever",
    "somebody_acts": "as long as something can happen, something happens",
    "everything_happens": "whatever can happen again and again happens in the end",
}
"""What ``eventually`` may take for granted about the people who act, weakest first."""


@attrs.frozen
class Happens:
    """One of some events happens, while a guard holds on the situation just before it.

    Args:
        governs: Which events, as a rule would select them.
        given: What must hold just before; facts of the request may be read, too.
    """

    governs: Governs
    given: Guard = ALWAYS


@attrs.frozen
class Possible:
    """An event can happen: somebody who may bring it, with the right words, would be allowed to.

    Args:
        event: The event's name.
    """

    event: str


Moment = Guard | Happens
"""When something is: while a guard holds, or whenever an event happens."""

Claim = Guard | Possible
"""What is said of a situation: a guard holds in it, or an event can happen in it."""


@attrs.frozen
class _Named:
    """What every property carries.

    Args:
        name: Lower snake case, its own; it is what findings and waivers name.
        sentence: What it says, in the author's words; empty: it is said from its parts.
        sources: Where it comes from.
    """

    name: str = attrs.field(default="", kw_only=True)
    sentence: str = attrs.field(default="", kw_only=True)
    sources: tuple[Source, ...] = attrs.field(default=(), kw_only=True, converter=as_sources)


@attrs.frozen
class Always(_Named):
    """The claim holds in every situation of every case, or whenever the moment comes."""

    claim: Claim
    when: Moment = ALWAYS


@attrs.frozen
class Sometimes(_Named):
    """There is a case in which the claim holds at the moment.

    It catches rules that are safe because nothing can happen.
    """

    claim: Claim
    when: Moment = ALWAYS


@attrs.frozen
class Eventually(_Named):
    """Whenever the moment comes, the claim comes about later (or holds already), on every path.

    Args:
        claim: What comes about.
        when: From when on; by default from the opening of the case.
        within: In how much time; ``None``: at some time.
        fair: What is taken for granted about the people who act; see :data:`FAIRNESS`.
    """

    claim: Claim
    when: Moment | None = None
    within: Period | None = None
    fair: Fairness = "everything_happens"


@attrs.frozen
class NeverBefore(_Named):
    """The first never comes before the second: where it does, the second was there already.

    A guard is there from the first situation in which it holds, and an event from when it
    happened; that the second is so at the same moment as the first is enough.
    """

    first: Moment
    second: Moment


@attrs.frozen
class Until(_Named):
    """From the moment on, the claim holds in every situation until the end comes, if it ever does.

    That the end does come is another property: :func:`eventually`.

    Args:
        claim: What holds.
        end: Until when; in the situation in which it comes the claim need not hold any more.
        when: From when on; by default from the opening of the case.
    """

    claim: Claim
    end: Moment
    when: Moment | None = None


Property = Always | Sometimes | Eventually | NeverBefore | Until
"""A property of one's own."""


# ------------------------------------------------------------------------------ words to write them


def happens(
    *events: str,
    enters: str | Iterable[str] = (),
    adverse: bool | None = None,
    kind: Obligation | None = None,
    coercive: bool | None = None,
    given: Guard = ALWAYS,
) -> Happens:
    """Say that one of some events happens: by name, or by what they declare.

    Args:
        events: Their names.
        enters: States, as ``region.state``: every event that leads there.
        adverse: Every event that is (or is not) adverse.
        kind: Every event of this obligation kind.
        coercive: Every event that enters a coercive state.
        given: What must hold just before it.

    Example:
        >>> happens("removed").governs.events
        ('removed',)
    """
    more = Governs(events, enters=as_names(enters), adverse=adverse, kind=kind, coercive=coercive)
    return Happens(more, given)


def possible(event: str) -> Possible:
    """Say that an event can happen: somebody who may bring it would be allowed to.

    Example:
        >>> possible("sentence_expired").event
        'sentence_expired'
    """
    return Possible(event)


def always(
    claim: Claim,
    when: Moment = ALWAYS,
    *,
    name: str = "",
    sentence: str = "",
    sources: str | tuple[str, ...] = (),
) -> Always:
    """Say that something holds in every situation, or whenever a moment comes.

    Args:
        claim: What holds.
        when: While which guard, or at which event; by default always.
        name: Its own name, lower snake case.
        sentence: What it says, in your words.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import Flag
        >>> always(~Flag("barred"), happens("removed"), name="no_removal_while_barred").name
        'no_removal_while_barred'
    """
    return Always(claim, when, name=name, sentence=sentence, sources=sources)


def sometimes(
    claim: Claim,
    when: Moment = ALWAYS,
    *,
    name: str = "",
    sentence: str = "",
    sources: str | tuple[str, ...] = (),
) -> Sometimes:
    """Say that there is a case in which something holds: rules under which nothing can happen fail.

    Args:
        claim: What holds.
        when: While which guard, or at which event; by default at any time.
        name: Its own name, lower snake case.
        sentence: What it says, in your words.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import during
        >>> sometimes(during("legal", "free"), name="freedom_is_reached").claim.states
        ('free',)
    """
    return Sometimes(claim, when, name=name, sentence=sentence, sources=sources)


def eventually(
    claim: Claim,
    when: Moment | None = None,
    *,
    within: Period | None = None,
    fair: Fairness = "everything_happens",
    name: str = "",
    sentence: str = "",
    sources: str | tuple[str, ...] = (),
) -> Eventually:
    """Say that something comes about in the end, on every path.

    Args:
        claim: What comes about.
        when: From when on; by default from the opening of the case.
        within: In how much time; by default at some time.
        fair: What is taken for granted about the people who act; see :data:`FAIRNESS`.
        name: Its own name, lower snake case.
        sentence: What it says, in your words.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import during
        >>> eventually(during("legal", "free"), name="everybody_gets_out").fair
        'everything_happens'
    """
    return Eventually(
        claim, when, within=within, fair=fair, name=name, sentence=sentence, sources=sources
    )


def never_before(
    first: Moment,
    second: Moment,
    *,
    name: str = "",
    sentence: str = "",
    sources: str | tuple[str, ...] = (),
) -> NeverBefore:
    """Say that one thing never comes before another.

    Args:
        first: What must wait: a guard, or an event.
        second: What must have come: a guard, or an event.
        name: Its own name, lower snake case.
        sentence: What it says, in your words.
        sources: Where it comes from.

    Example:
        >>> heard_first = never_before(happens("recalled"), happens("person_heard"))
        >>> heard_first.second.governs.events
        ('person_heard',)
    """
    return NeverBefore(first, second, name=name, sentence=sentence, sources=sources)


def until(
    claim: Claim,
    end: Moment,
    when: Moment | None = None,
    *,
    name: str = "",
    sentence: str = "",
    sources: str | tuple[str, ...] = (),
) -> Until:
    """Say that something holds until something else comes, if that ever comes.

    Args:
        claim: What holds.
        end: Until when: a guard, or an event.
        when: From when on; by default from the opening of the case.
        name: Its own name, lower snake case.
        sentence: What it says, in your words.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import Flag, during
        >>> until(during("legal", "remand"), happens("convicted")).when is None
        True
    """
    return Until(claim, end, when, name=name, sentence=sentence, sources=sources)
