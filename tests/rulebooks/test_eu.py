"""The EU baseline: what it contains, and that it refines the outline."""

from __future__ import annotations

import itertools

import pytest

from continuum.guards import FAILS, HOLDS, UNKNOWN, During, leaves, weigh
from continuum.guards.walk import parameters_in
from continuum.rulebook import PHASES
from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

BOOK = load("eu")
CHART = BOOK.lower("2024-01-01")
WORDS = {
    "reasons": "on this person's own case",
    "remedy": "appeal court, two weeks",
    "authority": "district court",
    "legal_basis": "judgment 1",
}


class Anywhere:
    """A view in which the regions and the preparation window are known, and nothing else."""

    certain = HOLDS

    def __init__(self, configuration, *, window):
        self.configuration, self.window = configuration, window

    def flag(self, fact):
        return UNKNOWN

    def is_in(self, choice, among):
        return UNKNOWN

    def at_least(self, number, bound):
        return UNKNOWN

    def reached(self, milestone):
        return HOLDS if self.window else FAILS

    def during(self, region, states):
        return HOLDS if self.configuration[CHART.place[region]] in states else FAILS

    def known(self, fact):
        return HOLDS


def phases_of(configuration, *, window):
    """Give every phase that a configuration counts as."""
    view = Anywhere(configuration, window=window)
    return [form.phase for form in CHART.phases if weigh(form.when, view).holds]


def configurations():
    """Give every configuration of the tracks that phases read; the others stay at their start."""
    return itertools.product(
        *(region.names if region.name in _PHASED else (region.initial,) for region in CHART.regions)
    )


_PHASED = ("legal", "supervision", "residence", "continuity")


def test_phases_read_no_other_track():
    """What the programme, the conference or a circle does leaves the phase alone."""
    read = {
        leaf.region
        for form in CHART.phases
        for leaf in leaves(form.when)
        if isinstance(leaf, During)
    }
    assert read <= set(_PHASED)


@pytest.fixture(scope="module")
def phase_of():
    """The one phase of every configuration, with the window open and closed."""
    found = {
        (configuration, window): phases_of(configuration, window=window)
        for configuration in configurations()
        for window in (False, True)
    }
    assert {len(phases) for phases in found.values()} == {1}
    return {key: phases[0] for key, phases in found.items()}


def test_what_it_holds():
    """The regions, events, rules, steps and handovers with which it began are still there."""
    states = {region.name: len(region.states) for region in BOOK.regions}
    began = {"legal": 16, "supervision": 7, "residence": 23, "continuity": 4}
    assert {name: states[name] for name in began if states[name] < began[name]} == {}
    assert len(BOOK.events) >= 100
    assert len(BOOK.rules) >= 43
    assert {"H5", "H7", "H8", "H9", "H12"} <= {handover.id for handover in BOOK.handovers}
    voluntary = {step.id for step in BOOK.steps if step.kind == "voluntary"}
    assert {"ST21", "ST26"} <= voluntary


@pytest.mark.parametrize(
    "rule",
    [
        *(f"GR-{number:02}" for number in range(1, 6)),
        "GR-12",
        *(f"GR-{number}" for number in range(30, 33)),
        *(f"GR-{number}" for number in range(50, 59)),
        "GR-90",
        "GR-96",
    ],
)
def test_the_rule_is_there_and_governs_an_event(rule: str):
    """Every rule of the catalogue that concerns these regions is weighed before some event."""
    weighed = {
        gate.id
        for event in CHART.events.values()
        for gate in (*event.gates, *event.warnings, *event.owed, *event.demands)
    }
    assert rule in weighed
    found = BOOK.rule(rule)
    assert found.sentence
    assert found.remedy
    assert found.sources


def test_no_rule_is_idle():
    """Rules with a number of their own beyond the catalogue govern events too."""
    weighed = {
        gate.id
        for event in CHART.events.values()
        for gate in (*event.gates, *event.warnings, *event.owed, *event.demands)
    }
    assert {rule.id for rule in BOOK.rules} - weighed == set()


@pytest.mark.parametrize("number", range(1, 25))
def test_the_transition_is_there(number: int):
    """R1 to R24 are the basis of a transition, a rule, a fact that events record, or learned."""
    recorded = {
        "R4": "entry_ban_set",
        "R6": "suspension_granted",
        "R10": "rule39_requested",
    }
    basis = f"R{number}"
    if basis in recorded:
        assert CHART.events[recorded[basis]].event.effects
    elif basis == "R17":
        assert BOOK.fact("travel_document").recorded_by
        assert BOOK.fact("acceptance_by_receiving_state").recorded_by
    else:
        assert basis in {transition.basis for transition in BOOK.transitions}


