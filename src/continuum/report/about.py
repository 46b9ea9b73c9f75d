"""The part of a page that says what the library is, what it never does, and what the law's status is."""

from __future__ import annotations

from continuum.report.page import Part

__all__ = ["about_part"]

DOES = (
    "It keeps the rules of the way out of prison in one place, as a rulebook that people and "
    "programs can both read.",
    "It says for any day what is allowed, what is blocked and what is owed, by whom and until when.",
    "It gives every reason, not only the first, with the source and with what would make the step "
    "possible.",
    "It checks whether the rules fit together before anybody relies on them.",
    "It shows with made-up people where the rules make people wait.",
)
NEVER = (
    "It never decides. Whatever takes something from a person needs a named human with own reasons.",
    "It never scores, ranks or predicts anybody, and has no place to put such a number.",
    "It never keeps anybody a day longer than the law allows; the last day is the last day.",
    "It never lets belief, motivation or a diagnosis change what a person is allowed.",
    "It never sets aside the protection against removal to torture, for nobody and in no emergency.",
    "It never counts it against anybody to decline what is voluntary.",
)
NOTES = (
    "This is not legal advice, and nothing here is ready for use on a real case. The rulebooks were "
    "written from public sources; what is marked as unchecked has not been compared with the text "
    "of the law by anybody.",
    "The person in the case below does not exist. The people in the simulation do not exist either.",
)


def about_part(*, heading: str = "What this is, and what it never does", lead: str = "") -> Part:
    """Say what the library does and never does, and that it is no legal advice.

    Args:
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    return Part("about", heading, "about", {"does": DOES, "never": NEVER, "notes": NOTES}, lead)
