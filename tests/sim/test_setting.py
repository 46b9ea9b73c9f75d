"""Settings: places, arrivals, calendars and law in motion; what cannot be is told all at once."""

import json
import random
import re
from contextlib import suppress
from datetime import date

import numpy as np
import pytest
from tests.sim.test_scenario import GOOD, faults
from tests.simulated import specimen

from continuum.errors import ContinuumError, ScenarioError
from continuum.sim import (
    Arrives,
    Attempt,
    Behaviour,
    Bernoulli,
    By,
    Capacity,
    Choices,
    Cohort,
    Exponential,
    Fixed,
    Gamma,
    Hazard,
    Logit,
    LogNormal,
    Officers,
    Poisson,
    Population,
    Scenario,
    Setting,
    Trait,
    Uncertain,
    WorkingDays,
    outline_eu_2022,
)
from continuum.sim.population.keyed import person_keys
from continuum.sim.scenario.paths import part_at
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full
from continuum.sim.setting.arrivals import opening_days


@pytest.mark.parametrize(
    ("attempt", "fault"),
    [
        (
            Attempt("released", "judge", guard="enabled"),
            "its guard is `enabled`, and nobody says what `closing` does (forget, hold or run)",
        ),
        (
            Attempt("released", "judge", closing="hold"),
            (
                "`closing` is `hold`, and its guard does not stop the clock "
                "(make the guard `enabled`, or leave `closing` out)"
            ),
        ),
        (
            Attempt("released", "judge", 9, hazard={"patient": 0.7}),
            "a fixed delay has no hazard that traits could multiply (give a distribution)",
        ),
        (
            Attempt("released", "judge", Exponential(9), hazard={"patinet": 0.7}),
            "the cohort has no trait `patinet` (did you mean `patient`?)",
        ),
        (
            Attempt("released", "judge", chance=Logit(0, {"motivation": 1})),
            "it reads the tag `motivation`, and tags are for counting alone (use a trait)",
        ),
        (
            Attempt("released", "judge", most_retries=3),
            "it is never tried again, so `most_retries` means nothing (give `retry`)",
        ),
        (
            Attempt("released", "judge", after_giving_up="ende"),
            "there is no attempt `ende` to give up",
        ),
        (
            Attempt("ended", "judge", retry=9, after_giving_up="ended"),
            "attempt `ended` is never given up (give it `most_retries`)",
        ),
        (
            Attempt("released", "judge", clock="kept"),
            "clock: this cannot be `kept` (give `restart` or `keep`)",
        ),
        (
            Attempt("released", "judge", most_retries=-1),
            "most_retries: this cannot be `-1` (give a whole number, 0 or more)",
        ),
    ],
)
def test_how_a_clock_runs_is_said_and_makes_sense(attempt, fault):
    assert faults(attempt) == [f"attempt `{attempt.name}`: {fault}"]


def test_a_clock_with_memory_that_can_be_come_back_to_says_whether_it_restarts():
    ended = Attempt("ended", "judge", LogNormal(9, 1))
    assert specimen(behaviour=[GOOD, ended]), "nobody comes back"
    assert faults(ended, Attempt("released", "judge", 9)) == [
        (
            "attempt `ended`: it can be left and come back to, and `LogNormal` has a memory "
            '(say `clock="restart"`, or `clock="keep"` to go on with the age it had)'
        )
    ]


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt("released", "judge", LogNormal(9, 1), clock="keep"),
        Attempt("released", "judge", Exponential(9)),
        Attempt("released", "judge", LogNormal(9, 1), after="returned"),
        Attempt("reviewed", "judge", LogNormal(9, 1)),  # possible everywhere
        Attempt("care_offered", "officer", LogNormal(9, 1)),  # nobody leads back
    ],
)
def test_clocks_without_memory_or_without_a_way_back_need_no_word(attempt):
    assert specimen(behaviour=[GOOD, attempt])


def test_a_word_needs_a_weight_a_word():
    people = Population(5, traits={"ground": Choices({"flight": 1, "danger": 1})})
    wrong = Attempt("released", "judge", Exponential(9), hazard={"ground": 0.7})
    assert faults(wrong, people=people) == [
        (
            "attempt `released`: trait `ground` is a word, and one weight stands for it "
            "(give a weight a word: `{word: weight}`)"
        )
    ]
    right = Attempt("released", "judge", Exponential(9), hazard={"ground": {"flight": 0.7}})
    assert specimen(people=people, behaviour=[GOOD, right])


