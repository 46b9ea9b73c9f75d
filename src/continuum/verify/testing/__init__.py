"""For people who write tests: situations, requests and whole cases, drawn at the thresholds.

Beside the strategies stands a stateful test that drives a system of one's own beside a rulebook,
and what ``pytest --continuum`` collects.
"""

from continuum.errors import needs as _needs

_needs("testing", "hypothesis")

from continuum.verify.testing.cases import from_rulebook, histories, requests
from continuum.verify.testing.disagreement import Disagreement
from continuum.verify.testing.situation import Situation, from_guard
from continuum.verify.testing.stateful import RulebookMachine, system_test
from continuum.verify.testing.systems import System

__all__ = [
    "Disagreement",
    "RulebookMachine",
    "Situation",
    "System",
    "from_guard",
    "from_rulebook",
    "histories",
    "requests",
    "system_test",
]
