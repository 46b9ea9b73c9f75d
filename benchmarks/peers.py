"""The same situations for two peers: a Promela text for SPIN, a PRISM text for Storm.

Only what the family of rulebooks needs: places, flags, choices and numbers.  What is open at a
moment (live facts, requests) is worked out of each condition beforehand, so that a peer keeps
exactly what the checker keeps, and counts the same situations.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import FAILS, HOLDS, UNKNOWN, Truth, weigh
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.situations.cells import fact_key, place
from continuum.verify.situations.moves import after_event, allowed, touches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.verify.situations.cells import Cells


class _Text:
    """A condition as text; what is plainly so or not is settled here."""

    def __init__(self, of: str) -> None:
        self.of = of

    def __and__(self, other: _Text) -> _Text:
        if "false" in (self.of, other.of):
            return _NO
        if self.of == "true":
            return other
        return self if other.of == "true" else _Text(f"({self.of} & {other.of})")

    def __or__(self, other: _Text) -> _Text:
        if "true" in (self.of, other.of):
            return _YES
        if self.of == "false":
            return other
        return self if other.of == "false" else _Text(f"({self.of} | {other.of})")


_YES, _NO = _Text("true"), _Text("false")
_TRUTHS = {HOLDS: Truth(_YES, _NO), FAILS: Truth(_NO, _YES), UNKNOWN: Truth(_NO, _NO)}


@attrs.define
class _View:
    """A view of guards as text, some open keys being settled."""

    model: Model
    settled: Mapping[str, Any]
    certain: Any = _TRUTHS[HOLDS]

    def flag(self, fact: Any) -> Any:
        if fact.name == "human_actor":
            return self._split(ACTING_ROLE, lambda role: role != "system")
        return self._split(fact_key(fact), bool)

    def is_in(self, choice: Any, among: Any) -> Any:
        return self._split(fact_key(choice), lambda value: value in among)

    def at_least(self, number: Any, bound: int) -> Any:
        return self._split(fact_key(number), lambda value: value >= bound)

    def during(self, region: str, states: Any) -> Any:
        return self._split(place(region), lambda value: value in states)

    def _split(self, key: str, wanted: Any) -> Any:
        if key in self.settled:
            value = self.settled[key]
            return _TRUTHS[UNKNOWN if value is None else HOLDS if wanted(value) else FAILS]
        holds = fails = _NO
        for code, value in enumerate(self.model.stored[key]):
            here = _Text(f"{self.model.names[key]}={code}")
            if value is not None and wanted(value):
                holds = holds | here
            elif value is not None:
                fails = fails | here
        return Truth(holds, fails)


class Model:
    """The moves of a chart as conditions and assignments."""

    def __init__(self, cells: Cells, stored: Mapping[str, tuple[Any, ...]]) -> None:
        self.cells, self.stored = cells, dict(stored)
        self.names = {key: re.sub(r"\W", "_", f"v_{key}") for key in stored}

    def where(self, goals: Any) -> str:
        """Give where goals can be met, whatever is open."""
        keys = sorted({key for guard, _ in goals for key in self.cells.keys(guard)})
        free = [key for key in keys if key not in self.stored]
        found: dict[str, None] = {}
        for values in product(*(self.cells.domain(key) for key in free)):
            view = _View(self, dict(zip(free, values, strict=True)))
            text = _YES
            for guard, want in goals:
                truth = weigh(guard, view)
                text = text & (truth.holds if want == "holds" else truth.fails)
            found[text.of] = None
        found.pop("false", None)
        if "true" in found:
            return "true"
        return " | ".join(found) or "false"

    def moves(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Give every move: its condition, and what it sets."""
        for heard in self.cells.chart.events.values():
            keys = [k for k in self.stored if k[:3] != "in:" and touches(self.cells, heard, k)]
            for legs in product(
                *(
                    [leg for legs in by_state.values() for leg in legs]
                    for by_state in heard.ways.values()
                )
            ):
                to = {place(leg.region): leg.target for leg in legs}
                for key in keys:
                    # What the family sets does not depend on what was there before.
                    ((to[key], _),) = {*after_event(self.cells, heard, key, None)}
                goals = allowed(heard, {leg.region: leg for leg in legs})
                yield self.where(goals), {k: self._code(k, v) for k, v in to.items()}
        for key, cells in self.stored.items():
            if None in cells and self.cells.kind(key) == "fixed":
                lacking = f"{self.names[key]}={self._code(key, None)}"
                for value in cells:
                    if value is not None:
                        yield lacking, {key: self._code(key, value)}

    def first(self, key: str) -> int:
        """Give the code with which a key begins; what is fixed is learned later."""
        return self._code(key, None) if self.cells.kind(key) == "fixed" else 0

    def _code(self, key: str, value: Any) -> int:
        cell = value if key[:3] == "in:" else self.cells.cell(key, value)
        return next(
            n for n, v in enumerate(self.stored[key]) if v == cell and type(v) is type(cell)
        )


