"""The programme part of the EU baseline: consents, the ddr and conference tracks, the liaison."""

from __future__ import annotations

__all__: list[str] = []
