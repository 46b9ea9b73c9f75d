"""What is asked of a case: an event, by whom, on which day, with which words and facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import Value, fit
from continuum.prose import worded_fairly
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.rulebook.strict_json import is_whole
from continuum.semantics.wanting import kind_of

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent

__all__ = ["SYSTEM", "Actor", "Request", "fit_text", "request_for"]

_LONGEST = 20_000
_NOTHING: Mapping[str, Any] = {}
_UNSAID: dict[str, Value] = {
    "tool_output_only": False,
    "fair_wording": True,
    **dict.fromkeys(SAID.values(), False),
}


def fit_text(value: object, what: str, longest: int = 200) -> str:
    """Give a name, an id or a remark as it is kept, or refuse what could not be written down.

    Args:
        value: What was sent.
        what: What it is, for the message.
        longest: How many characters it may have.

    Raises:
        FactError: It is no text, too long, or holds half a character.
    """
    if not isinstance(value, str) or len(value) > longest or not is_whole(value):
        raise FactError(
            f"{what} cannot be {shorten(repr(value), 60, placeholder='...')}",
            help=f"give a text of at most {longest} characters",
        )
    return value


def _text(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    fit_text(value, f"the {attribute.name} of an actor")


@attrs.frozen
class Actor:
    """Somebody who acts: a role, and who that is.

    Args:
        role: A role of the rulebook, or ``system``.
        id: A pseudonymous id of the human; empty: not named.

    Example:
        >>> Actor("probation_officer", "PO-7").human
        True
    """

    role: str = attrs.field(validator=_text)
    id: str = attrs.field(default="", validator=_text)

    @property
    def human(self) -> bool:
        """Whether this is a human; everything but ``system`` is."""
        return self.role != "system"

    def __str__(self) -> str:
        """Give the role and the id."""
        return f"{self.role} {self.id}".strip()


SYSTEM = Actor("system")
"""The actor for what nobody decided, such as a first entry; never of anything adverse."""


@attrs.frozen(slots=False)
class Request:
    """An event that is asked for, checked against what the event may carry.

    Args:
        on: The day the event happens or takes effect.
        by: Who acts.
        given: Everything that was given with it, as it was given (days as dates).
        values: The request facts, the standard ones included.
        target: The id of the record that the event is about; empty: none.
        meets: Ids of duties that it says are done.
    """

    on: date
    by: Actor
    given: Mapping[str, Any]
    values: Mapping[str, Value]
    target: str = ""
    meets: tuple[str, ...] = ()


def request_for(heard: ChartEvent, on: date, by: Actor, given: Mapping[str, Any]) -> Request:
    """Check what was given with an event and make the request.

    Args:
        heard: The event, from the chart in force on the day.
        on: The day.
        by: Who acts.
        given: The facts the event asks for by name; the standard words ``reasons``, ``remedy``,
            ``authority``, ``evidence`` (a text or several), ``purpose``, ``legal_basis``;
            ``tool_output_only``; ``target``, the id of a record; ``meets``, ids of duties.  Whether
            the words label anybody (``fair_wording``) is looked up where anything of the event
            asks for it, unless it is given, as a replay does, so that a later list of words
            rewrites no history.

    Raises:
        FactError: Something was given that the event does not ask for, or does not fit, or
            something that it needs is missing; says all of it at once.
    """
    values: dict[str, Value] = _UNSAID.copy()
    values["the_day"] = on
    values["human_actor"] = by.role != "system"
    values["named_actor"] = by.id != ""
    values[ACTING_ROLE] = by.role
    if not given and not heard.event.needs:
        return Request(on, by, _NOTHING, values)
    kept: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in given.items():
        if name in heard.asks:
            try:
                fitted = fit(heard.asks[name], value)
            except FactError as error:
                faults.append(f"{error.message} ({error.help})")
                continue
            if fitted is not None:
                values[name] = kept[name] = fitted
        elif name in SAID:
            words = _words(name, value, faults)
            kept[name] = words
            values[SAID[name]] = bool(words)
        elif name == "tool_output_only" and isinstance(value, bool):
            values[name] = kept[name] = value
        elif name == "fair_wording" and isinstance(value, bool):
            values[name] = value
        elif name == "target" and heard.event.target:
            kept[name] = _one(name, value, faults)
        elif name == "meets":
            several = tuple(value) if isinstance(value, (tuple, list)) else (value,)
            kept[name] = tuple(_one(name, each, faults) for each in several)
        else:
            faults.append(f"it does not ask for `{name}`")
    faults += [_needed(name, heard) for name in heard.event.needs if kept.get(name, "") in ("", ())]
    if heard.heeds_words and "fair_wording" not in given and not faults:
        values["fair_wording"] = worded_fairly(_said_in(kept))
    if faults:
        asked = ", ".join(f"`{name}`" for name in (*heard.asks, *SAID))
        what = f"event `{heard.name}` on {on}"
        one = len(faults) == 1
        told = f": {faults[0]}" if one else "".join(f"\n- {fault}" for fault in faults)
        raise FactError(what + told, help=f"it may carry {asked}")
    return Request(on, by, kept, values, kept.get("target", ""), kept.get("meets", ()))


def _needed(name: str, heard: ChartEvent) -> str:
    """Say that a word is missing, what can be given for it, and what it means."""
    if (fact := heard.asks.get(name)) is not None:
        return f"it needs `{name}`: {kind_of(fact)} ({fact.words})"
    if name == "target":
        return f"it needs `{name}`: the id of a record of register `{heard.event.target}`"
    return f"it needs `{name}`: a text"


def _said_in(kept: Mapping[str, Any]) -> Iterator[str]:
    """The free words of a request, each text by itself."""
    for name in SAID:
        words = kept.get(name, ())
        yield from (words,) if isinstance(words, str) else words


def _one(name: str, value: Any, faults: list[str]) -> str:
    try:
        return fit_text(value, f"`{name}`")
    except FactError as error:
        faults.append(f"{error.message} ({error.help})")
        return ""


def _words(name: str, value: Any, faults: list[str]) -> str | tuple[str, ...]:
    several = isinstance(value, (tuple, list))
    texts = tuple(value) if several else (value,)
    if not all(isinstance(text, str) and is_whole(text) for text in texts) or (
        sum(map(len, texts)) > _LONGEST
    ):
        faults.append(
            f"`{name}` must be a text, or several, of at most {_LONGEST} characters in all"
        )
        return ""
    stripped = tuple(text.strip() for text in texts if text.strip())
    if several:
        return stripped
    return stripped[0] if stripped else ""
