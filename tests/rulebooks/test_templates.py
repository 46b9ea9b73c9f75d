"""The programme templates: what the sources say of each, and nothing beyond."""

from __future__ import annotations

import pytest

from continuum.rulebooks import programmes
from continuum.rulebooks.eu.programme.work import MODULES
from continuum.rulebooks.references import references

TOLD = {programme.name: programme for programme in programmes()}
PLACES = ("references.toml", "references_of_countries.toml", "references_of_programmes.toml")


def doses(name: str) -> dict[str, tuple[int | None, int | None, str]]:
    """Every dose of a programme by its title."""
    found = [dose for phase in TOLD[name].phases for dose in phase.doses]
    return {dose.title: (dose.least, dose.most, dose.unit) for dose in found}


@pytest.mark.parametrize("name", TOLD)
def test_every_source_of_a_template_is_known(name: str):
    """Whatever a template says carries a mark, and a key that can be looked up."""
    programme = TOLD[name]
    keys = {reference.key for place in PLACES for reference in references(place)}
    assert programme.every_source
    assert {source.key for source in programme.every_source if source.checked} <= keys
    for phase in programme.phases:
        assert phase.sources
        assert all(dose.sources for dose in phase.doses)


@pytest.mark.parametrize("name", TOLD)
def test_a_template_has_no_module_that_the_track_does_not_have(name: str):
    """The modules are those of the baseline."""
    assert set(TOLD[name].modules) <= set(MODULES)


def test_the_german_training_has_its_dose():
    """Fifteen single sessions or more, or about 23 weekly units of three to four hours."""
    found = doses("anti_violence_and_competence_training")
    assert found["single training"] == (15, None, "sessions")
    assert found["group training, with single sessions beside it"] == (23, 23, "weekly units")
    assert found["one unit of a group"] == (3, 4, "hours")
    phases = [phase.name for phase in TOLD["anti_violence_and_competence_training"].phases]
    assert phases == ["training", "transition", "stabilisation"]


def test_the_french_unit_has_its_weeks_and_what_followed():
    """17 weeks for men, 13 for women; 75, 10 and 15 of a hundred."""
    unit = TOLD["french_assessment_unit"]
    assert [dose.least for phase in unit.phases for dose in phase.doses] == [17, 13]
    assert [outcome.percent for outcome in unit.outcomes] == [75, 10, 15]


def test_the_others_are_as_they_were_described():
    """The Dutch table stays one team; PAIRS takes 3 to 20 hours; a circle has 4 to 6 people."""
    assert TOLD["dutch_multi_agency_approach"].mode == "continuous"
    assert doses("pairs")["work with the person"] == (3, 20, "hours a week")
    assert doses("circle_of_support")["volunteers in a circle"] == (4, 6, "volunteers")
    assert TOLD["circle_of_support"].kind == "voluntary"
