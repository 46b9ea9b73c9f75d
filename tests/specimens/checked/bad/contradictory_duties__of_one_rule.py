"""On release the person is to be told in writing, and is to be told by word of mouth only."""

from tests.planted_ground import book, event, rule

import continuum as ct

how = ct.Choice(
    "told",
    title="how the person was told",
    moves="step",
    options=("not_yet", "in_writing", "by_mouth"),
    initially="not_yet",
)


def build():
    not_yet = how.is_in("not_yet")
    return book(
        facts=(how,),
        events=(
            event("written_to", requires=not_yet, effects=(ct.Sets("told", "in_writing"),)),
            event("spoken_to", requires=not_yet, effects=(ct.Sets("told", "by_mouth"),)),
        ),
        rules=tuple(
            rule(
                id,
                how.is_in(wanted),
                "released",
                then="owes",
                duty=ct.DutyForm(sentence, "judge", met=how.is_in(wanted)),
            )
            for id, wanted, sentence in (
                ("GR-1", "in_writing", "tell the person in writing"),
                ("GR-2", "by_mouth", "tell the person by word of mouth"),
            )
        ),
    )
