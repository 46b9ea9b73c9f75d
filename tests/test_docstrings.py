"""The examples in the docstrings run, and say what they say they say."""

import doctest
import importlib
import io
import pkgutil

import pytest

import continuum

MODULES = sorted(
    ["continuum"]
    + [found.name for found in pkgutil.walk_packages(continuum.__path__, "continuum.")]
)


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_of_a_module_are_right(name):
    """Every ``>>>`` in its docstrings gives what is written under it."""
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said = io.StringIO()
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(example, out=said.write)
    assert not runner.failures, said.getvalue()


def test_there_are_examples():
    """If nothing were collected, every test above would pass."""
    module = importlib.import_module("continuum.errors")
    found = doctest.DocTestFinder(exclude_empty=True).find(module)
    assert sum(len(test.examples) for test in found) >= 2
