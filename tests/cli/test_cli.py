"""The command line: every command, its JSON, its exit codes, and what it says to bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import continuum as ct
from continuum import errors
from continuum.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "p_eu_06.json"
COMMANDS = ("rulebooks", "show", "check", "walk", "simulate", "draw")


def run(*words):
    """The result of a command; anything that is not an orderly exit is raised."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def document(*words, code=0):
    """The one JSON document of a command."""
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture
def faulty(tmp_path):
    """A rulebook that holds together but has a state that nobody comes to."""
    states = (ct.State("custody"), ct.State("limbo"), ct.State("free", final=True))
    book = ct.Rulebook(
        "door",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=(ct.Region("legal", states, "custody"),),
        events=(ct.Event("released", decided_by="judge", sources="GK"),),
        transitions=(ct.Transition("released", "legal", ("custody", "limbo"), "free"),),
    )
    file = tmp_path / "door.json"
    file.write_text(book.to_json(), encoding="utf-8")
    return file


@pytest.fixture
def example():
    """The worked case as plain values, to be changed."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def written(tmp_path, form, name="case.json"):
    """A file with these values as JSON."""
    file = tmp_path / name
    file.write_text(json.dumps(form), encoding="utf-8")
    return file


# ------------------------------------------------------------------------------ in general


def test_the_help_names_every_command_and_every_exit_code():
    """Whoever asks for help finds the way."""
    said = run("--help").stdout
    assert [command for command in COMMANDS if command not in said] == []
    assert [code for code in ("0  fine", "1  ", "2  ", "3  ") if code not in said] == []
    assert "not legal advice" in " ".join(said.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_documents_its_exit_codes(command):
    """Each help text ends with them."""
    said = run(command, "--help").stdout
    assert "Exit codes:" in said
    assert "--json" in said


def test_the_version_is_that_of_the_library():
    """Name and number."""
    assert run("--version").stdout == f"continuum {ct.__version__}\n"


@pytest.mark.parametrize("module", ["continuum", "continuum.cli"])
def test_it_runs_as_a_module(module):
    """In a fresh process."""
    asked = [sys.executable, "-m", module, "rulebooks", "--json"]
    fresh = subprocess.run(asked, capture_output=True, text=True, check=True)
    names = [one["name"] for one in json.loads(fresh.stdout)["rulebooks"]]
    assert tuple(names) == ct.rulebooks()


def test_help_loads_no_heavy_part():
    """Asking for help starts neither the simulator nor the checker."""
    asked = (
        "import sys\nfrom continuum.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "names = ('numpy', 'hypothesis', 'continuum.sim', 'continuum.verify', 'jinja2')\n"
        "print([name for name in names if name in sys.modules])"
    )
    fresh = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert fresh.stdout.splitlines()[-1] == "[]"


def test_a_word_that_is_no_command_is_bad_input():
    """Exit code 2, as for every wrong use."""
    assert run("walks").exit_code == 2


# ------------------------------------------------------------------------------ commands


def test_rulebooks_are_listed_with_titles_and_counts():
    """As text and as a document."""
    assert "the pathway on one page" in run("rulebooks").stdout
    outline = document("rulebooks")["rulebooks"][0]
    book = ct.load("outline")
    assert outline["title"] == book.title
    assert (outline["states"], outline["rules"]) == (8, len(book.rules))


def test_show_tells_the_whole_rulebook_in_numbered_english():
    """The text is that of the prose."""
    from continuum.prose import tell_rulebook

    assert run("show", "outline").stdout.rstrip() == tell_rulebook(ct.load("outline")).rstrip()


@pytest.mark.parametrize("section", ["the rules", "The rules", "4"])
def test_show_tells_one_section_by_number_or_by_a_word_of_its_title(section):
    """Nothing of the others."""
    told = document("show", "outline", "--section", section)
    assert [one["title"] for one in told["sections"]] == ["The rules"]
    assert "GR-30" in told["sections"][0]["text"]
    assert run("show", "outline", "--section", section).stdout.startswith("## 4. The rules")


def test_show_reads_a_rulebook_from_a_file(faulty):
    """A path may stand for a rulebook everywhere."""
    assert document("show", faulty)["rulebook"] == {"name": "door", "version": "1", "title": ""}


def test_check_of_a_sound_rulebook_is_fine():
    """Exit code 0 and nothing found."""
    told = document("check", "outline")
    assert (told["clean"], told["findings"]) == (True, [])
    assert told["proved"]
    assert told["configurations"] > 8


def test_check_of_a_faulty_rulebook_tells_the_finding_and_exits_with_1(faulty):
    """As text and as a document."""
    result = run("check", faulty)
    assert result.exit_code == 1
    assert "limbo" in result.stdout
    told = document("check", faulty, code=1)
    assert "unreachable_state" in {finding["kind"] for finding in told["findings"]}
    assert told["rulebook"]["name"] == "door"


def test_check_may_look_at_the_law_of_another_day():
    """The day is told, and a day that is none is bad input."""
    assert document("check", "outline", "--on", "2025-01-01")["on"] == "2025-01-01"
    assert document("check", "outline")["on"] == str(ct.load("outline").as_of)
    plain, error = refused("check", "outline", "--on", "2025-02-30")
    assert "2025-02-30" in error["message"]
    assert "help:" in plain


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_help_text_has_holes_or_stray_indents(command):
    """Paragraphs stand two spaces in, and only lists and tables stand further in."""
    said = run(*filter(None, [command]), "--help").stdout
    paragraphs = said.partition("Exit codes:")[0].splitlines()[1:]
    assert [line for line in paragraphs if line.startswith("   ")] == []
    assert [line for line in paragraphs if "  " in line.strip()] == []


def test_walk_follows_the_worked_case_as_told():
    """Every row with day, event, outcome, rules and remedy; every expectation is met."""
    told = document("walk", "eu", EXAMPLE)
    assert (told["case_id"], told["failed"]) == ("P-EU-06", 0)
    refused = [
        row for row in told["rows"] if row["event"] == "removed" and row["outcome"] == "refused"
    ]
    assert [row["on"] for row in refused] == ["2024-02-28"]
    against = {item["id"]: item for item in refused[0]["against"]}
    assert against["GR-51"]["remedy"]
    said = run("walk", "eu", EXAMPLE).stdout
    assert "against GR-51" in said
    assert "remedy:" in said
    assert "expectations are met" in said


def test_walk_exits_with_1_when_an_expectation_fails(tmp_path, example):
    """And says what was expected and what was found."""
    example["rows"][0]["expect"] |= {"outcome": "refused", "states": {"legal": "none"}}
    example["rows"][1]["expect"]["facts"] = {"third_country_national": False}
    file = written(tmp_path, example)
    told = document("walk", "eu", file, code=1)
    assert told["failed"] == 2
    assert told["rows"][0]["failed"] == [
        "outcome: expected `refused`, found `allowed`",
        "state of `legal`: expected `none`, found `sentenced_custody`",
    ]
    assert told["rows"][1]["failed"] == [
        "fact `third_country_national`: expected `False`, found `True`"
    ]
    assert "2 of 58 expectations failed" in run("walk", "eu", file).stdout


def test_walk_reads_the_history_of_a_case(tmp_path):
    """What `Case.to_json()` wrote, refusals and learned facts included."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    court = ct.Actor("sentence_court", "SC-1")
    officer = ct.Actor("prison_case_manager", "PCM-1")
    case.learn({"foreign_national": False}, on="2024-01-11", by=officer)
    with pytest.raises(ct.EventRefused):
        case.send("convicted", on="2024-01-12", by=court)
    case.send("acquitted_or_charges_dropped", on="2024-02-01", by=court)
    file = tmp_path / "case.json"
    file.write_text(case.to_json(), encoding="utf-8")
    told = document("walk", "outline", file)
    assert [row["outcome"] for row in told["rows"]] == ["recorded", "refused", "allowed"]
    assert told["rows"][0]["learned"] == ["foreign_national"]
    assert (told["phase"], told["state"]) == ("reintegration", {"pathway": "reintegration"})
    assert "no row says what to expect" in run("walk", "outline", file).stdout


