"""A document's parts: meetings, agenda items, their parts, annexes, headings, and the sentences in them.

Reads labels and numbering, never the words of one body. Not caught: items told apart by type size only, and tables
whose columns an export has interleaved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.casehead import common_lines, lead_lines, read_case_head, tagged_titles
from extractors.dates import find_dates
from extractors.flow import Flow, skipped
from extractors.heads import OF_MEETINGS, document_kind, of_meeting, read_head, title_kind
from extractors.layout import Row, is_person, rows_of
from extractors.numbering import Items, find_items, listed_items, meeting_borders, unnumbered_items
from extractors.records import Document, Meeting, Reading, Section, Sentence, Span
from extractors.sentences import sentence_ranges

_HOLDS_HEADINGS = {"summary", "recommendation", "case", "economy", "communication", "process", "remarks", "earlier", "decision"}
_LISTS = {"absent", "attendance"}
_AGENDA = re.compile(r"(?:dagsorden(?:en)?(?: med referat| for mødet)?|emner|mødets punkter|program)\s*:?", re.IGNORECASE)
_NOT_PEOPLE = re.compile(
    r"(?:godkendt|drøftet|tiltrådt|tilrådt|taget|tages|indstilling\w*|udvalget|rådet|byrådet|dagsorden\w*|referatet|sagen|punktet|mødet|der|formanden|udsat|anbefal\w*|vedtaget"
    r"|orientering\w*|fremsendes|oversendes|spørgsmål|næste|oplægget|klyngen|forslaget)\b(?! [A-ZÆØÅ][a-zæøå]+ \()",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:bød|takkede|fortalte|åbnede|orienterede|indledte|blev|godkendte|godkendt|sagde|spurgte|drøftede|besluttede|oplyste|er|har|skal|vil|kan)\b")
_OF_PRESENCE = re.compile(r"\b(?:afbud|fravær\w*|deltog|deltager|deltage|stedfortræder|suppleant|mødt|mødte|til stede|ankom|forlod)\b", re.IGNORECASE)
_RECOMMENDS = re.compile(r"(?:Administrationen|Forvaltningen|Sekretariatet|Formanden|Formandskabet|Direktionen|Direktøren|\w+forvaltningen|\w+direktøren|Det) indstille[rs]\b")
_OPENS_ABSENCE = re.compile(r"der (?:var|er)(?: meldt)? afbud", re.IGNORECASE)
_NOTE = re.compile(r"(?:NOTAT|N O T A T|Notat|BILAG|Høringssvar|HØRINGSSVAR)(?:\s+(?:om|vedr\.?|til)\s.*|\s*[-–:]\s.*)?$")


def structure(document: Document, flow: Flow) -> Reading:
    """Return a reading with sections, sentences and meetings.

    Sections are in the order of their starts; a section's parent stands before it. A layout never seen gives headings
    and paragraphs.
    """
    everything = rows_of(flow.text)
    kept = [r for r in everything if r.kind != "noise"]
    titled = title_kind(kept)
    rows, items = find_items(kept, titled=titled in OF_MEETINGS)
    if not of_meeting(rows, items, titled):
        items = {}
    if not items and titled in OF_MEETINGS:
        items = unnumbered_items(rows) or (listed_items(rows) if titled == "agenda" else {})
    borders = meeting_borders(rows, items)
    builder = _Builder(document, flow, rows, items)
    for number, (first, last) in enumerate(borders):
        builder.part(first, last, number)
    sections = tuple(builder.sections)
    held = bool(items) or titled in OF_MEETINGS
    meetings = _meetings(rows, borders, sections, flow, titled, titled) if held else ()
    sections = _earlier(sections, meetings, flow)
    kind, title = document_kind(rows, sections, items)
    if held:
        meetings = _meetings(rows, borders, sections, flow, kind, titled)
        kind = kind if kind in OF_MEETINGS else meetings[0].kind
    else:
        sections = tuple(replace(section, meeting=None) for section in sections)
    noise = {r.start for r in everything if r.kind == "noise"}
    sentences = tuple(_sentences(sections, flow, noise, [flow.position(s.start) for s in skipped(document)]))
    return Reading(document, kind=kind, title=document.origin.title or title, sections=sections, sentences=sentences, meetings=meetings)


def _meetings(rows: Sequence[Row], borders: Sequence[tuple[int, int]], sections: Sequence[Section], flow: Flow, kind: str, titled: str) -> tuple[Meeting, ...]:
    return tuple(
        read_head(index, rows[first:last], [s for s in sections if s.meeting == index], flow, kind, titled) for index, (first, last) in enumerate(borders)
    )


def _earlier(sections: tuple[Section, ...], meetings: Sequence[Meeting], flow: Flow) -> tuple[Section, ...]:
    """Tell what was decided at earlier meetings from what this meeting decided, by the dates of the decisions."""
    days = {m.index: _day(flow.slice(m.date_span)) for m in meetings if m.date_span}
    found = []
    for section in sections:
        held = days.get(section.meeting, "") if section.meeting is not None else ""
        dated = _day(section.detail("date")) if section.kind == "decision" and section.detail("date") else ""
        found.append(replace(section, kind="earlier") if dated and held and dated < held else section)
    return tuple(found)


def _day(text: str) -> str:
    return next((f.value for f in find_dates(text) if len(f.value) == 10), "")


@dataclass(slots=True)
class _Builder:
    """Collects the sections of one document in order."""

    document: Document
    flow: Flow
    rows: Sequence[Row]
    items: Items
    sections: list[Section] = field(default_factory=list)
    common: frozenset[str] = frozenset()
    lead: dict[int, Row] = field(default_factory=dict)
    tagged: bool = False

    def __post_init__(self) -> None:
        self.common = common_lines(self.rows, self.items)
        self.lead = lead_lines(self.rows, self.items)
        self.tagged = tagged_titles(self.items)

    def gap(self, above: Row, below: Row) -> int:
        """Return how many line ends stand between two rows in the kept text."""
        offsets = self.flow.offsets
        return self.document.text.count("\n", offsets[above.end - 1], offsets[below.start])

    def add(self, kind: str, first: int, last: int, *, content: int = -1, title: str = "", number: str = "", parent: int | None = None, meeting: int, details: tuple[tuple[str, str], ...] = ()) -> Section:
        start, end = self.rows[first].start, self.rows[last - 1].end
        content = min(start if content < 0 else content, end)
        while content < end and self.flow.text[content] in " \n\t":
            content += 1
        whole = self.flow.span(start, end)
        body = self.flow.span(content, end) if content < end else Span(whole.end, whole.end)
        section = Section(len(self.sections), kind, whole, body, title, number, parent, meeting, details)
        self.sections.append(section)
        return section

    def part(self, first: int, last: int, meeting: int) -> None:
        """Add one meeting's (or one whole document's) sections."""
        opens = [i for i in self.items if first <= i < last]
        stop = self._annex(opens[-1] + 1, last) if opens else last
        self.parts(first, self._end(opens[0]) if opens else stop, None, meeting, "header" if opens else "body")
        for place, i in enumerate(opens):
            self.item(i, self._end(opens[place + 1]) if place + 1 < len(opens) else stop, meeting)
        if stop < last:
            row = self.rows[stop]
            parent = self.add("annex", stop, last, title=row.text, content=row.end, meeting=meeting)
            self.parts(stop + 1, last, parent.index, meeting, "annex")

    def _end(self, i: int) -> int:
        """Return where the item before an item ends: before the line above it with its case's number."""
        return i - 1 if i in self.lead else i

    def _annex(self, first: int, last: int) -> int:
        """Return the place where what is annexed begins: an annex's heading with text of its own, or a note's."""
        for i in range(first, last):
            row = self.rows[i]
            if row.kind == "annex" and self._has_text(i, last):
                return i
            if row.kind in ("heading", "text") and len(row.text) < 120 and _NOTE.match(row.text) and self._has_text(i, last):
                return i
        return last

    def _has_text(self, i: int, last: int) -> bool:
        """Tell whether running text stands under a row before the next annex or part."""
        for row in self.rows[i + 1 : min(last, i + 14)]:
            if row.kind in ("annex", "item", "part"):
                return row.kind == "part" and row.word not in ("attachments", "absent", "attendance")
            if row.kind == "text" and len(row.text) > 80:
                return True
        return False

    def item(self, first: int, last: int, meeting: int) -> None:
        head = read_case_head(
            self.rows, first, last, self.items[first], gap=self.gap, common=self.common, lead=self.lead.get(first), tagged=self.tagged
        )
        section = self.add(
            "closed" if head.closed else "agenda_item", first, last,
            title=head.title, number=self.items[first].number, meeting=meeting, details=head.details, content=self.rows[head.end - 1].end,
        )  # fmt: skip
        self.parts(head.end, last, section.index, meeting, "body", quiet=head.quiet)

    def parts(self, first: int, last: int, parent: int | None, meeting: int, default: str, *, quiet: frozenset[int] = frozenset()) -> None:
        """Add the parts between two rows: labelled parts, headings, and what stands before them.

        No heading begins at a row in ``quiet``.
        """
        if first >= last:
            return
        marks = self._marks(first, last, parent, default, quiet)
        above: int | None = None
        annex: int | None = None
        for place, (i, kind, title) in enumerate(marks):
            end = marks[place + 1][0] if place + 1 < len(marks) else last
            row = self.rows[i]
            opens = row.kind in ("part", "heading", "annex", "contents") and kind != default
            content = -1 if not opens else row.content if row.kind == "part" else row.end if kind in ("heading", "contents") and row.kind == "heading" else -1
            label = row.text[:80].lstrip("•●▪-– ") if opens and row.kind == "part" and row.content == row.end else ""
            section = self.add(
                kind, i, end, title=title or label, meeting=meeting, content=content,
                parent=above if kind == "heading" and above is not None else annex if kind in _LISTS and annex is not None else parent,
                details=(("date", row.number),) if row.kind == "part" and row.number else (),
            )  # fmt: skip
            annex = section.index if kind == "annex" else annex
            if kind != "heading":
                above = section.index if kind in _HOLDS_HEADINGS else None

    def _marks(self, first: int, last: int, parent: int | None, default: str, quiet: frozenset[int]) -> list[tuple[int, str, str]]:
        """Return where sections begin between two rows: place, kind, title."""
        marks: list[tuple[int, str, str]] = []

        def current() -> str:
            return marks[-1][1] if marks else ""

        for i in range(first, last):
            row = self.rows[i]
            title = ""
            if row.kind == "part" and (row.family != "list" or (parent is None and current() not in _HOLDS_HEADINGS)):
                kind, title = (default, "") if default == "header" and row.word in _HOLDS_HEADINGS else (row.word, row.title)
            elif row.kind == "item":
                kind = default if marks else ""
            elif row.kind == "contents" or (default == "header" and self._lists_items(i, last)):
                kind = "contents" if current() != "contents" else ""
            elif (row.kind == "annex" and current() not in ("attachments", "contents")) or (row.kind == "annex" and self._has_text(i, last)):
                kind, title = "annex", row.title
            elif row.kind == "heading" and i not in quiet:
                kind, title = self._heading(row, i, last, default, current())
            elif not marks and default == "body" and parent is not None and row.kind == "text" and _RECOMMENDS.match(row.text):
                kind = "recommendation"
            elif current() in _LISTS and self._ends_list(row):
                kind = "decision" if parent is not None and next((k for _, k, _ in reversed(marks) if k not in _LISTS), "") == "decision" else default
            elif (row.kind == "form" and current() in ("attendance", "contents", "absent") and parent is None) or (current() == "contents" and len(row.text) > 160):
                kind = default
            else:
                kind = ""
            if kind:
                marks.append((i, kind, title))
        if not marks or marks[0][0] > first:
            marks.insert(0, (first, default, self.rows[first].text if default == "header" and self.rows[first].kind == "heading" else ""))
        return marks

    def _heading(self, row: Row, i: int, last: int, default: str, current: str) -> tuple[str, str]:
        """Return the kind and title of the section that a heading begins, empty where it begins none."""
        if row.listed or (row.family == "ad" and current in ("decision", "recommendation")) or (current == "contents" and row.number):
            return "", ""
        following = self.rows[i + 1] if i + 1 < last else None
        over_text = following is not None and following.kind == "text" and len(following.text) > 80 and not is_person(row.text) and row.text[-1] != ":" and not row.number
        if current in ("absent", "attendance", "attachments", "contents"):
            if row.text.isupper() or (default != "header" and over_text and current != "contents"):
                return ("header", row.text) if default == "header" else ("heading", row.title or row.text)
            return "", ""
        if default == "header":
            return "", ""
        return "heading", row.title or row.text

    def _lists_items(self, i: int, last: int) -> bool:
        """Tell whether a heading stands over a bare list of the items: *Dagsorden* and their titles."""
        row = self.rows[i]
        if row.kind not in ("heading", "text") or not _AGENDA.fullmatch(row.text):
            return False
        under = self.rows[i + 1 : min(last, i + 4)]
        return len(under) > 1 and sum(bool(re.match(r"(?:[-•]\s*)?\d{1,3}[.)]?\s", r.text)) for r in under) * 2 > len(under)

    def _ends_list(self, row: Row) -> bool:
        """Tell whether a row goes on with the minutes instead of a list of people."""
        if row.kind not in ("text", "heading") or "\t" in row.text or _OPENS_ABSENCE.match(row.text):
            return False
        told = row.text[-1] == "." and bool(_TELLS.search(row.text)) and not _OF_PRESENCE.search(row.text)
        return told or bool(_AGENDA.fullmatch(row.text)) or bool(_NOT_PEOPLE.match(row.text)) or len(row.text) > 400


