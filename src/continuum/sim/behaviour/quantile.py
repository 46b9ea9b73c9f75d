"""The point below which a given share of a normal distribution lies, for columns of shares.

A rational approximation with sixteen correct digits: Wichura (1988), algorithm AS 241.  It turns
one uniform number into one normal number, in order, so that draws stay coupled between scenarios.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats

__all__ = ["FAR", "MIDDLE", "SIDE", "normal_quantile"]


# Highest power first; the middle is read at 0.180625 - q**2, the two tails at the root of -log.
_MIDDLE_TOP: Final = (
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665,
)
_MIDDLE_BOTTOM: Final = (
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1.0,
)
_SIDE_TOP: Final = (
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835,
)
_SIDE_BOTTOM: Final = (
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1.0,
)
_FAR_TOP: Final = (
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103,
)
_FAR_BOTTOM: Final = (
    2.0442631033899397e-15,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1.0,
)
_FAR_BEGINS: Final = 5.0

MIDDLE: Final = (_MIDDLE_TOP, _MIDDLE_BOTTOM)
"""Top and bottom of the fraction for the middle."""
SIDE: Final = (_SIDE_TOP, _SIDE_BOTTOM)
"""Top and bottom of the fraction for the near tails."""
FAR: Final = (_FAR_TOP, _FAR_BOTTOM)
"""Top and bottom of the fraction for the far tails."""


def normal_quantile(shares: Floats) -> Floats:
    """Give the normal quantile of each share.

    Args:
        shares: Numbers above 0 and below 1.

    Example:
        >>> [round(float(x), 6) for x in normal_quantile(np.array([0.5, 0.975]))]
        [0.0, 1.959964]
    """
    off = shares - 0.5
    square = 0.180625 - off * off
    found = off * _polynomial(_MIDDLE_TOP, square)
    found /= _polynomial(_MIDDLE_BOTTOM, square)
    tails = np.flatnonzero(square < 0.0)
    if tails.size:
        found[tails] = _tail(shares[tails], off[tails])
    return found


def _tail(shares: Floats, off: Floats) -> Floats:
    root = np.sqrt(-np.log(np.minimum(shares, 1.0 - shares)))
    near = root - 1.6
    found = _polynomial(_SIDE_TOP, near) / _polynomial(_SIDE_BOTTOM, near)
    far = np.flatnonzero(root > _FAR_BEGINS)
    if far.size:
        rest = root[far] - _FAR_BEGINS
        found[far] = _polynomial(_FAR_TOP, rest) / _polynomial(_FAR_BOTTOM, rest)
    return np.copysign(found, off)


def _polynomial(coefficients: tuple[float, ...], at: Floats) -> Floats:
    value = at * coefficients[0]
    for coefficient in coefficients[1:-1]:
        value += coefficient
        value *= at
    value += coefficients[-1]
    return value
