"""My pathway: what a person can read about the own case, in plain words and without codes."""

from continuum.report.mine.pathway import MyPathway, Section, my_pathway

__all__ = ["MyPathway", "Section", "my_pathway"]
