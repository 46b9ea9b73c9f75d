"""Mermaid text: whole, with the rules in the way, and with nothing that Mermaid would misread."""

import re

import pytest
from tests.books import ruritania
from tests.prose.pictured import hostile_book

import continuum as ct
from continuum.errors import RulebookError
from continuum.prose import to_mermaid


def test_every_state_and_move_is_there():
    """Each region is a composite state with its start, its moves and its ends."""
    text = to_mermaid(ruritania())
    assert text.startswith("stateDiagram-v2\n")
    assert '  state "legal" as legal {' in text
    assert "[*] --> legal__liberty" in text
    assert "legal__closed --> [*]" in text
    for region in ruritania().regions:
        for state in region.states:
            assert f'state "{state.words}" as {region.name}__{state.name}' in text


def test_moves_bear_their_event_and_the_rules_in_the_way():
    """Whoever reads the picture sees which rules can stop a move; staying is a loop."""
    text = to_mermaid(ruritania())
    assert "residence__here --> residence__gone : removed (GR-51)" in text
    assert "legal__custody --> legal__liberty : released (GR-30)" in text
    assert "legal__liberty --> legal__liberty : supervised" in text


def test_many_rules_are_counted_rather_than_listed():
    """A label stays short."""
    rules = tuple(
        ct.Rule(f"GR-{k}", "s", "r", governs=ct.Governs("released"), sources="GK") for k in range(9)
    )
    text = to_mermaid(ruritania().extend(rules=rules))
    assert "released (GR-30, GR-0, GR-1, GR-2, GR-3, GR-4 and 4 more)" in text


def test_one_region_by_itself():
    """A region can be asked for; one that is not there is refused."""
    text = to_mermaid(ruritania(), "residence")
    assert text.count(" {\n") == 1
    assert "legal" not in text
    with pytest.raises(RulebookError, match="no region `nowhere`"):
        to_mermaid(ruritania(), "nowhere")


def test_hostile_titles_become_character_codes():
    """Quotes, brackets, colons and tags cannot end a label or start one."""
    text = to_mermaid(hostile_book())
    assert "<" not in text
    for line in text.splitlines():
        assert re.fullmatch(
            r'stateDiagram-v2|  \}|  state "[^"<>]*" as \w+ \{|    state "[^"<>]*" as \w+'
            r"|    (\[\*\]|\w+) --> (\[\*\]|\w+)( : [^:<>\"\[\]]*)?",
            line,
        ), line
