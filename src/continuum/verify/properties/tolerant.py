"""Reads of a document of properties what can be read, so that every fault is told at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import ContinuumError, Fault
from continuum.guards import ALWAYS
from continuum.rulebook import Governs
from continuum.rulebook.form.misread import Misread, listed, misread, shown
from continuum.rulebook.form.pieces import check_keys, check_object
from continuum.verify.properties.forms import Happens
from continuum.verify.properties.part_forms import MARKS, SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from continuum.rulebook.form.pieces import Form
    from continuum.verify.properties.forms import Property

__all__ = ["FORMAT", "Tolerant"]

FORMAT: Final = 1
"""The version of the form, under ``continuum`` at the top of a document."""

_SAMPLE: Final = '{"name": "...", "always": {"flag": "..."}}'
_UNREAD_MOMENT: Final = Happens(Governs())


@attrs.define
class Tolerant:
    """A document of properties, read as far as it goes.

    Args:
        properties: Each with its place; in the place of what cannot be read stands something
            about which there is nothing to say.
        faults: What is wrong with the rest.
        unread: The places that cannot be read.
    """

    properties: list[tuple[str, Property]] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    unread: set[str] = attrs.field(factory=set)

    def document(self, value: Any) -> None:
        """Read every property of a document."""
        if not self._checked("", lambda: check_object(value, "a document", '{"properties": []}')):
            return
        top = "properties" if "properties" in value else _near(value, ["properties"])
        needed = [] if top else ["properties"]
        self._checked("", lambda: check_keys(value, "a document", needed, _TOP))
        version = value.get("continuum", FORMAT)
        if type(version) is not int or version != FORMAT:
            what = f"the version of the form, under `continuum`, is `{shown(str(version))}`"
            self._fault("", what, f"this library reads version {FORMAT}")
        properties = value.get(top, [])
        if not isinstance(properties, list):
            self._fault("", "the properties are not a list", "write them between `[` and `]`")
            return
        for index, given in enumerate(properties):
            named = isinstance(given, dict) and isinstance(given.get("name"), str)
            self._property(given, f"properties[{shown(given['name']) if named else index}]")

    def concerns(self, fault: Fault) -> bool:
        """Say whether a fault is about what could be read."""
        return not any(
            fault.place == place or fault.place.startswith((f"{place}.", f"{place}["))
            for place in self.unread
        )

    # ------------------------------------------------------------------ one property

    def _property(self, value: Any, place: str) -> None:
        if not self._checked(place, lambda: check_object(value, "a property", _SAMPLE)):
            return
        marks = [mark for mark in MARKS if mark in value]
        written = marks[0] if marks else _near(value, MARKS, SHARED)
        mark = written if marks else _nearest(written, MARKS)
        more = {mark: MARKS[mark]}.values() if mark else MARKS.values()
        forms = {key: form for one in more for key, form in one.more.items()} | SHARED
        if len(marks) > 1:
            what = f"a property has both {listed(marks, 'and')}"
            self._fault(place, what, f"give one of {listed(MARKS)}")
        elif not mark:
            self._fault(
                place, "a property has nothing that it says", f"give one of {listed(MARKS)}"
            )
        one = {key: part for key, part in value.items() if key not in marks[1:]}
        known = [key for key in (mark, *forms) if key not in {"", "name"}]
        self._checked(place, lambda: check_keys(one, "a property", ["name"], known))
        if "name" not in value:
            self.unread.add(f"{place}.name")
        read = {
            key: self._part(form, value[key], f"{place}.{key}", key)
            for key, form in forms.items()
            if key in value
        }
        if mark:
            kept = {key: part for key, part in read.items() if part is not None}
            self.properties.append(
                (place, MARKS[mark].kind(**self._marked(mark, value[written], place), **kept))
            )

    def _marked(self, mark: str, value: Any, place: str) -> dict[str, Any]:
        """What stands under a mark: one part, or a list of two."""
        forms = MARKS[mark].parts
        place = f"{place}.{mark}"
        if len(forms) == 1:
            return {name: self._part(form, value, place, name) for name, form in forms.items()}
        if not self._checked(place, lambda: _check_pair(value)):
            return dict.fromkeys(forms, ALWAYS)
        return {
            name: self._part(form, part, f"{place}[{index}]", name)
            for index, ((name, form), part) in enumerate(zip(forms.items(), value, strict=True))
        }

    def _part(self, form: Form, value: Any, place: str, name: str) -> Any:
        """Read a part; ``None`` where it may as well be left out."""
        read: list[Any] = []
        if self._checked(place, lambda: read.append(form.read(value))):
            return read[0]
        self.unread.add(place)
        # What a request says cannot be judged where it is not known of which event.
        return {"when": _UNREAD_MOMENT}.get(name, None if name in _MAY_BE_LEFT_OUT else ALWAYS)

    # ------------------------------------------------------------------ faults

    def _checked(self, place: str, check: Callable[[], Any]) -> bool:
        """Do something, and keep what is wrong with it, seen from the top."""
        try:
            check()
        except Misread as wrong:
            faults = wrong.faults
        except ContinuumError as error:
            faults = (Fault("", error.message, help=error.help),)
        else:
            return True
        for fault in faults:
            dot = "." if place and fault.place and not fault.place.startswith("[") else ""
            self._fault(f"{place}{dot}{fault.place}", fault.what, fault.help)
        return False

    def _fault(self, place: str, what: str, help: str) -> None:  # noqa: A002
        self.faults.append(Fault(place, what, help=help))


_TOP: Final = ("properties", "continuum")
_MAY_BE_LEFT_OUT: Final = frozenset(("name", "sentence", "sources", "within", "fair"))


def _check_pair(value: Any) -> None:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a pair
        misread("here stands no list of two", "give the two, in their order, between `[` and `]`")


def _near(keys: Iterable[str], names: Iterable[str], known: Iterable[str] = ()) -> str:
    """Give the key that is nearly one of some names; empty: none is."""
    rest = [key for key in keys if key not in {*known}]
    return next((key for key in rest if _nearest(key, names)), "")


def _nearest(key: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(key, [*names], n=1)), "")
