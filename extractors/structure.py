"""A document's parts: meetings, agenda items, their parts, annexes, headings, and the sentences in them.

Reads labels and numbering, never the words of one body. Not caught: items told apart by type size only, and tables
whose columns an export has interleaved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.flow import Flow
from extractors.layout import CLOSED, MEETING_WORDS, TITLE_KINDS, Row, has_date, rows_of
from extractors.records import Document, Meeting, Reading, Section, Sentence, Span
from extractors.sentences import sentence_ranges

MINUTES = {"minutes", "minutes_draft", "minutes_approved"}
_HOLDS_HEADINGS = {"summary", "recommendation", "case", "economy", "communication", "process", "remarks", "earlier", "decision"}
_CASE_ID = re.compile(r"\b(?:[A-Z]{2,4}-\d{4}-\d{4,6}|\d{1,2}-\d{2}-\d{2}-\d{1,3}-\d{2}|\d{2}/\d{3,6}|\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d{1,4}-\d{2})\b")
_ITEM_FAMILIES = ("punkt", "access", "sag", "dagsordenspunkt")


def structure(document: Document, flow: Flow) -> Reading:
    """Return a reading with sections, sentences and meetings.

    Sections are in the order of their starts; a section's parent stands before it. A layout never seen gives headings
    and paragraphs.
    """
    rows = rows_of(flow.text)
    items = _items(rows)
    if _title_kind(rows) in ("note", "press_release", "agreement", "annex") and not _by_form(rows, items):
        items = {}
    borders = _meeting_borders(rows, items)
    builder = _Builder(flow)
    for number, (first, last) in enumerate(borders):
        builder.part(rows, first, last, items, number)
    sections = tuple(builder.sections)
    kind, title = _document_kind(rows, sections, items)
    meetings = tuple(
        _meeting(index, rows[first:last], [s for s in sections if s.meeting == index], flow, kind)
        for index, (first, last) in enumerate(borders)
        if items or kind in MINUTES | {"agenda"}
    )
    if meetings and kind not in MINUTES | {"agenda"}:
        kind = meetings[0].kind
    if not meetings:
        sections = tuple(replace(section, meeting=None) for section in sections)
    sentences = tuple(_sentences(sections, flow))
    return Reading(document, kind=kind, title=document.origin.title or title, sections=sections, sentences=sentences, meetings=meetings)


def _items(rows: Sequence[Row]) -> dict[int, Row]:
    """Choose the rows that open agenda items: the strong forms, else the best run of numbered headings."""
    strong = {i: r for i, r in enumerate(rows) if r.kind == "item" and r.family in _ITEM_FAMILIES}
    if strong:
        kept: dict[int, Row] = {}
        last = -1
        for i, row in strong.items():
            between = sum(1 for r in rows[last + 1 : i] if r.kind in ("text", "part")) if last >= 0 else 9
            if last >= 0 and kept[last].number == row.number and (between <= 24 and not _decided(rows[last:i])):
                kept[last] = replace(kept[last], title=kept[last].title or row.title, access=row.access or kept[last].access)
                continue
            kept[i] = row
            last = i
        return kept
    numbered = [(i, r) for i, r in enumerate(rows) if r.family in ("weak", "ad") and r.number]
    runs: list[list[tuple[int, Row]]] = []
    for i, row in numbered:
        fits = [run for run in runs if int(run[-1][1].number) + 1 == int(row.number) and run[-1][1].family == row.family]
        if fits:
            fits[-1].append((i, row))
        else:
            runs.append([(i, row)])
    chosen: dict[int, Row] = {}
    for run in sorted(runs, key=lambda run: (-_weight(run, rows), run[0][0])):
        apart = all(run[-1][0] < min(chosen) or run[0][0] > max(chosen) for _ in (0,) if chosen)
        if len(run) > 1 and _weight(run, rows) >= 4 and apart:
            chosen.update(run)
    return dict(sorted(chosen.items()))


def _decided(rows: Sequence[Row]) -> bool:
    return any(r.kind == "part" and r.word in ("decision", "absent") for r in rows)


def _weight(run: Sequence[tuple[int, Row]], rows: Sequence[Row]) -> int:
    """Weigh a run of numbered headings: two for each that has a part under it, one for each with text under it."""
    total = 0
    for place, (i, _) in enumerate(run):
        stop = run[place + 1][0] if place + 1 < len(run) else min(len(rows), i + 12)
        under = rows[i + 1 : stop]
        parts = sum(1 for r in under if r.kind == "part" and r.word not in ("attendance", "contents"))
        text = sum(len(r.text) for r in under if r.kind == "text")
        total += 2 * bool(parts) + (text > 30) - (not under)
    return total


def _meeting_borders(rows: Sequence[Row], items: dict[int, Row]) -> list[tuple[int, int]]:
    """Split the rows into meetings: a new title line, or numbering that begins again."""
    starts = [0]
    last_number, last_index = 0, 0
    for i, row in items.items():
        number = int("".join(c for c in row.number if c.isdigit()))
        if number <= last_number and number <= 3 and last_number > 2:
            title = next((j for j in range(i - 1, last_index, -1) if _is_title(rows[j])), i)
            starts.append(title if i - title < 40 else i)
        last_number, last_index = number, i
    starts = sorted(set(starts))
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def _is_title(row: Row) -> bool:
    return len(row.text) < 160 and bool(MEETING_WORDS.search(row.text)) and has_date(row.text) and row.kind in ("heading", "text")


@dataclass(slots=True)
class _Builder:
    """Collects the sections of one document in order."""

    flow: Flow
    sections: list[Section]

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.sections = []

    def add(self, kind: str, rows: Sequence[Row], first: int, last: int, **details: object) -> Section:
        start, end = rows[first].start, rows[last - 1].end
        content = int(details.pop("content", -1))  # type: ignore[call-overload]
        if content < 0:
            content = start
        content = min(content, end)
        while content < end and self.flow.text[content] in " \n\t":
            content += 1
        whole = self.flow.span(start, end)
        body = self.flow.span(content, end) if content < end else Span(whole.end, whole.end)
        section = Section(len(self.sections), kind, whole, body, **details)  # type: ignore[arg-type]
        self.sections.append(section)
        return section

    def part(self, rows: Sequence[Row], first: int, last: int, items: dict[int, Row], meeting: int) -> None:
        """Add one meeting's (or one whole document's) sections."""
        opens = [i for i in items if first <= i < last]
        annex = next((i for i in range(opens[-1] if opens else last, last) if rows[i].kind == "annex"), last)
        stop = annex if opens else last
        self.parts(rows, first, opens[0] if opens else stop, None, meeting, "header" if opens else "body")
        for place, i in enumerate(opens):
            end = opens[place + 1] if place + 1 < len(opens) else stop
            self.item(rows, i, end, items[i], meeting)
        if stop < last:
            parent = self.add("annex", rows, stop, last, title=rows[stop].text, content=rows[stop].end, meeting=meeting)
            self.parts(rows, stop + 1, last, parent.index, meeting, "annex")

    def item(self, rows: Sequence[Row], first: int, last: int, row: Row, meeting: int) -> None:
        title_end = first + 1
        title = row.title
        while title_end < last and _repeats(rows[title_end], row):
            title = title or rows[title_end].title
            title_end += 1
        if not title and title_end < last and rows[title_end].kind in ("heading", "text") and len(rows[title_end].text) < 250:
            title = rows[title_end].text
            title_end += 1
        elif title and not row.title and title_end < last:
            title_end += 0
        case_id = document_id = ""
        for other in rows[first : min(last, title_end + 14)]:
            if other.kind == "form" and other.word in ("case_id", "document_id"):
                value = other.text[other.content - other.start :].strip()
                if other.word == "case_id":
                    case_id = case_id or value
                else:
                    document_id = document_id or value
            elif not case_id and len(other.text) < 60 and (found := _CASE_ID.search(other.text)):
                case_id = found.group()
        access = row.access
        kind = "closed" if CLOSED.match(access) or (CLOSED.match(title) and len(title) < 40) else "agenda_item"
        title = re.sub(r"\s*[-–]?\s*\((?:åben|lukket|offentlig|fortrolig)\)\s*$", "", title, flags=re.IGNORECASE)
        details = tuple((n, v) for n, v in (("case_id", case_id), ("document_id", document_id), ("access", access)) if v)
        section = self.add(
            kind, rows, first, last, title=title, number=row.number, meeting=meeting, details=details,
            content=rows[title_end - 1].end if title_end > first else -1,
        )
        self.parts(rows, title_end, last, section.index, meeting, "body")

    def parts(self, rows: Sequence[Row], first: int, last: int, parent: int | None, meeting: int, default: str) -> None:
        """Add the parts between two rows: labelled parts, headings, and what stands before them."""
        if first >= last:
            return
        marks: list[tuple[int, str, str]] = []
        for i in range(first, last):
            row = rows[i]
            if row.kind == "item" or (row.kind == "heading" and row.listed):
                if row.kind == "item" and marks:
                    marks.append((i, default, ""))
            elif row.kind == "heading" and default == "header" and not marks:
                marks.append((i, default, row.text))
            elif row.kind == "part":
                marks.append((i, row.word, row.title))
            elif row.kind == "contents" and (not marks or marks[-1][1] != "contents"):
                marks.append((i, "contents", ""))
            elif row.kind == "annex":
                marks.append((i, "annex", row.title))
            elif row.kind == "heading" and not (row.family == "ad" and marks and marks[-1][1] in ("decision", "recommendation")) and (not marks or marks[-1][1] not in ("absent", "attachments", "attendance") or row.text.isupper()):
                if marks and marks[-1][1] == "contents" and row.number:
                    continue
                marks.append((i, "heading", row.title or row.text))
            elif row.kind == "form" and marks and marks[-1][1] in ("attendance", "contents", "absent") and parent is None:
                marks.append((i, default, ""))
        if not marks or marks[0][0] > first:
            marks.insert(0, (first, default, ""))
        above: int | None = None
        for place, (i, kind, title) in enumerate(marks):
            end = marks[place + 1][0] if place + 1 < len(marks) else last
            row = rows[i]
            labelled = kind != default or bool(title)
            content = row.content if row.kind == "part" else (row.end if kind == "heading" else -1)
            label = row.text[:80] if labelled and row.kind == "part" and row.content == row.end else ""
            section = self.add(
                kind, rows, i, end, title=title or label, meeting=meeting, content=content if labelled else -1,
                parent=above if kind == "heading" and above is not None else parent,
                details=(("date", row.number),) if row.kind == "part" and row.number else (),
            )
            if kind != "heading":
                above = section.index if kind in _HOLDS_HEADINGS else None


def _repeats(row: Row, item: Row) -> bool:
    """Tell whether a row under an item's number only repeats its number and title."""
    if row.kind == "item" and row.number == item.number:
        return True
    if _CASE_ID.fullmatch(row.text.strip()):
        return True
    return bool(item.title) and row.kind in ("heading", "text") and row.text.casefold() == item.title.casefold()


