"""Estimators of how long things take: by NumPy alone, for runs and for anybody's own columns."""
