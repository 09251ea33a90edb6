"""The clocks of a build, read from its graph: when things were said, published and in being, and what holds by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg import sparql
from kg.iris import RDF, graph_iri
from kg.passages import clauses, place
from kg.validity.holding import Holding, Statement, reckon
from kg.validity.periods import EVER, NEVER, UNKNOWN, Edge, Period, after, edge, together
from ontology.terms import ENTITY_TYPES, ONTOLOGY, ORG, PREDICATES, PROGRAMME, pkg

if TYPE_CHECKING:
    from kg.handle import Handle

_PREDICATES = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_FIELDS = {
    RDF + "subject": "subject", RDF + "predicate": "predicate", RDF + "object": "object", pkg("evidence"): "evidence",
    pkg("role"): "role", pkg("status"): "status", pkg("polarity"): "polarity", pkg("validFrom"): "valid_from",
    pkg("validTo"): "valid_to", pkg("statedOn"): "stated_on",
}  # fmt: skip
_SEGMENTS = tuple(f"{ENTITY_TYPES[name].segment}/" for name in ("MEETING", "AGENDA_ITEM"))
_BODIES = tuple(f"{kind.segment}/" for name, kind in ENTITY_TYPES.items() if name in ORG | PROGRAMME)
_PROGRAMMES = tuple(f"{kind.segment}/" for name, kind in ENTITY_TYPES.items() if name in PROGRAMME)
_STARTS, _ENDS = frozenset({"start", "established"}), frozenset({"end"})
_MANY = 4000
"""Of more things than this, all are asked for at once."""
_SURE = frozenset({"stated", "decided"})


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
    return _dated(handle, described, everything=claims is None)


def _dated(handle: Handle, described: Mapping[str, dict[str, str]], *, everything: bool) -> list[Statement]:
    """Return statements with the date of their meeting: that of its item, of its paper, or else of its document."""
    occasions = {word[end] for word in described.values() for end in ("subject", "object") if _is(handle, word.get(end, ""), _SEGMENTS)}
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
    return _is(handle, iri, _SEGMENTS)


def _is(handle: Handle, iri: str, segments: tuple[str, ...]) -> bool:
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


def lives(handle: Handle, iris: Collection[str] | None) -> dict[str, Period]:
    """Return when bodies and programmes exist, by IRI; those of which nothing is known are left out.

    The register says it; else positive facts that date a start, an end or the period of a programme, and the days on which another is
    said to succeed; of a programme of which no start is told, the day on which it was agreed.
    """
    bodies = None if iris is None else [iri for iri in iris if _is(handle, iri, _BODIES)]
    found: dict[str, Period] = {}
    graph = sparql.iri_term(graph_iri(handle.base, "registers"))
    for clause in clauses("s", bodies):
        query = f"SELECT ?s ?p ?v {{ {clause} GRAPH {graph} {{ ?s ?p ?v }} FILTER(?p IN (pkg:validFrom, pkg:validTo)) }}"
        for iri, name, value in sparql.rows(handle.store, query):
            period = found.get(iri, Period())
            found[iri] = Period(edge(value), period.end) if name == pkg("validFrom") else Period(period.start, edge(value))
    left = None if bodies is None else [iri for iri in bodies if iri not in found]
    for iri, period in _told(handle, left).items():
        found.setdefault(iri, period)
    return found


def _told(handle: Handle, bodies: Iterable[str] | None) -> dict[str, Period]:
    """Return what facts tell of when bodies and programmes began and ended."""
    starts: dict[str, list[Edge]] = defaultdict(list)
    agreed: dict[str, list[Edge]] = defaultdict(list)
    ends: dict[str, list[Edge]] = defaultdict(list)
    known = _Weight(handle)
    asked = None if bodies is None else list(bodies)
    told = "pkg:status ?status ; pkg:evidence ?passage . FILTER NOT EXISTS { ?claim pkg:polarity pkg:negative }"
    for clause in clauses("s", asked):
        query = f"""SELECT ?s ?kind ?value ?status ?passage {{ {clause} ?s pkg:dated ?date . ?date pkg:edtf ?value .
            ?claim rdf:subject ?s ; rdf:object ?date ; rdf:predicate pkg:dated ; pkg:kind ?kind ; {told} }}"""
        for iri, kind, value, status, passage in sparql.rows(handle.store, query):
            sure = known(passage, status)
            if sure is None:
                continue
            begin, slash, end = value.partition("/")
            # The period of a council is a term of its members: it goes on after that.
            programme = _is(handle, iri, _PROGRAMMES)
            if kind in _STARTS or (programme and kind == "period" and begin != ".."):
                starts[iri].append(_doubted(edge(begin), sure))
            if kind in _ENDS or (programme and kind == "period" and end != ".."):
                ends[iri].append(_doubted(after(edge(end if slash else begin)), sure))
            if programme and kind == "agreed":
                agreed[iri].append(_doubted(edge(begin), sure))
        for new, old, edges in (("s", "other", starts), ("other", "s", ends)):
            query = f"""SELECT ?s ?value ?status ?passage {{ {clause} ?{new} pkg:succeeds ?{old} .
                ?claim rdf:subject ?{new} ; rdf:object ?{old} ; rdf:predicate pkg:succeeds ; pkg:validFrom ?value ; {told} }}"""
            for iri, value, status, passage in sparql.rows(handle.store, query):
                sure = known(passage, status)
                if sure is not None:
                    edges[iri].append(_doubted(edge(value), sure))
    found = {}
    for iri in sorted({*starts, *agreed, *ends}):
        period = Period(together(starts[iri] or agreed[iri]) or EVER, together(ends[iri]) or NEVER)
        # Facts that contradict one another, or date parts of the whole, tell nothing.
        found[iri] = period if period.start.first < period.end.last else Period(UNKNOWN, NEVER)
    return found


def _doubted(said: Edge, sure: bool) -> Edge:
    return Edge(said.first, said.last, said.sure and sure, said.text)


class _Weight:
    """Tell of a passage and a status whether what they say is sure, possible (False), or not to be counted (None)."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.papers: dict[str, Edge] = {}

    def __call__(self, passage: str, status: str) -> bool | None:
        status = status.removeprefix(ONTOLOGY)
        if status == "rejected":
            return None
        if not self.handle.lens.known_by:
            return status in _SURE
        document = place(passage)[0]
        if document not in self.papers:
            self.papers.update({document: UNKNOWN} | publications(self.handle, (document,)))
        day, paper = self.handle.lens.known, self.papers[document]
        return None if paper.first > day else status in _SURE and paper.sure and paper.last <= day


