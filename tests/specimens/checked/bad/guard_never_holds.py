"""A warning that is left out only where one ground is two grounds at once."""

from tests.planted_ground import book, ground, rule


def build():
    both = ground.is_in("flight") & ground.is_in("danger")
    return book(facts=(ground,), rules=(rule("GR-1", both, "released", then="warns"),))
