"""What two rulebooks are made of: parts that came or went, and numbers and days that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose.naming import say_parameter_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.guards import Parameter
    from continuum.guards.parameters import DatedValue
    from continuum.rulebook import Chart, Rulebook
    from continuum.verify.comparing.terms import Terms

__all__ = ["PartChange", "changed_numbers", "changed_parts"]


@attrs.frozen
class PartChange:
    """A part that one of two rulebooks does not have.

    Args:
        sort: ``region``, ``state``, ``event``, ``fact``, ``register``, ``role``, ``step``,
            ``handover``, ``category`` or ``way`` (of information: sender, recipient, category
            and leave).
        name: Its name.
        added: Whether the new one has it; else the old one has.
    """

    sort: str
    name: str
    added: bool


def changed_parts(terms: Terms) -> Iterator[PartChange]:
    """Give the parts that only one of two rulebooks has.

    Args:
        terms: The old chart, and the new one in its terms.
    """
    old, new = terms.mine, terms.theirs
    taken = set(terms.homes.values())
    regions = {region for region, _ in taken}
    yield from (PartChange("region", r, added=False) for r in old.place if not _homed(terms, r))
    yield from (PartChange("region", r, added=True) for r in new.place if r not in regions)
    for region, state in terms.homeless:
        yield PartChange("state", f"{region}.{state}", added=False)
    for region, states in new.states.items():
        for state in states:
            if (region, state) not in taken:
                yield PartChange("state", f"{region}.{state}", added=True)
    for sort, one, other in (
        ("event", old.events.keys(), new.events.keys()),
        ("fact", _declared(old.book), _declared(new.book)),
        ("register", old.registers.keys(), new.registers.keys()),
        ("role", _names(old.book.roles), _names(new.book.roles)),
        ("step", _ids(old.steps), _ids(new.steps)),
        ("handover", _ids(old.handovers), _ids(new.handovers)),
        ("category", _names(old.book.categories), _names(new.book.categories)),
        ("way", _ways(old), _ways(new)),
    ):
        yield from (PartChange(sort, name, added=False) for name in one if name not in other)
        yield from (PartChange(sort, name, added=True) for name in other if name not in one)


def _homed(terms: Terms, region: str) -> bool:
    return any(mine == region for mine, _ in terms.homes)


def _declared(book: Rulebook) -> dict[str, None]:
    return dict.fromkeys(fact.name for fact in book.facts)


def _names(parts: tuple[object, ...]) -> dict[str, None]:
    return dict.fromkeys(part.name for part in parts)  # type: ignore[attr-defined]


def _ids(parts: tuple[object, ...]) -> dict[str, None]:
    return dict.fromkeys(part.id for part in parts)  # type: ignore[attr-defined]


def _ways(chart: Chart) -> dict[str, None]:
    """Each way of information, from whom to whom, cell by cell."""
    return dict.fromkeys(
        f"{sender} -> {recipient}: {category} ({one.leave})"
        for one in chart.sharing
        for sender, recipient, category in one.cells
    )


def changed_numbers(old: Rulebook, new: Rulebook) -> Iterator[str]:
    """Say which numbers of the law, and which days of rules, changed.

    Args:
        old: The old rulebook.
        new: The new one.
    """
    before = {parameter.name: parameter for parameter in old.parameters}
    after = {parameter.name: parameter for parameter in new.parameters}
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            said = "is new" if one is None else "is not there any more"
            yield f"the number `{name}` {said}: {_values(one or other)}"  # type: ignore[arg-type]
        elif _kept(one) != _kept(other):
            yield f"the number `{name}` is {_values(other)}, and was {_values(one)}"
    rules = {rule.id: rule for rule in old.every_rule}
    for rule in new.every_rule:
        was = rules.get(rule.id)
        if was is None:
            continue
        days = (rule.in_force_from, rule.in_force_to)
        if days != (was.in_force_from, was.in_force_to):
            held = _force(was.in_force_from, was.in_force_to)
            yield f"rule {rule.id} is in force {_force(*days)}, and was {held}"


def _kept(parameter: Parameter) -> list[tuple[object, ...]]:
    return [(dated.value, dated.valid_from, dated.valid_to) for dated in parameter.values]


def _values(parameter: Parameter) -> str:
    return ", ".join(_value(dated, parameter.unit) for dated in parameter.values)


def _value(dated: DatedValue, unit: str) -> str:
    held = _force(dated.valid_from, dated.valid_to)
    said = say_parameter_value(dated.value, unit)
    return said if held == "always" else f"{said} {held}"


def _force(first: date | None, last: date | None) -> str:
    said = [f"from {first}"] if first else []
    said += [f"until {last}"] if last else []
    return " ".join(said) or "always"
