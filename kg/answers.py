"""What people ask of a finished build: an entity's card, its facts and notes, and how to open the build in the first place."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from extractors.errors import QueryError
from extractors.records import Entity
from kg import sparql
from kg.facts import Fact
from kg.iris import PROV, RDF, RDFS, SKOS, graph_iri
from kg.noted import notes, notes_at
from kg.passages import clauses, place
from kg.passages import papers as papers_of
from kg.passages import quotes as quotes_of
from kg.remarks import Note
from ontology.terms import DATA, ENTITY_TYPES, ONTOLOGY, PREDICATES, STANDINGS, property_iri

if TYPE_CHECKING:
    from pyoxigraph import Store

QUALIFIERS = (
    ("addition", "addition"),
    ("funder", "funder"),
    ("kind", "kind"),
    ("matter", "matter"),
    ("price_level", "priceLevel"),
    ("recurrence", "recurrence"),
    ("point", "point"),
    ("recommendation", "answersRecommendation"),
    ("role", "role"),
    ("valid_from", "validFrom"),
    ("valid_to", "validTo"),
    ("wording", "wording"),
    ("year", "year"),
)
_TYPES = {ONTOLOGY + kind.class_name: name for name, kind in ENTITY_TYPES.items()}
_PREDICATES = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_STANDINGS = {ONTOLOGY + term.local_name: name for name, term in STANDINGS.items()}
# Its class is the superclass of all organisations, so a thing is of this very type only where it has no other.
_GENERAL = ("ORG_OTHER",)


class Handle:
    """An open build, read-only: ``directory``, its ``store`` and the ``base`` that its IRIs begin with.

    Use it as a context manager, or call ``close()``.
    """

    __slots__ = ("_store", "base", "directory")

    def __init__(self, directory: Path, store: Store, base: str = DATA) -> None:
        self.directory = directory
        self.base = base
        self._store: Store | None = store

    @property
    def store(self) -> Store:
        """The Oxigraph store; QueryError where the handle is closed."""
        if self._store is None:
            raise QueryError(f"The build in {self.directory} is closed. Open it again with kg.open.")
        return self._store

    def close(self) -> None:
        """Let go of the store's files."""
        self._store = None

    def __enter__(self) -> Handle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Card:
    """An entity with its facts and the notes about or by it.

    ``outgoing`` and ``incoming`` hold at most the asked number of facts each: by predicate, newest document first,
    then by place in the document; ``outgoing_total`` and ``incoming_total`` count them all. ``names`` maps the IRIs in
    the facts and notes to names. ``notes`` are the figures, follow-ups, votes and the like about or by the entity, by kind,
    newest document first; ``notes_total`` counts them all. ``dealt_with`` and ``dealt_with_by`` are IRIs that follow from meetings and their items.
    """

    entity: Entity
    owner: str
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    outgoing_total: int
    incoming_total: int
    dealt_with: tuple[str, ...]
    dealt_with_by: tuple[str, ...]
    names: Mapping[str, str]
    notes: tuple[Note, ...] = ()
    notes_total: int = 0


def open_output(directory: str | os.PathLike[str] = "output") -> Handle:
    """Open what ``kg build`` wrote, read-only.

    Parameters
    ----------
    directory
        The folder that the build wrote.

    Raises
    ------
    QueryError
        Where there is no finished build in `directory`.
    """
    folder = Path(directory)
    again = f"Build one with: kg build --output {folder}"
    if not folder.is_dir():
        raise QueryError(f"There is no folder {folder}. {again}")
    if not (folder / "manifest.json").is_file() or not (folder / "store").is_dir():
        raise QueryError(f"{folder} holds no finished build (manifest.json or store is missing). {again}")
    from kg.oxigraph import open_store

    try:
        store = open_store(folder / "store")
    except OSError as error:
        raise QueryError(f"The store in {folder} cannot be opened ({error}). {again}") from error
    return Handle(folder, store, _base(folder, store))


def _base(folder: Path, store: Store) -> str:
    """Return what the build's IRIs begin with: as its run says, or as the name of its graph of entities shows."""
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        base = run.get("base") or run.get("configuration", {}).get("base")
        if isinstance(base, str) and base:
            return base
    except (OSError, ValueError, AttributeError):
        pass  # The store itself knows, only more slowly.
    for graph in store.named_graphs():
        if graph.value and str(graph.value).endswith("graph/entities"):
            return str(graph.value).removesuffix("graph/entities")
    return DATA


def slug(handle: Handle, iri: str) -> str:
    """Return the readable part of an IRI: ``council/udsatteraadet-i-region-x``."""
    return iri.removeprefix(handle.base)


