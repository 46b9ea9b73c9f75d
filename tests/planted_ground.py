"""What the small rulebooks of the checker share: roles, states, facts, and a plain book."""

import continuum as ct

JUDGE = ct.Actor("judge", "A-1")
ROLES = (ct.Role("judge"), ct.Role("officer"), ct.Role("mentor"))
CUSTODY = ct.State("custody")
FREE = ct.State("free")
ENDED = ct.State("ended", final=True)

heard = ct.Flag("heard", moves="step", initially=False)
course = ct.Flag("course", moves="step", initially=False)
minor = ct.Flag("minor", moves="fixed")
fit = ct.Flag("fit", title="the person is fit to travel")
age = ct.Number("age", low=0, high=120, unit="years", moves="rising")
ground = ct.Choice("ground", options=("flight", "danger", "other"))
release_day = ct.Day("release_day", moves="fixed")
opened = (release_day - ct.months(6)).reached()


def event(name, **more):
    more.setdefault("decided_by", "judge")
    return ct.Event(name, sources="GK", **more)


def rule(id, guard, governs, **more):
    return ct.Rule(id, "It is so.", "Make it so.", guard, ct.Governs(governs), sources="GK", **more)


def book(*, states=(CUSTODY, FREE, ENDED), facts=(), events=(), ways=(), **more):
    """A book with one way from custody by freedom to the end, and what is added."""
    regions = more.pop("regions", ())
    return ct.Rulebook(
        "specimen",
        "1",
        as_of="2026-11-23",
        roles=ROLES,
        regions=(ct.Region("legal", states, states[0].name), *regions),
        facts=facts,
        events=(event("released"), event("closed"), *events),
        transitions=(
            ct.Transition("released", "legal", "custody", "free"),
            ct.Transition("closed", "legal", "free", "ended"),
            *ways,
        ),
        **more,
    )
