"""Small rulebooks with one fault each earn the text recorded beside them; good ones earn none.

A specimen is a file ``tests/specimens/checked/bad/<kind>.py``, or ``<kind>__<variant>.py``, with a
function ``build()`` that gives a rulebook, and ``OPTIONS`` where the check needs more than that.
After a change of sentences, run this file with ``CONTINUUM_RECORD=1`` in the environment, then read
the difference before keeping it.
"""

import importlib.util
import os
from pathlib import Path

import pytest

from continuum.verify import check
from continuum.verify.findings import KINDS

CHECKED = Path(__file__).parents[1] / "specimens" / "checked"
BAD = sorted((CHECKED / "bad").glob("*.py"))
GOOD = sorted((CHECKED / "good").glob("*.py"))
RECORD = bool(os.environ.get("CONTINUUM_RECORD"))
SPECIMENS = pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)


def module_of(path):
    """A specimen, loaded by its path."""
    spec = importlib.util.spec_from_file_location(f"checked_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def checked(path):
    """The rulebook of a specimen, and what its check comes to."""
    module = module_of(path)
    book = module.build()
    return book, check(book, **getattr(module, "OPTIONS", {}))


def told(report):
    """Every finding whole: its kind, what it is about, its sentence, its story line by line."""
    lines = []
    for finding in report.findings:
        lines += [f"{finding.kind}: {', '.join(finding.subjects)}", finding.sentence]
        if finding.history is not None:
            lines += [f"    {line}" for line in finding.history.told()]
        lines.append("")
    return "\n".join(lines)


@SPECIMENS
def test_a_bad_rulebook_earns_the_text_recorded_and_nothing_else(path):
    """Findings of the one kind that it is named for, nothing undecided, every word as recorded."""
    book, report = checked(path)
    assert {finding.kind for finding in report.findings} == {path.stem.partition("__")[0]}
    assert report.undecided == ()
    recorded = path.with_suffix(".txt")
    if RECORD:
        recorded.write_text(told(report), encoding="utf-8")
    assert told(report) == recorded.read_text(encoding="utf-8")
    for finding in report.findings:
        if finding.history is not None:
            finding.history.replay(book)


@SPECIMENS
def test_a_bad_rulebook_says_what_it_is_a_specimen_of(path):
    """In a line, for whoever looks for an example of its kind."""
    assert module_of(path).__doc__.strip()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_rulebook_earns_nothing(path):
    """What looks like a fault and is none is left alone."""
    _, report = checked(path)
    assert told(report) == ""
    assert report.clean


def test_there_are_enough_specimens_and_nothing_recorded_is_left_behind():
    """Every text has its rulebook, every rulebook is named for a kind."""
    assert {path.stem for path in (CHECKED / "bad").glob("*.txt")} == {path.stem for path in BAD}
    assert {path.stem.partition("__")[0] for path in BAD} <= KINDS.keys()
    assert len(BAD) >= 30
    assert len(GOOD) >= 10