# ------------------------------------------------------------------------------ SPIN


def spin(model: Model, bad: Mapping[str, Any], seconds: float) -> dict[str, Any] | str:
    """Let SPIN count the situations and look for what must never be."""
    if not shutil.which("spin") or not shutil.which("cc"):
        return "not installed"
    lines = [f"byte {model.names[key]} = {model.first(key)};" for key in model.stored]
    lines += ["active proctype all() {", "do"]
    for where, to in model.moves():
        sets = " ".join(f"{model.names[key]} = {code};" for key, code in to.items())
        lines.append(f":: d_step {{ ({_c(where)}) -> {sets} }}")
    for n, guard in enumerate(bad.values(), 1):
        where = _c(model.where(((guard, "holds"),)))
        lines += [f"#if P=={n}", f":: d_step {{ ({where}) -> assert(0) }}", "#endif"]
    lines += ["od }"]
    found: dict[str, Any] = {"answers": {}}
    with TemporaryDirectory() as folder:
        Path(folder, "book.pml").write_text("\n".join(lines), encoding="utf-8")
        for n, name in enumerate(("", *bad)):
            try:
                _run(["spin", f"-DP={n}", "-a", "book.pml"], folder, seconds)
                _run(["cc", "-O1", "-DSAFETY", "-w", "-o", "pan", "pan.c"], folder, seconds)
                said = _run(["./pan", "-m1000000", "-n", "-E"], folder, seconds)
            except subprocess.TimeoutExpired:
                return f"over {seconds:g} s"
            if "max search depth too small" in said or "out of memory" in said:
                return "too large"
            if name:
                broken = re.search(r"errors: [1-9]", said) is not None
                found["answers"][name] = "broken" if broken else "holds"
            else:
                found["count"] = int(re.search(r"(\d+) states, stored", said)[1])  # type: ignore[index]
    return found


def _c(where: str) -> str:
    return where.replace("=", " == ").replace("&", "&&").replace("|", "||")


def _run(command: list[str], folder: str, seconds: float) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
    )
    return done.stdout + done.stderr


# ------------------------------------------------------------------------------ Storm


def storm(model: Model, bad: Mapping[str, Any]) -> dict[str, Any] | str:
    """Let Storm build every situation and ask it for what must never be."""
    if find_spec("stormpy") is None:
        return "not installed"
    import stormpy

    lines = ["mdp", "module book"]
    for key, cells in model.stored.items():
        lines.append(f"{model.names[key]} : [0..{len(cells) - 1}] init {model.first(key)};")
    for where, to in model.moves():
        if where != "false":
            sets = " & ".join(f"({model.names[key]}'={code})" for key, code in to.items())
            lines.append(f"[] {where} -> {sets};")
    lines.append("endmodule")
    for n, guard in enumerate(bad.values()):
        lines.append(f'label "bad{n}" = {model.where(((guard, "holds"),))};')
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.prism")
        path.write_text("\n".join(lines), encoding="utf-8")
        program = stormpy.parse_prism_program(str(path))
        asked = [f'Pmax=? [F "bad{n}"]' for n in range(len(bad))]
        formulas = stormpy.parse_properties(";".join(asked), program)
        built = stormpy.build_model(program, formulas)
    answers = {}
    (first,) = built.initial_states
    for name, formula in zip(bad, formulas, strict=True):
        met = stormpy.model_checking(built, formula).get_value(first) > 0
        answers[name] = "broken" if met else "holds"
    return {"count": built.nr_states, "answers": answers}
