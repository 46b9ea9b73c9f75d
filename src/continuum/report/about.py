"""The part of a page that says what the library is, what it never does, and how far it goes."""

from __future__ import annotations

from continuum.report.page import Part

__all__ = ["about_part"]

_DOES = (
    "It keeps the rules of the way out of prison in one place, for people and programs to read.",
    "It says for any day what is allowed, what is blocked, what is owed, by whom and until when.",
    "It gives every reason, not only the first, with its source and what would open the way.",
    "It checks whether the rules fit together before anybody relies on them.",
    "It shows with made-up people where the rules make people wait.",
)
_NEVER = (
    "It never decides. What takes something from a person needs a named human with own reasons.",
    "It never scores, ranks or predicts anybody, and has no place to put such a number.",
    "It never keeps anybody a day longer than the law allows; the last day is the last day.",
    "It never lets belief, motivation or a diagnosis change what a person is allowed.",
    "It never sets aside the protection against removal to torture, not even in an emergency.",
    "It never counts it against anybody to decline what is voluntary.",
)
_NOTES = (
    "This is not legal advice, and nothing here is ready for use on a real case.",
    "The rulebooks come from public sources; what is marked as unchecked, nobody has compared.",
    "The person in the case below does not exist. Nor do the people in the simulation.",
)


def about_part(*, heading: str = "What this is, and what it never does", lead: str = "") -> Part:
    """Say what the library does and never does, and that it is no legal advice.

    Args:
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    return Part("about", heading, "about", {"does": _DOES, "never": _NEVER, "notes": _NOTES}, lead)
