"""What can be wrong in a rulebook: one file a kind of fault, every fault with place and help."""

from continuum.rulebook.faults.whole import faults_of

__all__ = ["faults_of"]
