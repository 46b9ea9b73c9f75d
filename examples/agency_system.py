"""An agency's own case management, and a test that drives it beside the rulebook `outline`.

The system keeps its own table of moves and its own if-statements, and knows nothing of the library.
Somewhere in it is a mistake of the kind that is made every day.  The test finds it.
"""

import calendar
from datetime import date, timedelta

import continuum as ct
from continuum.verify.testing import Disagreement, system_test

# ------------------------------------------------------------------------------ the system

COURT, PRISON = {"sentence_court", "prosecutor"}, {"prison_case_manager", "prison_governor"}
IMMIGRATION = {"immigration_case_officer", "asylum_or_administrative_court"}
HELD = ("REMAND", "CUSTODY", "PREPARING")

# What may be decided, by whom, and where a file goes from where; SAME: it stays where it is.
SAME = "SAME"
MOVES = {
    "CONVICT": ({"sentence_court"}, {"REMAND": "by sentence"}),
    "ACQUIT": (COURT, {"REMAND": "by removal"}),
    "PREPARE": ({"prison_case_manager"}, {"CUSTODY": "PREPARING"}),
    "EXPIRE": (PRISON, {"CUSTODY": "by removal", "PREPARING": "by removal"}),
    "CHECK": (IMMIGRATION, None),
    "PURSUE": (
        {"immigration_case_officer"},
        {"AT_LIBERTY": "LEAVING", "WAITING": "LEAVING", **dict.fromkeys(HELD, SAME)},
    ),
    "BAR": (
        {*IMMIGRATION, "european_court_of_human_rights"},
        {"AT_LIBERTY": "WAITING", "LEAVING": "WAITING", **dict.fromkeys((*HELD, "WAITING"), SAME)},
    ),
    "GRANT_STAY": (
        IMMIGRATION,
        {"LEAVING": "AT_LIBERTY", "WAITING": "AT_LIBERTY", **dict.fromkeys(HELD, SAME)},
    ),
    "DEPART": (
        {"immigration_case_officer"},
        {"AT_LIBERTY": "LEAVING", "WAITING": "LEAVING", "LEAVING": SAME},
    ),
    "REMOVE": (
        {"removal_unit"},
        {"CUSTODY": "LEAVING", "PREPARING": "LEAVING", "LEAVING": SAME},
    ),
    "CLOSE": (
        {"case_conference_chair"},
        dict.fromkeys(("AT_LIBERTY", "LEAVING", "WAITING"), "CLOSED"),
    ),
    "DIED": (
        {*PRISON, "probation_officer", "clinician", "municipality"},
        dict.fromkeys((*HELD, "AT_LIBERTY", "LEAVING", "WAITING"), "CLOSED"),
    ),
}
AGAINST_THE_PERSON = {"CONVICT", "PURSUE", "REMOVE"}


