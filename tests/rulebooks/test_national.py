"""The national rulebooks: each says what differs, with its sources, and relaxes nothing fixed."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

import continuum as ct
from continuum.guards import DatedValue
from continuum.rulebook.sources import MARKS
from continuum.rulebooks import in_motion, load, notes
from continuum.rulebooks.parameters import read_parameters
from continuum.runtime.walk_form import read_walk
from continuum.verify import read_waivers
from continuum.verify.findings import Finding

COUNTRIES = ("nl", "de", "fr", "dk", "be", "uk")
EU = load("eu")
CASES = Path(__file__).parents[2] / "examples" / "cases"
LAST_DAY = "2027-12-31"
FIRST_DAY = "2028-01-01"
BORDERS = {rule.id for rule in EU.rules if rule.id.startswith(("GR-A0", "GR-A1"))}
LEFT_OUT = {
    "nl": {"GR-15.4"},
    "de": {"GR-15.4"},
    "fr": set(),
    "dk": set(),
    "be": {"GR-15.4"},
    "uk": {"GR-15.4", *BORDERS},
}
HARDENED = {"dk": {"GR-44"}}


def own_rules(name):
    """The rules that a country adds."""
    return {rule.id for rule in load(name).rules} - {rule.id for rule in EU.rules}


def in_file(name):
    """The names of the parameters in a country's file."""
    text = (files(f"continuum.rulebooks.{name}") / f"{name}.toml").read_text(encoding="utf-8")
    return {key for key in tomllib.loads(text) if key != "notes"}


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_fixed_rule_of_the_baseline_is_there_as_it_was(name):
    """A country adds; what is fixed it leaves as it is."""
    mine = {rule.id: rule for rule in load(name).rules}
    other = LEFT_OUT[name] | HARDENED.get(name, set())
    kept = [rule for rule in EU.rules if rule.id not in other]
    assert [rule.id for rule in kept if mine.get(rule.id) != rule] == []
    assert LEFT_OUT[name] & set(mine) == set()
    assert [id for id in other if EU.rule(id).force == "fixed"] == []


def test_danish_law_fixes_that_what_helps_is_not_used_to_investigate():
    """GR-44 may be set aside elsewhere, and not in Denmark; what it says is the same."""
    mine, baseline = load("dk").rule("GR-44"), EU.rule("GR-44")
    assert (mine.force, baseline.force) == ("fixed", "profile")
    assert (mine.guard, mine.governs) == (baseline.guard, baseline.governs)


def test_a_dutch_conference_that_is_not_continuous_is_warned_of():
    """NL-6: the same people stay from the outset; handing over is possible all the same."""
    case = ct.Case.open(load("nl"), on="2024-01-10", case_id="P-N")
    chair = ct.Actor("case_conference_chair", "CH-1")
    case.send(
        "agreement_made",
        on="2024-01-10",
        by=ct.Actor("manager", "MG-1"),
        agreement_for_asked="reintegration",
        agreement_regime="gdpr",
        agreement_until="2026-01-10",
        agreement_whole=True,
        legal_basis="local law",
    )
    said = {"on": "2024-01-11", "by": chair, "purpose": "resocialisation", "legal_basis": "law"}
    handed = case.ask("conference_opened", mode_asked="handover", **said)
    stays = case.ask("conference_opened", mode_asked="continuous", **said)
    assert (handed.outcome, stays.outcome) == ("allowed", "allowed")
    assert "NL-6" in {warning.id for warning in handed.warnings}
    assert "NL-6" not in {warning.id for warning in stays.warnings}


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_number_in_its_file_differs_or_has_a_source_of_its_own(name):
    """Nothing is written down again that the baseline says already."""
    for number in in_file(name):
        mine = load(name).parameter(number)
        known = [parameter for parameter in EU.parameters if parameter.name == number]
        assert mine not in known
        assert mine.title
        assert all(dated.sources for dated in mine.values)


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_number_that_is_new_is_read_by_one_of_its_rules(name):
    """No number is there for decoration."""
    read = json.dumps([load(name).to_json()])
    new = in_file(name) - {parameter.name for parameter in EU.parameters}
    assert {number for number in new if read.count(number) < 2} == set()


