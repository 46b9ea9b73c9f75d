"""What a check is asked for on the command line, read and handed over in one place."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import attrs

from continuum.cli.given import open_rulebook, read_text
from continuum.cli.recorded import recorded_cases
from continuum.errors import FactError, told_together
from continuum.rulebook.strict_json import read_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.rulebook import Rulebook
    from continuum.verify import Report, Waiver

__all__ = ["Asked", "asked_check", "read_staff"]


@attrs.frozen
class Asked:
    """What the options of ``continuum check`` say; empty where an option was not given.

    Args:
        on: The day whose law is checked.
        today: The day on which waivers must hold.
        waivers: The file of the waivers.
        properties: The file of the user's own properties.
        cases: A file of recorded cases, or a folder of such files.
        against: The rulebook that this one builds on: a name or a path.
        staff: The file that says how many people hold each role.
        seconds: The most seconds.
        nodes: The most nodes of decision diagrams.
    """

    on: str = ""
    today: str = ""
    waivers: str = ""
    properties: str = ""
    cases: str = ""
    against: str = ""
    staff: str = ""
    seconds: float | None = None
    nodes: int | None = None


def asked_check(
    book: Rulebook, asked: Asked, progress: Callable[[str, int, int], None] | None = None
) -> Report:
    """Check a rulebook as asked.

    Args:
        book: The rulebook.
        asked: The options.
        progress: Called with a sentence, how much is done and of how much.

    Raises:
        FactError: A file cannot be read; a day is none; waivers are wrong.
        RulebookError: The rulebook to compare with is wrong, or a limit is not above 0.
    """
    from continuum.verify import check, waive

    waivers = _waivers(asked)
    options = _options(book, asked)
    report = check(book, asked.on or None, progress=progress, **options)
    return waive(report, waivers, asked.today, _said(asked)) if asked.waivers else report


def _said(asked: Asked) -> str:
    return f"the waivers in {asked.waivers}"


def _waivers(asked: Asked) -> tuple[Waiver, ...]:
    from continuum.verify import read_waivers

    if not asked.waivers:
        return ()
    if not asked.today:
        raise FactError(
            "waivers run out, and nothing says which day it is",
            help='add `--today YYYY-MM-DD`; in a shell: `--today "$(date +%F)"`',
        )
    return read_waivers(read_text(asked.waivers, "the waivers"), _said(asked))


def _options(book: Rulebook, asked: Asked) -> dict[str, Any]:
    """The keyword arguments of the check, of what was given only."""
    options: dict[str, Any] = {}
    if asked.staff:
        options["staff"] = read_staff(read_text(asked.staff, "the staff"), book)
    if asked.against:
        options["against"] = open_rulebook(asked.against)
    if asked.cases:
        options["cases"] = tuple(recorded_cases(asked.cases, book))
    if asked.properties:
        from continuum.verify.properties import read_properties

        said = read_text(asked.properties, "the properties")
        options["properties"] = read_properties(said, book)
    limits: dict[str, Any] = {"seconds": asked.seconds, "nodes": asked.nodes}
    given = {name: value for name, value in limits.items() if value is not None}
    if given:
        from continuum.verify.space.limits import Limits

        options["limits"] = Limits(**given)
    return options


def read_staff(text: str, book: Rulebook) -> dict[str, int]:
    """Read how many people hold each role: TOML lines ``role = 3``, or a JSON object.

    Args:
        text: The document.
        book: The rulebook whose roles they are.

    Raises:
        FactError: It cannot be read, or names roles that are none or numbers that are none;
            all at once.

    Example:
        >>> import continuum as ct
        >>> read_staff("prosecutor = 2", ct.load("outline"))
        {'prosecutor': 2}
    """
    what = "the staff"
    form: object
    if text.lstrip().startswith(("{", "[")):
        form = read_json(text, what)
    else:
        try:
            form = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
            raise FactError(
                f"{what}: {said[:1].lower()}{said[1:]}", help="give a line `role = 3` for each role"
            ) from None
    if not isinstance(form, dict):
        raise FactError(f"{what}: it names no roles", help="give a line `role = 3` for each role")
    roles = [role.name for role in book.roles]
    faults: list[tuple[str, str]] = []
    for role, people in form.items():
        if role not in roles:
            near = get_close_matches(role, roles, n=1)
            help = f"did you mean `{near[0]}`?" if near else "name a role of the rulebook"  # noqa: A001
            faults.append((f"there is no role `{role[:60]}`", help))
        if isinstance(people, bool) or not isinstance(people, int) or people < 0:
            faults.append((f"`{role[:60]}` is held by {people!r:.40}", "give a whole number"))
    if faults:
        message, help = told_together(what, faults)  # noqa: A001
        raise FactError(f"{what}: {message}" if len(faults) == 1 else message, help=help)
    return dict(form)
