"""Write a rulebook, let the checker find the hole in it, mend it, and let it prove the rest."""

import continuum as ct
import continuum.verify

heard = ct.Flag("heard", title="the person was heard", moves="step", initially=False)
sentence_end = ct.Day("sentence_end", title="the end of the sentence", moves="fixed")

hear_first = ct.Rule(
    "L-1",
    "The person is heard before leave is decided.",
    "Hear the person.",
    guard=heard,
    governs=ct.Governs("leave_granted"),
    precedence="rights",
    sources="ASSUMPTION: a made-up law",
)
hard_date = ct.Rule(
    "L-2",
    "On the day the sentence ends, custody ends.",
    "Let the person go today.",
    guard=sentence_end.reached(),
    governs=ct.Governs("released"),
    then="demands",
    precedence="liberty",
    sources="ASSUMPTION: a made-up law",
)
ready = ct.Rule(
    "L-3",
    "Nobody is released before their papers are ready.",
    "Get the papers ready.",
    guard=ct.Flag("papers_ready", title="the papers are ready", recorded_by=("warden",)),
    governs=ct.Governs("released"),
    precedence="continuity",
    sources="ASSUMPTION: a made-up law",
)


def day_leave(*rules):
    return ct.Rulebook(
        "day_leave",
        "1",
        as_of="2026-11-23",
        title="day leave in a made-up country",
        roles=(ct.Role("judge"), ct.Role("warden")),
        regions=(
            ct.Region(
                "legal",
                (ct.State("custody"), ct.State("on_leave"), ct.State("free", final=True)),
                initial="custody",
            ),
        ),
        facts=(heard, sentence_end, ready.guard),
        events=(
            ct.Event(
                "person_heard",
                decided_by="judge",
                effects=(ct.Sets("heard", True),),
                sources="ASSUMPTION",
            ),
            ct.Event("leave_granted", decided_by="judge", sources="ASSUMPTION"),
            ct.Event("came_back", decided_by="warden", sources="ASSUMPTION"),
            # Somebody of whom nobody knows when the sentence ends is not held for ever.
            ct.Event("pardoned", decided_by="judge", sources="ASSUMPTION"),
            ct.Event(
                "released",
                decided_by="warden",
                requires=sentence_end.reached(),
                remedy="wait for the end of the sentence",
                sources="ASSUMPTION",
            ),
        ),
        transitions=(
            ct.Transition("leave_granted", "legal", "custody", "on_leave"),
            ct.Transition("came_back", "legal", "on_leave", "custody"),
            ct.Transition("released", "legal", ("custody", "on_leave"), "free"),
            ct.Transition("pardoned", "legal", ("custody", "on_leave"), "free"),
        ),
        rules=rules,
        steps=(
            ct.Step(
                "S-1",
                "Hear the person.",
                "statutory",
                "judge",
                "person_heard",
                heard,
                before="leave_granted",
                sources="ASSUMPTION",
            ),
        ),
    )


print("The first draft has a hole")
for finding in ct.verify.check(day_leave(hard_date, ready)).findings:
    print("-", finding.kind, finding.subjects)
    for line in finding.history.told():
        print("   ", line)

print("\nWith the rule that was missing")
book = day_leave(hear_first, hard_date, ready)
report = ct.verify.check(book)
print("clean:", report.clean)
for sentence in report.proved:
    print("-", sentence)

print("\nThe hard date wins over the papers, which are then owed at once")
case = ct.Case.open(book, on="2024-01-10", case_id="P-1", facts={"sentence_end": "2024-09-01"})
warden = ct.Actor("warden", "W-1")
for day in ("2024-08-31", "2024-09-01"):
    decision = case.ask("released", on=day, by=warden)
    owed = [(duty.rule, duty.urgent) for duty in decision.duties]
    print(day, decision.outcome, [against.id for against in decision.against], owed)

print("\nOut as JSON and in again")
print(ct.Rulebook.from_json(book.to_json()) == book)
