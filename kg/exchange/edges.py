"""A build as a network for other programs: entities as nodes and positive facts as edges, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import NamedNode

from extractors.records import Configuration, Entity
from kg import answers, sparql
from kg.facts import Fact
from kg.iris import RDF
from kg.outputs import private, published
from kg.passages import papers
from ontology.registry import by_code
from ontology.terms import ENTITY_TYPES, OUTCOMES, PREDICATES, STANDINGS, class_iri, pkg, term_iri

if TYPE_CHECKING:
    from kg.answers import Handle

T = TypeVar("T")
BATCH = 2000
"""How many entities or claims are in memory at a time."""
VALUES = frozenset({"DATE", "AMOUNT"})
"""Types that name no thing: as nodes, a year would connect whatever happened in it."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as a node; ``id`` is its IRI, ``value`` its date, number or sum in kroner, ``owner`` an IRI.

    ``valid_from`` and ``valid_to`` are the days that the registers give a body or programme.
    """

    id: str
    label: str
    type: str
    code: str
    standing: str
    value: str
    owner: str
    aliases: tuple[str, ...]
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A positive fact as an edge; ``id`` is its claim's IRI.

    ``target`` is the outcome's word where the predicate is ``decision``, else an entity's IRI, as ``source`` is.
    ``predicate`` is the word of the JSONL files, ``label`` what it is called in Danish. ``date`` is the document's (EDTF), ``page`` empty where there
    are none; ``qualifiers`` hold what was said of role, year, kind, ``valid_from``, ``valid_to`` and so on, ``funder`` by name.
    """

    id: str
    source: str
    target: str
    source_label: str
    target_label: str
    predicate: str
    label: str
    status: str
    confidence: float
    qualifiers: Mapping[str, str]
    said_by: str
    quote: str
    citation: str
    document: str
    date: str
    page: str


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[tuple[T, ...]]:
    """Yield items in tuples of `size`, the last one shorter.

    >>> list(batches("abc", 2))
    [('a', 'b'), ('c',)]
    """
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def nodes(handle: Handle, *, persons: str = "public", values: bool = True) -> Iterator[Node]:
    """Yield the entities of a build by IRI.

    Parameters
    ----------
    handle
        The open build.
    persons
        ``public`` leaves private persons out, ``all`` keeps them.
    values
        Whether dates and sums are nodes too.
    """
    iris = {quad.subject.value for kind in ENTITY_TYPES for quad in _typed(handle, class_iri(kind))}
    for batch in batches(sorted(iris)):
        found = tuple(answers.entities(handle, batch))
        left_out = private(found, Configuration(persons=persons))
        lasts = {one.code: (by_code()[one.code].valid_from, by_code()[one.code].valid_to) for one in found if one.code in by_code()}
        for one in found:
            if one.id not in left_out and (values or one.type not in VALUES):
                yield Node(
                    one.id, one.name, one.type, one.code, one.standing, one.value, one.owner, one.aliases,
                    *lasts.get(one.code, ("", "")),
                )


def edges(handle: Handle, *, persons: str = "public") -> Iterator[Edge]:
    """Yield the positive facts of a build by graph, which is a document, and claim.

    Parameters
    ----------
    handle
        The open build.
    persons
        ``public`` leaves out what is said of or by private persons, ``all`` keeps it.
    """
    left_out = private(_private(handle), Configuration(persons=persons))
    for graph in sorted(str(name.value) for name in handle.store.named_graphs()):
        claims = sorted({quad.subject.value for quad in _typed(handle, pkg("Claim"), graph)})
        for batch in batches(claims):
            told = published(answers.facts(handle, batch), left_out)
            yield from _edges(handle, [fact for fact in told if fact.polarity == "positive" and fact.predicate])


def _typed(handle: Handle, kind: str, graph: str = "") -> Iterator[Any]:
    return handle.store.quads_for_pattern(
        None, NamedNode(RDF + "type"), NamedNode(kind), NamedNode(graph) if graph else None
    )


def _private(handle: Handle) -> tuple[Entity, ...]:
    query = f"SELECT DISTINCT ?person {{ ?person pkg:standing <{term_iri(STANDINGS['private'])}> }}"
    found = [row[0] for row in sparql.rows(handle.store, query)]
    return tuple(answers.entities(handle, found)) if found else ()


def _edges(handle: Handle, told: list[Fact]) -> Iterator[Edge]:
    iris = {iri for fact in told for iri in (fact.subject, fact.object, fact.said_by, fact.qualifier("funder"))}
    names = answers.names(handle, (iri for iri in iris if ":" in iri))
    dates = papers(handle, {fact.document for fact in told})
    for fact in told:
        decision = fact.predicate == "decision" and fact.object in OUTCOMES
        yield Edge(
            id=fact.claim,
            source=fact.subject,
            target=fact.object,
            source_label=names.get(fact.subject, fact.subject),
            target_label=OUTCOMES[fact.object].label_da if decision else names.get(fact.object, fact.object),
            predicate=fact.predicate,
            label=PREDICATES[fact.predicate].label_da,
            status=fact.status,
            confidence=fact.confidence,
            qualifiers={key: names.get(value, value) if key == "funder" else value for key, value in fact.qualifiers},
            said_by=names.get(fact.said_by, fact.said_by),
            quote=fact.quote,
            citation=fact.citation,
            document=fact.doc,
            date=dates.get(fact.document, ("", "", ""))[2],
            page="" if fact.page is None else str(fact.page),
        )
