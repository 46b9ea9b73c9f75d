"""Properties of one's own as data: built, said, written, read back, and refused when they slip."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import continuum as ct
from continuum.guards import ALWAYS, Flag, Number, days, during, parameter
from continuum.verify.properties import (
    Always,
    Eventually,
    NeverBefore,
    Sometimes,
    Until,
    always,
    builtin_properties,
    check_properties,
    eventually,
    fit_property,
    happens,
    never_before,
    possible,
    property_faults,
    read_properties,
    say,
    selected,
    sometimes,
    until,
    write_properties,
)

heard = Flag("heard", title="the person was heard")
reasons = Flag("individual", title="reasons of the case are given", of="request")
age = Number("age", low=0, high=120, unit="years")
BOOK = ct.Rulebook(
    "door",
    "1",
    as_of="2026-11-25",
    roles=(ct.Role("judge"),),
    regions=(
        ct.Region("legal", (ct.State("held", coercive=True), ct.State("free", final=True)), "held"),
    ),
    facts=(heard, age),
    events=(
        ct.Event("released", "released by the judge", decided_by="judge", sources="GK"),
        ct.Event("held_on", decided_by="judge", adverse=True, asks=(reasons,), sources="GK"),
    ),
    transitions=(
        ct.Transition("released", "legal", "held", "free"),
        ct.stays("held_on", "legal", "held"),
    ),
)

guards = st.sampled_from(
    [ALWAYS, heard, ~heard, age.at_least(18), during("legal", "held"), heard & age.below(18)]
)
moments = guards | st.sampled_from(
    [
        happens("released"),
        happens("released", "held_on", given=heard),
        happens(adverse=True),
        happens(enters="legal.free"),
        happens(kind="statutory", coercive=False),
    ]
)
claims = guards | st.just(possible("released"))
more = {
    "sentence": st.sampled_from(["", "In “these” words: \\ and \n\x7f."]),
    "sources": st.sampled_from([(), "GK", ("GK: art 1", "ASSUMPTION")]),
}
drawn = st.one_of(
    st.builds(always, claims, moments, **more),
    st.builds(sometimes, claims, moments, **more),
    st.builds(
        eventually,
        claims,
        st.none() | moments,
        within=st.none() | st.just(days(30)),
        fair=st.sampled_from(["nothing", "somebody_acts", "everything_happens"]),
        **more,
    ),
    st.builds(never_before, moments, moments, **more),
    st.builds(until, claims, moments, st.none() | moments, **more),
)


def named(properties):
    return tuple(attrs.evolve(one, name=f"p_{n}") for n, one in enumerate(properties))


@given(st.lists(drawn, max_size=4).map(named), st.sampled_from(["json", "toml"]))
def test_what_is_written_reads_back_as_it_was(properties, form):
    assert read_properties(write_properties(properties, BOOK, form), BOOK) == properties


@given(st.lists(drawn, min_size=1, max_size=4).map(named))
def test_every_property_has_no_fault_and_can_be_said(properties):
    assert property_faults(properties, BOOK) == []
    for one in properties:
        assert say(one, BOOK)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (always(heard), "always: the person was heard"),
        (
            always(heard, happens("released")),
            "whenever “released by the judge” happens: the person was heard",
        ),
        (
            sometimes(during("legal", "free")),
            "there is a case, and a moment in it: legal is “free”",
        ),
        (
            eventually(possible("released"), heard, within=days(30), fair="nothing"),
            "whenever the person was heard, within 30 days: “released by the judge” can happen",
        ),
        (
            never_before(happens("released"), heard),
            "“released by the judge” never happens before the person was heard",
        ),
        (
            never_before(during("legal", "free"), happens("held_on", given=heard)),
            (
                "it never comes about that legal is “free” before “held on” happens while "
                "the person was heard"
            ),
        ),
        (
            until(~heard, happens(adverse=True)),
            (
                "once a case has opened, until an event that is adverse happens: "
                "the person was not heard"
            ),
        ),
    ],
)
def test_a_property_is_said_in_the_words_of_the_rulebook(one, words):
    assert say(one, BOOK) == words


def test_a_moment_selects_events_as_a_rule_does():
    def names(moment):
        return [event.name for event in selected(moment, BOOK)]

    assert names(happens(adverse=True)) == ["held_on"]
    assert names(happens(enters="legal.free")) == ["released"]
    assert names(happens(kind="statutory")) == ["released", "held_on"]


def test_a_fact_of_the_request_is_read_only_where_every_event_carries_it():
    fine = always(reasons, happens("held_on"), name="reasoned")
    assert property_faults([fine], BOOK) == []
    (everywhere,) = property_faults([always(reasons, name="reasoned")], BOOK)
    assert "a property about every situation asks nobody for anything" in str(everywhere)
    (other,) = property_faults([always(reasons, happens("released"), name="reasoned")], BOOK)
    assert "event `released` does not ask for `individual`" in str(other)


def test_all_slips_are_told_at_once_with_what_was_meant():
    slips = [
        always(Flag("herd"), name="one"),
        never_before(happens("releazed"), during("legal", "fre"), name="one"),
        sometimes(possible("relased"), happens(enters="legal.freee"), name="Two"),
        eventually(heard, fair="evrything_happens", name="three"),
        until(heard, happens(), name="four", sources="SEEEN:x"),
        always(happens("released"), name="five"),
        always(heard, possible("released"), name="six"),
        "seven",
    ]
    with pytest.raises(ct.InvalidRulebook) as caught:
        check_properties(slips, BOOK)
    assert [str(fault).replace("\n  help: ", " | ") for fault in caught.value.faults] == [
        "properties[one].always: there is no fact `herd` | did you mean `heard`?",
        "properties[one]: `one` is there twice | give each property a name of its own",
        "properties[one].never_before[0]: there is no event `releazed` | did you mean `released`?",
        "properties[one].never_before[1]: region `legal` has no state `fre` | did you mean `free`?",
        (
            "properties[Two].name: `Two` is not a name | "
            "name it in lower snake case, such as `no_removal_while_barred`"
        ),
        "properties[Two].sometimes: there is no event `relased` | did you mean `released`?",
        "properties[Two].when: there is no state `legal.freee` | did you mean `legal.free`?",
        (
            "properties[three].fair: there is no fairness `evrything_happens` | "
            "did you mean `everything_happens`?"
        ),
        "properties[four].sources[0]: there is no source mark `SEEEN` | did you mean `SEEN`?",
        (
            "properties[four].until[1]: no event is named | "
            "name one, or what it declares: `happens(adverse=True)`"
        ),
        (
            "properties[five].always: that an event happens is no claim about a situation | "
            'say when it happens: `always(claim, happens("removed"))`; or claim that it can: '
            '`possible("removed")`'
        ),
        (
            "properties[six].when: that an event can happen is no moment | "
            "say it as the claim, or write `happens(...)` for the moment at which it happens"
        ),
        (
            "properties[7]: a text stands where a property belongs | "
            "write it with `always`, `sometimes`, `eventually`, `never_before` or `until`"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('{"properties": [{"name": "a"}]}', "properties[a]", "nothing that it says"),
        ('{"properties": {}}', "", "the properties are not a list"),
        ('{"continuum": 2, "properties": []}', "", "is `2`"),
        ('[[properties]]\nname = "a"\nalways = {flg = "heard"}', "properties[a].always", "`flg`"),
        (
            '[[properties]]\nname = "a"\nalways = {flag = "herd"}',
            "properties[a].always.flag",
            "herd",
        ),
        ('[[properties]]\nname = "a"\nalways = 2026-11-25', "properties[a].always", "a guard"),
        ('[[properties]]\nname = "a"\nalways = 1.5', "properties[a].always", "a guard"),
        ('[[properties]]\nalways = {flag = "heard"}', "properties[0]", "lacks its `name`"),
    ],
)
def test_a_slip_in_a_document_is_told_with_its_place(text, place, what):
    with pytest.raises(ct.InvalidRulebook) as caught:
        read_properties(text, BOOK)
    (fault,) = caught.value.faults
    assert fault.place == place
    assert what in fault.what


@pytest.mark.parametrize("text", ["x = [" * 3000, "{", b"\xff\xfe", "x = 1 y", "a" * 1_100_000])
def test_what_is_neither_json_nor_toml_is_refused_in_words(text):
    with pytest.raises(ct.FactError, match="the properties"):
        read_properties(text, BOOK)


def test_slips_of_the_form_and_of_the_names_are_told_together():
    document = {
        "properties": [
            {"name": "a", "always": {"flag": "herd"}, "fair": "nothing"},
            {"name": "b", "always": {"possible": "relased"}},
        ]
    }
    with pytest.raises(ct.InvalidRulebook) as caught:
        read_properties(json.dumps(document), BOOK)
    assert [fault.place for fault in caught.value.faults] == [
        "properties[a]",
        "properties[a].always.flag",
        "properties[b].always.possible",
    ]


def test_every_fault_of_one_property_is_told_at_once_with_its_place():
    """What cannot be read hides nothing that stands beside it."""
    text = """
    continum = 1

    [[property]]
    name = "The First"
    allways = {flag = "herd"}
    when = {happens = ["relased"], given = {during = ["legal", ["fre"]]}}
    sources = ["SEEEN"]

    [[property]]
    never_before = [{happens = ["relased"]}, {during = ["legal", ["fre"]]}]
    fair = "nothing"

    [[property]]
    name = "last"
    eventually = {during = ["leagl", ["free"]]}
    within = "soon"
    fair = "evrything_happens"
    """
    with pytest.raises(ct.InvalidRulebook) as caught:
        read_properties(text, BOOK)
    assert {(fault.place, fault.help) for fault in caught.value.faults} == {
        ("", "did you mean `continuum`?"),
        ("", "did you mean `properties`?"),
        ("properties[The First]", "did you mean `always`?"),
        (
            "properties[The First].name",
            "name it in lower snake case, such as `no_removal_while_barred`",
        ),
        ("properties[The First].always.flag", "did you mean `heard`?"),
        ("properties[The First].when.happens[0]", "did you mean `released`?"),
        ("properties[The First].sources[0]", "did you mean `SEEN`?"),
        ("properties[1]", "add `name`"),
        ("properties[1]", "use `name`, `never_before`, `sentence` or `sources`"),
        ("properties[1].never_before[0].happens[0]", "did you mean `released`?"),
        ("properties[1].never_before[1]", "did you mean `free`?"),
        ("properties[last].eventually", "did you mean `legal`?"),
        (
            "properties[last].within",
            "write it like `P6M`, `P1Y2M10D`, `P2W` (two weeks) or `P2WD` (working days)",
        ),
        ("properties[last].fair", "did you mean `everything_happens`?"),
    }


@pytest.mark.parametrize(
    "text",
    [
        '[[properties]]\nname = "a"\nnever_before = {flag = "heard"}',
        '[[properties]]\nname = "a"\nuntil = [{flag = "heard"}]',
    ],
)
def test_a_pair_that_is_none_is_told_in_words(text):
    with pytest.raises(ct.InvalidRulebook) as caught:
        read_properties(text, BOOK)
    (fault,) = caught.value.faults
    assert fault.help == "give the two, in their order, between `[` and `]`"


def test_a_fact_of_the_request_is_not_blamed_for_a_moment_that_cannot_be_read():
    text = """
    [[properties]]
    name = "a"
    always = {flag = "individual"}
    when = {happens = ["held_om"]}
    """
    with pytest.raises(ct.InvalidRulebook) as caught:
        read_properties(text, BOOK)
    assert [fault.place for fault in caught.value.faults] == ["properties[a].when.happens[0]"]


@pytest.mark.parametrize("name", ["outline", "eu"])
def test_the_built_in_rulebooks_have_properties_of_every_form_and_can_be_read_and_fitted(name):
    book = ct.load(name)
    properties = builtin_properties(book)
    kinds = {type(one) for one in properties}
    assert {Always, Sometimes, NeverBefore} <= kinds
    assert name == "eu" or kinds == {Always, Sometimes, Eventually, NeverBefore, Until}
    assert all(one.sentence and one.sources for one in properties)
    for one in properties:
        assert type(fit_property(one, book, book.as_of)) is type(one)


def test_the_numbers_of_the_day_are_filled_in():
    book = ct.load("outline")
    start = book.fact("sentence_start")
    opens = (start + parameter("liaison_time")).reached()
    one = always(opens, opens, name="dated")
    assert property_faults([one], book) == []
    fitted = fit_property(one, book, book.as_of)
    assert fitted.claim == (start + book.parameter("liaison_time").on(book.as_of)).reached()
    assert fitted.when == fitted.claim


def test_a_book_that_extends_a_built_in_one_may_use_its_properties():
    mine = ct.load("outline").extend(name="mine")
    assert builtin_properties(mine, of="outline") == builtin_properties(ct.load("outline"))
    with pytest.raises(ct.RulebookError, match="no set of properties for `mine`"):
        builtin_properties(mine)
