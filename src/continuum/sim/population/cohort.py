"""The people of a simulation: columns of facts, traits and tags, none of them about anyone real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt

from continuum.errors import FactError, ScenarioError
from continuum.guards import as_day
from continuum.guards.names import as_names
from continuum.rulebook.sources import MARKS
from continuum.sim.behaviour.bounds import as_pairs
from continuum.sim.population.encoding import Plain, Who, drawn, plain, taken
from continuum.sim.population.keyed import person_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from continuum.sim.columns.arrays import Anything, Keys, Numbers

__all__ = ["MOST_PEOPLE", "Cohort", "Marked", "Population", "refusal"]

MOST_PEOPLE = 10_000_000


def _mark(_: object, __: object, mark: str) -> None:
    if mark.partition(":")[0] not in MARKS:
        raise ScenarioError(
            f"`{mark[:40]}` is no source mark", help="give `SEED`, `SEEN:key`, `GK` or `ASSUMPTION`"
        )


@attrs.frozen
class Marked:
    """A number with where it comes from.

    Args:
        value: The number, as text where it is a range.
        mark: ``SEED``, ``SEEN:key``, ``GK`` or ``ASSUMPTION``.
        note: What it counts, and its range.
        paths: Where it stands in the scenario, such as ``people.traits.consents.p``.

    Example:
        >>> Marked(380, "SEED", "arrests, 2022").value
        380
    """

    value: int | str
    mark: str = attrs.field(validator=_mark)
    note: str = ""
    paths: tuple[str, ...] = attrs.field(default=(), converter=as_names)


def _pairs(pairs: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    read = as_pairs("facts, traits and tags", pairs)
    for name, _ in read:
        if not isinstance(name, str):
            raise ScenarioError(
                f"a fact, trait or tag cannot be called `{str(name)[:40]}`", help="give a text"
            )
    return read


@attrs.frozen(eq=False, repr=False)
class Cohort:
    """People as columns.

    Facts are what guards read.  Traits are what only behaviour reads (a sentence length that a
    judge will say).  Tags are read by nobody: they are for counting afterwards.

    Args:
        numbers: The number of each person; luck belongs to it, not to the place in the column.
        starts: The ordinal of the day on which each pathway opens; 0: the scenario's start.
        facts: Fact name to its column.
        traits: Trait name to its column.
        tags: Tag name to its column.
        replication: Which time each was drawn, from 0; ``None``: all the first time.
    """

    numbers: Numbers
    starts: Numbers
    facts: Mapping[str, Plain] = attrs.field(factory=dict)
    traits: Mapping[str, Plain] = attrs.field(factory=dict)
    tags: Mapping[str, Plain] = attrs.field(factory=dict)
    replication: Numbers | None = None

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.numbers)

    def keys(self, seed: int) -> Keys:
        """Give the key of each person, from which all luck is drawn.

        Args:
            seed: The seed of a run.
        """
        return person_keys(seed, self.numbers, 0 if self.replication is None else self.replication)

    def repeated(self, replications: int) -> Cohort:
        """Give the same people several times over, each time with other luck.

        Args:
            replications: How often; what was repeated before is not repeated again.
        """
        many = self.take(np.tile(np.arange(self.n), replications))
        return attrs.evolve(many, replication=np.repeat(np.arange(replications), self.n))

    def __len__(self) -> int:
        """How many people."""
        return self.n

    def __repr__(self) -> str:
        """Say how many people and which columns."""
        names = ", ".join((*self.facts, *self.traits, *self.tags))
        return f"<Cohort of {self.n:,} people: {names or 'no columns'}>"

    def _repr_html_(self) -> str:
        """Show the columns in a notebook."""
        from continuum.sim.scenario.showing import show_cohort

        return show_cohort(self)

    @classmethod
    def drawn(
        cls, n: int, seed: int, facts: Mapping[str, Any] | None = None, **more: Any
    ) -> Cohort:
        """Draw a cohort from declared distributions.

        Args:
            n: How many people.
            seed: Any whole number.
            facts: Fact to a value or a distribution.
            more: ``traits`` and ``tags``, likewise; later ones may depend on earlier ones.

        Example:
            >>> from continuum.sim.behaviour.distributions import Bernoulli
            >>> Cohort.drawn(3, 1, {"foreign_national": Bernoulli(0.2)})
            <Cohort of 3 people: foreign_national>
        """
        return Population(facts=facts or {}, **more).draw(n, seed)

    @classmethod
    def from_columns(
        cls,
        facts: Mapping[str, Sequence[Any] | Anything],
        *,
        starts: Sequence[date | str] | None = None,
        traits: Mapping[str, Sequence[Any]] | None = None,
        tags: Mapping[str, Sequence[Any]] | None = None,
    ) -> Cohort:
        """Make a cohort from columns that somebody has: lists or arrays, ``None`` is not known.

        Args:
            facts: Fact to one value a person.
            starts: The day on which each pathway opens; by default the scenario's start.
            traits: Trait to one value a person.
            tags: Tag to one value a person.

        Raises:
            ScenarioError: The columns differ in length, or hold mixed kinds; all faults at once.

        Example:
            >>> Cohort.from_columns({"foreign_national": [True, None]}).n
            2
        """
        faults: list[str] = []
        groups: list[dict[str, Plain]] = []
        for group in (facts, traits or {}, tags or {}):
            groups.append({})
            for name, values in group.items():
                try:
                    groups[-1][name] = plain(name, values)
                except (ScenarioError, FactError) as error:
                    faults.append(f"{error.message} ({error.help})")
        given = {**facts, **(traits or {}), **(tags or {})}
        lengths = {name: len(values) for name, values in given.items()}
        if starts is not None:
            lengths["starts"] = len(starts)
        if len(set(lengths.values())) > 1:
            listed = ", ".join(f"`{name}` {length}" for name, length in lengths.items())
            faults.append(f"columns differ in length: {listed}")
        opened: list[int] = []
        for start in starts or ():
            try:
                opened.append(as_day(start, "the start of a pathway").toordinal())
            except FactError as error:
                faults.append(f"{error.message} ({error.help})")
        if not lengths:
            faults.append("there is no column, so nobody knows how many people there are")
        if faults:
            raise refusal("the cohort cannot be made", faults)
        n = next(iter(lengths.values()))
        days = np.array(opened, dtype=np.int64) if opened else np.zeros(n, dtype=np.int64)
        return cls(np.arange(n, dtype=np.int64), days, groups[0], groups[1], groups[2])

    @classmethod
    def from_table(
        cls, frame: Any, facts: Mapping[str, str] | Iterable[str] = (), **more: Any
    ) -> Cohort:
        """Read a cohort from a table: pandas, polars, pyarrow, or whatever speaks Arrow.

        Only the columns that are named are read.  What is missing in a column is not known.  Use
        made-up people, or figures that no longer point to anybody.

        Args:
            frame: A data frame, an Arrow table, or a mapping of names to columns.
            facts: Fact to the name of its column; or names that are those of the columns.
            more: ``traits`` and ``tags``, likewise; ``starts``, the column of the days on which
                pathways open; ``values``, column to a mapping of its values to what they mean
                (``{"sex": {"f": False}}``); ``rulebook``, a rulebook or its name, against which
                facts are held at once (a scenario does so anyway).

        Raises:
            MissingExtra: The extra ``frames`` is not installed.
            ScenarioError: Missing columns, impossible days, values of another kind; all faults at
                once.

        Example:
            >>> frame = {"foreign": ["y", "n", None], "months": [12, 30, 48]}
            >>> Cohort.from_table(
            ...     frame,
            ...     {"foreign_national": "foreign"},
            ...     traits={"term": "months"},
            ...     values={"foreign": {"y": True, "n": False}},
            ... )
            <Cohort of 3 people: foreign_national, term>
        """
        from continuum.sim.population.tables import cohort_from_table

        return cohort_from_table(frame, facts, **more)

    def take(self, rows: Sequence[int] | npt.NDArray[np.integer]) -> Cohort:
        """Give some of the people, in another order perhaps; each keeps the own number."""
        places = np.asarray(rows, dtype=np.int64)

        def some(group: Mapping[str, Plain]) -> dict[str, Plain]:
            return {name: taken(column, places) for name, column in group.items()}

        return Cohort(
            self.numbers[places],
            self.starts[places],
            some(self.facts),
            some(self.traits),
            some(self.tags),
            None if self.replication is None else self.replication[places],
        )


def refusal(headline: str, faults: Iterable[str]) -> ScenarioError:
    """Make the error that lists every fault."""
    listed = list(dict.fromkeys(faults))
    lines = "".join(f"\n- {fault}" for fault in listed)
    count = f"{len(listed)} fault{'s' * (len(listed) != 1)}"
    return ScenarioError(f"{headline} ({count}){lines}", help="mend each of the faults listed")


def _notes(notes: Iterable[Marked]) -> tuple[Marked, ...]:
    try:
        listed = tuple(notes)
    except TypeError:
        listed = (notes,)  # type: ignore[assignment]
    for note in listed:
        if not isinstance(note, Marked):
            raise ScenarioError(f"a note cannot be `{str(note)[:40]}`", help="give a `Marked`")
    return listed


@attrs.frozen
class Population:
    """Who the people are, as distributions: draw a :class:`Cohort` of any size from it.

    Args:
        size: How many people it speaks of.
        facts: Fact to a value or a distribution.
        traits: Trait to a value or a distribution, for behaviour alone.
        tags: Tag to a value or a distribution, for counting alone.
        notes: Every number in it, with where it comes from.
        title: What it is.

    Example:
        >>> Population(size=10, facts={"foreign_national": True}).draw().n
        10
    """

    size: int = 1_000
    facts: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    traits: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    tags: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    notes: tuple[Marked, ...] = attrs.field(default=(), converter=_notes)
    title: str = ""

    def draw(self, n: int | None = None, seed: int = 0, replications: int = 1) -> Cohort:
        """Draw people from it.

        Args:
            n: How many; by default as many as it speaks of.
            seed: Any whole number.
            replications: How often they are drawn; all come one after the other.

        Raises:
            ScenarioError: There are no people, or too many.
        """
        count = self.counted(n)
        return self.draw_rows(count, seed, replications, 0, count * replications)

    def counted(self, n: int | None = None) -> int:
        """Give how many people are drawn if so many are asked for.

        Args:
            n: How many; by default as many as it speaks of.

        Raises:
            ScenarioError: There are no people, or too many.
        """
        count = self.size if n is None else n
        if type(count) is not int or not 0 < count <= MOST_PEOPLE:
            raise ScenarioError(
                f"a cohort cannot have `{str(count)[:40]}` people",
                help=f"give a whole number from 1 to {MOST_PEOPLE:,}",
            )
        return count

    def draw_rows(self, n: int, seed: int, replications: int, first: int, end: int) -> Cohort:
        """Draw some of the people that :meth:`draw` draws, as if all had been drawn.

        Args:
            n: How many people in one replication.
            seed: Any whole number.
            replications: How often they are drawn.
            first: The first row of those that are wanted; the replications follow one another.
            end: The first row that is no longer wanted.

        Raises:
            ScenarioError: Something depends on what is not drawn before it.

        Example:
            >>> everybody = Population(size=10)
            >>> everybody.draw_rows(10, 1, 2, 8, 12).numbers.tolist()
            [8, 9, 0, 1]
        """
        rows = np.arange(first, end, dtype=np.int64)
        numbers = rows % n
        times = rows // n if replications > 1 else None
        seen: dict[str, Plain] = {}
        who = Who(person_keys(seed, numbers, 0 if times is None else times), numbers, seen)
        groups: dict[str, dict[str, Plain]] = {}
        for kind, group in (("tag", self.tags), ("trait", self.traits), ("fact", self.facts)):
            groups[kind] = {}
            for name, source in group:
                try:
                    column = drawn(source, who, "cohort", kind, name)
                except KeyError as missing:
                    raise ScenarioError(
                        f"{kind} `{name}` depends on {missing}, which was not drawn before it",
                        help="declare traits in the order in which they depend on one another",
                    ) from None
                groups[kind][name] = seen[name] = column
        starts = np.zeros(len(numbers), dtype=np.int64)
        return Cohort(numbers, starts, groups["fact"], groups["trait"], groups["tag"], times)