def holdings(handle: Handle, claims: Iterable[str] | None, *, complete: bool = False) -> dict[str, Holding]:
    """Return when claims hold and which of them the handle's lens shows, by IRI.

    Parameters
    ----------
    handle
        The open build, with its lens.
    claims
        IRIs of claims; all of them where None.
    complete
        Whether `claims` hold every claim of each fact, so that no others need to be looked for.
    """
    told = statements(handle, claims)
    if claims is not None and not complete:
        others = siblings(handle, told).difference(one.id for one in told)
        told += statements(handle, others) if others else []
    return reckoned(handle, told, everything=claims is None)


def reckoned(handle: Handle, told: Collection[Statement], *, everything: bool = False) -> dict[str, Holding]:
    """Return when statements hold, with what the graph says of their documents and bodies."""
    ends = {end for one in told for end in (one.subject, one.object)}
    papers = {one.document for one in told} - {""}
    published = publications(handle, None if everything else papers) if handle.lens.known_by else {}
    existing = lives(handle, None if everything else ends) if handle.lens.as_of else {}
    # Who is to carry out a plan is so before it begins; nobody does when it is over.
    clipped = {iri: Period(EVER, one.end) if _is(handle, iri, _PROGRAMMES) else one for iri, one in existing.items()}
    return reckon(told, handle.lens, lives=clipped, published=published)


def kept_remarks(handle: Handle, iris: Iterable[str] | None) -> set[str]:
    """Return those of some remarks (of all, where None) that the lens shows: they are said once, and stay history."""
    described: dict[str, dict[str, str]] = {}
    for clause in clauses("remark", iris):
        query = f"SELECT ?remark ?about ?passage {{ {clause} ?remark a pkg:Remark ; pkg:about ?about ; pkg:evidence ?passage }}"
        for remark, about, passage in sparql.rows(handle.store, query):
            described[remark] = {"subject": about, "evidence": passage}
    told = _dated(handle, described, everything=iris is None)
    return {remark for remark, holding in reckoned(handle, told, everything=iris is None).items() if holding.kept}


def dealt_with(handle: Handle, iris: Iterable[str], *, inverse: bool) -> tuple[str, ...]:
    """Return what bodies dealt with at their meetings, or which bodies dealt with things (`inverse`), by IRI."""
    end, other = ("other", "x") if inverse else ("x", "other")
    found: set[str] = set()
    for clause in clauses("x", iris):
        query = f"SELECT DISTINCT ?other {{ {clause} ?{end} pkg:dealtWith ?{other} }}"
        found.update(row[0] for row in sparql.rows(handle.store, query))
        if handle.lens.active and found:
            # The link follows from items that discuss something: it holds where one of them had done so.
            query = f"""SELECT DISTINCT ?other ?claim {{ {clause} ?{end} pkg:dealtWith ?{other} . ?claim rdf:object ?{other} ;
                rdf:predicate pkg:discusses ; rdf:subject/pkg:itemOf/pkg:meetingOf ?{end} .
                FILTER NOT EXISTS {{ ?claim pkg:polarity pkg:negative }} }}"""
            because = [(row[0], row[1]) for row in sparql.rows(handle.store, query)]
            kept = holdings(handle, {claim for _, claim in because})
            found = {iri for iri, claim in because if kept[claim].kept}
    return tuple(sorted(found))


def existing(handle: Handle, iris: Iterable[str]) -> set[str]:
    """Return those of `iris` that exist on the day of the lens: bodies and programmes, meetings that have been held."""
    asked = set(iris)
    if not handle.lens.as_of:
        return asked
    many = len(asked) > _MANY
    periods = lives(handle, None if many else asked)
    met = meetings(handle, None if many else [iri for iri in asked if _is(handle, iri, _SEGMENTS)])
    periods.update((iri, Period(edge(day))) for iri, day in met.items())
    return asked - {iri for iri, period in periods.items() if not shown(handle, period)}


def shown(handle: Handle, period: Period) -> bool:
    """Tell whether the lens shows what lasts for a period."""
    lens = handle.lens
    return not lens.as_of or (period.certain if lens.certain else period.possible)(*lens.days)


def unstated(handle: Handle) -> tuple[int, int]:
    """Return of how many documents nothing states when they were published, and how many there are."""
    query = "SELECT DISTINCT ?d ?known { ?d a pkg:Document . BIND(EXISTS { ?d pkg:published ?day } AS ?known) }"
    papers = {row[0]: row[1] for row in sparql.rows(handle.store, query)}
    return sum(known == "false" for known in papers.values()), len(papers)
