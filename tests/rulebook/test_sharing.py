"""Categories and ways of information as parts of a rulebook: faults, rules, form, telling."""

from __future__ import annotations

import pytest

from continuum.errors import InvalidRulebook
from continuum.guards import NEVER, Choice, Flag, parameter
from continuum.guards.parameters import DatedValue, Parameter
from continuum.prose import tell_rulebook
from continuum.rulebook import (
    Adds,
    Category,
    Event,
    Region,
    Register,
    Role,
    Rulebook,
    Sharing,
    State,
)
from continuum.verify import diff

RECIPIENT = Choice("recipient", of="request", options=("probation", "person"))
KIND = Choice("category", of="request", options=("plan", "health"))
BASIS = Choice("basis", of="request", options=("law", "consent"))
LAW = Sharing("law", "prison", "probation", "plan", "law", given=BASIS.is_in("law"), sources="GK")
CONSENT = Sharing(
    "consent",
    "prison",
    "probation",
    "health",
    "consent",
    given=BASIS.is_in("consent"),
    narrowed="a summary only",
    sources="GK",
)


def parts(**changed):
    """Give the parts of a small rulebook with two ways."""
    disclose = Event(
        "disclose",
        decided_by="prison",
        asks=(RECIPIENT, KIND, BASIS),
        needs=("recipient", "category"),
        effects=(Adds("disclosures"),),
        sources="GK",
    )
    return {
        "name": "small",
        "version": "1",
        "as_of": "2026-11-23",
        "roles": tuple(map(Role, ("prison", "probation", "person"))),
        "regions": (Region("legal", (State("custody"),), "custody"),),
        "facts": (Flag("goal", recorded_by="prison"), Flag("ill", recorded_by="prison")),
        "registers": (Register("disclosures"),),
        "events": (disclose,),
        "categories": (
            Category("plan", "the plan", "I04", facts="goal", holders="prison", sources="GK"),
            Category("health", facts="ill", special=True, sources="GK"),
        ),
        "sharing": (LAW, CONSENT),
        **changed,
    }


BOOK = Rulebook(**parts())


def faults(**changed) -> dict[str, str]:
    """Give what is wrong with a changed rulebook, by place."""
    with pytest.raises(InvalidRulebook) as caught:
        Rulebook(**parts(**changed))
    return {fault.place: fault.message for fault in caught.value.faults}


def test_the_ways_bring_one_rule_for_each_leave_and_one_that_closes_the_rest():
    """Two leaves are used, so there are three rules, all weighed before a disclosure."""
    assert [rule.id for rule in BOOK.every_rule] == ["GR-40", "GR-40.2", "GR-40.3"]
    gates = {gate.id for gate in BOOK.lower("2026-11-23").events["disclose"].gates}
    assert gates == {"role", "GR-40", "GR-40.2", "GR-40.3"}


def test_without_any_way_everything_is_closed():
    """Whoever leaves out every way does not open the door."""
    closed = BOOK.extend(without={"sharing": ["law", "consent"]})
    assert closed.rule("GR-40").guard.parts[-1] == NEVER


def test_a_rulebook_with_ways_reads_back_from_its_json():
    """The form is exact both ways, guards included."""
    assert Rulebook.from_json(BOOK.to_json()) == BOOK
    assert BOOK.extend(sharing=(LAW, CONSENT)) == BOOK


def test_the_phase_of_a_way_follows_the_numbers_of_the_law():
    """A parameter in `when` is filled in for the day."""
    number = Parameter("least", values=(DatedValue(3, sources=("GK",)),))
    from continuum.guards import Number

    served = Number("served", low=0, high=9, recorded_by="prison")
    late = Sharing(
        "law",
        "prison",
        "probation",
        "plan",
        "law",
        given=BASIS.is_in("law"),
        when=served.at_least(parameter("least")),
        sources="GK",
    )
    book = Rulebook(
        **parts(parameters=(number,), sharing=(late, CONSENT), facts=(*parts()["facts"], served))
    )
    assert book.lower("2026-11-23").sharing[0].when == served.at_least(3)


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        (
            {"categories": (Category("plan", facts="gaol", sources="GK"),)},
            "categories[plan].facts",
            "there is no fact `gaol`",
        ),
        (
            {
                "categories": (
                    Category("plan", facts="goal", sources="GK"),
                    Category("health", facts="goal", sources="GK"),
                )
            },
            "categories[health].facts",
            "fact `goal` belongs to category `plan` already",
        ),
        (
            {"categories": (Category("plan"), Category("health", sources="GK"))},
            "categories[plan].sources",
            "category `plan` has no source",
        ),
        (
            {
                "sharing": (
                    LAW,
                    Sharing(
                        "again",
                        "prison",
                        "probation",
                        "plan",
                        "consent",
                        given=BASIS.is_in("consent"),
                        sources="GK",
                    ),
                )
            },
            "sharing[again]",
            "`plan` from `prison` to `probation` has a way already: `law`",
        ),
        (
            {
                "sharing": (
                    Sharing(
                        "law",
                        "prison",
                        "police",
                        "plan",
                        "law",
                        given=BASIS.is_in("law"),
                        sources="GK",
                    ),
                )
            },
            "sharing[law].recipients",
            "there is no role `police`",
        ),
        (
            {"sharing": (Sharing("law", "prison", "probation", "plan", "law", sources="GK"),)},
            "sharing[law].given",
            "way `law` does not say what its leave takes",
        ),
        (
            {
                "sharing": (
                    Sharing("law", "prison", "probation", "plan", "law", given=BASIS.is_in("law")),
                )
            },
            "sharing[law].sources",
            "way `law` has no source",
        ),
        (
            {"events": ()},
            "sharing",
            "there is no event `disclose`, by which information would be passed on",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(changed, place, message):
    """Unknown names, a cell with two ways, a leave that takes nothing, no source, no event."""
    assert faults(**changed)[place] == f"{place}: {message}"


def test_a_whole_rulebook_tells_its_kinds_and_its_ways():
    """Who has it, who may tell whom, and on what leave."""
    text = tell_rulebook(BOOK)
    assert "**the plan** (`plan`, I04)" in text
    assert "From prison to probation: with consent." in text
    assert "A summary only." in text


def test_comparing_two_versions_lists_the_ways_that_came_and_went():
    """Cell by cell, with the leave."""
    change = diff(BOOK, BOOK.extend(without={"sharing": ["consent"]}))
    gone = [part.name for part in change.parts if part.sort == "way"]
    assert gone == ["prison -> probation: health (consent)"]
