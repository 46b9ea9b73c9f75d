"""Minors may be released unheard by one rule, and nobody at all by another."""

from tests.planted_ground import book, event, heard, minor, rule

import continuum as ct


def build():
    return book(
        facts=(heard, minor),
        events=(event("hearing_held", effects=(ct.Sets("heard", True),)),),
        ways=(ct.stays("hearing_held", "legal", "custody"),),
        rules=(rule("GR-1", heard, "released"), rule("GR-2", heard | minor, "released")),
    )
