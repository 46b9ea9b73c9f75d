"""The cohort in columns: everybody goes on at once, weighed by the one evaluator."""
