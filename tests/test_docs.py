"""Every block of code in the README and in docs/ runs, and says what the page says it says.

Within a page the blocks run in order and share their names, as a reader would type them:

* ``python``: a block with ``>>>`` is compared with its output; any other is run, and where the
  very next block is ``text``, what was printed is compared with it;
* ``console``: lines after ``$ continuum`` go to the command line, and what follows is compared
  with its answer; other commands are for people and are not run;
* ``...`` in an expected output stands for anything.
"""

import contextlib
import doctest
import inspect
import io
import re
import shlex
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import continuum as ct
from continuum.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [ROOT / "README.md", *(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)]
)
KINDS = {"python", "console", "text", "json", "mermaid"}
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=marks)$", re.DOTALL | re.MULTILINE
)


@attrs.frozen
class Block:
    """One fenced block of a page."""

    page: Path
    line: int
    info: str
    body: str

    @property
    def where(self):
        """Its place, as a traceback shows it."""
        return f"{named(self.page)}:{self.line}"


def named(page):
    return page.relative_to(ROOT).as_posix()


def blocks_of(page):
    """The fenced blocks of a page, directives such as ``{toctree}`` left out."""
    text = page.read_text(encoding="utf-8")
    found = (
        Block(page, text.count("\n", 0, m.start("body")), m["info"].strip(), m["body"])
        for m in FENCE.finditer(text)
    )
    return [block for block in found if not block.info.startswith("{")]


def same(expected, got, where):
    """Compare what was printed with what the page shows."""
    checker = doctest.OutputChecker()
    if checker.check_output(expected, got, LENIENT):
        return
    example = doctest.Example("", expected)
    difference = checker.output_difference(example, got, LENIENT | doctest.REPORT_NDIFF)
    pytest.fail(f"{where}\n{difference}", pytrace=False)


def run_python(block, names):
    """Run a block and give what it printed; ``>>>`` examples are compared one by one."""
    if block.body.lstrip().startswith(">>>"):
        example = doctest.DocTestParser().get_doctest(
            block.body, names, block.where, str(block.page), block.line
        )
        said = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=LENIENT)
        runner.run(example, out=said.write, clear_globs=False)
        names.update(example.globs)
        if runner.failures:
            pytest.fail(said.getvalue(), pytrace=False)
        return ""
    code = compile("\n" * block.line + block.body, str(block.page), "exec")
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(code, names)
    return said.getvalue()


def run_console(block):
    """Run what stands after each ``$ continuum`` and compare what follows it."""
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        if not command.startswith("continuum"):
            continue
        result = CliRunner().invoke(main, shlex.split(command)[1:], catch_exceptions=False)
        said = result.output if result.exit_code > 1 else result.stdout  # progress aside
        same(expected, said, f"{block.where}: {command}")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_of_a_page_runs_and_says_what_the_page_says(page, tmp_path, monkeypatch):
    """In order, in one namespace, in a folder with nothing but the examples."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    names = {"__name__": "__main__"}
    for block, after in pairwise([*blocks_of(page), None]):
        if block.info == "python":
            printed = run_python(block, names)
            if after is not None and after.info == "text":
                same(after.body, printed, after.where)
        elif block.info == "console":
            run_console(block)


def declared(call):
    """The names of what a call on the page of declarations gives, in order."""
    name, _, given = call.partition("(")
    return name, [part.partition("=")[0].strip(" *") for part in top_level(given.rsplit(")", 1)[0])]


def top_level(text):
    """The parts of a call, split at the commas that stand in no bracket."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part.strip()]


def test_the_page_of_declarations_gives_every_call_as_it_is():
    """Names and order are those of the library; what all facts take stands once, above."""
    page = (ROOT / "docs/reference/declarations.md").read_text(encoding="utf-8")
    calls = re.findall(r"^\| `([A-Za-z]\w+\(.*?\))` \|", page, re.MULTILINE)
    shared = {"title", "moves", "recorded_by", "of", "initially", "sensitive", "derived"}
    assert len(calls) > 20
    for call in calls:
        name, given = declared(call)
        is_fact = name in {"Flag", "Choice", "Number", "Day"}
        taken = [
            one
            for one in inspect.signature(getattr(ct, name)).parameters
            if not (is_fact and one in shared) and (one != "sources" or one in given)
        ]
        assert given == taken, call
        assert not (is_fact and shared & set(given))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_block_gets_away_without_being_run(page):
    """A block is of a kind that this file knows, with no mark that excuses it."""
    assert {block.where: block.info for block in blocks_of(page) if block.info not in KINDS} == {}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_speaks_of_the_person(page):
    """The field's words: nobody is called by what they were convicted of."""
    words = re.findall(r"\b(offenders?|inmates?|terrorists|extremists)\b", page.read_text("utf-8"))
    assert words == []


def test_the_readme_and_the_first_tutorial_pages_have_code():
    """A page without a block would pass the tests above by saying nothing."""
    pages = [ROOT / "README.md", *sorted(ROOT.glob("docs/tutorial/[!i]*.md"))]
    assert [named(page) for page in pages if not blocks_of(page)] == []
