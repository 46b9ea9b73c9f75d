"""Write the reference tables: rules with their tests, numbers with their sources, seed points.

Run it from anywhere; it writes the same bytes until a rulebook, a test or a claim changes::

    python docs/tables.py

A test belongs to a rule when its name holds the id (``test_GR_51_...``), when it is marked
``@pytest.mark.rule("GR-51")``, or when the id stands as a text of its own in it; a case belongs
to every rule that it names.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import continuum as ct
from continuum.prose import say_parameter_value
from continuum.report import trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "docs" / "reference"
NOTE = "This page is generated: change the rulebooks or the tests, then run `python dev.py tables`."
SHOWN = 2
WIDE = 100
RULE_ID = re.compile(r"(?:GR-[A-Z]?\d+|[RS]\d+|[A-Z]{2}-\d+)(?:\.\d+)?|B\d\.\d+|H\d+-refused")


def main() -> None:
    """Write every page that is not as it should be."""
    for name, text in pages().items():
        file = PLACE / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            print(f"wrote {file.relative_to(ROOT)}")


def pages() -> dict[str, str]:
    """Give each generated page by its name."""
    return {
        "rules-and-sources.md": rules_page(),
        "numbers-and-sources.md": numbers_page(),
        "seed-points.md": points_page(),
    }


# ------------------------------------------------------------------------------ rules


def rules_page() -> str:
    """Every rule: what it says, how strong it is, where it comes from, what tests it."""
    tests = tests_of_rules()
    lines = [
        "# Rules, their sources and their tests",
        "",
        NOTE,
        "What `GK` and `ASSUMPTION` mark, nobody has compared with a source.",
        "A test is found by its name, its mark or the id in it; see `docs/tables.py`.",
        "",
    ]
    known: dict[str, Any] = {}
    for name in ordered():
        book = ct.load(name)
        mine = [rule for rule in book.every_rule if known.get(rule.id) != rule]
        known |= {rule.id: rule for rule in mine}
        if mine:
            lines += [f"## {name}: {book.title}", ""]
            rows = (rule_row(rule, tests) for rule in sorted(mine, key=by_number))
            lines += [
                *table(("rule", "it says", "it", "force", "class", "source", "tests"), rows),
                "",
            ]
    return "\n".join(lines)


def rule_row(rule: Any, tests: Mapping[str, list[str]]) -> tuple[str, ...]:
    found = tests.get(rule.id, [])
    told = [f"`{one}`" for one in found[:SHOWN]] + (["and more"] if len(found) > SHOWN else [])
    return (
        rule.id,
        rule.sentence,
        rule.then,
        rule.force,
        rule.precedence,
        "; ".join(map(str, rule.sources)),
        ", ".join(told) or "none by this id",
    )


def ordered() -> list[str]:
    """The baseline first, then what countries add, then the outline."""
    names = list(ct.rulebooks())
    return ["eu", *(name for name in names if name not in {"eu", "outline"}), "outline"]


def by_number(rule: Any) -> tuple[Any, ...]:
    """Ids in the order in which people count."""
    return tuple(int(p) if p.isdigit() else p for p in re.split(r"(\d+)", rule.id))


def tests_of_rules() -> dict[str, list[str]]:
    """Every rule id with the tests and cases that are about it, by name."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        place = file.relative_to(ROOT / "tests").as_posix()
        if file.name == "test_tables.py":
            continue  # it is about the tables
        for name, ids in tests_in(file):
            for one in ids:
                found.setdefault(one, set()).add(f"{place}::{name}" if name else place)
    for file in sorted((ROOT / "examples").rglob("*.json")):
        for one in texts_in(json.loads(file.read_text(encoding="utf-8"))):
            found.setdefault(one, set()).add(file.relative_to(ROOT).as_posix())
    return {one: sorted(tests) for one, tests in found.items()}


def tests_in(file: Path) -> Iterator[tuple[str, set[str]]]:
    """The tests of a file, each with the ids of the rules that it is about.

    Ids that stand outside every test, in a table that tests go through, belong to the file.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    spoken: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            said = {m.replace("_", "-", 1).replace("_", ".") for m in named(node.name)}
            mine = said | ids_in(node)
            spoken |= mine
            yield node.name, mine
    yield "", ids_in(tree) - spoken


def ids_in(tree: ast.AST) -> set[str]:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and is_rule(text)}


def named(name: str) -> list[str]:
    return re.findall(r"(?<![A-Za-z])GR_[A-Z]?\d+(?:_\d+(?=_|$))?", name)


def is_rule(text: str) -> bool:
    return RULE_ID.fullmatch(text) is not None


def texts_in(value: object) -> Iterator[str]:
    """The ids of rules among the texts of a document."""
    if isinstance(value, str):
        if is_rule(value):
            yield value
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


# ------------------------------------------------------------------------------ numbers


def numbers_page() -> str:
    """Every number of the law: its value, the days on which it is law, mark and source."""
    lines = ["# Numbers of the law and their sources", "", NOTE, ""]
    known: dict[str, Any] = {}
    for name in ordered():
        book = ct.load(name)
        mine = [one for one in book.parameters if known.get(one.name) != one]
        known |= {one.name: one for one in mine}
        rows = [
            (
                one.name if first else "",
                (one.title or one.name.replace("_", " ")) if first else "",
                say_parameter_value(value.value, one.unit),
                "always" if value.valid_from is None else value.valid_from.isoformat(),
                "further notice" if value.valid_to is None else value.valid_to.isoformat(),
                "; ".join(map(str, value.sources)),
            )
            for one in mine
            for first, value in ((value is one.values[0], value) for value in one.values)
        ]
        if rows:
            lines += [f"## {name}: {book.title}", ""]
            lines += [*table(("name", "what", "value", "from", "until", "source"), rows), ""]
    return "\n".join(lines)


# ------------------------------------------------------------------------------ points


def points_page() -> str:
    """Every point of the seed paper and what makes it real."""
    told = trace(root=ROOT)
    rows = (
        (point.id, point.title, ", ".join(f"`{c.text}`" for c in point.claims if c.found) or "-")
        for point in told.points
    )
    return "\n".join([
        "# Points of the seed paper",
        "",
        NOTE,
        "`continuum trace` looks each claim up and says what it is called.",
        "",
        *table(("point", "it says", "what makes it real"), rows),
        "",
    ])  # fmt: skip


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table as Markdown writes it."""
    names = list(heads)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(cell(one) for one in row)} |"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
