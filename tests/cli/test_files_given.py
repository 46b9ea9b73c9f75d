"""Files that are given to commands: never written over, and named for what they are."""

import click
import pytest
from click.testing import CliRunner

import continuum as ct
from continuum.cli import main
from continuum.verify.testing.targets import open_target

OUTPUTS = {
    "import": ("-o",),
    "draw": ("-o",),
    "pack": ("-o",),
    "certify": ("-o",),
    "check": ("--html", "--sarif"),
    "simulate": ("--out",),
    "report": ("--html",),
}
FIRST = {"report": ("my-pathway",)}
"""What stands before the file in a command."""


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def leave(tmp_path):
    path = tmp_path / "leave.json"
    path.write_text(ct.load("outline").to_json(), encoding="utf-8")
    return path


def test_every_command_that_writes_a_file_is_tried_below():
    writing = {
        name: {option for one in command.params for option in one.opts if option in
               {"-o", "--out", "--html", "--sarif"}}
        for name, command in main.commands.items()
        if isinstance(command, click.Command)
    }  # fmt: skip
    for name, options in writing.items():
        assert all(one in options for one in OUTPUTS.get(name, ())), name
        assert bool(options) == (name in OUTPUTS), name


@pytest.mark.parametrize(
    ("command", "option"), [(name, option) for name, many in OUTPUTS.items() for option in many]
)
def test_no_command_writes_over_what_it_reads(command, option, leave, monkeypatch):
    before = leave.read_bytes()
    monkeypatch.chdir(leave.parent)
    for other in (leave, "leave.json", f"../{leave.parent.name}/leave.json"):
        result = run(command, *FIRST.get(command, ()), leave, option, other)
        assert result.exit_code == 2
        assert "is a file that is read" in result.output
        assert "give another name" in result.output
        assert leave.read_bytes() == before


def test_files_beside_the_rulebook_are_not_written_over_either(leave):
    staff = leave.parent / "staff.toml"
    staff.write_text("prosecutor = 2\n", encoding="utf-8")
    assert run("check", leave, "--staff", staff, "--html", staff).exit_code == 2
    assert staff.read_text(encoding="utf-8") == "prosecutor = 2\n"
    both = leave.parent / "both"
    assert "two names" in run("check", leave, "--sarif", both, "--html", both).output


@pytest.mark.parametrize(
    ("name", "what", "help_line"),
    [
        ("grants.csv", "is a table", "continuum import"),
        ("grants.xlsx", "is a workbook", "CSV UTF-8"),
        ("book.py", "is Python", "book.to_json()"),
        ("props.toml", "is TOML", "--properties"),
        ("notes.txt", "is not JSON", "book.to_json()"),
    ],
)
def test_another_document_is_named_for_what_it_is(name, what, help_line, tmp_path):
    file = tmp_path / name
    file.write_text("x", encoding="utf-8")
    result = run("check", file)
    assert result.exit_code == 2
    assert what in result.output
    assert help_line in result.output


def test_a_command_that_is_advised_can_be_typed_whatever_the_file_is_called(tmp_path):
    table = tmp_path / "our grants.csv"
    table.write_text("source,event,target\na,b,c\n", encoding="utf-8")
    assert f"continuum import '{table}' -o workflow.json" in run("show", table).output


def test_a_rulebook_may_have_any_other_ending(leave):
    other = leave.rename(leave.with_suffix(".book"))
    assert run("show", other).exit_code == 0


def test_the_pytest_plugin_says_the_same_of_a_table(tmp_path):
    (tmp_path / "grants.csv").write_text("source,event,target\na,b,c\n", encoding="utf-8")
    with pytest.raises(ct.errors.RulebookError, match="is a table") as caught:
        open_target("grants.csv", tmp_path)
    assert "continuum import grants.csv" in caught.value.help
