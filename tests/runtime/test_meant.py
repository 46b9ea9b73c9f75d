"""A wrong name is answered with the one that was meant, and with the rulebook that has it."""

from __future__ import annotations

import pytest

import continuum as ct


@pytest.mark.parametrize(
    ("book", "given", "meant", "other"),
    [
        ("nl", "foreign_national", "third_country_national", "outline"),
        ("eu", "foreign_national", "third_country_national", "outline"),
        ("outline", "third_country_national", "foreign_national", "eu"),
    ],
)
def test_a_fact_of_another_rulebook_is_told_as_such(
    book: str, given: str, meant: str, other: str
) -> None:
    """The tutorial and the detailed rulebooks ask for different facts."""
    with pytest.raises(ct.FactError) as wrong:
        ct.Case.open(ct.load(book), on="2021-09-01", case_id="P-1", facts={given: True})
    assert f"did you mean `{meant}`?" in wrong.value.help
    assert f"`{given}` is a fact of rulebook `{other}`" in wrong.value.help


def test_letters_still_count() -> None:
    """A slip of the pen is mended as before."""
    with pytest.raises(ct.FactError, match="did you mean `third_country_national`"):
        ct.Case.open(
            ct.load("eu"), on="2021-09-01", case_id="P-1", facts={"third_contry_nationl": True}
        )
    case = ct.Case.open(ct.load("eu"), on="2021-09-01", case_id="P-1")
    with pytest.raises(ct.UnknownEvent, match="did you mean `permit_issued`"):
        case.ask("issued_permit", on="2021-09-02", by=ct.Actor("immigration_case_officer", "I-1"))