def _by_form(rows: Sequence[Row], items: dict[int, Row]) -> bool:
    """Tell whether items are items by their form or by decisions under them, not by numbering alone."""
    return any(row.family in _ITEM_FAMILIES for row in items.values()) or (bool(items) and _decided(rows))


def _title_kind(rows: Sequence[Row]) -> str:
    """Return the kind that the first lines of a document name, or the empty string."""
    for row in [r for r in rows[:12] if r.kind != "contents"][:8]:
        if row.kind == "item":
            break
        text = row.text if row.kind in ("heading", "text", "part") else row.text[row.content - row.start :]
        kind = next((k for k, pattern in TITLE_KINDS if len(text) < 160 and pattern.search(text)), "")
        if kind:
            return kind
    return ""


def _document_kind(rows: Sequence[Row], sections: Sequence[Section], items: dict[int, Row]) -> tuple[str, str]:
    """Return the document's kind and title: from its first lines, else from whether its items have decisions."""
    title = next((r.text for r in rows[:12] if len(r.text) > 3 and r.kind in ("heading", "text", "item")), "")[:200]
    kind = _title_kind(rows)
    decided = any(s.kind == "decision" and len(s.body) > 3 for s in sections)
    if items and kind not in MINUTES | {"agenda"}:
        kind = "minutes" if decided else "agenda"
    elif kind == "agenda" and decided:
        kind = "minutes"
    if not kind:
        kind = "note"
    return kind, title


