"""Texts that the library itself composes, such as *`removed` is decided by `removal_unit`*.

They are made in English on the floors below and above, and kept in histories as they were made.
To say one in another language, or in plainer words, it is recognised by its form and taken apart;
the parts are then said each by itself.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

__all__ = ["COMPOSED", "Form", "taken_apart"]


@attrs.frozen
class Form:
    """The form of a composed text.

    Args:
        kinds: The kinds of text that may have it.
        written: The English template; ``{name:kind}`` is a part of that kind.
        plainly: The English template for the person whom it is about; empty: the same.
    """

    kinds: tuple[str, ...]
    written: str
    plainly: str = ""

    @property
    def template(self) -> str:
        """The template with the names of its parts alone, as catalogues have it."""
        return re.sub(r"\{(\w+):\w+\}", r"{\1}", self.written)

    @property
    def parts(self) -> dict[str, str]:
        """The names of its parts, and of which kind they are."""
        return dict(re.findall(r"\{(\w+):(\w+)\}", self.written))

    @property
    def pattern(self) -> re.Pattern[str]:
        """What recognises it."""
        pieces = re.split(r"\{(\w+):(\w+)\}", self.written)
        said = re.escape(pieces[0])
        for name, kind, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            inside = r"[\w.:#~-]+" if kind == "code" else r".+?"
            said += f"(?P<{name}>{inside}){re.escape(after)}"
        return re.compile(said, re.DOTALL)


COMPOSED = (
    Form(
        ("rule",),
        "`{event:code}` is decided by {roles:roles}",
        "Only these people or offices can decide this: {roles}.",
    ),
    Form(
        ("remedy",),
        "let {roles:roles} decide it",
        "This is the person or office that can decide: {roles}.",
    ),
    Form(
        ("rule",),
        "`{event:code}` ({words:event}) is not open yet",
        "The time for this has not come yet, or something is missing.",
    ),
    Form(("remedy",), "see what it requires", "Ask what is still missing."),
    Form(
        ("rule",),
        "`{event:code}` has no way from `{state:code}` ({words:state}) in {region:region}",
        "This does not fit where you are now: “{words}”.",
    ),
    Form(
        ("remedy",),
        "it is open while {region:region} is {states:states}",
        "It can happen from here: {states}.",
    ),
    Form(
        ("rule",),
        "`{event:code}` has several ways from `{state:code}` in {region:region}: {targets:codes}",
        "The rules do not say clearly what comes next.",
    ),
    Form(
        ("remedy",),
        "the rulebook must say which; check it with `continuum check`",
        "The people who keep the rules must make this clear.",
    ),
    Form(
        ("rule",),
        "no recorded fact opens a way for `{event:code}` from `{state:code}` ({words:state})",
        "Something that decides what comes next is not written down yet.",
    ),
    Form(
        ("remedy",),
        "record the facts that choose the way",
        "Ask which facts are missing, and ask to have them written down.",
    ),
    Form(
        ("rule",),
        "the register of {register:register} has no record `{record:codes}`",
        "The record that this is about was not found.",
    ),
    Form(
        ("remedy",),
        "name one of its records, such as {records:codes}",
        "Ask which record is meant.",
    ),
    Form(("remedy",), "no record was added to it yet", "Nothing of this kind is written down yet."),
    Form(("fact",), "the id of the record of {register:register} that it is about"),
    Form(("fact",), "stage of handover {id:code} ({title:handover})", "the handover: {title}"),
    Form(("fact",), "stage of handover {id:code}", "the handover"),
    Form(
        ("duty",),
        "{sentence:rule} Record `{event:code}` ({words:event}).",
        "{sentence}",
    ),
    Form(
        ("duty",),
        "{words:state} is without a basis: end it, or record the basis it has",
        "Your situation has no legal basis now (“{words}”). It must end, or its basis must be written down.",
    ),
    Form(
        ("duty",),
        "handover {id:code} ({content:contents}): hand over",
        "Give the work to whoever takes over, with: {content}.",
    ),
    Form(
        ("duty",),
        "handover {id:code} ({content:contents}): accept it",
        "Take over the work, with: {content}.",
    ),
    Form(
        ("duty",),
        "handover {id:code} ({content:contents}): make it effective",
        "Finish the change to whoever takes over, with: {content}.",
    ),
    Form(
        ("duty",),
        "settle the refused handover {id:code} with the managers of both sides",
        "The managers of both sides must settle who works with you.",
    ),
    Form(
        ("duty",),
        "reconsider `{event:code}` of {day:day}, which was {outcome:outcome}: with what was learned "
        "on {learned:day} it would be {now:code} ({ids:ids})",
        "Look again at the decision of {day}. Something new is known since {learned}.",
    ),
    Form(
        ("duty",),
        "reconsider `{event:code}` of {day:day}, which was {outcome:outcome}: with what was learned "
        "on {learned:day} it would be {now:outcome}",
        "Look again at the decision of {day}. Something new is known since {learned}.",
    ),
    Form(
        ("rule",),
        "A refused handover {id:code} goes to the managers of both sides; the sender stays "
        "accountable.",
        "The managers of both sides must settle who works with you.",
    ),
    Form(
        ("remedy",),
        "The managers of both sides settle it, and the handover is prepared again.",
    ),
    Form(("event",), "handover {id:code} is prepared", "the handover is prepared"),
    Form(
        ("event",),
        "handover {id:code} was shown to the person, who may add a view",
        "the handover was shown to you, and you may add your view",
    ),
    Form(
        ("event",),
        "handover {id:code} is offered to the receiver",
        "the handover is offered to whoever takes over",
    ),
    Form(
        ("event",),
        "handover {id:code} was read by the receiver",
        "whoever takes over has read the handover",
    ),
    Form(
        ("event",),
        "handover {id:code} was talked through with the person invited",
        "the handover was talked through, and you were invited",
    ),
    Form(("event",), "handover {id:code} is accepted", "the handover is accepted"),
    Form(
        ("event",),
        "handover {id:code} is accepted with reservations",
        "the handover is accepted with reservations",
    ),
    Form(("event",), "handover {id:code} is refused", "the handover is refused"),
    Form(
        ("event",),
        "handover {id:code} takes effect; until then the sender is accountable",
        "the handover takes effect",
    ),
    Form(
        ("remedy",),
        "handover {id:code} must first be {stages:stages}",
        "The handover must first be: {stages}.",
    ),
)
"""Every form there is; of two that fit, the first is meant."""


@cache
def _by_kind(kind: str) -> tuple[tuple[Form, re.Pattern[str]], ...]:
    return tuple((form, form.pattern) for form in COMPOSED if kind in form.kinds)


def taken_apart(kind: str, text: str) -> tuple[Form, dict[str, str]] | None:
    """Recognise a composed text.

    Args:
        kind: The kind of text.
        text: The text, in English.

    Returns:
        Its form, and its parts by name; ``None`` for what was not composed.

    Example:
        >>> form, parts = taken_apart("remedy", "let `judge` or `prosecutor` decide it")
        >>> form.template, parts
        ('let {roles} decide it', {'roles': '`judge` or `prosecutor`'})
    """
    for form, pattern in _by_kind(kind):
        found = pattern.fullmatch(text)
        if found is not None:
            return form, found.groupdict()
    return None
