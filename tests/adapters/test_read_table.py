"""A table of transitions becomes a rulebook of structure, or says all that is wrong with it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

import continuum as ct
from continuum.adapters import import_table, read_table

EXAMPLE = Path(__file__).parents[2] / "examples" / "workflow.csv"
HEAD = "source,event,target,guard,role\n"


def faults(table, **options):
    with pytest.raises(ct.errors.InvalidRulebook) as caught:
        import_table(table, **options)
    return [str(fault) for fault in caught.value.faults]


def arrows(book):
    """Every arrow in the words of the table, read off the chart without the importer."""
    chart = book.lower("2026-11-25")
    words = {r.name: {s.name: s.title for s in r.states} for r in book.regions}
    return {
        (words[leg.region][leg.source], event.event.words, words[leg.region][leg.target])
        for event in chart.events.values()
        for sources in event.ways.values()
        for legs in sources.values()
        for leg in legs
    }


def test_every_row_of_the_example_is_an_arrow_and_there_is_no_other():
    with EXAMPLE.open(encoding="utf-8", newline="") as opened:
        rows = {(r["source"], r["event"], r["target"]) for r in csv.DictReader(opened)}
    book = read_table(EXAMPLE)
    assert len(book.regions[0].states) == 18
    assert arrows(book) == rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_a_spreadsheet_does_to_a_file_changes_nothing(separator, encoding, ending):
    rows = [("From", "Action", "To", ""), ("", "", "", ""), ("Bureau A\u00a0", " hears ", "Zürich")]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    said = f"sep={separator}{ending}" if separator == ";" else ""
    book = read_table((said + text.getvalue()).encode(encoding))
    assert arrows(book) == {("Bureau A", "hears", "Zürich")}
    assert book.regions[0].names == ("bureau_a", "zurich")


def test_json_says_the_same_as_csv():
    with EXAMPLE.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert arrows(read_table(json.dumps(rows))) == arrows(read_table(EXAMPLE))
    inside = json.dumps({"name": "permits", "initial": "Received", "transitions": rows})
    assert read_table(inside).name == "permits"


def test_it_goes_out_and_in_as_json_like_any_rulebook():
    book = read_table(EXAMPLE)
    assert ct.Rulebook.from_json(book.to_json()) == book


def test_the_same_table_gives_the_same_book_and_another_table_another_version():
    one, two = HEAD + "a,go,b,,\n", HEAD + "a,go,b,ready,\n"
    assert read_table(one).digest == read_table(one).digest
    assert read_table(one).version != read_table(two).version


def test_all_faults_are_told_at_once_with_their_rows():
    table = "source,event,target\na,go,b\n,,\na,,b\na,go,b\n*,stop,b\nx,y,z,w\n"
    assert faults(table) == [
        (
            "row 7: it has 4 cells, and there are 3 columns\n"
            "  help: put a cell that holds the separator between quotation marks"
        ),
        "row 4: the event is empty\n  help: fill it in, or leave the row out",
        "row 5: it says the same as row 2\n  help: leave one of them out",
        (
            "row 6: the source is `*`, and only states are read\n"
            "  help: write a row for each state from which the event leads there"
        ),
    ]


def test_columns_that_are_missing_or_doubtful_are_told():
    assert faults("begin,event,target,to\na,b,c,d\n") == [
        (
            "row 1: the table lacks a column for the source\n"
            "  help: name a column `source`, or say which one it is: `columns={'source': ...}` "
            "(`--column source=...` on the command line); the columns are `begin`, `event`, "
            "`target`, `to`"
        )
    ]
    assert "could each be the target" in faults("from,event,to,next\na,b,c,d\n")[0]
    assert "did you mean `event`?" in faults(HEAD + "a,b,c,,\n", columns={"evnt": "event"})[0]


def test_columns_in_another_language_are_named():
    book = read_table(
        "Van;Gebeurtenis;Naar\nopen;sluiten;dicht\n",
        columns={"source": "van", "event": "Gebeurtenis", "target": "Naar"},
    )
    assert arrows(book) == {("open", "sluiten", "dicht")}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "the table is empty"),
        ("source,event,target\n", "the table has no rows"),
        ("no/such/file.csv", "there is no file"),
        (b"PK\x03\x04rest", "a workbook of a spreadsheet program"),
        ("source,event,target\nZ\xfcrich,a,b\n".encode("cp1252"), "row 2 holds a byte"),
        ('{"rows": []}', "has no `transitions`"),
        ('[{"source": "a", "source": "b"}]', "source"),
        (7, "a `int` is not a table"),
    ],
)
def test_what_is_no_table_is_refused_in_words(given, said):
    with pytest.raises(ct.errors.FactError, match=re.escape(said)):
        import_table(given)


def test_an_old_encoding_is_read_when_it_is_named():
    raw = "source,event,target\nZürich,a,b\n".encode("cp1252")
    assert read_table(raw, encoding="cp1252").regions[0].states[0].title == "Zürich"


def test_where_a_case_begins_is_the_only_state_without_an_arrow_into_it_or_is_asked_for():
    assert read_table(HEAD + "a,go,b,,\nb,redo,b,,\n").regions[0].initial == "a"
    both = HEAD + "a,go,c,,\nb,go,c,,\n"
    assert "no arrow leads to any of `a`, `b`" in faults(both)[0]
    assert "an arrow leads to each of `a`, `b`" in faults(HEAD + "a,go,b,,\nb,go,a,,\n")[0]
    assert read_table(both, initial="b").regions[0].initial == "b"
    marked = "source,event,target,initial\na,go,c,\nb,go,c,yes\n"
    assert read_table(marked).regions[0].initial == "b"
    assert "did you mean `Bureau`?" in faults(HEAD + "Bureau,go,c,,\n", initial="Buro")[0]


def test_ends_that_are_taken_for_granted_are_told():
    imported = import_table(HEAD + "a,go,b,,\nb,wait,c,,\n")
    assert "a case ends in `c`, which no arrow leaves" in imported.notes
    assert [s.name for s in imported.book.regions[0].states if s.final] == ["c"]
    imported = import_table(HEAD + "a,go,b,,\nb,wait,c,,\n", final="b")
    assert [s.name for s in imported.book.regions[0].states if s.final] == ["b"]
    assert "not taken as ends, since others are named: `c`" in imported.notes
    assert not any("a case ends in" in note for note in imported.notes)


def test_names_that_fall_together_are_kept_apart_and_told():
    imported = import_table(
        HEAD + "In review,go,in-review,,\nin-review,go,IN REVIEW,,\n", initial="In review"
    )
    assert imported.book.regions[0].names == ("in_review", "in_review_2")
    assert imported.notes[:2] == (
        (
            "the state `in-review` (row 2) is named `in_review_2`: "
            "`in_review` is the state `In review`"
        ),
        "`IN REVIEW` (row 3) is taken as the state `In review`",
    )


def test_words_without_a_latin_letter_get_a_number_and_keep_their_title():
    book = read_table(HEAD + "受理,審査,2 決定,,\n")
    assert [(s.name, s.title) for s in book.regions[0].states] == [
        ("state_1", "受理"),
        ("state_2", "2 決定"),
    ]


def test_labels_are_facts_that_nothing_evaluates():
    book = read_table(
        HEAD + "a,go,b,amount < 1000,\na,go,c,not amount < 1000,\nc,go,d,`__import__`,\n"
    )
    assert next((f.name, f.title) for f in book.facts) == ("amount_1000", "amount < 1000")
    assert len(book.facts) == 2


@pytest.mark.parametrize(
    ("true", "moves"), [((), "c"), (("ready",), "b"), (("urgent",), "d"), (("ready", "urgent"), "")]
)
def test_labels_choose_the_way_and_otherwise_is_what_is_left(true, moves):
    book = read_table(HEAD + "a,go,b,ready,\na,go,c,else,\na,go,d,[urgent],\n")
    known = {name: name in true for name in ("ready", "urgent")}
    case = ct.Case.open(book, on="2026-11-25", case_id="c", facts=known)
    decision = case.ask("go", on="2026-11-25", by=ct.Actor("somebody", "s-1"))
    assert bool(decision) is bool(moves)
    if moves:
        case.send("go", on="2026-11-25", by=ct.Actor("somebody", "s-1"))
        assert case.state("workflow") == moves


def test_rows_to_one_state_open_it_by_any_of_their_labels():
    book = read_table(HEAD + "a,go,b,ready,\na,go,b,urgent,\n")
    for known, opens in (({"ready": True, "urgent": True}, True), ({"urgent": False}, False)):
        facts = {"ready": False, "urgent": False} | known
        case = ct.Case.open(book, on="2026-11-25", case_id="c", facts=facts)
        assert bool(case.ask("go", on="2026-11-25", by=ct.Actor("somebody", "s-1"))) is opens


def test_an_event_of_two_regions_moves_those_in_which_it_finds_an_arrow():
    table = "region,source,event,target,guard\nOne,a,go,b,\nTwo,x,go,y,ready\nOne,b,on,c,\n"
    book = read_table(table, final="c")
    case = ct.Case.open(book, on="2026-11-25", case_id="c", facts={"ready": False})
    case.send("go", on="2026-11-25", by=ct.Actor("somebody", "s-1"))
    assert (case.state("one"), case.state("two")) == ("b", "x")


def test_roles_are_read_and_may_be_several():
    book = read_table(HEAD + "a,go,b,,Team lead / court or system\nb,end,c,,\n")
    assert book.event("go").decided_by == ("team_lead", "court", "system")
    assert book.event("end").decided_by == ("somebody",)
