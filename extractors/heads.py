"""What a document is, and the head of a meeting's paper: kind, title, date, place, body.

A kind comes from the first lines, else from what the items hold. Not caught: a kind that only the file's name tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.flow import Flow
from extractors.layout import DATE_LIKE, MEETING_WORDS, Row, has_date
from extractors.numbering import BY_FORM, Items
from extractors.records import Meeting, Section

MINUTES = frozenset({"minutes", "minutes_draft", "minutes_approved"})
OF_MEETINGS = MINUTES | {"agenda"}

TITLE_KINDS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("minutes_draft", re.compile(r"\b(?:udkast til (?:beslutnings)?referat|referatudkast|foreløbigt referat|ikke[- ]godkendt referat|(?:beslutnings)?referat\s*(?:[-–,(]\s*)?(?:udkast|foreløbigt|ikke[- ]godkendt))\b", re.IGNORECASE), "Udkast til referat"),
    ("minutes_approved", re.compile(r"\bgodkendt (?:beslutnings)?referat\b|\b(?:beslutnings)?referat\s*(?:[-–,(]\s*)?\bgodkendt\b|^referat\b.{0,100}[-–(]\s?godkendt\)?$", re.IGNORECASE), "Godkendt referat"),
    ("minutes", re.compile(r"^(?:åben[t]? |lukket |kort |endeligt )?(?:referat|referater (?:af|fra)|beslutningsreferat|beslutningsprotokol|mødereferat|tillægsreferat|protokol|beslutninger|konklusioner)\b", re.IGNORECASE), "Åbent referat"),
    ("minutes", re.compile(r"(?:[-–,:]\s|\bmøde(?:t)? |\s)(?:beslutnings)?referat(?: af| fra|$)", re.IGNORECASE), "Byrådet - referat"),
    ("agenda", re.compile(r"^(?:åben |lukket |foreløbig |endelig )?(?:dagsorden|tillægsdagsorden|mødeindkaldelse|indkaldelse til)\b", re.IGNORECASE), "Dagsorden"),
    ("agenda", re.compile(r"(?:[-–,:]\s|\s)dagsorden(?: til| for|$)", re.IGNORECASE), "Byrådet - dagsorden"),
    ("press_release", re.compile(r"^(?:pressemeddelelse|nyhed)\b", re.IGNORECASE), "Pressemeddelelse"),
    ("note", re.compile(r"^(?:notat|bilagsnotat|orienteringsnotat|høringsnotat|statusnotat|baggrundsnotat|sagsnotat|mødenotat)\b", re.IGNORECASE), "Notat"),
    ("note", re.compile(r"\b(?:notat|i dette notat)\b", re.IGNORECASE), "Region Nord, notat"),
    ("agreement", re.compile(r"^(?:samarbejdsaftale|aftale|rammeaftale|partnerskabsaftale|budgetaftale|budgetforlig|politisk aftale|driftsaftale|økonomiaftale|delaftale|overenskomst|hensigtserklæring)\b", re.IGNORECASE), "Samarbejdsaftale"),
    ("annex", re.compile(r"^bilag(?: titel| nr\.? ?\d|\s\d|:)", re.IGNORECASE), "Bilag 2: Tidsplan"),
)  # fmt: skip
_PLAN = re.compile(
    r"\b(?:\w*(?:handleplan|årsplan|årshjul|strategi|handlingsplan|kommissorium|forretningsorden|vedtægter|årsrapport|rapport|redegørelse|evaluering|sundhedsaftale"
    r"|projektbeskrivelse|projektplan|høringssvar|politik)|mødeplan|mødekalender|rammepapir|vejledning)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\b(?:[A-ZÆØÅa-zæøå] ){3,}[A-ZÆØÅa-zæøå]\b")
_PROCEDURE = re.compile(r"(?:godkendelse af (?:dagsorden|referat)|eventuelt|evt\.?$|meddelelser|næste møde|velkomst|orientering|gensidig orientering|siden sidst|bordet rundt)", re.IGNORECASE)
_LISTED = re.compile(r"(?:[•-]\s)?\d{1,3}[.)]?\s+[A-ZÆØÅ(]")
_WEEKDAY = re.compile(rf"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b.{{0,6}}{DATE_LIKE}", re.IGNORECASE)


def title_kind(rows: Sequence[Row]) -> str:
    """Return the kind that the first lines of a document name: a meeting's before any other, or the empty string."""
    found = []
    for row in [r for r in rows[:14] if r.kind not in ("contents", "noise")][:8]:
        if row.kind == "item":
            break
        text = _joined(row.text if row.kind in ("heading", "text", "part", "annex") else row.value)
        kind = next((k for k, pattern, _ in TITLE_KINDS if len(text) < 160 and pattern.search(text)), "")
        if not kind and row.kind in ("heading", "text") and len(text) < 100 and _PLAN.search(text) and text[-1] not in ".,:":
            kind = "other"
        if kind:
            found.append(kind)
    if not found and any(r.text.casefold().rstrip(":") == "referat" for r in rows[:40]):
        return "minutes"
    first = found[0] if found else ""
    if first in ("", "other"):
        return next((k for k in found if k in OF_MEETINGS), next((k for k in found if k != "other"), first))
    if first in ("minutes", "minutes_draft", "minutes_approved"):
        return next((k for k in found if k in ("minutes_draft", "minutes_approved")), first)
    return first


def _joined(text: str) -> str:
    """Close up words that are spaced out: *R E F E R A T*."""
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), text)


