"""The options of ``pytest --continuum``; whatever they need is imported when they are used.

This stands beside the library and not in it, so that test runs that do not ask for it do not
import the library either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["pytest_addoption", "pytest_configure"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the options.

    Args:
        parser: Where they are named.
    """
    group = parser.getgroup("continuum", "check rulebooks")
    group.addoption(
        "--continuum",
        action="append",
        default=[],
        metavar="BOOK",
        help="check a rulebook: a built-in name, a JSON file, or `path/to/file.py::book`; "
        "may be given several times",
    )
    group.addoption(
        "--continuum-seconds",
        type=float,
        metavar="N",
        help="the most seconds for one rulebook; what is not decided by then is an error",
    )
    group.addoption(
        "--continuum-waivers",
        metavar="FILE",
        help="findings that somebody answers for; needs --continuum-today",
    )
    group.addoption(
        "--continuum-today", metavar="DAY", help="the day on which waivers must hold: YYYY-MM-DD"
    )
    group.addoption(
        "--continuum-html", metavar="FILE", help="write what was found as a page for a browser"
    )
    parser.addini(
        "continuum",
        "rulebooks to check with every run that names no paths",
        type="linelist",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect rulebooks where that is asked for.

    Args:
        config: The configuration of the run.

    Raises:
        UsageError: An option does not fit, or the extra ``testing`` is not installed.
    """
    if config.getoption("continuum") or config.getini("continuum"):
        try:
            from continuum.verify.testing.plugin import plug_in
        except ImportError as error:  # says which extra is missing
            import pytest

            raise pytest.UsageError(str(error)) from None
        plug_in(config)
