"""Who may tell whom what in the EU baseline: categories, the table, agreements, records."""

__all__: list[str] = []
