"""What is to hold of whoever is free unheard holds, for nobody is ever free unheard."""

from tests.planted_ground import book, event, heard, minor, rule

import continuum as ct
from continuum.verify.properties import always

UNHEARD = ct.during("legal", "free") & ~heard
OPTIONS = {"properties": (always(minor, UNHEARD, name="only_minors_are_free_unheard"),)}


def build():
    return book(
        facts=(heard, minor),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released"),),
    )
