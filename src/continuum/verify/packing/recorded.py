"""A pack as it is kept: cases with their answers, its JSON form, and what came out differently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.prose import plural
from continuum.rulebook.strict_json import read_json, write_json
from continuum.verify.packing.case import WORDS, answer
from continuum.verify.packing.form import read_cases, write_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.rulebook import Rulebook
    from continuum.verify.packing.case import Answer, PackCase

__all__ = ["Difference", "Pack", "replay_pack"]

_FORM: Final = "continuum pack 1"
_HEAD: Final = ("form", "rulebook", "version", "digest", "on")
_WRITE: Final = "give a file that `continuum pack BOOK -o FILE` wrote"
_MOST_SAID: Final = 8
_SEVERAL: Final = frozenset(("warnings", "moves", "sets", "adds", "ends", "duties"))


@attrs.frozen
class Difference:
    """A case that comes out otherwise than the pack says.

    Args:
        number: The place of the case in the pack, from 0.
        case: The case.
        was: The answer in the pack.
        now: The answer of the rulebook.
    """

    number: int
    case: PackCase
    was: Answer
    now: Answer

    @property
    def sentence(self) -> str:
        """Say it: which case, how it stands, and what is otherwise."""
        head = f"case {self.number} ({self.case.about})"
        if "gone" in self.now:
            return f"{head}: {self.now['gone']}"
        names = dict.fromkeys((*self.was, *self.now))
        changed = [
            f"{name} {was} {_said(self.was.get(name))}, {now} {_said(self.now.get(name))}"
            for name in names
            if self.was.get(name) != self.now.get(name)
            for was, now in [("were", "are") if name in _SEVERAL else ("was", "is")]
        ]
        stands = _most(_stands(self.case), ", ")
        return f"{head}{', with ' * bool(stands)}{stands}: {_most(changed, '; ')}"


def _stands(case: PackCase) -> list[str]:
    """How a case stands that is not as it begins, and what is said; free words are left out."""
    found = [f"`{region}` at `{state}`" for region, state in case.state.items()]
    found += [
        f"`{name}` {'not known' if value is None else _value(value)}"
        for name, value in case.facts.items()
    ]
    counts = Counter(record.register for record in case.records)
    found += [f"{plural(count, 'records')} of `{name}`" for name, count in counts.items()]
    found += [
        f"`{name}` {_value(value)} said" for name, value in case.given.items() if value != WORDS
    ]
    return found


def _value(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _most(said: list[str], join: str) -> str:
    more = len(said) - _MOST_SAID
    return join.join([*said[:_MOST_SAID], *([f"and {more} more"] if more > 0 else [])])


def _said(value: Any) -> str:
    if value in (None, [], {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"`{name}` {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(f"`{one}`" for one in value)
    return f"`{value}`"


@attrs.frozen(repr=False)
class Pack:
    """Boundary cases of a rulebook and the answers it gave, to be replayed after a change.

    Args:
        rulebook: The name of the rulebook.
        version: Its version.
        digest: Its digest: which text exactly the answers are from.
        on: The day whose law was asked.
        cases: Each case with its answer.
    """

    rulebook: str
    version: str
    digest: str
    on: date
    cases: tuple[tuple[PackCase, Answer], ...]

    def __repr__(self) -> str:
        """Say what it is and how large."""
        return f"<Pack of {self.rulebook} {self.version}, law of {self.on}: {len(self)} cases>"

    def __len__(self) -> int:
        """How many cases there are."""
        return len(self.cases)

    def replay(self, book: Rulebook) -> tuple[Difference, ...]:
        """Ask a rulebook every question again; see :func:`replay_pack`."""
        return replay_pack(book, self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the pack as JSON; :meth:`from_json` reads back an equal one."""
        form = {
            "form": _FORM,
            "rulebook": self.rulebook,
            "version": self.version,
            "digest": self.digest,
            "on": self.on.isoformat(),
            "cases": [write_case(case, recorded) for case, recorded in self.cases],
        }
        return write_json(form, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Pack:
        """Read a pack.

        Raises:
            FactError: It is no pack; says which case cannot be read.

        Example:
            >>> Pack.from_json("{}")
            Traceback (most recent call last):
            continuum.errors.FactError: this is no pack of cases
              help: give a file that `continuum pack BOOK -o FILE` wrote
        """
        form = read_json(text, "the pack")
        kept = form if isinstance(form, dict) else {}
        told = [one for name in _HEAD if isinstance(one := kept.get(name), str)]
        cases = kept.get("cases")
        if len(told) < len(_HEAD) or told[0] != _FORM or not isinstance(cases, list):
            raise FactError("this is no pack of cases", help=_WRITE)
        _, rulebook, version, digest, on = told
        day = as_day(on, "the day of a pack")
        return cls(rulebook, version, digest, day, tuple(read_cases(cases)))


def replay_pack(book: Rulebook, pack: Pack) -> tuple[Difference, ...]:
    """Ask a rulebook every question of a pack again.

    Args:
        book: The rulebook as it is now; it may be another version than the pack was made of.
        pack: The pack.

    Returns:
        The cases that come out otherwise; none when nothing that the pack holds has changed.

    Example:
        >>> import continuum as ct
        >>> from continuum.verify.packing import PackCase
        >>> book = ct.load("outline")
        >>> case = PackCase("nobody is convicted yet", book.as_of, duty="ST02")
        >>> one = Pack("outline", "1", book.digest, book.as_of, ((case, {"stands": ["ST02"]}),))
        >>> print(replay_pack(book, one)[0].sentence)
        case 0 (nobody is convicted yet): stands was `ST02`, is none
    """
    return tuple(_differences(book, pack))


def _differences(book: Rulebook, pack: Pack) -> Iterator[Difference]:
    for number, (case, was) in enumerate(pack.cases):
        now = answer(book, case)
        if now != was:
            yield Difference(number, case, was, now)
