"""What is checked by ``pytest --continuum``: a rulebook, and what is asked of it besides."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError, RulebookError
from continuum.rulebook import Rulebook
from continuum.rulebooks import load, names
from continuum.rulebooks.mistaken import refuse_other_files
from continuum.verify.checking import check
from continuum.verify.properties import check_properties
from continuum.verify.properties.builtin import builtin_properties
from continuum.verify.space import Limits
from continuum.verify.waiving import waive

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from types import ModuleType

    from continuum.verify.findings import Report
    from continuum.verify.properties import Property
    from continuum.verify.waiving import Waiver

__all__ = ["Allowance", "Target", "name_of", "open_target"]

_OPTIONS: Final = ("staff", "sights", "against")
_BOOK: Final = "book"


@attrs.frozen
class Allowance:
    """What a check may use, and which of its findings somebody answers for.

    Args:
        seconds: The most seconds; ``None``: as many as the checker takes of itself.
        waivers: The waivers.
        today: The day on which they must hold.
        said: What the waivers are, for the messages: in which file they stand.
    """

    seconds: float | None = None
    waivers: tuple[Waiver, ...] = ()
    today: date | None = None
    said: str = "the waivers"


@attrs.define
class Target:
    """A rulebook that is checked once, whoever asks.

    Args:
        name: What it is called in test ids.
        path: The file that it comes from; ``None``: it is built in.
        book: The rulebook.
        properties: What must hold besides.
        options: What else is asked: ``staff``, ``sights``, ``against``.
        allowance: What the check may use.

    Attributes:
        failed: What its check failed with, once it did.
    """

    name: str
    path: Path | None
    book: Rulebook
    properties: tuple[Property, ...] = ()
    options: dict[str, Any] = attrs.field(factory=dict)
    allowance: Allowance = attrs.field(factory=Allowance)
    _report: Report | None = attrs.field(default=None, init=False)
    failed: Exception | None = attrs.field(default=None, init=False)

    def report(self) -> Report:
        """Check the rulebook, or give what the check came to before.

        Raises:
            RulebookError: What is asked of it does not fit it.
            FactError: A waiver has run out, or names nothing that was found.
        """
        if self.failed is not None:
            raise self.failed
        if self._report is None:
            try:
                self._report = self._checked()
            except Exception as error:
                self.failed = error
                raise
        return self._report

    def _checked(self) -> Report:
        allowed = self.allowance
        limits = Limits() if allowed.seconds is None else Limits(seconds=allowed.seconds)
        report = check(self.book, properties=self.properties, limits=limits, **self.options)
        if allowed.today is not None and allowed.waivers:
            report = waive(report, allowed.waivers, allowed.today, allowed.said)
        return report


def name_of(given: str) -> str:
    """Give the name under which a rulebook stands in test ids.

    Example:
        >>> name_of("rules/leave.py::book"), name_of("leave.json"), name_of("leave.py::draft")
        ('leave', 'leave', 'leave.draft')
    """
    where, _, name = given.partition("::")
    stem = Path(where).stem if Path(where).suffix in {".py", ".json"} else where
    return stem if name in {"", _BOOK} else f"{stem}.{name}"


def open_target(given: str, root: Path, allowance: Allowance | None = None) -> Target:
    """Open what stands behind a name: a built-in rulebook, a JSON file, or a name in a module.

    Beside a rulebook in a Python file, ``properties``, ``staff``, ``sights`` and ``against`` of
    that file are given to the check as well.

    Args:
        given: ``eu``, ``book.json``, ``file.py::book`` or ``package.module::book``.
        root: The folder that paths are counted from.
        allowance: What the check may use.

    Raises:
        RulebookError: There is nothing of that name, or it is no rulebook.
        FactError: A file cannot be read.
        InvalidRulebook: A rulebook does not hold together; with every fault.

    Example:
        >>> open_target("outline", Path()).book.label
        'outline 1'
    """
    allowance = allowance or Allowance()
    where, marked, name = given.partition("::")
    path = root / where
    if not marked and given in names():
        book = load(given)
        properties = builtin_properties(book)
        return Target(given, None, book, properties, allowance=allowance)
    if not marked and path.suffix != ".py":
        book = Rulebook.from_json(_text(path, given))
        return Target(name_of(given), path, book, allowance=allowance)
    module = _module(path, where)
    asked = {option: value for option in _OPTIONS if (value := getattr(module, option, None))}
    book = _book(module, name or _BOOK, given)
    properties = check_properties(getattr(module, "properties", ()), book)
    file = path if path.exists() else None
    return Target(name_of(given), file, book, properties, asked, allowance)


def _text(path: Path, given: str) -> str:
    if path.exists():
        refuse_other_files(path, given)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        listed = ", ".join(f"`{name}`" for name in names())
        raise RulebookError(
            f"there is no built-in rulebook and no file `{given[:200]}`",
            help=f"give {listed}, the path of a JSON file, or `path/to/file.py::book`",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactError(
            f"the rulebook `{given[:200]}` cannot be read: {error}",
            help="give the path of a file of UTF-8 text",
        ) from None


def _module(path: Path, given: str) -> ModuleType:
    if path.suffix != ".py":
        try:
            return import_module(given)
        except ModuleNotFoundError as error:
            raise RulebookError(
                f"there is no module `{given[:200]}` ({error})",
                help="give `path/to/file.py::book`, or `package.module::book`",
            ) from None
    if not path.is_file():
        raise RulebookError(
            f"there is no file `{given[:200]}`", help="give `path/to/file.py::book`"
        )
    name = f"continuum_rulebook_{path.stem}_{abs(hash(str(path.resolve()))):x}"
    spec = spec_from_file_location(name, path)
    assert spec is not None  # noqa: S101 - the file ends in .py
    assert spec.loader is not None  # noqa: S101
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _book(module: ModuleType, name: str, given: str) -> Rulebook:
    found = getattr(module, name, None)
    book = _made(found, name, given) if callable(found) else found
    if isinstance(book, Rulebook):
        return book
    there = [f"`{n}`" for n, value in vars(module).items() if isinstance(value, Rulebook)]
    said = "is not there" if found is None else f"is a `{type(book).__name__}`, not a rulebook"
    raise RulebookError(
        f"`{name}` in `{given[:200]}` {said}",
        help=f"there is {', '.join(there)}"
        if there
        else "give the name of a rulebook, or of a function that returns one",
    )


def _made(make: Callable[[], object], name: str, given: str) -> object:
    try:
        signature(make).bind()
    except TypeError as error:
        raise RulebookError(
            f"`{name}` in `{given[:200]}` cannot be called with nothing: {error}",
            help="give a function that returns a rulebook and asks for nothing",
        ) from None
    return make()
