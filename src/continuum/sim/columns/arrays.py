"""The kinds of NumPy columns that the simulator passes around, named once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Anything", "Floats", "Keys", "Mask", "Numbers", "Rows", "Small"]

Floats = npt.NDArray[np.float64]
"""Moments in days, lengths of time, uniform numbers."""

Numbers = npt.NDArray[np.int64]
"""Whole numbers: ordinals of days, counts, numbers of people."""

Rows = npt.NDArray[np.intp]
"""Places of people in a column."""

Small = npt.NDArray[np.int32]
"""Numbers of configurations, of reasons, of occurrences."""

Mask = npt.NDArray[np.bool_]
"""Where something is so."""

Keys = npt.NDArray[np.uint64]
"""The keys of people, from which their luck is drawn."""

Anything = npt.NDArray[Any]
"""A column of any of these."""
