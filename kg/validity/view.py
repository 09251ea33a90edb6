"""A build as of a day: a store in memory with only what the lens shows, for questions of any form in SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from kg import sparql
from kg.iris import ORG, PROV, graph_iri, node_iri
from kg.passages import place
from kg.rdf import TYPE, iri, text, typed
from kg.validity import clocks
from kg.validity.holding import Holding, Statement
from ontology.terms import PREDICATES, pkg, property_iri

if TYPE_CHECKING:
    from kg.handle import Handle

_PROPERTIES = frozenset(property_iri(word) for word in PREDICATES)
_HOLDERS = frozenset((ORG + "heldBy", ORG + "member"))
Triple = tuple[str, str, str]


def view(handle: Handle) -> Store:
    """Return a store in memory with what the lens of `handle` shows.

    Left out are claims and remarks that do not hold, the plain triples that only such claims support in their
    document, their passages, whole documents of which nothing is left, memberships, posts, changes and derived links
    that none supports, and the types of what does not exist on the day; names stay. Each claim that is left says when
    it holds (``pkg:holdsFrom``, ``pkg:holdsTo``, ``pkg:lastConfirmed``, ``pkg:holdsCertainly``) in a graph of its own.
    """
    told = clocks.statements(handle, None)
    holdings = clocks.reckoned(handle, told, everything=True)
    remarks = clocks.kept_remarks(handle, None)
    sieve = _Sieve(handle, told, holdings, remarks)
    store = Store()
    base = handle.base
    wholes = {graph_iri(base, name) for name in ("entities", "derived", "registers", "dataset")}
    for graph in sorted((graph for graph in handle.store.named_graphs() if isinstance(graph, NamedNode)), key=str):
        quads = handle.store.quads_for_pattern(None, None, None, graph)
        if graph.value in wholes:
            store.bulk_extend(quad for quad in quads if sieve.general(quad))
        elif graph.value in sieve.whole:
            store.bulk_extend(quads)
        elif graph.value not in sieve.gone:
            store.bulk_extend(quad for quad in quads if sieve.stated(quad))
    store.bulk_extend(_when(holdings, iri(graph_iri(base, "lens"))))
    _drop_derived(store)
    return store


def _when(holdings: Mapping[str, Holding], graph: NamedNode) -> Iterator[Quad]:
    """Yield when each claim holds that is left."""
    for claim, holding in holdings.items():
        if holding.kept:
            node = iri(claim)
            for name, value in (
                ("holdsFrom", holding.holds_from), ("holdsTo", holding.holds_to), ("lastConfirmed", holding.last_confirmed),
            ):  # fmt: skip
                if value:
                    yield Quad(node, iri(pkg(name)), text(value), graph)
            yield Quad(node, iri(pkg("holdsCertainly")), typed("true" if holding.certain else "false", "boolean"), graph)


def _drop_derived(store: Store) -> None:
    """Take out of the view the links of bodies with things that no item left in it discusses."""
    query = """SELECT ?g ?council ?thing { GRAPH ?g { ?council pkg:dealtWith ?thing }
        FILTER NOT EXISTS { ?item pkg:discusses ?thing ; pkg:itemOf/pkg:meetingOf ?council } }"""
    for graph, council, thing in list(sparql.rows(store, query)):
        store.remove(Quad(iri(council), iri(pkg("dealtWith")), iri(thing), iri(graph)))


class _Sieve:
    """What goes, by claim, document and node, made once from the statements and when they hold."""

    def __init__(
        self, handle: Handle, told: list[Statement], holdings: Mapping[str, Holding], remarks: set[str]
    ) -> None:
        self.base = handle.base
        self.dropped = {claim for claim, holding in holdings.items() if not holding.kept}
        every_remark = {row[0] for row in sparql.rows(handle.store, "SELECT ?r { ?r a pkg:Remark }")}
        self.dropped |= every_remark - remarks
        self._documents(handle, told)
        self._passages(handle)
        self._joined(handle, told)
        self._nodes(handle, told)

    def _documents(self, handle: Handle, told: list[Statement]) -> None:
        """Sort documents into those that stay whole, those that go, and those that are sifted."""
        mixed: dict[str, set[bool]] = defaultdict(set)
        for one in told:
            mixed[one.document].add(one.id not in self.dropped)
        query = "SELECT ?r ?passage { ?r a pkg:Remark ; pkg:evidence ?passage }"
        for remark, passage in sparql.rows(handle.store, query):
            mixed[place(passage)[0]].add(remark not in self.dropped)
        papers = {row[0] for row in sparql.rows(handle.store, "SELECT ?d { ?d a pkg:Document }")}
        # A paper is told like a statement of its own: not before its day, nor before it was published.
        query = "SELECT ?d ?date { ?d a pkg:Document ; pkg:edtf ?date }"
        dates = dict(sorted((row[0], row[1]) for row in sparql.rows(handle.store, query)))
        own = clocks.reckoned(handle, [Statement(d, d, "", "", d, dates.get(d, "")) for d in papers])
        self.gone = {paper for paper in papers if True not in mixed[paper] and not own[paper].kept}
        self.whole = {paper for paper in papers - self.gone if False not in mixed[paper]}

    def _passages(self, handle: Handle) -> None:
        """Find the passages that only dropped claims and remarks quote."""
        users: dict[str, bool] = {}
        for one, passage in sparql.rows(handle.store, "SELECT ?one ?passage { ?one pkg:evidence ?passage }"):
            users[passage] = users.get(passage, False) or one not in self.dropped
        self.unused = {passage for passage, used in users.items() if not used}

    def _joined(self, handle: Handle, told: list[Statement]) -> None:
        """Find the plain triples that no claim left in the same document supports."""
        left: dict[str, set[Triple]] = defaultdict(set)
        lost: dict[str, set[Triple]] = defaultdict(set)
        for one in told:
            if one.polarity == "positive" and one.predicate:
                triple = (one.subject, property_iri(one.predicate), one.object)
                (lost if one.id in self.dropped else left)[one.document].add(triple)
        self.lost = {document: triples - left[document] for document, triples in lost.items()}

    def _nodes(self, handle: Handle, told: list[Statement]) -> None:
        """Find memberships, posts and changes without a claim, and what does not exist on the day."""
        kept: dict[str, set[str]] = defaultdict(set)
        every: set[str] = set()
        who = {one.id: one.subject for one in told if one.id not in self.dropped}
        period = {one.id: _interval(one, self.base) for one in told}
        self.people: dict[str, set[str]] = defaultdict(set)
        over, self.times = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for node, claim in sparql.rows(handle.store, "SELECT ?node ?claim { ?node prov:wasDerivedFrom ?claim }"):
            every.add(node)
            (over if claim in self.dropped else self.times)[node].add(period.get(claim, ""))
            if claim not in self.dropped:
                kept[node].add(claim)
                self.people[node].add(who.get(claim, ""))
        self.over = {node: times - self.times[node] for node, times in over.items()}
        self.unsupported = every - set(kept)
        self.derived = every
        things = {row[0] for row in sparql.rows(handle.store, "SELECT DISTINCT ?s { ?s a ?type ; skos:prefLabel ?name }")}
        self.absent = things - clocks.existing(handle, things)
        if handle.lens.known_by:
            unknown = {end for one in told if one.id in self.dropped for end in (one.subject, one.object)}
            known = {end for one in told if one.id not in self.dropped for end in (one.subject, one.object)}
            self.absent |= {end for end in unknown - known if clocks.is_meeting(handle, end)}

    def stated(self, quad: Quad) -> bool:
        """Tell whether what one document says stays."""
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if subject in self.dropped or subject.partition(";")[0] in self.unused:
            return False
        name = quad.predicate.value
        if name not in _PROPERTIES or not isinstance(quad.object, NamedNode):
            return True
        document = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        return (subject, name, quad.object.value) not in self.lost.get(document, ())

    def general(self, quad: Quad) -> bool:
        """Tell whether what holds across documents stays."""
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if subject in self.unsupported:
            return False
        if quad.predicate == TYPE:
            return subject not in self.absent
        value = quad.object.value if isinstance(quad.object, NamedNode) else ""
        if subject in self.derived:
            name = quad.predicate.value
            if name == PROV + "wasDerivedFrom":
                return value not in self.dropped
            if name in _HOLDERS:
                return value in self.people[subject]
            if name == ORG + "memberDuring":
                return value not in self.over.get(subject, ())
        return subject not in self.gone and value not in self.gone


def _interval(one: Statement, base: str) -> str:
    """Return the node of the time that a membership or post is given by a claim, as `kg.entity_nodes` names it."""
    stated = one.valid_from or one.valid_to
    return node_iri(base, "interval", (f"{one.valid_from or '..'}/{one.valid_to or '..'}",)) if stated else ""
