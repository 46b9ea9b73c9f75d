"""A person's case: what is allowed, blocked, due, and why; and the history it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import attrs

from continuum.errors import CaseError
from continuum.guards import as_day, weigh
from continuum.runtime.learning import check_book, check_role, fitted_facts, opening_facts
from continuum.runtime.ledger import Ledger, refusal
from continuum.runtime.machine import PathwayMachine, machines_of
from continuum.semantics import (
    SYSTEM,
    Actor,
    CaseView,
    Changes,
    Decision,
    Duty,
    Entry,
    Past,
    Request,
    advance,
    decide,
    duties_on,
    entered,
    entry_of,
    fit_text,
    heard_in,
    opening,
)
from continuum.semantics.late import reconsiderations
from continuum.semantics.meeting import with_events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.prose import Audience, Speaker
    from continuum.rulebook import Rulebook
    from continuum.runtime.advised import Advice

    AnyDay = date | str

__all__ = ["Case"]


class Case(Ledger):
    """One pathway of one person under one rulebook: an append-only history and what follows.

    A case is a plain value: it copies, pickles and compares by its history.  Different cases may
    be used from different threads; one case must not be written to from two threads at once.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> case.state("pathway")
        'remand'
    """

    __slots__ = ()

    @classmethod
    def open(
        cls,
        book: Rulebook,
        *,
        on: AnyDay,
        case_id: str,
        facts: Mapping[str, Value | None] | None = None,
        by: Actor = SYSTEM,
        recorded: AnyDay | None = None,
        source: str = "",
    ) -> Self:
        """Open a case.

        Args:
            book: The rulebook.
            on: The day the case opens; nothing can happen in it before.
            case_id: A pseudonymous id of at most 200 characters.
            facts: What is known on that day; a pathway that is taken over while it runs may bring
                along what only events set later on.
            by: Who opens it.
            recorded: The day it was written down; the same day by default.
            source: Where the facts come from.

        Raises:
            FactError: A day or a fact does not fit; all of them at once.
            CaseError: The id is empty, or there is no such role.
        """
        check_book(book)
        check_role(book, by)
        if not (case_id := fit_text(str(case_id), "the id of a case")).strip():
            raise CaseError("a case needs an id", help="give a pseudonymous text")
        day = as_day(on, "the day the case opens")
        stamp = day if recorded is None else as_day(recorded, "the day it was recorded")
        chart = book.lower(day)
        known = opening_facts(chart, {} if facts is None else facts, by)
        first = Entry(
            number=0,
            kind="opened",
            on=day,
            recorded=stamp,
            by=by,
            rulebook=book.label,
            changes=Changes(sets=known) if known else _NOTHING,
            source=fit_text(source, "the source", _LONGEST),
        )
        return cls(book, case_id, [first], opening(chart, day, known))

    # ------------------------------------------------------------------ asking

    @property
    def facts(self) -> dict[str, Value]:
        """Every recorded fact that is known."""
        return dict(self._snapshot.facts)

    @property
    def configuration(self) -> dict[str, str]:
        """The state of each region."""
        names = (region.name for region in self._book.regions)
        return dict(zip(names, self._snapshot.configuration, strict=True))

    def state(self, region: str) -> str:
        """Give the state of a region.

        Raises:
            RulebookError: The rulebook has no such region.
        """
        self._book.region(region)
        return self._snapshot.configuration[self._book.lower(self.on).place[region]]

    @property
    def phase(self) -> str:
        """Which of the eight phases the case is in; empty where the rulebook maps none to it."""
        view = CaseView(chart := self._book.lower(self.on), self._snapshot, self.on)
        return next((form.phase for form in chart.phases if weigh(form.when, view).holds), "")

    @property
    def lead(self) -> str | None:
        """The role that is accountable today: the sender of a handover until it is effective."""
        lead = self._snapshot.facts.get("lead")
        return None if lead is None else str(lead)

    def machine(self, region: str) -> PathwayMachine:
        """Give the ``transitions`` machine of a region, shared by all cases; for reading only."""
        self._book.region(region)
        return machines_of(self._book.lower(self.on)).by_region[region]

    def ask(self, event: str, *, on: AnyDay, by: Actor, **given: Any) -> Decision:
        """Decide an event without doing it; nothing is recorded.

        Args:
            event: The event's name.
            on: The day of the event.
            by: Who would bring it.
            given: What would be given with it: the facts it asks for and the standard words
                ``reasons``, ``remedy``, ``authority``, ``evidence``, ``purpose``, ``legal_basis``.

        Raises:
            UnknownEvent: The rulebook has no such event.
            FactError: Something given does not fit.
            CaseError: The day lies before the case opened, or the role does not exist.
        """
        return self._decide(event, self._day(on, event), by, given)

    def permitted(self, *, on: AnyDay, by: Actor) -> dict[str, Decision]:
        """Decide every event of the rulebook for a day and an actor, nothing given yet.

        An event that would be allowed once reasons or other words are given comes out as
        ``undetermined``, and names them.
        """
        day = self._day(on, "what is permitted")
        self._check_role(by)
        chart = self._book.lower(day)
        snapshot = self._before(day)
        router = machines_of(chart).route
        values: dict[str, Value] = {
            "the_day": day,
            "human_actor": by.human,
            "acting_role": by.role,
            "named_actor": bool(by.id),
            "tool_output_only": False,
            "fair_wording": True,
        }
        request = Request(day, by, {}, values)
        return {
            name: decide(chart, snapshot, name, day, request, router=router)
            for name in chart.events
        }

    def due(self, *, on: AnyDay) -> tuple[Duty, ...]:
        """Give every duty that stands on a day, the most pressing first, with what meets it."""
        day = self._day(on, "what is due")
        chart = self._book.lower(day)
        entries = [entry for entry in self._entries if entry.on <= day]
        past = Past(frozenset(entry.on for entry in entries), self._before)
        now = self._before(day)
        return with_events(duties_on(chart, now, day, entered(chart, entries), past), chart, now)

    def what_would_it_take(
        self, event: str, *, on: AnyDay, by: Actor | None = None, **given: Any
    ) -> Advice:
        """Say what would open an event: the smallest sets of changes, who can make each, and when.

        Args:
            event: The event's name.
            on: The day from which to look ahead.
            by: Who would bring it; by default whoever decides it.
            given: What would be given with it.
        """
        from continuum.runtime.advice import advise

        day = self._day(on, event)
        chart = self._book.lower(day)
        heard_in(chart, event)
        if by is not None:
            self._check_role(by)
        return advise(chart, self._before(day), event, day, by, given)

    def as_of(self, on: AnyDay, *, known_at: AnyDay | None = None) -> Self:
        """Give the case as it stood on a day, as it was known on another.

        The answer is a case of its own; writing to it leaves this one alone.

        Args:
            on: What had happened by this day, this day included.
            known_at: What had been recorded by this day, this day included; everything that is
                known now by default.

        Raises:
            CaseError: The case had not opened, or nothing of it was known yet.
        """
        day = as_day(on, "the day as of which to look")
        entries, snapshot = self._standing(day, known_at)
        return type(self)(self._book, self._case_id, entries, snapshot, day)

    # ------------------------------------------------------------------ writing

    def send(
        self,
        event: str,
        *,
        on: AnyDay,
        by: Actor,
        recorded: AnyDay | None = None,
        key: str = "",
        expect: int | None = None,
        **given: Any,
    ) -> Entry:
        """Record that an event happened, if it is allowed.

        A refusal is recorded as well, and then raised.  Everything else that raises leaves the
        case exactly as it was.

        Args:
            event: The event's name.
            on: The day it happened or takes effect.
            by: Who brought it.
            recorded: The day it was written down; by default the later of ``on`` and the last
                entry's.  It may lie before ``on``, for what takes effect later.
            key: Your own key for this write; sending it again gives the first answer.
            expect: The version you have seen; somebody else's write in between is refused.
            given: As for :meth:`ask`.

        Raises:
            EventRefused: Not allowed; ``.decision`` says why and what would make it possible.
            EventUndetermined: A needed fact is not known; ``.decision`` names it.
            ConcurrentWrite: The version is not the expected one.
            UnknownEvent, FactError, CaseError: As for :meth:`ask`.
        """
        if key != "" and (earlier := self._by_key(key)) is not None:
            return self._again(earlier, event, on, by, given)
        if expect is not None:
            self._check_version(expect)
        day = self._day(on, event)
        stamp = self._recorded(day, recorded)
        decision = self._decide(event, day, by, given)
        entry = entry_of(decision, len(self._entries), stamp, key=key)
        if day < self._latest:
            self._commit_late(entry)
        else:
            snapshot = self._snapshot
            if decision.outcome == "allowed":
                snapshot = advance(decision.view.chart, snapshot, day, decision.changes)
            self._commit(entry, snapshot)
        if decision.outcome != "allowed":
            raise refusal(decision)
        return self._entries[entry.number]

    def learn(
        self,
        facts: Mapping[str, Value | None],
        *,
        on: AnyDay,
        by: Actor,
        recorded: AnyDay | None = None,
        source: str = "",
        key: str = "",
        expect: int | None = None,
    ) -> Entry:
        """Record facts: since which day they are so, and on which day that was learned.

        Where a late fact changes how an earlier decision would come out, the decision stays and
        a duty to reconsider it opens.

        Args:
            facts: Fact to value; ``None``: not known any more.
            on: The day since which it is so.
            by: Who records it.
            recorded: The day it was learned; by default the later of ``on`` and the last entry's.
            source: Where it comes from.
            key: As for :meth:`send`.
            expect: As for :meth:`send`.

        Raises:
            FactError: A fact does not exist, does not fit, cannot be recorded, or not by this
                role; all of them at once.
        """
        if key != "" and (earlier := self._by_key(key)) is not None:
            return self._again(earlier, "", on, by, facts)
        self._check_version(expect)
        day = self._day(on, "what was learned")
        self._check_role(by)
        stamp = self._recorded(day, recorded)
        chart = self._book.lower(day)
        fitted = fitted_facts(chart, facts, by)
        entry = Entry(
            number=len(self._entries),
            kind="learned",
            on=day,
            recorded=stamp,
            by=by,
            rulebook=self._book.label,
            given=dict(fitted),
            changes=Changes(sets=fitted),
            source=fit_text(source, "the source", _LONGEST),
            key=key,
        )
        fixed = any(chart.facts[name].moves == "fixed" for name in fitted)
        if day < self._latest or fixed:
            self._commit_late(entry)
        else:
            duties = reconsiderations(self._book, self._entries, entry)
            entry = attrs.evolve(entry, changes=attrs.evolve(entry.changes, duties=duties))
            self._commit(entry, advance(chart, self._snapshot, day, entry.changes))
        return self._entries[entry.number]

    # ------------------------------------------------------------------ showing

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the history as JSON, sealed; :meth:`from_json` reads it back and verifies it."""
        from continuum.runtime.case_form import write_case

        return write_case(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes, book: Rulebook) -> Self:
        """Read a history, replay it entry by entry, and give the case.

        Raises:
            FactError: Not JSON as this library writes it.
            WrongRulebook: It was written under another rulebook.
            DoesNotReplay: It is cut, reordered or changed, or does not lead to what it says.
        """
        from continuum.runtime.case_form import read_case

        return read_case(cls, text, book)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle small: the rulebook by reference where it is built in, and the history."""
        from continuum.runtime.case_form import pickled

        return pickled(self)

    def __repr__(self) -> str:
        """Say where the case stands."""
        from continuum.runtime.showing import name_case

        return name_case(self)

    def _repr_html_(self) -> str:
        """Show the case in a notebook."""
        from continuum.runtime.showing import show_case

        return show_case(self)

    def tell(self, language: str | Speaker = "en", *, to: Audience = "practitioner") -> str:
        """Tell the history as a dated story, in any of the five languages, to any audience."""
        from continuum.semantics.telling import tell_history

        return tell_history(self.history, self._book, language, to)


_NOTHING = Changes()
_LONGEST = 20_000
