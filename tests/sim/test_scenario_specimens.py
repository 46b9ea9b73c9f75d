"""Good scenarios stay good, and bad ones earn the messages that are recorded beside them.

After a change of messages, run this file with ``CONTINUUM_RECORD=1`` in the environment, then read
the difference before keeping it.
"""

import os
from pathlib import Path

import pytest
from tests.rulebook.test_specimens import module_of

from continuum.errors import ScenarioError
from continuum.sim import Scenario

SPECIMENS = Path(__file__).parents[1] / "specimens" / "scenarios"
GOOD = sorted((SPECIMENS / "good").glob("*.py"))
BAD = sorted((SPECIMENS / "bad").glob("*.py"))
RECORD = bool(os.environ.get("CONTINUUM_RECORD"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_scenario_is_written_and_read_back_exactly(path):
    scenario = module_of(path).build()
    again = Scenario.from_json(scenario.to_json(indent=2))
    assert again == scenario
    assert again.digests == scenario.digests
    assert len(scenario.assumptions()) > 100


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_scenario_earns_the_message_recorded(path):
    """The whole text, word for word."""
    with pytest.raises(ScenarioError) as caught:
        module_of(path).build()
    text = f"{caught.value}\n"
    recorded = path.with_suffix(".txt")
    if RECORD:
        recorded.write_text(text, encoding="utf-8")
    assert text == recorded.read_text(encoding="utf-8")


def test_every_recorded_message_belongs_to_a_scenario():
    """No message is left behind when a specimen goes."""
    assert {path.stem for path in (SPECIMENS / "bad").glob("*.txt")} == {p.stem for p in BAD}
