"""From entities and facts to tables: who connects whom, who stands between, which groups there are, and the tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Entity
from kg.facts import Fact
from kg.tallies import (
    CouncilProgramme,
    Event,
    Money,
    MoneyTotal,
    council_programme,
    councils_of_items,
    money,
    money_totals,
    positive,
    timeline,
)
from ontology.terms import ORG, PROGRAMME

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.Graph[str]

__all__ = [
    "Community",
    "CouncilProgramme",
    "Event",
    "Money",
    "MoneyTotal",
    "Ranked",
    "Tables",
    "brokers",
    "centrality",
    "communities",
    "council_programme",
    "money",
    "money_totals",
    "network",
    "tables",
    "timeline",
]

EXACT = 1000
"""Networks with more nodes than this get betweenness from a sample of `SAMPLE` sources (Brandes and Pich 2007)."""
STRONGEST = 5000
"""Rankings and groups of larger networks are those of this many best linked nodes: seconds instead of minutes."""
SAMPLE = 128
SEED = 20261122
DAMPING = 0.85


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its place in the network: ``neighbours`` it is linked to, ``score`` in [0, 1]."""

    iri: str
    name: str
    type: str
    neighbours: int
    score: float


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that are linked more among themselves than to others; ``members`` begin with the best connected."""

    number: int
    members: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a build, as the report shows them; each in the order that its function gives."""

    council_programmes: tuple[CouncilProgramme, ...]
    councils: tuple[Ranked, ...]
    programmes: tuple[Ranked, ...]
    brokers: tuple[Ranked, ...]
    communities: tuple[Community, ...]
    money: tuple[Money, ...]
    money_totals: tuple[MoneyTotal, ...]
    timeline: tuple[Event, ...]


def tables(entities: Sequence[Entity], facts: Sequence[Fact], *, limit: int | None = None) -> Tables:
    """Return every table of a build; `limit` cuts the rankings, the groups and the table of councils.

    Money and time are never cut: a missing row would read as a missing sum.

    Examples
    --------
    >>> tables((), ()).money
    ()
    """
    graph = network(entities, facts)
    return Tables(
        council_programme(entities, facts, limit=limit),
        centrality(entities, facts, types=frozenset({"COUNCIL"}), limit=limit, graph=graph),
        centrality(entities, facts, types=PROGRAMME, limit=limit, graph=graph),
        brokers(entities, facts, limit=limit, graph=graph),
        communities(entities, facts, limit=limit, graph=graph),
        money(entities, facts),
        money_totals(entities, facts),
        timeline(entities, facts),
    )


def network(entities: Sequence[Entity], facts: Sequence[Fact], *, people: bool = True) -> Network:
    """Return who is linked with whom: organisations, programmes and public persons; ``weight`` counts the facts.

    Meetings and agenda items become links between those that met in them: a council with what its items discuss, a
    person with the council whose meeting they attended or presented at. Places, dates and sums link nobody. Nodes and
    edges stand in the order of their IRIs, so that results do not depend on anything else.
    """
    known = {entity.id: entity for entity in entities}
    items = councils_of_items(entities, facts)
    meetings = {entity.id: entity.owner for entity in known.values() if entity.type == "MEETING" and entity.owner}
    meetings |= {fact.subject: fact.object for fact in positive(facts) if fact.predicate == "meeting_of"}

    def stands_for(iri: str) -> str:
        iri = items[iri][0] if iri in items else meetings.get(iri, iri)
        entity = known.get(iri)
        public = people and entity is not None and entity.type == "PERSON" and entity.standing != "private"
        return iri if entity is not None and (public or entity.type in ORG or entity.type in PROGRAMME) else ""

    weights: Counter[tuple[str, str]] = Counter()
    for fact in positive(facts):
        if fact.predicate == "absent_from":
            continue
        one, two = stands_for(fact.subject), stands_for(fact.object)
        if one and two and one != two:
            weights[min(one, two), max(one, two)] += 1
    return graph_of(known, weights)


def graph_of(entities: Mapping[str, Entity], weights: Mapping[tuple[str, str], int]) -> Network:
    """Return entities, by their IRIs, as a network of weighted links; those without a link are left out."""
    import networkx as nx

    graph: Network = nx.Graph()
    for iri in sorted({end for pair in weights for end in pair}):
        graph.add_node(iri, name=entities[iri].name, type=entities[iri].type)
    for (one, two), weight in sorted(weights.items()):
        graph.add_edge(one, two, weight=weight)
    return graph


def strongest(graph: Network, *, most: int = STRONGEST) -> Network:
    """Return the network of the `most` nodes whose links weigh most, ties by IRI; a smaller network as it is."""
    if graph.number_of_nodes() <= most:
        return graph
    weights = dict(graph.degree(weight="weight"))
    kept = sorted(sorted(weights, key=lambda iri: (-weights[iri], iri))[:most])
    entities = {iri: Entity(iri, graph.nodes[iri]["type"], graph.nodes[iri]["name"], (), (), "") for iri in kept}
    inner = {
        (min(one, two), max(one, two)): data["weight"]
        for one, two, data in graph.edges(kept, data=True)
        if one in entities and two in entities
    }
    found = graph_of(entities, inner)
    found.graph["of"] = graph.number_of_nodes()
    return found


