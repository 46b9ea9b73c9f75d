"""Faults of guards and milestones: what they read must exist, fit, and be there to be read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from continuum.guards import (
    All,
    AtLeast,
    AtLeastOf,
    Choice,
    Day,
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
from continuum.rulebook.faults.declared import FACTS, listed, missing, quoted
from continuum.rulebook.faults.reading import FactReader
from continuum.rulebook.faults.shape import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.errors import Fault
    from continuum.rulebook.faults.declared import Declared

__all__ = ["GuardReader"]

_DEEPEST: Final = 18
_UNITS: Final = ("days", "months", "years", "working_days")


class GuardReader(FactReader):
    """Reads one guard or milestone as its place allows."""

    def guard(self, guard: object, depth: int = 0) -> Iterator[Fault]:
        """Give the faults of a guard."""
        if depth > _DEEPEST:
            yield self.fault(
                f"the guard is nested more than {_DEEPEST} deep",
                "split it into several rules, or record what it asks as a fact",
            )
            return
        match guard:
            case All(parts) | Some(parts):
                for part in parts:
                    yield from self.guard(part, depth + 1)
            case AtLeastOf(count, parts):
                if type(count) is not int or not 1 <= count <= len(parts):
                    yield self.fault(
                        f"at least {quoted(count)} of {len(parts)} parts are asked for",
                        "ask for at least 1 and at most as many as there are parts",
                    )
                for part in parts:
                    yield from self.guard(part, depth + 1)
            case Not(part):
                yield from self.guard(part, depth + 1)
            case Flag():
                yield from self.reads(guard)
            case IsIn(choice, among):
                yield from self.reads(choice, Choice) or self._among(choice, among)
            case AtLeast(number, bound):
                yield from self.reads(number, Number) or self._bound(number, bound)
            case Reached(milestone):
                yield from self.milestone(milestone)
            case Known(fact):
                yield from self.reads(fact)
            case During(region, states):
                yield from self._during(region, states)
            case _:
                yield self._no_guard(guard)

    def milestone(self, milestone: object, depth: int = 0) -> Iterator[Fault]:
        """Give the faults of a milestone."""
        match milestone:
            case Shifted(start=start, by=by) if depth <= _DEEPEST:
                yield from self.milestone(start, depth + 1)
                yield from self._length(by)
            case Portion(start=start, term=term, share=share) if depth <= _DEEPEST:
                yield from self.milestone(start, depth + 1)
                yield from self._length(term)
                yield from self._share(share)
            case Shifted() | Portion():
                yield self.fault(
                    f"the milestone is nested more than {_DEEPEST} deep", "add the periods up"
                )
            case Choice() | Number() | Flag():
                yield from self.reads(milestone, Day)
            case Day():
                yield from self.reads(milestone)
            case _:
                yield self.fault(
                    f"{said(milestone)} stands where a day belongs",
                    "give a day fact, or one moved by a period: `release_day - months(6)`",
                )

    # ------------------------------------------------------------------ questions

    def _among(self, choice: Choice, among: object) -> Iterator[Fault]:
        options = _declared_as(self.known, choice).options
        if isinstance(among, ParameterRef):
            yield from self.parameter(
                among,
                f"the options of {quoted(choice.name)} are {listed(options)}",
                lambda value: isinstance(value, tuple) and bool(value) and set(value) <= {*options},
            )
            return
        if not isinstance(among, tuple) or not all(isinstance(name, str) for name in among):
            yield self.fault(
                f"{said(among)} stands where options of {quoted(choice.name)} belong",
                f"name some of {listed(options)}",
            )
            return
        if not among:
            yield self.fault(
                f"it asks for none of the options of {quoted(choice.name)}",
                f"name some of {listed(options)}",
            )
        for name in among:
            if name not in options:
                yield self.fault(
                    f"{quoted(choice.name)} has no option {quoted(name)}",
                    missing("option", name, options),
                )

    def _bound(self, number: Number, bound: object) -> Iterator[Fault]:
        low, high = number.low, number.high
        reach = f"{quoted(number.name)} goes from {quoted(low)} to {quoted(high)}"
        if isinstance(bound, ParameterRef):
            last = high - bound.beyond
            yield from self.parameter(
                bound,
                f"{reach}, so it is asked for at most {quoted(last)}" if bound.beyond else reach,
                lambda value: type(value) is int and low <= value <= last,
                beyond=bound.beyond,
            )
        elif type(bound) is not int:
            yield self.fault(
                f"{said(bound)} stands where a bound belongs",
                f"give a whole number, or a number of the law by `parameter(...)`; {reach}",
            )
        elif not low <= bound <= high:
            yield self.fault(
                f"{quoted(number.name)} is compared with {quoted(bound)}, which it never is", reach
            )

    def _during(self, region: object, states: object) -> Iterator[Fault]:
        if not isinstance(region, str) or region not in self.known.regions:
            name = region if isinstance(region, str) else said(region)
            yield self.fault(
                f"there is no region {quoted(name)}", missing("region", name, self.known.regions)
            )
            return
        names = self.known.regions[region].names
        if not isinstance(states, tuple) or not states:
            yield self.fault(
                f"it asks for no state of region {quoted(region)}", f"name some of {listed(names)}"
            )
            return
        for name in states:
            if name not in names:
                yield self.fault(
                    f"region {quoted(region)} has no state {quoted(name)}",
                    missing("state", name if isinstance(name, str) else "", names),
                )

    # ------------------------------------------------------------------ lengths and parameters

    def _length(self, by: object) -> Iterator[Fault]:
        match by:
            case Period():
                pass
            case ParameterRef():
                yield from self.parameter(
                    by, "a period is wanted, such as `P6M`", lambda value: isinstance(value, Period)
                )
            case Number():
                faults = self.reads(by)
                yield from faults
                if not faults and (by.unit not in _UNITS or by.low < 0):
                    yield self.fault(
                        f"{quoted(by.name)} cannot be a length of time",
                        f"give it a unit among {listed(_UNITS)} and a `low` of 0 or more",
                    )
            case _:
                yield self.fault(
                    f"{said(by)} stands where a length of time belongs",
                    "give a period such as `months(6)`, a parameter, or a number with a unit",
                )

    def _share(self, share: object) -> Iterator[Fault]:
        def fits(value: object) -> bool:
            return (isinstance(value, Fraction) or type(value) is int) and 0 < value <= 1

        wanted = "a share is a fraction over 0 and up to 1, such as `2/3`"
        if isinstance(share, ParameterRef):
            yield from self.parameter(share, wanted, fits)
        elif not fits(share):
            yield self.fault(f"{said(share)} stands where a share belongs", wanted)

    # ------------------------------------------------------------------ messages

    def _no_guard(self, found: object) -> Fault:
        helps: dict[type, str] = {
            Choice: "ask which option it is: `.is_in(...)`",
            Number: "ask whether it reaches a bound: `.at_least(...)`",
            Day: "ask whether it has come: `.reached()`",
            Shifted: "ask whether it has come: `.reached()`",
            Portion: "ask whether it has come: `.reached()`",
            bool: "was it written with `==`? ask with `.is_in(...)`, `.at_least(...)` or the flag",
        }
        name = f" {quoted(found.name)}" if isinstance(found, FACTS) else ""
        return self.fault(
            f"{said(found)}{name} stands where a guard belongs",
            helps.get(type(found), "build it from facts, joined with `&`, `|` and `~`"),
        )


def _declared_as(known: Declared, choice: Choice) -> Choice:
    found = known.fact(choice.name) if choice.of != "target" else None
    return found if isinstance(found, Choice) else choice
