"""The words of a text that label people, with a suggestion for each."""

from __future__ import annotations

from typing import Any

from continuum.cli.given import read_text
from continuum.cli.told import FINDINGS, FINE, Told

__all__ = ["check_words"]


def check_words(file: str, language: str) -> Told:
    """Look for words that label people in a text file.

    Args:
        file: The path of the text.
        language: Whose list of words is used.

    Raises:
        FactError: The file cannot be read, or there is no list for the language.
    """
    from continuum.prose import check_wording, plural

    found = check_wording(read_text(file, "the text"), language)
    document: dict[str, Any] = {
        "file": file,
        "language": language,
        "found": [
            {
                "line": one.line,
                "column": one.column,
                "words": one.words,
                "why": one.why,
                "say": one.say,
            }
            for one in found
        ],
    }
    lines = [f"{file}:{one}" for one in found]
    total = f"{plural(len(found), 'phrases')} to think about" if found else "nothing to suggest"
    return Told(document, "\n".join([*lines, total]), FINDINGS if found else FINE)
