"""How two entities are connected: the shortest chains of positive facts between them, with their quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise, product

from kg import answers, sparql
from kg.answers import Handle
from kg.facts import Fact
from kg.passages import clauses
from kg.validity import clocks, succession
from ontology.terms import PREDICATES, pkg, property_iri

# A day or a sum of money connects nothing, and an outcome is no thing: chains begin or end there, none passes through.
_ENDS = frozenset(property_iri(word) for word in ("dated", "funded_with"))
_LINKS = frozenset(
    {property_iri(word) for word, predicate in PREDICATES.items() if predicate.range and word != "decision"}
    | {pkg("itemOf"), pkg("owner")}
) - _ENDS
_STRUCTURE: Mapping[str, tuple[str, str]] = {pkg("itemOf"): ("item_of", "has_item"), pkg("owner"): ("owner", "owns")}
_BATCH = 400
_EXAMINED = 5000


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain, from ``start`` to ``end``: its facts, or ``structure`` where only the agenda links them.

    ``structure`` is ``item_of`` or ``owner``, or ``has_item`` or ``owns`` where it runs from ``end`` to ``start``.
    ``facts`` run either way; their subject tells which. Best first: confidence, then document and place.
    """

    start: str
    end: str
    facts: tuple[Fact, ...]
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of steps; ``links`` counts what its inner entities are linked to: the fewer, the more telling."""

    steps: tuple[Step, ...]
    links: int

    @property
    def nodes(self) -> tuple[str, ...]:
        """The IRIs along the chain, both ends included."""
        return (self.steps[0].start, *(step.end for step in self.steps)) if self.steps else ()


@dataclass(slots=True)
class _Side:
    """One end of the search: how far each entity is, what it was reached from, and the outermost layer."""

    distance: dict[str, int]
    before: dict[str, list[str]]
    layer: list[str]
    depth: int = 0


def path(
    handle: Handle,
    a: str,
    b: str,
    *,
    limit: int = 3,
    max_steps: int = 8,
    max_links: int | None = None,
    skip: Collection[str] = (),
) -> tuple[Path, ...]:
    """Return the shortest chains between two entities; empty where they are not connected.

    Chains of equal length come in the order of how few other links their inner entities have, then of IRIs.

    Parameters
    ----------
    handle
        The open build.
    a, b
        IRIs of entities; where the handle's lens follows succession, also what these came of and became.
    limit
        How many chains to return.
    max_steps
        The longest chain to look for.
    max_links
        Pass through no entity with more links than this; hubs such as a region connect everything with everything.
    skip
        IRIs of entities to pass through neither.

    Raises
    ------
    QueryError
        Where the graph has no such entity.
    """
    for iri in (a, b):
        answers.entity(handle, iri)
    starts, targets = (sorted(succession.chain(handle, iri)) for iri in (a, b))
    ends = frozenset((*starts, *targets))
    if not set(starts).isdisjoint(targets):
        return ()
    links: dict[str, list[str]] = {}
    sides = (_Side(dict.fromkeys(starts, 0), {}, starts), _Side(dict.fromkeys(targets, 0), {}, targets))
    meeting: list[str] = []
    while not meeting and sides[0].depth + sides[1].depth < max_steps and all(side.layer for side in sides):
        side, other = sides if len(sides[0].layer) <= len(sides[1].layer) else sides[::-1]
        _grow(handle, side, ends, links, frozenset(skip), max_links)
        meeting = sorted(node for node in side.layer if node in other.distance)
    ways = islice(_ways(sides, meeting), _EXAMINED)
    _learn(handle, meeting, ends, links)

    def weight(nodes: tuple[str, ...]) -> int:
        return sum(len(links[node]) for node in nodes[1:-1])

    ranked = sorted(ways, key=lambda nodes: (weight(nodes), nodes))
    chosen = ranked[:limit]
    steps = _steps(handle, {pair for nodes in chosen for pair in pairwise(nodes)})
    return tuple(
        Path(tuple(steps[pair] for pair in pairwise(nodes)), weight(nodes)) for nodes in chosen
    )


def _grow(
    handle: Handle,
    side: _Side,
    ends: frozenset[str],
    links: dict[str, list[str]],
    skip: frozenset[str],
    max_links: int | None,
) -> None:
    """Add the next layer of entities to one side."""
    reached: dict[str, list[str]] = {}
    _learn(handle, side.layer, ends, links)
    for node in side.layer:
        near = links[node]
        if node not in ends and (node in skip or (max_links is not None and len(near) > max_links)):
            continue
        for other in near:
            if other not in side.distance and (other not in skip or other in ends):
                reached.setdefault(other, []).append(node)
    side.depth += 1
    side.layer = sorted(reached)
    side.distance.update((node, side.depth) for node in side.layer)
    side.before.update((node, sorted(sources)) for node, sources in reached.items())
    if max_links is not None:
        # A hub on the outermost layer must not become the place where the two sides meet.
        _learn(handle, side.layer, ends, links)
        side.layer = [node for node in side.layer if node in ends or len(links[node]) <= max_links]


def _learn(handle: Handle, nodes: Iterable[str], ends: frozenset[str], links: dict[str, list[str]]) -> None:
    """Add to `links` what each entity is linked to, either way round."""
    asked = sorted(set(nodes).difference(links))
    found: dict[str, set[str]] = {node: set() for node in asked}
    plain = " ".join(sparql.iri_term(iri) for iri in sorted(_LINKS))
    last = " ".join(sparql.iri_term(iri) for iri in sorted(_ENDS))
    borders = " ".join(sparql.iri_term(iri) for iri in sorted(ends))
    for start in range(0, len(asked), _BATCH):
        part = sparql.values("n", [sparql.iri_term(iri) for iri in asked[start : start + _BATCH]])
        for pattern in (
            f"VALUES ?p {{ {plain} }} ?n ?p ?m",
            f"VALUES ?p {{ {plain} }} ?m ?p ?n",
            f"VALUES ?p {{ {last} }} VALUES ?m {{ {borders} }} ?n ?p ?m",
            f"VALUES ?p {{ {last} }} ?m ?p ?n",
        ):
            for node, other in sparql.rows(handle.store, f"SELECT DISTINCT ?n ?m {{ {part} {pattern} }}"):
                if node != other:
                    found[node].add(other)
    if handle.lens.active:
        holding = _holding(handle, found, ends)
        found = {node: near & holding[node] for node, near in found.items()}
    links.update((node, sorted(near)) for node, near in found.items())


def _holding(handle: Handle, nodes: Mapping[str, Collection[str]], ends: frozenset[str]) -> dict[str, set[str]]:
    """Return what each entity is linked to by facts that the lens shows, or by an agenda or an owner that exists."""
    found: dict[str, set[str]] = {node: set() for node in nodes}
    told: dict[str, tuple[str, str]] = {}
    for clause in clauses("n", nodes):
        for here, there in (("subject", "object"), ("object", "subject")):
            query = f"SELECT ?n ?m ?claim {{ {clause} ?claim rdf:{here} ?n ; rdf:{there} ?m . FILTER NOT EXISTS {{ ?claim pkg:polarity pkg:negative }} }}"
            told.update((claim, (node, other)) for node, other, claim in sparql.rows(handle.store, query))
        for pattern in (part for name in sorted(_STRUCTURE) for part in (f"?n <{name}> ?m", f"?m <{name}> ?n")):
            for node, other in sparql.rows(handle.store, f"SELECT DISTINCT ?n ?m {{ {clause} {pattern} }}"):
                found[node].add(other)
    there_is = clocks.existing(handle, {*nodes, *(other for near in found.values() for other in near)})
    found = {node: near & there_is if node in there_is else set() for node, near in found.items()}
    # Every claim of a fact has both ends of it, so none is missing.
    for claim, holding in clocks.holdings(handle, told, complete=True).items():
        if holding.kept:
            one, two = told[claim]
            for node, other in ((one, two), (two, one)):
                if node in found:
                    found[node].add(other)
    return found


def _ways(sides: tuple[_Side, _Side], meeting: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the chains that the two sides make where they meet, as nodes from the first end to the second."""
    for node in meeting:
        for left, right in product(_back(sides[0], node), _back(sides[1], node)):
            yield (*reversed(left), node, *right)