@pytest.mark.parametrize("name", COUNTRIES)
def test_its_status_says_that_much_is_unchecked(name):
    """Whoever reads the rulebook is told that it is no legal advice, and what was not checked."""
    status = load(name).status
    assert "GK is unchecked" in status
    assert status.endswith("not legal advice")


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_rule_that_it_adds_shows_in_one_of_its_cases(name):
    """Each stands in the way, or is owed, in a dated case of that country."""
    seen = set()
    for form in (json.loads(file.read_text("utf-8")) for file in (CASES / name).glob("*.json")):
        cases = form if isinstance(form, list) else [form]
        walks = [read_walk(json.dumps(case), load(name)) for case in cases]
        for row in (row for walk in walks for row in walk.rows):
            if row.decision is not None:
                seen |= {against.id for against in row.decision.against}
                seen |= {duty.rule for duty in row.decision.duties}
                seen |= {warning.id for warning in row.decision.warnings}
    demands = {id for id in own_rules(name) if load(name).rule(id).then == "demands"}
    assert own_rules(name) - seen == demands


@pytest.mark.parametrize("name", COUNTRIES)
def test_its_notes_tell_what_decides_nothing_with_a_mark_each(name):
    """Places, names and counts are told apart from the numbers that decide."""
    told = notes(name)
    assert told
    assert all(note.title and note.text.endswith(".") and note.sources for note in told)
    assert {source.mark for note in told for source in note.sources} <= set(MARKS)
    keys = {reference.key for reference in load(name).references}
    cited = {source.key for note in told for source in note.sources if source.mark == "SEEN"}
    assert cited <= keys


def test_there_are_notes_on_countries_only():
    """A name that is no country is told which there are."""
    with pytest.raises(ct.RulebookError, match="no notes on `se`") as refused:
        notes("se")
    assert refused.value.help == "there are `nl`, `de`, `fr`, `dk`, `be`, `uk`"


# ------------------------------------------------------------------------------ bad profiles


def relaxed(book, **more):
    """Whether an extension is refused because it relaxes a fixed rule."""
    with pytest.raises(ct.InvalidRulebook) as refused:
        book.extend(**more)
    return any("a fixed rule may not be relaxed" in fault.what for fault in refused.value.faults)


def faults_of(**numbers):
    """What is wrong with the Dutch book once it has these numbers."""
    with pytest.raises(ct.InvalidRulebook) as refused:
        load("nl").with_parameters(**numbers)
    return [(fault.place, fault.what) for fault in refused.value.faults]


def test_a_number_without_a_source_is_refused():
    """A profile says where each of its numbers comes from."""
    ((place, what),) = faults_of(
        release_share=(DatedValue(EU.parameter("release_share").on("2026-01-01")),)
    )
    assert place == "parameters[release_share].values[0].sources"
    assert what == "the value has no source"


def test_numbers_that_overlap_are_refused():
    """On no day are there two values."""
    one = DatedValue(10, valid_to="2025-06-01", sources=("GK",))
    ((_, what),) = faults_of(
        interruption_short_term_max=(
            one,
            DatedValue(12, valid_from="2025-01-01", sources=("GK",)),
        )
    )
    assert "two values at once" in what


def test_a_gap_in_the_dates_is_refused():
    """On no day is there none."""
    one = DatedValue(10, valid_to="2025-01-01", sources=("GK",))
    ((_, what),) = faults_of(
        interruption_short_term_max=(
            one,
            DatedValue(12, valid_from="2025-06-01", sources=("GK",)),
        )
    )
    assert what == "`interruption_short_term_max` has no value from 2025-01-01 to 2025-06-01"


def test_a_number_that_cannot_be_one_is_refused():
    """A term of ten thousand months is beyond what a term can be."""
    assert faults_of(interruption_short_term_max=10_000)


