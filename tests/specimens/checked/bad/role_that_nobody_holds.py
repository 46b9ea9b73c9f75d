"""Only the judge may release, and there is no judge."""

from tests.planted_ground import book

OPTIONS = {"staff": {"officer": 2, "mentor": 1}}


def build():
    return book()
