"""The network tables of the report: who connects most, who stands between others, which groups there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.records import Configuration, Entity
from kg import analytics, answers, describing, ranks, selection, sparql
from kg.facts import Fact
from kg.stats import Table
from ontology.terms import PROGRAMME, STATUSES, term_iri

if TYPE_CHECKING:
    from kg.analytics import Network
    from kg.answers import Handle

_HOLDS = f"""FILTER NOT EXISTS {{ ?claim pkg:polarity ?not }}
    FILTER NOT EXISTS {{ ?claim pkg:status {sparql.iri_term(term_iri(STATUSES['rejected']))} }}"""
NODES = ("Organisation", "Programme", "Person")
"""Classes of what the network links."""


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
    graph = ranks.entities_graph(handle)
    nodes = ranks.most_told(handle, *NODES, limit=most)
    known = {entity.id: entity for entity in answers.entities(handle, nodes)}
    item = f"GRAPH {graph} {{ ?item pkg:itemOf ?meeting . ?meeting pkg:meetingOf %s }}"
    met = f"GRAPH {graph} {{ ?meeting pkg:meetingOf ?two }}"
    claim = "GRAPH ?document { ?claim rdf:subject %s ; rdf:object %s ; rdf:predicate ?word " + _HOLDS
    away = "FILTER(?word != pkg:absentFrom) }"
    kinds = " UNION ".join(f"{{ ?one a pkg:{name} }}" for name in NODES)
    # Direct links; what an item discusses, with its council; who acts at an item, and who is at a meeting, with its council.
    patterns = (
        f"GRAPH {graph} {{ {kinds} }} {claim % ('?one', '?two')} {away}",
        f"{claim % ('?item', '?two')} {away} {item % '?one'}",
        f"{claim % ('?one', '?item')} {away} {item % '?two'}",
        f"{claim % ('?one', '?meeting')} {away} {met}",
    )
    weights: Counter[tuple[str, str]] = Counter()
    for pattern in patterns:
        query = f"SELECT ?one ?two (COUNT(?claim) AS ?n) {{ {pattern} }} GROUP BY ?one ?two"
        for one, two, n in sparql.rows(handle.store, query):
            if one != two and one in known and two in known:
                weights[min(one, two), max(one, two)] += int(n)
    found = analytics.graph_of(known, weights)
    found.graph["of"] = sum(ranks.entity_count(handle, name, persons="public") for name in NODES)
    return found
