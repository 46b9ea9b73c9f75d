"""Where everything stands in the tables: the map that the compiler and the machine share.

A scenario becomes two rows of numbers, one of whole numbers (``I``) and one of decimals (``F``).
Whatever happens to people is in rows of the same kind: ``X`` whole numbers and ``D`` moments, one
piece a person; ``T`` and ``G`` what the population says of each, whole numbers and decimals; ``Q``
what is needed only while something happens.  Everything is flat, so that the same loops run over
lists in Python and over arrays when they are compiled.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ADD_WIDTH",
    "ANY",
    "AT_LEAST",
    "BY",
    "BY_NUMBER",
    "BY_PERIOD",
    "BY_SHARE_OF_NUMBER",
    "BY_SHARE_OF_PERIOD",
    "CAPACITY_WIDTH",
    "CHANCE",
    "CHOICES",
    "COLUMN",
    "CONSTANT",
    "COUNT",
    "C_DUE",
    "C_HELD",
    "C_ORDER",
    "C_PLACES",
    "C_UNTIL",
    "DAYS",
    "DURING",
    "EARLIER",
    "FLAG",
    "FPART_WIDTH",
    "F_CHANCE",
    "F_PACE",
    "G_START",
    "HEAD",
    "H_ATTEMPTS",
    "H_CAPACITIES",
    "H_CAPACITY",
    "H_DAYS",
    "H_DAYS_FIRST",
    "H_DAYS_LAST",
    "H_DERIVED",
    "H_ENABLED",
    "H_FACTS",
    "H_FINAL",
    "H_FPART",
    "H_KEPT",
    "H_LAWS",
    "H_LAW_DAYS",
    "H_MOMENTS",
    "H_MOVED",
    "H_NUMBERS",
    "H_OPEN",
    "H_OPENING",
    "H_PART",
    "H_PARTS",
    "H_PENDING",
    "H_REALS",
    "H_REGIONS",
    "H_REGISTERS",
    "H_REQUESTS",
    "H_SCRATCH",
    "H_SETS",
    "H_STATES",
    "H_STRIDE",
    "H_TAKEN",
    "H_TARGETS",
    "H_TEMPLATE",
    "H_TRAITS",
    "H_WORDS",
    "H_X_COUNT",
    "H_X_HOLDS",
    "H_X_OCCURRENCE",
    "H_X_OPEN",
    "H_X_QUEUED",
    "H_X_REFUSALS",
    "H_X_STAMP",
    "H_X_STATES",
    "INSTRUCTION",
    "IS_IN",
    "KNOWN",
    "LATEST",
    "L_ADD",
    "L_ADDS",
    "L_END",
    "L_ENDS",
    "L_GATE",
    "L_GATES",
    "L_SET",
    "L_SETS",
    "L_WAY",
    "L_WAYS",
    "MONTHS",
    "NEVER",
    "NOT_KNOWN",
    "OPEN_END",
    "OP_WIDTH",
    "PART_WIDTH",
    "PERHAPS",
    "PLAN_WIDTH",
    "P_AGAIN",
    "P_ARRIVES",
    "P_AT",
    "P_BY_ITSELF",
    "P_CHANCE",
    "P_CLOSING",
    "P_DELAY",
    "P_ENABLED",
    "P_FACTOR",
    "P_FREES",
    "P_GIVEN",
    "P_KEEPS",
    "P_LEARN",
    "P_MEANT",
    "P_MOST",
    "P_PLANS",
    "P_PURPOSE",
    "P_RAISED",
    "P_READ_BY",
    "P_RETRY",
    "P_SET_BY",
    "P_SHIFTED",
    "P_TAKER",
    "P_TAKES",
    "Q_AGAINST",
    "Q_DAY",
    "Q_FREE",
    "Q_NOT_KNOWN",
    "Q_NUMBER",
    "Q_OCCURRENCE",
    "Q_OUTCOME",
    "REACHED",
    "SAME",
    "SINCE",
    "SPREAD",
    "TOTAL",
    "TO_CONSTANT",
    "TO_MILESTONE",
    "TO_SAID",
    "T_KEY",
    "WAITING_FOR_DAY",
    "WORD",
    "WORKING",
    "YEARS",
]

NOT_KNOWN: Final = -(1 << 31)
"""The code of a fact or a field that is not known."""
OPEN_END: Final = 1 << 30
"""The end of a record that has none: later than any day."""
NEVER: Final = float("inf")
"""The moment of a clock that does not run."""
WAITING_FOR_DAY: Final = 1e15
"""Added to a clock that waits for a day that is not known: later than any horizon."""
WORD: Final = 30
"""How many attempts one whole number of 32 bits can hold, one bit each."""
INSTRUCTION: Final = 6
"""Numbers an instruction of a guard: question, two operands, side, where to go on yes and on no."""
OP_WIDTH: Final = 8
"""Numbers a step of a milestone."""
ADD_WIDTH: Final = 3
"""Numbers before the fields of a pending record: register, start, end."""

# The head of the whole numbers.
(
    H_PARTS, H_ATTEMPTS, H_PART, H_FPART, H_FACTS, H_REQUESTS, H_DERIVED, H_REGIONS, H_WORDS,
    H_OPEN, H_STATES, H_FINAL, H_NUMBERS, H_LAWS, H_LAW_DAYS, H_STRIDE, H_X_STATES, H_X_OPEN,
    H_X_OCCURRENCE, H_X_REFUSALS, H_X_COUNT, H_X_QUEUED, H_X_STAMP, H_X_HOLDS,
    H_TRAITS, H_REALS, H_REGISTERS, H_DAYS_FIRST, H_DAYS_LAST, H_DAYS, H_PENDING, H_SETS, H_KEPT,
    H_TARGETS, H_TEMPLATE, H_OPENING, H_CAPACITIES, H_CAPACITY, H_TAKEN, H_MOMENTS, H_SCRATCH,
    H_ENABLED, H_MOVED, HEAD,
) = range(44)  # fmt: skip

# One part of the behaviour: an attempt, or a fact that arrives.
(
    P_ARRIVES, P_BY_ITSELF, P_AT, P_DELAY, P_RETRY, P_AGAIN, P_CHANCE, P_FACTOR, P_SHIFTED, P_KEEPS,
    P_MOST, P_PURPOSE, P_LEARN, P_GIVEN, P_PLANS, P_SET_BY, P_READ_BY, P_RAISED, P_TAKES, P_FREES,
    P_MEANT, P_TAKER, P_ENABLED, P_CLOSING, PART_WIDTH,
) = range(25)  # fmt: skip

F_CHANCE, F_PACE, FPART_WIDTH = range(3)

# One attempt under one form of the law.
L_GATES, L_GATE, L_WAYS, L_WAY, L_SETS, L_SET, L_ENDS, L_END, L_ADDS, L_ADD, PLAN_WIDTH = range(11)

# Request cells that every attempt has.
Q_NOT_KNOWN, Q_DAY, Q_OUTCOME, Q_AGAINST, Q_OCCURRENCE, Q_NUMBER, Q_FREE = range(7)

# Questions of guards.
FLAG, IS_IN, AT_LEAST, KNOWN, REACHED, DURING = range(6)
# Steps of milestones.
BY_PERIOD, BY_NUMBER, BY_SHARE_OF_PERIOD, BY_SHARE_OF_NUMBER = range(4)
# Units of numbers that days are moved by.
DAYS, MONTHS, YEARS, WORKING = range(4)
# What a fact is derived by.
SAME, EARLIER, ANY, COUNT, TOTAL, LATEST, SINCE = range(7)
# Where the value of a fact is drawn from.
CONSTANT, COLUMN, CHANCE, CHOICES, SPREAD, PERHAPS, BY = range(7)
# What a fact is set to.
TO_CONSTANT, TO_SAID, TO_MILESTONE = range(3)

# What the people's decimals begin with.
G_START: Final = 0
# What the people's whole numbers begin with.
T_KEY: Final = 0
# A capacity: places, and the table of states in which a place is held, and whether any are named.
C_PLACES, C_HELD, C_ORDER, C_DUE, C_UNTIL, CAPACITY_WIDTH = range(6)
