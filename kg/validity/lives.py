"""When bodies and programmes exist: by the registers, by what documents tell of them, and by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg import sparql
from kg.iris import graph_iri
from kg.passages import clauses, place
from kg.validity.periods import EVER, NEVER, UNKNOWN, Edge, Period, after, earlier, edge, together
from kg.validity.sources import is_of, publications, statements
from ontology.terms import ENTITY_TYPES, ONTOLOGY, ORG, PROGRAMME, pkg

if TYPE_CHECKING:
    from kg.handle import Handle

_BODIES = tuple(f"{kind.segment}/" for name, kind in ENTITY_TYPES.items() if name in ORG | PROGRAMME)
_COUNCILS = (f"{ENTITY_TYPES['COUNCIL'].segment}/",)
PROGRAMMES = tuple(f"{kind.segment}/" for name, kind in ENTITY_TYPES.items() if name in PROGRAMME)
"""Path segments of programmes."""
_STARTS, _ENDS = frozenset({"start", "established"}), frozenset({"end"})
_SURE = frozenset({"stated", "decided"})
_POSITIVE = "FILTER NOT EXISTS { ?claim pkg:polarity pkg:negative }"


def lives(handle: Handle, iris: Collection[str] | None) -> dict[str, Period]:
    """Return when bodies and programmes exist, by IRI; those of which nothing is known are left out.

    The register says it; else positive facts that date a start, an end or the period of a programme, and the days on which another is
    said to succeed; of a programme of which no start is told, the day on which it was agreed. What is only proposed, recommended,
    expected or estimated makes a start or an end possible, never certain. A unit of a body ends with it at the latest.
    """
    bodies = None if iris is None else [iri for iri in iris if is_of(handle, iri, _BODIES)]
    above = _owners(handle, bodies)
    found = _registered(handle, None if bodies is None else {*bodies, *(one for many in above.values() for one in many)})
    left = None if bodies is None else [iri for iri in {*bodies, *above} if iri not in found]
    for iri, period in _told(handle, left).items():
        found.setdefault(iri, period)
    known = found if iris is None else {iri: found[iri] for iri in bodies or () if iri in found}
    for iri in sorted(above if bodies is None else above.keys() & set(bodies)):
        end = _end(iri, above, found, frozenset())
        own = known.get(iri, Period())
        # A body that begins when its whole has ended belongs to what came of it.
        if end != own.end and own.start.first < end.first:
            known[iri] = Period(own.start, end)
    return known


def _registered(handle: Handle, bodies: Iterable[str] | None) -> dict[str, Period]:
    found: dict[str, Period] = {}
    graph = sparql.iri_term(graph_iri(handle.base, "registers"))
    for clause in clauses("s", bodies):
        query = f"SELECT ?s ?p ?v {{ {clause} GRAPH {graph} {{ ?s ?p ?v }} FILTER(?p IN (pkg:validFrom, pkg:validTo)) }}"
        for iri, name, value in sparql.rows(handle.store, query):
            period = found.get(iri, Period())
            found[iri] = Period(edge(value), period.end) if name == pkg("validFrom") else Period(period.start, edge(value))
    return found


def _owners(handle: Handle, bodies: Iterable[str] | None) -> dict[str, set[str]]:
    """Return what bodies belong to, and what that belongs to, layer by layer.

    An owner stands in the very key of a body, such as the council of a region. That a hospital or a municipality lies in a region is no
    reason to end with it: of what documents and registers call a part, only councils are units.
    """
    found: dict[str, set[str]] = defaultdict(set)
    graph = sparql.iri_term(graph_iri(handle.base, "entities"))
    layer = None if bodies is None else set(bodies)
    while layer is None or layer:
        near: set[str] = set()
        for clause in clauses("s", layer):
            for query in (
                f"SELECT ?s ?o {{ {clause} GRAPH {graph} {{ ?s pkg:owner ?o }} }}",
                f"SELECT ?s ?o {{ {clause} ?s org:subOrganizationOf ?o }}",
                f"""SELECT DISTINCT ?s ?o {{ {clause} {_claims("s", "partOf", clause)} ?claim rdf:object ?o ; pkg:status ?status .
                    FILTER(?status IN (pkg:stated, pkg:decided)) {_POSITIVE} }}""",
            ):
                owned = "pkg:owner" in query
                for iri, whole in sparql.rows(handle.store, query):
                    unit = is_of(handle, iri, _BODIES) and not is_of(handle, iri, PROGRAMMES)
                    if unit and (owned or is_of(handle, iri, _COUNCILS)) and is_of(handle, whole, _BODIES):
                        found[iri].add(whole)
                        near.add(whole)
        if layer is None:
            break
        layer = near.difference(found)
    return found


def _end(iri: str, above: Mapping[str, set[str]], found: Mapping[str, Period], seen: frozenset[str]) -> Edge:
    """Return when a body ends: as the register or a document says, else with the last of what it belongs to."""
    own = found[iri].end if iri in found else NEVER
    if (own.text and not is_planned(own)) or iri in seen:
        return own
    ends = [_end(one, above, found, seen | {iri}) for one in sorted(above.get(iri, ()))]
    return earlier(own, max(ends, key=lambda each: (each.last, each.first, each.text), default=NEVER))


def _told(handle: Handle, bodies: Iterable[str] | None) -> dict[str, Period]:
    """Return what facts tell of when bodies and programmes began and ended."""
    starts: dict[str, list[Edge]] = defaultdict(list)
    came: dict[str, list[Edge]] = defaultdict(list)
    agreed: dict[str, list[Edge]] = defaultdict(list)
    ends: dict[str, list[Edge]] = defaultdict(list)
    known = _Weight(handle)
    asked = None if bodies is None else list(bodies)
    undated: dict[str, tuple[str, str, str]] = {}
    told = f"pkg:status ?status ; pkg:evidence ?passage . {_POSITIVE}"
    for clause in clauses("s", asked):
        query = f"""SELECT ?s ?kind ?value ?status ?passage {{ {clause} {_claims("s", "dated", clause)}
            ?claim pkg:kind ?kind ; rdf:object/pkg:edtf ?value ; {told} }}"""
        for iri, kind, value, status, passage in sparql.rows(handle.store, query):
            begin, slash, end = value.partition("/")
            # The period of a council is a term of its members: it goes on after that.
            programme = is_of(handle, iri, PROGRAMMES)
            if kind in _STARTS or (programme and kind == "period" and begin != ".."):
                starts[iri] += known.start(edge(begin), passage, status)
            if kind in _ENDS or (programme and kind == "period" and end != ".."):
                ends[iri] += known.end(after(edge(end if slash else begin)), passage, status)
            if programme and kind == "agreed":
                agreed[iri] += known.start(edge(begin), passage, status)
    for side in ("new", "old"):
        for clause in clauses(side, asked):
            query = f"""SELECT ?claim ?{side} ?value ?status ?passage {{ {clause} {_claims(side, "succeeds", clause, "subject" if side == "new" else "object")}
                ?claim {told} OPTIONAL {{ ?claim pkg:validFrom ?value }} }}"""
            for claim, iri, value, status, passage in sparql.rows(handle.store, query):
                if value and side == "new":
                    came[iri] += known.start(edge(value), passage, status)
                elif value:
                    ends[iri] += known.end(edge(value), passage, status)
                elif side == "old":
                    undated[claim] = (iri, status, passage)
    for one in statements(handle, undated) if undated else ():
        iri, status, passage = undated[one.id]
        # That one succeeds the other is told without a day: from the day it is said, the other may be gone.
        if one.date and not ends[iri]:
            ends[iri] += [planned_end(each) for each in known.end(edge(one.date), passage, status)]
    starts = _unrefuted(handle, starts)
    found = {}
    for iri in sorted({iri for told in (starts, came, agreed, ends) for iri, edges in told.items() if edges}):
        begun = _best([*starts[iri], *came[iri]] or agreed[iri])
        period = Period(together(begun) or EVER, together(_best(ends[iri])) or NEVER)
        # Facts that contradict one another, or date parts of the whole, tell nothing.
        found[iri] = period if period.start.first < period.end.last else Period(UNKNOWN, NEVER)
    return found


def _claims(variable: str, word: str, clause: str, end: str = "subject") -> str:
    """Return a pattern for the claims about some things (in `clause`; of all where it is empty) with one predicate.

    Of some things, what is said of each is read and sifted: left to choose, Oxigraph begins with every claim of the predicate.
    """
    if not clause:
        return f"?claim rdf:predicate pkg:{word} ; rdf:{end} ?{variable} ."
    return f"?claim rdf:{end} ?{variable} ; rdf:predicate ?p FILTER(?p IN (pkg:{word}))"


def _unrefuted(handle: Handle, starts: Mapping[str, list[Edge]]) -> dict[str, list[Edge]]:
    """Return starts without those before which a meeting, a post or a membership of the body is stated.

    They are of something else that the document speaks of: a branch, a term, an agreement.
    """
    claims: dict[str, str] = {}
    for clause in clauses("s", [iri for iri, told in starts.items() if told]):
        query = f"""SELECT ?claim ?s {{ {clause} ?claim rdf:object ?s ; rdf:predicate ?p ; pkg:status ?status .
            FILTER(?p IN (pkg:memberOf, pkg:holdsPost, pkg:meetingOf)) FILTER(?status IN (pkg:stated, pkg:decided)) {_POSITIVE} }}"""
        claims.update((row[0], row[1]) for row in sparql.rows(handle.store, query))
    seen: dict[str, date] = {}
    for one in statements(handle, claims) if claims else ():
        held = edge(one.valid_from or one.date) if one.valid_from or one.date else UNKNOWN
        seen[claims[one.id]] = min(held.last, seen.get(claims[one.id], date.max))
    found: dict[str, list[Edge]] = defaultdict(list)
    for iri, told in starts.items():
        found[iri] = [each for each in told if not seen.get(iri, date.max) < _claimed(each)]
    return found


def _claimed(start: Edge) -> date:
    """Return the first day that a start was told of, which one that is only planned may not have."""
    return edge(start.text).first if start.text else start.first


def _best(told: list[Edge]) -> list[Edge]:
    """Return those that are more than possible, where there are any."""
    return [each for each in told if not is_planned(each)] or told


def planned_start(said: Edge) -> Edge:
    """Return a start that is only intended: the thing may have been there before, and may never come to be."""
    return replace(said, first=date.min, last=date.max, sure=False)


def planned_end(said: Edge) -> Edge:
    """Return an end that is only intended: up to then nothing has changed, and after it perhaps neither."""
    return replace(said, last=date.max)


def is_planned(said: Edge) -> bool:
    """Tell whether a start or an end is only intended."""
    return bool(said.text) and said.last == date.max


class _Weight:
    """Tell what a start or an end counts for by its status, and by what was known of the paper that tells of it."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.papers: dict[str, Edge] = {}

    def start(self, said: Edge, passage: str, status: str) -> list[Edge]:
        """Return a start as it counts; none where it is rejected or was not known."""
        known = self._known(passage, status)
        planned = status.removeprefix(ONTOLOGY) not in _SURE
        return [] if known is None else [planned_start(said) if planned else replace(said, sure=said.sure and known)]

    def end(self, said: Edge, passage: str, status: str) -> list[Edge]:
        """Return an end as it counts; none where it is rejected or was not known."""
        known = self._known(passage, status)
        planned = status.removeprefix(ONTOLOGY) not in _SURE
        return [] if known is None else [planned_end(said) if planned else replace(said, sure=said.sure and known)]

    def _known(self, passage: str, status: str) -> bool | None:
        """Tell whether it surely was known, possibly (False), or is not to be counted (None)."""
        if status.removeprefix(ONTOLOGY) == "rejected":
            return None
        if not self.handle.lens.known_by:
            return True
        document = place(passage)[0]
        if document not in self.papers:
            self.papers.update({document: UNKNOWN} | publications(self.handle, (document,)))
        day, paper = self.handle.lens.known, self.papers[document]
        return None if paper.first > day else paper.sure and paper.last <= day
