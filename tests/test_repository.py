"""What stands beside the code agrees with it."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

import continuum

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
EXTRAS = PROJECT["optional-dependencies"]
DEPENDENCIES = sorted(
    {
        requirement
        for requirements in (PROJECT["dependencies"], *EXTRAS.values())
        for requirement in requirements
        if not requirement.startswith("continuum[")
    }
)
REFERENCE = "\n".join(
    page.read_text(encoding="utf-8") for page in sorted(ROOT.glob("docs/reference/**/*.md"))
)


def test_the_constraints_hold_no_address_and_no_path():
    assert [line for line in CONSTRAINTS if "/" in line or "\\" in line or "@" in line] == []


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_a_constraint_is_a_name_a_version_and_at_most_a_marker(line):
    assert re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [a-z_]+ .+)?", line)


@pytest.mark.parametrize("requirement", DEPENDENCIES)
def test_a_dependency_has_a_lower_bound_and_is_not_pinned(requirement):
    assert re.fullmatch(r"[a-z0-9-]+>=[0-9]+(\.[0-9]+)*", requirement)


@pytest.mark.parametrize("requirement", DEPENDENCIES)
def test_every_dependency_is_constrained(requirement):
    name = requirement.split(">=")[0]
    assert any(line.startswith(f"{name}==") for line in CONSTRAINTS)


def test_the_developers_extra_holds_all_that_users_may_choose():
    users = {extra for extra in EXTRAS if extra not in {"all", "dev", "docs"}}
    assert EXTRAS["all"] == [f"continuum[{','.join(e for e in EXTRAS if e in users)}]"]
    assert "continuum[all,docs]" in EXTRAS["dev"]


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_gives_both_commands(command):
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", continuum.__all__)
def test_the_reference_mentions_every_name_of_the_face(name):
    assert re.search(rf"\b{re.escape(name)}\b", REFERENCE), f"{name}: in no page of docs/reference"


def test_make_and_dev_py_offer_the_same_tasks():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    offered = set(re.findall(r"^(\w+): *; ", makefile, flags=re.MULTILINE))
    passed_on = set(re.findall(r"@.*dev\.py (\w+)$", makefile, flags=re.MULTILINE))
    assert offered == passed_on == set(runpy.run_path(str(ROOT / "dev.py"))["TASKS"])
