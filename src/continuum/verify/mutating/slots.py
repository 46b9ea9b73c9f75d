"""Every place of a rulebook where a guard or a counted day stands, and how to put another there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS, NEVER
from continuum.rulebook import Adds, Sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards import Guard, Milestone
    from continuum.rulebook import Rulebook

__all__ = ["DaySlot", "Slot", "guard_slots", "milestone_slots"]


@attrs.frozen
class Slot:
    """A place where a guard stands.

    Args:
        id: The place, stable.
        subjects: The rule, event or step, and what is in it.
        words: The place in words: `rule GR-14`.
        sources: The sources of the place.
        guard: What stands there.
        put: Gives the parts of the rulebook that change when another guard stands there.
        may_lose_it: Whether a guard of one part may be left out altogether.
    """

    id: str
    subjects: tuple[str, ...]
    words: str
    sources: tuple[str, ...]
    guard: Guard
    put: Callable[[Guard], dict[str, Any]]
    may_lose_it: bool = True


@attrs.frozen
class DaySlot:
    """A place where a day is counted: when something is due, or what an event records.

    Args:
        id: The place, stable.
        subjects: The rule, event or step.
        words: The place in words.
        sources: The sources of the place.
        milestone: What stands there.
        put: Gives the parts of the rulebook that change when another day stands there.
    """

    id: str
    subjects: tuple[str, ...]
    words: str
    sources: tuple[str, ...]
    milestone: Milestone
    put: Callable[[Milestone], dict[str, Any]]


def guard_slots(book: Rulebook) -> Iterator[Slot]:
    """Give every place where a guard stands, in declared order.

    Args:
        book: The rulebook.
    """
    for event, put in _each(book, "events"):
        yield _slot(event, f"{event.name}/requires", (event.name,),
                    f"`{event.name}`", event.requires, put, "requires")  # fmt: skip
    for number, (way, put) in enumerate(_each(book, "transitions")):
        sources = "+".join(way.source)
        yield _slot(
            way,
            f"{way.event}/{way.region}/{sources}/{way.target or 'stays'}/{number}",
            (way.event, way.region, *way.source),
            f"the way of `{way.event}` from {' or '.join(f'`{s}`' for s in way.source)} "
            + (f"to `{way.target}`" if way.target else "that stays"),
            way.when,
            put,
            "when",
        )
    for rule, put in _each(book, "rules"):
        yield from _of_rule(rule, put)
    for region, put in _each(book, "regions"):
        for place, state in enumerate(region.states):
            put_state = _inside(put, "states", region.states, place)
            yield _slot(state, f"{region.name}/{state.name}/lawful", (state.name, region.name),
                        f"what makes `{state.name}` lawful", state.lawful_while, put_state,
                        "lawful_while")  # fmt: skip
    for step, put in _each(book, "steps"):
        if step.kind == "voluntary":  # an offer: nothing is owed or decided by it
            continue
        yield _slot(step, f"{step.id}/available", (step.id,), f"step {step.id}, to be open,",
                    step.available, put, "available")  # fmt: skip
        yield _slot(step, f"{step.id}/done", (step.id,), f"step {step.id}, to be done,",
                    step.done, put, "done", may_lose_it=False)  # fmt: skip
    for handover, put in _each(book, "handovers"):
        yield _slot(handover, f"{handover.id}/available", (handover.id,),
                    f"handover {handover.id}, to be open,", handover.available, put,
                    "available")  # fmt: skip
    for form, put in _each(book, "phases"):
        yield _slot(None, f"phase/{form.phase}", (form.phase,), f"phase `{form.phase}`",
                    form.when, put, "when", may_lose_it=False)  # fmt: skip


def _of_rule(rule: Any, put: Callable[..., dict[str, Any]]) -> Iterator[Slot]:
    yield _slot(rule, f"{rule.id}/guard", (rule.id,), f"rule {rule.id}", rule.guard, put, "guard",
                may_lose_it=False)  # fmt: skip
    for place, exemption in enumerate(rule.exemptions):
        put_one = _inside(put, "exemptions", rule.exemptions, place)
        yield _slot(
            exemption,
            f"{rule.id}/exemptions/{exemption.label}",
            (rule.id, exemption.label),
            f"exemption `{exemption.label}` of rule {rule.id}",
            exemption.guard,
            put_one,
            "guard",
            may_lose_it=False,
        )
    for place, form in enumerate(rule.duty):
        put_one = _inside(put, "duty", rule.duty, place)
        words = f"the duty of rule {rule.id} to {form.sentence.rstrip('.')}"
        yield _slot(rule, f"{rule.id}/duty/{place}/met", (rule.id,), f"{words}, to be met,",
                    form.met, put_one, "met", may_lose_it=False)  # fmt: skip
        if form.lapses is not None:
            yield _slot(rule, f"{rule.id}/duty/{place}/lapses", (rule.id,),
                        f"{words}, to lapse,", form.lapses, put_one, "lapses",
                        may_lose_it=False)  # fmt: skip


def milestone_slots(book: Rulebook) -> Iterator[DaySlot]:
    """Give every place where a day is counted, outside of guards.

    Args:
        book: The rulebook.
    """
    for rule, put in _each(book, "rules"):
        for place, form in enumerate(rule.duty):
            put_one = _inside(put, "duty", rule.duty, place)
            words = f"the last day of the duty of rule {rule.id}"
            yield from _day(rule, f"{rule.id}/duty/{place}/due", rule.id, words, form.due,
                            put_one, "due")  # fmt: skip
    for part in ("steps", "handovers"):
        for item, put in _each(book, part):
            if getattr(item, "kind", "") == "voluntary":
                continue
            words = f"the last day of {part[:-1]} {item.id}"
            yield from _day(item, f"{item.id}/due", item.id, words, item.due, put, "due")
    for event, put in _each(book, "events"):
        for place, effect in enumerate(event.effects):
            put_one = _inside(put, "effects", event.effects, place)
            what = effect.fact if isinstance(effect, Sets) else effect.register
            slots = {"Sets": ("to",), "Adds": ("start", "end")}.get(type(effect).__name__, ())
            for slot in slots:
                day = getattr(effect, slot)
                if hasattr(day, "reached"):
                    words = f"the day that `{event.name}` records in `{what}`"
                    if isinstance(effect, Adds):
                        words = f"the {slot} of the record that `{event.name}` adds to `{what}`"
                    yield from _day(event, f"{event.name}/effects/{place}/{slot}", event.name,
                                    words, day, put_one, slot)  # fmt: skip


def _each(book: Rulebook, part: str) -> Iterator[tuple[Any, Callable[..., dict[str, Any]]]]:
    items = getattr(book, part)
    for place in range(len(items)):
        yield items[place], partial(_put, part, items, place)


def _put(part: str, items: tuple[Any, ...], place: int, **changed: Any) -> dict[str, Any]:
    one = attrs.evolve(items[place], **changed)
    return {part: (*items[:place], one, *items[place + 1 :])}


def _inside(
    put: Callable[..., dict[str, Any]], part: str, items: tuple[Any, ...], place: int
) -> Callable[..., dict[str, Any]]:
    def put_inside(**changed: Any) -> dict[str, Any]:
        one = attrs.evolve(items[place], **changed)
        return put(**{part: (*items[:place], one, *items[place + 1 :])})

    return put_inside


def _slot(  # noqa: PLR0917 - the parts of one place
    item: Any,
    id: str,
    subjects: tuple[str, ...],
    words: str,
    guard: Guard,
    put: Callable[..., dict[str, Any]],
    name: str,
    *,
    may_lose_it: bool = True,
) -> Slot:
    def put_guard(other: Guard) -> dict[str, Any]:
        return put(**{name: other})

    loses = may_lose_it and guard not in (ALWAYS, NEVER)
    return Slot(id, subjects, words, _sources(item), guard, put_guard, loses)


def _day(  # noqa: PLR0917 - the parts of one place
    item: Any,
    id: str,
    subject: str,
    words: str,
    day: Milestone | None,
    put: Callable[..., dict[str, Any]],
    name: str,
) -> Iterator[DaySlot]:
    if day is None:
        return

    def put_day(other: Milestone) -> dict[str, Any]:
        return put(**{name: other})

    yield DaySlot(id, (subject,), words, _sources(item), day, put_day)


def _sources(item: Any) -> tuple[str, ...]:
    return tuple(str(source) for source in getattr(item, "sources", ()))
