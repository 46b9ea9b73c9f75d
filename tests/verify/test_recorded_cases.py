"""Recorded cases show what can happen, and never prove what cannot."""

import continuum as ct
from continuum.verify import check
from continuum.verify.following.recorded import trails_of

LAWYER, COURT = ct.Actor("lawyer", "L-1"), ct.Actor("court", "C-1")
ASKED = ct.Flag("asked", recorded_by="lawyer", moves="step")
DOOR = ct.Rulebook(
    "door",
    "1",
    as_of="2026-11-25",
    roles=(ct.Role("court"), ct.Role("lawyer")),
    regions=(ct.Region("door", (ct.State("shut"), ct.State("open", final=True)), "shut"),),
    facts=(ASKED,),
    events=(ct.Event("opened", decided_by="court", requires=ASKED, sources="GK"),),
    transitions=(ct.Transition("opened", "door", "shut", "open", sources="GK"),),
)


def lived():
    """A case in which somebody asked, after a first refusal, and the door was opened."""
    case = ct.Case.open(DOOR, on="2026-11-25", case_id="P-1")
    assert not case.ask("opened", on="2026-11-25", by=COURT)
    case.learn({"asked": True}, on="2026-11-26", by=LAWYER)
    case.send("opened", on="2026-11-27", by=COURT)
    return case


def test_every_moment_of_a_case_is_a_trail_that_replays():
    """The opening, what was learned, what was sent; each story ends where the case stood."""
    chart = DOOR.lower("2026-11-25")
    trails = list(trails_of(chart, [lived()]))
    assert [trail.snapshot.configuration for trail in trails] == [("shut",), ("shut",), ("open",)]
    assert [act.event for act in trails[-1].acts] == ["", "opened"]


def test_what_the_law_does_not_allow_now_is_passed_over():
    """A case from before a rule came shows nothing against the rule."""
    rule = ct.Rule(
        "X-1",
        "Nobody opens the door.",
        "Wait until the rule is taken back.",
        guard=ASKED & ~ASKED,
        governs=ct.Governs("opened"),
        sources="GK",
    )
    stricter = DOOR.extend(rules=(rule,))
    trails = list(trails_of(stricter.lower("2026-11-25"), [lived()]))
    assert {trail.snapshot.configuration for trail in trails} == {("shut",)}


def test_a_report_says_the_same_with_and_without_cases():
    """Cases shorten the search; what is found and proved is the same."""
    alone, helped = check(DOOR), check(DOOR, cases=[lived()])
    assert helped.proved == alone.proved
    assert [f.kind for f in helped.findings] == [f.kind for f in alone.findings]
