"""Good rulebooks stay good, and bad ones earn the messages that are recorded beside them.

After a change of messages, run this file with ``CONTINUUM_RECORD=1`` in the environment, then read
the difference before keeping it.
"""

import importlib.util
import os
from pathlib import Path

import pytest

from continuum.errors import InvalidRulebook
from continuum.rulebook import Rulebook

SPECIMENS = Path(__file__).parents[1] / "specimens"
GOOD = sorted((SPECIMENS / "good").glob("*.py"))
BAD = sorted((SPECIMENS / "bad").glob("*.py"))
RECORD = bool(os.environ.get("CONTINUUM_RECORD"))


def module_of(path):
    """A specimen, loaded by its path."""
    spec = importlib.util.spec_from_file_location(f"specimen_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def error_of(path):
    """What building a bad specimen raises."""
    module = module_of(path)
    with pytest.raises(InvalidRulebook) as caught:
        module.build() if hasattr(module, "build") else Rulebook(**module.parts())
    return caught.value


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_specimen_holds_together_and_lowers(path):
    """It is built without a fault, and there is a chart for its day."""
    book = Rulebook(**module_of(path).parts())
    chart = book.lower(book.as_of)
    assert list(chart.events) == [event.name for event in book.every_event]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_specimen_earns_the_message_recorded(path):
    """The whole text, word for word."""
    text = f"{error_of(path)}\n"
    recorded = path.with_suffix(".txt")
    if RECORD:
        recorded.write_text(text, encoding="utf-8")
    assert text == recorded.read_text(encoding="utf-8")


def test_every_recorded_message_belongs_to_a_specimen():
    """No message is left behind when a specimen goes."""
    recorded = {path.stem for path in (SPECIMENS / "bad").glob("*.txt")}
    assert recorded == {path.stem for path in BAD}


def test_twenty_faults_are_all_said_at_once():
    """One group, more than twenty faults, no place without a line of help."""
    error = error_of(SPECIMENS / "bad" / "twenty_at_once.py")
    assert len(error.faults) >= 20
    assert len(error.exceptions) == len(error.faults)
    assert all(fault.place and fault.help for fault in error.faults)
