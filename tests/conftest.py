"""Hypothesis profiles: few examples while writing, more and repeatable ones in CI."""

import os

from hypothesis import HealthCheck, settings

# Speed is measured in benchmarks/; here a busy machine must not fail a test.
UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("dev", max_examples=50, **UNTIMED)
settings.register_profile("ci", max_examples=150, derandomize=True, print_blob=True, **UNTIMED)
settings.register_profile("thorough", max_examples=3000, **UNTIMED)
settings.load_profile(
    os.environ.get("CONTINUUM_HYPOTHESIS") or ("ci" if os.environ.get("CI") else "dev")
)
