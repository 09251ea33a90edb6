"""Notes: remarks with their entities resolved, and items whose decision is left open, ready to be written and cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.records import Entity, Reading, Remark, Span
from kg.citations import citation
from kg.facts import Corpus, Source, bodies_of, check_said, corpus, sources
from kg.iris import node_iri
from ontology.terms import OUTCOMES, REMARKS, pkg

DETAILS: Mapping[str, tuple[str, ...]] = {
    "figure": ("approximate", "count", "date", "unit"),
    "follow_up": ("actor", "due", "kind", "occasion"),
    "vote": ("choice", "votes"),
    "reservation": (),
    "amendment": (),
    "earlier_decision": ("date", "outcome"),
    "non_participation": ("time",),
}
"""What a remark of each kind may tell."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "figure": ("count", "unit"), "follow_up": ("kind",), "vote": ("choice",), "earlier_decision": ("outcome",),
}  # fmt: skip
"""What it must tell to be one."""
CHOICES = ("for", "against", "abstained")
FOLLOW_UPS = ("returns", "asked", "agreed", "promised")
PROPERTIES: Mapping[str, str] = {
    "actor": pkg("actor"),
    "approximate": pkg("approximate"),
    "choice": pkg("choice"),
    "count": pkg("count"),
    "date": pkg("edtf"),
    "due": pkg("due"),
    "kind": pkg("kind"),
    "occasion": pkg("occasion"),
    "outcome": pkg("outcome"),
    "time": pkg("time"),
    "unit": pkg("unit"),
    "votes": pkg("votes"),
}
"""The property of each detail."""
_WORDS: Mapping[tuple[str, str], Iterable[str]] = {
    ("vote", "choice"): CHOICES,
    ("follow_up", "kind"): FOLLOW_UPS,
    ("earlier_decision", "outcome"): OUTCOMES,
}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is about and by entities of the whole corpus.

    ``remark`` is one of ``extractors.records.REMARKS``; ``about`` is an entity's IRI, ``by`` holds those of who acts,
    sorted. ``details`` are sorted pairs as in the remark, ``count`` and ``votes`` as canonical numbers. ``kind`` is that
    of the document, as on a fact; ``start`` and ``end`` are code points into its kept text.
    """

    id: str
    remark: str
    about: str
    by: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    status: str
    quote: str
    start: int
    end: int
    page: int | None
    citation: str
    document: str
    doc: str
    kind: str
    extractor: str

    def detail(self, name: str) -> str:
        """Return a named detail, or the empty string."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: what a citation is made of."""

    section: int | None
    evidence: Span


def notes(readings: Sequence[Reading], entities: Iterable[Entity], *, base: str) -> tuple[Note, ...]:
    """Return every remark with its entities resolved, sorted by document, place and content; see `notes_of`.

    Examples
    --------
    >>> notes((), (), base="https://w3id.org/policykg/id/")
    ()
    """
    known = corpus(entities, sources(readings, base=base), base=base)
    return tuple(sorted((note for reading in readings for note in notes_of(reading, known)), key=_order))


def notes_of(reading: Reading, known: Corpus) -> tuple[Note, ...]:
    """Return the remarks of one document with their entities resolved, by place and content, each once.

    Raises
    ------
    ValueError
        If a remark names an entity that no resolved one stands for: a mistake in an extractor or in resolution.
    """
    found: dict[str, Note] = {}
    bodies = bodies_of(reading, known.entities, known.by_iri)
    for remark in reading.remarks:
        note = _note(reading, remark, known.entities, known.sources[reading.document.id], bodies, known.base)
        other = found.get(note.id)
        if other is None or (note.status, note.extractor) < (other.status, other.extractor):
            found[note.id] = note
    return tuple(sorted(found.values(), key=_order))


def _order(note: Note) -> tuple[object, ...]:
    return (note.document, note.start, note.end, note.remark, note.about, note.by, note.id)


def check(reading: Reading) -> None:
    """Raise ValueError where a remark of `reading` names what there is not, or tells what its kind cannot.

    >>> from extractors.records import Document
    >>> check(Reading(Document("8c1e", "8c1e", "a.txt", "a.txt", "text/plain", "")))
    """
    keys = {entity.key for entity in reading.entities}
    for remark in reading.remarks:
        where = f"{reading.document.source}, {remark.extractor}, {remark.kind} at {remark.evidence.start}"
        if remark.kind not in REMARKS:
            raise ValueError(f"{where}: unknown remark {remark.kind!r}. Known: {', '.join(REMARKS)}.")
        check_said(reading, where, remark.status, remark.evidence)
        for key in (remark.about, *remark.by):
            if key not in keys:
                raise ValueError(f"{where}: no entity of the document has the key {key!r}.")
        _check_details(remark, where)


