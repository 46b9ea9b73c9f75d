"""Whoever is released without a hearing can never be closed: nobody hears those who are free."""

from tests.planted_ground import book, event, heard

import continuum as ct


def build():
    plain = book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
    )
    return plain.extend(events=(event("closed", requires=heard),))
