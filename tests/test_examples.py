"""Each script in examples/ prints what is recorded beside it.

After a change of what they print, run this file with ``CONTINUUM_RECORD=1`` in the environment,
then read the difference before keeping it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
RECORD = bool(os.environ.get("CONTINUUM_RECORD"))


def printed_by(script, folder):
    """What a script prints, run in a fresh process and an empty folder."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_an_example_prints_what_is_recorded(script, tmp_path):
    """Word for word."""
    printed, recorded = printed_by(script, tmp_path), script.with_suffix(".out")
    if RECORD:
        recorded.write_text(printed, encoding="utf-8")
    assert printed == recorded.read_text(encoding="utf-8")


def test_every_recorded_output_belongs_to_a_script():
    """No output is left behind when a script goes."""
    assert {path.stem for path in EXAMPLES.glob("*.out")} == {path.stem for path in SCRIPTS}
    assert SCRIPTS
