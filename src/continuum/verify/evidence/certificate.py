"""The certificate: the situations that a check reached, as a diagram, and what it claims of them.

It is a document of plain JSON.  Reading it believes nothing: every number is looked at before any
solver is asked, and all that is wrong is told at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError, told_together
from continuum.rulebook.strict_json import digest, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Value

__all__ = ["FORMAT", "Certificate", "Claimed", "read_certificate", "sealed"]

FORMAT: Final = "continuum-certificate/1"
_MOST: Final = 12
# There may be more situations than a number of this JSON may have digits, so they stand as text.
_DIGITS: Final = re.compile("0|[1-9][0-9]{0,400}")

_PARTS: Final[dict[str, type]] = {
    "format": str,
    "rulebook": str,
    "label": str,
    "on": str,
    "engine": str,
    "variables": list,
    "nodes": list,
    "reachable": int,
    "claims": list,
    "configurations": str,
    "assumptions": list,
    "seal": str,
}


@attrs.frozen
class Claimed:
    """One claim of a certificate.

    Args:
        says: The sentence.
        bad: What is never reached: the number of a node, or a guard as rulebooks write it.
    """

    says: str
    bad: Any


@attrs.frozen
class Certificate:
    """A certificate whose form is sound; whether it is true is for a solver to say.

    Args:
        rulebook: The digest of the rulebook.
        label: Its name and version.
        on: The day whose law was checked.
        engine: What drew the diagram.
        variables: Keys and their cells, in the order of the diagram.
        nodes: Bit, low and high of each node; 0 is nothing, 1 everything, the first node is 2.
        reachable: The node of what is reached.
        claims: What is claimed.
        configurations: How many situations are reached.
        assumptions: What was taken for granted.
        also: Guards beside those of the rulebook at which facts were cut.
    """

    rulebook: str
    label: str
    on: str
    engine: str
    variables: tuple[tuple[str, tuple[Value | None, ...]], ...]
    nodes: tuple[tuple[int, int, int], ...]
    reachable: int
    claims: tuple[Claimed, ...]
    configurations: int
    assumptions: tuple[str, ...]
    also: tuple[Any, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """How many bits each variable has."""
        return tuple(max(len(cells) - 1, 0).bit_length() for _, cells in self.variables)

    def count(self) -> int:
        """Count the situations that the diagram holds, of those that its codes can spell."""
        codes = [len(cells) for _, cells in self.variables]
        owner = [k for k, width in enumerate(self.widths) for _ in range(width)]
        first = [sum(self.widths[:k]) for k in range(len(codes))]
        after = [1] * (len(codes) + 1)
        for k in range(len(codes) - 1, -1, -1):
            after[k] = after[k + 1] * codes[k]
        memory: dict[tuple[int, int], int] = {}

        def members(node: int, variable: int) -> int:
            # Members from the first bit of a variable on; the node lies there or below.
            if node == 0 or variable == len(codes):
                return node and 1
            if node == 1 or owner[self.nodes[node - 2][0]] > variable:
                below = len(codes) if node == 1 else owner[self.nodes[node - 2][0]]
                rest = 1 if node == 1 else members(node, below)
                return after[variable] // after[below] * rest
            found = memory.get((node, variable))
            if found is None:
                ends = (
                    self._walk(node, first[variable], code, self.widths[variable])
                    for code in range(codes[variable])
                )
                found = memory[node, variable] = sum(members(end, variable + 1) for end in ends)
            return found

        return members(self.reachable, 0)

    def _walk(self, node: int, first: int, code: int, width: int) -> int:
        """Follow a node down the bits of one variable as a code sets them."""
        while node > 1 and self.nodes[node - 2][0] < first + width:
            bit, low, high = self.nodes[node - 2]
            node = high if code >> (first + width - 1 - bit) & 1 else low
        return node


def sealed(form: dict[str, Any]) -> dict[str, Any]:
    """Give a certificate with the digest of all that it says, so that damage shows.

    Args:
        form: The certificate as plain data, without a seal.

    Example:
        >>> sorted(sealed({"format": FORMAT}))
        ['format', 'seal']
    """
    rest = {key: value for key, value in form.items() if key != "seal"}
    return {**rest, "seal": digest(rest)}


def read_certificate(text: str | bytes) -> Certificate:
    """Read a certificate and look at its form.

    Args:
        text: The document.

    Raises:
        FactError: It is no certificate, or a damaged one; says all that is wrong.
    """
    form = read_json(text, "the certificate")
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise FactError(
            f"this is no certificate: its `format` is not `{FORMAT}`",
            help="give a file that a check wrote as a certificate",
        )
    faults = list(_wrong_parts(form))
    if not faults:
        faults = [*_wrong_variables(form), *_wrong_claims(form)]
    if not faults:
        faults = list(_wrong_nodes(form))
    if not faults and form["seal"] != sealed(form)["seal"]:
        faults = ["its seal does not fit what it says: it was altered after it was made"]
    if faults:
        more = len(faults) - _MOST
        told = [(fault, "") for fault in faults[:_MOST]]
        told += [(f"and {more} more", "")] * (more > 0)
        message, _ = told_together("the certificate is damaged", told)
        if len(faults) == 1:
            message = f"the certificate is damaged: {message}"
        raise FactError(message, help="make the certificate again; do not mend it by hand")
    return Certificate(
        form["rulebook"],
        form["label"],
        form["on"],
        form["engine"],
        tuple((each["key"], tuple(each["cells"])) for each in form["variables"]),
        tuple((bit, low, high) for bit, low, high in form["nodes"]),
        form["reachable"],
        tuple(Claimed(each["says"], each["bad"]) for each in form["claims"]),
        int(form["configurations"]),
        tuple(form["assumptions"]),
        tuple(form.get("also", ())),
    )


def _wrong_parts(form: dict[str, Any]) -> Iterator[str]:
    for name, kind in _PARTS.items():
        if name not in form:
            yield f"it has no `{name}`"
        elif not isinstance(form[name], kind) or isinstance(form[name], bool):
            yield f"its `{name}` is not {_KINDS[kind]}"
    for name in form:
        if name not in {*_PARTS, "also"}:
            yield f"it has a part `{name[:40]}` that certificates do not have"
    if not isinstance(form.get("also", []), list):
        yield "its `also` is not a list"
    said = form.get("configurations")
    if isinstance(said, str) and not _DIGITS.fullmatch(said):
        yield "its `configurations` is not a whole number, written as text"
    if not all(isinstance(said, str) for said in form.get("assumptions") or ()):
        yield "its `assumptions` are not all sentences"


_KINDS: Final[dict[type, str]] = {str: "a text", list: "a list", int: "a whole number"}


def _wrong_variables(form: dict[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for n, each in enumerate(form["variables"]):
        where = f"variables[{n}]"
        if not isinstance(each, dict) or {*each} != {"key", "cells"}:
            yield f"{where} is not a key with its cells"
            continue
        key, cells = each["key"], each["cells"]
        if not isinstance(key, str) or key in seen:
            yield f"{where} names no key of its own"
            continue
        seen.add(key)
        plain = isinstance(cells, list) and all(
            cell is None or isinstance(cell, (bool, int, str)) for cell in cells
        )
        if not plain or not cells or len({(type(c), c) for c in cells}) != len(cells):
            yield f"{where} (`{key[:40]}`) has no cells, or one twice"


def _wrong_claims(form: dict[str, Any]) -> Iterator[str]:
    for n, each in enumerate(form["claims"]):
        if not isinstance(each, dict) or {*each} != {"says", "bad"}:
            yield f"claims[{n}] is not a sentence with what is never reached"
        elif not isinstance(each["says"], str) or not each["says"].strip():
            yield f"claims[{n}] says nothing"
        elif not isinstance(each["bad"], dict) and not _number(each["bad"]):
            yield f"claims[{n}] names neither a node nor a guard"


def _wrong_nodes(form: dict[str, Any]) -> Iterator[str]:
    bits = sum(max(len(each["cells"]) - 1, 0).bit_length() for each in form["variables"])
    nodes = form["nodes"]
    level: list[int] = [bits, bits]
    for n, node in enumerate(nodes):
        if not isinstance(node, list) or len(node) != len(_NODE) or not all(map(_number, node)):
            yield f"nodes[{n}] is not a bit with two nodes"
            level.append(-1)
            continue
        level.append(node[0])
        if not 0 <= node[0] < bits:
            yield f"nodes[{n}] asks about bit {node[0]}, and there are {bits}"
    for n, node in enumerate(nodes):
        if level[n + 2] == -1:
            continue
        for to in node[1:]:
            if not 0 <= to < len(level):
                yield f"nodes[{n}] leads to node {to}, which is not there"
            elif to > 1 and level[to] <= level[n + 2]:
                yield f"nodes[{n}] leads to node {to}, whose bit does not come after its own"
    roots = [("reachable", form["reachable"])]
    roots += [(f"claims[{n}]", each["bad"]) for n, each in enumerate(form["claims"])]
    for where, root in roots:
        if _number(root) and not 0 <= root < len(level):
            yield f"{where} names node {root}, which is not there"


_NODE: Final = ("bit", "low", "high")


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
