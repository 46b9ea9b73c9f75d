"""Tables of transitions: opened, their columns found, their rows read, made into a rulebook."""

from continuum.adapters.tables.importing import Imported, import_table, read_table

__all__ = ["Imported", "import_table", "read_table"]
