"""The machine compiled to the processor: the same functions, over arrays instead of lists."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from continuum.errors import needs
from continuum.sim.behaviour import quantile
from continuum.sim.queue import (
    beginning,
    clocks,
    days,
    draws,
    following,
    happening,
    heap,
    layout,
    registers,
    walking,
    weighing,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

__all__ = ["compiled_walks"]

_MODULES: tuple[ModuleType, ...] = (
    draws, registers, days, weighing, clocks, following, happening, beginning, heap, walking,
)  # fmt: skip


@lru_cache(maxsize=1)
def compiled_walks() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Give the two walks, compiled; what was compiled once is kept beside the library.

    Raises:
        MissingExtra: The compiler is not installed.
    """
    needs("fast", "numba")
    from numba import njit

    own = {
        function: module
        for module in _MODULES
        for function in vars(module).values()
        if isinstance(function, FunctionType) and function.__module__ == module.__name__
    }
    spaces = {module: dict(vars(module)) for module in _MODULES}
    version = _version()
    made: dict[Any, Any] = {}
    for function, module in own.items():
        copy = FunctionType(function.__code__, spaces[module], function.__name__)
        # The compiler looks only at the file of a function, not at those that it calls.
        copy.__qualname__ = f"{function.__name__}_{version}"
        made[function] = njit(cache=True, nogil=True)(copy)
    made[draws.uniform] = made[draws.uniform_of_words]
    made[following.lowest] = made[following.lowest_of_word]
    made[clocks.days_drawn] = made[clocks.days_drawn_one_by_one]
    for space in spaces.values():
        for name, value in list(space.items()):
            if isinstance(value, FunctionType) and value in made:
                space[name] = made[value]
    return made[walking.walk_alone], made[walking.walk_together]


def _version() -> str:
    """A digest of everything that is compiled."""
    found = sha256()
    for module in (*_MODULES, layout, quantile):
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()[:16]
