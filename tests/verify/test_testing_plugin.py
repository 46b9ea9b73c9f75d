"""`pytest --continuum`: what is collected, what fails, what is an error, and what is written."""

import subprocess
import sys

import attrs
import pytest
from tests import planted

import continuum as ct
from continuum.errors import FactError, RulebookError
from continuum.verify.testing import targets

pytest_plugins = ["pytester"]

DOOR = """
import continuum as ct

def build(*, isolating):
    return ct.Rulebook(
        "door", "1", as_of="2026-11-23", roles=(ct.Role("judge"),),
        regions=(ct.Region("legal", (ct.State("custody"), ct.State("isolation"),
                                     ct.State("free", final=True)), initial="custody"),),
        events=(ct.Event("isolated", decided_by="judge", sources="GK"),
                ct.Event("released", decided_by="judge", sources="GK")),
        rules=(ct.Rule("GR-1", "Who is held apart is not let go.", "End it first.",
                       guard=ct.during("legal", "custody"), governs=ct.Governs("isolated"),
                       title="never twice", sources="GK"),),
        transitions=(ct.Transition("isolated", "legal", "custody", "isolation"),
                     ct.Transition("released", "legal",
                                   ("custody",) if isolating else ("custody", "isolation"),
                                   "free")))

book = build(isolating=True)
mended = build(isolating=False)

def made():
    return mended
"""


LEAVE = attrs.evolve(planted.dead_transition(), name="leave", version="1").to_json()


@pytest.fixture
def door(pytester):
    """A folder with a faulty rulebook, in which pytest is asked about it."""
    pytester.makepyfile(door=DOOR)

    def ask(*options, book="door.py::book"):
        return pytester.runpytest_inprocess("-p", "pytest_continuum", "--continuum", book, *options)

    return ask


# ------------------------------------------------------------------------------ what is collected


def test_there_is_one_item_a_kind_one_a_rule_and_names_are_read_aloud(door):
    said = door("--collect-only", "-q").stdout.str()
    assert "door::no_dead_end" in said
    assert "door::no_mandatory_step_bypassed" in said
    assert "door::GR-1 never twice" in said
    assert "no_fixed_rule_relaxed" not in said, "nothing was given to compare it with"
    assert "no_information_reaches_a_role" not in said, "nobody said who sees what"


