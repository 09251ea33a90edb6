"""The running text of a document: line ends joined as a reader joins them, every code point traced to the text as kept.

A paragraph is one line of the flow. Not caught: columns of a table that a PDF export has interleaved.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.labels import opens_case, part_kind, split_label
from extractors.records import Document, Span

KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|til)\b")
_BULLET = re.compile(r"[•●▪◦]|[\-–*]\s|\d{1,3}[.)]\s(?=[A-ZÆØÅ\"”“'’(]|at\s)|[a-zæøå][.)]\s|Ad\s\d")
_ORDINAL_END = re.compile(r"\d\.$")
_PAGE_MARK = re.compile(r"(?:[Ss]ide|[Pp]age|S\.)\s\d{1,4}(?:\s?(?:af|/|of)\s?\d{1,4})?$|-\s?\d{1,4}\s?-$|\d{1,3}\s?/\s?\d{1,3}$")
_PAGE_AT_END = re.compile(r"\b(?:[Ss]ide|[Pp]age)\s\d{1,4}(?:\s?(?:af|/|of)\s?\d{1,4})?$")
_DIGITS = re.compile(r"\d+")
_ENTRY = re.compile(r"(?:[A-ZÆØÅ][\wæøåéü'’.-]*\s){1,4}[A-ZÆØÅ][\wæøåéü'’-]+(?:\s\([A-ZÆØÅ]\))?,\s\S")
"""How an entry in a list of people begins: a name and a comma. Two such lines are two entries, however long."""
_TERMINAL = ".:;!?"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the kept text: its span without outer white space."""

    start: int
    end: int
    text: str
    blank_before: int


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Text whose paragraphs are lines; ``offsets[i]`` is where code point i stands in the text as kept."""

    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> Span:
        """Map a non-empty flow range to the kept text."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def position(self, offset: int) -> int:
        """Map an offset of the kept text to the first flow position at or after it."""
        return bisect_left(self.offsets, offset)

    def range(self, span: Span) -> tuple[int, int]:
        """Map a span of the kept text to a flow range."""
        return bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end)

    def slice(self, span: Span) -> str:
        """Return a span's text with its line ends joined."""
        start, end = self.range(span)
        return self.text[start:end]


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the non-empty lines of a document, running headers and footers left out.

    >>> [line.text for line in lines_of(Document("", "", "", "", "text/plain", " A \\n\\nB\\nSide 2 af 3\\n"))]
    ['A', 'B']
    """
    left_out = {span.start for span in skipped(document)}
    lines: list[Line] = []
    blank = 0
    for begin, line in _raw_lines(document.text):
        if not line or begin in left_out:
            blank += 1
        else:
            lines.append(Line(begin, begin + len(line), line, blank))
            blank = 0
    return tuple(lines)


def skipped(document: Document) -> tuple[Span, ...]:
    """Return the lines that no reader reads on: the document's furniture, page numbers, and headers that count pages.

    Text without pages has no furniture of its own, so a line counts as a header where it ends in a page number and
    comes back with another.
    """
    furniture = document.furniture
    place = 0
    found: list[Span] = []
    counting: dict[str, list[Span]] = {}
    for begin, line in _raw_lines(document.text):
        if not line:
            continue
        end = begin + len(line)
        while place < len(furniture) and furniture[place].end < end:
            place += 1
        if (place < len(furniture) and furniture[place].start <= begin and end <= furniture[place].end) or ((line[-1] == "-" or line[-1].isdigit()) and _PAGE_MARK.match(line)):
            found.append(Span(begin, end))
        elif len(line) < 120 and line[-1].isdigit() and _PAGE_AT_END.search(line):
            counting.setdefault(_DIGITS.sub("0", line), []).append(Span(begin, end))
    opens = next((begin for begin, line in _raw_lines(document.text) if line), 0)
    found += [span for spans in counting.values() if len(spans) > 1 for span in spans if span.start != opens]
    return tuple(sorted(found))


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield every line without outer white space, with the place where it begins."""
    start = 0
    for raw in text.split("\n"):
        line = raw.strip()
        yield (start + len(raw) - len(raw.lstrip()) if line and len(line) < len(raw) else start), line
        start += len(raw) + 1


def wrap_width(lines: tuple[Line, ...]) -> int:
    """Return the column at which a document's lines are wrapped, 0 where paragraphs are lines.

    >>> wrap_width(tuple(Line(0, 70, "x" * 70, 0) for _ in range(20)))
    70
    """
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 30)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    return 0 if width > 150 or lengths[-1] > 2 * width else width