def _meeting(index: int, rows: Sequence[Row], sections: Sequence[Section], flow: Flow, kind: str) -> Meeting:
    """Read a meeting's head: title line, date, place; its kind is the paper's own where it has decisions or none."""
    decided = any(s.kind == "decision" and len(s.body) > 3 for s in sections)
    own = kind if index == 0 and kind in MINUTES | {"agenda"} else ("minutes" if decided else "agenda")
    if own == "minutes" and not decided and not any(s.kind in ("absent", "attendance") for s in sections):
        own = "minutes" if index == 0 and kind in MINUTES else "agenda"
    head = [r for r in rows if not sections or r.start < flow.position(_head_end(sections))] or list(rows[:1])
    head = head[:60]
    title = next((r for r in head if MEETING_WORDS.search(r.text) and len(r.text) < 200 and r.kind in ("heading", "text")), None)
    dates = [r for r in head if r.kind == "form" and r.word == "date"]
    date_row = dates[0] if dates else (title if title and has_date(title.text) else None)
    if date_row is None:
        date_row = next((r for r in head if has_date(r.text) and len(r.text) < 120 and r.kind in ("heading", "text")), None)
    place = _content(next((r for r in head if r.kind == "form" and r.word == "place"), None), head)
    body = _content(next((r for r in head if r.kind == "form" and r.word == "body"), None), head)
    date_range = _content(date_row, head)
    return Meeting(
        index,
        flow.span(rows[0].start, rows[-1].end),
        own,
        date_span=flow.span(*date_range) if date_range else None,
        body_span=flow.span(*body) if body else None,
        title_span=flow.span(title.start, title.end) if title else (flow.span(head[0].start, head[0].end) if head else None),
        place=flow.text[place[0] : place[1]] if place else "",
        place_span=flow.span(*place) if place else None,
    )


