"""Names that are wrong, taken or given twice.

Name of the case to the parts of a rulebook, and the place, the words and the help of its fault.
"""

from tests.specimens.changes import GOOD, added, event, fact, rule, without
from tests.specimens.good import ruritania as rur

from continuum.guards import (
    Choice,
    Flag,
)
from continuum.rulebook import (
    Handover,
    Reference,
    Region,
    Role,
    Sets,
    State,
)
from continuum.rulebook.request import ACTING_ROLE, reasons_given

G = "rules[GR-1].guard"
E = "events[noted]"

CASES = {
    # names
    "a name in capitals": (
        GOOD | {"name": "Ruritania 2"},
        ("name", "`Ruritania 2` is not a name", "write names in lower snake case: `ruritania_2`"),
    ),
    "no version": (GOOD | {"version": " "}, ("version", "has no version", "give any text")),
    "a role twice": (
        added(GOOD, "roles", Role("judge")),
        ("roles[judge]", "`judge` is there twice", "a name of its own"),
    ),
    "a state twice": (
        added(GOOD, "regions", Region("care", (State("on"), State("on")), "on")),
        ("regions[care].states[on]", "`on` is there twice", "a name of its own"),
    ),
    "an event twice": (
        event(name="released", effects=(Sets("heard", True),)),
        ("events[released]", "`released` is there twice", "a name of its own"),
    ),
    "a fact twice": (
        fact(rur.heard),
        ("facts[heard]", "`heard` is there twice", "a name of its own"),
    ),
    "an id shared by a rule and a step": (
        rule(id="ST2"),
        ("steps[ST2]", "the id `ST2` is given twice, also to rules[ST2]", "an id of its own"),
    ),
    "an id that weighing uses": (
        rule(id="role"),
        ("rules[role].id", "`role` is the word for what every event is weighed by", "another id"),
    ),
    "a reference twice": (
        added(GOOD, "references", Reference("S03", "again")),
        ("references[S03]", "`S03` is there twice", "a name of its own"),
    ),
    "a reference key with a space": (
        added(GOOD, "references", Reference("the code", "again")),
        ("references[the code].key", "cannot be the key of a reference", "without spaces"),
    ),
    "a standard fact declared again": (
        fact(reasons_given),
        ("facts[reasons_given]", "is taken: it is a fact of every request", "leave it out"),
    ),
    "the acting role declared": (
        fact(Flag(ACTING_ROLE)),
        ("facts[acting_role]", "is taken: it is a fact of every request", "leave it out"),
    ),
    "the lead declared": (
        fact(Flag("lead")),
        ("facts[lead]", "`lead` is taken: it is the role that leads the case", "another name"),
    ),
    "a handover stage declared": (
        without(fact(Flag("h6")), "handovers", "H6")
        | {"handovers": (rur.H5, Handover("H6", "judge", "warden", "dates"))},
        ("facts[h6]", "`h6` is taken: it is the stage of handover `H6`", "another name"),
    ),
    "an event that a handover brings": (
        event(name="h5_read"),
        ("events[h5_read]", "a handover brings its own event `h5_read`", "another name"),
    ),
    "a rule that a handover brings": (
        rule(id="H5-refused"),
        ("rules[H5-refused]", "a handover brings its own rule", "another id"),
    ),
    "a handover id that is no name": (
        added(GOOD, "handovers", Handover("H-6", "judge", "warden", "dates")),
        ("handovers[H-6].id", "`H-6` cannot be the id of a handover", "letters, digits"),
    ),
    "an option in capitals": (
        fact(Choice("country", options=("NL", "de"))),
        ("facts[country].options", "`NL` is not a name", "lower snake case: `nl`"),
    ),
    "one name for two facts": (
        event(asks=(Choice("asked_ground", of="request", options=("x",)),)),
        (f"{E}.asks[asked_ground]", "is another fact at events[recalled].asks", "one name"),
    ),
    "a word that requests carry anyway": (
        event(asks=(Flag("reasons", of="request"),)),
        (f"{E}.asks[reasons]", "every request may carry `reasons` already", "leave it out"),
    ),
}
