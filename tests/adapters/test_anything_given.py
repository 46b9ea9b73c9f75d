"""Whatever is given as a table, it is read, or refused in words."""

import json

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import continuum as ct
from continuum.adapters import import_table

cells = st.sampled_from(
    ["", "a", "A", "b-c", "b c", "not a", "else", "*", "-", "é", "漢", "1", "x/y", "system", "lead",
     "the_day", "a\u00a0", "\x00", '"', "=1+1", "ready", "self", "a" * 400, "\u202e"]
)  # fmt: skip
heads = st.lists(
    st.sampled_from(
        ["source", "event", "target", "guard", "role", "region", "initial", "final", "to", "x", ""]
    ),
    max_size=9,
)
full = st.sampled_from(["a", "A", "b-c", "b c", "not a", "else", "é", "漢", "system", "ready"])
rows = st.lists(st.lists(full, min_size=3, max_size=6) | st.lists(cells, max_size=9), max_size=6)
separators = st.sampled_from([",", ";", "\t"])


def read(given_table):
    """Import it; nothing but an error of the library may come of it."""
    try:
        imported = import_table(given_table)
    except ct.errors.ContinuumError:
        return
    event("read")
    assert ct.Rulebook.from_json(imported.book.to_json()) == imported.book


@given(st.just(["source", "event", "target", "guard", "role", "region"]) | heads, rows, separators)
@settings(max_examples=300, deadline=None)
def test_any_csv_is_read_or_refused_in_words(head, body, separator):
    read("\n".join(separator.join(row) for row in [head, *body]) + "\n")


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | cells, lambda v: st.lists(v, max_size=2)
)
objects = st.dictionaries(st.sampled_from(["source", "event", "target", "guard", "final"]), values)


@given(
    st.lists(objects | values, max_size=5)
    | st.fixed_dictionaries(
        {"transitions": st.lists(objects, max_size=4)},
        optional={"name": values, "initial": values, "final": values, "title": values, "z": values},
    )
)
@settings(max_examples=300, deadline=None)
def test_any_json_is_read_or_refused_in_words(document):
    read(json.dumps(document))


@given(st.binary(max_size=80))
@example(b"\xff\xfes")
@example(b'source,event,target\n"a')
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(raw):
    read(raw)


one_row = st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=8)


@given(one_row)
@settings(max_examples=300, deadline=None)
def test_what_is_read_has_a_state_for_every_word_and_an_arrow_for_every_row(body):
    fine = [
        row
        for row in dict.fromkeys(body)
        if all(cell not in {"", "-", "*", "\x00", '"', "a" * 400} for cell in row[:3])
    ]
    fine = [row for row in fine if not {*row} & {"\x00", '"', "a" * 400}]
    try:
        book = import_table(
            json.dumps(
                [dict(zip(("source", "event", "target", "guard"), r, strict=True)) for r in fine]
            ),
            initial=fine[0][0] if fine else (),
        ).book
    except ct.errors.ContinuumError:
        return
    event("read")
    words = {" ".join(w.split()).casefold() for row in fine for w in (row[0], row[2])}
    assert {s.title.casefold() for s in book.regions[0].states} == words
    assert len(book.transitions) <= len(fine)
