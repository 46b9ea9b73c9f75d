"""The shortest pathway: custody, freedom, the end."""

from tests.planted_ground import book


def build():
    return book()
