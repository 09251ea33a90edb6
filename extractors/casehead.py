"""What stands between an item's number and its first part: the title and its wrapped lines, case and document ids, the officer.

Not caught: a wrapped title whose first line is short and ends in a word that could end a title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.layout import CLOSED, Row, is_person
from extractors.numbering import Items

REACH = 8
_ID = r"[A-ZÆØÅ]{0,5}-?\d[\w./-]{2,}\w"
CASE_ID = re.compile(
    r"(?<![\w/.-])(?:[A-ZÆØÅ]{1,5}-?\d{4}-\d{3,7}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}|\d{1,2}-\d{2}-\d{2}-\d{1,4}-\d{2}"
    r"|\d{2}/\d{3,6}|\d{3}-\d{4}-\d{1,7}|20\d\d-\d{5,7})(?![\w/-])"
)
_CASE = re.compile(rf"\b(?:sags?[- ]?(?:nr|nummer|id)?|j(?:ournal)?\.?\s?(?:nr|nummer)|acadre[- ]?sags?nr|esdh[- ]?sag)\.?\s*:?\s*(?P<id>{_ID})", re.IGNORECASE)
_DOCUMENT = re.compile(rf"\bdok(?:ument)?\.?[- ]?(?:nr|nummer|id)?\.?\s*:?\s*(?P<id>{_ID})", re.IGNORECASE)
_OFFICER = re.compile(r"\b(?:Sagsansvarlig|Sagsbehandler|Initialer|Kontaktperson|Sagsejer):?\s+(?P<who>[A-ZÆØÅ][\wæøåé.' -]{0,50}?)(?=\s*(?:$|\bSags|\bDok|\bÅben|\bLukket))")
_ACCESS = re.compile(r"(?:^|\s)(?P<access>åbent?|lukket|offentlig|fortrolig)(?: punkt| sag| dagsorden)?$", re.IGNORECASE)
_TAIL = re.compile(r"\s*[-–]?\s*[\[(]\s*(?:åben|åbent|lukket|offentlig|fortrolig|åben sag|lukket sag|åbent punkt|lukket punkt)?\s*[\])]\s*$", re.IGNORECASE)
_TAG = re.compile(r"\s*\([BDOT]\)$")
_SHUT = re.compile(r"(?:lukket|fortrolig)(?:t)?(?: punkt| sag| dagsordenspunkt)?\s*(?:[:.]|\s[-–])\s*(?=\S)", re.IGNORECASE)
_JOINER = re.compile(r"(?:[,/–-]|\b(?:og|eller|samt|med|for|fra|til|i|på|af|om|ved|under|over|mellem|mod|efter|den|det|de|en|et|at|vedr\.|vedrørende|herunder|som|der))$", re.IGNORECASE)
_OUTCOME = re.compile(
    r"(?:godkendt|drøftet|orientere|orientering(?! (?:om|fra|vedr))|taget|tages|tiltrådt|intet|ingen|udsat|anbefal|vedtaget|der |udvalget |rådet |v/|ved |bilag|punktet|sagen|formanden|dagsorden)", re.IGNORECASE
)
_NO_NAME = re.compile(r"\b(?:Region|Kommune|Center|Udvalg\w*|\w*udvalget?|\w*[Rr]åd(?:et)?|Forvaltning\w*|\w*forvaltningen|Afdeling\w*|Sekretariat\w*|Staben?|Direktion\w*|Sundhed\w*|Social\w*)\b")


@dataclass(frozen=True, slots=True)
class CaseHead:
    """An item's title and details; ``end`` is the place of the first row that is no longer title, ``quiet`` are rows of the head that open no section."""

    title: str
    end: int
    quiet: frozenset[int]
    details: tuple[tuple[str, str], ...]
    closed: bool


def read_case_head(rows: Sequence[Row], first: int, last: int, row: Row, *, gap: Callable[[Row, Row], int], common: frozenset[str], lead: Row | None, tagged: bool) -> CaseHead:
    """Read what stands under an item's number; ``lead`` is a line with the case's number above it."""
    end = first + 1
    title = row.title or ("" if row.number in rows[first].text else rows[first].text)
    while end < last and (_repeats(rows[end], row, title) or (rows[end].kind == "item" and row.number == rows[end].number)):
        title = title or rows[end].title
        end += 1
    if not title and end < last and rows[end].kind in ("heading", "text") and len(rows[end].text) < 250 and not _OUTCOME.match(rows[end].text):
        title = rows[end].text
        end += 1
    while end < last and _continues(rows, end, last, title, gap, common):
        title = f"{title[:-1] if title.endswith('-') and rows[end].text[0].islower() else title + ' '}{rows[end].text}"
        end += 1
    zone = _zone(rows, end, last, common)
    found = _details(rows[first:zone], lead)
    quiet = set(range(end, zone))
    for again in (i for i in range(zone, last) if rows[i].kind == "item" and rows[i].number == row.number):
        stop = _zone(rows, again + 1, last, common)
        quiet.update(range(again + 1, stop))
        found = {**_details(rows[again:stop], None), **found}
    if "case_id" not in found:
        found.update(_numbers_in(rows[end:last]))
    if (title_id := CASE_ID.search(title)) and (title_id.end() == len(title.rstrip(")")) or title_id.start() == 0):
        found.setdefault("case_id", title_id.group())
        title = (title[: title_id.start()] + title[title_id.end() :]).strip(" -–:,()")
    access = row.access or found.get("access", "")
    shut = _SHUT.match(title)
    closed = bool(CLOSED.match(access)) or bool(shut) or (bool(CLOSED.match(title)) and len(title) < 40)
    if shut:
        title = title[shut.end() :]
    if access:
        found["access"] = access
    title = _TAIL.sub("", title)
    if tagged:
        title = _TAG.sub("", title)
    names = ("case_id", "document_id", "access", "responsible")
    return CaseHead(title.strip(), end, frozenset(quiet), tuple((n, found[n]) for n in names if found.get(n)), closed)


