"""A patch with places that are not there."""

from continuum.sim import outline_eu_2022


def build():
    """The outline scenario, patched."""
    return outline_eu_2022().patched(
        "a_patch_that_leads_nowhere",
        {
            "behaviour.h5_prepared.delay.mean": 20,
            "behaviour.h5_prepare.delay": 20,
            "behaviour.removed.chance": "often",
            "setting.probation.places": 54,
            "people.traits.consent.p": 0.7,
            "rulebook.parameters.liason_time": "P5D",
            "horizon.year": 2040,
            "law": "off",
        },
    )
