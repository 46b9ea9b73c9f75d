"""What the source keys of the built-in rulebooks stand for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from continuum.rulebook.sources import Reference

__all__ = ["references"]


@cache
def references(file: str = "references.toml") -> tuple[Reference, ...]:
    """Give every reference: the points of the seed paper, then the pages that were read.

    Args:
        file: The file beside this module; ``references_of_countries.toml`` has what only the
            national rulebooks cite, ``references_of_programmes.toml`` what only the programme
            templates do.

    ``S1`` to ``S85`` are points of the seed paper, which has no address here; other keys are public
    pages, read in excerpt on 23 November 2026.  ``rd-app`` is an article list in a code file
    whose address is not known.

    Example:
        >>> references()[52].key, references()[52].title
        ('S53', "women's roles are better understood; own units exist")
    """
    text = (files("continuum.rulebooks") / file).read_text(encoding="utf-8")
    return tuple(
        Reference(key, told["title"], told.get("address", ""))
        for key, told in tomllib.loads(text).items()
    )
