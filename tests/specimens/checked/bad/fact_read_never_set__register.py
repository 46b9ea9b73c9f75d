"""A rule looks for a title in force, and no event ever records a title."""

from tests.planted_ground import book, rule

import continuum as ct

barred = ct.Flag("barred", title="a bar is in force", derived=ct.AnyInForce("bars"))


def build():
    return book(
        facts=(barred,),
        registers=(ct.Register("bars", (ct.Choice("ground", options=("flight", "danger")),)),),
        rules=(rule("GR-1", ~barred, "released"),),
    )
