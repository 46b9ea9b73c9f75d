"""Cohorts out of tables: the same people whatever library made it, and all faults at once."""

from datetime import date, datetime

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.simulated import BOOK, specimen

from continuum.errors import ScenarioError
from continuum.sim import Attempt, Cohort, Table, simulate

ROWS = {
    "lawyer": [True, None, False],
    "begun": [date(2022, 2, 1), date(2022, 3, 1), None],
    "months": [12, None, 48],
    "ground": ["flight", "none", None],
    "court": ["north", "south", "south"],
    "opened": [date(2022, 2, 1), date(2022, 3, 1), date(2022, 3, 2)],
    "secret": ["a", "b", "c"],
}
TABLES = {
    "mapping": lambda rows: rows,
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame,
    "pandas_typed": lambda rows: pd.DataFrame(rows).convert_dtypes(),
    "pandas_arrow": lambda rows: pl.DataFrame(rows).to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pa.table,
    "categories": lambda rows: pl.DataFrame(rows).with_columns(
        pl.col("ground").cast(pl.Categorical), pl.col("begun").cast(pl.Datetime)
    ),
}


def read(frame, **changes):
    given = {
        "facts": {"lawyer": "lawyer", "begun": "begun", "term": "months", "ground": "ground"},
        "tags": ["court"],
        "starts": "opened",
        "rulebook": BOOK,
    }
    return Cohort.from_table(frame, **(given | changes))


def told(frame, **changes):
    with pytest.raises(ScenarioError) as caught:
        read(frame, **changes)
    return caught.value.message.split("\n- ")[1:]


def plainly(cohort):
    columns = {**cohort.facts, **cohort.tags}
    return {name: values(column) for name, column in columns.items()} | {
        "starts": cohort.starts.tolist()
    }


def values(column):
    """As somebody would give them."""
    kept, known = attrs.astuple(column, recurse=False)[1:]
    return [v if k else None for v, k in zip(kept.tolist(), known.tolist(), strict=True)]


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_the_people_are_the_same_whatever_made_the_table(make):
    ordinal = date.toordinal
    assert plainly(read(make(ROWS))) == {
        "lawyer": [True, None, False],
        "begun": [ordinal(date(2022, 2, 1)), ordinal(date(2022, 3, 1)), None],
        "term": [12, None, 48],
        "ground": ["flight", "none", None],
        "court": ["north", "south", "south"],
        "starts": [ordinal(day) for day in ROWS["opened"]],
    }


def test_a_table_of_our_own_is_read_through_arrow():
    table = Table("people", {"months": np.array([12, 30]), "ground": ["none", "flight"]})
    cohort = Cohort.from_table(table, {"term": "months", "ground": "ground"}, rulebook=BOOK)
    assert values(cohort.facts["term"]) == [12, 30]


def test_a_cohort_of_a_table_is_simulated():
    people = read(pl.DataFrame(ROWS))
    run = simulate(specimen(people=people, behaviour=[Attempt("returned", "officer", 3)]))
    assert run.n == 3


def test_only_the_columns_that_are_named_are_read():
    frame = pl.DataFrame(ROWS).with_columns(secret=pl.lit(object(), dtype=pl.Object))
    assert "secret" not in repr(read(frame))


