"""The page that a person can read: where am I, what comes next, what is mine to decide."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.prose import (
    as_sentence,
    check_language,
    heading,
    listing,
    page_fragment,
    paragraph,
    speaker_of,
)
from continuum.report.mine.standing import standing_of

if TYPE_CHECKING:
    from datetime import date

    from continuum.runtime.case import Case

__all__ = ["MyPathway", "Section", "my_pathway"]

_WORDS: Final = "words.toml"


@attrs.frozen
class Section:
    """One question and its answers.

    Args:
        key: A stable name: ``where``, ``next``, ``mine``.
        title: The question.
        lead: A sentence before the answers.
        lines: The answers.
    """

    key: str
    title: str
    lead: str
    lines: tuple[str, ...]


@attrs.frozen
class MyPathway:
    """What a person can read about the own case.

    Args:
        language: The language.
        title: The heading.
        lead: The first words.
        sections: The questions and answers.
        closing: The last words.
    """

    language: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    closing: str

    def section(self, key: str) -> Section:
        """Give a section by its key.

        Raises:
            FactError: There is no such section.
        """
        for section in self.sections:
            if section.key == key:
                return section
        keys = ", ".join(f"`{section.key}`" for section in self.sections)
        raise FactError(f"there is no section `{key[:40]}`", help=f"there are {keys}")

    def to_text(self) -> str:
        """Give the page as text."""
        lines = [self.title, "", self.lead]
        for section in self.sections:
            lines += ["", section.title, *((section.lead,) if section.lead else ())]
            lines += [f"- {line}" for line in section.lines]
        return "\n".join([*lines, "", self.closing])

    def to_document(self) -> dict[str, Any]:
        """Give the page as plain JSON values under stable keys."""
        return attrs.asdict(self)

    def to_html(self) -> str:
        """Give the page as one HTML file without scripts and without outside resources."""
        parts = (
            f"<h2>{escape(section.title)}</h2>"
            + (f"<p>{escape(section.lead)}</p>" if section.lead else "")
            + "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in section.lines) + "</ul>"
            for section in self.sections
        )  # fmt: skip
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(self.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"<h1>{escape(self.title)}</h1>\n<p>{escape(self.lead)}</p>\n"
            + "\n".join(parts)
            + f"\n<p>{escape(self.closing)}</p>\n</body>\n</html>\n"
        )

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        parts: list[str] = [paragraph(self.lead)]
        for section in self.sections:
            parts += [heading(section.title), paragraph(section.lead), listing(section.lines)]
        return page_fragment(self.title, *parts, paragraph(self.closing))


_STYLE: Final = (
    "body{font:1.15rem/1.6 system-ui,sans-serif;max-width:40em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.7em}h2{font-size:1.25em;margin-top:1.6em}li{margin:.3em 0}"
)


def my_pathway(case: Case, language: str = "en", *, on: date | str | None = None) -> MyPathway:
    """Tell a person in plain words where they are, what comes next and what is theirs to decide.

    No codes, no ids, no names of workers; what the person may not see is a question of sharing
    and is not looked up here, since everything on the page comes from decisions about the person
    that have to be explained to the person anyway.

    Args:
        case: The case.
        language: One of the languages of the library.
        on: The day on which it is told; by default the day of the latest entry.

    Raises:
        FactError: The language is not one that the library speaks, or the day is none.
        CaseError: The case had not opened on the day.
    """
    check_language(language)
    day = case.on if on is None else as_day(on, "the day of the page")
    said = _words()[language]
    speaker = speaker_of(language, plain=True)
    standing = standing_of(case.as_of(day), day, said["handover"], speaker)
    sections = [_section(said, "where", standing.where), _section(said, "days", standing.days)]
    sections.append(_section(said, "next", [_owed(said, *one) for one in standing.owed]))
    decided = []
    for when, what, how in standing.decided:
        line = said["decided_row"].format(day=when, what=what)
        challenge = " " + said["challenge"].format(how=as_sentence(how)) if how else ""
        decided.append(line + challenge)
    sections.append(_section(said, "decided", decided))
    sections.append(_section(said, "ask", standing.ask))
    agreed = [said["agreed"].format(what=one) for one in standing.agreed]
    sections.append(_section(said, "mine", [*standing.mine, *agreed]))
    who = [said["lead_role"].format(who=standing.lead)] if standing.lead else []
    who += [said["acts"].format(who=one) for one in standing.others]
    sections += [_section(said, "who", who), _section(said, "rights", said["rights_rows"])]
    lead = said["lead"].format(day=standing.told_on)
    closing = " ".join(filter(None, (said["unchecked"], speaker.apology())))
    return MyPathway(language, said["title"], lead, tuple(sections), closing)


def _section(said: dict[str, Any], key: str, lines: list[str]) -> Section:
    lead = said.get(f"{key}_lead", "") if lines else ""
    return Section(key, said[key], lead, tuple(lines) or (said["nothing"],))


def _owed(said: dict[str, Any], what: str, who: str, status: str, day: str) -> str:
    whole = said["who_does"].format(what=re.sub(r"\.$", "", what), who=who) + "."
    return str(said[status].format(what=whole, day=day))


@cache
def _words() -> dict[str, Any]:
    text = (files("continuum.report.mine") / _WORDS).read_text(encoding="utf-8")
    return tomllib.loads(text)
