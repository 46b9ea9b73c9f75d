"""The habits of the house that no linter holds."""

import ast
import functools
import importlib
import inspect
import pkgutil
import subprocess
import sys
import typing
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "continuum"
FILES = sorted(PACKAGE.rglob("*.py"))

VAGUE_NAMES = {"utils", "util", "helpers", "core", "base", "common", "manager", "engine"}
CALENDAR = "guards/calendar.py"
CALENDAR_ARITHMETIC = {"Duration", "in_months", "in_years", "relativedelta", "timedelta"}
CLOCKS = {"now", "today", "utcnow"}
NOT_LOADED_BY_THE_FACE = (
    "click",
    "continuum.sim",
    "continuum.verify",
    "hypothesis",
    "jinja2",
    "nanoarrow",
    "numpy",
    "sqlalchemy",
    "transitions.extensions",
)


def place(path):
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def found(path, says):
    """Where in a file the nodes stand of which `says` gives a word."""
    words = ((node, says(node)) for node in ast.walk(tree(path)))
    return [f"{place(path)}:{node.lineno} {word}" for node, word in words if word]


def called(node):
    """The name that a call calls: `print`, or `today` in `date.today()`."""
    if not isinstance(node, ast.Call):
        return None
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def imported(node):
    if isinstance(node, ast.Import):
        return {name.name for name in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return set()


def module_names():
    walked = pkgutil.walk_packages([str(PACKAGE)], "continuum.")
    public = (m.name for m in walked if not any(part.startswith("_") for part in m.name.split(".")))
    return ["continuum", *sorted(public)]


MODULES = module_names()
PACKAGES = [name for name in MODULES if hasattr(importlib.import_module(name), "__path__")]


# ------------------------------------------------------------------------------ files


def test_no_file_is_longer_than_four_hundred_lines():
    lines = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_every_file_and_folder_is_named_for_what_it_holds():
    names = [path for path in PACKAGE.rglob("*") if path.is_dir() or path.suffix == ".py"]
    assert [place(path) for path in names if path.stem.strip("_") in VAGUE_NAMES] == []


def test_every_folder_of_code_is_a_package():
    folders = {path.parent for path in FILES}
    assert [place(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


# ------------------------------------------------------------------------------ the face


@pytest.mark.parametrize(
    "name", [n for n in MODULES if hasattr(importlib.import_module(n), "__all__")]
)
def test_a_module_exports_exactly_what_it_names(name):
    module = importlib.import_module(name)
    listed = list(module.__all__)
    assert sorted(set(listed)) == sorted(listed), "named twice"
    assert [export for export in listed if not hasattr(module, export)] == [], "named, not there"
    assert sorted(defined_in(module) - set(listed)) == [], "there, not named"


def defined_in(module):
    """The public names that a module makes; for a package also those that it lifts from below."""
    names = set()
    for node in tree(Path(module.__file__)).body:
        match node:
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.ImportFrom(module=source, names=aliases, level=level) if hasattr(
                module, "__path__"
            ):
                if level or (source or "").split(".")[0] == "continuum":
                    names |= {alias.asname or alias.name for alias in aliases}
    public = {name for name in names if not name.startswith("_")}
    return {name for name in public if not is_scaffolding(getattr(module, name, None))}


def is_scaffolding(thing):
    """Submodules and type variables are public by spelling only."""
    return inspect.ismodule(thing) or isinstance(thing, typing.TypeVar | typing.ParamSpec)


@pytest.mark.parametrize("package", PACKAGES)
def test_whatever_a_package_exports_is_described(package):
    module = importlib.import_module(package)
    exports = {name: getattr(module, name) for name in getattr(module, "__all__", [])}
    assert inspect.getdoc(module), f"{package} has no docstring"
    assert [name for name, thing in exports.items() for name in undescribed(name, thing)] == []


def undescribed(name, thing):
    """The names, among a thing's own and its public methods', that lack a docstring."""
    if not getattr(thing, "__module__", "").startswith("continuum"):
        return
    if inspect.isclass(thing):
        if not (vars(thing).get("__doc__") or "").strip():
            yield name
        for method, value in vars(thing).items():
            kinds = (staticmethod, classmethod, property, functools.cached_property)
            is_method = inspect.isfunction(value) or isinstance(value, kinds)
            if (
                is_method
                and not method.startswith("_")
                and not inspect.getdoc(getattr(thing, method))
            ):
                yield f"{name}.{method}"
    elif inspect.isroutine(thing) and not inspect.getdoc(thing):
        yield name


def test_importing_the_face_loads_no_optional_part():
    asked = (
        f"import sys, continuum; print([n for n in {NOT_LOADED_BY_THE_FACE!r} if n in sys.modules])"
    )
    fresh = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert fresh.stdout.strip() == "[]"


# ------------------------------------------------------------------------------ the code


@pytest.mark.parametrize("path", FILES, ids=place)
def test_no_text_is_run_as_code(path):
    def says(node):
        return called(node) in {"eval", "exec"} and isinstance(node.func, ast.Name) and called(node)

    assert found(path, says) == []


@pytest.mark.parametrize("path", [p for p in FILES if place(p) != CALENDAR], ids=place)
def test_calendar_arithmetic_lives_in_one_file(path):
    def says(node):
        names = {getattr(node, "id", None), getattr(node, "attr", None)} & CALENDAR_ARITHMETIC
        modules = {
            name for name in imported(node) if name.split(".")[0] in {"pendulum", "dateutil"}
        }
        words = {name for name in imported(node) if name.split(".")[-1] in CALENDAR_ARITHMETIC}
        return ", ".join(sorted(names | modules | words))

    assert found(path, says) == []


@pytest.mark.parametrize("path", FILES, ids=place)
def test_nothing_reads_the_clock(path):
    def says(node):
        return called(node) in CLOCKS and isinstance(node.func, ast.Attribute) and called(node)

    assert found(path, says) == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if place(p).split("/")[0] not in {"cli", "report"}], ids=place
)
def test_only_the_command_line_and_the_reports_print(path):
    def says(node):
        return called(node) == "print" and isinstance(node.func, ast.Name) and "print"

    assert found(path, says) == []
