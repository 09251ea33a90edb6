"""``kilder.csv``: where each file in a folder was fetched and when it was published, written by hand or by a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReadError
from extractors.formats.text import decode
from extractors.published import published
from extractors.records import Origin

NAME = "kilder.csv"
MAX_BYTES = 20_000_000
COLUMNS = {
    "file": ("file", "fil", "filnavn", "filename"),
    "url": ("url", "link", "adresse", "webadresse"),
    "title": ("title", "titel"),
    "retrieved": ("retrieved", "hentet", "hentet den", "hentningsdato"),
    "published": ("published", "issued", "offentliggjort", "offentliggjort den", "udgivet", "publiceret", "udgivelsesdato"),
}
# Only what can stand in an IRI, and nothing that runs when it is clicked.
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,4000}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_DANISH = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?: \d{1,2}[.:]\d{2}(?:[.:]\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Kilder:
    """The rows of one ``kilder.csv`` by file name, and by name in one case where that is unambiguous."""

    exact: dict[str, Origin]
    folded: dict[str, Origin]

    def origin(self, relative: str) -> Origin | None:
        """Return the row of a file (a POSIX path below the folder of the ``kilder.csv``), or None."""
        return self.exact.get(relative) or self.folded.get(relative.casefold())


def read_kilder(path: Path, *, source: str) -> tuple[Kilder, list[ReadError]]:
    """Return what a ``kilder.csv`` says, and a problem for each row (counted with the header) that is broken."""
    empty = Kilder({}, {})
    try:
        if path.stat().st_size > MAX_BYTES:
            reason = f"It has more than {MAX_BYTES:,} bytes."
            return empty, [ReadError(source, "too_large", reason, "Keep one row per file.")]
        text, _ = decode(path.read_bytes(), source=source)
    except OSError as error:
        code = "locked" if isinstance(error, PermissionError) else "unreadable"
        return empty, [ReadError(source, code, f"It cannot be read ({error.strerror}).", "Close it in other programs.")]
    except ReadError as error:
        return empty, [error]
    rows = list(_rows(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not rows:
        return empty, [ReadError(source, "empty", "It holds no rows.", "Begin with the row file,URL,title,retrieved.")]
    header = _header(rows[0][1])
    if "file" not in header:
        names = ", ".join(cell.strip() for cell in rows[0][1])[:200]
        reason = f"Row {rows[0][0]} names no column file (or fil); it has: {names}."
        return empty, [ReadError(source, "unreadable", reason, "Begin with the row file,URL,title,retrieved.")]
    return _origins(rows[1:], header, len(rows[0][1]), path.parent, source)


def _origins(
    rows: list[tuple[int, list[str] | str]], header: dict[str, int], width: int, folder: Path, source: str
) -> tuple[Kilder, list[ReadError]]:
    problems: list[ReadError] = []
    exact: dict[str, Origin] = {}
    folded: dict[str, set[str]] = {}

    def problem(row: int, reason: str, remedy: str, code: str = "unreadable") -> None:
        problems.append(ReadError(source, code, f"Row {row}: {reason}", remedy))

    for number, cells in rows:
        if isinstance(cells, str):
            problem(
                number, f"it is no row of a table ({cells}).", 'Put " around a cell with a quote or a separator in it.'
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            reason = f"it has {len(cells)} cells, the header {width}."
            problem(number, reason, "Put quotation marks around a cell with a separator in it.")
            continue
        cell = {name: " ".join(cells[at].split()) if at < len(cells) else "" for name, at in header.items()}
        name = _file_name(cell["file"])
        if not name:
            problem(number, "it names no file.", "Name the file in the column file.")
            continue
        if not _on_disk(folder, name):
            problem(number, f"it names {name}, which is not there.", "Correct the name or take the row out.", "missing")
            continue
        url, retrieved = cell.get("url", ""), cell.get("retrieved", "")
        if url and not _URL.fullmatch(url):
            problem(number, f"{url[:100]!r} is no web address.", "Give an address that begins with https://.")
            url = ""
        day = _day(retrieved)
        if retrieved and not day:
            problem(number, f"{retrieved[:100]!r} is no date.", "Write the day of retrieval as 2026-01-31.")
        issued = published(cell.get("published", ""))
        if cell.get("published") and not issued:
            reason = f"{cell['published'][:100]!r} is no date of publication."
            problem(number, reason, "Write the day, month or year of publication as 2026-01-31, 2026-01 or 2026.")
        origin = Origin(url, unicodedata.normalize("NFC", cell.get("title", "")), day, issued)
        if exact.setdefault(name, origin) != origin:
            problem(number, f"{name} has a row already, with other values.", "Keep one row per file.")
        folded.setdefault(name.casefold(), set()).add(name)
    unique = {name: exact[next(iter(names))] for name, names in folded.items() if len(names) == 1}
    return Kilder(exact, unique), problems


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield row numbers and cells; what is wrong with a row in place of its cells."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return
    # Excel's own hint on the separator.
    if lines[first].lower().startswith("sep=") and first + 1 < len(lines):
        first += 1
    delimiter = max(";,\t", key=lambda sign: (lines[first].count(sign), sign == ","))
    body = lines[first:]
    try:
        reader = csv.reader(io.StringIO("\n".join(body), newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num + first, cells) for cells in reader]
    except csv.Error:
        # One broken row must not swallow those after it.
        for number, line in enumerate(body, first + 1):
            try:
                yield from ((number, cells) for cells in csv.reader([line], delimiter=delimiter, strict=True))
            except csv.Error as error:
                yield number, str(error)
    else:
        yield from rows


def _header(cells: list[str] | str) -> dict[str, int]:
    names = [cell.strip().strip("\ufeff").casefold() for cell in cells] if isinstance(cells, list) else []
    found = {key: next((names.index(name) for name in known if name in names), -1) for key, known in COLUMNS.items()}
    return {key: at for key, at in found.items() if at >= 0}


def _file_name(cell: str) -> str:
    name = unicodedata.normalize("NFC", cell.replace("\\", "/"))
    return posixpath.normpath(name).lstrip("/") if name else ""


def _on_disk(folder: Path, name: str) -> bool:
    """Whether a file is there, under this name or one that differs in case or in how its letters are composed."""
    if name.startswith("../"):
        return False
    here = folder
    for part in name.split("/"):
        if (here / part).exists():
            here = here / part
            continue
        try:
            wanted = unicodedata.normalize("NFC", part).casefold()
            entries = sorted(os.listdir(here))
        except OSError:
            return False
        match = next((entry for entry in entries if unicodedata.normalize("NFC", entry).casefold() == wanted), None)
        if match is None:
            return False
        here = here / match
    return here.is_file()


def _day(text: str) -> str:
    """Return a day as ISO 8601, from that or from the Danish order; empty where it is neither."""
    iso, danish = _ISO.fullmatch(text), _DANISH.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif danish:
        day, month, year = (int(part) for part in danish.groups())
    else:
        return ""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return text if iso else f"{year:04d}-{month:02d}-{day:02d}"
