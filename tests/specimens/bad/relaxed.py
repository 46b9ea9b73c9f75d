"""An extension that turns off what nobody may turn off."""

import attrs
from tests.specimens.changes import GOOD
from tests.specimens.good.ruritania import EVENTS, RULES, heard

from continuum.rulebook import Exemption, Rulebook

BY_ID = {rule.id: rule for rule in RULES}


def build():
    """Ruritania without refoulement rules worth the name."""
    exempted = attrs.evolve(BY_ID["GR-51"], exemptions=(Exemption("heard", heard, "GK"),))
    ended = attrs.evolve(BY_ID["GR-92"], in_force_to="2027-01-01")
    harmless = attrs.evolve(EVENTS[-1], adverse=False)
    return Rulebook(**GOOD).extend(
        rules=(exempted, ended), events=(harmless,), without={"rules": "GR-91"}
    )