def common_lines(rows: Sequence[Row], items: Items) -> frozenset[str]:
    """Return the lines that stand right under the titles of several items: the body's name, a department."""
    places = list(items)
    counts: Counter[str] = Counter()
    for place, i in enumerate(places):
        stop = places[place + 1] if place + 1 < len(places) else len(rows)
        counts.update({r.text for r in rows[i + 1 : min(stop, i + REACH)] if r.kind in ("heading", "text") and len(r.text) < 80})
    return frozenset(text for text, count in counts.items() if count > 2 or (count == 2 and len(places) < 4))


def lead_lines(rows: Sequence[Row], items: Items) -> dict[int, Row]:
    """Return the lines with a case's number that stand above items, where a document puts them there."""
    lead = {i: rows[i - 1] for i in items if i and rows[i - 1].kind == "form" and rows[i - 1].word == "case_id" and rows[i - 1].value}
    return lead if lead and min(items) in lead and len(lead) * 2 > len(items) else {}


def tagged_titles(items: Items) -> bool:
    """Tell whether most titles end in a letter that says what the item is for (B, D, O)."""
    return sum(bool(_TAG.search(row.title)) for row in items.values()) * 2 > len(items)


def _continues(rows: Sequence[Row], end: int, last: int, title: str, gap: Callable[[Row, Row], int], common: frozenset[str]) -> bool:
    """Tell whether a row goes on with the title above it."""
    row = rows[end]
    if not title or row.kind not in ("heading", "text") or row.number or len(row.text) > 120 or row.text[-1] in ".;:" or row.text in common:
        return False
    if gap(rows[end - 1], row) != 1 or CASE_ID.search(row.text) or _OUTCOME.match(row.text) or row.text[0] in "-•*–":
        return False
    if _JOINER.search(title):
        return True
    if is_person(row.text) and not row.text[0].islower():
        return False
    below = rows[end + 1] if end + 1 < last else None
    ends = below is None or below.kind in ("part", "form") or gap(row, below) > 1
    return len(title) >= 45 and len(title) >= len(row.text) and row.kind == "heading" and ends


def _zone(rows: Sequence[Row], end: int, last: int, common: frozenset[str]) -> int:
    """Return the place of the first row under the title that is neither id, officer, department nor the body's name."""
    zone = end
    for place in range(end, min(last, end + REACH)):
        row = rows[place]
        if row.kind not in ("form", "heading", "text") or len(row.text) > 140 or (row.kind == "heading" and row.number):
            break
        if row.kind == "form" or row.text in common or _id_line(row.text) or _ACCESS.fullmatch(row.text) or _CASE.match(row.text) or _DOCUMENT.match(row.text) or _OFFICER.match(row.text):
            zone = place + 1
    return zone


def _details(rows: Sequence[Row], lead: Row | None) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = [r.text for r in rows[1:]] + ([lead.text] if lead else [])
    ids = [place for place, text in enumerate(lines) if CASE_ID.search(text)]
    for place, text in enumerate(lines):
        if len(text) > 140:
            continue
        for name, pattern, group in (("case_id", _CASE, "id"), ("document_id", _DOCUMENT, "id"), ("responsible", _OFFICER, "who"), ("access", _ACCESS, "access")):
            match = pattern.search(text)
            if match and not (name == "access" and len(text) > 60 and not CASE_ID.search(text)):
                found.setdefault(name, match[group].strip() if name != "access" else match[group].casefold())
        if bare := _id_line(text):
            found.setdefault("case_id", bare.group())
        if any(abs(i - place) == 1 for i in ids) and "," not in text and is_person(text) and not _NO_NAME.search(text) and not CASE_ID.search(text):
            found.setdefault("responsible", text)
    for row in rows[1:]:
        if row.kind == "form" and row.word in ("case_id", "document_id", "responsible") and row.value:
            found.setdefault(row.word, row.value)
    return found


def _numbers_in(rows: Sequence[Row]) -> dict[str, str]:
    """Return the case's number from its journal line, wherever in the case it stands."""
    for place, row in enumerate(rows):
        label = row.text.casefold().rstrip(":. ")
        if label in ("journalnummer", "journalnr", "sagsnummer", "sagsnr") and place + 1 < len(rows) and re.fullmatch(r"[\w./-]{4,24}", rows[place + 1].text):
            return {"case_id": rows[place + 1].text}
        if row.kind == "form" and row.word == "case_id" and re.fullmatch(_ID, row.value):
            return {"case_id": row.value}
        if len(row.text) < 40 and (found := CASE_ID.fullmatch(row.text)):
            return {"case_id": found.group()}
    return {}


def _id_line(text: str) -> re.Match[str] | None:
    """Return the case's number that a short line begins with: the number alone, or a document's number behind it."""
    found = CASE_ID.match(text) if len(text) < 60 else None
    return found if found and (found.end() == len(text) or _DOCUMENT.search(text, found.end())) else None


def _repeats(row: Row, item: Row, title: str) -> bool:
    """Tell whether a row under an item's number only repeats its number and title, or is the case's bare number."""
    if row.kind == "item" and row.number == item.number:
        return True
    if row.kind not in ("heading", "text"):
        return False
    if row.kind == "heading" and row.number == item.number and row.title == item.title:
        return True
    return bool(CASE_ID.fullmatch(row.text.strip())) or (bool(title) and row.text.casefold() == title.casefold())