@pytest.mark.parametrize(
    ("arrival", "fault"),
    [
        (
            Arrives("lawer", "officer", 9),
            "the rulebook has no case fact `lawer` (did you mean `lawyer`?)",
        ),
        (
            Arrives("lawyer", "oficer"),
            "the rulebook has no role `oficer` (did you mean `officer`?)",
        ),
        (
            Arrives("review", "judge", value="2023-01-01"),
            "`review` is set by events only (attempt the event that records it)",
        ),
        (
            Arrives("lawyer", "officer", after="ende"),
            "the rulebook has no event `ende` (did you mean `ended`?)",
        ),
        (
            Arrives("lawyer", "officer", value=Trait("luck")),
            "the cohort has no trait `luck`",
        ),
        (
            Arrives("lawyer", "officer", -1),
            "delay: the days of `Fixed` cannot be `-1` (give a number from 0 to 3,652,059)",
        ),
    ],
)
def test_a_fact_arrives_as_a_case_could_learn_it(arrival, fault):
    with pytest.raises(ScenarioError) as caught:
        specimen(behaviour=Behaviour([GOOD], arrives=[arrival]))
    assert caught.value.message.split("\n- ")[1:] == [f"arrival `{arrival.name}`: {fault}"]


def test_the_faults_of_a_setting_come_at_once():
    setting = Setting(
        [
            Capacity("care", 0, takes="care_accepted"),
            Capacity("beds", 5, takes="care_acepted", held={"cares": "running"}, until="ende"),
            Officers("beds", 2, 3, takes="returned", order="due_date"),
            Capacity("more", 1, takes="returned", changes={"2021-01-01": 3}, order="score"),
            Capacity("again", 1, takes="returned", due="begun", changes={"2022-01-01": 3}),
            "places",
        ],
        arrivals=-3,
        calendar=WorkingDays("NL", roles="oficer"),
        variants={"return_regulation": "soon"},
    )
    assert faults(setting=setting) == [
        (
            "the setting: arrivals: the days of `Fixed` cannot be `-3` "
            "(give a number from 0 to 3,652,059)"
        ),
        (
            "the setting: variants: `the day of `return_regulation`` is `soon`, not a day "
            "(write the day as YYYY-MM-DD, such as `2024-02-28`)"
        ),
        "the setting: a capacity cannot be `str` (give a `Capacity`)",
        "two capacities are called `beds` (give each a name of its own)",
        (
            "capacity `care`: places: there are 0, so nobody would ever be served "
            "(give 1 or more, or leave the attempts out)"
        ),
        "capacity `beds`: nobody attempts `care_acepted`",
        "capacity `beds`: the rulebook has no event `ende` (did you mean `ended`?)",
        "capacity `beds`: the rulebook has no region `cares` (did you mean `care`?)",
        (
            "capacity `beds`: its queue goes by due date, and no date is `due` "
            "(give a day fact or a milestone)"
        ),
        "capacity `more`: order: this cannot be `score` (give `first_come` or `due_date`)",
        (
            "capacity `again`: a date is `due`, and its queue does not go by it "
            "(make the order `due_date`)"
        ),
        (
            "capacity `again`: a change on 2022-01-01 is not between the start and the horizon "
            "(leave it out)"
        ),
        "attempt `returned` takes a place of `beds` and `again` (let it take one)",
        "the calendar: the rulebook has no role `oficer` (did you mean `officer`?)",
    ]


def test_officers_are_places_by_caseload_and_so_are_their_changes():
    officers = Officers("probation", 12, 9, takes="returned", changes={"2024-01-01": 6})
    assert officers.places == 108
    assert officers.steps == ((date(2024, 1, 1), 54),)


