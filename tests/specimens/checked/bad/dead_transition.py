"""A pardon in custody needs a hearing, and only those who are free are heard."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    return book(
        facts=(heard,),
        events=(
            event("hearing_held", effects=(ct.Sets("heard", True),)),
            event("pardoned", requires=heard),
        ),
        ways=(
            ct.stays("hearing_held", "legal", "free"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
    )
