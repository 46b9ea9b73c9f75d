"""The space of situations: every case there can be, as sets that are weighed, moved and counted."""

from continuum.verify.space.events import Move, Moves
from continuum.verify.space.limits import Limits, OverLimit
from continuum.verify.space.reaching import Reached, Space, Stride
from continuum.verify.space.view import SpaceView

__all__ = ["Limits", "Move", "Moves", "OverLimit", "Reached", "Space", "SpaceView", "Stride"]
