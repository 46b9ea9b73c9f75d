"""A table whose columns are misnamed, mixed or impossible."""

from continuum.sim import Cohort


def build():
    """A cohort out of it."""
    return Cohort.from_table(
        {
            "foreign": ["y", "n", "maybe"],
            "start": ["2024-02-30", "2024-03-01", None],
            "months": [12, "thirty", 48],
            "opened": ["2024-01-01", None, "2024-01-03"],
        },
        {"foreign_national": "foreign", "sentence_start": "start", "term": "month"},
        traits={"term": "months"},
        starts="opened",
        values={"foreign": {"y": True, "n": False}},
        rulebook="outline",
    )
