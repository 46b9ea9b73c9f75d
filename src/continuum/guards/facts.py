"""Facts: typed, named things that a file can say about a case.

Each fact says how it *moves*, because two readers live on that: advice never asks for what cannot
change, and the checker need not consider what never happens.

* ``fixed`` -- the same for the whole case (the judgment was for a terrorist offence);
* ``step`` -- set by an event or a record (the measure was indicated);
* ``rising`` -- grows with time (days served);
* ``live`` -- may change any day (fit to travel).
"""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

import attrs

from continuum.errors import FactError
from continuum.guards.calendar import as_day
from continuum.guards.connectives import Joinable, Not
from continuum.guards.milestones import Dated
from continuum.guards.names import as_names
from continuum.guards.parameters import ParameterRef
from continuum.guards.questions import AtLeast, IsIn, Known

if TYPE_CHECKING:
    from continuum.guards.language import Fact
    from continuum.guards.reductions import Reduction

__all__ = ["Choice", "Day", "Flag", "Moves", "Number", "Scope", "Sensitive", "Value", "fit"]

Value = bool | str | int | date
"""What a fact can be; ``None`` stands for *not known*, which is not *no*."""

Moves = Literal["fixed", "step", "rising", "live"]
Scope = Literal["case", "request", "target"]
Sensitive = Literal["", "motivation", "diagnosis", "assessment"]


@attrs.frozen(repr=False)
class _Fact:
    """What every fact carries.

    Args:
        name: Lower snake case, unique in the rulebook.
        title: The words people use for it; the name with spaces when empty.
        moves: How it moves: ``fixed``, ``step``, ``rising`` or ``live``.
        recorded_by: The roles that may record it; empty: any, unless only events set it.
        of: Whose fact it is: the ``case``, the ``request`` (who acts, with which reasons) or the
            ``target`` (the one record that the event names).
        initially: Its value when a case opens; ``None``: not known.
        sensitive: A motivation tag, a diagnosis or an assessment; no guard may read such a fact.
        derived: The reduction of a register that gives it; such a fact is never recorded.
    """

    name: str
    title: str = attrs.field(default="", kw_only=True)
    moves: Moves = attrs.field(default="live", kw_only=True)
    recorded_by: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=as_names)
    of: Scope = attrs.field(default="case", kw_only=True)
    initially: Value | None = attrs.field(default=None, kw_only=True)
    sensitive: Sensitive = attrs.field(default="", kw_only=True)
    derived: Reduction | None = attrs.field(default=None, kw_only=True)

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return self.title or self.name.replace("_", " ")

    def known(self) -> Known:
        """Ask whether the fact is recorded at all."""
        return Known(self)  # type: ignore[arg-type]

    def __repr__(self) -> str:
        """Show the kind and the name."""
        return f"{type(self).__name__}({self.name!r})"


@attrs.frozen(repr=False)
class Flag(_Fact, Joinable):
    """A yes-or-no fact; by itself it is the question whether it holds.

    Example:
        >>> heard = Flag("heard", title="the person was heard")
        >>> heard & ~Flag("waived")
        All(parts=(Flag('heard'), Not(part=Flag('waived'))))
    """


@attrs.frozen(repr=False)
class Choice(_Fact):
    """A fact that is one of a few options.

    Example:
        >>> ground = Choice("ground", options=("absconding", "public_order"))
        >>> ground.is_in("absconding").among
        ('absconding',)
    """

    options: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=as_names)

    def is_in(self, *among: str | ParameterRef) -> IsIn:
        """Ask whether it is one of these options (or of those that one parameter lists)."""
        if len(among) == 1 and not isinstance(among[0], str):
            return IsIn(self, among[0])
        return IsIn(self, among)  # type: ignore[arg-type]


@attrs.frozen(repr=False)
class Number(_Fact):
    """A whole number with bounds (inclusive) and a unit.

    Example:
        >>> age = Number("age", low=0, high=120, unit="years")
        >>> age.below(18)
        Not(part=AtLeast(number=Number('age'), bound=18))
    """

    low: int = attrs.field(default=0, kw_only=True)
    high: int = attrs.field(default=1_000_000, kw_only=True)
    unit: str = attrs.field(default="", kw_only=True)

    def at_least(self, bound: int | ParameterRef) -> AtLeast:
        """Ask whether it is at or above the bound."""
        return AtLeast(self, bound)

    def below(self, bound: int | ParameterRef) -> Not:
        """Ask whether it is under the bound."""
        return Not(AtLeast(self, bound))

    def at_most(self, bound: int | ParameterRef) -> Not:
        """Ask whether it is at or under the bound, which is the last one allowed.

        Raises:
            FactError: The bound is neither a whole number nor a parameter.

        Example:
            >>> from continuum.guards import parameter
            >>> years = Number("years", high=50, unit="years")
            >>> years.at_most(5) == years.below(6)
            True
            >>> years.at_most(parameter("longest")).part.bound
            ParameterRef(name='longest', beyond=True)
        """
        return Not(AtLeast(self, _first_beyond(self.name, bound)))


def _first_beyond(name: str, bound: object) -> int | ParameterRef:
    if isinstance(bound, ParameterRef):
        return ParameterRef(bound.name, beyond=True)
    if isinstance(bound, int) and not isinstance(bound, bool):
        return bound + 1
    raise FactError(
        f"`{name}.at_most(...)` takes a whole number, not a `{type(bound).__name__}`",
        help="give the last number that is allowed, or a number of the law by `parameter(...)`",
    )


@attrs.frozen(repr=False)
class Day(_Fact, Dated):
    """A recorded day; a guard may only ask whether it, or a day counted from it, has come.

    Example:
        >>> from continuum.guards import months
        >>> opens = Day("release_day") - months(12)
        >>> opens.reached()
        Reached(milestone=Shifted(start=Day('release_day'), by=Period('P12M'), back=True))
    """


def fit(fact: Fact, value: object) -> Value | None:
    """Give the value as the fact keeps it, or refuse it.

    Args:
        fact: The fact that the value is for.
        value: What was sent; ``None`` means *not known* and always fits.

    Raises:
        FactError: The value does not fit; says what would.

    Example:
        >>> fit(Number("age", low=0, high=120, unit="years"), 34)
        34
    """
    if value is None:
        return None
    match fact:
        case Flag():
            if value is True or value is False:
                return value
            wanted = "`True`, `False`, or `None` for not known"
        case Choice(options=options):
            if isinstance(value, str) and value in options:
                return value
            wanted = "one of " + ", ".join(f"`{option}`" for option in options)
        case Number(low=low, high=high, unit=unit):
            if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
                return value
            wanted = f"a whole number from {low} to {high}" + (f" ({unit})" if unit else "")
        case _:
            return as_day(value, fact.name)
    shown = shorten(repr(value), 60, placeholder="...")
    raise FactError(f"fact `{fact.name}` cannot be {shown}", help=f"give {wanted}")