def test_a_cohort_that_opens_by_itself_does_not_arrive():
    people = Cohort.from_columns({"lawyer": [True]}, starts=["2022-03-01"])
    found = faults(people=people, setting=Setting(arrivals=Poisson(10)))
    assert found == [
        "the setting: the cohort says when pathways open, so nobody arrives (leave one out)"
    ]


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ({"variants": {"return_regulaton": "2028-01-01"}}, "did you mean `return_regulation`?"),
        ({"variants": {"return_regulation": "2028-01-01"}}, "has no cap on detention for removal"),
        ({"calendar": WorkingDays("NL")}, "no role waits for working days (name some in `roles`)"),
        ({"calendar": WorkingDays("XX", roles="judge")}, "there are no holidays of `XX` (give"),
        ({"calendar": WorkingDays("DE", "XX", roles="judge")}, "`DE` has no part `XX` (give `BB`"),
        ({"calendar": "NL"}, "this cannot be `NL` (give `WorkingDays(country, roles=...)`)"),
    ],
)
def test_calendars_and_law_in_motion_are_held_against_what_there_is(setting, fault):
    assert fault in faults(setting=Setting(**setting))[0]


# Published lists of public holidays.
@pytest.mark.parametrize(
    ("country", "region", "day", "next_day"),
    [
        ("NL", None, "2024-04-27", "2024-04-29"),  # the King's day, a Saturday
        ("NL", None, "2024-05-09", "2024-05-10"),  # Ascension
        ("DE", None, "2024-10-03", "2024-10-04"),  # German unity
        ("DE", "BY", "2024-05-30", "2024-05-31"),  # Corpus Christi in Bavaria
        ("DE", "BE", "2024-05-30", "2024-05-30"),  # and not in Berlin
        ("FR", None, "2024-07-14", "2024-07-15"),  # the national day, a Sunday
        ("DK", None, "2023-05-05", "2023-05-08"),  # Great Prayer Day, for the last time
        ("DK", None, "2024-04-26", "2024-04-26"),  # abolished
        ("BE", None, "2024-07-21", "2024-07-22"),  # the national day, a Sunday
        ("UK", "ENG", "2023-05-08", "2023-05-09"),  # the coronation
        ("UK", "SCT", "2024-01-02", "2024-01-03"),
        ("UK", "ENG", "2024-01-02", "2024-01-02"),
        ("NL", None, "2024-12-25", "2024-12-27"),  # two days of Christmas
    ],
)
def test_offices_are_closed_on_the_holidays_of_their_country(country, region, day, next_day):
    days = WorkingDays(country, region, roles="judge")
    assert days.next_day(day).isoformat() == next_day


def test_moments_on_closed_days_fall_on_the_beginning_of_the_next_working_day():
    dutch = WorkingDays("NL", roles="judge", closed=["2024-04-29"])
    first, last = date(2024, 4, 1).toordinal(), date(2024, 6, 1).toordinal()
    friday, saturday = date(2024, 4, 26).toordinal(), date(2024, 4, 27).toordinal()
    moved = dutch.shifted(np.array([friday + 0.3, saturday + 0.3, last + 900.0]), first, last)
    assert moved.tolist() == [friday + 0.3, date(2024, 4, 30).toordinal(), last + 900.0]


def test_arrivals_come_one_after_another_so_many_a_year():
    """The gaps of a Poisson process are exponential: mean and standard deviation are alike."""
    keys = person_keys(3, range(20_000))
    days = opening_days(Poisson(365.25), keys)
    gaps = np.diff(days)
    assert (gaps > 0).all()
    assert gaps.mean() == pytest.approx(1, abs=0.03)
    assert gaps.std() == pytest.approx(1, abs=0.03)
    assert opening_days(Fixed(3), keys[:2]).tolist() == [3.0, 3.0]


PATCHED = {
    "behaviour.h5_prepared.delay.median_days": 20,
    "behaviour.h5_offered.delay": Gamma(2, 3),
    "behaviour.recalled": "off",
    "behaviour.pace": {"probation_officer": 1.5},
    "setting.programme": Capacity("programme", 12, takes="programme_joined"),
    "setting.calendar": WorkingDays("NL", roles="probation_officer"),
    "people.size": 300,
    "rulebook.parameters.liaison_time": "P5D",
    "rulebook.rules.GR-30": "off",
    "horizon": "2030-01-01",
    "seed": 7,
}


