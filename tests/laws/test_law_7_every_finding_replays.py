"""Law 7: every finding of the checker that tells a story replays as a case, and shows the fault."""

import attrs
import pytest
from hypothesis import given
from tests import planted
from tests.strategies import rulebooks

import continuum as ct
from continuum.guards import Choice, Flag, weigh
from continuum.semantics import CaseView, decide, request_for
from continuum.verify import check

WITHOUT_A_STORY = {
    "unreachable_state",
    "dead_transition",
    "guard_never_holds",
    "guard_always_holds",
    "redundant_part",
    "shadowed_rule",
    "circular_prerequisite",
    "vacuous_duty",
    "fact_read_never_set",
    "fact_set_never_read",
    "rule_without_source",
    "handover_without_receiver",
}
"""What nothing leads to has no story: the proof is that there is none."""

WITH_A_STORY_OR_WITHOUT = {
    "deadline_cannot_be_met",
    "deadline_known_too_late",
    "final_state_with_exits",
    "fixed_rule_relaxed",
    "lead_empty_or_doubled",
    "property_vacuous",
    "property_violated",
    "role_that_nobody_holds",
}
"""Where it depends: a lead that was never named needs no case to show it."""


def lived(book, story):
    """Live through a story as a case; give the case, and the decision on the question if any."""
    case = ct.Case.open(book, on=story.opened, case_id="P-1", facts=story.facts)
    for act in story.acts:
        if act.event:
            assert case.send(act.event, on=act.on, by=act.by, **act.given).outcome == "allowed"
        else:
            case.learn(act.given, on=act.on, by=act.by)
    if story.question is None:
        return case, None
    asked = story.question
    return case, case.ask(asked.event, on=asked.on, by=asked.by, **asked.given)


def weighed(case, guard):
    """Weigh a guard in a case as it stands."""
    return weigh(guard, CaseView(case.book.lower(case.on), case.snapshot, case.on))


def stands_in(case, subjects):
    """Whether the case stands in the states that a finding names, region by region."""
    return case.configuration == dict(zip(subjects[::2], subjects[1::2], strict=True))


def says(case, subjects):
    """Whether the states and recorded facts that a finding names are those of the case.

    What is derived, counted from a day or stands for a range of numbers is left alone.
    """
    words = {True: "yes", False: "no", None: "not known"}
    recorded = {
        fact.name
        for fact in case.book.every_fact
        if isinstance(fact, Flag | Choice) and fact.of == "case" and fact.derived is None
    }
    for name, value in zip(subjects[::2], subjects[1::2], strict=True):
        if name in case.configuration and case.configuration[name] != value:
            return False
        if name in recorded:
            now = case.snapshot.facts.get(name)
            if now != value and words.get(now) != value:
                return False
    return True


def anything_allowed(case):
    """Whether any event is allowed just now, to anybody, with every word and each option given."""
    chart = case.book.lower(case.on)
    for heard in chart.events.values():
        for role in heard.event.decided_by or [role.name for role in case.book.roles]:
            words = dict.fromkeys(("reasons", "remedy", "authority", "evidence", "purpose"), "yes")
            named = [
                {"target": one.id} for one in case.snapshot.records.get(heard.event.target, ())
            ]
            for target in named if "target" in heard.event.needs else [{}]:
                request = request_for(heard, case.on, ct.Actor(role, "A-1"), words | target)
                if decide(chart, case.snapshot, heard.name, case.on, request):
                    return True
    return False


