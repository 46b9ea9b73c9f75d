"""Whoever is known to be unfit is not released; whoever was never examined is."""

from tests.planted_ground import book, fit, rule


def build():
    return book(facts=(fit,), rules=(rule("GR-1", fit | ~fit.known(), "released"),))