def test_walk_says_when_an_entry_was_recorded_late(tmp_path):
    """Behind its day, and under a key of its own; what was not late says nothing."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    court = ct.Actor("sentence_court", "SC-1")
    officer = ct.Actor("prison_case_manager", "PCM-1")
    case.learn({"foreign_national": False}, on="2024-01-11", by=officer)
    case.send("acquitted_or_charges_dropped", on="2024-02-01", by=court, recorded="2024-03-01")
    file = tmp_path / "case.json"
    file.write_text(case.to_json(), encoding="utf-8")
    lines = run("walk", "outline", file).stdout.splitlines()
    assert [line for line in lines if "2024-02-01 (recorded 2024-03-01)  allowed" in line]
    assert [line for line in lines if "2024-01-11  recorded" in line and "(recorded" not in line]
    rows = document("walk", "outline", file)["rows"]
    assert [row["recorded"] for row in rows] == ["2024-01-11", "2024-03-01"]


def test_walk_shows_roles_by_their_titles_and_remedies_as_sentences(tmp_path, example):
    """Whoever owes something, and whoever may decide."""
    del example["rows"][1:]
    example["rows"][0]["by"] = ["lawyer", "LW-1"]
    example["rows"][0].pop("expect")
    said = run("walk", "eu", written(tmp_path, example)).stdout
    assert "1 row\n" in said
    assert "is decided by “sentence court, parole body or judge”." in said
    assert "remedy: Let “sentence court, parole body or judge” decide it." in said
    assert "(chair of the case conference, by " in run("walk", "eu", EXAMPLE).stdout


def test_walk_counts_expectations_in_words_that_agree(tmp_path, example):
    """One is not many."""
    del example["rows"][1:]
    assert "the one expectation is met" in run("walk", "eu", written(tmp_path, example)).stdout
    example["rows"][0]["expect"]["outcome"] = "refused"
    assert "1 of 1 expectation failed" in run("walk", "eu", written(tmp_path, example)).stdout


def test_simulate_counts_people_by_phase_and_by_rule(tmp_path):
    """Rows add up to everybody, and the same seed gives the same answer."""
    file = tmp_path / "answer.json"
    told = document("simulate", "outline", "-n", 60, "--seed", 3, "--out", file)
    rows = told["occupancy"]["rows"]
    assert {sum(count for name, count in row.items() if name != "day") for row in rows} == {60}
    assert told["stopped_by"]
    assert json.loads(file.read_text(encoding="utf-8")) == told
    assert document("simulate", "outline", "-n", 60, "--seed", 3) == told
    assert "who was stopped by which rule" in run("simulate", "outline", "-n", 20).stdout


def test_simulate_reads_a_scenario_from_a_file(tmp_path):
    """Its own name, days and people."""
    from continuum.sim import outline_eu_2022

    file = tmp_path / "scenario.json"
    shorter = outline_eu_2022().with_(name="shorter", horizon="2024-01-01")
    file.write_text(shorter.to_json(), encoding="utf-8")
    told = document("simulate", "outline", "--scenario", file, "-n", 10)
    assert (told["scenario"], told["horizon"], told["people"]) == ("shorter", "2024-01-01", 10)


def test_draw_gives_a_picture_or_a_text_for_mermaid(tmp_path):
    """To the terminal, in the document, or into a file."""
    assert run("draw", "outline").stdout.startswith("<svg ")
    told = document("draw", "outline", "--region", "pathway", "--format", "mermaid")
    assert told["picture"].startswith("stateDiagram")
    file = tmp_path / "outline.svg"
    told = document("draw", "outline", "-o", file)
    assert (told["file"], told["picture"]) == (str(file), None)
    assert file.read_text(encoding="utf-8").rstrip().endswith("</svg>")


# ------------------------------------------------------------------------------ bad input


def refused(*words):
    """What a command says that ends with exit code 2, on standard error and as a document."""
    plain = run(*words)
    assert plain.exit_code == 2
    assert plain.stdout == ""
    assert "Traceback" not in plain.stderr
    return plain.stderr, document(*words, code=2)["error"]


@pytest.mark.parametrize(
    ("words", "says", "helps"),
    [
        (("show", "outlien"), "no built-in rulebook and no file `outlien`", "`outline`?"),
        (("show", "outline", "--section", "ruels"), "no section `ruels`", "`rules`?"),
        (("show", "outline", "--language", "xx"), "`xx`", "`en`"),
        (("draw", "eu", "--region", "residense"), "no region `residense`", "`residence`?"),
        (("draw", "outline", "-o", "/nowhere/a.svg"), "cannot be written", "folder that exists"),
        (("walk", "eu", "nowhere.json"), "no file `nowhere.json`", "path of a file"),
        (("walk", "eu", "."), "cannot be read", "may read"),
        (("walk", "outline", EXAMPLE), "written for rulebook `eu`", "walk it under `eu`"),
        (("simulate", "eu"), "no built-in scenario", "--scenario"),
        (("simulate", "outline", "--scenario", EXAMPLE), "scenario", ""),
        (("check", EXAMPLE), "rulebook", ""),
    ],
)
def test_bad_input_says_what_is_wrong_and_what_helps(words, says, helps):
    """On standard error, with exit code 2, and never as a traceback."""
    plain, error = refused(*words)
    assert says in plain
    assert says in error["message"]
    assert helps in plain
    assert helps in error["help"]


def test_a_file_that_is_missing_by_a_letter_is_guessed(faulty):
    """The files beside it are looked at."""
    plain, _ = refused("show", faulty.with_name("dor.json"))
    assert f"did you mean `{faulty}`?" in plain


@pytest.mark.parametrize("name", ["nope.json", "case.json", "door.txt"])
def test_a_file_that_is_like_no_other_is_not_guessed(faulty, name):
    """That two names end alike makes them no likelier."""
    faulty.with_name("bin.json").write_text("{}", encoding="utf-8")
    plain, _ = refused("show", faulty.with_name(name))
    assert "did you mean" not in plain
    assert (
        "give `outline`, `eu`, `nl`, `de`, `fr`, `dk`, `be`, `uk`, or the path of a file" in plain
    )


@pytest.mark.parametrize("content", [b"{not json", b"\xff\xfe", b"[]", b'{"a": 1, "a": 2}', b""])
def test_a_file_that_is_no_json_of_ours_is_bad_input(tmp_path, content):
    """As a rulebook and as a case."""
    file = tmp_path / "file.json"
    file.write_bytes(content)
    assert refused("show", file)[1]["message"]
    assert refused("walk", "eu", file)[1]["message"]


def test_every_fault_of_a_rulebook_is_told(tmp_path):
    """In the text and, with its place, in the document."""
    form = json.loads(ct.load("outline").to_json())
    form["lead"] = "nobody_known"
    form["transitions"][0]["event"] = "convictd"
    plain, error = refused("check", written(tmp_path, form, "book.json"))
    assert error["kind"] == "InvalidRulebook"
    assert len(error["faults"]) >= 2
    for fault in error["faults"]:
        assert fault["message"] in plain
    assert {"nobody_known", "convictd"} <= {
        word for fault in error["faults"] for word in fault["message"].split("`")
    }


def test_every_fault_of_a_case_file_is_told(tmp_path, example):
    """Unknown keys, wrong kinds, wrong days: all at once, each with its row."""
    example["rows"][0]["colour"] = "red"
    example["rows"][1]["on"] = "2021-02-30"
    example["rows"][2]["by"] = ["lawyer"]
    example["rows"][3]["learn"] = {}
    example["rows"][4]["expect"]["outcomes"] = "allowed"
    del example["opened"]
    plain, _ = refused("walk", "eu", written(tmp_path, example))
    for said in (
        "missing key `opened`",
        "rows[0]: unknown key `colour`",
        "rows[1]: ",
        "rows[2]: `by` must be a role and an id",
        "rows[3]: it must give either `event` or `learn`",
        "rows[4]: expect: unknown key `outcomes`",
    ):
        assert said in plain


def test_unknown_names_in_a_case_file_are_told_with_close_matches(tmp_path, example):
    """Events, regions and facts."""
    example["rows"][0]["event"] = "convictd"
    example["rows"][1]["expect"]["states"] = {"residense": "none"}
    plain, _ = refused("walk", "eu", written(tmp_path, example))
    for said in ("rows[0]: ", "`convictd`", "`convicted`?", "`residense`", "`residence`?"):
        assert said in plain


def test_a_fact_that_does_not_fit_is_told_with_its_row(tmp_path, example):
    """What the event does not ask for."""
    example["rows"][0]["with"]["shoe_size"] = 44
    plain, _ = refused("walk", "eu", written(tmp_path, example))
    assert "rows[0]: " in plain
    assert "shoe_size" in plain


def test_a_history_that_was_changed_is_not_followed(tmp_path):
    """The seal does not fit."""
    case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
    form = json.loads(case.to_json())
    form["case_id"] = "P-2"
    _, error = refused("walk", "outline", written(tmp_path, form))
    assert error["kind"] == "DoesNotReplay"


def test_a_missing_extra_has_its_own_exit_code(monkeypatch):
    """It says what to install."""
    monkeypatch.setattr(errors, "find_spec", lambda name: None if name == "numpy" else name)
    monkeypatch.delitem(sys.modules, "continuum.sim", raising=False)
    result = run("simulate", "outline")
    assert result.exit_code == 3
    assert 'pip install "continuum[sim]"' in result.stderr
    assert document("simulate", "outline", code=3)["error"]["kind"] == "MissingExtra"


def test_without_click_the_module_says_what_to_install(monkeypatch, capsys):
    """Exit code 3, and no traceback."""
    from continuum import __main__ as module

    monkeypatch.setattr(errors, "find_spec", lambda _: None)
    for name in [name for name in sys.modules if name.startswith("continuum.cli")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(SystemExit) as ended:
        module.main()
    assert ended.value.code == 3
    assert 'pip install "continuum[cli]"' in capsys.readouterr().err
