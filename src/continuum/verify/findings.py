"""What a check found: faults that replay, what was proved, and what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.rulebook.strict_json import write_json
from continuum.verify.kinds import KINDS, Kind, Severity
from continuum.verify.marking import is_id, mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.verify.following.story import Story
    from continuum.verify.waiving import Waiver

__all__ = ["KINDS", "Finding", "Kind", "Needed", "Report", "Waived"]


@attrs.frozen(repr=False)
class Finding:
    """One fault of a rulebook.

    Args:
        kind: One of :data:`KINDS`.
        subjects: What it is about: names of states, events, regions; ids of rules and steps.
        sentence: What is wrong and how to mend it, in plain English.
        history: A story that leads a case to the fault; ``None`` where the fault is that no
            story leads anywhere.
        because: The event, state or rule whose own finding brings this one about, so mend that
            first; empty where the fault stands for itself.
        about: The condition that is meant, in the normal form of
            ``normal_form``, where the subjects do not say which.
        decided: ``False`` for what neither a proof nor a story was found for.

    Example:
        >>> found = Finding("unreachable_state", ("legal", "limbo"), "nothing leads to `limbo`")
        >>> found.severity, found.id
        ('fault', '93b0e1b7f8')
    """

    kind: Kind
    subjects: tuple[str, ...]
    sentence: str
    history: Story | None = None
    because: str = ""
    about: str = attrs.field(default="", kw_only=True)
    decided: bool = attrs.field(default=True, kw_only=True)

    @property
    def id(self) -> str:
        """Ten digits that stay the same as long as the fault does; waivers name them."""
        return mark(self.kind, self.subjects, self.about, decided=self.decided)

    @property
    def severity(self) -> Severity:
        """How grave it is: ``fault``, ``warning`` or ``note``."""
        return KINDS[self.kind].severity

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids among the subjects: of rules, steps and handovers."""
        return tuple(subject for subject in self.subjects if is_id(subject))

    def __repr__(self) -> str:
        """Say the kind, the subjects, the sentence, and the story line by line."""
        told = () if self.history is None else self.history.told()
        said = f"<Finding {self.kind} ({', '.join(self.subjects)}): {self.sentence}"
        return "\n    ".join((said, *told)) + ">"

    def _repr_html_(self) -> str:
        """Show the finding in a notebook."""
        from continuum.verify.showing import show_finding

        return show_finding(self)

    def to_form(self) -> dict[str, Any]:
        """Give the finding as plain data for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "severity": self.severity,
            "subjects": list(self.subjects),
            "rules": list(self.rules),
            "sentence": self.sentence,
            "history": None if self.history is None else self.history.to_form(),
            "because": self.because,
        }


@attrs.frozen
class Waived:
    """A finding that somebody answers for.

    Args:
        finding: What was found, or left undecided.
        waiver: Who answers for it, why, and until when.
    """

    finding: Finding
    waiver: Waiver

    def to_form(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return self.finding.to_form() | {"waiver": self.waiver.to_form()}


@attrs.frozen
class Needed:
    """A fact that must be known by the time a case comes to a state.

    Args:
        region: The region.
        state: The state.
        fact: The fact's name.
        recorded_by: The roles that can record it, or the events that do.
        sentence: The same in plain English.
    """

    region: str
    state: str
    fact: str
    recorded_by: tuple[str, ...]
    sentence: str

    def to_form(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "region": self.region,
            "state": self.state,
            "fact": self.fact,
            "recorded_by": list(self.recorded_by),
            "sentence": self.sentence,
        }


def _undecided(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(attrs.evolve(finding, decided=False) for finding in findings)


@attrs.frozen(repr=False)
class Report:
    """What a check of a rulebook came to.

    A report that is clean says only what it proved; read :attr:`assumptions` with it.  It is
    ``clean`` when nothing was found, nothing was left undecided, and the check came to its end.

    Args:
        rulebook: Name and version.
        on: The day whose law was checked.
        findings: The faults; each that has a story replays.
        proved: What was proved for every case.
        configurations: How many situations were visited.
        assumptions: What was taken for granted, and what was not looked at.
        undecided: What neither a proof nor a story was found for: no fault, and no pass.
        waived: What was found and somebody answers for; see :func:`waive`.
        stopped: Why the check ended before it was done; empty when it was done.
        checklist: Which facts must be known by which state at the latest.
    """

    rulebook: str
    on: date
    findings: tuple[Finding, ...]
    proved: tuple[str, ...]
    configurations: int
    assumptions: tuple[str, ...]
    undecided: tuple[Finding, ...] = attrs.field(default=(), converter=_undecided)
    waived: tuple[Waived, ...] = attrs.field(default=(), kw_only=True)
    stopped: str = attrs.field(default="", kw_only=True)
    checklist: tuple[Needed, ...] = attrs.field(default=(), kw_only=True)

    @property
    def clean(self) -> bool:
        """Whether nothing was found or left undecided, and the check came to its end."""
        return not (self.findings or self.undecided or self.stopped)

    def __bool__(self) -> bool:
        """Whether the report is clean."""
        return self.clean

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """Give the findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    def of_severity(self, severity: str) -> tuple[Finding, ...]:
        """Give the findings of one severity: ``fault``, ``warning`` or ``note``."""
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def __repr__(self) -> str:
        """Say the outcome, then each finding with its story."""
        from continuum.verify.telling import tell_report

        return tell_report(self)

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from continuum.verify.showing import show_report

        return show_report(self)

    def to_form(self) -> dict[str, Any]:
        """Give the report as plain data for JSON."""
        return {
            "rulebook": self.rulebook,
            "on": self.on.isoformat(),
            "clean": self.clean,
            "stopped": self.stopped,
            "configurations": self.configurations,
            "findings": [finding.to_form() for finding in self.findings],
            "undecided": [finding.to_form() for finding in self.undecided],
            "waived": [one.to_form() for one in self.waived],
            "proved": list(self.proved),
            "checklist": [one.to_form() for one in self.checklist],
            "assumptions": list(self.assumptions),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the report as JSON, stories included.

        Args:
            indent: How far to indent; ``None``: all on one line.
        """
        return write_json(self.to_form(), indent=indent)

    def to_sarif(self, *, file: str = "", indent: int | None = None) -> str:
        """Write the report as SARIF 2.1.0, which tools for code review read.

        Args:
            file: Where the rulebook lies in the repository, for remarks beside the file; empty:
                the findings name the parts of the rulebook only.
            indent: How far to indent; ``None``: all on one line.
        """
        from continuum.verify.sarif import to_sarif as sarif

        return write_json(sarif(self, file), indent=indent)

    def to_html(self) -> str:
        """Write the report as a page of its own, without scripts, where each story folds out."""
        from continuum.verify.showing import show_page

        return show_page(self)
