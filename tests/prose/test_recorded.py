"""What events record and what their requests carry, told for each form of effect."""

import pytest
from tests.books import ruritania

import continuum as ct
from continuum.prose import say_carried, say_effect, say_whether, tell_rulebook
from continuum.rulebook.request import the_day

planned = ct.Flag("planned", title="a release plan was made", moves="step")
barred = ct.Flag("barred", title="refoulement bar", moves="step")
stage = ct.Choice("stage", title="how removal stands", options=("none", "pursued"), moves="step")
term = ct.Number("term", title="term of the sentence", unit="months", moves="step")
ends = ct.Day("ends", title="end of the sentence", moves="step")
given_term = ct.Number("given_term", title="term of the sentence", unit="months", of="request")
given_kind = ct.Choice("given_kind", title="the kind", options=("custody",), of="request")
given_day = ct.Day("given_day", title="the first day of the title", of="request")
kind = ct.Choice("kind", title="what the title allows", options=("custody", "supervision"))
place = ct.Choice("place", options=("north", "south"))
EVENT = ct.Event(
    "sentenced", asks=(given_term, given_day, given_kind), needs=("given_day", "reasons")
)
BOOK = ct.Rulebook(
    "door",
    "1",
    as_of="2026-11-23",
    roles=(ct.Role("judge", "the court"),),
    facts=(planned, barred, stage, term, ends),
    registers=(ct.Register("titles", (kind, place), title="legal titles"),),
    lead="judge",
)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (ct.Sets("planned", to=True), "Records: a release plan was made"),
        (ct.Sets("planned", to=False), "Records: a release plan was not made"),
        (ct.Sets("barred", to=True), "Records: refoulement bar"),
        (ct.Sets("barred", to=False), "Records: “refoulement bar” does not hold"),
        (ct.Sets("planned", to=None), "Records: whether a release plan was made is not known any"),
        (ct.Sets("stage", "pursued"), "Records: “how removal stands” is pursued"),
        (ct.Sets("lead", "judge"), "Records: the lead is the court"),
        (ct.Sets("term", 1), "Records: the term of the sentence is 1 month"),
        (ct.Sets("term", ct.Said("given_term")), "Records: the term of the sentence, as the req"),
        (ct.Sets("ends", the_day), "Records: the end of the sentence is the day of the event"),
        (
            ct.Sets("ends", the_day + ct.months(6)),
            "Records: the end of the sentence is the day 6 months after the day of the event",
        ),
        (
            ct.Sets("ends", ct.Said("given_day")),
            "Records: the end of the sentence, as the request says under “the first day of the t",
        ),
        (
            ct.Adds("titles", {"kind": "custody", "place": ct.Said("where")}),
            (
                "Adds to the register of legal titles: what the title allows: custody; place: as "
                "the request says; from the day of the event, open-ended"
            ),
        ),
        (
            ct.Adds("titles", start=ct.Said("given_day"), end=the_day + ct.Number("term")),
            (
                "Adds to the register of legal titles: from “the first day of the title” (given "
                "with the request) to the day before the day that lies the term after the day of "
                "the event"
            ),
        ),
        (ct.Ends("titles"), "Ends in the register of legal titles: every record in force"),
        (
            ct.Ends("titles", target=True),
            (
                "Ends in the register of legal titles: the record that the request names, if it is "
                "in force"
            ),
        ),
        (
            ct.Ends("titles", {"kind": ct.Said("given_kind")}, target=True),
            (
                "Ends in the register of legal titles: the record that the request names, if it is "
                "in force and “what the title allows” is as the request says under “the kind”"
            ),
        ),
        (
            ct.Ends("titles", {"kind": "custody", "place": "north"}),
            (
                "Ends in the register of legal titles: every record in force where “what the title "
                "allows” is custody and the place is north"
            ),
        ),
    ],
)
def test_an_effect_is_said_in_words(effect, said):
    """Each form of effect by the titles of what it changes."""
    assert say_effect(effect, EVENT, BOOK).startswith(said)


def test_a_request_is_said_by_what_it_must_and_may_carry():
    """Facts by title and name; standard words only where they are needed."""
    assert list(say_carried(EVENT, BOOK)) == [
        (
            "The request must carry: the first day of the title (`given_day`) and the reasons "
            "(`reasons`)"
        ),
        (
            "The request may carry: the term of the sentence (`given_term`) and the kind "
            "(`given_kind`)"
        ),
    ]
    assert list(say_carried(ct.Event("plain"), BOOK)) == []
    aimed = ct.Event("lifted", target="titles", asks=(ct.Flag("heard", of="request"),))
    assert list(say_carried(aimed, BOOK)) == [
        "The request may carry: whether “heard” holds (`heard`)",
        "It is about one record of the register of legal titles",
    ]


def test_without_a_rulebook_names_stand_for_titles():
    """An event may be told by itself."""
    assert say_effect(ct.Sets("plan_made", to=False), EVENT) == (
        "Records: “plan made” does not hold"
    )
    assert say_whether(planned) == "whether a release plan was made"


@pytest.mark.parametrize("book", [ruritania(), ct.load("outline"), ct.load("eu")])
def test_a_told_rulebook_says_what_every_event_records(book):
    """One line for each effect, under its event."""
    text = tell_rulebook(book)
    for event in book.events:
        told = text[text.index(f"** (`{event.name}`).") :]
        lines = told.split("\n\n")[1].splitlines()
        said = [line for line in lines if line.startswith(("- Records: ", "- Adds ", "- Ends "))]
        assert len(said) == len(event.effects)
        carried = [line for line in lines if line.startswith("- The request ")]
        assert bool(carried) is bool(event.asks or event.needs)
