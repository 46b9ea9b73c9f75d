"""A duty says which events meet it, and each of them does what the duty waits for."""

from __future__ import annotations

import continuum as ct
from continuum.prose import Speaker
from continuum.semantics import tell_duties

CHAIR = ct.Actor("case_conference_chair", "CC-1")
COURT = ct.Actor("sentence_court", "JU-1")


def _sentenced() -> ct.Case:
    facts = {"third_country_national": True}
    case = ct.Case.open(ct.load("nl"), on="2021-09-01", case_id="P-1", facts=facts)
    case.send(
        "convicted",
        on="2021-10-01",
        by=COURT,
        counts_from="2021-09-01",
        term_in_months=30,
        reasons="bewezen verklaard",
        remedy="hoger beroep binnen veertien dagen",
        authority="Rechtbank Den Haag",
        legal_basis="vonnis 12/21",
    )
    return case


def test_a_duty_names_the_event_that_meets_it_and_is_gone_once_it_happened() -> None:
    """Tried on every duty whose event needs nothing more."""
    case, met = _sentenced(), 0
    for duty in case.due(on="2021-10-02"):
        assert duty.met_by, duty
        for name in duty.met_by:
            trial = case.as_of("2021-10-02")
            roles = trial.book.event(name).decided_by or (duty.owner,)
            try:
                trial.send(name, on="2021-10-02", by=ct.Actor(roles[0], "A-1"))
            except (ct.EventRefused, ct.EventUndetermined, ct.FactError):
                continue
            left = {one.id for one in trial.due(on="2021-10-02")}
            met += duty.id not in left or duty.id.startswith("H")
    assert met > 3


def test_the_repr_and_the_telling_name_the_event() -> None:
    """Not typed by hand: read off what the duty waits for."""
    case = _sentenced()
    duties = [duty for duty in case.due(on="2021-10-02") if duty.rule == "GR-32"]
    assert repr(duties[0]).endswith("(met by `liaison_assigned`)>")
    assert "; met by: `liaison_assigned`" in tell_duties(duties, case.on, case.book)
    assert "`liaison_assigned`" in tell_duties(duties, case.on, case.book, "de")


def test_a_handover_is_met_stage_by_stage() -> None:
    """The next stage is named."""
    duties = {duty.rule: duty for duty in _sentenced().due(on="2021-10-02")}
    assert duties["H2"].met_by == ("h2_prepared",)


def test_what_users_wrote_themselves_is_no_missing_translation() -> None:
    """An authority is said as it was given, in whatever language."""
    speaker = Speaker("nl")
    told = _sentenced().tell(speaker)
    assert "Rechtbank Den Haag" in told
    assert speaker.missed == ()
    assert "nog niet vertaald" not in told
