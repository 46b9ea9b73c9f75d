"""The JSON form of a rulebook: how it reads, and what is said when it cannot be read."""

import copy
import subprocess
import sys
from fractions import Fraction

import attrs
import pytest

from continuum.errors import FactError, InvalidRulebook
from continuum.guards import (
    NEVER,
    AtLeastOf,
    Choice,
    DatedValue,
    Day,
    Earlier,
    Flag,
    Number,
    Parameter,
    Period,
    Same,
    during,
    months,
    parameter,
    two_thirds_of,
)
from continuum.rulebook import (
    Adds,
    DutyForm,
    Ends,
    Event,
    Governs,
    Handover,
    Region,
    Register,
    Role,
    Rule,
    Rulebook,
    Said,
    Sets,
    State,
    Transition,
    request,
    stays,
)
from continuum.rulebook.form import from_form, to_form

heard = Flag("heard", moves="step", initially=False)
ground = Choice("ground", options=("absconding", "risk"), moves="step")
age = Number("age", high=120, unit="years")
release_day = Day("release_day", moves="step")
kind = Choice("kind", options=("order", "ban"))
agreed = Flag("agreed", of="request")
named = Day("named_day", of="request")

BOOK = Rulebook(
    "door",
    "1",
    as_of="2026-11-23",
    roles=(Role("judge"), Role("officer")),
    regions=(Region("legal", (State("custody"), State("free", final=True)), "custody"),),
    facts=(
        heard,
        ground,
        age,
        release_day,
        Flag("same_day", derived=Same("release_day", "named_day")),
        Flag("early", derived=Earlier("release_day", "named_day")),
    ),
    registers=(Register("measures", (kind,)),),
    parameters=(
        Parameter("window", (DatedValue(months(6), sources=("GK",)),)),
        Parameter("part", (DatedValue(Fraction(2, 3), sources=("GK",)),)),
        Parameter("grounds", (DatedValue(("risk",), sources=("GK",)),)),
        Parameter("of_age", (DatedValue(18, sources=("GK",)),)),
    ),
    events=(
        Event(
            "released",
            decided_by="judge",
            asks=(agreed, named, attrs.evolve(kind, name="which", of="request")),
            needs=("target",),
            target="measures",
            requires=attrs.evolve(kind, of="target").is_in("ban"),
            effects=(
                Sets("heard", to=True),
                Sets("ground", "risk"),
                Sets("release_day", Said("named_day")),
                Adds("measures", {"kind": "ban"}, start=Said("named_day")),
                Ends("measures", {"kind": "order"}),
                Ends("measures", {"kind": Said("which")}, target=True),
            ),
            sources="SEEN:page (art 9(1))",
        ),
        Event(
            "noted",
            effects=(Sets("release_day", request.the_day + months(1)), Sets("ground", None)),
        ),
    ),
    transitions=(
        Transition("released", "legal", "custody", "free"),
        stays("released", "legal", "free"),
    ),
    rules=(
        Rule(
            "GR-1",
            "one rule",
            "its remedy",
            guard=AtLeastOf(2, (heard, age.at_least(18), ground.known(), ~agreed)),
            governs=Governs("released"),
            then="owes",
            duty=DutyForm("do it", "judge", request.the_day + Period(working_days=2), met=NEVER),
            sources="GK",
        ),
    ),
    handovers=(Handover("H5", "judge", "officer", ("the file",), sources="GK"),),
)
FORM = to_form(BOOK)


def read_back(guard):
    """The form of a guard, once a rulebook with it was read back as it was."""
    book = attrs.evolve(
        BOOK, transitions=(Transition("released", "legal", "custody", "free", guard),)
    )
    assert from_form(to_form(book)) == book
    return to_form(book)["transitions"][0]["when"]


def faults(change):
    """The faults of the form after somebody changed it, by place."""
    form = copy.deepcopy(FORM)
    change(form)
    with pytest.raises(InvalidRulebook) as caught:
        from_form(form)
    return {fault.place: (fault.what, fault.help) for fault in caught.value.faults}


