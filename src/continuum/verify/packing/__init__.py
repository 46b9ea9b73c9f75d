"""Packs: recorded boundary cases of a rulebook that is right today, replayed after every change."""

from continuum.verify.packing.case import PackCase
from continuum.verify.packing.gathering import pack
from continuum.verify.packing.recorded import Difference, Pack, replay_pack

__all__ = ["Difference", "Pack", "PackCase", "pack", "replay_pack"]
