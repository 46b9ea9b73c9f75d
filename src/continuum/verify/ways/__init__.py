"""Ways from one state to another: by the arrows alone, and as a story that a case can live."""

from continuum.verify.ways.arrows import Arrow, Path
from continuum.verify.ways.passage import Passage
from continuum.verify.ways.walking import paths

__all__ = ["Arrow", "Passage", "Path", "paths"]
