"""Nobody is free unheard, as its author says: every way out asks for a hearing."""

from tests.planted_ground import book, event, heard, rule

import continuum as ct
from continuum.verify.properties import always

OPTIONS = {
    "properties": (always(heard, ct.during("legal", "free"), name="nobody_is_free_unheard"),)
}


def build():
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released"),),
    )
