"""`continuum check`: what it tells, writes and explains, with which exit code."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from tests import planted

import continuum as ct
import continuum.verify
from continuum.cli import main, waiting
from continuum.cli.asked import Asked, asked_check, read_staff
from continuum.cli.findings import tell_check
from continuum.errors import FactError
from continuum.verify import KINDS, Waiver, check, write_waivers

PYTHON = sys.executable


CASES = Path(__file__).parents[2] / "examples" / "cases"


def run(*words):
    return CliRunner().invoke(main, ["check", *map(str, words)], catch_exceptions=False)


def written(tmp_path, book):
    file = tmp_path / "book.json"
    file.write_text(book.to_json(), encoding="utf-8")
    return file


@pytest.fixture
def gating(tmp_path):
    return written(tmp_path, planted.voluntary_step_gates())


@pytest.fixture
def found():
    return check(planted.voluntary_step_gates()).findings[0]


# ------------------------------------------------------------------------------ what is told


def test_findings_are_grouped_by_how_grave_they_are_each_with_its_story(gating, found):
    result = run(gating)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].startswith("specimen 1, law of 2026-11-23: 1 finding (")
    assert "faults (1): some case would go wrong, or never gets where it must" in lines
    assert f"  voluntary_step_gates {found.id}" in lines
    assert f"    {found.sentence}" in lines
    at = lines.index(f"    {found.sentence}")
    assert lines[at + 1 : at + 5] == [f"      | {line}" for line in found.history.told()]
    assert lines[-2:] == [
        "why the first matters is told by",
        f"  continuum check {gating} --explain {found.id}",
    ]


def test_a_sound_rulebook_says_what_was_proved_and_what_was_taken_for_granted(tmp_path):
    result = run(written(tmp_path, planted.plain()))
    assert result.exit_code == 0
    assert ": clean (" in result.output.splitlines()[0]
    assert "proved for every case (" in result.output
    assert "taken for granted, or not looked at (" in result.output
    assert "--explain" not in result.output


def test_everything_that_a_report_may_hold_is_told():
    """Warnings after faults, what follows from what, doubts, waivers, the list for recorders."""
    (fault,) = check(planted.two_ways()).findings
    report = check(planted.guard_always_holds())
    (warning,) = report.findings
    waiver = Waiver(fault.id, "A. Jansen", "Mended in March.", "2027-03-01")
    needed = ct.verify.Needed("legal", "free", "fit", ("judge",), "`fit` must be known by `free`")
    text = tell_check(
        attrs.evolve(
            report,
            findings=(warning, attrs.evolve(fault, because="placed")),
            undecided=(fault,),
            waived=(ct.verify.Waived(fault, waiver),),
            checklist=(needed,),
            stopped="the 2 seconds are over",
        )
    )
    order = [
        "not finished, so no pass: the 2 seconds are over",
        "faults (1)",
        "it follows from `placed`: mend that first",
        "warnings (1)",
        "undecided (1)",
        "waived (1)",
        "until 2027-03-01, A. Jansen: Mended in March.",
        "proved for every case",
        "must be known in time (1)",
        "`fit` must be known by `free`",
        "taken for granted",
    ]
    places = [text.find(said) for said in order]
    assert -1 not in places
    assert places == sorted(places)


def test_lines_fit_into_the_terminal_and_names_are_not_broken(found):
    from click import unstyle

    report = check(planted.voluntary_step_gates())
    lines = unstyle(tell_check(report, 60)).splitlines()
    assert max(len(line) for line in lines[1:]) <= 60
    assert unstyle(tell_check(report)).split() == [word for word in " ".join(lines).split() if word]


# ------------------------------------------------------------------------------ colour


def in_a_terminal(*words, **environment):
    """The bytes that a terminal gets."""
    reader, writer = pty.openpty()
    told = subprocess.Popen(
        [PYTHON, "-m", "continuum", "check", *map(str, words)],
        stdout=writer,
        stderr=subprocess.DEVNULL,
        env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, **environment},
    )
    os.close(writer)
    read = b""
    try:
        while piece := os.read(reader, 4096):
            read += piece
    except OSError:
        pass  # the other side is closed
    os.close(reader)
    told.wait()
    return read


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_colour_is_for_terminals_that_want_it(gating):
    assert b"\x1b[" in in_a_terminal(gating, TERM="xterm")
    assert b"\x1b[" not in in_a_terminal(gating, TERM="xterm", NO_COLOR="1")
    assert "\x1b[" not in run(gating).output


# ------------------------------------------------------------------------------ files


def test_a_page_and_a_sarif_file_are_written_beside_the_answer(gating, tmp_path, found):
    page, log = tmp_path / "page.html", tmp_path / "log.sarif"
    result = run(gating, "--html", page, "--sarif", log)
    assert f"wrote {page}" in result.output
    assert f"wrote {log}" in result.output
    assert f'id="finding-{found.id}"' in page.read_text(encoding="utf-8")
    result = json.loads(log.read_text(encoding="utf-8"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place.endswith("/book.json")


def test_a_built_in_rulebook_lies_in_no_file(tmp_path):
    log = tmp_path / "log.sarif"
    assert run("outline", "--sarif", log).exit_code == 0
    assert "artifacts" not in json.loads(log.read_text(encoding="utf-8"))["runs"][0]


def test_a_file_that_cannot_be_written_is_bad_input(gating):
    result = run(gating, "--html", "/nowhere/page.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


# ------------------------------------------------------------------------------ explain


def test_a_kind_is_explained_without_a_rulebook():
    result = run("--explain", "dead_end")
    assert result.exit_code == 0
    assert result.output.startswith("dead_end (fault): a place from which nothing can happen")
    told = json.loads(run("--explain", "dead_end", "--json").output)
    assert told["mend"] == KINDS["dead_end"].mend


def test_a_finding_is_explained_by_its_id_with_its_story(gating, found):
    result = run(gating, "--explain", found.id)
    assert result.exit_code == 0
    assert found.sentence in result.output
    assert found.history.told()[-1] in result.output
    assert "Why it matters: A step that is voluntary in name" in result.output
    told = json.loads(run(gating, "--explain", found.id, "--json").output)
    assert told["finding"]["id"] == found.id
    assert told["severity"] == "fault"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--explain", "dead_ends"), "did you mean `dead_end`?"),
        (("--explain", "zzz"), "or the ten digits that stand beside a finding"),
        (("--explain", "0123456789"), "continuum check BOOK --explain 0123456789"),
        (("outline", "--explain", "0123456789"), "nothing was found at all"),
        ((), "Missing argument 'BOOK'"),
    ],
)
def test_what_cannot_be_explained_says_what_helps(words, says):
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.output


def test_an_id_that_nothing_has_names_those_that_there_are(gating, found):
    result = run(gating, "--explain", "0123456789")
    assert result.exit_code == 2
    assert f"there are `{found.id}` (voluntary_step_gates)" in result.output


# ------------------------------------------------------------------------------ waivers


def waived(tmp_path, *waivers):
    file = tmp_path / "waivers.toml"
    file.write_text(write_waivers(waivers), encoding="utf-8")
    return file


def test_a_waived_finding_is_no_finding_until_the_waiver_runs_out(gating, tmp_path, found):
    file = waived(tmp_path, Waiver(found.id, "A. Jansen", "Mended in March.", "2027-03-01"))
    result = run(gating, "--waivers", file, "--today", "2026-11-25")
    assert result.exit_code == 0
    assert "clean, 1 waived" in result.output
    assert "until 2027-03-01, A. Jansen: Mended in March." in result.output
    late = run(gating, "--waivers", file, "--today", "2027-03-01")
    assert late.exit_code == 2
    assert "has run out on 2027-03-01" in late.output


def test_waivers_want_to_know_which_day_it_is(gating, tmp_path):
    """Nothing reads the clock, and a day that stands still would let them live for ever."""
    result = run(gating, "--waivers", waived(tmp_path))
    assert result.exit_code == 2
    assert '--today "$(date +%F)"' in result.output


def test_waivers_that_are_wrong_are_told_with_their_file(gating, tmp_path):
    file = tmp_path / "w.toml"
    file.write_text('[[waiver]]\nid = "0123456789"\n', encoding="utf-8")
    result = run(gating, "--waivers", file, "--today", "2026-11-25")
    assert result.exit_code == 2
    assert f"the waivers in {file} (3 faults)" in result.output


def test_a_waiver_that_names_nothing_is_told_with_its_file(gating, tmp_path):
    file = tmp_path / "w.toml"
    one = Waiver("ffffffffff", "A. Jansen", "Mended in the next issue.", "2027-01-01")
    file.write_text(write_waivers([one]), encoding="utf-8")
    result = run(gating, "--waivers", file, "--today", "2026-11-25")
    assert result.exit_code == 2
    assert f"the waivers in {file}: the waiver of `ffffffffff`" in result.output


# ------------------------------------------------------------------------------ the rest


def test_a_check_that_was_stopped_is_an_error_and_never_a_pass(monkeypatch, gating):
    stopped = attrs.evolve(check(planted.plain()), stopped="the 2 seconds that it had are over")
    monkeypatch.setattr(continuum.verify, "check", lambda *_, **__: stopped)
    result = run(gating)
    assert result.exit_code == 2
    assert "not finished, so no pass: the 2 seconds that it had are over" in result.output
    assert json.loads(run(gating, "--json").output)["stopped"] == stopped.stopped


def test_what_is_given_is_handed_over_and_nothing_else(monkeypatch, tmp_path):
    """The options of the command are the keyword arguments of the check."""
    handed = {}

    def seen(book, on=None, *, staff=None, against=None, limits=None, progress=None):
        handed.update(on=on, staff=staff, against=against, limits=limits, progress=progress)
        return check(planted.plain())

    monkeypatch.setattr(continuum.verify, "check", seen)
    staff = tmp_path / "staff.toml"
    staff.write_text("judge = 2\n", encoding="utf-8")
    asked = Asked(on="2027-01-01", staff=str(staff), against="outline", seconds=3.0)
    assert asked_check(planted.plain(), asked, print).clean
    assert handed["on"] == "2027-01-01"
    assert handed["staff"] == {"judge": 2}
    assert handed["against"].name == "outline"
    assert handed["limits"].seconds == 3.0
    assert handed["progress"] is print
    asked_check(planted.plain(), Asked())
    assert handed == dict.fromkeys(handed)


def test_the_options_reach_the_checker_itself(tmp_path):
    """Nobody to judge, a base rulebook that is kept, and a limit that is spent at once."""
    file = written(tmp_path, planted.plain())
    staff = tmp_path / "staff.json"
    staff.write_text("{}", encoding="utf-8")
    asked = run(file, "--staff", staff, "--json")
    kinds = {finding["kind"] for finding in json.loads(asked.stdout)["findings"]}
    assert kinds == {"role_that_nobody_holds"}
    kept = run("outline", "--against", "outline")
    assert kept.exit_code == 0
    assert "stands as it did" in kept.stdout
    over = run("outline", "--seconds", "0.0001")
    assert over.exit_code == 2
    assert "seconds that it was given are over" in over.output


def test_staff_is_read_from_toml_and_json_and_wrong_roles_are_told_all_at_once():
    book = planted.plain()
    assert read_staff("judge = 2", book) == read_staff('{"judge": 2}', book) == {"judge": 2}
    with pytest.raises(FactError) as caught:
        read_staff('jugde = 2\njudge = -1\nofficer = "two"', book)
    said = str(caught.value)
    assert "there is no role `jugde` (did you mean `judge`?)" in said
    assert "`judge` is held by -1" in said
    assert "`officer` is held by 'two'" in said
    for wrong in ("judge =", "[1]", "{"):
        with pytest.raises(FactError, match="the staff"):
            read_staff(wrong, book)


def test_a_long_wait_says_how_far_it_is_and_a_short_one_says_nothing(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(waiting, "monotonic", lambda: now[0])
    with waiting.Waiting() as told:
        now[0] = 1.9
        told("looking for dead ends", 1, 12)
        assert capsys.readouterr().err == ""
        now[0] = 6.0
        told("looking for dead ends", 3, 12)
        told("looking for dead ends", 4, 12)
    said = capsys.readouterr()
    assert said.err == "3 of 12: looking for dead ends\n"
    assert said.out == ""


def test_on_a_terminal_one_line_is_written_over_and_cleared(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(waiting, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with waiting.Waiting() as told:
        now[0] = 3.0
        told("looking for dead ends", 3, 12)
    assert capsys.readouterr().err == "\r\x1b[K3 of 12: looking for dead ends\r\x1b[K"


def test_recorded_cases_are_read_from_a_folder(tmp_path):
    """What they do need not be searched for; a folder without any is refused in words."""
    done = run("outline", "--cases", str(CASES / "outline"))
    assert done.exit_code == 0
    done = run("outline", "--cases", str(tmp_path))
    assert done.exit_code != 0
    assert "there is no case in" in done.output
