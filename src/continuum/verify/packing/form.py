"""The JSON form of the cases of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.rulebook.form.values import VALUE
from continuum.semantics import Actor, Record
from continuum.verify.packing.case import PackCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.verify.packing.case import Answer

__all__ = ["read_cases", "write_case"]


def write_case(case: PackCase, recorded: Answer) -> dict[str, Any]:
    """Give a case and its answer as plain values; what is empty is left out.

    Args:
        case: The case.
        recorded: The answer that was recorded.
    """
    form: dict[str, Any] = {
        "about": case.about,
        "on": case.on.isoformat(),
        "event": case.event,
        "by": [case.by.role, case.by.id],
        "given": {name: _value(value) for name, value in case.given.items()},
        "state": dict(case.state),
        "facts": {name: _value(value) for name, value in case.facts.items()},
        "records": [
            {
                "id": record.id,
                "register": record.register,
                "fields": {name: _value(value) for name, value in record.fields.items()},
                "start": record.start.isoformat(),
                "end": None if record.end is None else record.end.isoformat(),
            }
            for record in case.records
        ],
        "duty": case.duty,
        "owed": None if case.owed is None else list(case.owed),
        "phase": case.phase,
        "subject": list(case.subject),
    }
    kept = {name: value for name, value in form.items() if value not in ("", None, {}, [])}
    return kept | {"answer": recorded}


def _value(value: Any) -> Any:
    return None if value is None else VALUE.write(value)


def read_cases(forms: list[Any]) -> Iterator[tuple[PackCase, Answer]]:
    """Read the cases of a pack with their answers.

    Args:
        forms: The cases as plain values.

    Raises:
        FactError: A case cannot be read; says which.
    """
    for number, form in enumerate(forms):
        try:
            yield _read(form), dict(form["answer"])
        except (AttributeError, KeyError, LookupError, TypeError, ValueError) as error:
            said = f" ({error})" if isinstance(error, FactError) else ""
            raise FactError(
                f"case {number} of the pack cannot be read{said}",
                help="write the pack again with `continuum pack BOOK -o FILE`",
            ) from None


def _read(form: dict[str, Any]) -> PackCase:
    role, id = form["by"]
    owed = form.get("owed")
    return PackCase(
        str(form["about"]),
        as_day(form["on"], "the day of a case"),
        str(form.get("event", "")),
        Actor(role, id),
        {name: _read_value(value) for name, value in form.get("given", {}).items()},
        {str(name): str(value) for name, value in form.get("state", {}).items()},
        {name: _read_value(value) for name, value in form.get("facts", {}).items()},
        tuple(
            Record(
                str(record["id"]),
                str(record["register"]),
                {name: _read_value(value) for name, value in record["fields"].items()},
                as_day(record["start"], "the start of a record"),
                None if record["end"] is None else as_day(record["end"], "the end of a record"),
            )
            for record in form.get("records", [])
        ),
        str(form.get("duty", "")),
        None if owed is None else (str(owed[0]), str(owed[1]), int(owed[2])),
        str(form.get("phase", "")),
        tuple(str(name) for name in form.get("subject", [])),
    )


def _read_value(form: Any) -> Any:
    return None if form is None else VALUE.read(form)