def _check_details(remark: Remark, where: str) -> None:
    known = DETAILS[remark.kind]
    for name, value in remark.details:
        if name not in known:
            raise ValueError(f"{where}: unknown detail {name!r}. Known: {', '.join(known) or 'none'}.")
        words = tuple(_WORDS.get((remark.kind, name), ()))
        if words and value not in words:
            raise ValueError(f"{where}: unknown {name} {value!r}. Known: {', '.join(words)}.")
        if name in ("count", "votes"):
            try:
                _number(name, value)
            except ValueError as error:
                raise ValueError(f"{where}: {error}") from error
    missing = [name for name in NEEDED.get(remark.kind, ()) if not remark.detail(name)]
    if missing:
        raise ValueError(f"{where}: it does not tell its {' and '.join(missing)}.")


def _number(name: str, value: str) -> str:
    """Return a count or a number of votes in its one form.

    >>> _number("count", "1.50"), _number("votes", "04"), _number("count", "200")
    ('1.5', '4', '200')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number.") from None
    if not number.is_finite() or number < 0 or number.adjusted() > 18:
        raise ValueError(f"{value!r} is no number that counts things.")
    if name == "votes" and number != number.to_integral_value():
        raise ValueError(f"{value!r} is no whole number.")
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.lstrip("0") if plain.lstrip("0")[:1].isdigit() else f"0{plain.lstrip('0')}"


def _note(
    reading: Reading,
    remark: Remark,
    resolved: Mapping[tuple[str, str], Entity],
    source: Source,
    bodies: Mapping[int, str],
    base: str,
) -> Note:
    def iri(key: str) -> str:
        try:
            return resolved[source.id, key].id
        except KeyError:
            raise ValueError(
                f"{source.source}, {remark.extractor}, {remark.kind}: no resolved entity has the key {key!r}."
            ) from None

    span, document = remark.evidence, reading.document
    details = tuple(sorted((n, _number(n, v) if n in ("count", "votes") else v) for n, v in remark.details if v))
    key = (source.id, remark.kind, remark.about, sorted(set(remark.by)), span.start, span.end, details)
    return Note(
        id=node_iri(base, REMARKS[remark.kind].segment, key),
        remark=remark.kind,
        about=iri(remark.about),
        by=tuple(sorted({iri(key) for key in remark.by})),
        details=details,
        status=remark.status,
        quote=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        page=document.page(span.start),
        citation=citation(reading, remark, bodies=bodies),
        document=source.iri,
        doc=source.doc,
        kind=source.kind,
        extractor=remark.extractor,
    )


def open_items(reading: Reading, known: Corpus) -> list[dict[str, object]]:
    """Return the items of minutes that have a part for the decision, of which the document itself may tell none.

    Returns
    -------
    Rows of the ledger by place: ``doc`` and ``id`` of the document, ``kind``, ``item`` (an IRI), ``text``
    (the item's title), ``number``, ``quote`` (what the part says, cut), ``citation``, ``page``, ``line``. An item is
    left without a decision where no document tells one.
    """
    rows: list[dict[str, object]] = []
    paper = known.sources[reading.document.id]
    bodies = bodies_of(reading, known.entities, known.by_iri)
    parts = _open_parts(reading)
    for local in reading.entities:
        entity = known.entities.get((reading.document.id, local.key))
        index = dict(local.details).get("index", "")
        if local.type != "AGENDA_ITEM" or entity is None or index not in parts:
            continue
        span, section = parts[index]
        rows.append(
            {
                "doc": paper.doc, "id": paper.id, "kind": paper.kind, "item": entity.id,
                "text": local.name, "number": local.value,
                "quote": _cut(reading.document.text[span.start : span.end]),
                "citation": citation(reading, Place(section, span), bodies=bodies),
                "page": reading.document.page(span.start), "line": reading.document.line(span.start),
            }
        )  # fmt: skip
    return rows


def _open_parts(reading: Reading) -> dict[str, tuple[Span, int]]:
    """Return the first part for the decision of each item of minutes, by the index of the item's section."""
    found: dict[str, tuple[Span, int]] = {}
    for section in reading.sections:
        if section.kind != "decision" or section.meeting is None or reading.meetings[section.meeting].kind == "agenda":
            continue
        above = section.parent
        while above is not None and reading.sections[above].kind != "agenda_item":
            above = reading.sections[above].parent
        if above is not None:
            found.setdefault(str(above), (section.body if len(section.body) else section.span, section.index))
    return found


def _cut(text: str, most: int = 300) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
