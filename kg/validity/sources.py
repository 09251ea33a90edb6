"""When things were said, published and held: the statements of a build with their dates, read from its graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg import sparql
from kg.iris import RDF
from kg.passages import clauses, place
from kg.validity.holding import SEATED, Statement, seat
from kg.validity.periods import NEVER, UNKNOWN, Edge, edge
from ontology.terms import ENTITY_TYPES, ONTOLOGY, PREDICATES, pkg, property_iri

if TYPE_CHECKING:
    from kg.handle import Handle

_PREDICATES = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_FIELDS = {
    RDF + "subject": "subject", RDF + "predicate": "predicate", RDF + "object": "object", pkg("evidence"): "evidence",
    pkg("role"): "role", pkg("status"): "status", pkg("polarity"): "polarity", pkg("validFrom"): "valid_from",
    pkg("validTo"): "valid_to", pkg("statedOn"): "stated_on",
}  # fmt: skip
MEETINGS = tuple(f"{ENTITY_TYPES[name].segment}/" for name in ("MEETING", "AGENDA_ITEM"))
"""Path segments of meetings and agenda items."""


def statements(handle: Handle, claims: Iterable[str] | None) -> list[Statement]:
    """Return claims with their clocks, by IRI: those asked for, or all of them."""
    # Not VALUES: with two of them Oxigraph looks up every pair, whether there is such a triple or not.
    fields = ", ".join(map(sparql.iri_term, _FIELDS))
    described: dict[str, dict[str, str]] = defaultdict(dict)
    for clause in clauses("claim", claims):
        query = f"SELECT ?claim ?p ?o {{ {clause} ?claim a pkg:Claim ; ?p ?o FILTER(?p IN ({fields})) }}"
        for claim, name, value in sparql.rows(handle.store, query):
            known = described[claim]
            field = _FIELDS[name]
            known[field] = min(value, known.get(field, value))
    return dated(handle, described, everything=claims is None)


def dated(handle: Handle, described: Mapping[str, dict[str, str]], *, everything: bool) -> list[Statement]:
    """Return statements with the date of their meeting: that of its item, of its paper, or else of its document."""
    occasions = {word[end] for word in described.values() for end in ("subject", "object") if is_of(handle, word.get(end, ""), MEETINGS)}
    met = meetings(handle, None if everything else occasions)
    documents = {place(word.get("evidence", ""))[0] for word in described.values()} - {""}
    papers: dict[str, str] = {}
    for clause in clauses("document", None if everything else documents):
        query = f"SELECT ?document ?date {{ {clause} ?document a pkg:Document ; pkg:edtf ?date }}"
        papers.update(sorted((row[0], row[1]) for row in sparql.rows(handle.store, query)))
    found = []
    for claim, word in sorted(described.items()):
        subject, object_, document = word.get("subject", ""), word.get("object", ""), place(word.get("evidence", ""))[0]
        day = met.get(subject) or met.get(object_) or word.get("stated_on") or papers.get(document, "")
        found.append(Statement(
            claim, subject, _PREDICATES.get(word.get("predicate", ""), ""), object_, document, day, word.get("role", ""),
            word.get("polarity", "").removeprefix(ONTOLOGY) or "positive",
            word.get("status", "").removeprefix(ONTOLOGY) or "stated",
            word.get("valid_from", ""), word.get("valid_to", ""),
        ))  # fmt: skip
    return found


def is_meeting(handle: Handle, iri: str) -> bool:
    """Tell whether an IRI is that of a meeting or an agenda item."""
    return is_of(handle, iri, MEETINGS)


def is_of(handle: Handle, iri: str, segments: tuple[str, ...]) -> bool:
    """Tell whether an IRI lies under one of some path segments."""
    return iri.startswith(handle.base) and iri.removeprefix(handle.base).startswith(segments)


def meetings(handle: Handle, iris: Iterable[str] | None) -> dict[str, str]:
    """Return the dates of meetings and agenda items by IRI."""
    found: dict[str, str] = {}
    for clause in clauses("x", iris):
        for pattern in ("?x a pkg:Meeting ; pkg:edtf ?date", "?x pkg:itemOf/pkg:edtf ?date"):
            for iri, day in sparql.rows(handle.store, f"SELECT ?x ?date {{ {clause} {pattern} }}"):
                found[iri] = min(day, found.get(iri, day))
    return found


def siblings(handle: Handle, told: Iterable[Statement]) -> set[str]:
    """Return the claims that join the same two things by the same predicate as one of `told`."""
    wanted = {(one.subject, one.predicate, one.object) for one in told if one.predicate}
    wanted |= {(two, name, one) for one, name, two in wanted if PREDICATES[name].symmetric}
    rows = [f"(<{one}> <{ONTOLOGY}{PREDICATES[name].property_name}> <{two}>)" for one, name, two in sorted(wanted)]
    found: set[str] = set()
    for start in range(0, len(rows), 200):
        query = f"""SELECT ?claim {{ VALUES (?s ?p ?o) {{ {" ".join(rows[start : start + 200])} }}
            ?claim rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?p }}"""
        found.update(row[0] for row in sparql.rows(handle.store, query))
    return found


def rivals(handle: Handle, told: Iterable[Statement]) -> set[str]:
    """Return the claims that give a seat which one person holds at a time, of the bodies of which `told` gives one."""
    bodies = {one.object for one in told if seat(one)}
    seated = ", ".join(sparql.iri_term(property_iri(word)) for word in sorted(SEATED))
    found: set[str] = set()
    for clause in clauses("o", bodies) if bodies else ():
        query = f"SELECT ?claim {{ {clause} ?claim rdf:object ?o ; rdf:predicate ?p ; pkg:role ?role FILTER(?p IN ({seated})) }}"
        found.update(row[0] for row in sparql.rows(handle.store, query))
    return found


def publications(handle: Handle, documents: Iterable[str] | None) -> dict[str, Edge]:
    """Return when documents were published, by IRI.

    Where nothing states it, a document cannot have been published before its own date or that of a meeting that it
    tells of, and was at the latest when it was fetched; the edge then reaches from the one to the other, and its text
    is an EDTF interval.
    """
    read: dict[str, dict[str, set[str]]] = {}
    asked = None if documents is None else list(documents)
    for clause in clauses("document", asked):
        query = f"""SELECT ?document ?p ?o {{ {clause} ?document a pkg:Document ; ?p ?o
            FILTER(?p IN (rdf:type, pkg:published, pkg:edtf, pkg:retrieved)) }}"""
        for iri, name, value in sparql.rows(handle.store, query):
            read.setdefault(iri, {}).setdefault(name.removeprefix(ONTOLOGY), set()).add(value)
        query = f"SELECT DISTINCT ?document ?o {{ {clause} GRAPH ?document {{ ?claim pkg:statedOn ?o }} }}"
        for iri, value in sparql.rows(handle.store, query):
            read.setdefault(iri, {}).setdefault("edtf", set()).add(value)
    return {iri: _published(values) for iri, values in read.items()}


def _published(values: Mapping[str, set[str]]) -> Edge:
    if values.get("published"):
        return edge(min(values["published"]))
    own = max((edge(value) for value in values.get("edtf", ())), key=lambda each: (each.first, each.text), default=UNKNOWN)
    fetched = edge(min(values["retrieved"])[:10]) if values.get("retrieved") else NEVER
    if fetched.text and not fetched.sure:
        fetched = NEVER
    text = f"{own.text or '..'}/{fetched.text or '..'}" if own.text or fetched.text else ""
    if fetched.last < own.first:
        # Papers are fetched before the meeting that they are for.
        return Edge(date.min, fetched.last, True, f"../{fetched.text}")
    return Edge(own.first, fetched.last, True, text)
