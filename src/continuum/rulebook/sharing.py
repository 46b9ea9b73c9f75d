"""Who may tell whom what: categories of information, and the ways that are open to them.

What no way opens stays closed.  A rulebook with ways declares an event ``disclose`` that asks for
the facts ``recipient`` (a role) and ``category`` (the name of a category); the ways bring the
rules that are weighed before it, one for each kind of leave, so that a refusal says which leave
was missing.  Where the event asks for ``purpose_for``, ``basis`` or ``necessity_noted`` too, they
must be given each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import attrs

from continuum.guards import ALWAYS, NEVER, All, Choice, Flag, Guard, Known, Some
from continuum.guards.names import as_names
from continuum.rulebook.rules import Governs, Rule
from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from continuum.guards import Fact
    from continuum.rulebook.statechart import Event

__all__ = [
    "CATEGORY",
    "DISCLOSE",
    "LEAVES",
    "RECIPIENT",
    "Category",
    "Leave",
    "Sharing",
    "sharing_rules",
]

DISCLOSE = "disclose"
"""The event by which something is passed on."""

RECIPIENT = "recipient"
"""The request fact of :data:`DISCLOSE` that names the role that is told."""

CATEGORY = "category"
"""The request fact of :data:`DISCLOSE` that names the category of what is told."""

_ALWAYS_SAID = ("purpose_for", "basis", "necessity_noted")

Leave = Literal["law", "consent", "law_or_consent", "sanitised", "warning"]
"""``law``: under law or agreement, when necessary; ``consent``: with consent; either of the two;
``sanitised``: without what gives away its origin, with the originator's leave; ``warning``: only
to avert a danger."""

LEAVES: tuple[Leave, ...] = get_args(Leave)
"""The kinds of leave, the widest first."""


@attrs.frozen
class Category:
    """One kind of information, what of a case belongs to it, and who has it anyway.

    Args:
        name: Lower snake case: ``health_content``.
        title: The words for it.
        id: Its id in the sources, such as ``I07``.
        facts: The names of the facts of a case that belong to it.
        registers: The names of the registers that belong to it.
        regions: The names of the regions whose states belong to it.
        holders: The roles that have it by their own work.
        special: Data of a special category, such as health or belief.
        masked_while: While this holds, nobody but ``open_to`` and the person sees it.
        open_to: The roles that see it even then.
        sources: Where it comes from.

    Example:
        >>> Category("health_content", "health content", "I07", special=True).words
        'health content'
    """

    name: str
    title: str = ""
    id: str = ""
    facts: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    registers: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    regions: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    holders: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    special: bool = False
    masked_while: Guard = NEVER
    open_to: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return self.title or self.name.replace("_", " ")


@attrs.frozen
class Sharing:
    """A way that is open: from whom, to whom, for which categories, on what leave.

    Args:
        id: Any text of its own: ``prison-probation-law``.
        senders: The roles that may tell.
        recipients: The roles that may be told.
        categories: The names of the categories.
        leave: On what leave.
        given: What must hold for that leave, over the facts of the request and of the case.
        when: When the way is open at all.
        narrowed: How it is narrowed, in words: ``the minimum only``.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import Flag
        >>> Sharing(
        ...     "prison-probation",
        ...     "prison",
        ...     "probation",
        ...     "plan",
        ...     "consent",
        ...     given=Flag("consents"),
        ...     sources="GK",
        ... ).recipients
        ('probation',)
    """

    id: str
    senders: tuple[str, ...] = attrs.field(converter=as_names)
    recipients: tuple[str, ...] = attrs.field(converter=as_names)
    categories: tuple[str, ...] = attrs.field(converter=as_names)
    leave: Leave
    given: Guard = ALWAYS
    when: Guard = ALWAYS
    narrowed: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def cells(self) -> tuple[tuple[str, str, str], ...]:
        """Every sender, recipient and category that it joins."""
        return tuple(
            (sender, recipient, category)
            for sender in self.senders
            for recipient in self.recipients
            for category in self.categories
        )


# leave: the id of its rule, the sentence, the remedy, a title
_LIMBS: dict[Leave, tuple[str, str, str, str]] = {
    "consent": (
        "GR-40.2",
        "This goes this way only with consent that is in force and covers it.",
        "Ask whoever it concerns for consent to exactly this, or let them pass it on themselves.",
        "only with consent",
    ),
    "law": (
        "GR-40.3",
        "This goes this way only on a basis in law or an agreement, within its limits.",
        "Name the law, the agreement or the order, and keep within what it allows.",
        "only under law or agreement",
    ),
    "law_or_consent": (
        "GR-40.4",
        "This goes this way only on a basis in law or with consent that covers it.",
        "Name the law or the agreement, or ask whoever it concerns for consent.",
        "only under law or with consent",
    ),
    "sanitised": (
        "GR-40.5",
        "This goes this way only as a statement that its originator cleared.",
        "Ask the originator for a written statement that may be passed on.",
        "only as a cleared statement",
    ),
    "warning": (
        "GR-40.6",
        "This goes this way only to avert a specific, serious and imminent danger.",
        "Say which danger it is and pass on the least that averts it, or leave it out.",
        "only as a warning",
    ),
}


def sharing_rules(
    sharing: Sequence[Sharing], event: Event | None, sender: Choice
) -> tuple[Rule, ...]:
    """Give the rules that ways bring: nothing else is open, and each way takes its leave.

    Args:
        sharing: The ways that are open.
        event: The event ``disclose`` of the rulebook; without it, or without the two facts that
            it asks for, there is nothing to weigh.
        sender: The fact that holds the role of whoever acts.
    """
    facts = {} if event is None else {fact.name: fact for fact in event.asks}
    recipient, category = facts.get(RECIPIENT), facts.get(CATEGORY)
    if not isinstance(recipient, Choice) or not isinstance(category, Choice):
        return ()
    asked = (sender, recipient, category)
    rules = [
        Rule(
            "GR-40",
            "Nothing is passed on without purpose, basis and need, nor where no way is open.",
            "State what is missing; where no way is open, let a role that has one pass it on, "
            "leave it out, or let the person tell it.",
            guard=_all([*_said(facts), _some([_way(asked, one, when=True) for one in sharing])]),
            governs=Governs(DISCLOSE),
            precedence="rights",
            title="closed unless opened",
            sources=_sources(sharing) or ("ASSUMPTION: closed unless opened",),
        )
    ]
    for leave, (id, sentence, remedy, title) in _LIMBS.items():
        ways = [one for one in sharing if one.leave == leave and one.given != ALWAYS]
        if ways:
            rules.append(
                Rule(
                    id,
                    sentence,
                    remedy,
                    guard=_all([_limb(asked, ways, given) for given in _givens(ways)]),
                    governs=Governs(DISCLOSE),
                    precedence="rights",
                    title=title,
                    sources=_sources(ways),
                )
            )
    return tuple(rules)


def _way(asked: tuple[Choice, Choice, Choice], one: Sharing, *, when: bool) -> Guard:
    sender, recipient, category = asked
    way = (
        sender.is_in(*one.senders)
        & recipient.is_in(*one.recipients)
        & category.is_in(*one.categories)
    )
    return way & one.when if when and one.when != ALWAYS else way


def _said(facts: dict[str, Fact]) -> list[Guard]:
    """What must be given with every disclosure, as far as the event asks for it."""
    found: list[Guard] = []
    for name in _ALWAYS_SAID:
        fact = facts.get(name)
        if fact is not None:
            found.append(fact if isinstance(fact, Flag) else Known(fact))
    return found


def _givens(ways: Iterable[Sharing]) -> list[Guard]:
    return list(dict.fromkeys(one.given for one in ways))


def _limb(asked: tuple[Choice, Choice, Choice], ways: Iterable[Sharing], given: Guard) -> Guard:
    """Where one of these ways is gone, what it takes must be given."""
    gone = [_way(asked, one, when=False) for one in ways if one.given == given]
    return given | ~_some(gone)


def _some(parts: list[Guard]) -> Guard:
    if not parts:
        return NEVER
    return parts[0] if len(parts) == 1 else Some(tuple(parts))


def _all(parts: list[Guard]) -> Guard:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _sources(sharing: Iterable[Sharing]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for one in sharing for source in one.sources))
