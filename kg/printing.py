"""Answers as text: tables, CSV, TSV and JSON, with nothing in them that a terminal or a spreadsheet would obey."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ontology.terms import ONTOLOGY

if TYPE_CHECKING:
    from kg.sparql import Answer, Term

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection)."""
_KEPT = re.compile(r"([A-ZÆØÅ0-9])-[^\S\n]*\n\s*(?=\w)")
_JOINED = re.compile(r"(\w)-[^\S\n]*\n\s*(?!(?:og|eller|samt)\b)(?=[a-zæøå])")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_THROUGH = {"holds_to": "through"}
"""Columns with the first day on which something holds no more, and what they are called where they show the last on which it does."""
_DATES = frozenset("agreed date day due earlier_date first first_stated last last_confirmed meeting_date published since".split())
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    r"""Return text on one line without control characters, which a terminal would obey.

    >>> clean("Punkt\n2\x1b[31m rød")
    'Punkt 2 [31m rød'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def readable(quote: str) -> str:
    r"""Return a quote without the line ends and the hyphens that only the page's width put there.

    A blank line stays a line end. A hyphen stays after a capital or a digit, and before ``og``, ``eller`` and ``samt``.

    >>> readable("Klyngens opga-\nver er overgået.\n\nPSU-\nmødet, Børne-\nog Ungdomspsykiatrien")
    'Klyngens opgaver er overgået.\nPSU-mødet, Børne- og Ungdomspsykiatrien'
    """
    parts = re.split(r"\n[^\S\n]*\n\s*", quote.strip())
    return "\n".join(" ".join(_JOINED.sub(r"\1", _KEPT.sub(r"\1-", part)).split()) for part in parts)


def short(iri: str, base: str) -> str:
    """Return an IRI of the graph as people read it: a slug, or a prefixed name.

    >>> short("https://w3id.org/policykg/ontology#decided", ""), short("https://e.org/id/plan/a", "https://e.org/id/")
    ('decided', 'plan/a')
    """
    for known in (base, ONTOLOGY):
        if known and iri.startswith(known):
            return iri.removeprefix(known)
    return iri


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Return rows under their headings, in columns; cells are cut to fit `width` characters where it is given.

    >>> print(table(("name", "n"), (("Region Sjælland", "2"), ("KL", "11"))))
    name             n
    ---------------  --
    Region Sjælland  2
    KL               11
    """
    cells = [[clean(cell) for cell in row] for row in (columns, *rows)]
    if not columns:
        return ""
    wide = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    if width is not None:
        wide = _fitted(wide, width - 2 * (len(columns) - 1))
    lines = []
    for number, row in enumerate(cells):
        line = "  ".join(_cut(cell, size).ljust(size) for cell, size in zip(row, wide, strict=True))
        lines.append(line.rstrip())
        if number == 0:
            lines.append("  ".join("-" * size for size in wide))
    return "\n".join(lines)


def _fitted(wide: list[int], room: int) -> list[int]:
    """Take from the widest columns until the row fits, but leave each at least four characters."""
    wide = list(wide)
    while sum(wide) > room and max(wide) > 4:
        widest = max(wide)
        at = wide.index(widest)
        second = max([size for size in wide if size < widest], default=4)
        spare = sum(wide) - room
        wide[at] = max(widest - spare, min(second, widest - 1), 4)
    return wide


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: max(0, size - 1)] + "…"


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: ``'`` goes before one that begins like it.

    >>> guard("=1+1"), guard("-2.5"), guard("@home")
    ("'=1+1", '-2.5', "'@home")
    """
    return "'" + cell if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def delimited(columns: Sequence[str], rows: Sequence[Sequence[str]], *, delimiter: str = ",") -> str:
    """Return rows as CSV (RFC 4180, but LF everywhere), or with tabs between; cells are guarded against formulas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    one_line = delimiter == "\t"

    def written(cell: str) -> str:
        # A bare carriage return would end the row, for the writer does not quote it.
        cell = guard(cell).replace("\r\n", "\n").replace("\r", "\n")
        return " ".join(cell.split()) if one_line else cell

    writer.writerow([written(column) for column in columns])
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue()


