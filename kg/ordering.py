"""The order of a query's rows by its own columns: read off its end, and done here instead of in the store.

A store on disk reads both names again for every comparison; sorting ten thousand rows takes it as long as finding them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.sparql import Term

Row = tuple["Term | None", ...]

_KEY = r"\?\w+|(?:ASC|DESC)\s*\(\s*\?\w+\s*\)"
_LAST = re.compile(rf"\}}\s*ORDER\s+BY\s+((?:{_KEY})(?:\s+(?:{_KEY}))*)\s*$", re.IGNORECASE)
_ONE = re.compile(r"(?:(?P<way>ASC|DESC)\s*\(\s*)?\?(?P<name>\w+)", re.IGNORECASE)
_SELECT = re.compile(r"\bSELECT\b([^{}]*)(?:\bWHERE\b\s*)?\{", re.IGNORECASE)


def split(text: str) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """Return a query without the ORDER BY at its very end, and its keys: name, and whether it runs downward.

    Only keys that are plain variables are taken, and none where anything follows, such as LIMIT; the store does the rest.

    >>> split("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a DESC(?b)")
    ('SELECT ?a ?b { ?a ?p ?b }', (('a', False), ('b', True)))
    >>> split("SELECT ?a { ?a ?p ?b } ORDER BY ?a LIMIT 3")[1]
    ()
    """
    found = _LAST.search(text)
    chosen = _SELECT.search(text)
    if found is None or chosen is None:
        return text, ()
    keys = tuple((one["name"], (one["way"] or "").upper() == "DESC") for one in _ONE.finditer(found[1]))
    shown = set(re.findall(r"\?(\w+)", chosen[1]))
    # What is not among the columns is not there to sort by; a star stands for all.
    if "*" in chosen[1] or not {name for name, _ in keys} <= shown:
        return text, ()
    return text[: found.start() + 1], keys


def ordered(columns: Sequence[str], rows: Sequence[Row], keys: Sequence[tuple[str, bool]]) -> list[Row]:
    """Return rows in the order of some columns, as SPARQL has it: nothing, then IRIs, numbers, other literals.

    >>> ordered(("a",), [], [("a", False)])
    []
    """
    result = list(rows)
    for name, down in reversed(keys):
        place = list(columns).index(name)
        result.sort(key=lambda row: _rank(row[place]), reverse=down)
    return result


def _rank(term: Term | None) -> tuple[int, Decimal, str, str]:
    if term is None:
        return 0, Decimal(0), "", ""
    if term.kind != "literal":
        return 1 if term.kind == "blank" else 2, Decimal(0), term.value, ""
    if term.number:
        return 3, Decimal(term.value), "", ""
    return 4, Decimal(0), term.value, term.language
