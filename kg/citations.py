"""How a claim or a remark is cited: one Danish string with body, date, item, part, case, and page or line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Protocol

from extractors.records import Meeting, Reading, Section, Span
from ontology.terms import DOCUMENT_KINDS, SECTION_KINDS

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
UNNAMED_PARTS = frozenset({"body", "header", "contents", "agenda_item", "closed"})
"""Kinds of section that tell a reader nothing beside the item and the page."""
MAX_TITLE = 80
MAX_HEADING = 60
UNSETTLED = frozenset({"agenda", "minutes_draft"})
"""Kinds of document whose words may still change: a citation of one says so."""

_POINT = re.compile(r"[\W\d]{0,6}at\b")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Placed(Protocol):
    """What a citation asks of a claim or a remark: its section and the span of its quote."""

    @property
    def section(self) -> int | None: ...

    @property
    def evidence(self) -> Span: ...


def danish_date(value: str) -> str:
    """Return an EDTF date in Danish words, or the value itself where it is no plain date.

    >>> danish_date("2026-01-29"), danish_date("2026-01"), danish_date("2025/2027")
    ('29. januar 2026', 'januar 2026', '2025/2027')
    """
    match = _DATE.fullmatch(value)
    if not match:
        return value
    year, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
    if not 1 <= month <= 12:
        return year if month == 0 else value
    return f"{day}. {MONTHS[month - 1]} {year}" if day else f"{MONTHS[month - 1]} {year}"


def citation(reading: Reading, claim: Placed, *, bodies: Mapping[int, str] | None = None) -> str:
    """Return where a claim or a remark stands: body, date, item, part, case or document id, page or line.

    Agendas and drafts of minutes are called so before the date.

    Parameters
    ----------
    reading
        The document that the claim was found in.
    claim
        The claim or remark; its section gives item and part, the start of its evidence page or line.
    bodies
        The full name of the body by index of the meeting, where resolution knows more than the document's words.

    Examples
    --------
    >>> from extractors.records import Claim, Document
    >>> document = Document("8c1e", "8c1e", "notat.txt", "notat.txt", "text/plain", "Et notat.\\nEt udsagn.")
    >>> claim = Claim("A", "part_of", "B", Span(10, 20), "example-1")
    >>> citation(Reading(document, title="Notat om pladser", date="2026-04"), claim)
    'Notat om pladser, april 2026, linje 2'
    """
    document = reading.document
    chain = _chain(reading, claim.section)
    meeting = meeting_of(reading, claim)
    if meeting is not None:
        body = (bodies or {}).get(meeting.index) or meeting.body or _name(reading)
        # The document's date is that of its meeting only where it holds no other meeting.
        date = meeting.date or (reading.date if len(reading.meetings) == 1 else "")
    else:
        body, date = _name(reading), reading.date
    parts = [body, _when(reading.kind, body, date)]
    item = next((section for section in chain if section.kind in ("agenda_item", "closed")), None)
    if item is not None:
        parts.append(f"punkt {item.number}" if item.number else _short(item.title))
    parts.append(_part(chain))
    parts.append(_case(chain))
    page = document.page(claim.evidence.start)
    parts.append(f"s. {page}" if page is not None else f"linje {document.line(claim.evidence.start)}")
    return ", ".join(part for part in parts if part)


def _chain(reading: Reading, index: int | None) -> tuple[Section, ...]:
    """The section and those it stands in, innermost first."""
    chain: list[Section] = []
    while index is not None and all(section.index != index for section in chain):
        chain.append(reading.sections[index])
        index = chain[-1].parent
    return tuple(chain)


def meeting_of(reading: Reading, claim: Placed) -> Meeting | None:
    """Return the meeting in whose paper a claim or a remark stands, or None.

    >>> from extractors.records import Claim, Document
    >>> document = Document("8c1e", "8c1e", "notat.txt", "notat.txt", "text/plain", "Et notat.")
    >>> meeting_of(Reading(document), Claim("A", "part_of", "B", Span(0, 8), "example-1"))
    """
    chain = _chain(reading, claim.section)
    for section in chain:
        if section.meeting is not None:
            return reading.meetings[section.meeting]
    if chain:
        return None
    return next((m for m in reading.meetings if claim.evidence.within(m.span)), None)


def _when(kind: str, body: str, date: str) -> str:
    """Return the date, after ``dagsorden`` or ``udkast til referat`` where the document is one."""
    word = DOCUMENT_KINDS[kind].label_da if kind in UNSETTLED else ""
    return " ".join(part for part in ("" if word in body.lower() else word, danish_date(date)) if part)


def _name(reading: Reading) -> str:
    stem = PurePosixPath(reading.document.source.replace("\\", "/")).stem
    name = reading.title or reading.document.origin.title or stem or reading.document.name
    date = danish_date(reading.date)
    if date.count(" ") == 2:  # a whole date in the title would stand twice
        name = name.replace(f", {date}", "")
    return _short(name)


def _part(chain: tuple[Section, ...]) -> str:
    for section in chain:
        if section.kind in UNNAMED_PARTS:
            return ""
        if section.title and section.kind in ("heading", "annex"):
            if _POINT.match(section.title):  # a point of a list, not a heading
                continue
            return _short(section.title, MAX_HEADING)
        if section.kind != "heading":
            label = SECTION_KINDS["attachments" if section.kind == "annex" else section.kind].label_da
            return label[:1].upper() + label[1:]
    return ""


def _case(chain: tuple[Section, ...]) -> str:
    for name, label in (("case_id", "sag"), ("document_id", "dokument")):
        for section in chain:
            if section.detail(name):
                return f"{label} {section.detail(name)}"
    return ""


def _short(text: str, most: int = MAX_TITLE) -> str:
    """Return text on one line, cut after a whole word.

    >>> _short("Pressemeddelelse om Budgetaftale", 24)
    'Pressemeddelelse om …'
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:(–-") + " …"
