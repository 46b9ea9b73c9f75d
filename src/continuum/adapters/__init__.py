"""What agencies already have, read as rulebooks: today, plain tables of transitions.

A table says which event leads from which state to which; :func:`read_table` makes a rulebook of
structure only from it, so that the checker can look for faults in a workflow as it stands.
"""

from continuum.adapters.tables import Imported, import_table, read_table

__all__ = ["Imported", "import_table", "read_table"]
