"""How wide words are, and how they are wrapped, without asking a font.

Widths are those of a wide common sans serif, so that text fits with narrower ones too.
"""

from __future__ import annotations

__all__ = ["text_width", "wrapped"]

_NARROW = set("iljtfr.,:;'|!()[]- ")
_WIDE = set("mwMWQOGD%@&")
_FIRST_WIDE = "\u2e80"  # from here on letters are as wide as they are high


def text_width(text: str, size: float) -> float:
    """Give the width of a line in pixels.

    Args:
        text: The line.
        size: The size of the letters in pixels.

    Example:
        >>> text_width("ill", 10) < text_width("mum", 10)
        True
    """
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.38
        elif letter in _WIDE or letter >= _FIRST_WIDE:
            units += 0.95
        elif letter.isupper() or letter.isdigit():
            units += 0.68
        else:
            units += 0.60
    return units * size


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """Wrap a text into lines no wider than so many pixels; words longer than that are cut.

    Example:
        >>> wrapped("conditional release granted", 12, 130)
        ('conditional release', 'granted')
    """
    lines: list[str] = []
    current = ""
    for word in text.split():
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            if current:
                lines.append(current)
                current = ""
            cut = len(rest)
            while cut > 1 and text_width(rest[:cut] + "-", size) > width:
                cut -= 1
            lines.append(rest[:cut] + "-")
            rest = rest[cut:]
        wider = f"{current} {rest}" if current else rest
        if current and text_width(wider, size) > width:
            lines.append(current)
            current = rest
        else:
            current = wider
    return (*lines, current) if current or not lines else tuple(lines)