def test_a_patch_changes_what_it_names_and_remembers_it():
    base = outline_eu_2022()
    new = base.patched("sooner", PATCHED)
    by_name = {attempt.name: attempt for attempt in new.behaviour.attempts}
    assert by_name["h5_prepared"].delay == LogNormal(20, 0.8)
    assert by_name["h5_offered"].delay == Gamma(2, 3)
    assert "recalled" not in by_name
    assert new.behaviour.pace_of("probation_officer") == 1.5
    assert (new.people.size, new.seed, new.horizon) == (300, 7, date(2030, 1, 1))
    assert "GR-30" not in {rule.id for rule in new.book.rules}
    assert "which is not the law" in new.book.status
    assert new.patch.base == base.digest
    assert [path for path, _ in new.patch.changes] == sorted(PATCHED)
    assert base == outline_eu_2022(), "the old one stays as it is"
    again = Scenario.from_json(new.to_json())
    assert again == new
    assert again.digests == new.digests


def test_a_notebook_shows_the_four_documents_and_what_was_changed():
    shown = outline_eu_2022().patched("sooner", PATCHED)._repr_html_()
    for part in (
        "1-without-GR-30",
        "300 people",
        "probation_officer takes 1.5 times as long",
        "programme: 12 places, working days of NL",
        "behaviour.h5_prepared.delay.median_days",
        "people.traits.consents.p: 0.3 to 0.85",
    ):
        assert part in shown, part
    assert "<script" not in shown
    people = outline_eu_2022().people.draw(10, seed=1)._repr_html_()
    assert re.search(r"motivation\s+tag\s+text\s+100 %", re.sub("<[^>]+>", " ", people))


def test_a_patch_may_go_on_from_a_patch():
    new = outline_eu_2022().patched("sooner", PATCHED)
    twice = new.patched("twice", {"setting.programme.places": 24})
    assert twice.setting.capacities[0].places == 24
    assert twice.patch.base == new.digest
    assert twice.digests["rulebook"] == new.digests["rulebook"]
    assert twice.digests["behaviour"] == new.digests["behaviour"]
    assert twice.digests["setting"] != new.digests["setting"]
    ranged = twice.with_(uncertain=[Uncertain("setting.programme.places", 10, 30)])
    gone = ranged.patched("gone", {"setting.programme": "off"})
    assert gone.setting.capacities == ()
    assert gone.uncertain == (), "a range over what is left out is left out with it"


def test_a_pace_and_a_variant_may_be_new():
    base = eu_2022_in_full()
    assert part_at(base, "behaviour.pace.probation_officer") == 1.0
    new = base.patched(
        "new",
        {
            "behaviour.pace.probation_officer": 1.5,
            "setting.variants.return_regulation": "2028-01-01",
        },
    )
    assert new.behaviour.pace == (("probation_officer", 1.5),)
    assert new.setting.variants == (("return_regulation", date(2028, 1, 1)),)
    assert new.patch.changes[0] == ("behaviour.pace.probation_officer", 1.5)
    slower = new.patched("slower", {"behaviour.pace.probation_officer": 2})
    assert slower.behaviour.pace_of("probation_officer") == 2.0
    with pytest.raises(ScenarioError, match="the pace: the rulebook has no role `officer`"):
        base.patched("wrong", {"behaviour.pace.officer": 2})


def test_the_faults_of_a_patch_come_at_once():
    with pytest.raises(ScenarioError) as caught:
        outline_eu_2022().patched(
            "wrong",
            {
                "behaviour.h5_prepred.delay": 3,
                "behaviour.h5_prepared.delay.median": 3,
                "behaviour.h5_prepared.delay.median_days": -1,
                "people.sise": 3,
                "setting.programme.places": 3,
                "rulebook.rules.GR-3": "off",
                "places": 2,
            },
        )
    assert caught.value.message.split("\n- ")[1:] == [
        (
            "`places`: a scenario has no `places` (it has `rulebook`, `behaviour`, `setting`, "
            "`people`, `start`, `horizon`, `seed`, `replications`, `title`)"
        ),
        "`people.sise`: `Population` has no `sise` (did you mean `size`?)",
        (
            "`behaviour.h5_prepred.delay`: the behaviour has no `h5_prepred` "
            "(did you mean `h5_prepared`?)"
        ),
        (
            "`setting.programme.places`: the setting has no `programme` "
            "(it has `arrivals`, `calendar`, `variants`)"
        ),
        (
            "`behaviour.h5_prepared.delay.median`: `LogNormal` has no `median` "
            "(did you mean `median_days`?)"
        ),
        (
            "`behaviour.h5_prepared.delay.median_days`: the median of `LogNormal` cannot be `-1` "
            "(give a number above 0 and at most 3,652,059)"
        ),
        "`rulebook`: rulebook `outline` has no `GR-3` (did you mean `GR-53`?)",
    ]


