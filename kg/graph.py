"""Claims, remarks and entities as quads: what each document states in its own graph, and what holds across them in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from extractors.records import Configuration, Entity, Reading
from kg.entity_nodes import derived, entity_statements, memberships, registers
from kg.facts import Fact, Source
from kg.iris import DCAT, DCTERMS, OA, PROV, RDF, RDFS, VOID, digest, evidence_iri, graph_iri, slug
from kg.rdf import TYPE, Object, Statement, calendar, danish, decimal, integer, iri, text, typed
from kg.remarks import PROPERTIES, Note
from ontology.terms import (
    DOCUMENT_KINDS,
    ONTOLOGY,
    OUTCOMES,
    POLARITIES,
    REMARKS,
    STATUSES,
    pkg,
    property_iri,
    term_iri,
)

QUOTE_SELECTORS = ("quote", "position", "page")
ACROSS = frozenset({"member_of", "holds_post", "meeting_of", "discusses", "succeeds"})
"""The predicates from which memberships, posts and derived links follow."""
QUALIFIERS = {
    "role": pkg("role"),
    "year": pkg("year"),
    "kind": pkg("kind"),
    "valid_from": pkg("validFrom"),
    "valid_to": pkg("validTo"),
    "wording": pkg("wording"),
    "point": pkg("point"),
    "recommendation": pkg("answersRecommendation"),
    "addition": pkg("addition"),
    "matter": pkg("matter"),
    "price_level": pkg("priceLevel"),
    "recurrence": pkg("recurrence"),
}
"""Qualifiers that are strings; ``funder`` is an IRI and stands apart."""


class Told(Protocol):
    """What a passage asks of a fact or a note."""

    @property
    def document(self) -> str: ...

    @property
    def quote(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def page(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Run:
    """One build as a node: ``id`` is a hash of inputs, code and configuration; it holds no clock and no machine."""

    iri: str
    id: str
    code: str
    configuration: tuple[tuple[str, str], ...]


def run(sources: Iterable[Source], configuration: Configuration, *, code: str) -> Run:
    """Return the node of a build of `sources`; `code` is a hash of the program.

    >>> run((), Configuration(), code="0").iri.startswith("https://w3id.org/policykg/id/run/")
    True
    """
    settings = tuple(sorted((name, str(value)) for name, value in configuration.as_mapping().items()))
    key = digest([sorted([source.id, source.source] for source in sources), code, settings])
    return Run(f"{configuration.base}run/{key}", key, code, settings)


def quads(
    readings: Sequence[Reading],
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    sources: Sequence[Source],
    configuration: Configuration,
    run: Run,
    *,
    notes: Sequence[Note] = (),
) -> Iterator[Quad]:
    """Yield every quad of a build that fits into memory, each once; a build itself writes graph by graph.

    Raises
    ------
    ValueError
        If an entity's value is not what its type asks for, such as an amount that is no number.
    """
    base, by_id = configuration.base, {reading.document.id: reading for reading in readings}
    known = frozenset(entity.id for entity in entities)
    mentions = {(r.document.id, e.key): len(e.mentions) for r in readings for e in r.entities}
    count = 0

    def graph(name: str, statements: Iterable[Statement]) -> Iterator[Quad]:
        nonlocal count
        node = iri(name)
        for statement in dict.fromkeys(statements):
            count += 1
            yield Quad(*statement, node)

    for source in sources:
        said = [fact for fact in facts if fact.document == source.iri]
        noted = [note for note in notes if note.document == source.iri]
        stated = document(source, by_id[source.id], said, noted, known=known, run=run, configuration=configuration)
        yield from graph(source.iri, stated)
    for name, statements in across(entities, mentions, facts, base=base):
        yield from graph(name, statements)
    told = {fact.extractor for fact in facts} | {note.extractor for note in notes}
    yield from graph(graph_iri(base, "dataset"), dataset(sources, told, base, run, count, len(entities)))


def document(
    source: Source,
    reading: Reading,
    facts: Iterable[Fact],
    notes: Iterable[Note],
    *,
    known: Collection[str],
    run: Run,
    configuration: Configuration,
) -> Iterator[Statement]:
    """Yield what one document states; some statements come more than once.

    Parameters
    ----------
    known
        The IRIs of the entities of the build: who says something is a node only where it is one of them.
    configuration
        ``provenance`` decides whether quotes stand in the graph.
    """
    passages = _passage if configuration.provenance == "full" else _place
    yield from _document(source, reading)
    for fact in facts:
        yield from _claim(fact, known, run)
        yield from passages(fact)
    for note in notes:
        yield from _remark(note, run)
        yield from passages(note)


def across(
    entities: Sequence[Entity],
    mentions: Mapping[tuple[str, str], int],
    facts: Sequence[Fact],
    *,
    base: str,
) -> Iterator[tuple[str, Iterator[Statement]]]:
    """Yield the graphs that hold across documents, each with its name: entities, derived links, registers.

    Parameters
    ----------
    mentions
        How often each local entity, by document id and key, is mentioned.
    facts
        At least those with a predicate of `ACROSS`.
    """
    said = Counter[str]()
    for entity in entities:
        said[entity.id] = sum(mentions.get(pair, 0) for pair in entity.local)
    whole = (statement for entity in entities for statement in entity_statements(entity, said[entity.id]))
    yield graph_iri(base, "derived"), derived(facts, entities, base=base)
    yield graph_iri(base, "entities"), chain(whole, memberships(facts, entities, base=base))
    yield graph_iri(base, "registers"), registers(entities, base=base)


def _document(source: Source, reading: Reading) -> Iterator[Statement]:
    node = iri(source.iri)
    yield node, TYPE, iri(pkg("Document"))
    yield node, iri(RDFS + "label"), danish(source.title)
    for name, value in (
        (pkg("title"), source.title),
        (pkg("name"), source.doc),
        (pkg("kind"), source.kind),
        (pkg("edtf"), source.date),
        (pkg("sourcePath"), source.source),
        (pkg("published"), source.published),
        (pkg("retrieved"), source.retrieved),
        (pkg("sha256"), source.sha256),
        (pkg("mediaType"), source.media_type),
    ):
        if value:
            yield node, iri(name), text(value)
    yield node, iri(pkg("documentKind")), iri(term_iri(DOCUMENT_KINDS[source.kind]))
    if source.url:
        yield node, iri(pkg("sourceUrl")), typed(source.url, "anyURI")
    if source.pages:
        yield node, iri(pkg("pages")), integer(source.pages)
    day = calendar(source.date)
    if day is not None:
        yield node, iri(pkg("date")), day
    for problem in reading.problems:
        if problem.code == "attachment":
            yield node, iri(pkg("attachment")), text(problem.text)


def _claim(fact: Fact, known: Collection[str], run: Run) -> Iterator[Statement]:
    node, subject = iri(fact.claim), iri(fact.subject)
    predicate, object_ = iri(property_iri(fact.predicate)), _object(fact)
    if fact.polarity == "positive":
        yield subject, predicate, object_
    passage = iri(evidence_iri(fact.document, fact.start, fact.end))
    yield node, TYPE, iri(pkg("Claim"))
    yield node, TYPE, iri(RDF + "Statement")
    yield node, iri(RDF + "subject"), subject
    yield node, iri(RDF + "predicate"), predicate
    yield node, iri(RDF + "object"), object_
    yield node, iri(pkg("status")), iri(term_iri(STATUSES[fact.status]))
    yield node, iri(pkg("confidence")), decimal(fact.confidence)
    yield node, iri(pkg("evidence")), passage
    yield node, iri(pkg("citation")), text(fact.citation)
    if fact.polarity != "positive":
        yield node, iri(pkg("polarity")), iri(term_iri(POLARITIES[fact.polarity]))
    if fact.stated_on:
        yield node, iri(pkg("statedOn")), text(fact.stated_on)
    for name, value in fact.qualifiers:
        if name == "funder":
            yield node, iri(pkg("funder")), iri(value)
        else:
            yield node, iri(_qualifier(name)), text(value)
    if fact.said_by:
        yield node, iri(pkg("saidBy")), iri(fact.said_by) if fact.said_by in known else text(fact.said_by)
    yield from _made(node, fact.extractor, run)


def _remark(note: Note, run: Run) -> Iterator[Statement]:
    node, passage = iri(note.id), iri(evidence_iri(note.document, note.start, note.end))
    yield node, TYPE, iri(pkg("Remark"))
    yield node, TYPE, iri(pkg(REMARKS[note.remark].class_name))
    yield node, iri(pkg("about")), iri(note.about)
    for who in note.by:
        yield node, iri(pkg("by")), iri(who)
    yield node, iri(pkg("status")), iri(term_iri(STATUSES[note.status]))
    yield node, iri(pkg("evidence")), passage
    yield node, iri(pkg("citation")), text(note.citation)
    for name, value in note.details:
        yield node, iri(PROPERTIES[name]), _detail(name, value)
    yield from _made(node, note.extractor, run)


def _detail(name: str, value: str) -> Object:
    if name == "outcome":
        return iri(term_iri(OUTCOMES[value]))
    return decimal(value) if name == "count" else integer(int(value)) if name == "votes" else text(value)


def _made(node: NamedNode, extractor: str, run: Run) -> Iterator[Statement]:
    yield node, iri(PROV + "wasGeneratedBy"), iri(run.iri)
    yield node, iri(PROV + "wasAttributedTo"), _extractor(run.iri.rpartition("run/")[0], extractor)


def _qualifier(name: str) -> str:
    try:
        return QUALIFIERS[name]
    except KeyError:
        raise ValueError(f"Unknown qualifier {name!r}. Known: funder, {', '.join(sorted(QUALIFIERS))}.") from None


def _object(fact: Fact) -> Object:
    return iri(term_iri(OUTCOMES[fact.object])) if fact.predicate == "decision" else iri(fact.object)


def _place(told: Told) -> Iterator[Statement]:
    """The passage without its quote: its IRI says where in the kept text it stands."""
    passage = iri(evidence_iri(told.document, told.start, told.end))
    yield passage, TYPE, iri(OA + "SpecificResource")
    yield passage, iri(OA + "hasSource"), iri(told.document)
    if told.page is not None:
        yield passage, iri(pkg("page")), integer(told.page)


def _passage(told: Told) -> Iterator[Statement]:
    passage = iri(evidence_iri(told.document, told.start, told.end))
    yield from _place(told)
    has_selector = iri(OA + "hasSelector")
    quote, position, page = (iri(f"{passage.value};{name}") for name in QUOTE_SELECTORS)
    yield passage, has_selector, quote
    yield quote, TYPE, iri(OA + "TextQuoteSelector")
    yield quote, iri(OA + "exact"), text(told.quote)
    yield passage, has_selector, position
    yield position, TYPE, iri(OA + "TextPositionSelector")
    yield position, iri(OA + "start"), integer(told.start)
    yield position, iri(OA + "end"), integer(told.end)
    if told.page is not None:
        yield passage, has_selector, page
        yield page, TYPE, iri(OA + "FragmentSelector")
        yield page, iri(pkg("page")), integer(told.page)
        yield page, iri(RDF + "value"), text(f"page={told.page}")
        yield page, iri(DCTERMS + "conformsTo"), iri("http://tools.ietf.org/rfc/rfc3778")


@cache
def _extractor(base: str, name: str) -> NamedNode:
    return iri(f"{base}extractor/{slug(name)}")


def dataset(
    sources: Sequence[Source], extractors: Iterable[str], base: str, run: Run, triples: int, entities: int
) -> Iterator[Statement]:
    """Yield the data set, its run and its extractors: the graph of descriptions, itself not counted in `triples`."""
    node, label = iri(base + "dataset"), iri(RDFS + "label")
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield node, TYPE, iri(kind)
    yield node, iri(DCTERMS + "title"), danish("Dansk regional og kommunal politik: en vidensgraf")
    yield node, iri(DCTERMS + "description"), danish(
        "Hvad dokumenterne siger om personer, organer, programmer, møder og penge, hvert udsagn med sit belæg."
    )
    yield node, iri(VOID + "uriSpace"), text(base)
    yield node, iri(VOID + "vocabulary"), iri(ONTOLOGY)
    yield node, iri(VOID + "triples"), integer(triples)
    yield node, iri(VOID + "entities"), integer(entities)
    yield node, iri(VOID + "documents"), integer(len(sources))
    for name, media_type in (("graph.nq", "application/n-quads"), ("graph.ttl", "text/turtle")):
        distribution = iri(f"{base}dataset/{name}")
        yield node, iri(DCAT + "distribution"), distribution
        yield distribution, TYPE, iri(DCAT + "Distribution")
        yield distribution, iri(DCTERMS + "title"), text(name)
        yield distribution, iri(DCAT + "mediaType"), text(media_type)
    activity = iri(run.iri)
    yield node, iri(PROV + "wasGeneratedBy"), activity
    yield activity, TYPE, iri(pkg("Run"))
    yield activity, TYPE, iri(PROV + "Activity")
    yield activity, label, text(f"kg build {run.id}")
    yield activity, iri(pkg("version")), text(run.code)
    for source in sources:
        yield node, iri(DCTERMS + "source"), iri(source.iri)
        yield activity, iri(PROV + "used"), iri(source.iri)
    for name in sorted(set(extractors)):
        extractor = _extractor(base, name)
        yield extractor, TYPE, iri(pkg("Extractor"))
        yield extractor, TYPE, iri(PROV + "SoftwareAgent")
        yield extractor, label, text(name)
        version = name.rpartition("-")[2]
        if version.isdigit():
            yield extractor, iri(pkg("version")), text(version)
