"""What ``pytest --continuum`` collects: one item a kind of finding, a rule and a property."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from _pytest.runner import collect_one_node

from continuum.errors import ContinuumError, FactError
from continuum.guards import as_day
from continuum.verify.kinds import KINDS
from continuum.verify.testing.pages import write_page
from continuum.verify.testing.targets import Allowance, name_of, open_target
from continuum.verify.waiving import read_waivers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from continuum.verify.findings import Finding
    from continuum.verify.testing.targets import Target

__all__ = ["RulebookItem", "RulebookNode", "plug_in"]

_ASKED_ONLY_WITH: Final = {"information_reaches_a_role": "sights", "fixed_rule_relaxed": "against"}
_OF_PROPERTIES: Final = ("property_violated", "property_vacuous")


class RulebookItem(pytest.Item):
    """One thing that is asked of a rulebook.

    Args:
        target: The rulebook.
        about: Which findings are about it.
        asked: What is asked, in words.
    """

    def __init__(
        self, *, target: Target, about: Callable[[Finding], bool], asked: str, **given: object
    ) -> None:
        """Keep what is asked."""
        super().__init__(**given)  # type: ignore[arg-type]
        self.target = target
        self.about = about
        self.asked = asked

    def setup(self) -> None:
        """Check the rulebook, once; what was not decided, or cannot be asked, is an error."""
        failed = self.target.failed
        if failed is not None and not isinstance(failed, ContinuumError):
            told = f"undecided: {self.asked}\nthe check failed, as told above: {failed}"
            pytest.fail(told, pytrace=False)
        try:
            report = self.target.report()
        except ContinuumError as error:
            pytest.fail(str(error), pytrace=False)
        if any(self.about(finding) for finding in report.findings):
            return
        doubts = [finding for finding in report.undecided if self.about(finding)]
        if doubts:
            pytest.fail("\n".join((f"undecided: {self.asked}", *_told(doubts))), pytrace=False)
        if report.stopped:
            told = f"undecided: {self.asked}\nthe check ended early: {report.stopped}"
            pytest.fail(told, pytrace=False)

    def runtest(self) -> None:
        """Fail with whatever was found."""
        found = [finding for finding in self.target.report().findings if self.about(finding)]
        if found:
            told = "\n".join((f"{self.target.book.label}: {self.asked}", *_told(found)))
            pytest.fail(told, pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Give the file and the heading of a failure."""
        path = self.target.path or self.config.rootpath / self.target.name
        return path, None, f"{self.target.name} :: {self.name}"


def _told(findings: Iterable[Finding]) -> Iterator[str]:
    for number, finding in enumerate(findings, start=1):
        because = f" (brought about by `{finding.because}`)" if finding.because else ""
        yield f"{number}. {finding.kind} {finding.id}: {finding.sentence}{because}"
        if finding.history is not None:
            yield from (f"     {line}" for line in finding.history.told())


class RulebookNode(pytest.Collector):
    """A rulebook among what pytest collects.

    Args:
        given: The name or the path of the rulebook.
        allowance: What its check may use.
        keep: Called with what was opened.
    """

    def __init__(
        self,
        *,
        given: str,
        allowance: Allowance,
        keep: Callable[[Target], None],
        **more: object,
    ) -> None:
        """Keep what is to be opened."""
        super().__init__(**more)  # type: ignore[arg-type]
        self.given = given
        self.allowance = allowance
        self.keep = keep

    def collect(self) -> Iterator[RulebookItem]:
        """Give one item for each kind of finding, rule and property."""
        try:
            target = open_target(self.given, self.config.invocation_params.dir, self.allowance)
        except ContinuumError as error:
            raise self.CollectError(str(error)) from None
        self.keep(target)
        if target.path is not None:
            self.path = target.path
        for kind, meaning in KINDS.items():
            if kind in _OF_PROPERTIES or _ASKED_ONLY_WITH.get(kind, "") not in {
                "",
                *target.options,
            }:
                continue
            name = f"never_{kind}" if kind.startswith("no_") else f"no_{kind}"
            yield self._item(target, name, _of_kind(kind), meaning.words)
        for rule in target.book.every_rule:
            name = f"{rule.id} {rule.title}".rstrip()
            yield self._item(target, name, _of_rule(rule.id), f"{rule.id}: {rule.sentence}")
        for given in target.properties:
            about = _of_property(given.name)
            yield self._item(target, f"property {given.name}", about, given.sentence or given.name)

    def _item(
        self, target: Target, name: str, about: Callable[[Finding], bool], asked: str
    ) -> RulebookItem:
        item: RulebookItem = RulebookItem.from_parent(
            self, name=name, target=target, about=about, asked=asked
        )
        return item


