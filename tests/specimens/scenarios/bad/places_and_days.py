"""A setting that cannot be: no places, no such holidays, law before it was agreed."""

from continuum.sim import Capacity, Officers, Setting, WorkingDays, outline_eu_2022


def build():
    """The outline scenario in another setting."""
    return outline_eu_2022().with_(
        name="places_and_days",
        horizon="2021-12-31",
        replications=0,
        setting=Setting(
            [
                Capacity("programme", 0, takes="programme_joined"),
                Officers("probation", 12, 9, takes="first_contact", held={"pathway": "probaton"}),
                Capacity("programme", 5, takes="programme_joined", order="risk_score"),
                Capacity("slots", 5, takes="programme_joined", changes={"2022-13-01": 3}),
            ],
            arrivals="daily",
            calendar=WorkingDays("Netherlands"),
            variants={"return_regulation": "2028-01-01"},
        ),
    )
