"""The built-in rulebooks, by name: the outline, and the detailed ones that refine it.

``load`` gives one of them, ``notes`` what a country's file tells besides its numbers, and
``in_motion`` a rulebook with law that is agreed and not yet adopted, ``programmes`` the templates
of programmes.
"""

from continuum.rulebooks.loading import load, names
from continuum.rulebooks.national import Note, notes
from continuum.rulebooks.return_regulation import in_motion
from continuum.rulebooks.templates import programmes

__all__ = ["Note", "in_motion", "load", "names", "notes", "programmes"]