def test_refoulement_and_interim_measures_are_fixed():
    """GR-50 and GR-51 are fixed, rank above everything but life, and no exception opens them."""
    for name in ("GR-50", "GR-51"):
        rule = BOOK.rule(name)
        assert (rule.force, rule.precedence, rule.exemptions) == ("fixed", "refoulement", ())
        assert list(parameters_in(rule.guard)) == []


def test_nothing_demands_a_removal():
    """No rule can push a removal through: none demands it, and an override moves nothing."""
    assert CHART.events["removed"].demands == ()
    assert CHART.events["emergency_override"].ways == {}
    effects = CHART.events["emergency_override"].event.effects
    assert {effect.fact for effect in effects} == {"override_reviewed"}


def test_every_configuration_has_exactly_one_phase(phase_of):
    """The phase map is total and disjoint, whatever the four regions say."""
    assert set(phase_of.values()) == set(PHASES)


def test_the_first_phase_is_the_first_of_the_outline(phase_of):
    """A case opens where a case under the outline opens."""
    assert phase_of[CHART.initial, False] == load("outline").regions[0].initial


def test_every_move_is_a_move_of_the_outline(phase_of):
    """Whatever the guards, each event keeps the phase or moves it as the outline allows.

    Somebody is detained for removal in both regions or in neither; every event keeps it so.
    """
    outline = {
        (leg.source, leg.target)
        for event in load("outline").lower("2024-01-01").events.values()
        for legs in event.ways.get("pathway", {}).values()
        for leg in legs
    }
    moving = [event for event in CHART.events.values() if _PHASED_WAYS[event.name]]
    unlawful, out_of_step, used = set(), set(), set()
    for configuration in configurations():
        if _out_of_step(configuration) or CHART.final(configuration):
            continue
        for event in moving:
            if any(configuration[at] not in ways for at, ways in _PHASED_WAYS[event.name]):
                continue
            for after in _afters(event, configuration):
                if _out_of_step(after) and not CHART.final(after):
                    out_of_step.add((event.name, configuration, after))
                for before_window, window in itertools.product((False, True), repeat=2):
                    move = (phase_of[configuration, before_window], phase_of[after, window])
                    if event.name not in _SETS_THE_WINDOW and before_window != window:
                        continue
                    if move[0] != move[1]:
                        used.add(move)
                        if move not in outline:
                            unlawful.add((event.name, *move))
    assert unlawful == set()
    assert out_of_step == set()
    assert {move for move in outline if move[0] != move[1]} - used == set()


_PHASED_WAYS = {
    name: [(CHART.place[region], ways) for region, ways in event.ways.items() if region in _PHASED]
    for name, event in CHART.events.items()
}
_SETS_THE_WINDOW = ("convicted", "suspended_sentence_activated")


def _out_of_step(configuration):
    legal, residence = (configuration[CHART.place[name]] for name in ("legal", "residence"))
    return (legal == "immigration_detention") != (residence == "pre_removal_detention")


def _afters(event, configuration):
    choices = []
    for region, state in zip(CHART.regions, configuration, strict=True):
        if region.name in _PHASED and region.name in event.ways:
            legs = event.ways[region.name].get(state, ())
            choices.append([leg.target for leg in legs])
        else:
            choices.append([state])
    return itertools.product(*choices)


def test_adverse_events_are_decided_by_humans():
    """Every adverse event names human roles, and GR-90 and GR-92 are weighed before it."""
    for event in BOOK.events:
        if event.adverse:
            assert event.decided_by
            assert "system" not in event.decided_by
            assert {"GR-90", "GR-92"} <= {gate.id for gate in CHART.events[event.name].gates}


def test_no_guard_reads_a_sensitive_fact():
    """The baseline has no motivation tag and no diagnosis that could decide anything."""
    assert [fact.name for fact in BOOK.every_fact if fact.sensitive] == []


def supervised() -> Case:
    """Give a case that is conditionally released until 2024-07-01."""
    case = Case.open(BOOK, on="2022-01-01", case_id="P-3")
    court = Actor("sentence_court", "SC-1")
    prison = Actor("prison_case_manager", "PCM-1")
    probation = Actor("probation_officer", "PO-1")
    case.send(
        "convicted", on="2022-01-01", by=court, counts_from="2022-01-01", term_in_months=30, **WORDS
    )
    case.send("conditions_explained", on="2023-06-01", by=probation)
    case.send("release_meeting_held", on="2023-06-01", by=prison)
    for stage in ("prepared", "person_informed", "offered"):
        case.send(f"h5_{stage}", on="2023-06-02", by=prison)
    for stage in ("read", "accepted", "effective"):
        case.send(f"h5_{stage}", on="2023-06-03", by=probation)
    case.send("conditional_release_granted", on="2023-09-01", by=court, **WORDS)
    return case


