"""Simulate made-up people under the outline, and ask what an earlier handover would change."""

import continuum as ct
import continuum.sim

PEOPLE, SEED = 2_000, 2024


def waits(run):
    """How many were turned away when the court first decided, and their median wait in days."""
    row = next(row for row in run.waiting().rows() if row["event"] == "conditional_release_granted")
    return row["turned_away"], row["median_days"]


def phases(run, on):
    table = run.occupancy(by="phase", every="year")
    row = next(row for row in table.rows() if str(row["day"]) == on)
    return {name: count for name, count in row.items() if name != "day" and count}


scenario = ct.sim.outline_eu_2022()
print(scenario)
for note in scenario.people.notes[:3]:
    print(f"  {note.mark}: {note.value} ({note.note})")

late = ct.sim.simulate(scenario, n=PEOPLE, seed=SEED)
soon = ct.sim.simulate(ct.sim.outline_eu_2022(handover_days=30), n=PEOPLE, seed=SEED)

print("\nWho is where on 1 January 2026 (handover prepared in 110 days, in 30 days)")
before, after = phases(late, "2026-01-01"), phases(soon, "2026-01-01")
for phase in before:
    print(f"  {phase:<14}{before[phase]:>6}{after.get(phase, 0):>6}")

print("\nWhat stopped whom")
rules = [row for row in late.stopped_by().rows() if row["rule"].startswith("GR-")]
for row in rules[:4]:
    print(f"  {row['rule']:<7}{row['people']:>5} people  {row['sentence']}")

print("\nConditional release: turned away at first, and median wait in days")
for name, run in (("in 110 days", late), ("in 30 days", soon)):
    people, days = waits(run)
    print(f"  {name:<12}{people:>5} people{days:>8.1f} days")

print("\nThe hard date waits for nobody: the end of the sentence was never refused")
log = late.log
ended = log["event"] == "sentence_expired"
print(" ", int(ended.sum()), "times,", sorted(set(log["outcome"][ended].tolist())))