# ------------------------------------------------------------------------------ how it reads


def test_a_document_begins_with_the_version_of_its_form():
    """The first key is the version; the rest follows the fields of a rulebook."""
    assert list(FORM)[:5] == ["continuum", "name", "version", "as_of", "roles"]
    assert FORM["continuum"] == 1
    assert "title" not in FORM


@pytest.mark.parametrize(
    ("guard", "form"),
    [
        (heard, {"flag": "heard"}),
        (ground.is_in("risk"), {"is_in": ["ground", ["risk"]]}),
        (ground.is_in(parameter("grounds")), {"is_in": ["ground", {"parameter": "grounds"}]}),
        (age.at_least(18), {"at_least": ["age", 18]}),
        (age.at_most(parameter("of_age")), {"not": {"at_least": ["age", {"beyond": "of_age"}]}}),
        (age.below(parameter("of_age")), {"not": {"at_least": ["age", {"parameter": "of_age"}]}}),
        (during("legal", "custody"), {"during": ["legal", ["custody"]]}),
        (ground.known(), {"known": "ground"}),
        (heard & agreed, {"all": [{"flag": "heard"}, {"flag": "agreed"}]}),
        (heard | ~heard, {"some": [{"flag": "heard"}, {"not": {"flag": "heard"}}]}),
        (AtLeastOf(1, (heard,)), {"at_least_of": [1, [{"flag": "heard"}]]}),
        (release_day.reached(), {"reached": {"day": "release_day"}}),
        (
            (release_day - months(6)).reached(),
            {"reached": {"from": {"day": "release_day"}, "minus": "P6M"}},
        ),
        (
            (release_day + parameter("window")).reached(),
            {"reached": {"from": {"day": "release_day"}, "plus": {"parameter": "window"}}},
        ),
        (
            (release_day + two_thirds_of(age)).reached(),
            {"reached": {"from": {"day": "release_day"}, "share": "2/3", "of": {"number": "age"}}},
        ),
        (
            attrs.evolve(kind, of="target").is_in("ban"),
            {"is_in": [{"field": ["measures", "kind"]}, ["ban"]]},
        ),
        (
            Day("start", of="target").reached(),
            {"reached": {"day": {"field": ["measures", "start"]}}},
        ),
        (
            Handover("H5", "judge", "officer", ()).effective,
            {"is_in": ["h5", ["effective"]]},
        ),
        (BOOK.acting_role.is_in("judge"), {"is_in": ["acting_role", ["judge"]]}),
    ],
)
def test_a_guard_says_what_it_asks(guard, form):
    """Each question and connective has a small object of its own, and reads back."""
    assert read_back(guard) == form


def test_a_fact_that_is_not_as_declared_stands_whole():
    """A role written with fewer options than there are roles is kept as it was written."""
    role = Choice("acting_role", of="request", options=("judge",))
    assert read_back(role.is_in("judge")) == {
        "is_in": [
            {"name": "acting_role", "kind": "choice", "of": "request", "options": ["judge"]},
            ["judge"],
        ]
    }


def test_effects_and_reductions_are_marked_by_what_they_do():
    """A value, a word of the request, a day worked out and not known are told apart."""
    assert FORM["events"][0]["effects"] == [
        {"sets": "heard", "to": True},
        {"sets": "ground", "to": "risk"},
        {"sets": "release_day", "to": {"said": "named_day"}},
        {"adds": "measures", "fields": {"kind": "ban"}, "start": {"said": "named_day"}},
        {"ends": "measures", "where": {"kind": "order"}},
        {"ends": "measures", "where": {"kind": {"said": "which"}}, "target": True},
    ]
    assert FORM["events"][1]["effects"] == [
        {"sets": "release_day", "to": {"from": {"day": "the_day"}, "plus": "P1M"}},
        {"sets": "ground", "to": None},
    ]
    derived = {fact["name"]: fact["derived"] for fact in FORM["facts"] if "derived" in fact}
    assert derived == {
        "same_day": {"same": "release_day", "as": "named_day"},
        "early": {"earlier": "release_day", "than": "named_day"},
    }