def _sentences(sections: Sequence[Section], flow: Flow, noise: set[int], cuts: Sequence[int]) -> list[Sentence]:
    """Cut every section's own text (not that of its parts) into sentences, list items and rows; none runs through furniture."""
    first_child: dict[int, Section] = {}
    for section in sections:
        if section.parent is not None:
            first_child.setdefault(section.parent, section)
    found: list[Sentence] = []
    for section in sections:
        if section.kind == "contents":
            continue
        start, end = flow.range(section.span)
        if section.index in first_child:
            end = flow.range(first_child[section.index].span)[0]
        body = flow.range(section.body)[0] if len(section.body) else end
        position = start
        while position < end:
            stop = flow.text.find("\n", position, end)
            stop = end if stop < 0 else stop
            text = flow.text[position:stop]
            if text.strip() and position not in noise:
                kind = _sentence_kind(text, stop <= body and position < body)
                ranges = ((position, stop),) if kind in ("heading", "row") else sentence_ranges(flow.text, position, stop)
                found.extend(Sentence(flow.span(a, b), section.index, kind) for whole in ranges for a, b in _uncut(*whole, flow.text, cuts))
            position = stop + 1
    return sorted(found, key=lambda s: (s.span.start, s.span.end, s.section))


def _sentence_kind(text: str, heading: bool) -> str:
    if heading:
        return "heading"
    if "\t" in text:
        return "row"
    return "item" if text[0] in "•●▪◦-–*" or re.match(r"\d{1,2}[.)]\s|[a-zæøå][.)]\s", text) else "sentence"


def _uncut(start: int, end: int, text: str, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a range where a running header or footer has been left out of the flow."""
    inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    found = []
    for a, b in zip([start, *inside], [*inside, end], strict=True):
        piece = text[a:b]
        if piece.strip():
            found.append((b - len(piece.lstrip()), a + len(piece.rstrip())))
    return found
