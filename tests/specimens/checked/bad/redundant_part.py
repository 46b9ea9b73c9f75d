"""Whoever is twenty-one is eighteen as well: the lower age decides nothing."""

from tests.planted_ground import age, book, rule


def build():
    grown = age.at_least(18) & age.at_least(21)
    return book(facts=(age,), rules=(rule("GR-1", grown, "released", then="warns"),))