def test_the_values_of_parameters_are_told_apart():
    """A period, a fraction, options and a number each have their own form."""
    assert [p["values"][0]["value"] for p in FORM["parameters"]] == ["P6M", "2/3", ["risk"], 18]


def test_a_day_as_a_value_is_not_taken_for_text():
    """A day stands as `on`, so that text that looks like a day stays text."""
    fact = Day("born", initially="2024-02-29")
    day = Day("seen", initially=release_day.initially)
    book = Rulebook("door", "1", as_of="2026-11-23", facts=(day,))
    assert from_form(to_form(book)) == book
    form = {
        **to_form(book),
        "facts": [{"name": "born", "kind": "day", "initially": {"on": "2024-02-29"}}],
    }
    assert from_form(form).fact("born").initially.isoformat() == fact.initially


def test_the_same_rulebook_always_gives_the_same_text():
    """In another process too, where hashes differ."""
    said = (
        "import continuum as ct; from continuum.rulebook.form import to_form;"
        "print(ct.load('outline').digest)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", said],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_importing_rulebooks_does_not_import_cattrs():
    """It is loaded when the first form is read or written."""
    said = "import sys, continuum.rulebook; print('cattrs' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


# ------------------------------------------------------------------------------ what is said


def put(value, *path):
    """A change that puts a value somewhere into the form."""

    def change(form):
        for key in path[:-1]:
            form = form[key]
        form[path[-1]] = value

    return change


GUARD = ("rules", 0, "guard")