def shows(finding, case, refused):
    """Whether the fault that a finding tells of can be seen in the case at the end."""
    subjects = finding.subjects
    last = case.history[-1]
    match finding.kind:
        case "two_ways":
            against = {item.id: item.sentence for item in refused.against}
            return "several ways" in against[f"way:{subjects[1]}"]
        case "voluntary_step_gates":
            step = next(s for s in case.book.lower(case.on).steps if s.id == subjects[0])
            punished = finding.sentence.startswith("whoever accepts")
            against = {item.id for item in refused.against}
            told = "also in the way" in finding.sentence
            return (
                subjects[2] in against
                and told is (len(against) > 1)
                and weighed(case, step.done).holds is punished
            )
        case "demand_blocked":
            return shows_a_demand(finding, case, refused)
        case "mandatory_step_bypassed":
            story = attrs.evolve(finding.history, acts=finding.history.acts[:-1])
            before, _ = lived(case.book, story)
            step = next(s for s in case.book.lower(last.on).steps if s.id == subjects[0])
            return last.event == subjects[1] and not weighed(before, step.done).holds
        case "dead_end":
            return stands_in(case, subjects) and not anything_allowed(case)
        case "no_way_to_an_end" | "voluntary_step_is_the_only_way_on":
            return stands_in(case, subjects) or says(case, subjects)
        case "phase_map_not_a_run_of_the_outline":
            return shows_phases(finding, case)
        case "unknown_fact_strands":
            return case.snapshot.facts.get(subjects[0]) is None
        case _:
            return shows_a_rule(finding, case, refused)


def shows_a_rule(finding, case, asked):
    """Whether what a finding says of rules and steps can be seen in the decision at the end."""
    subjects = finding.subjects
    chart = case.book.lower(case.on)
    match finding.kind:
        case "guard_gap":
            against = {item.id: item for item in asked.against}
            way = against[f"way:{subjects[1]}"]
            return way.known and "no recorded fact opens a way" in way.sentence
        case "unknown_fact_opens":
            unknown = [n for n in subjects if n in chart.facts and n not in case.snapshot.facts]
            return asked.outcome == "allowed" and bool(unknown)
        case "adverse_event_open_to_the_system":
            by = finding.history.question.by
            return bool(asked) and (by.role == "system" or not by.id)
        case "refusing_a_voluntary_step_harms":
            step = next(s for s in chart.steps if s.id in subjects)
            return bool(asked) and not weighed(case, step.done).holds
        case "exemptions_overlap":
            rule = case.book.rule(subjects[0])
            view = asked.view if asked is not None else CaseView(chart, case.snapshot, case.on)
            both = [one for one in rule.exemptions if one.label in subjects[1:]]
            return len(both) == 2 and all(weigh(one.guard, view).holds for one in both)
        case _:
            return True  # that the runtime followed the story is what is asked of the others


def shows_a_demand(finding, case, refused):
    """Whether a rule demands an event on the last day, and it has no single way out of coercion."""
    rule, event, region, state = finding.subjects
    chart = case.book.lower(refused.on)
    (gate,) = (gate for gate in chart.events[event].demands if gate.id == rule)
    places = zip(chart.regions, case.snapshot.configuration, strict=True)
    return (
        weigh(gate.guard, refused.view).holds
        and case.configuration[region] == state
        and any(chart.states[region.name][name].coercive for region, name in places)
        and f"way:{region}" in {item.id for item in refused.against}
        and case.on <= refused.on
    )


def shows_phases(finding, case):
    """Whether the case is, or was and is, in the phases that a finding names."""
    forms = {form.phase: form.when for form in case.book.lower(case.on).phases}
    subjects = finding.subjects
    if subjects == ("no_phase",):
        return not any(weighed(case, guard).holds for guard in forms.values())
    return weighed(case, forms[subjects[-1]]).holds


@pytest.mark.parametrize("plant", planted.PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_replays_as_a_case_and_shows(plant):
    """Each specimen's finding is lived through in the runtime, which the checker never imports."""
    book = plant()
    findings = check(book).findings
    assert findings
    for finding in findings:
        if finding.kind not in WITH_A_STORY_OR_WITHOUT:
            assert (finding.history is None) == (finding.kind in WITHOUT_A_STORY)
        if finding.history is not None:
            assert shows(finding, *lived(book, finding.history))


@given(rulebooks())
def test_what_is_found_in_drawn_rulebooks_replays_as_a_case_and_shows(book):
    """Whatever the rulebook: no story is told that the runtime does not follow."""
    for finding in check(book).findings:
        if finding.kind not in WITH_A_STORY_OR_WITHOUT:
            assert (finding.history is None) == (finding.kind in WITHOUT_A_STORY)
        if finding.history is not None:
            snapshot, decisions = finding.history.replay(book)
            case, refused = lived(book, finding.history)
            assert case.snapshot.configuration == snapshot.configuration
            assert refused is None or refused.outcome == decisions[-1].outcome
            assert shows(finding, case, refused)