def to_json(value: object) -> str:
    """Return records as JSON, with their field names in the order in which they are declared."""
    return json.dumps(_jsonable(value), ensure_ascii=False, indent=2) + "\n"


def _jsonable(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _jsonable(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _jsonable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def answer_text(answer: Answer, form: str, *, base: str, width: int | None = None) -> str:
    """Return an answer in one of the forms ``table``, ``csv``, ``tsv``, ``json`` or ``ttl``.

    JSON is the SPARQL 1.1 results format; in CSV and TSV IRIs stand in full, in tables as slugs.
    """
    if answer.kind == "graph":
        return answer.turtle
    if answer.kind == "ask":
        word = "true" if answer.truth else "false"
        if form == "json":
            return to_json({"head": {}, "boolean": answer.truth})
        return f"result\n{word}\n" if form in ("csv", "tsv") else word + "\n"
    if form == "json":
        bindings = [
            {name: _json_term(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
            for row in answer.rows
        ]
        return to_json({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}})
    if form in ("csv", "tsv"):
        cells = [[cell.value if cell else "" for cell in row] for row in answer.rows]
        return delimited(answer.columns, cells, delimiter="," if form == "csv" else "\t")
    shown = worded(answer.columns, [[_shown(cell, base) for cell in row] for row in answer.rows])
    return table([_THROUGH.get(name, name) for name in answer.columns], shown, width=width) + "\n"


def worded(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows of a table for people, with dates that are no plain days in words.

    >>> worded(("date", "name"), (("2026-23", "Plan"), ("2026-01-29", "Møde")))
    [['autumn 2026', 'Plan'], ['2026-01-29', 'Møde']]
    """
    return [[_dated(name, cell) for name, cell in zip(columns, row, strict=True)] for row in rows]


def _dated(column: str, cell: str) -> str:
    """Return a cell of a table for people: days stay as they are, other dates are told in words, ends as the last day."""
    if column in _THROUGH:
        return _last_day(cell)
    return day_words(cell) if column in _DATES and not _ISO.fullmatch(cell) else cell


def _shown(cell: Term | None, base: str) -> str:
    if cell is None:
        return ""
    return short(cell.value, base) if cell.kind == "iri" else cell.value


def _json_term(cell: Term) -> dict[str, str]:
    if cell.kind == "iri":
        return {"type": "uri", "value": cell.value}
    if cell.kind == "blank":
        return {"type": "bnode", "value": cell.value}
    entry = {"type": "literal", "value": cell.value}
    if cell.language:
        return {**entry, "xml:lang": cell.language}
    string = "http://www.w3.org/2001/XMLSchema#string"
    return entry if cell.datatype in ("", string) else {**entry, "datatype": cell.datatype}


def kroner(amount: Decimal | str) -> str:
    """Return a sum as it is written in Danish.

    >>> kroner("2500000"), kroner("1234.5")
    ('2.500.000 kr.', '1.234,50 kr.')
    """
    value = Decimal(amount)
    written = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return written.translate(str.maketrans(",.", ".,")) + " kr."


def day_words(value: str) -> str:
    """Return an EDTF value as one says it in English; what is none stays as it is.

    >>> day_words("2026-23"), day_words("2026-01-29"), day_words("soon")
    ('autumn 2026', '29 January 2026', 'soon')
    """
    from extractors import edtf

    try:
        return edtf.label_en(value) or value
    except ValueError:
        return value


def through(end: str) -> str:
    """Return the first day that is no longer in a period, as EDTF, in words: the last day that is; a vague one as it was told.

    >>> through("2027-04-01"), through("2026-23")
    ('through 31 March 2027', 'until autumn 2026')
    """
    last = _last_day(end)
    return f"through {day_words(last)}" if _ISO.fullmatch(end) else f"until {last}"


def _last_day(end: str) -> str:
    """Return the day before the first that is no longer in a period; a vague end in words."""
    from extractors import edtf

    return edtf.last_day(end) if _ISO.fullmatch(end) else day_words(end) if end else ""
