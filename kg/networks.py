"""The network tables of the report: who connects most, who stands between others, which groups there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.records import Configuration, Entity
from kg import analytics, answers, describing, ranks, selection, sparql
from kg.facts import Fact
from kg.stats import Table
from ontology.terms import ORG, PREDICATES, PROGRAMME, STATUSES, property_iri, term_iri

if TYPE_CHECKING:
    from kg.analytics import Network
    from kg.answers import Handle

_HOLDS = f"""FILTER NOT EXISTS {{ ?claim pkg:polarity ?not }}
    FILTER NOT EXISTS {{ ?claim pkg:status {sparql.iri_term(term_iri(STATUSES['rejected']))} }}"""
NODES = ("Organisation", "Programme", "Person")
"""Classes of what the network links."""
_LINKED = ORG | PROGRAMME | {"PERSON"}


def tables(handle: Handle, *, configuration: Configuration) -> tuple[Table, ...]:
    """Return the report's network tables of an open build; one network serves them all."""
    found = selection.whole(handle, configuration=configuration, most=selection.REPORT)
    if found is not None:
        return tables_of(found.entities, found.facts, base=handle.base)
    return _tables(linked(handle), base=handle.base)


def tables_of(entities: Sequence[Entity], facts: Sequence[Fact], *, base: str) -> tuple[Table, ...]:
    """Return the report's network tables of some records.

    >>> [table.name for table in tables_of((), (), base="https://w3id.org/policykg/id/")]
    ['councils', 'programmes', 'brokers', 'communities']
    """
    return _tables(analytics.strongest(analytics.network(entities, facts)), base=base)


def _tables(graph: Network, *, base: str) -> tuple[Table, ...]:
    ranked = {
        ("councils", "Councils that connect most"): analytics.centrality(
            (), (), types=frozenset({"COUNCIL"}), graph=graph
        ),
        ("programmes", "Programmes that connect most"): analytics.centrality((), (), types=PROGRAMME, graph=graph),
        ("brokers", "Who stands between others"): analytics.brokers((), (), graph=graph),
    }
    groups = analytics.communities((), (), limit=20, graph=graph)
    return (
        *(
            Table(name, analytics.heading(title, graph), *describing.ranked_rows(rows, base=base), rows)
            for (name, title), rows in ranked.items()
        ),
        Table("communities", analytics.heading("Groups", graph), *describing.community_rows(groups), groups),
    )


def linked(handle: Handle, *, most: int = analytics.STRONGEST) -> Network:
    """Return the network of those that most is said of, its links counted by the store: for builds too large to walk.

    The links are those of `kg.analytics.network`; the nodes are the organisations, programmes and public persons with
    most claims, at most `most`, ties by IRI.
    """
    nodes = ranks.most_told(handle, *NODES, limit=most)
    known = {entity.id: entity for entity in answers.entities(handle, nodes)}
    weights: Counter[tuple[str, str]] = Counter()
    for pattern in _patterns(handle):
        query = f"SELECT ?one ?two (COUNT(?claim) AS ?n) {{ {pattern} }} GROUP BY ?one ?two"
        for one, two, n in sparql.rows(handle.store, query):
            if one != two and one in known and two in known:
                weights[min(one, two), max(one, two)] += int(n)
    found = analytics.graph_of(known, weights)
    found.graph["of"] = sum(ranks.entity_count(handle, name, persons="public") for name in NODES)
    return found


def _patterns(handle: Handle) -> Iterator[str]:
    """Yield the patterns of claims that link ``?one`` with ``?two``: directly, or an item or a meeting's council with it.

    One predicate at a time: with the predicate open, the store joins all claims with all meetings first.
    """
    graph = ranks.entities_graph(handle)
    of_item = f"GRAPH {graph} {{ ?end pkg:itemOf ?meeting . ?meeting pkg:meetingOf %s }}"
    of_meeting = f"GRAPH {graph} {{ ?end pkg:meetingOf %s }}"
    for name, predicate in PREDICATES.items():
        subjects, objects = set(predicate.domain), set(predicate.range)
        claim = f"GRAPH ?document {{ ?claim rdf:predicate {sparql.iri_term(property_iri(name))} ; rdf:subject %s ; rdf:object %s {_HOLDS} }}"
        if name == "absent_from":
            continue
        if subjects & _LINKED and objects & _LINKED:
            yield claim % ("?one", "?two")
        if "AGENDA_ITEM" in subjects and objects & _LINKED:
            yield f"{claim % ('?end', '?two')} {of_item % '?one'}"
        if "AGENDA_ITEM" in objects and subjects & _LINKED:
            yield f"{claim % ('?one', '?end')} {of_item % '?two'}"
        if "MEETING" in objects and subjects & _LINKED:
            yield f"{claim % ('?one', '?end')} {of_meeting % '?two'}"
