"""What a check found: faults that replay, what was proved, and what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.rulebook.strict_json import write_json

if TYPE_CHECKING:
    from datetime import date

    from continuum.verify.following.story import Story

__all__ = ["KINDS", "Finding", "Kind", "Report"]

Kind = Literal[
    "unreachable_state",
    "dead_transition",
    "dead_end",
    "no_way_to_an_end",
    "two_ways",
    "guard_never_holds",
    "guard_always_holds",
    "mandatory_step_bypassed",
    "voluntary_step_gates",
    "demand_blocked",
    "handover_without_receiver",
    "phase_map_not_a_run_of_the_outline",
]

KINDS: Final[dict[str, str]] = {
    "unreachable_state": "a state that no case ever comes to",
    "dead_transition": "a way that no case ever takes",
    "dead_end": "a place from which nothing can happen any more",
    "no_way_to_an_end": "a place from which the end cannot be reached",
    "two_ways": "two ways of one event that may be open at once",
    "guard_never_holds": "a condition that nothing can meet",
    "guard_always_holds": "a condition that everything meets",
    "mandatory_step_bypassed": "a way round a step that must come first",
    "voluntary_step_gates": "a voluntary step without which something else stays closed",
    "demand_blocked": "an event that a rule demands and that has no way on the day",
    "handover_without_receiver": "a handover that nobody can bring to its end",
    "phase_map_not_a_run_of_the_outline": "phases that do not follow the outline",
}
"""Every kind of finding, and what it means."""


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

    Example:
        >>> Finding("unreachable_state", ("legal", "limbo"), "nothing leads to `limbo`").kind
        'unreachable_state'
    """

    kind: Kind
    subjects: tuple[str, ...]
    sentence: str
    history: Story | None = None
    because: str = ""

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
            "kind": self.kind,
            "subjects": list(self.subjects),
            "sentence": self.sentence,
            "history": None if self.history is None else self.history.to_form(),
            "because": self.because,
        }


@attrs.frozen(repr=False)
class Report:
    """What a check of a rulebook came to.

    A report that is clean says only what it proved; read :attr:`assumptions` with it.  It is
    ``clean`` when nothing was found and nothing was left undecided.

    Args:
        rulebook: Name and version.
        on: The day whose law was checked.
        findings: The faults; each that has a story replays.
        proved: What was proved for every case.
        configurations: How many situations were visited.
        assumptions: What was taken for granted, and what was not looked at.
        undecided: What neither a proof nor a story was found for: no fault, and no pass.
    """

    rulebook: str
    on: date
    findings: tuple[Finding, ...]
    proved: tuple[str, ...]
    configurations: int
    assumptions: tuple[str, ...]
    undecided: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found and nothing was left undecided."""
        return not self.findings and not self.undecided

    def __bool__(self) -> bool:
        """Whether the report is clean."""
        return self.clean

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """Give the findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    def __repr__(self) -> str:
        """Say the outcome, then each finding with its story."""
        from continuum.verify.showing import tell_report

        return tell_report(self)

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from continuum.verify.showing import show_report

        return show_report(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the report as JSON, stories included.

        Args:
            indent: How far to indent; ``None``: all on one line.
        """
        form = {
            "rulebook": self.rulebook,
            "on": self.on.isoformat(),
            "clean": self.clean,
            "configurations": self.configurations,
            "findings": [finding.to_form() for finding in self.findings],
            "undecided": [finding.to_form() for finding in self.undecided],
            "proved": list(self.proved),
            "assumptions": list(self.assumptions),
        }
        return write_json(form, indent=indent)