def _head_end(sections: Sequence[Section]) -> int:
    first = next((s for s in sections if s.kind in ("agenda_item", "closed")), None)
    return first.span.start if first else sections[-1].span.end


def _content(row: Row | None, rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return the flow range of what a form label holds: on its line, else the line below."""
    if row is None:
        return None
    if row.kind != "form":
        return row.start, row.end
    if row.content < row.end:
        return row.content, row.end
    below = next((r for r in rows if r.start > row.end), None)
    return (below.start, below.end) if below and below.kind in ("text", "heading") else None


def _sentences(sections: Sequence[Section], flow: Flow) -> list[Sentence]:
    """Cut every section's own text (not that of its parts) into sentences, list items and rows."""
    children: dict[int, list[Section]] = {}
    for section in sections:
        if section.parent is not None:
            children.setdefault(section.parent, []).append(section)
    found: list[Sentence] = []
    for section in sections:
        if section.kind == "contents":
            continue
        start, end = flow.range(section.span)
        if section.index in children:
            end = flow.range(children[section.index][0].span)[0]
        body = flow.range(section.body)[0] if len(section.body) else end
        position = start
        while position < end:
            stop = flow.text.find("\n", position, end)
            stop = end if stop < 0 else stop
            text = flow.text[position:stop]
            if text.strip():
                if stop <= body and position < body:
                    kind = "heading"
                elif "\t" in text:
                    kind = "row"
                elif text[0] in "•●▪◦-–*" or text[:3].rstrip(".) ").isdigit():
                    kind = "item"
                else:
                    kind = "sentence"
                ranges = ((position, stop),) if kind in ("heading", "row") else sentence_ranges(flow.text, position, stop)
                found.extend(Sentence(flow.span(a, b), section.index, kind) for a, b in ranges)
            position = stop + 1
    return sorted(found, key=lambda s: (s.span, s.section))
