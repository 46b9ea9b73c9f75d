"""A scenario that says everything a scenario can say."""

from continuum.sim import (
    Arrives,
    Attempt,
    Behaviour,
    Capacity,
    Empirical,
    Exponential,
    Gamma,
    Hazard,
    Logit,
    LogNormal,
    Officers,
    Piecewise,
    Poisson,
    Setting,
    Uncertain,
    Within,
    WorkingDays,
    outline_eu_2022,
)

GUESS = "ASSUMPTION: made up"


def build():
    """The outline scenario with more of everything."""
    base = outline_eu_2022()
    kept = [
        attempt
        for attempt in base.behaviour.attempts
        if attempt.name not in {"programme_joined", "programme_left", "breach_recorded"}
    ]
    return base.with_(
        name="everything_at_once",
        behaviour=Behaviour(
            [
                *kept,
                Attempt(
                    "programme_joined",
                    "person",
                    Gamma(2, 100),
                    during={"pathway": ("sentence", "pre_release")},
                    chance=Logit(0.4, {"consents": 0.8, "level": {"long": -0.5}}),
                    learn={"consent": True},
                    clock="keep",
                    retry=Empirical([7, 14, 30], weights=[3, 2, 1]),
                    most_retries=3,
                    sources=GUESS,
                ),
                Attempt(
                    "programme_joined",
                    "person",
                    Within(LogNormal(60, 0.5), 7, 400),
                    learn={"consent": True},
                    after_giving_up="programme_joined",
                    label="programme_joined_after_all",
                    sources=GUESS,
                ),
                Attempt(
                    "programme_left",
                    "person",
                    Piecewise([(30, 0.004), (180, 0.001), (None, 0.0005)]),
                    after="programme_joined",
                    hazard=Hazard({"consents": -0.7}),
                    sources=GUESS,
                ),
                Attempt(
                    "breach_recorded",
                    "probation_officer",
                    Exponential(1460),
                    during={"pathway": "probation"},
                    given={
                        "authority": "an agency",
                        "legal_basis": "the law in force",
                        "reasons": "what was seen",
                        "remedy": "appeal",
                    },
                    guard="enabled",
                    closing="hold",
                    again=Exponential(1460),
                    sources=GUESS,
                ),
            ],
            arrives=[
                Arrives(
                    "supervision_until",
                    "sentence_court",
                    LogNormal(30, 0.5),
                    value=Within(LogNormal(2500, 0.3), 900, 5000),
                    after="convicted",
                    chance=0.9,
                    sources=GUESS,
                )
            ],
            pace={"probation_officer": 1.2},
        ),
        setting=Setting(
            [
                Capacity(
                    "programme",
                    40,
                    takes="programme_joined",
                    held={"pathway": ("sentence", "pre_release", "probation")},
                    until="programme_left",
                    changes={"2026-01-01": 30},
                    sources=GUESS,
                ),
                Officers(
                    "probation",
                    12,
                    9,
                    takes="first_contact_made",
                    held={"pathway": "probation"},
                    order="due_date",
                    due="sentence_start",
                    sources=GUESS,
                ),
            ],
            arrivals=Poisson(380),
            calendar=WorkingDays("NL", roles="probation_officer"),
        ),
        seed=7,
        replications=20,
        uncertain=[
            *base.uncertain,
            Uncertain("setting.probation.officers", 8, 16, "triangular", mode=12, sources=GUESS),
        ],
    )
