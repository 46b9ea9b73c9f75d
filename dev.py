#!/usr/bin/env python3
"""The tasks of this project, with the standard library only.

Run `python3 dev.py TASK` or `make TASK`. The first run makes `.venv`; later runs start at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUPPORTED = ("3.11", "3.12", "3.13")
LEFTOVERS = (
    *("out", "dist", "htmlcov", "docs/_build", ".coverage", ".hypothesis"),
    *(".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
)

# Each step: the stage's name, a program in .venv, its arguments.
LINT = (("lint", "ruff", "check"), ("format", "ruff", "format", "--check"))
MEND = (("format", "ruff", "format"), ("lint", "ruff", "check", "--fix"))
TYPES = (("types", "mypy"),)
FLOORS = (("floors", "lint-imports"),)
SPREAD = ("-n", "auto", "--dist", "worksteal")
TESTS = (
    # What is drawn by the thousand, or takes a minute, is not watched for coverage.
    ("tests", "coverage", "run", "-m", "pytest", *SPREAD, "-m", "not long and not hypothesis"),
    ("drawn", "pytest", *SPREAD, "-m", "long or hypothesis"),
    ("joined", "coverage", "combine", "-q"),
    ("coverage", "coverage", "report"),
)
LAWS = (("laws", "pytest", "tests/laws"),)
DEMO = (("demo", "python", "-m", "continuum.report.demo", "out"),)
TABLES = (("tables", "python", "docs/tables.py"),)
CATALOGUES = (("catalogues", "python", "-m", "continuum.report.catalogues"),)
DOCS = (("docs", "sphinx-build", "-W", "--keep-going", "-q", "docs", "docs/_build/html"),)
SCRIPTS = tuple(sorted(ROOT.glob("benchmarks/[!_]*.py")))
BENCH = tuple((script.stem, "python", str(script)) for script in SCRIPTS)

# Each task: what it does, the extras that it needs in .venv, its steps.
TASKS = {
    "setup": ("Make .venv with everything that a developer needs.", "dev", ()),
    "demo": ("Show what the library does; pages and files go to out/.", "all", DEMO),
    "test": ("Lint, types, floors, tests, coverage.", "dev", (*LINT, *TYPES, *FLOORS, *TESTS)),
    "lint": ("Ruff: rules and format, changing nothing.", "dev", LINT),
    "format": ("Ruff: format, and mend what can be mended.", "dev", MEND),
    "types": ("Mypy, strict, on src and tests/typing.", "dev", TYPES),
    "floors": ("Import-linter: an import goes down, never up or sideways.", "dev", FLOORS),
    "laws": ("The property tests that the library stands on: tests/laws.", "dev", LAWS),
    "tables": ("Write the generated tables of the reference.", "dev", TABLES),
    "catalogues": ("Gather every text into the message catalogues.", "dev", CATALOGUES),
    "docs": ("The pages, into docs/_build/html; a warning is an error.", "dev", DOCS),
    "bench": ("Every script in benchmarks/.", "dev", BENCH),
    "constraints": ("Write constraints.txt anew, with the newest releases that fit.", "", ()),
    "clean": ("Remove what the tasks leave behind, except .venv.", "", ()),
    "help": ("Print this list.", "", ()),
}


def main() -> None:
    """Do the tasks named on the command line, in their order."""
    names = sys.argv[1:] or ["help"]
    unknown = [name for name in names if name not in TASKS]
    if unknown:
        sys.exit(f"no such task: {', '.join(unknown)}\nHelp: one of {', '.join(TASKS)}")
    for name in names:
        _, extras, steps = TASKS[name]
        if extras:
            ensure(extras)
        for stage, program, *arguments in steps:
            run(stage, BIN / program, *arguments)
        if name in OTHER:
            OTHER[name]()


def describe() -> None:
    """Print the list of tasks."""
    print(__doc__)
    for name, (does, _, _) in TASKS.items():
        print(f"  {name:<12} {does}")


def constrain() -> None:
    """Let uv, in an environment thrown away afterwards, choose names, versions and markers."""
    with tempfile.TemporaryDirectory() as place:
        tools = make_venv(Path(place) / "venv")
        run("uv", tools / "python", "-m", "pip", "install", "-qq", "uv")
        compiled = ("pip", "compile", "--universal", "--python-version", SUPPORTED[0])
        plain = ("--all-extras", "--no-annotate", "--no-header", "--upgrade", "--quiet")
        wanted = ("pyproject.toml", "-o", "constraints.txt")
        run("constraints", tools / "uv", *compiled, *plain, *wanted)


def clean() -> None:
    """Remove the leftovers and the caches."""
    caches = (path for top in ("src", "tests") for path in ROOT.glob(f"{top}/**/__pycache__"))
    for path in (*(ROOT / name for name in LEFTOVERS), *caches):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def run(stage: str, *command: str | Path) -> None:
    """Print the stage's name and run a command from the root; stop with its code if it fails."""
    print(f"\n== {stage}", flush=True)
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if code:
        print(f"\n== {stage} failed (exit code {code})", file=sys.stderr)
        sys.exit(code if code > 0 else 1)


def ensure(extras: str) -> None:
    """Make .venv with these extras, unless its stamp says that it is there as wanted."""
    if made_with() not in SUPPORTED:
        make_venv(VENV)
    # "dev" holds all that "all" holds.
    for kind in (extras, "dev"):
        stamp = VENV / f"stamp-{kind}"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint():
            return
    pip = (BIN / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    run(f"installing [{extras}] into .venv", *pip, "-c", "constraints.txt", "-e", f".[{extras}]")
    (VENV / f"stamp-{extras}").write_text(fingerprint(), encoding="utf-8")


def fingerprint() -> str:
    """What .venv is made from: two files, this folder and the version of Python."""
    files = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*files, f"{ROOT} {made_with()}".encode()])).hexdigest()


def made_with() -> str:
    """Return the version of Python in .venv, or nothing when there is none that runs."""
    settings = VENV / "pyvenv.cfg"
    if not settings.exists() or not shutil.which(BIN / "python"):
        return ""
    lines = settings.read_text(encoding="utf-8").splitlines()
    versions = [line.split("=")[1].strip() for line in lines if line.startswith("version")]
    return ".".join(versions[0].split(".")[:2]) if versions else ""


def make_venv(place: Path) -> Path:
    """Make an empty virtual environment, and return where its programs are."""
    python = find_python()
    if not works(python, "import ensurepip"):
        sys.exit(
            f"{python} cannot make a virtual environment, because ensurepip is missing.\n"
            "Help: install the system's package for it; on Debian and Ubuntu: "
            "apt-get install python3-venv"
        )
    run(f"making {place.name} with {python}", python, "-m", "venv", "--clear", place)
    return place / BIN.name


def find_python() -> str:
    """Return this Python if its version will do, else the newest on the path that will."""
    if "{}.{}".format(*sys.version_info) in SUPPORTED:
        return sys.executable
    for name in (f"python{version}" for version in reversed(SUPPORTED)):
        if works(name, "pass"):  # a version switcher may show a name that does not run
            return name
    return sys.exit(
        f"continuum needs Python {', '.join(SUPPORTED)}; this is {sys.version.split()[0]}, and "
        "none of them is on the path.\n"
        "Help: install one, or name it: make PYTHON=/path/to/python3.13 setup"
    )


def works(python: str, statement: str) -> bool:
    """Whether this Python runs the statement."""
    try:
        tried = subprocess.run([python, "-c", statement], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


OTHER = {"constraints": constrain, "clean": clean, "help": describe}

if __name__ == "__main__":
    main()
