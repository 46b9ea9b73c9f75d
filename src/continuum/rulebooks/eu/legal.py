"""The track of law: on what title the person is deprived of liberty, or not."""

from __future__ import annotations

from continuum.guards import during
from continuum.rulebook import Region, State, Transition, stays
from continuum.rulebooks.eu.facts import conviction_stands, sentence_start, term
from continuum.rulebooks.eu.registers import (
    care_title,
    custody_title,
    detention_title,
    remand_title,
)

__all__ = [
    "AT_LARGE",
    "AT_LIBERTY",
    "HELD",
    "LEGAL",
    "OTHERS",
    "PLACES",
    "REGIONS",
    "SERVING",
    "at_liberty",
    "freed",
    "in_custody",
    "sentence_end",
]

LEGAL = Region(
    "legal",
    title="legal status",
    about="On what title the person is deprived of liberty, or not.",
    initial="none",
    states=(
        State("none", "no case", "The pathway was opened before any case."),
        State(
            "remand",
            "on remand",
            "Suspected and not convicted.",
            coercive=True,
            lawful_while=remand_title,
            rule="GR-01",
            sources=("SEEN:nl-nctv",),
        ),
        State(
            "sentenced_at_liberty",
            "sentenced, at liberty",
            "A suspended or community sentence.",
            sources=("GK",),
        ),
        State(
            "sentenced_custody",
            "serving the sentence",
            "Convicted, and not placed yet.",
            coercive=True,
            lawful_while=custody_title,
            rule="GR-03",
            sources=("SEED:S24",),
        ),
        *(
            State(
                name,
                words,
                about,
                coercive=True,
                lawful_while=custody_title,
                rule="GR-03",
                sources=sources,
            )
            for name, words, about, sources in (
                (
                    "assessment",
                    "serving, in assessment for placement",
                    "The person may decline the interviews.",
                    ("SEEN:fr-qer",),
                ),
                ("specialised_unit", "serving in a specialised unit", "", ("SEEN:nl-cvt",)),
                ("ordinary_unit", "serving in an ordinary unit", "", ("SEEN:be-geens",)),
                (
                    "low_security_or_leave",
                    "serving in low security or on leave",
                    "",
                    ("GK",),
                ),
            )
        ),
        State(
            "time_served",
            "time served",
            "Remand already covers the term: the person leaves the same day.",
            sources=("SEED:S24", "GK"),
        ),
        State("conditional_release", "conditionally released", sources=("SEED:S25",)),
        State(
            "recalled",
            "recalled to custody",
            coercive=True,
            lawful_while=custody_title,
            rule="GR-03",
            sources=("GK",),
        ),
        State(
            "interrupted_for_departure",
            "sentence interrupted by departure",
            sources=("SEEN:nl-sob",),
        ),
        State(
            "transferred_out", "taken over by another State", final=True, sources=("SEEN:fd909-eu",)
        ),
        State(
            "care_order",
            "under a care order",
            coercive=True,
            lawful_while=care_title,
            rule="GR-01",
            sources=("SEEN:nl-nctv",),
        ),
        State(
            "immigration_detention",
            "detained for removal",
            coercive=True,
            lawful_while=detention_title,
            rule="GR-52",
            sources=("SEEN:rd-det",),
        ),
        State("escaped_or_unlawfully_at_large", "unlawfully at large", sources=("GK",)),
        State("end_of_sentence", "sentence ended", sources=("SEED:S25",)),
        State("released_no_conviction", "released without conviction", sources=("GK",)),
        State("pardon_or_amnesty", "pardoned", sources=("GK",)),
        State("deceased", "deceased", final=True, sources=("GK",)),
    ),
)
REGIONS = (LEGAL,)

PLACES = ("assessment", "specialised_unit", "ordinary_unit", "low_security_or_leave")
SERVING = ("sentenced_custody", *PLACES)
HELD = (*SERVING, "recalled")
AT_LIBERTY = (
    "none",
    "sentenced_at_liberty",
    "time_served",
    "conditional_release",
    "end_of_sentence",
    "released_no_conviction",
    "pardon_or_amnesty",
)
AT_LARGE = "escaped_or_unlawfully_at_large"
OTHERS = (*AT_LIBERTY, "remand", *HELD, "interrupted_for_departure", "care_order", AT_LARGE)

in_custody = during("legal", *HELD)
at_liberty = during("legal", *AT_LIBERTY)
sentence_end = sentence_start + term


def freed(event: str, *, elsewhere: bool = True) -> tuple[Transition, ...]:
    """Give the ways of an event that ends detention for removal, and leaves other titles alone."""
    ways = (
        Transition(event, "legal", "immigration_detention", "end_of_sentence", conviction_stands),
        Transition(
            event, "legal", "immigration_detention", "released_no_conviction", ~conviction_stands
        ),
    )
    return (*ways, stays(event, "legal", *OTHERS)) if elsewhere else ways