def test_a_file_that_misspells_a_number_is_told_so(tmp_path, monkeypatch):
    """A new number without a title is taken for a misspelt one."""
    (tmp_path / "profile_of_a_test").mkdir()
    (tmp_path / "profile_of_a_test" / "__init__.py").write_text("")
    (tmp_path / "profile_of_a_test" / "own.toml").write_text(
        '[realease_share]\n[[realease_share.values]]\nvalue = "1/2"\nsources = ["GK"]\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ct.RulebookError, match="`realease_share` is new and has no title"):
        read_parameters("profile_of_a_test", "own.toml", EU.parameters)


@pytest.mark.parametrize("name", COUNTRIES)
def test_a_profile_that_relaxes_a_fixed_rule_is_refused(name):
    """Neither by leaving it out nor by another guard."""
    for id in ("GR-03", "GR-50", "GR-51", "GR-90"):
        assert relaxed(load(name), without={"rules": [id]})
    weaker = attrs.evolve(EU.rule("GR-51"), guard=ct.ALWAYS)
    assert relaxed(load(name), rules=(weaker,))


# ------------------------------------------------------------------------------ law in motion


def test_the_return_regulation_is_off_by_default():
    """No built-in rulebook knows of it."""
    assert [name for name in ct.rulebooks() if any(r.id == "RR-1" for r in load(name).rules)] == []


def test_nothing_changes_before_its_day():
    """Until then the cap is that of the Directive; from the day on it is 24 months."""
    book = in_motion(EU, FIRST_DAY)
    cap = book.parameter("detention_days_max_extended")
    assert cap.on(LAST_DAY) == EU.parameter(cap.name).on(LAST_DAY)
    assert cap.on(FIRST_DAY) == 731
    assert "agreed, not adopted" in book.status
    assert all("agreed, not adopted" in source for source in cap.values[-1].sources[:2])


def test_a_shorter_cap_of_a_country_stays():
    """Belgium and France keep their own."""
    for name in ("be", "fr"):
        cap = load(name).parameter("detention_days_max_extended")
        assert in_motion(load(name), FIRST_DAY).parameter(cap.name) == cap


@pytest.mark.parametrize("name", ["eu", "nl", "de", "fr", "be"])
def test_it_touches_no_fixed_rule_and_nothing_that_bars_removal(name):
    """GR-50 and GR-51 are what they were, and so is every other rule."""
    book = in_motion(load(name), FIRST_DAY)
    assert [rule for rule in book.rules if rule.id != "RR-1"] == list(load(name).rules)
    assert book.rule("RR-1").then == "warns"


def test_it_cannot_take_a_bar_away():
    """Whoever tries to loosen GR-51 in the variant is refused as before."""
    assert relaxed(in_motion(EU, FIRST_DAY), without={"rules": ["GR-51"]})


def test_a_suspension_that_is_recorded_bars_removal_all_the_same():
    """An appeal that suspends is warned of, and removal stays refused while it is open."""
    book = in_motion(EU, FIRST_DAY)
    case = ct.Case.open(
        book,
        on="2027-01-01",
        case_id="P-RR-1",
        facts={
            "third_country_national": True,
            "child_affected": False,
            "would_be_stateless": False,
        },
    )
    officer, lawyer = ct.Actor("immigration_case_officer", "IM-1"), ct.Actor("lawyer", "LW-1")
    words = {"reasons": "on this person's own case", "remedy": "appeal court, two weeks"}
    case.send("no_lawful_stay_established", on="2027-01-01", by=officer)
    case.send("refoulement_examined", on="2027-01-01", by=officer)
    case.send(
        "return_decision_issued",
        on="2027-12-01",
        by=officer,
        individual_reasons=True,
        remedy_until="2027-12-29",
        **words,
    )
    before = case.ask("appeal_lodged", on=LAST_DAY, by=lawyer, suspension="automatic")
    assert "RR-1" not in {warning.id for warning in before.warnings}
    after = case.ask("appeal_lodged", on=FIRST_DAY, by=lawyer, suspension="automatic")
    assert "RR-1" in {warning.id for warning in after.warnings}
    case.send("appeal_lodged", on=FIRST_DAY, by=lawyer, suspension="automatic")
    removal = case.ask(
        "removed",
        on=FIRST_DAY,
        by=ct.Actor("removal_unit", "RU-1"),
        monitor_recorded=True,
        **words,
    )
    assert "GR-51" in {against.id for against in removal.against}


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("eu", "2026-05-31", "before it was agreed"),
        ("uk", FIRST_DAY, "no Member State"),
        ("dk", FIRST_DAY, "has to be checked first"),
        ("outline", FIRST_DAY, "no numbers on return"),
    ],
)
def test_it_is_refused_where_it_could_not_be_law(name, day, why):
    """Before the agreement, and where it would not bind."""
    with pytest.raises(ct.RulebookError, match=why):
        in_motion(load(name), day)


def test_what_is_waived_in_the_united_kingdom_is_what_a_country_outside_the_union_lacks():
    """No event leads to the two states of a transfer; each waiver names the finding on one."""
    text = (files("continuum.rulebooks.uk") / "waivers.toml").read_text(encoding="utf-8")
    lacking = (("legal", "transferred_out"), ("supervision", "transferred"))
    found = [Finding("unreachable_state", where, "nothing leads there") for where in lacking]
    assert [waiver.id for waiver in read_waivers(text)] == [finding.id for finding in found]
    ways = {(move.region, move.target) for move in load("uk").transitions}
    assert not ways & set(lacking)
    assert set(lacking) <= {(move.region, move.target) for move in EU.transitions}