def test_a_fault_fails_with_its_sentence_and_its_story(door):
    result = door()
    result.assert_outcomes(failed=1, passed=_passed(result))
    result.stdout.fnmatch_lines(
        [
            "*door :: no_dead_end*",
            "door 1: a place from which nothing can happen any more",
            "1. dead_end *: nothing can happen any more once the case is in `isolation`*",
            "*2026-11-23: the case opens",
            "*2026-11-23: judge A-1 sends `isolated`",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def _passed(result):
    return result.parseoutcomes()["passed"]


def test_a_rulebook_without_faults_passes_and_a_function_may_make_it(door):
    for book in ("door.py::mended", "door.py::made"):
        result = door(book=book)
        assert result.ret == 0
        assert _passed(result) > 25


def test_only_rulebooks_are_collected_where_no_path_is_named(door, pytester):
    pytester.makepyfile(test_other="def test_other(): pass")
    assert "test_other" not in door("--collect-only", "-q").stdout.str()
    said = door("--collect-only", "-q", "test_other.py").stdout.str()
    assert "test_other.py::test_other" in said
    assert "door::no_dead_end" in said


def test_items_are_chosen_by_name_and_a_run_may_stop_at_the_first_failure(door):
    door("-k", "GR-1").assert_outcomes(passed=1, deselected=_all(door) - 1)
    stopped = door("-x").parseoutcomes()
    assert stopped["failed"] == 1
    assert stopped["passed"] < _all(door) - 1


def _all(door):
    outcomes = door().parseoutcomes()
    return outcomes["passed"] + outcomes["failed"]


def test_a_rulebook_is_checked_once_a_run(door, monkeypatch):
    checked = []

    def check(book, **options):
        checked.append(book.label)
        return ct.verify.check(book, **options)

    monkeypatch.setattr(targets, "check", check)
    door()
    assert checked == ["door 1"]


def test_rulebooks_named_in_the_settings_are_checked_with_every_run_that_names_no_path(pytester):
    pytester.makepyfile(door=DOOR, test_other="def test_other(): pass")
    pytester.makeini("[pytest]\ncontinuum = door.py::mended")
    ask = ("-p", "pytest_continuum", "--collect-only", "-q")
    said = pytester.runpytest_inprocess(*ask).stdout.str()
    assert "door.mended::no_dead_end" in said
    assert "test_other.py::test_other" in said
    said = pytester.runpytest_inprocess(*ask, "test_other.py").stdout.str()
    assert "no_dead_end" not in said


def test_a_rulebook_may_be_a_document_or_a_built_in_one(pytester):
    book = planted.dead_transition()
    pytester.makefile(".json", leave=book.to_json())
    result = pytester.runpytest_inprocess(
        *("-p", "pytest_continuum", "--continuum", "leave.json", "-k", "dead_transition")
    )
    result.assert_outcomes(failed=1, deselected=result.parseoutcomes()["deselected"])
    result.stdout.fnmatch_lines(["*leave :: no_dead_transition*"])
    said = pytester.runpytest_inprocess(
        *("-p", "pytest_continuum", "--continuum", "outline", "--collect-only", "-q")
    ).stdout.str()
    assert "outline::GR-51 no removal while a bar stands" in said
    assert "outline::property no_removal_while_barred" in said


# ------------------------------------------------------------------------------ errors


def test_over_budget_is_an_error_and_never_a_pass(door):
    outcomes = door("--continuum-seconds", "0.0000001", book="door.py::mended").parseoutcomes()
    assert outcomes.get("failed", 0) == 0
    assert outcomes["errors"] > 25
    assert outcomes.get("passed", 0) == 0


def test_what_is_undecided_is_an_error_of_its_item_only(door, monkeypatch):
    from continuum.verify.findings import Finding, Report

    doubt = Finding("dead_end", ("legal", "isolation"), "could not decide whether it is stuck")

    def check(book, **options):
        return Report(book.label, book.as_of, (), (), 3, (), (doubt,))

    monkeypatch.setattr(targets, "check", check)
    result = door()
    outcomes = result.parseoutcomes()
    assert outcomes["errors"] == 1
    assert "failed" not in outcomes
    result.stdout.fnmatch_lines(["undecided: a place from which*", "1. dead_end *could not*"])


def test_a_check_that_breaks_is_told_once_in_full(door, monkeypatch):
    def check(book, **options):
        raise ZeroDivisionError("no situations")

    monkeypatch.setattr(targets, "check", check)
    result = door()
    assert "passed" not in result.parseoutcomes()
    assert result.stdout.str().count("Traceback") <= 1
    assert "the check failed, as told above: no situations" in result.stdout.str()


@pytest.mark.parametrize(
    ("book", "said"),
    [
        ("nobody", "there is no built-in rulebook and no file `nobody`"),
        ("door.py::nothing", "`nothing` in `door.py::nothing` is not there"),
        ("door.py::build", "cannot be called with nothing"),
        ("gone.py::book", "there is no file `gone.py`"),
        ("no.such.module::book", "there is no module `no.such.module`"),
    ],
)
def test_what_cannot_be_opened_is_an_error_that_says_what_can(door, book, said):
    result = door(book=book)
    assert result.ret != 0
    assert said in result.stdout.str()


def test_a_document_that_does_not_hold_together_is_told_with_every_fault(pytester):
    pytester.makefile(".json", broken='{"format": "continuum"}')
    result = pytester.runpytest_inprocess("-p", "pytest_continuum", "--continuum", "broken.json")
    assert result.ret != 0
    assert "Traceback" not in result.stdout.str()
    assert "broken" in result.stdout.str()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--continuum-seconds", "0"), "cannot be 0"),
        (("--continuum-waivers", "w.toml"), "add `--continuum-today`"),
        (("--continuum-waivers", "w.toml", "--continuum-today", "2026-11-25"), "cannot be read"),
    ],
)
def test_an_option_that_does_not_fit_stops_the_run_before_anything_is_collected(
    door, options, said
):
    result = door(*options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert said in result.stderr.str()


# ------------------------------------------------------------------------------ waivers, the page


def waiver(pytester, expires):
    namespace = {}
    exec(DOOR, namespace)
    (finding,) = ct.verify.check(namespace["book"]).findings
    pytester.makefile(
        ".toml",
        waivers=f'[[waiver]]\nid = "{finding.id}"\nauthor = "A. Jansen"\n'
        f'reason = "Mended in the next issue."\nexpires = {expires}\n',
    )
    return ("--continuum-waivers", "waivers.toml", "--continuum-today", "2026-11-25")


def test_a_finding_that_somebody_answers_for_does_not_fail(door, pytester):
    assert door(*waiver(pytester, "2027-01-01")).ret == 0


def test_a_waiver_that_has_run_out_is_an_error(door, pytester):
    result = door(*waiver(pytester, "2026-11-25"))
    assert result.ret != 0
    assert "has run out on 2026-11-25" in result.stdout.str()
    assert "the waivers in `waivers.toml`" in result.stdout.str()


def test_the_page_tells_every_finding_without_scripts(door, pytester):
    door("--continuum-html", "found.html")
    page = (pytester.path / "found.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "isolation" in page
    assert "<script" not in page


def test_the_page_of_several_rulebooks_holds_them_all(door, pytester, monkeypatch):
    def check(book, **options):
        if book.label == "leave 1":
            raise ZeroDivisionError("no situations")
        return ct.verify.check(book, **options)

    monkeypatch.setattr(targets, "check", check)
    leave = pytester.makefile(".json", leave=LEAVE)
    door("--continuum", leave.name, "--continuum-html", "found.html")
    page = (pytester.path / "found.html").read_text(encoding="utf-8")
    assert "door 1" in page
    assert "leave was not checked: no situations" in page


def test_a_page_that_cannot_be_written_is_said(tmp_path):
    from continuum.verify.testing.pages import write_page

    with pytest.raises(FactError, match="cannot be written"):
        write_page(tmp_path / "no" / "page.html", [])


# ------------------------------------------------------------------------------ properties


def test_properties_beside_a_rulebook_are_items_of_their_own(pytester):
    pytester.makepyfile(
        door=DOOR
        + "from continuum.verify.properties import always, sometimes\n"
        + "properties = (\n"
        + "    always(~ct.during('legal', 'isolation'), name='nobody_isolated'),\n"
        + "    sometimes(ct.during('legal', 'free'), name='somebody_is_free'),\n"
        + ")\n"
    )
    result = pytester.runpytest_inprocess(
        *("-p", "pytest_continuum", "--continuum", "door.py::book", "-k", "property")
    )
    said = result.stdout.str()
    assert "door :: property nobody_isolated" in said
    assert "sends `isolated`" in said
    outcomes = result.parseoutcomes()
    assert (outcomes["failed"], outcomes["passed"]) == (1, 1)


# ------------------------------------------------------------------------------ beside other tests


def test_a_run_that_does_not_ask_for_it_does_not_import_the_library(pytester):
    pytester.makepyfile(
        test_other="import sys\ndef test_other(): assert 'continuum' not in sys.modules"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "pytest_continuum", "test_other.py"],
        cwd=pytester.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_names_are_short_and_say_where_a_rulebook_comes_from():
    assert targets.name_of("eu") == "eu"
    assert targets.name_of("rules/leave.json") == "leave"
    assert targets.name_of("agency.rules::book") == "agency.rules"
    assert targets.name_of("agency.rules::draft") == "agency.rules.draft"


def test_what_is_no_rulebook_is_told_with_those_that_are_there(tmp_path):
    (tmp_path / "door.py").write_text(DOOR + "other = 3\n", encoding="utf-8")
    with pytest.raises(RulebookError, match="is a `int`, not a rulebook") as raised:
        targets.open_target("door.py::other", tmp_path)
    assert "`mended`" in raised.value.help