def test_what_a_patch_puts_in_is_checked_like_everything_else():
    with pytest.raises(ScenarioError, match="scenario `late` cannot be simulated"):
        outline_eu_2022().patched("late", {"horizon": "2021-01-01"})
    with pytest.raises(ScenarioError, match="`retry` is after no time at all"):
        outline_eu_2022().patched("busy", {"behaviour.convicted.retry": 0})


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("behaviour.released.delay.shape", None),
        ("behaviour.released.delay.median_days", "`Weibull` has no `median_days`"),
        ("behaviour.released.label", "what stands there is no number (go on to one)"),
        ("behaviour.relased.chance", "the behaviour has no `relased` (did you mean `released`?)"),
        ("people.traits.term.of.median_days", None),
        ("rulebook.parameters.least", None),
    ],
)
def test_a_range_lies_over_a_number_that_is_there(path, fault):
    ranged = {"uncertain": Uncertain(path, 1, 2, sources="ASSUMPTION")}
    if fault is None:
        scenario = specimen(**ranged)
        assert Scenario.from_json(specimen(people=POPULATION_OF_ONE).to_json())
        assert scenario.uncertain[0].path == path
    else:
        with pytest.raises(ScenarioError, match="1 fault") as caught:
            specimen(**ranged)
        assert fault in caught.value.message


POPULATION_OF_ONE = Population(1, traits={"term": Fixed(12), "patient": Bernoulli(0.5)})


def test_a_triangular_range_has_its_top_at_its_mode():
    """Half of a triangle over 0 to 4 with its top at 1 lies below 4 - sqrt(6)."""
    ranged = Uncertain("seed", 0, 4, "triangular", mode=1)
    assert ranged.middle == pytest.approx(4 - 6**0.5)
    assert ranged.at(np.array([0.0, 0.25, 1.0])).tolist() == [0.0, 1.0, 4.0]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"low": 3, "high": 3}, "the range of `seed` ends at 3, and begins at 3"),
        ({"low": 1, "high": 3, "shape": "normal"}, "the range of `seed` cannot be `normal`"),
        ({"low": 1, "high": 3, "mode": 2}, "the range of `seed` has no likeliest value 2"),
        ({"low": "x", "high": 3}, "an end of a range cannot be `x`"),
    ],
)
def test_what_is_no_range_is_refused(given, fault):
    with pytest.raises(ScenarioError) as caught:
        Uncertain("seed", **given)
    assert caught.value.message == fault


def test_everything_that_a_scenario_says_is_in_its_json():
    scenario = specimen(
        behaviour=Behaviour(
            [
                GOOD,
                Attempt(
                    "released",
                    "judge",
                    Gamma(2, 30),
                    clock="keep",
                    guard="enabled",
                    closing="hold",
                    hazard=Hazard({"patient": -0.5}),
                    chance=Logit(1, {"patient": 1}),
                    retry=9,
                    most_retries=4,
                ),
                Attempt("released", "officer", after_giving_up="released", label="after_all"),
            ],
            arrives=[Arrives("lawyer", "officer", 30, during={"legal": "held"}, chance=0.5)],
            pace={"judge": 1.2},
        ),
        setting=Setting(
            [Officers("officers", 2, 3, takes="returned", held={"legal": "held"})],
            arrivals=Poisson(30),
            calendar=WorkingDays("DK", roles="judge", closed="2024-06-05"),
        ),
        seed=3,
        replications=20,
        uncertain=[Uncertain("behaviour.released.hazard.patient", -1, 0, sources="ASSUMPTION")],
    )
    again = Scenario.from_json(scenario.to_json())
    assert again == scenario
    assert again.to_json() == scenario.to_json()
    assert again.digests == scenario.digests


