"""A stateful test: a system of one's own is driven beside a rulebook until the two part ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from continuum.guards import as_day
from continuum.semantics import heard_in
from continuum.verify.testing.beside import Beside, shortened
from continuum.verify.testing.cases import checked
from continuum.verify.testing.disagreement import Disagreement
from continuum.verify.testing.picking import pick, rarely
from continuum.verify.testing.proposing import draw_act, draw_learned, draw_opening, draw_wait
from continuum.verify.testing.situation import DAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from hypothesis.strategies import DataObject, DrawFn

    from continuum.guards import Value
    from continuum.rulebook import Rulebook
    from continuum.verify.following.story import Act
    from continuum.verify.testing.systems import OpenSystem, System

__all__ = ["TRIED", "RulebookMachine", "system_test"]


_AFTER_THE_END: Final = st.booleans()
TRIED: Final = settings(
    max_examples=200,
    stateful_step_count=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a story is made short by leaving out what it can
    suppress_health_check=list(HealthCheck),
)
"""What :func:`system_test` tries by default: 200 times at most 20 acts, the same each time."""


class RulebookMachine(RuleBasedStateMachine):
    """Drives a system beside a rulebook: opens a case, records facts, sends events, compares.

    Make a subclass with the rulebook and :meth:`open_system`; its ``TestCase`` is a test for
    pytest and unittest.  Add rules and invariants of your own as in any state machine of
    Hypothesis.

    Attributes:
        book: The rulebook.
        events: The events that the system knows; empty: all.
        facts: The facts that are told to the system; ``None``: all.
        opened: The day on which cases open; ``None``: drawn.

    Example:
        >>> import continuum as ct
        >>> class OurMachine(RulebookMachine):
        ...     book = ct.load("outline")
        ...     events = ("convicted", "preparation_opened")
        ...
        ...     def open_system(self, on, facts):
        ...         return OurCase(on, facts)
        >>> TestOurSystem = OurMachine.TestCase
    """

    book: ClassVar[Rulebook]
    events: ClassVar[Collection[str]] = ()
    facts: ClassVar[Collection[str] | None] = None
    opened: ClassVar[date | str | None] = None

    both: Beside

    def open_system(self, on: date, facts: Mapping[str, Value]) -> System:
        """Open a case in the system; to be given by the subclass.

        Args:
            on: The day the case opens.
            facts: What is known then, beside what is so in every case at first.
        """
        raise NotImplementedError

    @initialize(data=st.data())
    def open_a_case(self, data: DataObject) -> None:
        """Open a case in both; the one before is left as it is."""
        book, _ = checked(self.book, self.opened)
        on, facts = data.draw(_opening(self), label="opened, knowing")
        self.both = Beside(book, self.open_system, on, facts)

    @rule(data=st.data())
    def go_on(self, data: DataObject) -> None:
        """Let days pass, record what would open an event, and ask both for it.

        Where a case has come to its end, now and then another one is opened.
        """
        if self.both.course.ended() and not data.draw(_AFTER_THE_END, label="asked after the end"):
            self.open_a_case(data)
        before, act = data.draw(_asked(self), label="done before, then sent")
        for each in before:
            self.both.do(each)
        self.both.send(act)


# Made once: a composite strategy reads its own source when it is made.


@st.composite
def _opening(draw: DrawFn, machine: RulebookMachine) -> tuple[date, dict[str, Value]]:
    opened = machine.opened
    on = pick(draw, DAYS) if opened is None else as_day(opened, "the day cases open")
    return on, draw_opening(draw, machine.book, on, machine.facts)


@st.composite
def _asked(draw: DrawFn, machine: RulebookMachine) -> tuple[tuple[Act, ...], Act]:
    course = machine.both.course
    course.wait(draw_wait(draw, course))
    # now and then something is learned for no reason at all
    first = draw_learned(draw, course, machine.facts) if rarely(draw) else None
    before, act = draw_act(draw, course, machine.events, machine.facts)
    return (before if first is None else (first, *before)), act


def system_test(
    book: Rulebook,
    open_system: OpenSystem,
    *,
    events: Collection[str] = (),
    facts: Collection[str] | None = None,
    opened: date | str | None = None,
    tried: settings | None = None,
) -> None:
    """Drive a system beside a rulebook; fail with the first disagreement, as a short story.

    Args:
        book: The rulebook.
        open_system: Opens a case in the system: gets the day and the facts, and gives a
            :class:`~continuum.verify.testing.systems.System`.
        events: The events that the system knows; empty: all of the rulebook.
        facts: The facts that are told to the system; ``None``: all of the rulebook.
        opened: The day on which cases open; drawn where it is not given.
        tried: The settings of Hypothesis; :data:`TRIED` by default.

    Raises:
        Disagreement: The system and the rulebook do not say the same.
        RulebookError: ``book`` is no rulebook, or has no such fact.
        UnknownEvent: The rulebook has no such event.

    Example:
        >>> import continuum as ct
        >>> class Frozen:
        ...     def __init__(self, on, facts): ...
        ...     def send(self, event, on, by, given):
        ...         return False
        ...
        ...     def learn(self, facts, on, by): ...
        ...     def state(self, region):
        ...         return "remand"
        >>> try:
        ...     system_test(ct.load("outline"), Frozen, events=["died"], facts=[])
        ... except Disagreement as found:
        ...     print(found.system, found.rulebook)
        False allowed
    """
    __tracebackhide__ = True
    book, day = checked(book, opened)
    for event in events:
        heard_in(book.lower(book.as_of), event)
    for fact in facts or ():
        book.fact(fact)

    class Machine(RulebookMachine):
        def open_system(self, on: date, facts: Mapping[str, Value]) -> System:
            return open_system(on, facts)

    Machine.book, Machine.events, Machine.facts, Machine.opened = book, events, facts, day
    chosen = TRIED if tried is None else tried
    quiet = settings(chosen, report_multiple_bugs=False, print_blob=False)
    try:
        run_state_machine_as_test(Machine, settings=quiet)
    except Disagreement as found:
        shortest = shortened(found, open_system)
    else:
        return
    raise shortest from shortest.__cause__
