"""Facts and sources: claims with their entities resolved, ready to be written, asked for and cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.records import Claim, Entity, Reading, Span
from kg.citations import citation, meeting_of
from kg.iris import claim_iri, document_iri
from ontology.terms import OUTCOMES, PREDICATES, STATUSES


@dataclass(frozen=True, slots=True)
class Source:
    """A document as facts cite it; ``doc`` is its unique short name, ``pages`` is 0 where there are none.

    ``date`` is the document's own, ``published`` when it was published, both EDTF; empty where not known.
    """

    iri: str
    id: str
    doc: str
    title: str
    kind: str
    date: str
    url: str
    retrieved: str
    source: str
    sha256: str
    media_type: str
    pages: int
    published: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim whose subject and object are entities of the whole corpus.

    ``predicate`` is the word of the JSONL files; ``object`` an entity's IRI, or the outcome of ``decision``.
    ``qualifiers`` are sorted pairs, the value of ``funder`` an IRI. ``start`` and ``end`` are code points into the
    document's kept text, ``page`` is None where there are none. ``stated_on`` is the day of the meeting whose paper
    states it, empty where that is the document's date. The rest say when it holds and was known, where a day was
    asked for (`kg.validity.holding.Holding`): EDTF, empty where not known; ``holds_to`` is the first day on which it holds no more,
    ``certain`` is False where it holds only possibly, ``start_stated`` where ``holds_from`` is merely the day of the first
    statement; from ``doubted_from`` on another is said to have the same seat.
    """

    claim: str
    subject: str
    predicate: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]
    status: str
    polarity: str
    said_by: str
    confidence: float
    quote: str
    start: int
    end: int
    page: int | None
    citation: str
    document: str
    doc: str
    kind: str
    extractor: str
    rule: str = ""
    stated_on: str = ""
    holds_from: str = ""
    holds_to: str = ""
    last_confirmed: str = ""
    known_from: str = ""
    certain: bool = True
    start_stated: bool = True
    doubted_from: str = ""

    def qualifier(self, name: str) -> str:
        """Return a qualifier's value, or the empty string."""
        return dict(self.qualifiers).get(name, "")


def names(sources: Mapping[str, str]) -> dict[str, str]:
    """Return a unique short name for each document id, from the paths they were read from.

    The file's name without its ending; where two share it, their paths without ending; where these are shared too,
    the whole path; and at last the id.

    Examples
    --------
    >>> names({"1": "a/referat.pdf", "2": "b/referat.pdf", "3": "notat.txt"})
    {'1': 'a/referat', '2': 'b/referat', '3': 'notat'}
    """
    paths = {i: PurePosixPath(source.replace("\\", "/")) for i, source in sources.items()}
    ways = (
        {i: path.stem or i for i, path in paths.items()},
        {i: str(path.with_suffix("")) if path.name else i for i, path in paths.items()},
        {i: str(path) for i, path in paths.items()},
        {i: i for i in paths},
    )
    chosen: dict[str, str] = {}
    for way in ways:
        left = [i for i in sorted(paths) if i not in chosen]
        taken = Counter([*chosen.values(), *(way[i] for i in left)])
        chosen |= {i: way[i] for i in left if taken[way[i]] == 1}
    return {i: chosen[i] for i in sources}


