"""The four documents of a scenario, each by itself: what one agency writes, another may keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.errors import ContinuumError, ScenarioError
from continuum.rulebook import Rulebook
from continuum.rulebook.strict_json import read_json, write_json
from continuum.rulebooks import load
from continuum.sim.population.cohort import refusal
from continuum.sim.scenario.form import from_form, to_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["DOCUMENT_NAMES", "documents_of", "from_documents"]


DOCUMENT_NAMES: Final = ("rulebook", "behaviour", "setting", "scenario")
"""The names of the four documents."""

_SPLIT: Final = ("behaviour", "setting")
_VERSION: Final = 1


def documents_of(scenario: Scenario, *, indent: int | None = None) -> dict[str, str]:
    """Write the four documents of a scenario; see :meth:`Scenario.documents`.

    Args:
        scenario: The scenario.
        indent: Spaces for each level; by default none.
    """
    form = to_form(scenario)
    book = scenario.rulebook
    law = load(book) if isinstance(book, str) else book
    rest = {name: part for name, part in form.items() if name not in _SPLIT}
    rest["format"] = "continuum scenario in documents"
    rest["rulebook"] = book if isinstance(book, str) else None
    rest["digests"] = {**scenario.digests, "rulebook": law.digest}
    texts = {"rulebook": law.to_json(indent=indent)}
    for name in _SPLIT:
        document = {"format": f"continuum {name}", "version": _VERSION, name: form[name]}
        texts[name] = write_json(document, indent=indent)
    texts["scenario"] = write_json(rest, indent=indent)
    return texts


def from_documents(texts: Mapping[str, str | bytes]) -> Scenario:
    """Read a scenario from its documents; see :meth:`Scenario.from_documents`.

    Args:
        texts: Name to text, as :func:`documents_of` gives them.

    Raises:
        FactError: One is not JSON as this library writes it.
        ScenarioError: One is missing, is another document, or is not the one that the scenario
            was written with; all faults at once.
    """
    if not hasattr(texts, "get"):
        raise ScenarioError(
            f"documents cannot be `{type(texts).__name__}`", help="give a mapping of names to texts"
        )
    faults = [f"there is no document `{name}`" for name in texts if name not in DOCUMENT_NAMES]
    rest = _read(texts, "scenario", "continuum scenario in documents", faults)
    parts = {name: _read(texts, name, f"continuum {name}", faults) for name in _SPLIT}
    named = rest.get("rulebook") if rest else None
    if "rulebook" not in texts and not isinstance(named, str):
        faults.append("`rulebook` is missing, and the scenario names no built-in one")
    if faults or rest is None:
        raise refusal("the scenario cannot be read from its documents", faults)
    digests = rest.pop("digests", None)
    form = {**rest, "format": "continuum scenario"}
    form |= {name: (part or {}).get(name) for name, part in parts.items()}
    law = None
    if "rulebook" in texts:
        law = Rulebook.from_json(texts["rulebook"])
        if not isinstance(named, str):
            form["rulebook"] = read_json(texts["rulebook"], "the rulebook")
    scenario = from_form(form)
    found = {**scenario.digests, "rulebook": _law(scenario, law).digest}
    if not isinstance(digests, dict) or set(digests) != set(found):
        faults.append("`digests` of the four documents are missing in `scenario`")
    else:
        changed = [name for name in DOCUMENT_NAMES[:3] if digests[name] != found[name]]
        faults += [f"`{name}` is another than the scenario was written with" for name in changed]
        if not faults and digests["scenario"] != found["scenario"]:
            faults.append("`scenario` was changed after it was written")
    if faults:
        raise ScenarioError(
            refusal("the documents do not belong together", faults).message,
            help="take the documents that were written together, or use `with_` and `patched`",
        )
    return scenario


def _law(scenario: Scenario, law: Rulebook | None) -> Rulebook:
    """The rulebook that was given, or the built-in one that is named."""
    if law is not None:
        return law
    book = scenario.rulebook
    return load(book) if isinstance(book, str) else book


def _read(
    texts: Mapping[str, str | bytes], name: str, format_: str, faults: list[str]
) -> dict[str, Any] | None:
    if name not in texts:
        faults.append(f"`{name}` is missing")
        return None
    try:
        form = read_json(texts[name], f"the document `{name}`")
    except ContinuumError as error:
        faults.append(f"`{name}`: {error.message}" + (f" ({error.help})" if error.help else ""))
        return None
    fits = isinstance(form, dict) and form.get("format") == format_
    if not isinstance(form, dict) or not fits or form.get("version") != _VERSION:
        faults.append(f"`{name}` must be an object with `format` `{format_}` and `version` 1")
        return None
    return form