def _of_kind(kind: str) -> Callable[[Finding], bool]:
    return lambda finding: finding.kind == kind


def _of_rule(rule: str) -> Callable[[Finding], bool]:
    return lambda finding: rule in finding.subjects


def _of_property(name: str) -> Callable[[Finding], bool]:
    return lambda finding: finding.kind in _OF_PROPERTIES and name in finding.subjects


class _Rulebooks:
    """Collects rulebooks, and writes the page in the end."""

    def __init__(self, given: Iterable[str], allowance: Allowance, page: str) -> None:
        self.given = tuple(given)
        self.allowance = allowance
        self.page = page
        self.targets: list[Target] = []

    @pytest.hookimpl(tryfirst=True)  # before anything is deselected
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        for given in self.given:
            node = RulebookNode.from_parent(
                session,
                name=name_of(given),
                nodeid=name_of(given),
                given=given,
                allowance=self.allowance,
                keep=self.targets.append,
            )
            report = collect_one_node(node)
            node.ihook.pytest_collectreport(report=report)
            if report.passed:
                items += [item for item in report.result if isinstance(item, pytest.Item)]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.page or hasattr(session.config, "workerinput"):
            return
        if not self.targets:  # with `-n` it is the workers that collect
            self.targets = [
                *_opened(self.given, session.config.invocation_params.dir, self.allowance)
            ]
        write_page(Path(self.page), self.targets)


def _opened(given: Iterable[str], root: Path, allowance: Allowance) -> Iterator[Target]:
    for one in given:
        with suppress(ContinuumError):  # told when it was collected
            yield open_target(one, root, allowance)


def plug_in(config: pytest.Config) -> None:
    """Let a test run collect the rulebooks that it names.

    Where rulebooks are named on the command line and paths are not, only rulebooks are collected.

    Args:
        config: The configuration of the run.

    Raises:
        UsageError: An option does not fit.
    """
    named = config.getoption("continuum")
    given = [*named]
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        given += [one for one in config.getini("continuum") if one not in named]
        if named:
            config.args = []
    try:
        allowance = _allowance(config)
    except ContinuumError as error:
        raise pytest.UsageError(str(error)) from None
    page = config.getoption("continuum_html") or ""
    config.pluginmanager.register(_Rulebooks(given, allowance, page), "continuum-rulebooks")


def _allowance(config: pytest.Config) -> Allowance:
    seconds = config.getoption("continuum_seconds")
    if seconds is not None and not seconds > 0:
        raise FactError(f"--continuum-seconds cannot be {seconds:g}", help="give a number above 0")
    file, day = config.getoption("continuum_waivers"), config.getoption("continuum_today")
    if file is None:
        return Allowance(seconds)
    if day is None:
        raise FactError(
            "waivers run out, and nothing says which day it is",
            help="add `--continuum-today`, the day on which they must hold",
        )
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FactError(
            f"the waivers in `{file}` cannot be read: {error}", help="give a file of UTF-8 text"
        ) from None
    said = f"the waivers in `{file}`"
    return Allowance(seconds, read_waivers(text, said), as_day(day, "today"), said)
