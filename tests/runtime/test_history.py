"""A history written, read back, replayed and verified; a damaged one is refused."""

from __future__ import annotations

import json

import pytest
from tests.books import JUDGE, MENTOR, OFFICER, opened, ruritania

import continuum as ct
from continuum.rulebook.strict_json import digest


def _lived() -> ct.Case:
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01", reasons="the judgment")
    with pytest.raises(ct.EventUndetermined):
        case.send("removed", on="2024-01-10", by=OFFICER)
    case.learn({"barred": False}, on="2024-01-11", by=JUDGE, source="ruling 1")
    case.send("place_found", on="2024-02-01", by=MENTOR, evidence=("letter", "visit"), key="k")
    case.send("removed", on="2024-02-02", by=OFFICER, ground="absconding")
    case.learn({"barred": True}, on="2024-01-12", recorded="2024-03-01", by=JUDGE)
    return case


def _sealed(form: dict[str, object]) -> str:
    form = {key: value for key, value in form.items() if key != "seal"}
    return json.dumps(form | {"seal": digest(form)})


def test_a_history_reads_back_to_an_equal_case() -> None:
    """Entries, facts, duties: all of it."""
    case = _lived()
    again = ct.Case.from_json(case.to_json(), ruritania())
    assert case == again
    assert case.snapshot == again.snapshot
    assert case.to_json() == again.to_json()


def test_a_history_that_was_cut_is_refused() -> None:
    """The seal no longer fits."""
    form = json.loads(_lived().to_json())
    form["entries"].pop()
    with pytest.raises(ct.DoesNotReplay, match="seal"):
        ct.Case.from_json(json.dumps(form), ruritania())


def test_a_history_that_was_reordered_does_not_replay_even_with_a_new_seal() -> None:
    """Numbers and days tell."""
    form = json.loads(_lived().to_json())
    form["entries"][3], form["entries"][4] = form["entries"][4], form["entries"][3]
    with pytest.raises(ct.DoesNotReplay, match=r"entries\[3\]"):
        ct.Case.from_json(_sealed(form), ruritania())


def test_a_refusal_that_was_turned_into_a_yes_does_not_replay() -> None:
    """Each entry is decided again."""
    form = json.loads(_lived().to_json())
    form["entries"][2]["outcome"] = "allowed"
    with pytest.raises(ct.DoesNotReplay, match="outcome") as caught:
        ct.Case.from_json(_sealed(form), ruritania())
    assert "removed" in caught.value.message


def test_a_history_of_another_rulebook_is_refused() -> None:
    """By digest, not by name."""
    other = ruritania().extend(version="2")
    with pytest.raises(ct.WrongRulebook, match="ruritania"):
        ct.Case.from_json(_lived().to_json(), other)


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: f.update(extra=1),
        lambda f: f.pop("rulebook"),
        lambda f: f.update(entries=[]),
        lambda f: f["entries"][1].update(nonsense=True),
        lambda f: f["entries"][1].pop("on"),
        lambda f: f["entries"][1].update(by="judge"),
        lambda f: f.update(entries="all"),
    ],
)
def test_a_document_of_the_wrong_shape_is_told_where(damage: object) -> None:
    """All faults at once, in the words of the file."""
    form = json.loads(_lived().to_json())
    damage(form)  # type: ignore[operator]
    with pytest.raises(ct.FactError, match="not the history") as caught:
        ct.Case.from_json(json.dumps(form), ruritania())
    assert "to_json" in caught.value.help


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"a": NaN}', "[" * 100 + "]" * 100, "", "[]", '{"a": 1e400}', "\ud800"],
)
def test_text_that_is_not_such_json_is_refused(text: str) -> None:
    """Duplicate keys, NaN, depth, emptiness."""
    with pytest.raises(ct.FactError):
        ct.Case.from_json(text, ruritania())


def test_an_entry_that_smuggles_in_a_place_of_its_own_is_refused() -> None:
    """`given` may not set the day or the actor."""
    form = json.loads(_lived().to_json())
    form["entries"][1]["given"]["on"] = "2024-01-03"
    with pytest.raises(ct.DoesNotReplay):
        ct.Case.from_json(_sealed(form), ruritania())


def test_a_history_of_a_newer_format_says_so_and_advises_no_forgery() -> None:
    """Read it with the version that wrote it."""
    form = json.loads(_lived().to_json())
    form["continuum"] = 99
    with pytest.raises(ct.FactError, match="newer version") as caught:
        ct.Case.from_json(json.dumps(form), ruritania())
    assert "that version" in caught.value.help