def sources(readings: Iterable[Reading], *, base: str) -> tuple[Source, ...]:
    """Return the documents of `readings` as facts cite them, sorted by id.

    >>> sources((), base="https://w3id.org/policykg/id/")
    ()
    """
    ordered = sorted(readings, key=lambda reading: reading.document.id)
    short = names({reading.document.id: reading.document.source for reading in ordered})
    return tuple(
        Source(
            iri=document_iri(base, reading.document.id),
            id=reading.document.id,
            doc=short[reading.document.id],
            title=reading.title or reading.document.origin.title or short[reading.document.id],
            kind=reading.kind,
            date=reading.date,
            url=reading.document.origin.url,
            retrieved=reading.document.origin.retrieved,
            source=reading.document.source,
            sha256=reading.document.sha256,
            media_type=reading.document.media_type,
            pages=len(reading.document.page_starts),
            published=reading.document.origin.published,
        )
        for reading in ordered
    )


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the statements of one document need to know of all: entities by (document id, local key) and by IRI, sources by id."""

    entities: Mapping[tuple[str, str], Entity]
    by_iri: Mapping[str, Entity]
    sources: Mapping[str, Source]
    base: str


def corpus(entities: Iterable[Entity], papers: Iterable[Source], *, base: str) -> Corpus:
    """Return the entities and sources of a build as its documents look them up.

    >>> corpus((), (), base="https://w3id.org/policykg/id/").sources
    {}
    """
    entities = tuple(entities)
    return Corpus(
        {pair: entity for entity in entities for pair in entity.local},
        {entity.id: entity for entity in entities},
        {source.id: source for source in papers},
        base,
    )


def facts(readings: Sequence[Reading], entities: Iterable[Entity], *, base: str) -> tuple[Fact, ...]:
    """Return every claim with its entities resolved, sorted by document, place and content; see `facts_of`.

    Examples
    --------
    >>> facts((), (), base="https://w3id.org/policykg/id/")
    ()
    """
    known = corpus(entities, sources(readings, base=base), base=base)
    return tuple(sorted((fact for reading in readings for fact in facts_of(reading, known)), key=_order))


def facts_of(reading: Reading, known: Corpus) -> tuple[Fact, ...]:
    """Return the claims of one document with their entities resolved, by place and content.

    Two claims with the same key fields (document, predicate, subject, object, evidence, qualifiers) are one fact:
    the more confident stands.

    Raises
    ------
    ValueError
        If a claim names an entity, predicate, status or outcome that does not exist, or its evidence or score lies
        out of bounds: a mistake in an extractor or in resolution.
    """
    found: dict[str, Fact] = {}
    bodies = bodies_of(reading, known.entities, known.by_iri)
    for claim in reading.claims:
        fact = _fact(reading, claim, known.entities, known.sources[reading.document.id], bodies, known.base)
        other = found.get(fact.claim)
        if other is None or _preference(fact) < _preference(other):
            found[fact.claim] = fact
    return tuple(sorted(found.values(), key=_order))


def check_said(reading: Reading, where: str, status: str, evidence: Span) -> None:
    """Raise ValueError where a status is none that is known or the evidence is no stretch of the text; `where` opens the message."""
    if status not in STATUSES:
        raise ValueError(f"{where}: unknown status {status!r}. Known: {', '.join(STATUSES)}.")
    if evidence.end > len(reading.document.text) or not len(evidence):
        raise ValueError(f"{where}: the evidence {evidence} is no stretch of the text.")


def check(reading: Reading) -> None:
    """Raise ValueError where a claim of `reading` names what the reading does not hold.

    >>> from extractors.records import Document
    >>> check(Reading(Document("8c1e", "8c1e", "a.txt", "a.txt", "text/plain", "")))
    """
    reading.document.text.encode()  # A lone surrogate could be written nowhere; UnicodeError is a ValueError.
    keys = {entity.key for entity in reading.entities}
    for claim in reading.claims:
        where = f"{reading.document.source}, {claim.extractor}, {claim.predicate} at {claim.evidence.start}"
        if claim.predicate not in PREDICATES:
            raise ValueError(f"{where}: unknown predicate {claim.predicate!r}. Known: {', '.join(PREDICATES)}.")
        if claim.predicate == "decision" and claim.object not in OUTCOMES:
            raise ValueError(f"{where}: unknown outcome {claim.object!r}. Known: {', '.join(OUTCOMES)}.")
        if not 0 <= claim.score <= 1:
            raise ValueError(f"{where}: the score {claim.score} is not in [0, 1].")
        check_said(reading, where, claim.status, claim.evidence)
        named = [claim.subject, claim.qualifier("funder")] + [claim.object] * (claim.predicate != "decision")
        for key in named:
            if key and key not in keys:
                raise ValueError(f"{where}: no entity of the document has the key {key!r}.")


def _fact(
    reading: Reading,
    claim: Claim,
    resolved: Mapping[tuple[str, str], Entity],
    source: Source,
    bodies: Mapping[int, str],
    base: str,
) -> Fact:
    def iri(key: str) -> str:
        try:
            return resolved[source.id, key].id
        except KeyError:
            raise ValueError(
                f"{source.source}, {claim.extractor}, {claim.predicate}: no resolved entity has the key {key!r}."
            ) from None

    said_by = resolved[source.id, claim.said_by].id if (source.id, claim.said_by) in resolved else claim.said_by
    span, document = claim.evidence, reading.document
    return Fact(
        claim=claim_iri(base, _key(claim, source.id)),
        subject=iri(claim.subject),
        predicate=claim.predicate,
        object=claim.object if claim.predicate == "decision" else iri(claim.object),
        qualifiers=tuple(sorted((n, iri(v) if n == "funder" else v) for n, v in claim.qualifiers if v)),
        status=claim.status,
        polarity=claim.polarity,
        said_by=said_by,
        confidence=round(claim.score, 4),
        quote=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        page=document.page(span.start),
        citation=citation(reading, claim, bodies=bodies),
        document=source.iri,
        doc=source.doc,
        kind=source.kind,
        extractor=claim.extractor,
        rule=claim.rule,
        stated_on=_stated_on(reading, claim),
    )


def _stated_on(reading: Reading, claim: Claim) -> str:
    meeting = meeting_of(reading, claim)
    return meeting.date if meeting is not None and meeting.date != reading.date else ""


def _key(claim: Claim, document_id: str) -> tuple[object, ...]:
    """What makes two claims the same one; who said it, and that it is denied, count as qualifiers."""
    arguments = [claim.subject, claim.object]
    if PREDICATES[claim.predicate].symmetric:
        arguments.sort()
    qualifiers = [pair for pair in claim.qualifiers if pair[1]]
    qualifiers += [("said_by", claim.said_by)] * bool(claim.said_by)
    qualifiers += [("polarity", claim.polarity)] * (claim.polarity != "positive")
    return (document_id, claim.predicate, *arguments, claim.evidence.start, claim.evidence.end, sorted(qualifiers))


def bodies_of(
    reading: Reading, resolved: Mapping[tuple[str, str], Entity], by_iri: Mapping[str, Entity]
) -> dict[int, str]:
    """Return the resolved name of the body of each meeting, where exactly one meeting of that day is known."""
    found: dict[int, str] = {}
    for meeting in reading.meetings:
        that_day = [e for e in reading.entities if e.type == "MEETING" and e.value == meeting.date]
        entity = resolved.get((reading.document.id, that_day[0].key)) if len(that_day) == 1 else None
        if entity is not None and entity.owner in by_iri:
            found[meeting.index] = by_iri[entity.owner].name
    return found


def _preference(fact: Fact) -> tuple[object, ...]:
    return (-fact.confidence, fact.status, fact.extractor, fact.rule, fact.subject, fact.object)


def _order(fact: Fact) -> tuple[object, ...]:
    return (fact.document, fact.start, fact.end, fact.predicate, fact.subject, fact.object, fact.qualifiers, fact.claim)
