"""The built-in rulebooks, by name: the outline, and the detailed ones that refine it."""

from continuum.rulebooks.loading import load, names

__all__ = ["load", "names"]
