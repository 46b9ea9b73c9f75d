"""An appeal is granted or dismissed; that it may be withdrawn leads nowhere."""

from tests.planted_ground import CUSTODY, ENDED, FREE, book, event

import continuum as ct

answer = ct.Choice("answer", options=("granted", "dismissed", "withdrawn"), of="request")


def build():
    return book(
        states=(CUSTODY, FREE, ENDED),
        events=(event("appeal_answered", asks=(answer,), needs="answer"),),
        ways=(
            ct.Transition("appeal_answered", "legal", "custody", "free", answer.is_in("granted")),
            ct.stays("appeal_answered", "legal", "custody", when=answer.is_in("dismissed")),
        ),
    )
