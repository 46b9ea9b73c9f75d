"""Embed a case: open, ask, send, hand over, learn something late, store and read back."""

import continuum as ct

book = ct.load("outline")
court = ct.Actor("sentence_court", "JU-1")
prison = ct.Actor("prison_case_manager", "CM-4")
probation = ct.Actor("probation_officer", "PO-7")


def title(text):
    print(f"\n{text}\n{'-' * len(text)}")


title("A case opens; nobody has recorded the sentence yet")
case = ct.Case.open(book, on="2024-01-10", case_id="P-1", facts={"foreign_national": False})
papers = {
    "reasons": "found guilty after a full hearing",
    "remedy": "appeal within 14 days to the court of appeal",
    "authority": "regional court",
    "legal_basis": "judgment 12/24",
}
decision = case.ask("convicted", on="2024-02-01", by=court, **papers)
print(decision.outcome)
for unknown in decision.unknown:
    print(f"- not known: {unknown.words}; recorded by {', '.join(unknown.recorded_by)}")

title("It is recorded, and the conviction is sent with a key of the host's own")
case.learn({"sentence_start": "2023-09-01", "term": 30}, on="2024-02-01", by=court)
print(case.send("convicted", on="2024-02-01", by=court, key="msg-77", **papers))
print(case.send("convicted", on="2024-02-01", by=court, key="msg-77", **papers), "(sent again)")

title("Too early for preparing release: refused, kept, raised")
try:
    case.send("preparation_opened", on="2024-04-12", by=prison, expect=case.version)
except ct.EventRefused as refused:
    print(refused)

title("A year before the earliest release")
case.send("preparation_opened", on="2024-05-01", by=prison)
for duty in case.due(on="2024-05-01"):
    print(f"{duty.due} {duty.owner}: {duty.sentence}")

title("What would conditional release take?")
advice = case.what_would_it_take("conditional_release_granted", on="2024-06-01", by=court)
for change in advice[0]:
    print("-", change)

title("The handover, stage by stage, and the release")
for stage in ("prepared", "person_informed", "offered"):
    case.send(f"h5_{stage}", on="2025-01-10", by=prison)
for stage in ("read", "joint_meeting_held", "accepted"):
    case.send(f"h5_{stage}", on="2025-02-03", by=probation)
case.send("conditions_explained", on="2025-04-10", by=probation)
case.send("conditional_release_granted", on="2025-05-01", by=court, reasons="the plan holds")
print(case.phase, "| lead:", case.lead)
case.send("h5_effective", on="2025-05-01", by=probation)
print(case.phase, "| lead:", case.lead)

title("A late fact: nothing is rewritten, somebody has to look again")
case.learn({"sentence_start": "2023-10-01"}, on="2024-02-01", recorded="2025-05-20", by=court)
for duty in case.due(on="2025-05-20"):
    if duty.rule == "late_fact":
        print(f"{duty.owner}: {duty.sentence}")

title("Stored, and read back by replaying every entry")
again = ct.Case.from_json(case.to_json(), book)
print(again == case, again)