def _back(side: _Side, node: str) -> list[tuple[str, ...]]:
    """Return the ways from a node to the side's end, without the node itself; at most `_EXAMINED` of them."""
    ways: list[tuple[str, ...]] = [(node,)]
    while ways and side.distance[ways[0][-1]] > 0:
        ways = [(*way, source) for way in ways for source in side.before[way[-1]]][:_EXAMINED]
    return [way[1:] for way in ways]


def _steps(handle: Handle, pairs: Collection[tuple[str, str]], *, limit: int = 3) -> dict[tuple[str, str], Step]:
    """Return the step for each pair of neighbours, with at most `limit` facts each."""
    steps = {}
    for start, end in sorted(pairs):
        one, two = sparql.iri_term(start), sparql.iri_term(end)
        query = f"""SELECT DISTINCT ?claim {{ {{ ?claim rdf:subject {one} ; rdf:object {two} }}
            UNION {{ ?claim rdf:subject {two} ; rdf:object {one} }} }}"""
        claims = [row[0] for row in sparql.rows(handle.store, query)]
        told = [fact for fact in answers.facts(handle, claims) if fact.polarity == "positive"]
        told.sort(key=lambda fact: (-fact.confidence, fact.document, fact.start, fact.claim))
        structure = ""
        if not told:
            forward, backward = (
                {row[0] for row in sparql.rows(handle.store, f"SELECT DISTINCT ?p {{ {pair} }}")}
                for pair in (f"{one} ?p {two}", f"{two} ?p {one}")
            )
            structure = next(
                (words[way] for iri, words in _STRUCTURE.items() for way, found in enumerate((forward, backward))
                 if iri in found), "linked",
            )
        steps[start, end] = Step(start, end, tuple(told[:limit]), structure)
    return steps
