"""Nobody is to be free unheard, says its author; a pardon asks for no hearing."""

from tests.planted_ground import book, event, heard, rule

import continuum as ct
from continuum.verify.properties import always

OPTIONS = {
    "properties": (always(heard, ct.during("legal", "free"), name="nobody_is_free_unheard"),)
}


def build():
    return book(
        facts=(heard,),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)), event("pardoned")),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
        rules=(rule("GR-1", heard, "released"),),
    )
