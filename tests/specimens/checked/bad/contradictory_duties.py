"""The person must be placed with the family and must be placed in care, and only once."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct


def build():
    places = ("none", "family", "care")
    region = ct.Region("home", tuple(map(ct.State, places)), "none")
    return book(
        states=(CUSTODY, FREE, ENDED),
        regions=(region,),
        events=(event("placed_with_family"), event("placed_in_care")),
        ways=(
            ct.Transition("placed_with_family", "home", "none", "family"),
            ct.Transition("placed_in_care", "home", "none", "care"),
        ),
        steps=tuple(
            ct.Step(
                id,
                sentence,
                "statutory",
                "judge",
                f"placed_{how}",
                ct.during("home", place),
                ct.during("legal", "free"),
                sources="GK",
            )
            for id, sentence, how, place in (
                ("ST1", "Place the person with the family.", "with_family", "family"),
                ("ST2", "Place the person in care.", "in_care", "care"),
            )
        ),
    )
