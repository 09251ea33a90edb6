"""How much a build holds and what most is said of: counted, sorted and cut by the store itself, so that nobody walks it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from kg import sparql
from kg.iris import graph_iri
from ontology.terms import ONTOLOGY, PREDICATES, REMARKS, STANDINGS, property_iri, term_iri

if TYPE_CHECKING:
    from kg.answers import Handle

PRIVATE = sparql.iri_term(term_iri(STANDINGS["private"]))
_WORDS = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_REMARKS = {ONTOLOGY + kind.class_name: name for name, kind in REMARKS.items()}


def entities_graph(handle: Handle) -> str:
    """Return the graph of resolved entities as SPARQL writes it."""
    return sparql.iri_term(graph_iri(handle.base, "entities"))


def column(handle: Handle, query: str) -> tuple[str, ...]:
    """Return the first column of a SELECT, each value once, in the order of the rows."""
    return tuple(dict.fromkeys(row[0] for row in sparql.rows(handle.store, query)))


def counted(handle: Handle, query: str) -> int:
    """Return the number that a query counts."""
    return next((int(row[0]) for row in sparql.rows(handle.store, query)), 0)


def entity_count(handle: Handle, class_name: str = "", *, persons: str = "all") -> int:
    """Return how many entities a build holds; of one class where it is named, without private ones unless `persons` is ``all``."""
    graph = entities_graph(handle)
    kind = f"; a pkg:{class_name}" if class_name else ""
    all_of_them = counted(handle, f"SELECT (COUNT(?entity) AS ?n) {{ GRAPH {graph} {{ ?entity pkg:key ?key {kind} }} }}")
    if persons == "all":
        return all_of_them
    hidden = f"SELECT (COUNT(?entity) AS ?n) {{ GRAPH {graph} {{ ?entity pkg:standing {PRIVATE} {kind} }} }}"
    return all_of_them - counted(handle, hidden)


def claim_count(handle: Handle) -> int:
    """Return how many claims a build holds, those about private persons too."""
    return counted(handle, "SELECT (COUNT(?claim) AS ?n) { GRAPH ?document { ?claim rdf:predicate ?predicate } }")


def facts_by_predicate(handle: Handle, *, persons: str = "public") -> Mapping[str, int]:
    """Return how many facts there are by predicate; those about, by or through private persons count only where `persons` is ``all``."""
    query = "SELECT ?p (COUNT(?claim) AS ?n) { GRAPH ?document { ?claim rdf:predicate ?p } } GROUP BY ?p"
    found = {_WORDS[row[0]]: int(row[1]) for row in sparql.rows(handle.store, query) if row[0] in _WORDS}
    if persons != "all":
        hidden = f"""SELECT ?p (COUNT(DISTINCT ?claim) AS ?n) {{
            GRAPH {entities_graph(handle)} {{ ?person pkg:standing {PRIVATE} }}
            {{ ?claim rdf:subject ?person }} UNION {{ ?claim rdf:object ?person }}
            UNION {{ ?claim pkg:saidBy ?person }} UNION {{ ?claim pkg:funder ?person }}
            ?claim rdf:predicate ?p }} GROUP BY ?p"""
        for name, number in sparql.rows(handle.store, hidden):
            found[_WORDS[name]] = found.get(_WORDS[name], 0) - int(number)
    return found


def notes_by_remark(handle: Handle, *, persons: str = "public") -> Mapping[str, int]:
    """Return how many notes there are by kind of remark, those about or by private persons as in `facts_by_predicate`."""
    query = "SELECT ?kind (COUNT(?note) AS ?n) { GRAPH ?document { ?note a pkg:Remark, ?kind } } GROUP BY ?kind"
    found = {_REMARKS[row[0]]: int(row[1]) for row in sparql.rows(handle.store, query) if row[0] in _REMARKS}
    if persons != "all":
        hidden = f"""SELECT ?kind (COUNT(DISTINCT ?note) AS ?n) {{
            GRAPH {entities_graph(handle)} {{ ?person pkg:standing {PRIVATE} }}
            {{ ?note pkg:about ?person }} UNION {{ ?note pkg:by ?person }}
            ?note a pkg:Remark, ?kind }} GROUP BY ?kind"""
        for kind, number in sparql.rows(handle.store, hidden):
            if kind in _REMARKS:
                found[_REMARKS[kind]] = found.get(_REMARKS[kind], 0) - int(number)
    return found


def most_told(handle: Handle, *classes: str, limit: int, predicates: Collection[str] = ()) -> tuple[str, ...]:
    """Return the entities of some classes that most claims are about, most first; ties go by IRI, private persons never.

    Parameters
    ----------
    handle
        The open build.
    classes
        Local names of classes, such as ``Council`` and ``Programme``.
    limit
        How many to return.
    predicates
        Words of the JSONL files; all where empty.
    """
    kinds = " UNION ".join(f"{{ ?entity a pkg:{name} }}" for name in classes)
    query = f"""SELECT ?entity (COUNT(?claim) AS ?n) {{
        GRAPH {entities_graph(handle)} {{ {kinds} FILTER NOT EXISTS {{ ?entity pkg:standing {PRIVATE} }} }}
        {ends_of(predicates)} }} GROUP BY ?entity ORDER BY DESC(?n) ?entity LIMIT {limit}"""
    return column(handle, query)


def ends_of(predicates: Collection[str]) -> str:
    """Return the pattern of claims, with one of some predicates where they are named, that ``?entity`` is an end of."""
    # Within the documents' own graphs: the union of all graphs is several times slower to look through.
    ends = " UNION ".join(f"{{ ?claim rdf:{side} ?entity {among(predicates)} }}" for side in ("subject", "object"))
    return f"GRAPH ?document {{ {ends} }}"


def among(predicates: Collection[str]) -> str:
    """Return the pattern of claims with one of some predicates; the empty string where there are none.

    >>> among(("party_to",))
    '. ?claim rdf:predicate ?word FILTER(?word IN (<https://w3id.org/policykg/ontology#partyTo>))'
    """
    if not predicates:
        return ""
    words = ", ".join(sparql.iri_term(property_iri(word)) for word in sorted(predicates))
    return f". ?claim rdf:predicate ?word FILTER(?word IN ({words}))"


def newest_claims(
    handle: Handle, iri: str, *, limit: int, predicates: Collection[str] = (), sides: Collection[str] = ("subject", "object")
) -> dict[str, str]:
    """Return the newest claims about an entity, each with its other end: newest document first, then by IRI.

    Parameters
    ----------
    handle
        The open build.
    iri
        The entity's IRI.
    limit
        How many to return.
    predicates
        Words of the JSONL files; all where empty.
    sides
        Where the entity stands: as ``subject``, as ``object`` or as both.
    """
    term, other = sparql.iri_term(iri), {"subject": "object", "object": "subject"}
    ends = " UNION ".join(f"{{ ?claim rdf:{side} {term} ; rdf:{other[side]} ?other }}" for side in sides)
    query = f"""SELECT ?claim ?other {{ GRAPH ?document {{ {ends} {among(predicates)} }}
        OPTIONAL {{ ?document pkg:edtf ?date }} }} ORDER BY DESC(?date) ?claim LIMIT {limit}"""
    return dict(sparql.rows(handle.store, query))  # type: ignore[arg-type]
