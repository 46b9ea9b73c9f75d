"""Facts, registers and parameters that do not fit.

Name of the case to the parts of a rulebook, and the place, the words and the help of its fault.
"""

from tests.specimens.changes import GOOD, added, event, fact, guarded, parameters
from tests.specimens.good import ruritania as rur

from continuum.guards import (
    AnyInForce,
    Choice,
    DatedValue,
    Day,
    Earlier,
    Flag,
    LatestDay,
    Number,
    ParameterRef,
    Portion,
    Same,
    TotalDays,
    months,
    parameter,
)
from continuum.rulebook import (
    Register,
)
from continuum.rulebook.request import the_day

G = "rules[GR-1].guard"
E = "events[noted]"

CASES = {
    # facts and registers
    "a fact that starts as what it cannot be": (
        fact(Number("visits", high=3, initially=4)),
        ("facts[visits].initially", "fact `visits` cannot be 4", "a whole number from 0 to 3"),
    ),
    "a fact recorded by nobody known": (
        fact(Flag("seen", recorded_by=("wardn",))),
        ("facts[seen].recorded_by", "there is no role `wardn`", "did you mean `warden`?"),
    ),
    "a choice without options": (
        fact(Choice("sort")),
        ("facts[sort].options", "choice `sort` has no options", "at least one"),
    ),
    "an option twice": (
        fact(Choice("sort", options=("a", "b", "a"))),
        ("facts[sort].options", "option `a` is there more than once", "name it once"),
    ),
    "a number upside down": (
        fact(Number("visits", low=4, high=3)),
        ("facts[visits]", "number `visits` cannot go from `4` to `3`", "not above"),
    ),
    "a fact of a request that nothing asks for": (
        fact(Flag("sure", of="request")),
        ("facts[sure].of", "is of the request, but no event asks for it", "`asks`"),
    ),
    "a fact that moves in no known way": (
        fact(Flag("sure", moves="steps")),
        ("facts[sure].moves", "there is no moves `steps`", "did you mean `step`?"),
    ),
    "a derived fact with a beginning": (
        fact(Flag("any_now", initially=False, derived=AnyInForce("measures"))),
        ("facts[any_now].initially", "is derived, so nobody records it", "leave out `initially`"),
    ),
    "a derived fact with a recorder": (
        fact(Flag("any_now", recorded_by=("judge",), derived=AnyInForce("measures"))),
        ("facts[any_now].recorded_by", "is derived, so nobody records it", "`recorded_by`"),
    ),
    "a derived fact of another kind": (
        fact(Number("any_now", derived=AnyInForce("measures"))),
        (
            "facts[any_now].derived",
            "`AnyInForce` gives a flag, but `any_now` is a number",
            "as a flag",
        ),
    ),
    "a total of days in months": (
        fact(Number("in_all", unit="months", derived=TotalDays("measures"))),
        ("facts[in_all].unit", "`TotalDays` counts days, not `months`", 'unit="days"'),
    ),
    "a fact from no register": (
        fact(Flag("any_now", derived=AnyInForce("measure"))),
        ("facts[any_now].derived", "there is no register `measure`", "did you mean `measures`?"),
    ),
    "a fact from records chosen by no field": (
        fact(Flag("any_now", derived=AnyInForce("measures", {"knd": "light"}))),
        ("facts[any_now].derived", "has no field `knd`", "did you mean `kind`?"),
    ),
    "a fact from records chosen by no value": (
        fact(Flag("any_now", derived=AnyInForce("measures", {"kind": "lite"}))),
        ("facts[any_now].derived", "fact `kind` cannot be 'lite'", "one of `light`, `strict`"),
    ),
    "a latest day in a field that is no day": (
        fact(Day("newest", derived=LatestDay("measures", "kind"))),
        ("facts[newest].derived", "field `kind` of `measures` is a choice, no day", "`start`"),
    ),
    "a comparison with a fact that is not there": (
        fact(Flag("same_day", derived=Same("plan_day", "plan_dy"))),
        ("facts[same_day].derived", "there is no fact `plan_dy`", "did you mean `plan_day`?"),
    ),
    "a comparison of two kinds": (
        fact(Flag("same_day", derived=Same("plan_day", "heard"))),
        ("facts[same_day].derived", "they are never the same", "one kind"),
    ),
    "a comparison of what cannot be earlier": (
        fact(Flag("before", derived=Earlier("plan_day", "heard"))),
        ("facts[before].derived", "`heard` is a flag, and only days can be earlier", "two days"),
    ),
    "a comparison with itself": (
        fact(Flag("circle", derived=Same("heard", "circle"))),
        ("facts[circle].derived", "fact `circle` is derived from itself", "recorded or reduced"),
    ),
    "a field that every record has": (
        added(GOOD, "registers", Register("titles", (Day("start"),))),
        ("registers[titles].fields[start]", "every record has `start` already", "another name"),
    ),
    "a derived field": (
        added(GOOD, "registers", Register("titles", (Flag("any_now", derived=AnyInForce("x")),))),
        ("registers[titles].fields[any_now].derived", "recorded, never derived", "of the case"),
    ),
    # parameters
    "a parameter that is not there": (
        guarded(rur.term.at_least(parameter("mots_days"))),
        (G, "there is no parameter `mots_days`", "did you mean `most_days`?"),
    ),
    "a last number allowed that is the last there is": (
        parameters(DatedValue(360, sources=("GK",)), used=rur.term.at_most(parameter("most"))),
        (G, "parameter `most` is `360`, which does not fit here", "asked for at most `359`"),
    ),
    "what lies beyond a period": (
        guarded((the_day + ParameterRef("review", beyond=True)).reached()),
        (G, "what lies beyond parameter `review` is asked for, and here is no bound", "at_most"),
    ),
    "a parameter out of range": (
        parameters(DatedValue(400, sources=("GK",)), used=rur.term.at_least(parameter("most"))),
        (G, "parameter `most` is `400`, which does not fit here", "from `1` to `360`"),
    ),
    "a period for a bound": (
        guarded(rur.term.at_least(parameter("review"))),
        (G, "parameter `review` is `P6M`, which does not fit here", "from `1` to `360`"),
    ),
    "a number for a period": (
        guarded((the_day + parameter("most_days")).reached()),
        (G, "parameter `most_days` is `365`, which does not fit here", "a period is wanted"),
    ),
    "a period for a share": (
        guarded(Portion(the_day, months(6), parameter("review")).reached()),
        (G, "parameter `review` is `P6M`, which does not fit here", "a share is a fraction"),
    ),
    "options that are not the choice's": (
        parameters(
            DatedValue(("relapse",), valid_to="2020-01-01", sources=("GK",)),
            DatedValue(("relapsed",), valid_from="2020-01-01", sources=("GK",)),
            used=rur.ground.is_in(parameter("most")),
        ),
        (G, "parameter `most` is `relapsed` from 2020-01-01, which does not fit", "the options"),
    ),
    "a parameter without a value": (
        parameters(),
        ("parameters[most].values", "parameter `most` has no value", "at least one"),
    ),
    "a value without a source": (
        parameters(DatedValue(1)),
        ("parameters[most].values[0].sources", "the value has no source", "`SEEN:key`"),
    ),
    "a value that never holds": (
        parameters(DatedValue(1, "2020-01-01", "2020-01-01", ("GK",))),
        ("parameters[most].values[0]", "from 2020-01-01 to 2020-01-01, so never", "`valid_to`"),
    ),
    "two values at once": (
        parameters(
            DatedValue(1, valid_to="2020-02-01", sources=("GK",)),
            DatedValue(2, valid_from="2020-01-01", sources=("GK",)),
        ),
        ("parameters[most].values[1]", "`most` has two values at once", "first day of the next"),
    ),
    "a gap between values": (
        parameters(
            DatedValue(1, valid_to="2020-01-01", sources=("GK",)),
            DatedValue(2, valid_from="2020-02-01", sources=("GK",)),
        ),
        ("parameters[most].values[1]", "no value from 2020-01-01 to 2020-02-01", "first day"),
    ),
    "a latest day in a field that is not there": (
        fact(Day("newest", derived=LatestDay("measures", "began"))),
        ("facts[newest].derived", "has no field `began`", "the fields are"),
    ),
    "a derived fact of the request": (
        event(asks=(Flag("any_now", of="request", derived=AnyInForce("measures")),)),
        ("events[noted].asks[any_now].of", "a derived fact is of the case", 'of="case"'),
    ),
}
