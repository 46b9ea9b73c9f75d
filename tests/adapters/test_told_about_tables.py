"""What a newcomer is told of a table: names that may be one, heads, merged cells, ends, labels."""

import pytest

import continuum as ct
import continuum.verify
from continuum.adapters import import_table
from continuum.adapters.tables.near import find_near

HEAD = "source,event,target,guard,role\n"


def refused(table, **options):
    with pytest.raises(ct.errors.InvalidRulebook) as caught:
        import_table(table, **options)
    return [str(fault) for fault in caught.value.faults]


def test_a_typing_error_in_a_target_is_asked_about():
    table = HEAD + (
        "Received,assess,Under assessment,,\nUnder assessment,pay,Paid,,\n"
        "Paid,reopen,Under assesment,,\n"
    )
    question = "`Under assesment` (row 4) is close to `Under assessment`: one state or two?"
    assert question in import_table(table).notes


def test_a_typing_error_that_hides_where_a_case_begins_is_told_with_it():
    table = HEAD + "Received,assess,Under assessment,,\nUnder assesment,pay,Paid,,\n"
    (fault,) = refused(table)
    assert "it cannot be told in which state a case begins" in fault
    assert "`Under assesment` (row 3) is close to `Under assessment`: one state or two?" in fault


def test_events_roles_and_labels_are_asked_about_as_well():
    table = HEAD + "a,submit,b,complete,front desk\nb,submitt,c,compleet,frontdesk\n"
    asked = [note for note in import_table(table).notes if " or two?" in note]
    assert [note.split()[-3:-2][0] for note in asked] == ["event", "role", "label"]


@pytest.mark.parametrize(
    "wrong",
    ["Under assesment", "Under asssessment", "Udner assessment", "Under essessment",
     "Under-assessment", "under assessmént"],
)  # fmt: skip
def test_one_letter_missing_doubled_swapped_or_replaced_is_near(wrong):
    assert find_near(["Paid", "Under assessment", wrong]) == [("Under assessment", wrong)]


@pytest.mark.parametrize(
    "pair",
    [("Step 1", "Step 2"), ("team A", "team B"), ("paid", "unpaid"), ("lawful", "unlawful"),
     ("complete", "incomplete"), ("send to us", "send to me"), ("sent", "send"), ("決定", "許可")],
)  # fmt: skip
def test_names_that_are_told_apart_on_purpose_are_not_near(pair):
    assert find_near(pair) == []


def test_ends_that_are_named_say_which_are_no_longer_taken_as_ends():
    notes = import_table(HEAD + "a,go,b,,\na,stop,c,,\na,drop,d,,\n", final="b").notes
    assert "not taken as ends, since others are named: `c`, `d`" in notes


def test_who_decides_an_event_records_the_label_that_it_asks_for():
    table = HEAD + "a,go,b,ready,clerk\na,stop,c,not ready,judge\nb,end,d,paid,\n"
    imported = import_table(table)
    recorders = {fact.name: fact.recorded_by for fact in imported.book.facts}
    assert recorders == {"ready": ("clerk", "judge"), "paid": ("somebody",)}
    assert all(fact.initially is False for fact in imported.book.facts)
    assert any(note.startswith("each label begins as no") for note in imported.notes)


def test_an_event_that_leads_back_to_where_it_began_is_no_finding_of_its_own():
    imported = import_table("source;event;target\nA;note;A\nA;go;B\n", initial="A")
    assert not imported.book.facts
    assert not any("guard label" in note for note in imported.notes)
    assert continuum.verify.check(imported.book).clean


def test_columns_in_another_language_are_asked_for_in_one_message():
    (fault,) = refused("Van;Actie;Naar;Wie\na;b;c;d\n")
    assert "`--column source=Van --column event=Actie --column target=Naar`" in fault
    (fault,) = refused("from;Doe iets;Naar\na;b;c\n")
    assert "columns for the event and the target" in fault
    assert "`--column 'event=Doe iets' --column target=Naar`" in fault


def test_a_title_above_the_head_is_asked_about():
    for separator in ",;\t":
        for title in ("Our workflow", f"Our{separator}workflow{separator}x{separator}y"):
            rows = (title, "", "source,event,target".replace(",", separator))
            table = "\n".join((*rows, separator.join("abc"), ""))
            assert refused(table) == [
                (
                    "row 1: this is not the head of a table of transitions\n"
                    "  help: is the head in row 3? leave out the rows above it"
                )
            ]


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    assert refused("sep=;\nsource;event;target\na;b;\n")[0].startswith("row 2: ")
    assert refused("source;event;target\na;b;\n")[0].startswith("row 2: ")


def test_a_source_that_is_empty_may_have_been_a_merged_cell():
    (fault,) = refused(HEAD + "a,go,b,,\n,stop,c,,\n")
    assert "of merged cells only the first keeps what they said" in fault


@pytest.mark.parametrize(
    ("yes", "no"), [("yes", "no"), ("ja", "nee"), ("Ja", "nein"), ("oui", "non"), ("ja", "nej"),
                    ("x", ""), ("WAAR", "ONWAAR"), ("VRAI", "FAUX"), ("SAND", "FALSK")]
)  # fmt: skip
def test_ends_are_marked_in_five_languages(yes, no):
    book = import_table(f"source,event,target,final\na,go,b,{no}\nb,end,c,{yes}\n").book
    assert [state.name for state in book.regions[0].states if state.final] == ["c"]
