"""Guards that cannot be read, or may not be.

Name of the case to the parts of a rulebook, and the place, the words and the help of its fault.
"""

from fractions import Fraction

from tests.specimens.changes import GOOD, added, deep, event, fact, guarded
from tests.specimens.good import ruritania as rur

from continuum.guards import (
    AtLeast,
    AtLeastOf,
    Choice,
    CountOf,
    Day,
    During,
    Earlier,
    Flag,
    IsIn,
    Known,
    Number,
    Portion,
    Reached,
    Same,
    during,
    months,
)
from continuum.rulebook import Event, Governs, PhaseForm, Register, Sets
from continuum.rulebook.request import the_day

G = "rules[GR-1].guard"
E = "events[noted]"

CASES = {
    # guards
    "a text for a guard": (
        guarded("heard"),
        (G, "a text stands where a guard belongs", "build it from facts"),
    ),
    "a choice for a guard": (
        guarded(rur.ground),
        (G, "a choice `ground` stands where a guard belongs", ".is_in(...)"),
    ),
    "a milestone for a guard": (
        guarded(rur.release_day),
        (G, "a milestone stands where a guard belongs", ".reached()"),
    ),
    "a guard on a fact that is not there": (
        guarded(Flag("herd")),
        (G, "there is no fact `herd`", "did you mean `heard`?"),
    ),
    "a guard on another fact of that name": (
        guarded(Flag("heard")),
        (
            G,
            "fact `heard` is not the one that is declared: `title`, `moves`, `initially` differ",
            "define it once",
        ),
    ),
    "a guard on another kind of fact": (
        guarded(Day("heard").reached()),
        (G, "it is a day here and declared as a flag", "define it once"),
    ),
    "a guard on an option that is not there": (
        guarded(rur.ground.is_in("absconded")),
        (G, "`ground` has no option `absconded`", "did you mean `absconding`?"),
    ),
    "a guard on no option": (
        guarded(rur.ground.is_in()),
        (G, "it asks for none of the options of `ground`", "name some of"),
    ),
    "a bound out of range": (
        guarded(rur.term.at_least(361)),
        (G, "`term` is compared with `361`, which it never is", "from `1` to `360`"),
    ),
    "a bound of the wrong kind": (
        guarded(AtLeast(rur.term, "12")),
        (G, "a text stands where a bound belongs", "give a whole number"),
    ),
    "a question for another kind of fact": (
        guarded(AtLeast(rur.heard, 1)),
        (G, "`heard` is a flag, where only a number can be asked", "ask a number"),
    ),
    "a question about a text": (
        guarded(IsIn("ground", ("relapse",))),
        (G, "a text stands where a fact belongs", "give the fact itself"),
    ),
    "a question about nothing": (
        guarded(Known(None)),
        (G, "nothing stands where a fact belongs", "give the fact itself"),
    ),
    "a region that is not there": (
        guarded(during("legl", "custody")),
        (G, "there is no region `legl`", "did you mean `legal`?"),
    ),
    "a state that is not there": (
        guarded(during("legal", "jail")),
        (G, "region `legal` has no state `jail`", "the states are"),
    ),
    "no state at all": (
        guarded(During("legal", ())),
        (G, "it asks for no state of region `legal`", "name some of"),
    ),
    "more parts asked for than there are": (
        guarded(AtLeastOf(3, (rur.heard, rur.barred))),
        (G, "at least `3` of 2 parts are asked for", "at most as many"),
    ),
    "no part asked for": (
        guarded(AtLeastOf(0, (rur.heard, rur.barred))),
        (G, "at least `0` of 2 parts are asked for", "at least 1"),
    ),
    "a milestone of a flag": (
        guarded(Reached(rur.heard)),
        (G, "`heard` is a flag, where only a day can be asked", "ask a day"),
    ),
    "a milestone of a text": (
        guarded(Reached("2026-01-01")),
        (G, "a text stands where a day belongs", "give a day fact"),
    ),
    "a shift by a number of pounds": (
        added(
            guarded((the_day + Number("debt", unit="pounds")).reached()),
            "facts",
            Number("debt", unit="pounds"),
        ),
        (G, "`debt` cannot be a length of time", "give it a unit among `days`"),
    ),
    "a shift by a text": (
        guarded((the_day + "P6M").reached()),
        (G, "a text stands where a length of time belongs", "months(6)"),
    ),
    "a share of more than all": (
        guarded(Portion(the_day, months(6), Fraction(3, 2)).reached()),
        (G, "a fraction stands where a share belongs", "up to 1"),
    ),
    "a guard that is nested too deep": (
        guarded(deep(rur.heard, 400)),
        (G, "the guard is nested more than 18 deep", "several rules"),
    ),
    "a milestone that is nested too deep": (
        guarded(Reached(deep(the_day, 400, lambda day: day + months(1)))),
        (G, "the milestone is nested more than 18 deep", "add the periods up"),
    ),
    "a request fact that another event asks for": (
        guarded(rur.asked_ground.known(), governs=Governs(("recalled", "released"))),
        (G, "event `released` does not ask for `asked_ground`", "govern only events"),
    ),
    # sensitive facts
    "a guard on a belief": (
        guarded(rur.belief.is_in("some")),
        (G, "it reads `belief`, a motivation tag; what a person believes", "what was done"),
    ),
    "a guard on whether a belief is recorded": (
        guarded(rur.belief.known()),
        (G, "it reads `belief`, a motivation tag", "what was done"),
    ),
    "a guard on a comparison with a diagnosis": (
        fact(Choice("first", options=("a", "b"), sensitive="diagnosis"))
        | {
            "facts": (
                *rur.FACTS,
                Choice("first", options=("a", "b"), sensitive="diagnosis"),
                Flag("unchanged", derived=Same("first", "ground")),
            ),
            "rules": guarded(Flag("unchanged", derived=Same("first", "ground")))["rules"],
        },
        (G, "it reads `unchanged`, which comes from `first`, a diagnosis", "what was done"),
    ),
    "a guard on records chosen by an assessment": (
        guarded(Number("alarms", derived=CountOf("scores", {"level": "high"})))
        | {
            "facts": (*rur.FACTS, Number("alarms", derived=CountOf("scores", {"level": "high"}))),
            "registers": (
                rur.measures,
                Register(
                    "scores", (Choice("level", options=("low", "high"), sensitive="assessment"),)
                ),
            ),
            "rules": guarded(
                Number("alarms", derived=CountOf("scores", {"level": "high"})).at_least(1)
            )["rules"],
        },
        (G, "it reads `alarms`, which comes from `scores.level`, an assessment", "what was done"),
    ),
    "a comparison with a request where there is none": (
        added(
            added(
                event(
                    asks=(Day("planned", of="request"),),
                    requires=Flag("sooner", derived=Earlier("planned", "plan_day")),
                ),
                "facts",
                Flag("sooner", derived=Earlier("planned", "plan_day")),
            ),
            "phases",
            PhaseForm("stay", Flag("sooner", derived=Earlier("planned", "plan_day"))),
        ),
        ("phases[stay].when", "`planned` is a fact of a request, and here is none", "of the case"),
    ),
    "a record where there is no request": (
        added(GOOD, "phases", PhaseForm("stay", Flag("sealed", of="target"))),
        ("phases[stay].when", "`sealed` is a fact of a record, and here is none", "derived"),
    ),
    "a field of a record that is another fact": (
        guarded(Flag("kind", of="target"), governs=Governs("measure_lifted")),
        (G, "fact `kind` is not the one that is declared: it is a flag here", "define it once"),
    ),
    "the start of a record that is no day": (
        guarded(Flag("start", of="target"), governs=Governs("measure_lifted")),
        (G, "it is a flag here and declared as a day", "define it once"),
    ),
    "a sensitive field of a record": (
        added(
            added(
                guarded(
                    Flag("devout", of="target", sensitive="motivation"), governs=Governs("noted")
                ),
                "events",
                Event("noted", target="views", effects=(Sets("heard", True),)),
            ),
            "registers",
            Register("views", (Flag("devout", sensitive="motivation"),)),
        ),
        (G, "it reads `devout`, a motivation tag", "what was done"),
    ),
}
