"""Sphinx settings: MyST pages, the reference drawn from the docstrings, a plain theme."""

from importlib.metadata import version as version_of

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
nitpick_ignore_regex = [(r"py:.*", r"(?!continuum\.).*")]

html_theme = "furo"
html_title = "continuum"
html_copy_source = False
