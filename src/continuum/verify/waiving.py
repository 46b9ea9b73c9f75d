"""Waivers: who answers for a finding, why, and until when.

A waiver names a finding by its id and moves it out of the way of a clean report.  One that names
nothing that was found, says no reason, or has run out is an error and not forgotten: so a waiver
never outlives the fault it was for, or whoever looked at it.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError, told_together
from continuum.guards import as_day
from continuum.rulebook.strict_json import read_json, write_json
from continuum.verify.findings import Report, Waived

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from continuum.verify.findings import Finding

__all__ = ["Waiver", "read_waivers", "waive", "write_waivers"]

_KEYS: Final = ("id", "author", "reason", "expires")
_TOP: Final = "waiver"
_WHAT: Final = "the waivers"
_SAMPLE: Final = "a reason is a sentence that others can weigh, and an author can be asked"


@attrs.frozen
class Waiver:
    """Somebody answers for a finding.

    Args:
        id: The id of the finding.
        author: Who answers for it.
        reason: Why it may stand.
        expires: The first day on which the waiver no longer holds.

    Raises:
        FactError: It has no id, author or reason, or ``expires`` is not a day; all at once.

    Example:
        >>> Waiver("3f9a1c2e0b", "A. Jansen", "Mended in the next issue.", "2027-01-01").expires
        datetime.date(2027, 1, 1)
    """

    id: str
    author: str
    reason: str
    expires: date

    def __init__(self, id: str, author: str, reason: str, expires: date | str) -> None:
        """Check all four, so that whatever is wrong is told together."""
        given = {"id": id, "author": author, "reason": reason, "expires": expires}
        day, faults = _read(given)
        if day is None or faults:
            raise _refused("this waiver", faults)
        self.__attrs_init__(id, author, reason, day)  # type: ignore[attr-defined]

    def to_form(self) -> dict[str, str]:
        """Give the waiver as plain data for JSON."""
        return {
            "id": self.id,
            "author": self.author,
            "reason": self.reason,
            "expires": self.expires.isoformat(),
        }


def _read(given: Mapping[str, object]) -> tuple[date | None, list[tuple[str, str]]]:
    """The day on which it expires, and whatever is wrong with it."""
    faults: list[tuple[str, str]] = []
    for key in ("id", "author", "reason"):
        value = given.get(key)
        if not isinstance(value, str) or not value.strip():
            what = f"no {key}" if value in (None, "") else f"`{key}` is not text: {value!r:.40}"
            faults.append((what, _SAMPLE if key != "id" else "every finding is told with its id"))
    if given.get("expires") is None:
        return None, [*faults, ("no day on which it expires", "give `expires`, as YYYY-MM-DD")]
    try:
        return as_day(given["expires"], "expires"), faults
    except FactError as error:
        return None, [*faults, (error.message, error.help)]


def _refused(what: str, faults: list[tuple[str, str]]) -> FactError:
    message, help = told_together(what, faults)  # noqa: A001
    return FactError(f"{what}: {message}" if len(faults) == 1 else message, help=help)


def read_waivers(text: str, what: str = _WHAT) -> tuple[Waiver, ...]:
    """Read waivers from TOML, or from the JSON form of the same.

    Args:
        text: A document with one table ``[[waiver]]`` for each.
        what: What it is, for the messages.

    Raises:
        FactError: It cannot be read; or waivers in it lack an author, a reason or a day, have
            keys that mean nothing, or name one finding twice; all at once, each with its number.

    Example:
        >>> read_waivers('''
        ... [[waiver]]
        ... id = "3f9a1c2e0b"
        ... author = "A. Jansen"
        ... reason = "Mended in the next issue."
        ... expires = 2027-01-01
        ... ''')[0].author
        'A. Jansen'
    """
    faults: list[tuple[str, str]] = []
    waivers: list[Waiver] = []
    numbers: dict[str, int] = {}
    tables, strange = _tables(text, what)
    faults += strange
    for number, given in enumerate(tables, start=1):
        if not isinstance(given, dict):
            faults.append((f"waiver {number}: it is no table", f"give it {_listed(_KEYS)}"))
            continue
        day, wrong = _read(given)
        wrong = [*_stray(given), *wrong]
        faults += [(f"waiver {number}: {message}", help) for message, help in wrong]  # noqa: A001
        if day is None or wrong:
            continue
        first = numbers.setdefault(given["id"], number)
        if first != number:
            said = f"waiver {number}: `{given['id']}` is waived by waiver {first} already"
            faults.append((said, "leave one of the two out"))
        waivers.append(Waiver(given["id"], given["author"], given["reason"], day))
    if faults:
        raise _refused(what, faults)
    return tuple(waivers)


def _tables(text: str, what: str) -> tuple[list[Any], list[tuple[str, str]]]:
    """The waivers, those under a key that is nearly the right one too; and the other keys."""
    form: object
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        form = read_json(text, what)
    else:
        try:
            form = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            reason = f"{error}"[:1].lower() + f"{error}"[1:]
            raise FactError(
                f"{what}: {reason}",
                help="mend the TOML there; each waiver is a table `[[waiver]]`",
            ) from None
    if not isinstance(form, dict):
        raise FactError(f"{what}: it is no table", help=f"put them under `{_TOP}`")
    tables: list[Any] = []
    faults: list[tuple[str, str]] = []
    for key, given in form.items():
        meant = key == _TOP or bool(get_close_matches(key, [_TOP], n=1))
        if key != _TOP:
            help = f"did you mean `{_TOP}`?" if meant else f"put every waiver under `{_TOP}`"  # noqa: A001
            faults.append((f"unknown key `{key[:40]}`", help))
        if meant:
            tables += given if isinstance(given, list) else [given]
    return tables, faults


def _stray(given: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key in given:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, n=1)
            yield (
                f"unknown key `{str(key)[:40]}`",
                f"did you mean `{near[0]}`?" if near else f"a waiver has {_listed(_KEYS)}",
            )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def write_waivers(waivers: Iterable[Waiver], *, form: str = "toml") -> str:
    """Write waivers so that :func:`read_waivers` reads the same ones back.

    Args:
        waivers: The waivers.
        form: ``toml`` or ``json``.

    Raises:
        FactError: ``form`` is neither.

    Example:
        >>> one = Waiver("3f9a1c2e0b", "A. Jansen", "Mended in the next issue.", "2027-01-01")
        >>> print(write_waivers([one]), end="")
        [[waiver]]
        id = "3f9a1c2e0b"
        author = "A. Jansen"
        reason = "Mended in the next issue."
        expires = 2027-01-01
    """
    forms = [waiver.to_form() for waiver in waivers]
    if form == "json":
        return write_json({_TOP: forms}, indent=2) + "\n"
    if form != "toml":
        raise FactError(f"waivers are not written as {form!r:.40}", help="give `toml` or `json`")
    return "\n".join(_table(one) for one in forms)


def _table(form: dict[str, str]) -> str:
    lines = [f"[[{_TOP}]]"]
    for key, value in form.items():
        # A JSON string is a TOML string too, but for the one character that TOML escapes beyond.
        said = value if key == "expires" else write_json(value).replace("\x7f", "\\u007F")
        lines.append(f"{key} = {said}")
    return "\n".join(lines) + "\n"


def waive(
    report: Report, waivers: Iterable[Waiver], today: date | str, what: str = _WHAT
) -> Report:
    """Move the findings that are waived out of the way.

    Args:
        report: What a check came to.
        waivers: The waivers.
        today: The day on which they must still hold.  Nothing in this library reads the clock,
            and the day whose law is checked is not the day on which somebody looks at it.
        what: What the waivers are, for the messages: the file that they stand in, say.

    Returns:
        The report with these findings under ``waived``.

    Raises:
        FactError: Waivers have run out, or name nothing that was found; all at once.  A check
            that was stopped may not have come to what a waiver names, so that is then no error.

    Example:
        >>> from datetime import date
        >>> from continuum.verify.findings import Finding
        >>> stuck = Finding("dead_end", ("legal", "isolation"), "stuck; add a way on")
        >>> report = Report("door 1", date(2026, 11, 23), (stuck,), (), 2, ())
        >>> one = Waiver(stuck.id, "A. Jansen", "Mended in the next issue.", "2027-01-01")
        >>> waive(report, [one], "2026-11-23").clean
        True
    """
    day = as_day(today, "the day on which waivers must hold")
    by_id = {waiver.id: waiver for waiver in waivers}
    before = [one.finding for one in report.waived]
    found = {finding.id: finding for finding in (*report.findings, *report.undecided, *before)}
    faults = [
        (
            f"the waiver of `{id}` by {waiver.author} has run out on {waiver.expires}",
            f"mend the finding ({found[id].kind}), or look at it again and give a later day"
            if id in found
            else "nothing was found that it names, so leave it out",
        )
        for id, waiver in by_id.items()
        if waiver.expires <= day
    ]
    if not report.stopped:
        faults += [_unknown(waiver, found) for id, waiver in by_id.items() if id not in found]
    if faults:
        raise _refused(what, list(dict(faults).items()))
    return attrs.evolve(
        report,
        findings=tuple(one for one in report.findings if one.id not in by_id),
        undecided=tuple(one for one in report.undecided if one.id not in by_id),
        waived=(
            *report.waived,
            *(
                Waived(one, by_id[one.id])
                for one in (*report.findings, *report.undecided)
                if one.id in by_id
            ),
        ),
    )


def _unknown(waiver: Waiver, found: Mapping[str, Finding]) -> tuple[str, str]:
    near = get_close_matches(waiver.id, found, n=1, cutoff=0.8)
    return (
        f"the waiver of `{waiver.id}` by {waiver.author} names nothing that was found",
        f"did you mean `{near[0]}` ({found[near[0]].kind})?"
        if near
        else "the fault may be mended: leave the waiver out",
    )
