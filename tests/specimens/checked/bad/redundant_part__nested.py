"""Deep inside, the ground is asked for that is asked for beside it already."""

from tests.planted_ground import book, fit, ground, minor, rule


def build():
    flight = ground.is_in("flight")
    asked = fit & ~(flight & (minor | ground.is_in("flight", "danger")))
    return book(facts=(fit, ground, minor), rules=(rule("GR-1", asked, "released", then="warns"),))
