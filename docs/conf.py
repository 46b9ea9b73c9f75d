"""Sphinx settings: MyST pages, the reference drawn from the docstrings, a plain theme."""

from importlib.metadata import version as version_of
from typing import Any

from sphinx.addnodes import pending_xref

import continuum

project = "continuum"
author = "The continuum authors"
copyright = "The continuum authors, Apache-2.0"
release = version_of("continuum")
version = release

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

# A page is Markdown; definition lists and ::: fences are for prose, tables and notes.
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# The order of the source is the order of the argument.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

# Every reference to our own names must lead somewhere. Other projects' names lead nowhere here,
# because the build asks no other site for them.
nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(?!continuum\.).*"),
    (r"py:class", r"continuum\.guards\.truth\.B"),  # a type variable: whatever has & and |
]

html_theme = "furo"
html_title = "continuum"
html_copy_source = False

# A docstring may say `continuum.Case`: each name of the face has its entry at the package it
# comes from.
HOMES = ("guards", "rulebook", "semantics", "runtime", "rulebooks", "errors")


def from_the_face(app: Any, env: Any, node: Any, contnode: Any) -> Any:
    """Lead a reference to a name of the face to its home."""
    face, _, rest = node.get("reftarget", "").partition(".")
    name, _, member = rest.partition(".")
    if face != "continuum" or not hasattr(continuum, name):
        return None
    for home in HOMES:
        if getattr(getattr(continuum, home), name, None) is getattr(continuum, name):
            target = f"continuum.{home}.{name}" + (f".{member}" if member else "")
            python = env.get_domain("py")
            return python.resolve_xref(
                env, node["refdoc"], app.builder, node["reftype"], target, node, contnode
            )
    return None


def of_the_checker(app: Any, doctree: Any) -> None:
    """Lead the short names on the checker's page to the checker: the simulator has a Story too."""
    if app.env.docname == "reference/verify":
        for node in doctree.findall(pending_xref):
            if node.get("reftarget") in {"Act", "Story"}:
                node["reftarget"] = f"continuum.verify.{node['reftarget']}"


def setup(app: Any) -> None:
    """Connect what is said above."""
    app.connect("doctree-read", of_the_checker)
    app.connect("missing-reference", from_the_face)
