"""The records that the steps hand to one another: frozen, slotted, their ids made of their key fields."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points into ``Document.text``.

    >>> Span(3, 5).within(Span(0, 9)), Span(3, 5).overlaps(Span(5, 6)), len(Span(3, 5))
    (True, False, 2)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"A span runs forward from 0: start {self.start}, end {self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file was fetched, and when it was published (EDTF): one row of ``kilder.csv``."""

    url: str = ""
    title: str = ""
    retrieved: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text that every offset points into.

    ``id`` is the first 16 hex digits of ``sha256`` (of the file's bytes). ``text`` is NFC with LF line ends,
    personal data already masked. ``page_starts`` holds the offset of each page's first code point, empty where
    the format has no pages. ``furniture`` holds running headers, footers and page numbers: they stand in the
    text, but no sentence runs through them.
    """

    id: str
    sha256: str
    name: str
    source: str
    media_type: str
    text: str
    page_starts: tuple[int, ...] = ()
    furniture: tuple[Span, ...] = ()
    origin: Origin = field(default_factory=Origin)
    notes: tuple[str, ...] = ()

    def page(self, offset: int) -> int | None:
        """Return the 1-based page that holds `offset`, or None where there are no pages."""
        return bisect_right(self.page_starts, offset) or 1 if self.page_starts else None

    def line(self, offset: int) -> int:
        """Return the 1-based line that holds `offset`."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: the header, an agenda item, one of its parts, an annex.

    ``index`` is its place in ``Reading.sections``; ``parent`` and ``meeting`` are indices too. ``span`` covers
    heading and body, ``body`` the text without the heading. ``number`` is the agenda item's number as a string.
    """

    index: int
    kind: str
    span: Span
    body: Span
    title: str = ""
    number: str = ""
    parent: int | None = None
    meeting: int | None = None
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        """Return a named detail (``case_id``, ``document_id``, ``access``), or the empty string."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, table row or heading of one section (``kind`` tells which)."""

    span: Span
    section: int
    kind: str = "sentence"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that the document is minutes or agenda of, and the part of the text that is its paper."""

    index: int
    span: Span
    kind: str
    date: str = ""
    date_span: Span | None = None
    body: str = ""
    body_span: Span | None = None
    title_span: Span | None = None
    place: str = ""
    place_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something.

    ``text`` is the surface with line ends joined; ``name`` the canonical name where the extractor knows one;
    ``value`` an EDTF date or a decimal number of kroner; ``code`` a register code such as ``region:1085``;
    ``owner`` the key or code of the body it belongs to where the mention itself says so; ``score`` in [0, 1].
    """

    span: Span
    text: str
    type: str
    extractor: str
    name: str = ""
    value: str = ""
    code: str = ""
    owner: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """What the mentions of one document name: one per thing.

    ``key`` is ``TYPE|normalised name|owner's key`` or ``TYPE|register code``. ``surfaces`` are in order of first
    appearance. ``value``: EDTF for DATE, kroner for AMOUNT, the date for MEETING, the number for AGENDA_ITEM.
    ``owner`` is the key of the region, municipality or association it belongs to. ``standing`` (PERSON only):
    elected, official, representative, presenter, private, unknown.
    """

    key: str
    type: str
    name: str
    surfaces: tuple[str, ...]
    mentions: tuple[Mention, ...]
    value: str = ""
    owner: str = ""
    code: str = ""
    standing: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document, with the sentence that makes it.

    ``subject`` and ``object`` are keys of local entities, but the object of ``decision`` is a literal outcome.
    ``qualifiers`` are sorted pairs; the value of ``funder`` is a key. ``evidence`` is the span of the quote,
    at most 300 code points. ``score`` in [0, 1]. ``meeting`` and ``item`` are section and meeting indices, for
    the citation. ``rule`` names the rule within its family (the extractor); it is no part of the claim's identity.
    """

    subject: str
    predicate: str
    object: str
    evidence: Span
    extractor: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    status: str = "stated"
    polarity: str = "positive"
    said_by: str = ""
    score: float = 0.9
    section: int | None = None
    rule: str = ""

    def qualifier(self, name: str) -> str:
        """Return a qualifier's value, or the empty string."""
        return dict(self.qualifiers).get(name, "")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a document says and that is no link between two things: a figure, a follow-up, a vote …

    ``kind`` is one of ``REMARKS``. ``about`` is the key of the local entity that it is about: the programme or body of
    a figure, the agenda item of all others. ``by`` holds the keys of who promised, voted, reserved or decided.
    ``details`` are sorted pairs, by kind: ``count``, ``unit`` and ``date`` of a figure; ``kind``, ``actor`` and ``due`` of a
    follow-up; ``choice`` and ``votes`` of a vote; ``outcome`` and ``date`` of an earlier decision; ``time`` of a
    non-participation. ``evidence`` is the span of the quote, at most 300 code points.
    """

    kind: str
    about: str
    evidence: Span
    extractor: str
    by: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    status: str = "stated"
    section: int | None = None

    def detail(self, name: str) -> str:
        """Return a named detail, or the empty string."""
        return dict(self.details).get(name, "")


REMARKS = ("figure", "follow_up", "vote", "reservation", "amendment", "earlier_decision", "non_participation")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that a reader should know: what it is, and where."""

    code: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what each step found in it; a step returns a new record, never changes one."""

    document: Document
    kind: str = "note"
    title: str = ""
    date: str = ""
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """What local entities of the whole corpus name: ``id`` is the IRI, ``local`` the (document id, key) pairs."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    local: tuple[tuple[str, str], ...]
    key: str
    value: str = ""
    owner: str = ""
    code: str = ""
    standing: str = ""
    replaces: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


NO_TAGGER = "none"
"""The model's name that leaves the rules alone."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings that change what a build says; part of the run's identity.

    ``model``: an installed spaCy pipeline or a path that supplements the rules, empty for the tagger that ships,
    ``none`` for the rules alone. ``base``: the
    IRI that data ids begin with. ``persons``: ``public`` leaves private persons out of pages and exports, ``all``
    keeps them. ``ocr``: read scanned pages with the installed OCR program. ``provenance``: ``full`` writes every quote
    into the graph, ``compact`` leaves them in ``texts/``, where the evidence points. ``max_bytes``: larger files are not
    read.
    """

    model: str = ""
    base: str = "https://w3id.org/policykg/id/"
    persons: str = "public"
    ocr: bool = False
    provenance: str = "full"
    max_bytes: int = 100_000_000

    def as_mapping(self) -> Mapping[str, object]:
        return {n: getattr(self, n) for n in ("model", "base", "persons", "ocr", "provenance", "max_bytes")}
