"""What the law in full costs: a send on every built-in rulebook beside the outline, and a replay.

The same story, remand to supervision, is sent on the outline and on each detailed rulebook; a
case of five hundred entries is then replayed from its JSON: one that leaves nothing owed, one that
leaves as many duties open, and one with many words.  Rounds take turns, so that a busy machine
disturbs all of them alike; trust the ratios.
"""

from __future__ import annotations

import gc
from time import perf_counter, process_time
from typing import Any, Final

import continuum as ct

ROUNDS: Final = 5
STORIES: Final = 60
ENTRIES: Final = 500
MOST: Final = 0.05

_DECIDED: Final[dict[str, Any]] = {
    "reasons": "on this person's own case",
    "remedy": "appeal court, two weeks",
    "authority": "the court",
    "legal_basis": "judgment 1/24",
}
_COURT: Final = ct.Actor("sentence_court", "J-1")
_CHAIR: Final = ct.Actor("case_conference_chair", "CH-1")
_MANAGER: Final = ct.Actor("prison_case_manager", "PCM-1")
_OFFICER: Final = ct.Actor("probation_officer", "PO-1")

OUTLINE: Final[tuple[tuple[str, str, ct.Actor, dict[str, Any]], ...]] = (
    ("liaison_assigned", "2024-01-03", _CHAIR, {}),
    ("convicted", "2024-01-10", _COURT, _DECIDED),
    ("plan_agreed", "2024-02-01", _MANAGER, {}),
    ("preparation_opened", "2025-03-01", _MANAGER, {}),
    ("conditions_explained", "2025-03-02", _OFFICER, {}),
)
DETAILED: Final[tuple[tuple[str, str, ct.Actor, dict[str, Any]], ...]] = (
    ("remanded", "2024-01-02", _COURT, {**_DECIDED, "title_until": "2024-12-02"}),
    ("liaison_assigned", "2024-01-03", _CHAIR, {}),
    (
        "convicted",
        "2024-01-10",
        _COURT,
        {**_DECIDED, "counts_from": "2024-01-02", "term_in_months": 36},
    ),
    ("plan_opened", "2024-02-01", _CHAIR, {"plan_asked": "release", "view_recorded": True}),
    ("probation_attached", "2024-03-01", _OFFICER, {}),
    ("conditions_explained", "2024-03-02", _OFFICER, {}),
)


def opened(name: str, book: ct.Rulebook) -> ct.Case:
    """Open a fictional case on the rulebook."""
    facts: dict[str, Any] = (
        {"foreign_national": True, "sentence_start": "2024-01-02", "term": 36}
        if name == "outline"
        else {"third_country_national": True}
    )
    known = {fact.name for fact in book.facts}
    return ct.Case.open(
        book,
        on="2024-01-01",
        case_id="P-B-1",
        facts={fact: value for fact, value in facts.items() if fact in known},
    )


def tell(name: str, book: ct.Rulebook) -> ct.Case:
    """Send the story, and give the case."""
    case = opened(name, book)
    for event, on, by, said in OUTLINE if name == "outline" else DETAILED:
        case.send(event, on=on, by=by, **said)
    return case


def plain_case(book: ct.Rulebook) -> ct.Case:
    """Give a case of five hundred entries of which none leaves anything owed."""
    case = tell(book.name, book)
    while len(case.history) < ENTRIES:
        case.send("conditions_explained", on="2024-04-01", by=_OFFICER)
    return case


def long_case(book: ct.Rulebook) -> ct.Case:
    """Give a case of five hundred entries, each of which leaves a duty: plans, again and again."""
    case = tell(book.name, book)
    while len(case.history) < ENTRIES:
        case.send(
            "plan_opened", on="2024-04-01", by=_CHAIR, plan_asked="release", view_recorded=True
        )
    return case


def worded_case(book: ct.Rulebook) -> ct.Case:
    """Give a case of five hundred entries, each with a record and with words for everything."""
    case = tell(book.name, book)
    while len(case.history) < ENTRIES:
        case.send("review_held", on="2024-04-01", by=_CHAIR, evidence="minutes", **_DECIDED)
    return case


def sends() -> dict[str, float]:
    """Measure microseconds a send, the best of interleaved rounds."""
    books = {name: ct.load(name) for name in ct.rulebooks()}
    best = dict.fromkeys(books, float("inf"))
    gc.disable()
    for _ in range(ROUNDS):
        for name, book in books.items():
            tell(name, book)
            spent = 0.0
            sent = len(OUTLINE if name == "outline" else DETAILED)
            for _ in range(STORIES):
                case = opened(name, book)
                story = OUTLINE if name == "outline" else DETAILED
                start = perf_counter()
                for event, on, by, said in story:
                    case.send(event, on=on, by=by, **said)
                spent += perf_counter() - start
            best[name] = min(best[name], spent / STORIES / sent * 1e6)
        gc.collect()
    gc.enable()
    return best


def main() -> None:
    """Print what a send costs on each rulebook, as a ratio too, and what a replay costs."""
    best = sends()
    for name, microseconds in best.items():
        print(f"{name:10} {microseconds:8.1f} us a send {microseconds / best['outline']:6.1f} x")
    book = ct.load("eu")
    for told in (plain_case, long_case, worded_case):
        case = told(book)
        text, spent = case.to_json(), float("inf")
        for _ in range(ROUNDS):
            start = process_time()
            again = ct.Case.from_json(text, book)
            spent = min(spent, process_time() - start)
            assert again == case
        owed = sum(duty.open for duty in case.snapshot.duties)
        met = "within" if spent < MOST else "NOT within"
        print(
            f"replay of {len(case.history)} entries, {owed:3} duties open: {spent * 1e3:6.1f} ms, "
            f"{met} the {MOST * 1e3:.0f} ms asked for"
        )


if __name__ == "__main__":
    main()