def entity(handle: Handle, iri: str) -> Entity:
    """Return an entity as the graph holds it.

    Raises
    ------
    QueryError
        Where the graph has no entity with this IRI.
    """
    found = {item.id: item for item in entities(handle, (iri,))}
    if iri not in found:
        raise QueryError(f"The graph has no entity {iri}. Look it up by name with kg show NAME.")
    return found[iri]


def entities(handle: Handle, iris: Iterable[str] | None = None) -> Iterator[Entity]:
    """Yield entities sorted by IRI: those asked for, or all of them."""
    described: dict[str, dict[str, list[str]]] = {}
    graph = sparql.iri_term(graph_iri(handle.base, "entities"))
    for clause in clauses("s", iris):
        query = f"SELECT ?s ?p ?o {{ {clause} GRAPH {graph} {{ ?s ?p ?o }} }}"
        for subject, predicate, value in sparql.rows(handle.store, query):
            described.setdefault(subject, {}).setdefault(predicate, []).append(value)
    for subject in sorted(described):
        record = _entity(subject, described[subject])
        if record is not None:
            yield record


def _entity(iri: str, values: Mapping[str, list[str]]) -> Entity | None:
    types = {_TYPES[value] for value in values.get(RDF + "type", ()) if value in _TYPES}
    kinds = sorted(types.difference(_GENERAL)) or sorted(types)
    if not kinds:
        return None

    def first(name: str) -> str:
        return min(values.get(ONTOLOGY + name, ()), default="")

    label = min(values.get(SKOS + "prefLabel", ()) or values.get(RDFS + "label", ()), default=iri)
    value = first("value") or first("edtf") or first("number") or first("date")
    owner = first("owner") or first("itemOf") or first("meetingOf")
    details = tuple((word, each) for word, name in (("case_id", "caseId"), ("document_id", "documentId"))
                    for each in sorted(values.get(ONTOLOGY + name, ())))
    return Entity(
        iri, kinds[0], label, tuple(sorted(values.get(SKOS + "altLabel", ()))), (), first("key"), value, owner,
        first("code"), _STANDINGS.get(first("standing"), ""), (), details,
    )


def names(handle: Handle, iris: Iterable[str]) -> dict[str, str]:
    """Return the names of entities by IRI; what has no name keeps its slug."""
    asked = sorted(set(iris))
    found = {iri: slug(handle, iri) for iri in asked}
    for clause in clauses("s", asked):
        query = f"SELECT ?s (MIN(STR(?name)) AS ?least) {{ {clause} ?s skos:prefLabel|rdfs:label ?name }} GROUP BY ?s"
        found.update((iri, name) for iri, name in sparql.rows(handle.store, query) if name)
    return found


def facts(
    handle: Handle, claims: Iterable[str] | None = None, *, predicates: Collection[str] = ()
) -> Iterator[Fact]:
    """Yield facts by claim IRI: those asked for, or with one of `predicates` (words of the JSONL), or all of them."""
    if claims is None and predicates:
        wanted = sparql.values("property", [sparql.iri_term(property_iri(word)) for word in sorted(predicates)])
        query = f"SELECT DISTINCT ?claim {{ {wanted} ?claim rdf:predicate ?property }}"
        claims = [row[0] for row in sparql.rows(handle.store, query)]
    described: dict[str, dict[str, str]] = {}
    for clause in clauses("claim", claims):
        query = f"SELECT ?claim ?p ?o {{ {clause} ?claim a pkg:Claim ; ?p ?o }}"
        for claim, predicate, value in sparql.rows(handle.store, query):
            known = described.setdefault(claim, {})
            known[predicate] = min(value, known.get(predicate, value))
    everything = claims is None
    passages = {values[ONTOLOGY + "evidence"] for values in described.values() if ONTOLOGY + "evidence" in values}
    quotes = quotes_of(handle, None if everything else passages)
    papers = papers_of(handle, None if everything else {passage.partition("#")[0] for passage in passages})
    for claim in sorted(described):
        yield _fact(claim, described[claim], quotes, papers)


def brief_facts(handle: Handle) -> Iterator[Fact]:
    """Yield all facts by claim IRI, without quote, citation and place: what a network of them needs, and no more."""
    described: dict[str, dict[str, str]] = {}
    for name in (*(RDF + word for word in ("subject", "predicate", "object")),
                 *(ONTOLOGY + word for word in ("status", "polarity", "confidence", "evidence"))):
        for claim, value in sparql.rows(handle.store, f"SELECT ?claim ?value {{ ?claim <{name}> ?value }}"):
            described.setdefault(claim, {})[name] = value
    for claim in sorted(described):
        if RDF + "subject" in described[claim]:
            yield _fact(claim, described[claim], {}, {})