def of_meeting(rows: Sequence[Row], items: Items, kind: str) -> bool:
    """Tell whether the items are those of a meeting: by the title, by their form, or by what stands under them."""
    if not items:
        return False
    places = list(items)
    under = [rows[a:b] for a, b in zip(places, [*places[1:], len(rows)], strict=True)]
    decisions = sum(any(r.kind == "part" and r.word == "decision" for r in part) for part in under)
    formed = sum(row.family in BY_FORM for row in items.values())
    if kind in OF_MEETINGS:
        return True
    if kind:
        return (formed > 1 or decisions > 1) and decisions * 2 >= len(items)
    cases = sum(any(r.kind == "part" and r.word in ("decision", "recommendation") for r in part) for part in under)
    procedure = any(_PROCEDURE.match(row.title) for row in items.values())
    head = rows[: places[0]][:40] if places else []
    convened = any((r.kind == "form" and r.word in ("date", "place")) or (r.kind == "part" and r.word in ("attendance", "absent")) for r in head)
    titled = any(MEETING_WORDS.search(r.text) and has_date(r.text) for r in head if len(r.text) < 160)
    return formed > 1 or cases > 1 or (procedure and (convened or titled or len(items) > 2)) or (convened and titled)


def document_kind(rows: Sequence[Row], sections: Sequence[Section], items: Items) -> tuple[str, str]:
    """Return the document's kind and title: from its first lines, else from whether its items have decisions."""
    title = next((r.text for r in rows[:12] if len(r.text) > 3 and r.kind in ("heading", "text", "item")), "")[:200]
    kind = title_kind(rows)
    if items and kind not in OF_MEETINGS:
        return ("minutes" if _has_decisions(sections) else "agenda"), title
    if kind == "agenda" and _has_decisions(sections):
        return "minutes", title
    return kind or "note", title


def _has_decisions(sections: Sequence[Section]) -> bool:
    return any(s.kind == "decision" and len(s.body) > 3 for s in sections)


_CLOCK = re.compile(r"(?:[Kk]l\.?\s?)?\d{1,2}[.:]\d{2}\s?[-–]\s?(?:kl\.?\s?)?\d{1,2}[.:]\d{2}(?!\d)|[Kk]l\.?\s?\d{1,2}(?:[.:]\d{2})?")
"""Hours of the day, which look like days of a month: 'Tid: kl. 9.30-12.00'."""


def read_head(index: int, rows: Sequence[Row], sections: Sequence[Section], flow: Flow, kind: str, titled: str) -> Meeting:
    """Read a meeting's head: title line, date, place; its kind is the paper's own where it has decisions or none."""
    head = _head(rows, sections, flow)
    own_kind = title_kind(head) if index else titled
    held = _has_decisions(sections)
    if own_kind in MINUTES or (index == 0 and kind in MINUTES and titled in MINUTES):
        own = own_kind
    elif held:
        own = "minutes"
    elif own_kind == "agenda" or not any(s.kind in ("absent", "attendance") for s in sections) or kind == "agenda":
        own = "agenda"
    else:
        own = "minutes" if kind in MINUTES else "agenda"
    lines = [r for r in head if r.kind in ("heading", "text") and len(r.text) < 200]
    titles = [r for r in lines if not r.number and not _LISTED.match(r.text) and MEETING_WORDS.search(_joined(r.text))]
    telling = [r for r in titles if lines.index(r) < 8 and r.text[-1] not in ".;" and (has_date(r.text) or len(r.text) > 24)]
    title = next(iter(telling or titles), None)
    forms = [r for r in head if r.kind == "form"]
    dates = [span for r in forms if r.word == "date" if (span := _content(r, head)) and has_date(_CLOCK.sub("", flow.text[slice(*span)]))]
    date_range = dates[0] if dates else _dated(title, lines)
    place = _content(next((r for r in forms if r.word == "place"), None), head)
    body = _content(next((r for r in forms if r.word == "body"), None), head)
    opening = title or (head[0] if head else None)
    return Meeting(
        index,
        flow.span(rows[0].start, rows[-1].end),
        own,
        date_span=flow.span(*date_range) if date_range else None,
        body_span=flow.span(*body) if body else None,
        title_span=flow.span(opening.start, opening.end) if opening else None,
        place=flow.text[place[0] : place[1]] if place else "",
        place_span=flow.span(*place) if place else None,
    )


def _head(rows: Sequence[Row], sections: Sequence[Section], flow: Flow) -> list[Row]:
    """Return the rows before the first item, at most 60."""
    first = next((s for s in sections if s.kind in ("agenda_item", "closed")), None)
    end = flow.position(first.span.start if first else sections[-1].span.end) if sections else 0
    return ([r for r in rows if not sections or r.start < end] or list(rows[:1]))[:60]


def _dated(title: Row | None, lines: Sequence[Row]) -> tuple[int, int] | None:
    """Return the range of the line that dates a meeting: its title, a weekday with a date, any short line with a date."""
    row = title if title and has_date(title.text) else None
    row = row or next((r for r in lines if _WEEKDAY.search(r.text)), None)
    row = row or next((r for r in lines if has_date(r.text) and len(r.text) < 120), None)
    return (row.start, row.end) if row else None


def _content(row: Row | None, rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return the flow range of what a form label holds: on its line, else the line below."""
    if row is None:
        return None
    if row.content < row.end:
        return row.content, row.end
    below = next((r for r in rows if r.start > row.end), None)
    return (below.start, below.end) if below and below.kind in ("text", "heading") else None
