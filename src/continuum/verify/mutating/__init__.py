"""Mutation testing of a rulebook: would anything that its author wrote notice a planted fault?"""

from continuum.verify.mutating.planting import FAULTS, Mutant, mutants
from continuum.verify.mutating.report import MutationReport, Noticed, Score
from continuum.verify.mutating.trying import mutate

__all__ = ["FAULTS", "Mutant", "MutationReport", "Noticed", "Score", "mutants", "mutate"]
