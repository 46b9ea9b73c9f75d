"""A warning for nobody: one is eighteen or over, or under twenty-one."""

from tests.planted_ground import age, book, rule


def build():
    everybody = age.at_least(18) | age.below(21)
    return book(facts=(age,), rules=(rule("GR-1", everybody, "released", then="warns"),))
