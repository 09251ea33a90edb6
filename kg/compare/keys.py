"""A build opened to be compared: what it says as keys without claim ids, offsets or runs, streamed document by document."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import QueryError
from kg import sparql
from kg.answers import QUALIFIERS, Handle, open_output
from kg.iris import RDF, graph_iri
from kg.outputs import WORDINGS
from kg.rdf import TYPE, iri
from kg.remarks import DETAILS, PROPERTIES
from kg.verification.lineage import paths_read
from ontology.terms import DATA, ENTITY_TYPES, ONTOLOGY, PREDICATES, REMARKS, STANDINGS, pkg, term_iri

if TYPE_CHECKING:
    from pyoxigraph import Store

IN_MEMORY = 64 << 20
"""Bytes of N-Quads that are loaded into memory; larger files go to a store on the disk, which is removed again."""
Key = tuple[str, ...]
"""What is said, without how: ``fact``, predicate, subject and object; or a remark's kind, what it is about, who, what."""
Variant = tuple[tuple[str, str], ...]
"""How it is said: status, polarity, who says it and the qualifiers but those that quote, as pairs in their order."""

_PREDICATES = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_TYPES = {ONTOLOGY + kind.class_name: name for name, kind in ENTITY_TYPES.items()}
_QUALIFIERS = {ONTOLOGY + local: name for name, local in QUALIFIERS if name not in WORDINGS}
_REMARKS = tuple((name, pkg(kind.class_name)) for name, kind in REMARKS.items())
_SUBJECT, _PREDICATE, _OBJECT, _STATUS = RDF + "subject", RDF + "predicate", RDF + "object", pkg("status")
_COMPARED = tuple(dict.fromkeys((pkg("polarity"), pkg("saidBy"), *_QUALIFIERS)))
"""What few claims have."""
_TOLD = tuple(name for name in (pkg("about"), pkg("by"), *PROPERTIES.values()) if name not in _COMPARED)
"""What remarks have beside that."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or remark as it is compared; ``id`` is its IRI, ``document`` the id of the document that says it."""

    key: Key
    variant: Variant
    id: str
    document: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A document of a build: ``path`` is where it was read, ``paths`` are that and those of its copies."""

    id: str
    iri: str
    path: str
    doc: str
    title: str
    paths: tuple[str, ...] = ()


class Build:
    """A build to compare: its open ``handle``, its entities with their types by their slugs, and all paths by document."""

    __slots__ = ("handle", "paths", "replaced", "types")

    def __init__(self, handle: Handle, paths: Mapping[str, Sequence[str]]) -> None:
        self.handle = handle
        self.paths = paths
        self.types = _types(handle)
        query = "SELECT DISTINCT ?old ?new { ?old dcterms:isReplacedBy ?new }"
        self.replaced = tuple(sorted((self.slug(old), self.slug(new)) for old, new in sparql.rows(handle.store, query)))

    def slug(self, name: str) -> str:
        """Return an IRI without what all IRIs of the build begin with."""
        return name.removeprefix(self.handle.base)

    def pairs(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the ends of the plain triples of a property of ours, as slugs."""
        for subject, object_ in sparql.rows(self.handle.store, f"SELECT DISTINCT ?s ?o {{ ?s pkg:{name} ?o }}"):
            yield self.slug(subject), self.slug(object_)

    def private(self) -> Iterator[str]:
        """Yield the slugs of private persons."""
        query = f"SELECT DISTINCT ?s {{ ?s pkg:standing {sparql.iri_term(term_iri(STANDINGS['private']))} }}"
        for (person,) in sparql.rows(self.handle.store, query):
            yield self.slug(person)

    def documents(self) -> tuple[Filed, ...]:
        """Return the documents by path and id; of a graph alone the paths of copies are not known."""
        query = """SELECT ?d (MIN(?p) AS ?path) (MIN(?n) AS ?name) (MIN(?t) AS ?title) { ?d a pkg:Document .
            OPTIONAL { ?d pkg:sourcePath ?p } OPTIONAL { ?d pkg:name ?n } OPTIONAL { ?d pkg:title ?t } } GROUP BY ?d"""
        found = (
            Filed(own := paper.rpartition("/")[2], paper, path, name, title or name,
                  tuple(dict.fromkeys(one for one in (path, *self.paths.get(own, ())) if one)))
            for paper, path, name, title in sparql.rows(self.handle.store, query)
        )  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.path, one.id)))

    def said(self, same: Mapping[str, str], hidden: frozenset[str], documents: Iterable[Filed]) -> Iterator[Said]:
        """Yield every claim and remark, document by document; nothing of one document is kept for the next.

        Parameters
        ----------
        same
            Slugs of entities that go by another slug in this comparison.
        hidden
            Slugs of entities that are left out, with what is said of them; as speaker or funder they are left out alone.
        documents
            The documents to go through.
        """
        for paper in documents:
            described = self._described(paper.iri)
            for told in sorted(described):
                kind, values = described[told]
                one = self._one(kind, values, same, hidden)
                if one is not None:
                    yield Said(*one, told, paper.id)

    def _described(self, document: str) -> dict[str, tuple[str, dict[str, list[str]]]]:
        """Return what is compared of each claim and remark of a document: its kind, and values by property.

        Property by property, for most of what a claim has, such as its passage and its run, makes no difference.
        """
        store, graph = self.handle.store, iri(document)
        query = f"""SELECT ?told ?s ?p ?o ?status {{ GRAPH {graph} {{
            ?told a pkg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL {{ ?told pkg:status ?status }} }} }}"""
        found: dict[str, tuple[str, dict[str, list[str]]]] = {
            told: ("fact", {_SUBJECT: [subject], _PREDICATE: [predicate], _OBJECT: [object_], _STATUS: [status]})
            for told, subject, predicate, object_, status in sparql.rows(store, query)
        }
        for kind, class_ in _REMARKS:
            for quad in store.quads_for_pattern(None, TYPE, iri(class_), graph):
                found[_value(quad.subject)] = (kind, {})
        for name in _COMPARED if found else ():
            for quad in store.quads_for_pattern(None, iri(name), None, graph):
                entry = found.get(_value(quad.subject))
                if entry is not None:
                    entry[1].setdefault(name, []).append(_value(quad.object))
        for name in (_STATUS, *_TOLD) if any(kind != "fact" for kind, _ in found.values()) else ():
            for quad in store.quads_for_pattern(None, iri(name), None, graph):
                entry = found.get(_value(quad.subject))
                if entry is not None and entry[0] != "fact":
                    entry[1].setdefault(name, []).append(_value(quad.object))
        return found

    def _one(
        self, kind: str, values: Mapping[str, list[str]], same: Mapping[str, str], hidden: frozenset[str]
    ) -> tuple[Key, Variant] | None:
        def entity(value: str) -> str:
            slug = self.slug(value)
            return same.get(slug, slug)

        def first(name: str) -> str:
            return min(values.get(name, ()), default="")

        status = ("status", first(_STATUS).removeprefix(ONTOLOGY) or "stated")
        if kind != "fact":
            about, by = entity(first(ONTOLOGY + "about")), sorted(entity(one) for one in values.get(ONTOLOGY + "by", ()))
            if not hidden.isdisjoint((about, *by)):
                return None
            details = ((name, first(PROPERTIES[name]).removeprefix(ONTOLOGY)) for name in DETAILS[kind])
            return (kind, about, *by, *(f"{name}={value}" for name, value in details if value)), (status,)
        predicate = _PREDICATES.get(first(_PREDICATE), "")
        ends = [entity(first(_SUBJECT)), entity(first(_OBJECT)).removeprefix(ONTOLOGY)]
        if not predicate or not hidden.isdisjoint(ends):
            return None
        if PREDICATES[predicate].symmetric:
            ends.sort()
        pairs = [(name, entity(first(known))) for known, name in _QUALIFIERS.items() if known in values]
        polarity, said_by = first(ONTOLOGY + "polarity").removeprefix(ONTOLOGY), first(ONTOLOGY + "saidBy")
        pairs += [("polarity", polarity)] if polarity not in ("", "positive") else []
        pairs += [("said_by", entity(said_by))] if said_by else []
        return ("fact", predicate, *ends), (status, *sorted(pair for pair in pairs if pair[1] not in hidden))


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _types(handle: Handle) -> dict[str, str]:
    """Return the type of each entity that the documents name, by slug."""
    graph = sparql.iri_term(graph_iri(handle.base, "entities"))
    found: dict[str, str] = {}
    for entity, class_ in sparql.rows(handle.store, f"SELECT ?s ?t {{ GRAPH {graph} {{ ?s pkg:key ?key ; a ?t }} }}"):
        slug, kind = entity.removeprefix(handle.base), _TYPES.get(class_, "")
        # All organisations are of its class too.
        if kind and found.get(slug, "ORG_OTHER") == "ORG_OTHER":
            found[slug] = kind
    return found


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[Build]:
    """Open a build to compare: the folder that ``kg build`` wrote, or a graph as N-Quads.

    Raises
    ------
    QueryError
        If there is neither, or the file is no graph of ours.
    """
    where = Path(path)
    if where.suffix.lower() != ".nq":
        if where.is_file():
            raise QueryError(f"{where} is no build. Give a folder that kg build wrote, or its graph as an .nq file.")
        with open_output(where) as handle:
            yield Build(handle, paths_read(handle.files))
        return
    if not where.is_file():
        raise QueryError(f"There is no file {where}. Check the spelling and the folder you are in.")
    with (
        tempfile.TemporaryDirectory(prefix="policykg-", ignore_cleanup_errors=True) as folder,
        Handle(where.parent, _loaded(where, Path(folder))) as handle,
    ):
        handle.base = _base(handle, where)
        yield Build(handle, {})


def _loaded(path: Path, folder: Path) -> Store:
    from pyoxigraph import RdfFormat, Store

    store = Store() if path.stat().st_size <= IN_MEMORY else Store(str(folder / "store"))
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise QueryError(f"{path} is no N-Quads: {error.msg}. Give the graph.nq of a build.") from error
    return store


def _base(handle: Handle, path: Path) -> str:
    """Return what the IRIs of a graph begin with, as its description of itself tells."""
    suffix = "dataset"
    for (dataset,) in sparql.rows(handle.store, "SELECT DISTINCT ?s { ?s a void:Dataset } ORDER BY ?s"):
        if dataset.endswith(("/" + suffix, "#" + suffix)):
            return dataset.removesuffix(suffix)
    for _ in sparql.rows(handle.store, "SELECT ?s { ?s a pkg:Document } LIMIT 1"):
        return DATA
    raise QueryError(f"{path} is no graph of a build: it describes no documents. Give the graph.nq of a build.")