BAD = {
    "an unknown key": (
        put({}, "rules", 0, "gaurd"),
        "rules[0]",
        "a rule has no `gaurd`",
        "did you mean `guard`?",
    ),
    "an unknown key at the top": (
        put([], "fact"),
        "",
        "a rulebook has no `fact`",
        "did you mean `facts`?",
    ),
    "a key that is missing": (
        lambda form: form["rules"][0].pop("remedy"),
        "rules[0]",
        "a rule lacks its `remedy`",
        "add `remedy`",
    ),
    "text for a list": (
        put("judge", "events", 0, "decided_by"),
        "events[0].decided_by",
        "this is text, not a list",
        "write it between `[` and `]`",
    ),
    "a number for text": (
        put(5, "events", 0, "name"),
        "events[0].name",
        "this is a whole number, not text",
        "write it between quotes",
    ),
    "yes for a number": (
        put(True, "facts", 2, "high"),
        "facts[2].high",
        "this is yes or no, not a whole number",
        "write digits only",
    ),
    "text for yes or no": (
        put("yes", "events", 0, "adverse"),
        "events[0].adverse",
        "this is text, not yes or no",
        "write `true` or `false`",
    ),
    "a list for an object": (
        put([], "roles", 0),
        "roles[0]",
        "a role is an object, not a list",
        "write it between `{` and `}`",
    ),
    "a word that is not one of a few": (
        put("block", "rules", 0, "then"),
        "rules[0].then",
        "this cannot be `block`",
        "did you mean `blocks`?",
    ),
    "a kind of fact that does not exist": (
        put("text", "facts", 0, "kind"),
        "facts[0].kind",
        "this cannot be `text`",
        "use `flag`, `choice`, `number` or `day`",
    ),
    "a fact without a kind": (
        lambda form: form["facts"][0].pop("kind"),
        "facts[0]",
        "a fact lacks its `kind`",
        "add `kind`: `flag`, `choice`, `number` or `day`",
    ),
    "a wrong tag in a guard": (
        put({"flagg": "heard"}, *GUARD),
        "rules[0].guard",
        "a guard has no `flagg`",
        "did you mean `flag`?",
    ),
    "two tags in a guard": (
        put({"flag": "heard", "known": "heard"}, *GUARD),
        "rules[0].guard",
        "a guard cannot have both `flag` and `known`",
        "join several questions with `all` or `some`",
    ),
    "a guard and something beside it": (
        put({"all": [{"flag": "heard", "because": "of it"}]}, *GUARD),
        "rules[0].guard.all[0]",
        "an object with `flag` has no `because`",
        "leave it out",
    ),
    "text for a guard": (
        put("heard", *GUARD),
        "rules[0].guard",
        "a guard cannot be text",
        (
            "write an object with `flag`, `is_in`, `at_least`, `reached`, `during`, `known`, "
            "`all`, `some`, `not` or `at_least_of`"
        ),
    ),
    "a fact that is not declared": (
        put({"some": [{"not": {"flag": "herd"}}]}, *GUARD),
        "rules[0].guard.some[0].not.flag",
        "there is no fact `herd`",
        "did you mean `heard`?",
    ),
    "a fact like no other": (
        put({"flag": "zzz"}, *GUARD),
        "rules[0].guard.flag",
        "there is no fact `zzz`",
        "declare it under `facts`, or in what the event `asks`",
    ),
    "a choice asked as a flag": (
        put({"flag": "ground"}, *GUARD),
        "rules[0].guard.flag",
        "`ground` is a choice, not a flag",
        "`is_in` asks about a choice",
    ),
    "a field that is not there": (
        put({"known": {"field": ["measures", "knd"]}}, *GUARD),
        "rules[0].guard.known.field",
        "a record of `measures` has no field `knd`",
        "did you mean `kind`?",
    ),
    "three where two belong": (
        put({"at_least": ["age", 18, 20]}, *GUARD),
        "rules[0].guard.at_least",
        "this is a list of 3, not of two",
        "give the two, in their order",
    ),
    "a bound that is a decimal": (
        put({"at_least": ["age", 1.5]}, *GUARD),
        "rules[0].guard.at_least[1]",
        "a bound cannot be a decimal number",
        "write a whole number or an object with `parameter` or `beyond`",
    ),
    "a milestone counted in two ways": (
        put({"reached": {"from": {"day": "release_day"}, "plus": "P1D", "minus": "P1D"}}, *GUARD),
        "rules[0].guard.reached",
        "a milestone is counted from a day in one way",
        "give `plus`, or `minus`, or `share` with `of`",
    ),
    "a share of nothing": (
        put({"reached": {"from": {"day": "release_day"}, "share": "2/3"}}, *GUARD),
        "rules[0].guard.reached",
        "a milestone lacks its `of`",
        "add `of`",
    ),
    "a period in words": (
        put({"reached": {"from": {"day": "release_day"}, "plus": "6 months"}}, *GUARD),
        "rules[0].guard.reached.plus",
        "the period `6 months`: this is not an ISO 8601 period",
        "write it like `P6M`, `P1Y2M10D`, `P2W` (two weeks) or `P2WD` (working days)",
    ),
    "a day that is none": (
        put("2026-02-30", "as_of"),
        "as_of",
        "`day` is `2026-02-30`, a day that the calendar does not have",
        "check the year (from 0001), the month (to 12) and how many days the month has",
    ),
    "a fraction of nothing": (
        put("2/0", "parameters", 1, "values", 0, "value"),
        "parameters[1].values[0].value",
        "`2/0` is not a fraction",
        "write it like `2/3`",
    ),
    "an effect that does something else": (
        put({"set": "heard", "to": True}, "events", 0, "effects", 0),
        "events[0].effects[0]",
        "an effect has no `set`",
        "did you mean `sets`?",
    ),
    "a source without a mark": (
        put([{"key": "S1"}], "events", 0, "sources"),
        "events[0].sources[0]",
        "a source lacks its `mark`",
        "add `mark`",
    ),
    "a version of the form from elsewhere": (
        put(2, "continuum"),
        "",
        (
            "the document was written by a newer version of the library: its form is version 2, "
            "and this library reads version 1"
        ),
        "read it with that version of the library",
    ),
    "a version of the form that never was": (
        put(0, "continuum"),
        "",
        "the version of the form, under `continuum`, is `0`",
        'this library reads version 1: write `"continuum": 1`',
    ),
    "no version of the form": (
        lambda form: form.pop("continuum"),
        "",
        "the version of the form, under `continuum`, is missing",
        'this library reads version 1: write `"continuum": 1`',
    ),
}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"continuum": 1, "case_id": "P", "entries": [], "seal": ""}, "the history of a case"),
        ({"case_id": "P", "opened": "2024-01-01", "facts": {}, "rows": []}, "a case to walk"),
    ],
)
def test_a_document_of_another_kind_says_what_it_is(form, said):
    """Known by its keys, and told once."""
    with pytest.raises(InvalidRulebook) as caught:
        from_form(form)
    assert [fault.what for fault in caught.value.faults] == [f"this is {said}, not a rulebook"]
    assert caught.value.faults[0].help


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_document_says_where_what_and_how_to_mend_it(bad):
    """One change, one fault, at its place; among what follows from it."""
    change, place, message, help_line = BAD[bad]
    found = faults(change)
    assert found.get(place) == (message, help_line)


