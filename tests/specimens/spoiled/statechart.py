"""Regions, transitions, events and effects that do not fit.

Name of the case to the parts of a rulebook, and the place, the words and the help of its fault.
"""

import attrs
from tests.specimens.changes import GOOD, added, event
from tests.specimens.good import ruritania as rur

from continuum.guards import (
    Choice,
    Day,
    Flag,
    LatestDay,
    Number,
    months,
)
from continuum.rulebook import (
    Adds,
    Ends,
    Region,
    Register,
    Said,
    Sets,
    State,
    Transition,
)
from continuum.rulebook.request import reasons_given, the_day

G = "rules[GR-1].guard"
E = "events[noted]"

CASES = {
    # regions, transitions
    "a region without states": (
        added(GOOD, "regions", Region("care", (), "on")),
        ("regions[care].states", "region `care` has no states", "at least one state"),
    ),
    "an initial state that is not there": (
        added(GOOD, "regions", Region("care", (State("open"),), "opened")),
        ("regions[care].initial", "has no state `opened`", "did you mean `open`?"),
    ),
    "a state with a rule that is not there": (
        added(GOOD, "regions", Region("care", (State("open", rule="GR-15"),), "open")),
        ("regions[care].states[open].rule", "there is no rule `GR-15`", "did you mean"),
    ),
    "a state that is lawful by a request": (
        added(GOOD, "regions", Region("care", (State("on", lawful_while=reasons_given),), "on")),
        (
            "regions[care].states[on].lawful_while",
            "`reasons_given` is a fact of a request, and here is none: a state must be lawful",
            "read a fact of the case",
        ),
    ),
    "a transition of no event": (
        added(GOOD, "transitions", Transition("relased", "legal", "custody", "free")),
        ("transitions[4].event", "there is no event `relased`", "did you mean `released`?"),
    ),
    "a transition in no region": (
        added(GOOD, "transitions", Transition("released", "lgal", "custody", "free")),
        ("transitions[4].region", "there is no region `lgal`", "did you mean `legal`?"),
    ),
    "a transition from no such state": (
        added(GOOD, "transitions", Transition("released", "legal", "custdy", "free")),
        ("transitions[4].source", "has no state `custdy`", "did you mean `custody`?"),
    ),
    "a transition from nowhere": (
        added(GOOD, "transitions", Transition("released", "legal", (), "free")),
        ("transitions[4].source", "leaves from nowhere", "at least one state"),
    ),
    "a transition to no such state": (
        added(GOOD, "transitions", Transition("released", "legal", "custody", "gone")),
        (
            "transitions[4].target",
            "region `legal` has no state `gone`",
            "the states are `custody`, `free`, `supervised`",
        ),
    ),
    "a transition that another event's request chooses": (
        added(
            GOOD,
            "transitions",
            Transition("released", "legal", "custody", "free", rur.asked_ground.known()),
        ),
        (
            "transitions[4].when",
            "event `released` does not ask for `asked_ground`",
            "add it to the `asks` of `released`",
        ),
    ),
    # events
    "an event that does nothing": (
        event(effects=()),
        (E, "event `noted` moves no region and records nothing", "give it a transition"),
    ),
    "an event decided by nobody known": (
        event(decided_by="juge"),
        (f"{E}.decided_by", "there is no role `juge`", "did you mean `judge`?"),
    ),
    "an adverse event that nobody decides": (
        event(adverse=True),
        (f"{E}.decided_by", "is adverse, and nobody decides it", "a human decides"),
    ),
    "an adverse event that the system decides": (
        event(adverse=True, decided_by=("judge", "system")),
        (f"{E}.decided_by", "is adverse, and `system` may not decide it", "nothing adverse"),
    ),
    "an unknown kind of obligation": (
        event(kind="volontary"),
        (f"{E}.kind", "there is no kind `volontary`", "did you mean `voluntary`?"),
    ),
    "an event that needs what it does not ask": (
        event(needs=("resons",)),
        (f"{E}.needs", "cannot carry `resons`", "did you mean `reasons`?"),
    ),
    "an event about a register that is not there": (
        event(target="measure"),
        (f"{E}.target", "there is no register `measure`", "did you mean `measures`?"),
    ),
    "an ask that is of the case": (
        event(asks=(Flag("sure"),)),
        (f"{E}.asks[sure].of", "is of the request, not of the case", 'of="request"'),
    ),
    "a gate that reads a record nobody names": (
        event(requires=attrs.evolve(rur.kind, of="target").is_in("strict")),
        (f"{E}.requires", "event `noted` names no record of which `kind`", "`target`"),
    ),
    "a gate that reads a field that is not there": (
        event(target="measures", requires=Flag("knd", of="target")),
        (f"{E}.requires", "has no field `knd`", "did you mean `kind`?"),
    ),
    # effects
    "an effect on a fact that is not there": (
        event(effects=(Sets("herd", True),)),
        (f"{E}.effects[0]", "there is no fact `herd` of the case", "did you mean `heard`?"),
    ),
    "an effect on a fact of the request": (
        event(effects=(Sets("reasons_given", True),)),
        (f"{E}.effects[0]", "`reasons_given` is of the request, not of the case", "the"),
    ),
    "an effect on a derived fact": (
        event(effects=(Sets("strict_in_force", True),)),
        (f"{E}.effects[0]", "is derived, so no event sets it", "add to the register"),
    ),
    "an effect on a fixed fact": (
        event(effects=(Sets("term", 3),)),
        (f"{E}.effects[0]", "`term` moves by `fixed`, so no event sets it", 'moves="step"'),
    ),
    "an effect that does not fit": (
        event(effects=(Sets("ground", "absconded"),)),
        (f"{E}.effects[0]", "fact `ground` cannot be 'absconded'", "one of `absconding`"),
    ),
    "an effect that is set twice": (
        event(effects=(Sets("heard", True), Sets("heard", False))),
        (f"{E}.effects[1]", "`heard` is set twice by `noted`", "order carries no meaning"),
    ),
    "an effect that makes a handover effective": (
        event(effects=(Sets("h5", "effective"),)),
        (f"{E}.effects[0]", "only its own events move it on", "`h5_prepared`"),
    ),
    "a lead that is no role": (
        event(effects=(Sets("lead", "mentor"),)),
        (f"{E}.effects[0]", "fact `lead` cannot be 'mentor'", "one of `judge`"),
    ),
    "a day recorded in a flag": (
        event(effects=(Sets("heard", the_day),)),
        (f"{E}.effects[0]", "a day is recorded in `heard`, which is a flag", "in a day"),
    ),
    "what the request does not say": (
        event(effects=(Sets("ground", Said("asked_ground")),)),
        (f"{E}.effects[0]", "does not say `asked_ground`", "facts and words"),
    ),
    "what the request says does not fit": (
        event(asks=(rur.asked_ground,), effects=(Sets("heard", Said("asked_ground")),)),
        (f"{E}.effects[0]", "does not fit `heard`: a choice is not a flag", "the same kind"),
    ),
    "free words in a flag": (
        event(effects=(Sets("heard", Said("reasons")),)),
        (
            f"{E}.effects[0]",
            "`reasons` is free words, which `heard` cannot hold",
            "`reasons_given`",
        ),
    ),
    "a sensitive answer kept in the open": (
        event(
            asks=(Flag("devout", of="request", sensitive="motivation"),),
            effects=(Sets("heard", Said("devout")),),
        ),
        (f"{E}.effects[0]", "`devout` is sensitive (motivation)", 'sensitive="motivation"'),
    ),
    "a record in no register": (
        event(effects=(Adds("measure"),)),
        (f"{E}.effects[0]", "there is no register `measure`", "did you mean `measures`?"),
    ),
    "a record with a field that is not there": (
        event(effects=(Adds("measures", {"kinds": "light"}),)),
        (f"{E}.effects[0]", "has no field `kinds`", "did you mean `kind`?"),
    ),
    "a record with a value that does not fit": (
        event(effects=(Adds("measures", {"kind": "hard"}),)),
        (f"{E}.effects[0]", "fact `kind` cannot be 'hard'", "one of `light`, `strict`"),
    ),
    "a record that starts on a flag": (
        event(effects=(Adds("measures", start=Said("human_actor")),)),
        (f"{E}.effects[0]", "does not fit `start`: a flag is not a day", "the same kind"),
    ),
    "a record counted from itself": (
        added(
            event(
                effects=(
                    Adds(
                        "measures",
                        end=Day("newest", derived=LatestDay("measures", "start", with_request=True))
                        + months(1),
                    ),
                )
            ),
            "facts",
            Day("newest", derived=LatestDay("measures", "start", with_request=True)),
        ),
        (f"{E}.effects[0]", "is counted from `newest`, which counts the new record", "without"),
    ),
    "records of no register end": (
        event(effects=(Ends("titles"),)),
        (f"{E}.effects[0]", "there is no register `titles`", "the registers are `measures`"),
    ),
    "records end by a field that is not there": (
        event(effects=(Ends("measures", {"sort": "light"}),)),
        (f"{E}.effects[0]", "has no field `sort`", "the fields are"),
    ),
    "records end by what no request says": (
        event(effects=(Ends("measures", {"kind": Said("sort")}),)),
        (f"{E}.effects[0]", "a request for `noted` does not say `sort`", "that it may say"),
    ),
    "records end by what does not fit": (
        event(effects=(Ends("measures", {"kind": Said("human_actor")}),)),
        (f"{E}.effects[0]", "does not fit `kind`: a flag is not a choice", "the same kind"),
    ),
    "records end by a field given twice": (
        event(effects=(Ends("measures", [("kind", "light"), ("kind", "strict")]),)),
        (f"{E}.effects[0]", "field `kind` is given twice", "give it once"),
    ),
    "records end by something sensitive that is said": (
        event(
            asks=(Choice("creed", options=("light",), of="request", sensitive="motivation"),),
            effects=(Ends("measures", {"kind": Said("creed")}),),
        ),
        (f"{E}.effects[0]", "records end by `creed`, a sensitive fact", "what was decided"),
    ),
    "a record ends that the request does not name": (
        event(effects=(Ends("measures", target=True),)),
        (f"{E}.effects[0]", "and it names none", "give `noted` the target `measures`"),
    ),
    "a record ends that the request need not name": (
        event(effects=(Ends("measures", target=True),), target="measures"),
        (f"{E}.effects[0]", "need not name a record", "add `target` to its `needs`"),
    ),
    "a field given twice": (
        event(effects=(Adds("measures", [("kind", "light"), ("kind", "strict")]),)),
        (f"{E}.effects[0]", "field `kind` is given twice", "give it once"),
    ),
    "records end by a sensitive field": (
        added(
            event(effects=(Ends("views", {"view": "some"}),)),
            "registers",
            Register("views", (Choice("view", options=("none", "some"), sensitive="motivation"),)),
        ),
        (f"{E}.effects[0]", "records end by `view`, a sensitive field", "what was decided"),
    ),
    "records end by a value that does not fit": (
        event(effects=(Ends("measures", {"kind": "hard"}),)),
        (f"{E}.effects[0]", "fact `kind` cannot be 'hard'", "one of `light`, `strict`"),
    ),
    "an answer with an option too many": (
        event(
            asks=(Choice("why", of="request", options=("relapse", "gossip")),),
            effects=(Sets("ground", Said("why")),),
        ),
        (f"{E}.effects[0]", "does not fit `ground`: it has no option `gossip`", "same limits"),
    ),
    "an answer that is too high": (
        added(
            event(
                asks=(Number("seen", of="request", high=9),),
                effects=(Sets("visits", Said("seen")),),
            ),
            "facts",
            Number("visits", moves="step", high=8),
        ),
        (f"{E}.effects[0]", "does not fit `visits`: it goes from `0` to `8` only", "same limits"),
    ),
    "an answer in another unit": (
        added(
            event(
                asks=(Number("spent", of="request", high=9, unit="days"),),
                effects=(Sets("away", Said("spent")),),
            ),
            "facts",
            Number("away", moves="step", high=9, unit="months"),
        ),
        (f"{E}.effects[0]", "its unit is `months`, not `days`", "same limits"),
    ),
}
