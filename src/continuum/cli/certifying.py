"""Certificates: written from a check, and looked at again with another solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.cli.given import keep_apart, open_rulebook, read_text, write_text
from continuum.cli.told import FINDINGS, FINE, Told

if TYPE_CHECKING:
    from continuum.verify.properties import Property

__all__ = ["certify_rulebook", "recheck_certificate"]


def certify_rulebook(given: str, on: str, properties: str, out: str) -> Told:
    """Write a certificate of what a rulebook lets a case come to.

    Args:
        given: A name or a path.
        on: The day whose law is meant; empty: the day the rulebook speaks for.
        properties: The file of properties; empty: those that come with a built-in rulebook.
        out: The file to write; empty: the certificate itself is the answer.

    Raises:
        RulebookError: Something that would be claimed is not so.
    """
    from continuum.rulebook.strict_json import read_json
    from continuum.verify import certify

    keep_apart(out, given, properties)
    book = open_rulebook(given)
    text = certify(book, on or None, properties=_properties(given, properties))
    form: Any = read_json(text, "the certificate")
    if not out:
        return Told(form, text)
    write_text(out, text, "the certificate")
    said = (
        f"wrote {out}: {int(form['configurations']):,} situations, {len(form['nodes'])} nodes, "
        f"{len(form['claims'])} claims"
    )
    missing = [one for one in form["assumptions"] if one.startswith("not claimed")]
    said = "\n".join([said, *missing])
    return Told({"out": out, "configurations": form["configurations"], "left": missing}, said)


def _properties(given: str, path: str) -> tuple[Property, ...]:
    from continuum.rulebooks import names
    from continuum.verify.properties import builtin_properties, read_properties

    book = open_rulebook(given)
    if path:
        return read_properties(read_text(path, "the properties"), book)
    return builtin_properties(book) if given in names() else ()


def recheck_certificate(path: str, given: str) -> Told:
    """Look at a certificate again with z3.

    Args:
        path: The certificate.
        given: The rulebook: a name or a path.

    Raises:
        FactError: The certificate is damaged.
        RulebookError: It is about another rulebook.
        MissingExtra: z3 is not installed.
    """
    from continuum.verify.evidence.rechecking import recheck

    found = recheck(read_text(path, "the certificate"), open_rulebook(given))
    document = {
        "holds": bool(found),
        "configurations": str(found.configurations),
        "questions": found.questions,
        "confirmed": list(found.confirmed),
        "drawn": list(found.drawn),
        "against": list(found.against),
        "assumptions": list(found.assumptions),
    }
    return Told(document, str(found), FINE if found else FINDINGS)
