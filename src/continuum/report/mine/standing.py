"""What there is to tell a person about the own case, in words without codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Day, weigh
from continuum.prose import (
    as_sentence,
    say_event,
    say_region,
    say_role,
    say_state,
    spaced,
    with_titles,
)
from continuum.semantics import Actor, CaseView

if TYPE_CHECKING:
    from datetime import date

    from continuum.prose import Speaker
    from continuum.rulebook import Rulebook
    from continuum.runtime.case import Case
    from continuum.semantics import Duty

__all__ = ["Standing", "standing_of"]

_PERSON: Final = Actor("person", "P")
_CODES: Final = re.compile(
    r"\s*\([^()]*\b(?:GR-\w+|ST\d+|H\d+|R\d+)\b[^()]*\)|\s*\b(?:GR-\w+|ST\d+|H\d+)\b|\s*\(`[^`]*`\)"
)
_RECORD: Final = re.compile(r"\s*Record `[^`]*`(?: \([^)]*\))?\.?")
_STATUS: Final = {"open": "by_day", "due": "by_day", "overdue": "overdue"}
_MOST: Final = 12


@attrs.define
class Standing:
    """How a case stands for the person.

    Args:
        told_on: The day, in words.
        where: The track and the state, in words.
        days: Days that matter.
        owed: What others owe: what, who, how it stands, the day.
        decided: What was decided against the person: the day, what, how to challenge it.
        ask: What the person can bring about.
        mine: What is voluntary and open now.
        agreed: What the person has consented to.
        lead: Who is responsible now.
        others: Who else has something to do.
    """

    told_on: str
    where: list[str]
    days: list[str]
    owed: list[tuple[str, str, str, str]]
    decided: list[tuple[str, str, str]]
    ask: list[str]
    mine: list[str]
    agreed: list[str]
    lead: str
    others: list[str]


def standing_of(case: Case, on: date, handing_over: str, speaker: Speaker) -> Standing:
    """Gather what there is to tell on a day.

    Args:
        case: The case as of that day.
        on: The day.
        handing_over: How a handover is said, with ``{to}`` and ``{content}``.
        speaker: Who says it, plainly.
    """
    book = case.book
    due = [duty for duty in case.due(on=on) if duty.owner != "person"]
    lead = say_role(case.lead, book, speaker) if case.lead else ""
    owners = dict.fromkeys(say_role(duty.owner, book, speaker) for duty in due)
    return Standing(
        told_on=speaker.day(on),
        where=[
            _where(region, state, book, speaker) for region, state in case.configuration.items()
        ],
        days=_days(case, on, speaker),
        owed=[_owed(duty, case, on, handing_over, speaker) for duty in due[:_MOST]],
        decided=_decided(case, speaker),
        ask=_asked(case, on, speaker),
        mine=_own(case, on, speaker),
        agreed=_agreed(case, on, speaker),
        lead=lead,
        others=[owner for owner in owners if owner != lead],
    )


def _where(region: str, state: str, book: Rulebook, speaker: Speaker) -> str:
    track = as_sentence(say_region(region, book, speaker)).rstrip(".")
    return f"{track}: {say_state(region, state, book, speaker)}."


def _plain(kind: str, text: str, case: Case, speaker: Speaker) -> str:
    """A text of a rulebook for the person: no codes, no names in backticks."""
    said = speaker.text(kind, text, case.book)
    said = _CODES.sub("", _RECORD.sub("", with_titles(said, case.book)))
    return as_sentence(re.sub(r"`(\w+)`", lambda found: spaced(found[1]), said).strip())


def _days(case: Case, on: date, speaker: Speaker) -> list[str]:
    chart = case.book.lower(on)
    view = CaseView(chart, case.snapshot, on)
    found: dict[str, date] = {}
    for fact in chart.facts.values():
        if isinstance(fact, Day) and fact.of == "case" and not fact.sensitive:
            day = view.value(fact)
            if day is not None:
                found[as_sentence(speaker.text("fact", fact.words)).rstrip(".")] = day  # type: ignore[assignment]
    return [
        f"{words}: {speaker.day(day)}." for words, day in sorted(found.items(), key=lambda o: o[1])
    ]


def _owed(
    duty: Duty, case: Case, on: date, template: str, speaker: Speaker
) -> tuple[str, str, str, str]:
    book = case.book
    what, day = _plain("duty", duty.sentence, case, speaker), duty.due or duty.since
    for handover in book.handovers:
        if handover.id == duty.rule:
            content = speaker.joined(
                speaker.text("content", spaced(one)) for one in handover.content
            )
            what = template.format(to=say_role(handover.receiver, book, speaker), content=content)
    status = "later" if duty.waits else _STATUS[duty.status(on)]
    if duty.due is None and status == "by_day":
        status = "at_once"
    return what, say_role(duty.owner, book, speaker), status, speaker.day(day)


def _decided(case: Case, speaker: Speaker) -> list[tuple[str, str, str]]:
    """Decisions against the person that were taken, the latest first."""
    found = []
    for entry in reversed(case.history):
        if entry.kind == "event" and entry.outcome == "allowed":
            heard = case.book.lower(entry.on).events.get(entry.event)
            if heard is not None and heard.event.adverse:
                remedy = entry.given.get("remedy", "")
                how = remedy if isinstance(remedy, str) else speaker.joined(remedy)
                found.append(
                    (speaker.day(entry.on), say_event(entry.event, case.book, speaker), how)
                )
    return found[:_MOST]


def _asked(case: Case, on: date, speaker: Speaker) -> list[str]:
    """What the person may bring now, once whatever has to be said with it is said."""
    chart = case.book.lower(on)
    found = []
    for name, decision in case.permitted(on=on, by=_PERSON).items():
        event = chart.events[name].event
        mine = "person" in event.decided_by
        facts = (chart.facts.get(one.fact) for one in decision.unknown)
        asks = {fact.name for fact in event.asks}
        sayable = all(one.fact in asks for one in decision.unknown) or all(
            fact is not None and fact.of == "request" for fact in facts
        )
        open_now = decision.outcome == "allowed" or (decision.outcome == "undetermined" and sayable)
        if mine and open_now and event.kind != "voluntary":
            found.append(as_sentence(speaker.text("event", event.words)))
    return found


def _own(case: Case, on: date, speaker: Speaker) -> list[str]:
    """Voluntary steps that are open now, and voluntary events that only the person brings."""
    chart = case.book.lower(on)
    view = CaseView(chart, case.snapshot, on)
    found = [
        _plain("step", step.sentence, case, speaker)
        for step in chart.steps
        if step.kind == "voluntary"
        and weigh(step.available, view).holds
        and not weigh(step.done, view).holds
    ]
    for name, decision in case.permitted(on=on, by=_PERSON).items():
        event = chart.events[name].event
        if event.kind == "voluntary" and "person" in event.decided_by and not decision.against:
            found.append(as_sentence(speaker.text("event", event.words)))
    return list(dict.fromkeys(found))


def _agreed(case: Case, on: date, speaker: Speaker) -> list[str]:
    consents = case.snapshot.records.get("consents", ())
    said = (record.value("consent_for") for record in consents if record.in_force(on))
    return list(dict.fromkeys(speaker.text("option", spaced(str(one))) for one in said if one))
