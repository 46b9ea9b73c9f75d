"""The rule on words: what is written about a person labels nobody."""

from __future__ import annotations

from continuum.rulebook import Governs, Rule
from continuum.rulebook.request import fair_wording

__all__ = ["RULES"]

RULES = (
    Rule(
        "GR-94",
        "What is written about the person labels nobody; it warns and never blocks.",
        "Choose other words; for each one that was found another is suggested.",
        guard=fair_wording,
        governs=Governs(
            (
                "plan_opened",
                "plan_item_added",
                "plan_adapted",
                "programme_offered",
                "hypothesis_opened",
                "assessment_attached",
                "emergency_override",
            ),
            adverse=True,
        ),
        then="warns",
        title="words that label nobody",
        sources=("SEED:S5", "ASSUMPTION: the lists of words"),
    ),
)