def test_supervision_ends_on_its_day():
    """On the end day the title no longer holds; ending is demanded and nothing blocks it."""
    case = supervised()
    assert (case.phase, case.state("supervision")) == ("probation", "active")
    probation = Actor("probation_officer", "PO-1")
    assert case.ask("supervision_ended", on="2024-06-30", by=probation).outcome == "refused"
    ended = case.ask("supervision_ended", on="2024-07-01", by=probation)
    assert ended.outcome == "allowed"
    assert [(duty.rule, duty.urgent) for duty in ended.duties] == [("GR-30.2", True)]
    assert "GR-12" in {duty.rule for duty in case.due(on="2024-07-01")}


def test_a_breach_needs_a_title_in_force():
    """On the day the title has ended there are only voluntary offers (GR-05)."""
    case, probation = supervised(), Actor("probation_officer", "PO-1")
    assert (
        case.ask(
            "breach_alleged", on="2024-06-30", by=probation, breach_of="reporting", **WORDS
        ).outcome
        == "allowed"
    )
    late = case.ask("breach_alleged", on="2024-07-01", by=probation, breach_of="reporting", **WORDS)
    assert [against.id for against in late.against] == ["GR-05"]


def test_detention_without_prospect_ends_at_once():
    """When the prospect is gone, release is demanded, and no authority stands between."""
    case = Case.open(
        BOOK,
        on="2024-01-01",
        case_id="P-4",
        facts={"third_country_national": True, "child_affected": False},
    )
    court = Actor("sentence_court", "SC-1")
    officer = Actor("immigration_case_officer", "IMM-1")
    judge = Actor("asylum_or_administrative_court", "AC-1")
    case.send(
        "convicted", on="2024-01-01", by=court, counts_from="2023-01-01", term_in_months=6, **WORDS
    )
    assert (case.state("legal"), case.phase) == ("time_served", "reintegration")
    case.send("sentence_expired", on="2024-01-01", by=Actor("prison_governor", "PG-1"))
    case.send("no_lawful_stay_established", on="2024-01-01", by=officer)
    case.send("refoulement_examined", on="2024-01-01", by=officer)
    case.send(
        "return_decision_issued",
        on="2024-01-02",
        by=officer,
        individual_reasons=True,
        remedy_until="2024-01-16",
        **WORDS,
    )
    order = {
        "detention_ground": "absconding_risk",
        "prospect_stated": True,
        "less_coercive_considered": True,
        "extension_ground": False,
    }
    too_long = case.ask(
        "pre_removal_detention_ordered",
        on="2024-01-20",
        by=officer,
        title_until="2024-07-22",
        **order,
        **WORDS,
    )
    assert [against.id for against in too_long.against] == ["GR-52"]
    case.send(
        "pre_removal_detention_ordered",
        on="2024-01-20",
        by=officer,
        title_until="2024-07-21",
        **order,
        **WORDS,
    )
    case.send("prospect_review", on="2024-02-01", by=judge, prospect_now=False)
    assert "GR-52.4" in {duty.rule for duty in case.due(on="2024-02-01")}
    case.send("detention_ended", on="2024-02-01", by=judge)
    assert case.configuration["legal"] == "end_of_sentence"
    assert case.configuration["residence"] == "return_decision"


def test_an_appeal_without_suspensive_effect_does_not_bar_by_itself():
    """Only a recorded effect suspends; recorded as none, the other checks decide (GR-51)."""
    case = Case.open(
        BOOK,
        on="2024-01-01",
        case_id="P-5",
        facts={"third_country_national": True, "child_affected": False},
    )
    officer = Actor("immigration_case_officer", "IMM-1")
    case.send("no_lawful_stay_established", on="2024-01-01", by=officer)
    case.send("refoulement_examined", on="2024-01-01", by=officer)
    case.send(
        "return_decision_issued",
        on="2024-01-02",
        by=officer,
        individual_reasons=True,
        remedy_until="2024-01-16",
        **WORDS,
    )
    case.send("appeal_lodged", on="2024-01-10", by=Actor("lawyer", "LW-1"), suspension="none")
    case.learn(
        {"travel_document": True, "acceptance_by_receiving_state": True},
        on="2024-01-10",
        by=officer,
    )
    case.learn({"fit_to_travel": True}, on="2024-01-10", by=Actor("clinician", "CL-1"))
    ask = {"by": Actor("removal_unit", "RU-1"), "monitor_recorded": True, **WORDS}
    early = case.ask("removed", on="2024-01-15", **ask)
    assert [against.id for against in early.against] == ["GR-51.2"]
    assert case.ask("removed", on="2024-01-16", **ask).outcome == "allowed"
    case.send(
        "suspension_granted", on="2024-01-16", by=Actor("asylum_or_administrative_court", "AC-1")
    )
    suspended = case.ask("removed", on="2024-01-17", **ask)
    assert (suspended.outcome, [a.id for a in suspended.against]) == ("refused", ["GR-51"])