def heading(title: str, graph: Network | None) -> str:
    """Return a table's title, and where its network is not the whole one, of how many nodes it is."""
    if graph is None:
        return title
    whole = graph.graph.get("of", 0)
    size = graph.number_of_nodes()
    return f"{title} (among the {size:,} best linked of {whole:,})" if whole > size else title


def _table(
    graph: Network, scores: Mapping[str, float], types: frozenset[str] | None, limit: int | None
) -> tuple[Ranked, ...]:
    rows = [
        Ranked(iri, data["name"], data["type"], graph.degree(iri), round(scores[iri], 6))
        for iri, data in graph.nodes(data=True)
        if types is None or data["type"] in types
    ]
    rows.sort(key=lambda row: (-row.score, -row.neighbours, row.iri))
    return tuple(rows[:limit])


def centrality(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    *,
    types: frozenset[str] | None = None,
    limit: int | None = 20,
    graph: Network | None = None,
) -> tuple[Ranked, ...]:
    """Return who connects most: by number of neighbours, then by PageRank on the weighted network.

    Neighbours lead because PageRank (Brin and Page 1998) gives two things that are linked with nothing but each other
    the average score. ``score`` is the PageRank.

    Parameters
    ----------
    entities, facts
        Those of a build.
    types
        Entity types to list, such as ``frozenset({"COUNCIL"})``; all where None. The whole network counts either way.
    limit
        How many rows to return; all where None.
    graph
        The network, where it has been made already.

    Examples
    --------
    >>> centrality((), ())
    ()
    """
    graph = network(entities, facts) if graph is None else graph
    rows = _table(graph, _pagerank(graph), types, None)
    return tuple(sorted(rows, key=lambda row: (-row.neighbours, -row.score, row.iri))[:limit])


def _pagerank(graph: Network, *, steps: int = 200, tolerance: float = 1e-9) -> dict[str, float]:
    """Return PageRank by power iteration: networkx's own wants SciPy, which is larger than all of this package."""
    if not len(graph):
        return {}
    key = f"pagerank {steps} {tolerance}"
    if key not in graph.graph:
        graph.graph[key] = _iterated(graph, steps, tolerance)
    found: dict[str, float] = graph.graph[key]
    return found


def _iterated(graph: Network, steps: int, tolerance: float) -> dict[str, float]:
    nodes = list(graph)
    near = {node: [(other, float(data["weight"])) for other, data in graph.adj[node].items()] for node in nodes}
    strength = {node: sum(weight for _, weight in near[node]) for node in nodes}
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(steps):
        idle = sum(rank[node] for node in nodes if not strength[node])
        floor = (1 - DAMPING + DAMPING * idle) / len(nodes)
        new = {
            node: floor + DAMPING * sum(rank[other] * weight / strength[other] for other, weight in near[node])
            for node in nodes
        }
        moved = sum(abs(new[node] - rank[node]) for node in nodes)
        rank = new
        if moved < tolerance * len(nodes):
            break
    return rank


def brokers(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    *,
    types: frozenset[str] | None = None,
    limit: int | None = 20,
    graph: Network | None = None,
) -> tuple[Ranked, ...]:
    """Return who stands between others, by betweenness (Freeman 1977): exact up to `EXACT` nodes, then sampled.

    Parameters are those of `centrality`.

    Examples
    --------
    >>> brokers((), ())
    ()
    """
    import networkx as nx

    graph = network(entities, facts) if graph is None else graph
    size = graph.number_of_nodes()
    sample = None if size <= EXACT else SAMPLE
    scores = nx.betweenness_centrality(graph, k=sample, normalized=True, seed=SEED) if size else {}
    return _table(graph, scores, types, limit)


def communities(
    entities: Sequence[Entity], facts: Sequence[Fact], *, limit: int | None = None, graph: Network | None = None
) -> tuple[Community, ...]:
    """Return the groups of the network by Louvain's method (Blondel et al. 2008), largest first.

    Parameters
    ----------
    entities, facts
        Those of a build.
    limit
        How many groups to return; all where None.
    graph
        The network, where it has been made already.

    Examples
    --------
    >>> communities((), ())
    ()
    """
    import networkx as nx

    graph = network(entities, facts) if graph is None else graph
    if not graph.number_of_nodes():
        return ()
    # Numbers for names: sets of strings would be walked in an order that changes from run to run.
    nodes = list(graph)
    place = {node: index for index, node in enumerate(nodes)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    for one, two, data in graph.edges(data=True):
        numbered.add_edge(place[one], place[two], weight=data["weight"])
    groups = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    ranks = {row.iri: row for row in _table(graph, _pagerank(graph), None, None)}
    members = [
        sorted((ranks[nodes[index]] for index in group), key=lambda row: (-row.score, row.iri)) for group in groups
    ]
    members.sort(key=lambda group: (-len(group), group[0].iri))
    return tuple(Community(number, tuple(group)) for number, group in enumerate(members[:limit], 1))