def test_values_are_given_a_meaning():
    frame = {"law": ["y", "n", "?", None], "where": [1, 2, 2, 1]}
    cohort = Cohort.from_table(
        frame,
        {"lawyer": "law"},
        tags={"court": "where"},
        values={"law": {"y": True, "n": False, "?": None}, "where": {1: "north", 2: "south"}},
    )
    assert plainly(cohort)["lawyer"] == [True, False, None, None]
    assert plainly(cohort)["court"] == ["north", "south", "south", "north"]


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_everything_that_is_wrong_is_told_at_once(make):
    wrong = ROWS | {
        "begun": ["2022-02-30", "2022-03-01", "soon"],
        "months": [12, 61, 0],
        "ground": ["flight", "nowhere", None],
        "opened": ["2022-02-01", None, "2022-03-01"],
    }
    if make is TABLES["categories"]:
        make = pl.DataFrame
    found = told(
        make(wrong),
        facts={
            "lawyer": "lawer",
            "begun": "begun",
            "term": "months",
            "ground": "ground",
            "court": "lawyer",
        },
        values={"secret": {"a": 1}, "cort": {}},
        traits={"secret": "secret"},
    )
    assert found[:5] == [
        "the table has no column `lawer` (did you mean `lawyer`?)",
        (
            "column `secret` holds `b`, `c`, and `values` does not say what that means "
            "(say it for every value, `None` for not known)"
        ),
        "`court` is given twice, in facts and in tags",
        "`values`: the table has no column `cort` (did you mean `court`?)",
        "column `opened`: 1 people have no day on which their way opens",
    ]
    rest = "\n".join(found[5:])
    for part in ("2022-02-30", "soon", "61", "nowhere", "the rulebook has no case fact `court`"):
        assert part in rest, part


def test_moments_are_no_days():
    frame = pl.DataFrame(ROWS | {"begun": [datetime(2022, 2, 1, 9, 30)] * 3})  # noqa: DTZ001
    assert told(frame) == [
        "column `begun` holds moments, not days (leave the time of day out)",
    ]


@pytest.mark.parametrize(
    ("frame", "fault"),
    [
        (3, "a table cannot be `int`"),
        ("people.csv", "a table cannot be `str`"),
        (pl.DataFrame(ROWS).lazy(), "the table is not computed yet"),
        ({"a": [1], "b": [1, 2]}, "the columns of the table differ in length"),
    ],
)
def test_what_is_no_table_is_refused(frame, fault):
    with pytest.raises(ScenarioError) as caught:
        read(frame)
    assert caught.value.message == fault


def test_an_empty_table_is_no_cohort():
    assert told(pl.DataFrame(ROWS).head(0))[-1].startswith("the table has 0 rows")
    with pytest.raises(ScenarioError, match="no column is named"):
        Cohort.from_table({"a": [1]})


# ---------------------------------------------------------------- small counts


def test_small_counts_are_left_out_and_cannot_be_worked_out_from_the_rest():
    table = Table(
        "phases",
        {
            "day": np.array(["2024-01-01", "2024-02-01", "2024-03-01"], dtype="datetime64[D]"),
            "held": np.array([90, 60, 0]),
            "free": np.array([3, 4, 50]),
            "gone": np.array([7, 1, 50]),
        },
    )
    shown = table.suppressed(5)
    cells = np.stack([shown[name] for name in ("held", "free", "gone")], axis=1)
    assert np.isnan(cells).tolist() == [
        [False, True, True],  # the 3, and the 7 beside it
        [False, True, True],  # the 4 and the 1
        [False, False, False],  # nobody is nobody
    ]
    assert shown["day"].tolist() == table["day"].tolist()
    assert shown.name == "phases, counts from 1 to 4 left out"
    assert pl.DataFrame(shown)["held"].to_list() == [90.0, 60.0, 0.0]


def test_what_cannot_be_suppressed_is_refused():
    table = Table("log", {"person": np.array([1]), "event": ["released"]})
    with pytest.raises(ScenarioError, match="the rows of table `log` are people"):
        table.suppressed()
    counts = Table("counts", {"people": np.array([3]), "event": ["released"]})
    assert np.isnan(counts.suppressed()["people"][0])
    for wrong in (1, 2.5, "3"):
        with pytest.raises(ScenarioError, match="the smallest count that may be seen"):
            counts.suppressed(wrong)
    with pytest.raises(ScenarioError, match="holds no counts"):
        counts.suppressed(counts="event")
    with pytest.raises(ScenarioError, match="has no column `peple`"):
        counts.suppressed(counts="peple")
