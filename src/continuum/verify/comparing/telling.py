"""A comparison in plain text, in a notebook, and as advice for the next version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.prose.tables import details, heading, listing, page_fragment, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.verify.comparing.moving import Stranded
    from continuum.verify.comparing.parts import PartChange
    from continuum.verify.comparing.report import Behaviour, Diff
    from continuum.verify.comparing.rules import RuleChange

__all__ = ["Section", "advise", "say_rule", "sections", "show_diff", "tell_diff"]

_SORTS: Final = {
    "rule": "rule {}",
    "exemption": "exemption {}",
    "requires": "what `{}` requires",
    "way": "the way of {}",
    "lawful": "what makes {} lawful",
    "step": "step {}, to be open,",
    "done": "step {}, to be done,",
    "handover": "handover {}, to be open,",
    "phase": "phase `{}`",
}


def advise(diff: Diff) -> str:
    """Say which version number comes next, and why.

    Args:
        diff: The comparison.
    """
    reasons = list(_reasons(diff))
    open_ = bool(diff.stopped or diff.undecided)
    sure = "at least " if open_ else ""
    kept = "not everything was decided" if open_ else "nothing is lost"
    said = {
        "patch": "patch: "
        + (
            "not everything was decided"
            if open_
            else "nothing that a case may do, or that is owed in it, is otherwise"
        ),
        "minor": f"minor: {', '.join(reasons)}; {kept}",
        "major": "major: " + ", ".join(reasons),
    }[diff.level]
    return sure + said


def _reasons(diff: Diff) -> Iterator[str]:
    if diff.removed:
        where = "it was" if len({one.event for one in diff.removed}) == 1 else "they were"
        yield f"{_count(diff.removed, 'event')} no longer allowed where {where}"
    elsewhere = [one for one in diff.otherwise if one.sort in {"way", "recorded"}]
    if elsewhere:
        yield f"{_count(elsewhere, 'event')} with another effect"
    dropped = [part for part in diff.parts if not part.added]
    if dropped:
        yield "parts are gone"
    if diff.moving:
        yield "cases would be stranded"
    if diff.stuck:
        yield f"{len(diff.stuck)} of the cases given cannot move"
    if diff.level == "major":
        return
    if diff.added:
        yield f"{_count(diff.added, 'event')} allowed in more cases"
    if diff.otherwise:
        yield "other duties or warnings"
    if diff.parts:
        yield "parts are new"
    if diff.numbers:
        yield "numbers or days of the law are otherwise"
    if not (diff.added or diff.otherwise or diff.parts or diff.numbers):
        yield "rules or conditions are otherwise"


def _count(behaviours: object, noun: str) -> str:
    count = len({one.event for one in behaviours})  # type: ignore[attr-defined]
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


Section = tuple[str, str, list[tuple[str, tuple[str, ...]]]]
"""The head, the colour, and sentences, each with the lines of a story."""


def sections(diff: Diff) -> Iterator[Section]:
    """Give what is told, what is lost first.

    Args:
        diff: The comparison.
    """
    yield "no longer allowed", "red", [_told(one) for one in diff.removed]
    yield "now also allowed", "green", [_told(one) for one in diff.added]
    yield "done differently", "yellow", [_told(one) for one in diff.otherwise]
    yield _plain("rules and conditions", "cyan", (say_rule(one) for one in diff.changed))
    one_sided = {part.name for part in diff.parts if part.sort == "event"}
    stopped = (
        f"`{name}` may be stopped in other cases, or by other rules, than before"
        for name in diff.stopped_differently
        if name not in one_sided
    )
    yield _plain("what may stop events", "cyan", stopped)
    yield _plain("parts", "cyan", map(_part, diff.parts))
    yield _plain("numbers and days", "cyan", diff.numbers)
    decisions = (f"{one.case}: {one.sentence}" for one in diff.decisions)
    yield _plain("decisions that would come out otherwise", "yellow", decisions)
    stuck = (f"{one.case}: {'; '.join(one.reasons)}" for one in diff.stuck)
    yield _plain("cases that cannot move", "red", stuck)
    yield "where cases would be stranded", "red", [_told(one) for one in diff.moving]
    yield _plain("undecided", "magenta", diff.undecided)
    yield _plain("taken for granted", "", diff.assumptions)


def _plain(head: str, colour: str, sentences: Iterable[str]) -> Section:
    return head, colour, [(sentence, ()) for sentence in sentences]


def _part(part: PartChange) -> str:
    return f"{part.sort} `{part.name}` {'is new' if part.added else 'is not there any more'}"


def _told(one: Behaviour | Stranded) -> tuple[str, tuple[str, ...]]:
    return one.sentence, () if one.history is None else one.history.told()


def say_rule(one: RuleChange) -> str:
    """Say how a rule, gate, way, step or phase changed.

    Args:
        one: The change.
    """
    named = _SORTS[one.sort].format(one.name)
    if one.besides and not (one.more or one.less):
        return f"{named} is otherwise: {'; '.join(one.besides)}"
    said = [f"{named} is {one.breadth}"]
    if one.more:
        said.append(f"it holds now, and did not before, where {one.more}")
    if one.less:
        said.append(f"it held before, and does not now, where {one.less}")
    said += one.besides
    return "; ".join(said)


def tell_diff(diff: Diff) -> str:
    """Tell a comparison in plain text.

    Args:
        diff: The comparison.
    """
    lines = [f"<Diff {diff.old} to {diff.new}, law of {diff.on}: {diff.advice}>"]
    if diff.stopped:
        lines.append(f"not finished: {diff.stopped}")
    for head, _, told in sections(diff):
        if told:
            lines.append(f"{head} ({len(told)}):")
        for sentence, story in told:
            lines.append(f"  - {sentence}")
            lines += [f"      {line}" for line in story]
    return "\n".join(lines)


def show_diff(diff: Diff) -> str:
    """Show a comparison in a notebook.

    Args:
        diff: The comparison.
    """
    parts = [paragraph(diff.advice)]
    if diff.stopped:
        parts.append(paragraph(f"Not finished: {diff.stopped}."))
    for head, _, told in sections(diff):
        if told:
            parts.append(heading(f"{head} ({len(told)})".capitalize()))
            for sentence, story in told:
                parts.append(paragraph(sentence))
                if story:
                    parts.append(details("A case that shows it", listing(story)))
    if diff.changed:
        rows = [(one.sort, one.name, one.breadth, one.more, one.less) for one in diff.changed]
        heads = ("What", "Name", "Now", "Holds now where", "Held before where")
        parts.append(details("Rules and conditions as a table", table(heads, rows, "Changes")))
    return page_fragment(f"{diff.old} to {diff.new}, law of {diff.on}", *parts)
