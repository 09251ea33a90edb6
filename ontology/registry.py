"""The registers: authorities, parties, associations, councils, providers, programmes and places with their codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology import data
from ontology.terms import ENTITY_TYPES

COLUMNS = (
    "code", "type", "name", "aliases", "abbreviations", "letter", "parent",
    "valid_from", "valid_to", "successor", "place", "url", "source",
)  # fmt: skip
NAME_LISTS = ("given_names.csv", "surnames.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a register.

    ``code`` is a scheme and a code, as in ``kommune:0259``; ``type`` an entity type; ``aliases`` other full names;
    ``abbreviations`` short forms that stand for it alone. ``parent`` and ``successor`` are codes. ``valid_from`` is
    the first day on which it exists, ``valid_to`` the first on which it does not: dates as EDTF, empty where open.
    ``place`` is the town it lies in; ``source`` a key of ``SOURCES.md``.
    """

    code: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    letter: str = ""
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    place: str = ""
    url: str = ""
    source: str = ""


def read_register(path: Path) -> Iterator[Entry]:
    """Yield the entries of one register file in the order of its rows.

    Raises
    ------
    ValueError
        If the header is not that of a register, or a row has no code, no name or an unknown type; it names file
        and line.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: the header must be {','.join(COLUMNS)}.")
        for row in reader:
            where = f"{path.name}, line {reader.line_num}"
            if None in row or None in row.values():
                raise ValueError(f"{where}: the row must have {len(COLUMNS)} fields.")
            if not row["code"] or not row["name"]:
                raise ValueError(f"{where}: a row needs a code and a name.")
            if row["type"] not in ENTITY_TYPES:
                raise ValueError(f"{where}: unknown type {row['type']!r}. Known: {', '.join(ENTITY_TYPES)}.")
            cells = {column: row[column].strip() for column in COLUMNS}
            several = {c: tuple(filter(None, cells.pop(c).split("|"))) for c in ("aliases", "abbreviations")}
            yield Entry(**cells, aliases=several["aliases"], abbreviations=several["abbreviations"])


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry of every register, sorted by code.

    >>> [entry.name for entry in entries() if entry.code == "region:1085"]
    ['Region Sjælland']
    """
    paths = sorted(p for p in data("registers").glob("*.csv") if p.name not in NAME_LISTS)
    return tuple(sorted((e for p in paths for e in read_register(p)), key=lambda entry: entry.code))


@cache
def by_code() -> Mapping[str, Entry]:
    """Return the entries by code.

    Raises
    ------
    ValueError
        If two rows share a code.

    Examples
    --------
    >>> by_code()["kommune:0259"].name
    'Køge Kommune'
    """
    found: dict[str, Entry] = {}
    for entry in entries():
        if entry.code in found:
            raise ValueError(f"Two rows share the code {entry.code!r}: {found[entry.code].name} and {entry.name}.")
        found[entry.code] = entry
    return MappingProxyType(found)


@cache
def _names(name: str) -> frozenset[str]:
    with (data("registers") / name).open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name"] for row in csv.DictReader(lines, strict=True))


def given_names() -> frozenset[str]:
    """Return given names used in Denmark.

    >>> "Mette" in given_names()
    True
    """
    return _names("given_names.csv")


def surnames() -> frozenset[str]:
    """Return surnames used in Denmark.

    >>> "Jensen" in surnames()
    True
    """
    return _names("surnames.csv")