def joins(above: Line, below: Line, width: int) -> bool:
    """Tell whether a reader goes on from one line to the next as in one paragraph."""
    first = below.text[0]
    if above.text[-1] in "-\u00ad" and len(above.text) > 1 and above.text[-2].isalnum() and first.islower():
        return below.blank_before <= 2 or above.text[-2].islower()
    if part_kind(above.text) or part_kind(below.text) or split_label(below.text)[0] or below.text.startswith(("http://", "https://", "www.")) or _BULLET.match(below.text) or opens_case(below.text):
        return False
    if first.islower() and _ORDINAL_END.search(above.text) and below.blank_before <= 1:
        return True
    if below.blank_before == 0:
        if "\t" in above.text or "\t" in below.text:
            return first.islower() and "\t" not in below.text
        if _ENTRY.match(above.text) and _ENTRY.match(below.text):
            return False
        full = width > 0 and len(above.text) + len(below.text.split(maxsplit=1)[0]) + 1 >= width * 0.9
        return full or (first.islower() and above.text[-1] not in _TERMINAL)
    return (
        below.blank_before <= 2
        and first.islower()
        and above.text[-1] not in _TERMINAL
        and (above.text[-1] == "," or len(above.text) >= max(40, 0.5 * width))
        and "\t" not in above.text
    )


def flow_of(document: Document, lines: tuple[Line, ...] | None = None) -> Flow:
    """Return the running text of a document.

    A hyphen at a line end is dropped before a small letter, but stays before og, eller, samt and til, and after a
    digit or a capital (``../gold/GUIDELINES.md``, surfaces).

    >>> flow_of(Document("", "", "", "", "text/plain", "Børne- og ung-\\ndomspsykiatri i\\nRegion Fyn, 10-\\nårsplan")).text
    'Børne- og ungdomspsykiatri i\\nRegion Fyn, 10-årsplan'
    """
    lines = lines_of(document) if lines is None else lines
    width = wrap_width(lines)
    pieces: list[str] = []
    offsets: array[int] = array("q")

    def put(text: str, start: int) -> None:
        pieces.append(text)
        offsets.extend(range(start, start + len(text)))

    for number, line in enumerate(lines):
        start, text = line.start, line.text
        if number:
            above = lines[number - 1]
            if not joins(above, line, width):
                pieces.append("\n")
                offsets.append(above.end)
            elif above.text[-1] in "-\u00ad" and len(above.text) > 1 and above.text[-2].isalnum():
                before = above.text[-2]
                if KEEPS_HYPHEN.match(text):
                    pieces.append(" ")
                    offsets.append(above.end)
                elif not (before.isdigit() or before.isupper()):
                    dropped = pieces.pop()
                    pieces.append(dropped[:-1])
                    offsets.pop()
            else:
                pieces.append(" ")
                offsets.append(above.end)
        put(text, start)
    joined = "".join(pieces)
    return _squeeze(joined, offsets)


def gaps(flow: Flow, text: str) -> tuple[int, ...]:
    """Return the flow positions of the single spaces that stand for a wide gap: there a row goes on in its next cell.

    `text` is the text as kept; three spaces make a gap, an end of a line does not.

    >>> document = Document("", "", "", "", "text/plain", "Ida Holm    Bo Lund")
    >>> gaps(flow_of(document), document.text)
    (8,)
    """
    if not _WIDE.search(text):
        return ()
    offsets = flow.offsets
    return tuple(
        place.start() for place in _SPACE.finditer(flow.text, 0, len(offsets) - 1)
        if offsets[place.start() + 1] - offsets[place.start()] > 2
        and "\n" not in text[offsets[place.start()] : offsets[place.start() + 1]]
    )  # fmt: skip


def cut_at(segments: Iterable[tuple[int, int]], places: Sequence[int]) -> list[tuple[int, int]]:
    """Cut segments at single positions, which belong to neither side.

    >>> cut_at([(0, 10)], [4])
    [(0, 4), (5, 10)]
    """
    pieces = []
    for start, end in segments:
        for place in places[bisect_left(places, start) : bisect_left(places, end)]:
            if place > start:
                pieces.append((start, place))
            start = place + 1
        if end > start:
            pieces.append((start, end))
    return pieces


_SPACE = re.compile(" ")
_WIDE = re.compile(r"(?:[^\S\n]|\u00ad){3}")
_SPACES = re.compile(r"[^\S\n\t]{2,}|[\u00a0\u2007\u202f\u2009]|\u00ad")


def _squeeze(text: str, offsets: array[int]) -> Flow:
    """Fold runs of spaces to one and drop soft hyphens, offsets with them."""
    if not _SPACES.search(text):
        return Flow(text, offsets)
    pieces: list[str] = []
    kept: array[int] = array("q")
    last = 0
    for found in _SPACES.finditer(text):
        pieces.append(text[last : found.start()])
        kept.extend(offsets[last : found.start()])
        if found.group() != "\u00ad":
            pieces.append(" ")
            kept.append(offsets[found.start()])
        last = found.end()
    pieces.append(text[last:])
    kept.extend(offsets[last:])
    return Flow("".join(pieces), kept)