def _fact(
    claim: str,
    values: Mapping[str, str],
    quotes: Mapping[str, tuple[str, str]],
    papers: Mapping[str, tuple[str, str, str]],
) -> Fact:
    def word(name: str) -> str:
        return values.get(ONTOLOGY + name, "")

    passage = word("evidence")
    document, start, end = place(passage)
    quote, page = quotes.get(passage, ("", ""))
    name, kind, _ = papers.get(document, ("", "", ""))
    predicate = _PREDICATES.get(values.get(RDF + "predicate", ""), "")
    target = values.get(RDF + "object", "")
    qualifiers = tuple((key, value) for key, name in QUALIFIERS if (value := word(name)))
    return Fact(
        claim=claim,
        subject=values.get(RDF + "subject", ""),
        predicate=predicate,
        object=target.removeprefix(ONTOLOGY) if predicate == "decision" else target,
        qualifiers=qualifiers,
        status=word("status").removeprefix(ONTOLOGY) or "stated",
        polarity=word("polarity").removeprefix(ONTOLOGY) or "positive",
        said_by=word("saidBy"),
        confidence=float(word("confidence") or 0),
        quote=quote,
        start=start,
        end=end,
        page=int(page) if page.isdigit() else None,
        citation=word("citation"),
        document=document,
        doc=name,
        kind=kind,
        extractor=values.get(PROV + "wasAttributedTo", "").rpartition("/")[2],
    )


def card(handle: Handle, iri: str, *, limit: int = 50) -> Card:
    """Return an entity's card: names, codes, owner, its facts and its notes, each with quote, status and citation.

    Parameters
    ----------
    handle
        The open build.
    iri
        The entity's IRI, as `kg.names.find` gives it.
    limit
        How many facts to return in each direction, and how many notes.

    Raises
    ------
    QueryError
        Where the graph has no entity with this IRI.
    """
    subject = entity(handle, iri)
    outgoing, incoming = _claims_at(handle, iri, "subject"), _claims_at(handle, iri, "object")
    shown = {fact.claim: fact for fact in facts(handle, [*outgoing[:limit], *incoming[:limit]])}
    noted = notes_at(handle, iri)
    remarks = {note.id: note for note in notes(handle, noted[:limit])} if noted else {}
    term = sparql.iri_term(iri)
    dealt_with, dealt_with_by = (
        tuple(row[0] for row in sparql.rows(
            handle.store, f"SELECT DISTINCT ?other {{ {pattern} }} ORDER BY ?other LIMIT {limit}"))
        for pattern in (f"{term} pkg:dealtWith ?other", f"?other pkg:dealtWith {term}")
    )
    mentioned = {part for fact in shown.values() for part in (fact.subject, fact.object, fact.said_by)}
    mentioned.update(value for fact in shown.values() for key, value in fact.qualifiers if key == "funder")
    mentioned.update(part for note in remarks.values() for part in (note.about, *note.by))
    mentioned.update((iri, subject.owner, *dealt_with, *dealt_with_by))
    known = names(handle, (name for name in mentioned if name.startswith(handle.base)))
    return Card(
        subject,
        known.get(subject.owner, ""),
        tuple(shown[claim] for claim in outgoing[:limit] if claim in shown),
        tuple(shown[claim] for claim in incoming[:limit] if claim in shown),
        len(outgoing),
        len(incoming),
        dealt_with,
        dealt_with_by,
        known,
        tuple(remarks[note] for note in noted[:limit] if note in remarks),
        len(noted),
    )


def _claims_at(handle: Handle, iri: str, side: str) -> Sequence[str]:
    """Return the claims about an entity: by predicate as the ontology orders them, newest document first."""
    order = {ONTOLOGY + predicate.property_name: place for place, predicate in enumerate(PREDICATES.values())}
    query = f"""SELECT DISTINCT ?claim ?predicate ?date ?passage {{ ?claim rdf:{side} {sparql.iri_term(iri)} ;
        rdf:predicate ?predicate ; pkg:evidence ?passage . ?passage oa:hasSource ?document .
        OPTIONAL {{ ?document pkg:edtf ?date }} }}"""
    found = sorted(sparql.rows(handle.store, query), key=lambda row: (*place(row[3]), row[0]))
    found.sort(key=lambda row: row[2], reverse=True)
    found.sort(key=lambda row: order.get(row[1], len(order)))
    return list(dict.fromkeys(row[0] for row in found))
