"""The parts of a property as data: claims, moments, and which parts stand under which key."""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.guards import ALWAYS
from continuum.rulebook import Governs
from continuum.rulebook.form.document import form_of
from continuum.rulebook.form.guards import GUARD
from continuum.rulebook.form.misread import gather, misread, near, shown
from continuum.rulebook.form.pieces import TEXT, Form, check_keys, list_of
from continuum.rulebook.form.values import PERIOD, SOURCE
from continuum.verify.properties.forms import (
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Property,
    Sometimes,
    Until,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["EVENTS", "MARKS", "SHARED", "Mark"]

EVENTS: ContextVar[frozenset[str]] = ContextVar("events")
"""The names of the events of the rulebook that is read for."""


def _read_moment(value: Any) -> Any:
    if not isinstance(value, dict) or "happens" not in value:
        return GUARD.read(value)
    check_keys(value, "a moment", ["happens"], ["given"])
    parts: dict[str, Callable[[], Any]] = {"happens": partial(_read_events, value["happens"])}
    if "given" in value:
        parts["given"] = partial(GUARD.read, value["given"])
    return Happens(*gather(parts.items()))


def _read_events(value: Any) -> Governs:
    match value:
        case str():
            return Governs(_read_event(value))
        case list():
            return Governs(list_of(_EVENT).read(value))
        case _:
            governs: Governs = form_of(Governs).read(value)
            gather([("events", lambda: list_of(_EVENT).read([*governs.events]))])
            return governs


def _read_event(value: Any) -> str:
    name: str = TEXT.read(value)
    if name not in EVENTS.get():
        misread(f"there is no event `{shown(name)}`", near(name, EVENTS.get(), "see `events`"))
    return name


def _write_moment(moment: Any) -> Any:
    if not isinstance(moment, Happens):
        return GUARD.write(moment)
    by_name = Governs(moment.governs.events) == moment.governs
    events = [*moment.governs.events] if by_name else form_of(Governs).write(moment.governs)
    given = {} if moment.given == ALWAYS else {"given": GUARD.write(moment.given)}
    return {"happens": events, **given}


def _read_claim(value: Any) -> Any:
    if not isinstance(value, dict) or "possible" not in value:
        return GUARD.read(value)
    check_keys(value, "a claim", ["possible"])
    return gather([("possible", lambda: Possible(_read_event(value["possible"])))])[0]


def _write_claim(claim: Any) -> Any:
    return {"possible": claim.event} if isinstance(claim, Possible) else GUARD.write(claim)


_EVENT: Final = Form(_read_event, str, {})
_MOMENT: Final = Form(_read_moment, _write_moment, {})
_CLAIM: Final = Form(_read_claim, _write_claim, {})


@attrs.frozen
class Mark:
    """What a key that marks a form stands for.

    Args:
        kind: The class.
        parts: The fields under the key, each with its form; two of them stand in a list.
        more: What may stand beside it.
    """

    kind: type[Property]
    parts: Mapping[str, Form]
    more: Mapping[str, Form]


SHARED: Final = {"name": TEXT, "sentence": TEXT, "sources": list_of(SOURCE)}
"""What every property has."""

MARKS: Final[dict[str, Mark]] = {
    "always": Mark(Always, {"claim": _CLAIM}, {"when": _MOMENT}),
    "sometimes": Mark(Sometimes, {"claim": _CLAIM}, {"when": _MOMENT}),
    "eventually": Mark(
        Eventually, {"claim": _CLAIM}, {"when": _MOMENT, "within": PERIOD, "fair": TEXT}
    ),
    "never_before": Mark(NeverBefore, {"first": _MOMENT, "second": _MOMENT}, {}),
    "until": Mark(Until, {"claim": _CLAIM, "end": _MOMENT}, {"when": _MOMENT}),
}
"""The keys that mark a form."""
