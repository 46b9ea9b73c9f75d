"""A system of one's own beside a rulebook: where the two part ways is found and told as a story."""

import unittest

import attrs
import pytest
from examples import agency_system
from hypothesis import settings

import continuum as ct
from continuum.errors import FactError, RulebookError, UnknownEvent
from continuum.verify.testing import Disagreement, RulebookMachine, System, system_test
from continuum.verify.testing.stateful import TRIED

OUTLINE = ct.load("outline")
FEW = settings(TRIED, max_examples=15)


class Faithful:
    """The library's own case, as a system of one's own would be."""

    book = OUTLINE

    def __init__(self, on, facts):
        self.case = ct.Case.open(self.book, on=on, case_id="P-1", facts=facts)

    def send(self, event, on, by, given):
        try:
            self.case.send(event, on=on, by=by, **given)
        except ct.EventRefused:
            return "refused"
        except ct.EventUndetermined:
            return "undetermined"
        return "allowed"

    def learn(self, facts, on, by):
        self.case.learn(facts, on=on, by=by, source="told")

    def state(self, region):
        return self.case.state(region)


def disagreement(open_system, **options):
    with pytest.raises(Disagreement) as raised:
        system_test(OUTLINE, open_system, **options)
    return raised.value


# ------------------------------------------------------------------------------ what agrees


@pytest.mark.parametrize("name", ["outline", "eu"])
def test_a_case_of_the_library_agrees_with_its_rulebook(name):
    book = ct.load(name)
    system_test(book, type("Same", (Faithful,), {"book": book}), tried=FEW)


def test_a_system_that_says_yes_or_no_need_not_tell_refused_from_undetermined():
    class YesOrNo(Faithful):
        def send(self, event, on, by, given):
            return super().send(event, on, by, given) == "allowed"

    system_test(OUTLINE, YesOrNo, tried=FEW)


def test_a_region_that_the_system_does_not_have_is_not_compared():
    class WithoutRegions(Faithful):
        def state(self, region):
            return None

    system_test(OUTLINE, WithoutRegions, tried=FEW)


def test_an_adapter_is_a_system():
    assert isinstance(agency_system.Adapter("2024-01-10", {}), System)
    assert not isinstance(object(), System)


# ------------------------------------------------------------------------------ the agency


@pytest.fixture(scope="module")
def found():
    with pytest.raises(Disagreement) as raised:
        agency_system.drive(agency_system.Adapter)
    return raised.value


def test_the_planted_mistake_of_the_agency_is_found(found):
    assert found.story.question.event == "removed"
    assert found.system is True
    assert [against.id for against in found.decision.against] == ["GR-51"]


def test_the_story_replays_under_the_rulebook(found):
    _, decisions = found.story.replay(OUTLINE)
    assert [bool(decision) for decision in decisions] == [True] * (len(decisions) - 1) + [False]


def test_the_message_tells_the_story_both_answers_the_rule_and_its_remedy(found):
    said = str(found)
    for line in found.story.told():
        assert line in said
    assert "the system says: allowed" in said
    assert "the rulebook says: refused" in said
    assert "GR-51: Nobody is removed unless" in said
    assert "what would make it possible: Examine every bar again" in said


def test_nothing_can_be_left_out_of_the_story(found):
    acts = found.story.acts
    for left_out in acts:
        shorter = attrs.evolve(found.story, acts=tuple(a for a in acts if a is not left_out))
        file = agency_system.Adapter(shorter.opened, shorter.facts)
        allowed = [
            file.send(act.event, act.on, act.by, act.given)
            if act.event
            else file.learn(act.given, act.on, act.by) is None
            for act in (*shorter.acts, shorter.question)
        ]
        assert not all(allowed)


def test_the_mended_agency_agrees():
    system_test(
        OUTLINE,
        agency_system.MendedAdapter,
        events=tuple(agency_system.EVENTS),
        facts=tuple(agency_system.FACTS),
        tried=settings(TRIED, max_examples=40),
    )


# ------------------------------------------------------------------------------ other ways to part


def test_a_system_that_goes_elsewhere_is_told():
    class Elsewhere(Faithful):
        def state(self, region):
            state = super().state(region)
            return "sentence" if state == "closed" else state

    told = str(disagreement(Elsewhere, events=["died"], facts=[]))
    assert "sends `died`" in told
    assert "the system says: `pathway` is now `sentence`" in told
    assert "the rulebook says: `pathway` is now `closed`" in told


def test_a_system_that_starts_elsewhere_is_told_before_anything_happens():
    class Late(Faithful):
        def state(self, region):
            return "sentence"

    found = disagreement(Late)
    assert found.story.acts == ()
    assert found.story.question is None


def test_a_system_that_fails_is_told_with_what_failed():
    class Broken(Faithful):
        def send(self, event, on, by, given):
            raise KeyError(event)

    found = disagreement(Broken, events=["died"], facts=[])
    assert "the system says: KeyError: 'died'" in str(found)
    assert isinstance(found.__cause__, KeyError)


def test_a_system_that_is_slow_to_forget_is_found_at_the_edge_of_a_day():
    """Off by one day at the end of the sentence: allowed a day too late."""

    class ADayLate(Faithful):
        def send(self, event, on, by, given):
            eve = on.fromordinal(on.toordinal() - 1)
            if event == "sentence_expired" and eve >= self.case.on:
                asked = self.case.ask(event, on=eve, by=by, **given)
                if not asked:
                    return "refused"
            return super().send(event, on, by, given)

    found = disagreement(
        ADayLate,
        events=["convicted", "sentence_expired"],
        facts=["sentence_start", "term"],
        opened="2024-01-10",
    )
    assert found.story.question.event == "sentence_expired"
    assert found.decision


def test_an_answer_that_is_none_is_refused_with_what_may_be_answered():
    class Mumbling(Faithful):
        def send(self, event, on, by, given):
            return "perhaps"

    with pytest.raises(FactError, match="'perhaps'") as raised:
        system_test(OUTLINE, Mumbling, events=["died"], facts=[])
    assert "`undetermined`" in raised.value.help


def test_names_that_the_rulebook_does_not_have_are_refused_first():
    with pytest.raises(UnknownEvent, match="`dide`"):
        system_test(OUTLINE, Faithful, events=["dide"])
    with pytest.raises(RulebookError, match="`trem`"):
        system_test(OUTLINE, Faithful, facts=["trem"])
    with pytest.raises(RulebookError, match="is none"):
        system_test("outline", Faithful)


# ------------------------------------------------------------------------------ the machine


def ran(machine):
    """The outcome of the test case of a machine."""
    result = unittest.TestResult()
    case = machine.TestCase("runTest")
    case.settings = FEW
    case.run(result)
    return result


def test_a_machine_is_a_test_case_that_passes_while_the_two_agree():
    class Machine(RulebookMachine):
        book = OUTLINE

        def open_system(self, on, facts):
            return Faithful(on, facts)

    assert ran(Machine).wasSuccessful()


def test_a_machine_fails_with_the_story():
    class Refusing(Faithful):
        def send(self, event, on, by, given):
            return False

    class Machine(RulebookMachine):
        book = OUTLINE
        events = ("died",)
        facts = ()
        opened = "2024-01-10"

        def open_system(self, on, facts):
            return Refusing(on, facts)

    ((_, failure),) = ran(Machine).failures
    assert "2024-01-10: the case opens" in failure
    assert "the system says: not allowed" in failure
