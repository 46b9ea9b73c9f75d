"""A scenario is four documents: each is written by itself, and they know one another."""

import json

import pytest
from tests.simulated import specimen

from continuum.errors import ScenarioError
from continuum.sim import Scenario, outline_eu_2022


@pytest.mark.parametrize("made", [outline_eu_2022, specimen], ids=["built in", "own rulebook"])
def test_a_scenario_is_read_from_its_documents(made):
    scenario = made()
    texts = scenario.documents(indent=1)
    assert list(texts) == ["rulebook", "behaviour", "setting", "scenario"]
    assert Scenario.from_documents(texts) == scenario
    assert '"attempts"' not in texts["scenario"], "behaviour stands in its own document"


def test_a_built_in_rulebook_need_not_be_given():
    texts = outline_eu_2022().documents()
    del texts["rulebook"]
    assert Scenario.from_documents(texts) == outline_eu_2022()


def told(texts):
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_documents(texts)
    return caught.value.message.split("\n- ")[1:]


def test_documents_of_other_scenarios_are_noticed():
    texts = specimen().documents()
    other = outline_eu_2022().patched("other", {"behaviour.removed.chance": 0.5})
    mine = outline_eu_2022().documents()
    assert told(mine | {"behaviour": other.documents()["behaviour"]}) == [
        "`behaviour` is another than the scenario was written with"
    ]
    assert told(mine | {"rulebook": texts["rulebook"]}) == [
        "`rulebook` is another than the scenario was written with"
    ]
    changed = json.loads(mine["scenario"]) | {"seed": 8}
    assert told(mine | {"scenario": json.dumps(changed)}) == [
        "`scenario` was changed after it was written"
    ]


def test_everything_that_is_wrong_with_documents_is_told_at_once():
    texts = specimen().documents()
    del texts["rulebook"]
    assert told(texts | {"setting": "{", "behaviour": texts["setting"], "people": "{}"}) == [
        "there is no document `people`",
        "`behaviour` must be an object with `format` `continuum behaviour` and `version` 1",
        (
            "`setting`: the document `setting`: expecting property name enclosed in double quotes "
            "at line 1, column 2 (mend the JSON there; it must be one whole document)"
        ),
        "`rulebook` is missing, and the scenario names no built-in one",
    ]
    assert told({}) == [
        "`scenario` is missing",
        "`behaviour` is missing",
        "`setting` is missing",
        "`rulebook` is missing, and the scenario names no built-in one",
    ]
    with pytest.raises(ScenarioError, match="documents cannot be `str`"):
        Scenario.from_documents("{}")