def test_people_who_depend_on_what_is_not_drawn_yet_are_refused():
    people = Population(
        5,
        traits={"term": Trait("years"), "years": Fixed(12), "patient": Trait("patence")},
        facts={"lawyer": Bernoulli(0.5), "ground": Choices({"none": 1})},
        tags={"lawyer": True},
    )
    assert faults(people=people) == [
        "the cohort: two of facts, traits and tags are called `lawyer` (rename one)",
        (
            "the cohort: trait `term` depends on `years`, which is drawn after it "
            "(declare tags, then traits, then facts, each after what it depends on)"
        ),
        (
            "the cohort: trait `patient` depends on `patence`, which is not there "
            "(did you mean `patient`?)"
        ),
    ]


def test_seeds_may_come_out_of_columns():
    scenario = specimen(seed=np.int64(7), replications=np.int32(3))
    assert Scenario.from_json(scenario.to_json()) == scenario
    with pytest.raises(ScenarioError, match="the seed cannot be `x`"):
        specimen(seed="x")


def test_law_in_motion_is_law_from_its_day_and_the_digest_says_so():
    base = eu_2022_in_full()
    moved = base.with_(setting=Setting(variants={"return_regulation": "2028-01-01"}))
    assert moved.book.version == f"{base.book.version}+rr-2028-01-01"
    assert date(2028, 1, 1) in {chart.valid_from for chart in moved.charts}
    assert date(2028, 1, 1) not in {chart.valid_from for chart in base.charts}
    assert moved.rulebook == base.rulebook, "the rulebook that was given stays as it is"
    assert moved.digests["behaviour"] == base.digests["behaviour"]
    assert moved.digests["rulebook"] != base.digests["rulebook"]
    assert Scenario.from_json(moved.to_json()).digests == moved.digests


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Choices([1, 2]), "options with weights cannot be `[1, 2]`"),
        (lambda: By("patient", 3), "the cases of `By` cannot be `3`"),
        (lambda: Population(traits=["term"]), "facts, traits and tags cannot be `['term']`"),
        (lambda: Population(facts={3: True}), "a fact, trait or tag cannot be called `3`"),
        (lambda: Population(notes=["380"]), "a note cannot be `380`"),
        (lambda: Uncertain("seed", 1, 2, sources="somewhere"), "`somewhere` has no source mark"),
        (lambda: Uncertain(3, 1, 2), "a range cannot be over `3`"),
    ],
)
def test_parts_that_cannot_be_are_refused_in_words(make, fault):
    with pytest.raises(ScenarioError) as caught:
        make()
    assert caught.value.message.startswith(fault)
    assert caught.value.help


def test_sources_without_a_mark_are_told_with_the_rest():
    released = Attempt("released", "judge", 9, sources="somewhere")
    assert faults(released, sources="elsewhere") == [
        (
            "the sources: `elsewhere` has no source mark "
            "(begin with `SEED`, `SEEN:key`, `GK` or `ASSUMPTION`)"
        ),
        (
            "attempt `released`: sources: `somewhere` has no source mark "
            "(begin with `SEED`, `SEEN:key`, `GK` or `ASSUMPTION`)"
        ),
    ]


def test_no_damage_to_a_document_shows_an_error_of_pythons():
    """Parts of a whole scenario are exchanged or left out, here and there."""
    text = specimen(setting=Setting([Capacity("beds", 3, takes="returned")])).to_json()
    draw = random.Random(11)  # noqa: S311 - not for secrets
    wrong = [None, True, -1, "x", [], {}, [1], {"a": 1}, {"fixed": {"days": 3}}, [["a", 1]]]
    read = 0
    for _ in range(60):
        form = json.loads(text)
        inside = form
        while isinstance(inside, (dict, list)) and inside and draw.random() < 0.9:
            keys = list(inside) if isinstance(inside, dict) else range(len(inside))
            above, key = inside, draw.choice(keys)
            inside = inside[key]
        above[key] = draw.choice(wrong)
        with suppress(ContinuumError):
            Scenario.from_json(json.dumps(form))
            read += 1
    assert read < 60
