"""Which rules stop people most, and how often and how soon what they ask for came."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from continuum.guards.calendar import days_between
from continuum.prose import as_sentence, plural, say_event, say_list
from continuum.report.across.reading import as_cases, events_of, middle, rules_by_id
from continuum.report.across.sheets import Sheet, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.runtime.case import Case
    from continuum.semantics import Entry

__all__ = ["Friction", "RuleFriction", "friction"]

_LONGEST = 200


@attrs.frozen
class RuleFriction:
    """How one rule stood in the way.

    Args:
        rule: Its id.
        sentence: What it says.
        remedy: What would make possible what it stopped.
        cases: In how many cases it stopped something.
        stopped: How often; asking again before anything changed counts again.
        unknown: How many of those only waited for a fact that was not known.
        remedied: How often the same event later no longer failed on it.
        days: How many days after, each time.
        standing: How often it still stands in the way.
        warned: How often it only warned.
        events: The events it stopped, and how often.
        comments: What the people who were stopped gave as reasons, if that was asked for.
    """

    rule: str
    sentence: str
    remedy: str
    cases: int
    stopped: int
    unknown: int
    remedied: int
    days: tuple[int, ...]
    standing: int
    warned: int
    events: tuple[tuple[str, int], ...]
    comments: tuple[str, ...] = ()


@attrs.frozen
class Friction(Shown):
    """The rules that stood in the way in some cases, those of most cases first.

    Args:
        cases: How many cases were looked at.
        rules: The rules that stopped or warned.
    """

    cases: int
    rules: tuple[RuleFriction, ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"Where the rules rub, in {plural(self.cases, 'cases')}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        return (
            "A rule that stops much may be a good rule: this says where to look, not what to drop.",
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The rules, what each asks for, and the comments if they were asked for."""
        columns = (
            ("rule", "rule"), ("cases", "cases"), ("stopped", "times stopped"),
            ("unknown", "for want of a fact"), ("remedied", "times put right"),
            ("median_days", "days until then (median)"), ("standing", "still standing"),
            ("warned", "times warned"),
        )  # fmt: skip
        rows = tuple(
            (
                r.rule,
                r.cases,
                r.stopped,
                r.unknown,
                r.remedied,
                middle(r.days),
                r.standing,
                r.warned,
            )
            for r in self.rules
        )
        asked = tuple((r.rule, r.sentence, r.remedy, _counted(r.events)) for r in self.rules)
        about = (
            ("rule", "rule"),
            ("says", "it says"),
            ("asks", "it asks"),
            ("stopped", "it stopped"),
        )
        said = tuple((r.rule, comment) for r in self.rules for comment in r.comments)
        sheets = (
            Sheet("Rules", columns, rows, empty="No rule stood in the way."),
            Sheet("What they say and ask", about, asked),
        )
        if not said:
            return sheets
        note = "These are words of practitioners as they were written; read them before passing on."
        spoken = (("rule", "rule"), ("comment", "comment"))
        return (*sheets, Sheet("What practitioners said", spoken, said, (note,)))


def _counted(events: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{words} ({count})" for words, count in events)


@attrs.define
class _Tally:
    cases: set[str] = attrs.field(factory=set)
    stopped: int = 0
    unknown: int = 0
    warned: int = 0
    days: list[int] = attrs.field(factory=list)
    standing: int = 0
    events: Counter[str] = attrs.field(factory=Counter)
    comments: dict[str, None] = attrs.field(factory=dict)


def friction(cases: Iterable[Case] | Case, *, comments: bool = False) -> Friction:
    """Say which rules block most, and how often and how soon the remedy came.

    An event that was stopped by a rule counts as put right when the same event in the same case
    is later allowed, or no longer fails on this rule.

    Args:
        cases: The cases.
        comments: Also give the reasons that were written with what was stopped.  They are free
            words and may tell who somebody is, so they are left out unless asked for.

    Raises:
        FactError: There is no case, or one is given twice.
    """
    given = as_cases(cases)
    rules = rules_by_id(given)
    tallies: dict[str, _Tally] = {}
    for case in given:
        waiting: dict[tuple[str, str], date] = {}
        for entry in events_of(case):
            _count(case, entry, waiting, tallies)
        for _, rule in waiting:
            tallies[rule].standing += 1
    found = (
        RuleFriction(
            rule=id,
            sentence=as_sentence(rules[id].sentence),
            remedy=as_sentence(rules[id].remedy),
            cases=len(tally.cases),
            stopped=tally.stopped,
            unknown=tally.unknown,
            remedied=len(tally.days),
            days=tuple(sorted(tally.days)),
            standing=tally.standing,
            warned=tally.warned,
            events=tuple(sorted(tally.events.items(), key=lambda one: (-one[1], one[0]))),
            comments=tuple(tally.comments) if comments else (),
        )
        for id, tally in tallies.items()
        if id in rules
    )
    return Friction(len(given), tuple(sorted(found, key=lambda r: (-r.cases, -r.stopped, r.rule))))


def _count(
    case: Case, entry: Entry, waiting: dict[tuple[str, str], date], tallies: dict[str, _Tally]
) -> None:
    """Count one entry; `waiting` holds since when which event waits for which rule."""
    against = entry.against if entry.outcome != "allowed" else ()
    for event, rule in [key for key in waiting if key[0] == entry.event and key[1] not in against]:
        tallies[rule].days.append(days_between(waiting.pop((event, rule)), entry.on))
    for rule in entry.warnings:
        tallies.setdefault(rule, _Tally()).warned += 1
    for rule in against:
        tally = tallies.setdefault(rule, _Tally())
        tally.cases.add(case.case_id)
        tally.stopped += 1
        tally.unknown += entry.outcome == "undetermined"
        tally.events[say_event(entry.event, case.book)] += 1
        if said := _comment(entry):
            tally.comments[said] = None
        waiting.setdefault((entry.event, rule), entry.on)


def _comment(entry: Entry) -> str:
    reasons = entry.given.get("reasons", "")
    said = reasons if isinstance(reasons, str) else say_list(reasons)
    plain = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
