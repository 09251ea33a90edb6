"""How a claim is cited: one Danish string with body, date, item, part, case, and page or line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from extractors.records import Claim, Meeting, Reading, Section
from ontology.terms import SECTION_KINDS

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
UNNAMED_PARTS = frozenset({"body", "header", "contents", "agenda_item", "closed"})
"""Kinds of section that tell a reader nothing beside the item and the page."""
MAX_TITLE = 80

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


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


def citation(reading: Reading, claim: Claim, *, bodies: Mapping[int, str] | None = None) -> str:
    """Return where a claim stands: body, date, item, part, case or document id, page or line.

    Parameters
    ----------
    reading
        The document that the claim was found in.
    claim
        The claim; its section gives item and part, the start of its evidence page or line.
    bodies
        The full name of the body by index of the meeting, where resolution knows more than the document's words.

    Examples
    --------
    >>> from extractors.records import Document, Span
    >>> document = Document("8c1e", "8c1e", "notat.txt", "notat.txt", "text/plain", "Et notat.\\nEt udsagn.")
    >>> claim = Claim("A", "part_of", "B", Span(10, 20), "example-1")
    >>> citation(Reading(document, title="Notat om pladser", date="2026-04"), claim)
    'Notat om pladser, april 2026, linje 2'
    """
    document = reading.document
    chain = _chain(reading, claim.section)
    meeting = _meeting(reading, claim, chain)
    if meeting is not None:
        body = (bodies or {}).get(meeting.index) or meeting.body or _name(reading)
        parts = [body, danish_date(meeting.date or reading.date)]
    else:
        parts = [_name(reading), danish_date(reading.date)]
    item = next((section for section in chain if section.kind in ("agenda_item", "closed")), None)
    if item is not None:
        parts.append(f"punkt {item.number}" if item.number else _short(item.title))
    parts.append(_part(chain[0]) if chain else "")
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


def _meeting(reading: Reading, claim: Claim, chain: tuple[Section, ...]) -> Meeting | None:
    for section in chain:
        if section.meeting is not None:
            return reading.meetings[section.meeting]
    if chain:
        return None
    return next((m for m in reading.meetings if claim.evidence.within(m.span)), None)


def _name(reading: Reading) -> str:
    stem = PurePosixPath(reading.document.source.replace("\\", "/")).stem
    return _short(reading.title or reading.document.origin.title or stem or reading.document.name)


def _part(section: Section) -> str:
    if section.kind in UNNAMED_PARTS:
        return ""
    if section.title and section.kind in ("heading", "annex"):
        return _short(section.title)
    if section.kind == "heading":
        return ""
    label = SECTION_KINDS["attachments" if section.kind == "annex" else section.kind].label_da
    return label[:1].upper() + label[1:]


def _case(chain: tuple[Section, ...]) -> str:
    for name, label in (("case_id", "sag"), ("document_id", "dokument")):
        for section in chain:
            if section.detail(name):
                return f"{label} {section.detail(name)}"
    return ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…"
