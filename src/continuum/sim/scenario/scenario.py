"""A scenario: a rulebook, the people, how everybody behaves, and from when to when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from operator import index
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.rulebooks import load
from continuum.sim.behaviour.attempts import Attempt, Behaviour
from continuum.sim.behaviour.readings import Misgiven, read_marks
from continuum.sim.population.cohort import Cohort, Population, refusal
from continuum.sim.scenario.patching import Patch
from continuum.sim.scenario.uncertain import Uncertain
from continuum.sim.setting.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.rulebook import Chart
    from continuum.rulebook.sources import Source
    from continuum.sim.results.tables import Table
    from continuum.sim.scenario.lint import Remark

__all__ = ["Scenario"]


def _behaviour(behaviour: Behaviour | Iterable[Attempt]) -> Behaviour:
    return behaviour if isinstance(behaviour, Behaviour) else Behaviour(behaviour)


def _read(day: Any, which: str) -> Any:
    """Read a day, or keep what is wrong with it until every fault is told."""
    try:
        return day if isinstance(day, Misgiven) else as_day(day, f"the {which}")
    except FactError as error:
        return Misgiven(f"{error.message} ({error.help})")


def _start(day: date | str) -> date:
    return _read(day, "start")  # type: ignore[no-any-return]


def _horizon(day: date | str) -> date:
    return _read(day, "horizon")  # type: ignore[no-any-return]


def _whole(number: Any) -> Any:
    """A whole number as Python has it; anything else is told with the other faults."""
    plain = hasattr(number, "__index__") and not isinstance(number, bool)
    return index(number) if plain else number


def _uncertain(ranges: Any) -> Any:
    alone = isinstance(ranges, Uncertain) or not hasattr(ranges, "__iter__")
    return (ranges,) if alone else tuple(ranges)


@attrs.frozen(repr=False, slots=False)
class Scenario:
    """What is simulated: rules, people, behaviour and setting, kept apart.

    Args:
        name: A short text, such as ``way_out``.
        rulebook: A rulebook, or the name of a built-in one.
        people: A cohort, or the population to draw one from.
        behaviour: What is attempted, by whom and when.
        start: The first day.
        horizon: The first day that is no longer simulated.
        title: The words for it.
        sources: Where its numbers come from, beside those that its parts name.
        setting: Capacities, arrivals, working days, law in motion.
        seed: The seed of a run, unless the run is given another.
        replications: How often a run draws and simulates the people, unless it is told otherwise.
        uncertain: Ranges over numbers that nobody knows exactly.
        patch: What was changed in another scenario to make this one; see :meth:`patched`.

    Raises:
        ScenarioError: With every fault at once.

    Example:
        >>> from continuum.sim.behaviour.distributions import Exponential
        >>> walk = Scenario(
        ...     "way_out",
        ...     "outline",
        ...     Population(10),
        ...     [Attempt("acquitted_or_charges_dropped", "sentence_court", Exponential(90))],
        ...     start="2022-01-01",
        ...     horizon="2023-01-01",
        ... )
        >>> walk
        <Scenario way_out on outline 1: 10 people, 1 attempt, 2022-01-01 to 2023-01-01>
    """

    name: str
    rulebook: Rulebook | str
    people: Population | Cohort
    behaviour: Behaviour = attrs.field(converter=_behaviour)
    start: date = attrs.field(converter=_start)
    horizon: date = attrs.field(converter=_horizon)
    title: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)
    setting: Setting = attrs.field(factory=Setting)
    seed: int = attrs.field(default=0, converter=_whole)
    replications: int = attrs.field(default=1, converter=_whole)
    uncertain: tuple[Uncertain, ...] = attrs.field(default=(), converter=_uncertain)
    patch: Patch | None = None

    def __attrs_post_init__(self) -> None:
        """Check the whole scenario; every fault at once."""
        from continuum.sim.scenario.faults import faults_of

        if faults := list(faults_of(self)):
            raise refusal(f"scenario `{str(self.name)[:60]}` cannot be simulated", faults)

    def __repr__(self) -> str:
        """Say what it is."""
        n = self.people.n if isinstance(self.people, Cohort) else self.people.size
        count = len(self.behaviour.attempts)
        return (
            f"<Scenario {self.name} on {self.book.name} {self.book.version}: {n:,} people, "
            f"{count} attempt{'s' * (count != 1)}, {self.start} to {self.horizon}>"
        )

    def _repr_html_(self) -> str:
        """Show the four documents in a notebook."""
        from continuum.sim.scenario.showing import show_scenario

        return show_scenario(self)

    @cached_property
    def book(self) -> Rulebook:
        """The rulebook itself, with the law in motion that the setting switches on."""
        book = load(self.rulebook) if isinstance(self.rulebook, str) else self.rulebook
        return self.setting.applied(book)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Every form of the law in force between start and horizon, oldest first."""
        found = [self.book.lower(self.start)]
        while (until := found[-1].valid_to) is not None and until < self.horizon:
            found.append(self.book.lower(until))
        return tuple(found)

    def with_(self, **changes: object) -> Scenario:
        """Give the same scenario with some parts replaced; this one stays as it is.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> outline_eu_2022().with_(name="shorter", horizon="2024-01-01").horizon
            datetime.date(2024, 1, 1)
        """
        return attrs.evolve(self, **changes)  # type: ignore[arg-type]

    def patched(self, name: str, changes: Mapping[str, Any]) -> Scenario:
        """Give a scenario in which some places are changed; it remembers what was.

        A path names a document and a place in it: ``behaviour.<label>.delay.median_days``,
        ``behaviour.pace.<role>``, ``setting.<capacity>.places``, ``setting.arrivals``,
        ``people.size``, ``rulebook.parameters.<name>``, ``horizon`` and so on.  An attempt, a
        capacity or a rule (``rulebook.rules.<id>``) is left out with ``"off"``.

        Args:
            name: The name of the new scenario.
            changes: Path to what is to stand there.

        Raises:
            ScenarioError: A path that leads nowhere, or a value that cannot stand there; all at
                once.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> sooner = outline_eu_2022().patched(
            ...     "sooner", {"behaviour.h5_prepared.delay.median_days": 20}
            ... )
            >>> sooner.patch.changes
            (('behaviour.h5_prepared.delay.median_days', 20.0),)
        """
        from continuum.sim.scenario.patching import patched

        return patched(self, name, changes)

    def assumptions(self) -> Table:
        """List every number of behaviour, setting and people, with where it comes from.

        Returns:
            One row a number: ``where`` (its path), ``number``, ``mark``, ``low`` and ``high`` (of
            :class:`Uncertain`; not a number where nobody gave a range), ``rests_on`` (published,
            seed, to be checked, assumption, nobody says) and the ``source`` itself.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> table = outline_eu_2022().assumptions()
            >>> table.rows()[1]["where"], table.rows()[1]["rests_on"]
            ('behaviour.convicted.delay.sigma', 'assumption')
        """
        from continuum.sim.scenario.assumptions import assumptions

        return assumptions(self)

    def lint(self) -> tuple[Remark, ...]:
        """Say what can be simulated, and should make somebody look again.

        Steps that nobody takes, attempts that can never be made, rules turned off, hard dates that
        wait for a working day, numbers without a mark, weights that look like chances and do not
        add up, ranges that leave out the number itself.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> less = outline_eu_2022().patched("less", {"rulebook.rules.GR-30": "off"})
            >>> [remark.subject for remark in less.lint() if remark.kind == "not_the_law"]
            ['GR-30']
        """
        from continuum.sim.scenario.lint import lint

        return tuple(lint(self))

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the scenario as JSON; :meth:`from_json` reads back an equal one."""
        from continuum.rulebook.strict_json import write_json
        from continuum.sim.scenario.form import to_form

        return write_json(to_form(self), indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Scenario:
        """Read a scenario from JSON.

        Raises:
            FactError: Not JSON as this library writes it.
            ScenarioError: With every fault and its place.
        """
        from continuum.rulebook.strict_json import read_json
        from continuum.sim.scenario.form import from_form

        return from_form(read_json(text, "the scenario"))

    def documents(self, *, indent: int | None = None) -> dict[str, str]:
        """Write the four documents, each by itself: rulebook, behaviour, setting, scenario.

        Args:
            indent: Spaces for each level; by default none.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> list(outline_eu_2022().documents())
            ['rulebook', 'behaviour', 'setting', 'scenario']
        """
        from continuum.sim.scenario.documents import documents_of

        return documents_of(self, indent=indent)

    @classmethod
    def from_documents(cls, texts: Mapping[str, str | bytes]) -> Scenario:
        """Read a scenario from the four documents that :meth:`documents` writes.

        The rulebook may be left out where the scenario names a built-in one.

        Args:
            texts: Name to text.

        Raises:
            FactError: The rulebook is not JSON as this library writes it.
            ScenarioError: A document is missing, or is not the one that the scenario was written
                with; all faults at once.
        """
        from continuum.sim.scenario.documents import from_documents

        return from_documents(texts)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its canonical form, the rulebook's content included."""
        from continuum.rulebook.strict_json import digest
        from continuum.sim.scenario.form import to_form

        return digest([to_form(self), self.book.digest])

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of rulebook, behaviour, setting, and of the whole scenario."""
        from continuum.rulebook.strict_json import digest
        from continuum.sim.scenario.form import to_form

        form = to_form(self)
        return {
            "rulebook": self.book.digest,
            "behaviour": digest(form["behaviour"]),
            "setting": digest(form["setting"]),
            "scenario": self.digest,
        }
