"""Rules, steps, handovers and phases that do not hold, and things of the wrong kind.

Name of the case to the parts of a rulebook, and the place, the words and the help of its fault.
"""

from datetime import datetime

from tests.specimens.changes import (
    GOOD,
    added,
    event,
    fact,
    parameters,
    rule,
    without,
)
from tests.specimens.good import ruritania as rur

from continuum.guards import (
    NEVER,
    DatedValue,
    Day,
    Flag,
)
from continuum.rulebook import (
    DutyForm,
    Exemption,
    Governs,
    Handover,
    PhaseForm,
    Role,
    Sets,
    Step,
)
from continuum.rulebook.request import reasons_given, the_day

G = "rules[GR-1].guard"
E = "events[noted]"

CASES = {
    # rules
    "a rule without a sentence": (
        rule(sentence=" "),
        ("rules[GR-1].sentence", "rule `GR-1` has no sentence", "say what it says"),
    ),
    "a rule without a remedy": (
        rule(remedy=""),
        ("rules[GR-1].remedy", "rule `GR-1` has no remedy", "what would make it possible"),
    ),
    "a rule without a source": (
        rule(sources=()),
        ("rules[GR-1].sources", "rule `GR-1` has no source", "`ASSUMPTION`"),
    ),
    "a rule that governs nothing": (
        rule(governs=Governs()),
        ("rules[GR-1].governs", "rule `GR-1` governs no event", "Governs(adverse=True)"),
    ),
    "a rule that governs an event that is not there": (
        rule(governs=Governs(("recalled", "recaled"))),
        ("rules[GR-1].governs", "there is no event `recaled`", "did you mean `recalled`?"),
    ),
    "a rule that governs what no event declares": (
        rule(governs=Governs(kind="voluntary")),
        ("rules[GR-1].governs", "no event declares what rule `GR-1` governs", "declare such"),
    ),
    "a rule that owes nothing": (
        rule(then="owes"),
        ("rules[GR-1].duty", "says that something is owed, but not what", "give it a duty"),
    ),
    "an unknown force": (
        rule(force="soft"),
        ("rules[GR-1].force", "there is no force `soft`", "one of `fixed`, `profile`"),
    ),
    "an unknown precedence": (
        rule(precedence="libery"),
        ("rules[GR-1].precedence", "there is no precedence `libery`", "did you mean `liberty`?"),
    ),
    "an unknown effect of a rule": (
        rule(then="block"),
        ("rules[GR-1].then", "there is no then `block`", "did you mean `blocks`?"),
    ),
    "a rule that is never in force": (
        rule(in_force_from="2020-01-02", in_force_to="2020-01-01"),
        ("rules[GR-1].in_force_to", "from 2020-01-02 to 2020-01-01, so never", "first day"),
    ),
    "an exemption without a label": (
        rule(exemptions=(Exemption("", rur.heard, "GK"),)),
        ("rules[GR-1].exemptions[0].label", "the exemption has no label", "of its own"),
    ),
    "two exemptions with one label": (
        rule(exemptions=(Exemption("a", rur.heard, "GK"), Exemption("a", rur.barred, "GK"))),
        ("rules[GR-1].exemptions[1].label", "two exemptions have one label", "of its own"),
    ),
    "an exemption without a source": (
        rule(exemptions=(Exemption("a", rur.heard),)),
        ("rules[GR-1].exemptions[0].sources", "the exemption has no source", "`GK`"),
    ),
    "an exemption on a fact that is not there": (
        rule(exemptions=(Exemption("a", Flag("herd"), "GK"),)),
        ("rules[GR-1].exemptions[0].guard", "there is no fact `herd`", "did you mean `heard`?"),
    ),
    "a duty that nobody known owes": (
        rule(duty=DutyForm("do it", "mentor")),
        ("rules[GR-1].duty[0].owner", "there is no role `mentor`", "the roles are"),
    ),
    "a duty without a sentence": (
        rule(duty=DutyForm("", "judge")),
        ("rules[GR-1].duty[0].sentence", "the duty has no sentence", "what must be done"),
    ),
    "a duty that a request meets": (
        rule(duty=DutyForm("do it", "judge", met=reasons_given)),
        ("rules[GR-1].duty[0].met", "a duty is looked at on every day", "of the case"),
    ),
    "a duty that lapses by a request": (
        rule(duty=DutyForm("do it", "judge", lapses=reasons_given)),
        ("rules[GR-1].duty[0].lapses", "a duty is looked at on every day", "of the case"),
    ),
    "a duty due on no day": (
        rule(duty=DutyForm("do it", "judge", due=Day("someday"))),
        ("rules[GR-1].duty[0].due", "there is no fact `someday`", "facts that exist"),
    ),
    # sources
    "an unknown source mark": (
        rule(sources="SEEEN:code"),
        ("rules[GR-1].sources[0]", "there is no source mark `SEEEN`", "did you mean `SEEN`?"),
    ),
    "a source without a key": (
        rule(sources="SEEN"),
        ("rules[GR-1].sources[0]", "`SEEN` says that something was read, but not what", "SEEN:key"),
    ),
    "a source that is not among the references": (
        rule(sources=("GK", "SEEN:cod")),
        ("rules[GR-1].sources[1]", "there is no reference `cod`", "did you mean `code`?"),
    ),
    # steps
    "a step that nobody owns": (
        added(GOOD, "steps", Step("ST3", "Do it.", "statutory", ())),
        ("steps[ST3].owner", "step `ST3` has no owner", "name the role"),
    ),
    "a step that nobody known owns": (
        added(GOOD, "steps", Step("ST3", "Do it.", "statutory", "mentor")),
        ("steps[ST3].owner", "there is no role `mentor`", "the roles are"),
    ),
    "a step without a sentence": (
        added(GOOD, "steps", Step("ST3", "", "statutory", "judge")),
        ("steps[ST3].sentence", "step `ST3` has no sentence", "what is done"),
    ),
    "a voluntary step that gates": (
        added(GOOD, "steps", Step("ST3", "Do it.", "voluntary", "judge", before="released")),
        ("steps[ST3].before", "is voluntary, so it comes before nothing", "declining it"),
    ),
    "a step before no event": (
        added(GOOD, "steps", Step("ST3", "Do it.", "statutory", "judge", before="relased")),
        ("steps[ST3].before", "there is no event `relased`", "did you mean `released`?"),
    ),
    "a step recorded by no event": (
        added(GOOD, "steps", Step("ST3", "Do it.", "statutory", "judge", event="noted")),
        ("steps[ST3].event", "there is no event `noted`", "events that exist"),
    ),
    "a step whose event does not record it": (
        added(
            GOOD,
            "steps",
            Step("ST3", "Do it.", "statutory", "judge", event="plan_made", done=rur.heard),
        ),
        ("steps[ST3].event", "records nothing that `done` of step `ST3` reads", "set a fact"),
    ),
    "a step that is due by a request": (
        added(GOOD, "steps", Step("ST3", "Do it.", "statutory", "judge", due=the_day)),
        ("steps[ST3].due", "a step is looked at on every day", "of the case"),
    ),
    # handovers and phases
    "a handover to itself": (
        added(GOOD, "handovers", Handover("H6", "judge", "judge", "dates")),
        ("handovers[H6]", "handover `H6` goes from `judge` to itself", "another role"),
    ),
    "a handover to nobody known": (
        added(GOOD, "handovers", Handover("H6", "judge", "mentor", "dates")),
        ("handovers[H6].receiver", "there is no role `mentor`", "the roles are"),
    ),
    "a handover of a lead that nobody has": (
        without(GOOD, "events") | {"lead": ""},
        ("handovers[H5].leads", "passes the lead on, but nobody leads at first", "`lead`"),
    ),
    "a handover that a request opens": (
        added(GOOD, "handovers", Handover("H6", "judge", "warden", "x", available=reasons_given)),
        ("handovers[H6].available", "a handover is looked at on every day", "of the case"),
    ),
    "a lead that is nobody known": (
        GOOD | {"lead": "mentor"},
        ("lead", "there is no role `mentor`", "the roles are"),
    ),
    "a phase that is none of the eight": (
        added(GOOD, "phases", PhaseForm("parole", NEVER)),
        ("phases[parole].phase", "there is no phase `parole`", "the phases are"),
    ),
    "a phase twice": (
        added(GOOD, "phases", PhaseForm("closed", NEVER)),
        ("phases[closed].phase", "phase `closed` is there twice", "join the two guards"),
    ),
    "a phase by a request": (
        added(GOOD, "phases", PhaseForm("stay", reasons_given)),
        ("phases[stay].when", "the phase of a case is asked on every day", "of the case"),
    ),
    # things of the wrong kind
    "a text for a rule": (
        added(GOOD, "rules", "GR-1"),
        ("rules[8]", "a text (`GR-1`) stands where a rule belongs", "give a rule"),
    ),
    "a number for a name": (
        added(GOOD, "roles", Role(3)),
        ("roles[3].name", "a whole number stands where a text belongs", "give a text"),
    ),
    "a text for what a rule governs": (
        rule(governs="recalled"),
        ("rules[GR-1].governs", "a text (`recalled`) stands where `Governs(...)` belongs", "give"),
    ),
    "a moment for a day": (
        fact(Day("born", initially=datetime(2020, 1, 1))),  # noqa: DTZ001 - a moment, whatever zone
        ("facts[born].initially", "a day with a time stands where", "give one"),
    ),
    "a decimal number for a value": (
        parameters(DatedValue(1.5, sources=("GK",))),
        ("parameters[most].values[0].value", "a decimal number stands where", "give one of these"),
    ),
    "a flag recorded in a fact": (
        event(effects=(Sets("heard", rur.barred),)),
        (f"{E}.effects[0].to", "a flag stands where", "give"),
    ),
    "a list of parts for one": (
        rule(exemptions=([],)),
        ("rules[GR-1].exemptions[0]", "a list stands where an exemption belongs", "give"),
    ),
}
