"""The notebooks in ``examples/notebooks`` run, and say what they were recorded to say."""

from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[1] / "examples" / "notebooks"


def told(notebook):
    """What every cell printed and gave, as plain text; pictures are drawn but not compared."""
    return [
        "".join(
            output.get("text") or output.get("data", {}).get("text/plain", "")
            for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("file", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda file: file.stem)
def test_a_notebook_runs_and_says_what_it_was_recorded_to_say(file, tmp_path):
    """Every cell, from the top, in a kernel of its own."""
    notebook = nbformat.read(file, as_version=4)
    recorded = told(notebook)
    assert any(recorded)
    where = {"metadata": {"path": str(tmp_path)}}
    nbclient.NotebookClient(notebook, timeout=240, kernel_name="python3", resources=where).execute()
    assert told(notebook) == recorded


def test_there_are_three_notebooks():
    """A policy question, capacity, and the reversal."""
    assert len(list(NOTEBOOKS.glob("*.ipynb"))) == 3