@pytest.mark.parametrize("value", [None, 5, "text", [], True])
def test_what_is_no_object_is_no_rulebook(value):
    """The whole document is of another kind."""
    with pytest.raises(InvalidRulebook) as caught:
        from_form(value)
    (fault,) = caught.value.faults
    assert fault.what.startswith("a rulebook is an object, not ")
    assert fault.help == "write it between `{` and `}`"


def test_all_faults_are_said_at_once():
    """Twenty faults in twenty places, each said once, with a line of help."""

    def change(form):
        form["facts"] += [{"name": f"fact_{number}", "kind": "flga"} for number in range(8)]
        form["rules"] = [
            {**form["rules"][0], "guard": {"all": [{"flag": "herd"}, {"known": "grund"}]}}
            for _ in range(4)
        ]
        form["events"][0]["decided_by"] = [1, "judge", None]
        form["transitions"][0]["source"] = "custody"
        form["as_of"] = "soon"

    found = faults(change)
    assert len(found) == 20
    assert found["events[0].decided_by[2]"][0] == "this is nothing (`null`), not text"
    assert found["rules[3].guard.all[1].known"][1] == "did you mean `ground`?"
    assert all(help_line for _, help_line in found.values())


def test_a_fact_whose_declaration_is_wrong_is_not_missed_as_well():
    """What is wrong with `heard` is said once, not again wherever a guard reads it."""
    found = faults(put("flga", "facts", 0, "kind"))
    assert found == {"facts[0].kind": ("this cannot be `flga`", "did you mean `flag`?")}


def test_messages_speak_of_rulebooks_and_not_of_python():
    """No name of a class, of a type or of a tool shows in any message."""
    for change, *_ in BAD.values():
        said = " ".join(f"{what} {help_line}" for what, help_line in faults(change).values())
        words = (
            "cattrs",
            "Error",
            "NoneType",
            "dict",
            "bool",
            "tuple",
            "While structuring",
            "class",
        )
        assert [word for word in words if word in said] == []


def test_a_document_that_reads_but_does_not_hold_together_says_so():
    """What the rulebook itself finds comes through as it is."""
    found = faults(put("nowhere", "transitions", 0, "target"))
    ((place, (message, help_line)),) = found.items()
    assert place.startswith("transitions[0].target")
    assert "`nowhere`" in message
    assert help_line


def test_the_headline_names_the_rulebook():
    """The group says which rulebook it is about, and how many faults there are."""
    with pytest.raises(InvalidRulebook) as caught:
        from_form({**FORM, "as_of": 5})
    assert str(caught.value).startswith("rulebook `door` does not hold together (1 fault")


def test_text_that_is_not_json_is_refused_before():
    """Duplicate keys never reach the form."""
    with pytest.raises(FactError) as caught:
        Rulebook.from_json('{"continuum": 1, "continuum": 1}')
    assert "stands more than once" in caught.value.message
    assert caught.value.help == "keep one of them"
