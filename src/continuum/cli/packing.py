"""A pack of boundary cases: written for a rulebook, or replayed after a change."""

from __future__ import annotations

from continuum.cli.given import keep_apart, open_rulebook, read_text, write_text
from continuum.cli.reading import as_document
from continuum.cli.told import FINDINGS, FINE, Told
from continuum.errors import FactError

__all__ = ["pack_rulebook"]

_MOST_TOLD = 40


def pack_rulebook(given: str, on: str = "", out: str = "", replay: str = "") -> Told:
    """Write the pack of a rulebook, or replay one.

    Args:
        given: The name or the path of the rulebook.
        on: The day whose law the pack is made for; empty: the day the rulebook speaks for.
        out: The file to write; empty: the pack is only counted.
        replay: The pack to replay; empty: one is made.

    Raises:
        FactError: A file cannot be read or written, is no pack, or belongs to another rulebook.
    """
    from continuum.prose import plural
    from continuum.verify.packing import pack

    keep_apart(out, given, replay)
    book = open_rulebook(given)
    if replay:
        if out or on:
            raise FactError(
                "a pack is either written or replayed",
                help="give `--replay FILE` alone, or `-o FILE` to write a new one",
            )
        return _replayed(given, replay)
    made = pack(book, on or None)
    if out:
        write_text(out, made.to_json(), "the pack")
    document = {
        "rulebook": as_document(book),
        "digest": made.digest,
        "on": made.on.isoformat(),
        "cases": len(made),
        "out": out or None,
    }
    where = f", written to {out}" if out else "; keep them with `-o FILE`"
    return Told(document, f"{book.label}: {plural(len(made), 'boundary cases')}{where}")


def _replayed(given: str, file: str) -> Told:
    from continuum.prose import plural
    from continuum.verify.packing import Pack

    book = open_rulebook(given)
    kept = Pack.from_json(read_text(file, "the pack"))
    if kept.rulebook != book.name:
        raise FactError(
            f"the pack is of rulebook `{kept.rulebook[:80]}`, not of `{book.name}`",
            help=f"replay it on `{kept.rulebook[:80]}`, or write one for `{book.name}`",
        )
    differences = kept.replay(book)
    document = {
        "rulebook": as_document(book),
        "same_text": kept.digest == book.digest,
        "cases": len(kept),
        "differences": [
            {
                "case": one.number,
                "about": one.case.about,
                "was": one.was,
                "now": one.now,
                "sentence": one.sentence,
            }
            for one in differences
        ],
    }
    said = "the same text" if kept.digest == book.digest else "another text than the pack is of"
    lines = [f"{book.label} ({said}): {plural(len(kept), 'cases')} of the pack replayed"]
    lines += [f"  {one.sentence}" for one in differences[:_MOST_TOLD]]
    if len(differences) > _MOST_TOLD:
        lines.append(f"  and {len(differences) - _MOST_TOLD} more; see all with --json")
    if differences:
        lines.append(f"{plural(len(differences), 'cases')} came out otherwise")
    else:
        lines.append("every case came out as recorded")
    return Told(document, "\n".join(lines), FINDINGS if differences else FINE)
