"""A picture: the text of an SVG, and beside it the numbers that it shows, as a table."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from continuum.errors import ScenarioError
from continuum.prose.tables import details, picture, table

if TYPE_CHECKING:
    from continuum.sim.results.tables import Table

__all__ = ["Picture"]

_MOST = 400


class Picture(str):
    """The text of an SVG picture, which shows itself in a notebook and can be saved.

    It has no script and nothing from outside.  In a notebook it stands inside an image, so that it
    is seen where the notebook is not trusted too, and the numbers fold out below it.
    """

    __slots__ = ("heading", "table", "told")

    heading: str
    """The line over it."""
    told: str
    """What can be seen in it, in words."""
    table: Table
    """The numbers that it shows."""

    @classmethod
    def of(cls, svg: str, heading: str, told: str, table: Table) -> Picture:
        """Put a picture together.

        Args:
            svg: The text.
            heading: The line over it.
            told: What can be seen in it, in words.
            table: The numbers that it shows.
        """
        made = cls(svg)
        made.heading, made.told, made.table = heading, told, table
        return made

    def __repr__(self) -> str:
        """Say what it shows."""
        return f"<Picture: {self.heading}. {self.told}>"

    def _repr_svg_(self) -> str:
        """Show it, where pictures are trusted."""
        return str(self)

    def _repr_html_(self) -> str:
        """Show it with its numbers, in a notebook."""
        return picture(self, self.told) + details("The numbers", self._numbers())

    def _numbers(self) -> Any:
        rows = [[_said(value) for value in row.values()] for row in self.table.head(_MOST).rows()]
        return table(self.table.names, rows, self.table.name)

    def save(self, path: str | Path) -> Path:
        """Write it to a file: ``.svg``, or ``.html`` with its numbers beside it.

        Args:
            path: The file.

        Returns:
            The path.

        Raises:
            ScenarioError: The name ends otherwise.
        """
        file = Path(path)
        if file.suffix == ".svg":
            file.write_text(self, encoding="utf-8")
        elif file.suffix in {".html", ".htm"}:
            file.write_text(
                '<!doctype html><html lang="en"><head><meta charset="utf-8">'
                f"<title>{escape(self.heading)}</title></head>"
                '<body style="font-family:sans-serif;max-width:70em;margin:1em auto">'
                f"{picture(self, self.told)}{self._numbers()}</body></html>\n",
                encoding="utf-8",
            )
        else:
            raise ScenarioError(
                f"a picture cannot be saved as `{file.name[:60]}`",
                help="give a name that ends in `.svg` or `.html`",
            )
        return file


def _said(value: Any) -> str:
    if isinstance(value, float):
        return "-" if value != value else f"{value:,.3g}" if abs(value) < 10 else f"{value:,.1f}"  # noqa: PLR0124, PLR2004
    return f"{value:,}" if type(value) is int else str(value)
