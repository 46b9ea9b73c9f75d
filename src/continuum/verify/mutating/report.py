"""What mutation testing came to: which planted faults would be noticed, by what, and which not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.prose import plural
from continuum.rulebook.strict_json import write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from continuum.verify.mutating.planting import Mutant

__all__ = ["By", "MutationReport", "Noticed", "Score"]

By = Literal["form", "case", "property", "check", "pack", "alike", "nobody"]
"""Who noticed a fault: the form checks, a hand-decided case, a property, a finding of the checker,
the pack; ``alike``: nothing is otherwise, so nobody could; ``nobody``: it survives."""

_MOST_TOLD = 40


@attrs.frozen
class Noticed:
    """A planted fault and who noticed it.

    Args:
        mutant: The fault.
        by: Who noticed it first, the cheapest asked first.
        how: What it said: the name of a case and what came out otherwise, say.
    """

    mutant: Mutant
    by: By
    how: str = ""


@attrs.frozen
class Score:
    """How many of some faults were noticed.

    Args:
        noticed: How many.
        of: Of how many that change anything.
    """

    noticed: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down; 100 where there was nothing to notice."""
        return 100 if not self.of else self.noticed * 100 // self.of

    def __str__(self) -> str:
        """Say it."""
        return f"{self.noticed} of {self.of} ({self.percent} %)"


@attrs.frozen(repr=False)
class MutationReport:
    """What mutation testing of a rulebook came to.

    Args:
        rulebook: Name and version.
        planted: How many faults there are in all.
        results: Those that were tried, with who noticed each.
        seed: What the sample was drawn with; ``None``: all were tried.
    """

    rulebook: str
    planted: int
    results: tuple[Noticed, ...]
    seed: int | None = None

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The faults that nobody noticed, and that change something."""
        return tuple(one.mutant for one in self.results if one.by == "nobody")

    @property
    def only_by_pack(self) -> tuple[Mutant, ...]:
        """The faults that only the pack noticed."""
        return tuple(one.mutant for one in self.results if one.by == "pack")

    @property
    def score(self) -> Score:
        """How many were noticed, with the pack where there was one."""
        return _score(self.results)

    @property
    def score_without_pack(self) -> Score:
        """How many were noticed by form checks, cases, properties and findings."""
        return _score(self.results, without=("pack",))

    @property
    def by_place(self) -> dict[str, Score]:
        """The score without the pack of each rule, event, step or parameter."""
        return self._grouped(lambda mutant: mutant.subjects[:1])

    @property
    def by_source(self) -> dict[str, Score]:
        """The score without the pack of each source, which is the clause of law."""
        return self._grouped(lambda mutant: mutant.sources or ("no source",))

    def _grouped(self, names: Callable[[Mutant], Iterable[str]]) -> dict[str, Score]:
        groups: dict[str, list[Noticed]] = {}
        for one in self.results:
            for name in names(one.mutant):
                groups.setdefault(name, []).append(one)
        scores = {name: _score(group, without=("pack",)) for name, group in groups.items()}
        return dict(sorted(scores.items(), key=lambda pair: (pair[1].percent, pair[0])))

    def __repr__(self) -> str:
        """Say the score, who noticed how many, and what nothing would notice."""
        return "\n".join(self.told())

    def told(self, most: int = _MOST_TOLD) -> tuple[str, ...]:
        """Give the report as lines.

        Args:
            most: The most faults that are told one by one.
        """
        counts = Counter(one.by for one in self.results)
        tried = len(self.results)
        drawn = "" if self.seed is None else f", drawn from {self.planted} with seed {self.seed}"
        lines = [f"{self.rulebook}: {plural(tried, 'planted faults')}{drawn}"]
        for by, words in _WHO.items():
            if counts[by]:
                lines.append(f"  {counts[by]:>5}  {words}")
        lines.append(f"noticed without a pack: {self.score_without_pack}")
        if counts["pack"]:
            lines.append(f"noticed with the pack: {self.score}")
        for who, unseen in (
            ("nothing you have written", self.survivors),
            ("only the pack", self.only_by_pack),
        ):
            told = unseen[: max(most, 0)]
            if told:
                lines.append(f"{who} would notice if:")
                lines += [f"  - {mutant.sentence}" for mutant in told]
            if len(unseen) > len(told):
                lines.append(f"  and {len(unseen) - len(told)} more that {who} would notice")
            most -= len(told)
        return tuple(lines)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the report as JSON.

        Args:
            indent: How far to indent; ``None``: all on one line.
        """
        form: dict[str, Any] = {
            "rulebook": self.rulebook,
            "planted": self.planted,
            "tried": len(self.results),
            "seed": self.seed,
            "noticed": {by: sum(one.by == by for one in self.results) for by in _WHO},
            "without_pack": _score_form(self.score_without_pack),
            "with_pack": _score_form(self.score),
            "faults": [
                {
                    "id": one.mutant.id,
                    "kind": one.mutant.kind,
                    "subjects": list(one.mutant.subjects),
                    "sources": list(one.mutant.sources),
                    "sentence": one.mutant.sentence,
                    "noticed_by": one.by,
                    "how": one.how,
                }
                for one in self.results
            ],
        }
        return write_json(form, indent=indent)


_WHO: Final[dict[By, str]] = {
    "form": "are refused when the rulebook is read",
    "case": "make a case that was decided by hand come out otherwise",
    "property": "break a property",
    "check": "earn a finding that the rulebook does not have",
    "pack": "are noticed by the pack alone",
    "alike": "change nothing that anybody could notice",
    "nobody": "are not noticed",
}


def _score(results: Iterable[Noticed], without: tuple[str, ...] = ()) -> Score:
    counted = [one for one in results if one.by != "alike"]
    missed = sum(one.by == "nobody" or one.by in without for one in counted)
    return Score(len(counted) - missed, len(counted))


def _score_form(score: Score) -> dict[str, int]:
    return {"noticed": score.noticed, "of": score.of, "percent": score.percent}
