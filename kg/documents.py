"""The documents of a finished build, read back from its graph as facts cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import sparql
from kg.facts import Source
from kg.passages import clauses
from ontology.terms import ONTOLOGY

if TYPE_CHECKING:
    from kg.answers import Handle


def sources(handle: Handle, iris: Iterable[str] | None = None) -> Iterator[Source]:
    """Yield documents by IRI: those asked for, or all of them."""
    described: dict[str, dict[str, str]] = {}
    for clause in clauses("document", iris):
        query = f"SELECT ?document ?p ?o {{ {clause} ?document a pkg:Document ; ?p ?o }}"
        for document, predicate, value in sparql.rows(handle.store, query):
            known = described.setdefault(document, {})
            known[predicate] = min(value, known.get(predicate, value))
    for document in sorted(described):
        yield _source(document, described[document])


def _source(iri: str, values: dict[str, str]) -> Source:
    def word(name: str) -> str:
        return values.get(ONTOLOGY + name, "")

    return Source(
        iri=iri,
        id=iri.rpartition("/")[2],
        doc=word("name"),
        title=word("title"),
        kind=word("kind"),
        date=word("edtf"),
        url=word("sourceUrl"),
        retrieved=word("retrieved"),
        source=word("sourcePath"),
        sha256=word("sha256"),
        media_type=word("mediaType"),
        pages=int(word("pages") or 0),
    )


def newest(handle: Handle, *, limit: int) -> tuple[str, ...]:
    """Return the IRIs of the newest documents, newest first; those without a date come last, and ties go by IRI."""
    query = f"""SELECT ?document {{ ?document a pkg:Document . OPTIONAL {{ ?document pkg:edtf ?date }} }}
        ORDER BY DESC(?date) ?document LIMIT {limit}"""
    return tuple(row[0] for row in sparql.rows(handle.store, query))


def statements(handle: Handle, iris: Iterable[str]) -> dict[str, int]:
    """Return how many claims each of some documents makes, by the documents' IRIs; those without any are left out."""
    found: dict[str, int] = {}
    for clause in clauses("document", iris):
        query = f"""SELECT ?document (COUNT(?claim) AS ?n) {{
            {clause} GRAPH ?document {{ ?claim rdf:predicate ?predicate }} }} GROUP BY ?document"""
        found.update((document, int(n)) for document, n in sparql.rows(handle.store, query) if document)
    return found