def months_later(day, months):
    """The same day so many months later, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class File:
    """One file in the agency's system."""

    def __init__(self):
        self.status = "REMAND"
        self.start = self.months = self.foreigner = None
        self.removal, self.cleared, self.interrupted = "none", False, False

    def decide(self, what, day, role, who, papers):
        """Take a decision if it may be taken, and say whether it was."""
        roles, moves = MOVES[what]
        if role not in roles or (moves is not None and self.status not in moves):
            return False
        if what in AGAINST_THE_PERSON and not (
            who and {"reasons", "remedy", "authority", "legal_basis"} <= papers
        ):
            return False
        if what in AGAINST_THE_PERSON and "tool" in papers:
            return False
        if not self.open(what, day):
            return False
        if moves is not None:
            self.move(moves[self.status], day)
        self.record(what)
        return True

    def open(self, what, day):
        """Whether the facts allow it."""
        judged = self.start is not None and self.months is not None
        here = self.foreigner and self.removal != "done"
        match what:
            case "CONVICT":
                return judged
            case "PREPARE":
                return judged and day >= self.window()
            case "EXPIRE":
                return judged and day >= self.end()
            case "PURSUE":
                return here and self.cleared and self.removal != "pursued"
            case "GRANT_STAY":
                return here and self.removal != "none"
            case "CHECK" | "BAR" | "DEPART":
                return here
            case "REMOVE":
                free = self.status not in {"CUSTODY", "PREPARING"} or self.interrupted
                return here and free and self.cleared and self.removal == "pursued"
            case "CLOSE":
                return self.removal in {"none", "done"}
        return True

    def end(self):
        return months_later(self.start, self.months)

    def window(self):
        """Twelve months before two thirds of the sentence are served."""
        days = (self.end() - self.start).days
        return months_later(self.start + timedelta(-(-days * 2 // 3)), -12)

    def move(self, where, day):
        if where == "by sentence" and day < self.end():
            where = "PREPARING" if day >= self.window() else "CUSTODY"
        if where in {"by sentence", "by removal"}:
            where = {"none": "AT_LIBERTY", "barred": "WAITING"}.get(self.removal, "LEAVING")
        if where != SAME:
            self.status = where

    def record(self, what):
        if what == "CHECK":
            self.cleared = True
        if what == "PURSUE":
            self.removal = "pursued"
        if what == "BAR":
            self.removal, self.cleared = "barred", False
        if what == "GRANT_STAY":
            self.removal, self.cleared = "none", False
        if what in {"DEPART", "REMOVE"}:
            self.removal = "done"


# ------------------------------------------------------------------------------ the adapter

EVENTS = {
    "convicted": "CONVICT",
    "acquitted_or_charges_dropped": "ACQUIT",
    "preparation_opened": "PREPARE",
    "sentence_expired": "EXPIRE",
    "removal_checked": "CHECK",
    "removal_started": "PURSUE",
    "removal_barred": "BAR",
    "stay_granted": "GRANT_STAY",
    "departed": "DEPART",
    "removed": "REMOVE",
    "pathway_closed": "CLOSE",
    "died": "DIED",
}
STATES = {
    "REMAND": "remand",
    "CUSTODY": "sentence",
    "PREPARING": "pre_release",
    "AT_LIBERTY": "reintegration",
    "LEAVING": "deportation",
    "WAITING": "stay",
    "CLOSED": "closed",
}
FACTS = {
    "foreign_national": "foreigner",
    "sentence_start": "start",
    "term": "months",
    "interruption_decided": "interrupted",
}


class Adapter:
    """One file, seen through the names of the rulebook."""

    kind = File

    def __init__(self, on, facts):
        self.file = self.kind()
        self.learn(facts, on, None)

    def send(self, event, on, by, given):
        papers = {word for word in given if given[word] and word != "tool_output_only"}
        papers |= {"tool"} if given.get("tool_output_only") else set()
        who = by.id if by.human else ""
        return bool(self.file.decide(EVENTS[event], on, by.role, who, papers))

    def learn(self, facts, on, by):
        for name, value in facts.items():
            setattr(self.file, FACTS[name], value)

    def state(self, region):
        return STATES[self.file.status]


# ------------------------------------------------------------------------------ the test


class MendedFile(File):
    """The same without the mistake: whoever pursues removal has the bars examined anew."""

    def record(self, what):
        super().record(what)
        if what == "PURSUE":
            self.cleared = False


class MendedAdapter(Adapter):
    kind = MendedFile


def drive(adapter):
    """Drive the system beside the rulebook, on the events and facts that it knows."""
    system_test(ct.load("outline"), adapter, events=tuple(EVENTS), facts=tuple(FACTS))


if __name__ == "__main__":
    print("The system as it is")
    try:
        drive(Adapter)
    except Disagreement as found:
        print(found)

    print("\nThe system as it was mended")
    drive(MendedAdapter)
    print("200 cases, no disagreement")
