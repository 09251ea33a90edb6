"""What people ask of a finished build: an entity's card, its facts and notes, as the lens of its handle shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from extractors.errors import QueryError
from extractors.records import Entity
from kg import sparql
from kg.facts import Fact
from kg.handle import Handle, open_output
from kg.iris import PROV, RDF, RDFS, SKOS, graph_iri
from kg.noted import notes, notes_at
from kg.passages import BATCH, clauses, place
from kg.passages import papers as papers_of
from kg.passages import quotes as quotes_of
from kg.remarks import Note
from kg.validity import clocks, succession
from kg.validity.holding import Holding
from kg.validity.lens import EVERYTHING, Lens
from kg.validity.periods import is_sure
from ontology.terms import ENTITY_TYPES, ONTOLOGY, PREDICATES, STANDINGS, class_iri, property_iri

__all__ = ["Card", "Handle", "brief_facts", "card", "claims_of", "entities", "entity", "facts", "names", "open_output", "slug"]
QUALIFIERS = (
    ("addition", "addition"),
    ("funder", "funder"),
    ("kind", "kind"),
    ("matter", "matter"),
    ("price_level", "priceLevel"),
    ("recurrence", "recurrence"),
    ("point", "point"),
    ("recommendation", "answersRecommendation"),
    ("role", "role"),
    ("valid_from", "validFrom"),
    ("valid_to", "validTo"),
    ("wording", "wording"),
    ("year", "year"),
)
_TYPES = {ONTOLOGY + kind.class_name: name for name, kind in ENTITY_TYPES.items()}
_PREDICATES = {ONTOLOGY + predicate.property_name: name for name, predicate in PREDICATES.items()}
_STANDINGS = {ONTOLOGY + term.local_name: name for name, term in STANDINGS.items()}
# Its class is the superclass of all organisations, so a thing is of this very type only where it has no other.
_GENERAL = ("ORG_OTHER",)


@dataclass(frozen=True, slots=True)
class Card:
    """An entity with its facts and the notes about or by it.

    ``outgoing`` and ``incoming`` hold at most the asked number of facts each: by predicate, newest document first,
    then by place in the document; ``outgoing_total`` and ``incoming_total`` count them all. ``names`` maps the IRIs in
    the facts and notes to names. ``notes`` are the figures, follow-ups, votes and the like about or by the entity, by kind,
    newest document first; ``notes_total`` counts them all. ``dealt_with`` and ``dealt_with_by`` are IRIs that follow from meetings and their items.
    ``succession`` are the predecessors and successors whose facts stand here too. Where the ``lens`` asks for a day,
    ``exists_from`` and ``exists_to`` (EDTF, the first day on which it is no more) say when the thing itself exists, ``exists``
    whether it may on that day, and ``starts_surely`` and ``ends_surely`` are False where the two are only intended or vague.
    """

    entity: Entity
    owner: str
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    outgoing_total: int
    incoming_total: int
    dealt_with: tuple[str, ...]
    dealt_with_by: tuple[str, ...]
    names: Mapping[str, str]
    notes: tuple[Note, ...] = ()
    notes_total: int = 0
    succession: tuple[str, ...] = ()
    lens: Lens = EVERYTHING
    exists_from: str = ""
    exists_to: str = ""
    exists: bool = True
    starts_surely: bool = True
    ends_surely: bool = True


def slug(handle: Handle, iri: str) -> str:
    """Return the readable part of an IRI: ``council/udsatteraadet-i-region-x``."""
    return iri.removeprefix(handle.base)


def entity(handle: Handle, iri: str) -> Entity:
    """Return an entity as the graph holds it.

    Raises
    ------
    QueryError
        Where the graph has no entity with this IRI.
    """
    found = {item.id: item for item in entities(handle, (iri,))}
    if iri not in found:
        raise QueryError(f"The graph has no entity {iri}. Look it up by name with kg show NAME.")
    return found[iri]


def entities(
    handle: Handle, iris: Iterable[str] | None = None, *, type: str = "", limit: int | None = None
) -> Iterator[Entity]:
    """Yield entities sorted by IRI: those asked for or all of them, of one type where it is given, at most `limit`.

    What only the registers know, such as a coming region, is an entity where it is asked for.

    Raises
    ------
    QueryError
        Where `type` is no entity type.
    """
    if type and type not in ENTITY_TYPES:
        raise QueryError(f"Unknown type {type!r}. Known: {', '.join(ENTITY_TYPES)}.")
    if iris is None and (type or limit is not None):
        iris = _iris_of(handle, type)
    if iris is None:
        yield from _described(handle, None)
        return
    asked, left = iter(sorted(set(iris))), limit
    while (left is None or left > 0) and (part := list(islice(asked, BATCH))):
        for item in islice((one for one in _described(handle, part) if not type or one.type == type), left):
            left = left - 1 if left is not None else None
            yield item


def _iris_of(handle: Handle, type: str) -> list[str]:
    kind = sparql.iri_term(class_iri(type)) if type else "?class"
    known = f"GRAPH {sparql.iri_term(graph_iri(handle.base, 'entities'))} {{ ?s pkg:key ?key ; a {kind} }}"
    return [row[0] for row in sparql.rows(handle.store, f"SELECT DISTINCT ?s {{ {known} }}")]


def _described(handle: Handle, iris: Collection[str] | None) -> Iterator[Entity]:
    described: dict[str, dict[str, list[str]]] = {}
    for name in ("entities", "registers") if iris is not None else ("entities",):
        graph = sparql.iri_term(graph_iri(handle.base, name))
        # The registers describe what has a name there and nowhere else.
        left = iris if iris is None else [iri for iri in iris if iri not in described]
        for clause in clauses("s", left):
            query = f"SELECT ?s ?p ?o {{ {clause} GRAPH {graph} {{ ?s ?p ?o }} }}"
            for subject, predicate, value in sparql.rows(handle.store, query):
                described.setdefault(subject, {}).setdefault(predicate, []).append(value)
    for subject in sorted(described):
        record = _entity(subject, described[subject])
        if record is not None:
            yield record


def _entity(iri: str, values: Mapping[str, list[str]]) -> Entity | None:
    types = {_TYPES[value] for value in values.get(RDF + "type", ()) if value in _TYPES}
    kinds = sorted(types.difference(_GENERAL)) or sorted(types)
    if not kinds:
        return None

    def first(name: str) -> str:
        return min(values.get(ONTOLOGY + name, ()), default="")

    label = min(values.get(SKOS + "prefLabel", ()) or values.get(RDFS + "label", ()), default=iri)
    value = first("value") or first("edtf") or first("number") or first("date")
    owner = first("owner") or first("itemOf") or first("meetingOf")
    details = tuple((word, each) for word, name in (("case_id", "caseId"), ("document_id", "documentId"))
                    for each in sorted(values.get(ONTOLOGY + name, ())))
    return Entity(
        iri, kinds[0], label, tuple(sorted(values.get(SKOS + "altLabel", ()))), (), first("key"), value, owner,
        first("code"), _STANDINGS.get(first("standing"), ""), (), details,
    )


def names(handle: Handle, iris: Iterable[str]) -> dict[str, str]:
    """Return the names of entities by IRI; what has no name keeps its slug."""
    asked = sorted(set(iris))
    found = {iri: slug(handle, iri) for iri in asked}
    for clause in clauses("s", asked):
        query = f"SELECT ?s (MIN(STR(?name)) AS ?least) {{ {clause} ?s skos:prefLabel|rdfs:label ?name }} GROUP BY ?s"
        found.update((iri, name) for iri, name in sparql.rows(handle.store, query) if name)
    return found


def facts(
    handle: Handle,
    claims: Iterable[str] | None = None,
    *,
    predicates: Collection[str] = (),
    limit: int | None = None,
) -> Iterator[Fact]:
    """Yield facts by claim IRI: those asked for, or with one of `predicates` (words of the JSONL), or all of them.

    Parameters
    ----------
    handle
        The open build; its lens leaves out what does not hold, and says of the rest since when and until when.
    claims
        IRIs of claims; all where None.
    predicates
        Words such as ``member_of``.
    limit
        How many facts to yield at most; no more are read than that takes.

    Raises
    ------
    QueryError
        Where there is no such predicate.
    """
    if unknown := sorted(set(predicates).difference(PREDICATES)):
        raise QueryError(f"Unknown predicate {unknown[0]!r}. Known: {', '.join(PREDICATES)}.")
    if predicates:
        wanted = sparql.values("property", [sparql.iri_term(property_iri(word)) for word in sorted(predicates)])
        query = f"SELECT DISTINCT ?claim {{ {wanted} ?claim rdf:predicate ?property }}"
        found = {row[0] for row in sparql.rows(handle.store, query)}
        claims = found if claims is None else found.intersection(claims)
    if claims is not None and not isinstance(claims, Collection):
        claims = list(claims)
    if limit is None and not handle.lens.active:
        yield from _read(handle, claims)
        return
    if limit is None:
        holdings = clocks.holdings(handle, claims)
        kept = [claim for claim, holding in holdings.items() if holding.kept]
        asked_for = kept if claims is None else set(kept).intersection(claims)
        yield from (held(fact, holdings[fact.claim]) for fact in _read(handle, asked_for))
        return
    if claims is None:
        claims = {row[0] for row in sparql.rows(handle.store, "SELECT ?claim { ?claim a pkg:Claim }")}
    asked, left = iter(sorted(set(claims))), limit
    while left > 0 and (part := list(islice(asked, min(BATCH, 2 * left + 20)))):
        holdings = clocks.holdings(handle, part) if handle.lens.active else {}
        kept = [claim for claim in part if claim not in holdings or holdings[claim].kept][:left]
        left -= len(kept)
        yield from (held(fact, holdings.get(fact.claim)) for fact in _read(handle, kept))


def held(fact: Fact, holding: Holding | None) -> Fact:
    """Return a fact with when it holds."""
    if holding is None:
        return fact
    return replace(
        fact, holds_from=holding.holds_from, holds_to=holding.holds_to, last_confirmed=holding.last_confirmed,
        known_from=holding.known_from, certain=holding.certain, start_stated=holding.start_stated,
        doubted_from=holding.doubted_from,
    )  # fmt: skip


def _read(handle: Handle, claims: Iterable[str] | None) -> Iterator[Fact]:
    """Yield facts by claim IRI as the graph holds them, whatever the lens."""
    described: dict[str, dict[str, str]] = {}
    for clause in clauses("claim", claims):
        query = f"SELECT ?claim ?p ?o {{ {clause} ?claim a pkg:Claim ; ?p ?o }}"
        for claim, predicate, value in sparql.rows(handle.store, query):
            known = described.setdefault(claim, {})
            known[predicate] = min(value, known.get(predicate, value))
    everything = claims is None
    passages = {values[ONTOLOGY + "evidence"] for values in described.values() if ONTOLOGY + "evidence" in values}
    quotes = quotes_of(handle, None if everything else passages)
    papers = papers_of(handle, None if everything else {passage.partition("#")[0] for passage in passages})
    for claim in sorted(described):
        yield _fact(claim, described[claim], quotes, papers)


def brief_facts(handle: Handle) -> Iterator[Fact]:
    """Yield all facts by claim IRI, without quote, citation and place: what a network of them needs, and no more."""
    holdings = clocks.holdings(handle, None) if handle.lens.active else {}
    described: dict[str, dict[str, str]] = {}
    for name in (*(RDF + word for word in ("subject", "predicate", "object")),
                 *(ONTOLOGY + word for word in ("status", "polarity", "confidence", "evidence"))):
        for claim, value in sparql.rows(handle.store, f"SELECT ?claim ?value {{ ?claim <{name}> ?value }}"):
            described.setdefault(claim, {})[name] = value
    for claim in sorted(described):
        if RDF + "subject" in described[claim] and (claim not in holdings or holdings[claim].kept):
            yield held(_fact(claim, described[claim], {}, {}), holdings.get(claim))


def _fact(
    claim: str,
    values: Mapping[str, str],
    quotes: Mapping[str, tuple[str, str]],
    papers: Mapping[str, tuple[str, str, str]],
) -> Fact:
    def word(name: str) -> str:
        return values.get(ONTOLOGY + name, "")

    passage = word("evidence")
    document, start, end = place(passage)
    quote, page = quotes.get(passage, ("", ""))
    name, kind, _ = papers.get(document, ("", "", ""))
    predicate = _PREDICATES.get(values.get(RDF + "predicate", ""), "")
    target = values.get(RDF + "object", "")
    qualifiers = tuple((key, value) for key, name in QUALIFIERS if (value := word(name)))
    return Fact(
        claim=claim,
        subject=values.get(RDF + "subject", ""),
        predicate=predicate,
        object=target.removeprefix(ONTOLOGY) if predicate == "decision" else target,
        qualifiers=qualifiers,
        status=word("status").removeprefix(ONTOLOGY) or "stated",
        polarity=word("polarity").removeprefix(ONTOLOGY) or "positive",
        said_by=word("saidBy"),
        confidence=float(word("confidence") or 0),
        quote=quote,
        start=start,
        end=end,
        page=int(page) if page.isdigit() else None,
        citation=word("citation"),
        document=document,
        doc=name,
        kind=kind,
        extractor=values.get(PROV + "wasAttributedTo", "").rpartition("/")[2],
        stated_on=word("statedOn"),
    )


def card(handle: Handle, iri: str, *, limit: int = 50) -> Card:
    """Return an entity's card: names, codes, owner, its facts and its notes, each with quote, status and citation.

    Parameters
    ----------
    handle
        The open build; where its lens follows succession, what is said of predecessors and successors stands on the
        card too.
    iri
        The entity's IRI, as `kg.names.find` gives it.
    limit
        How many facts to return in each direction, and how many notes.

    Raises
    ------
    QueryError
        Where the graph has no entity with this IRI.
    """
    subject = entity(handle, iri)
    asked = succession.chain(handle, iri)
    outgoing, incoming = (_claims_at(handle, asked, side) for side in ("subject", "object"))
    noted = notes_at(handle, asked)
    holdings: dict[str, Holding] = {}
    if handle.lens.active:
        # Both directions of all that is said of a thing: no claim of a fact is missing.
        holdings = clocks.holdings(handle, {*outgoing, *incoming}, complete=True)
        outgoing, incoming = ([claim for claim in claims if holdings[claim].kept] for claims in (outgoing, incoming))
        shown_notes = clocks.kept_remarks(handle, noted)
        noted = [note for note in noted if note in shown_notes]
    shown = {fact.claim: held(fact, holdings.get(fact.claim)) for fact in _read(handle, [*outgoing[:limit], *incoming[:limit]])}
    remarks = {note.id: note for note in notes(handle, noted[:limit])} if noted else {}
    dealt_with, dealt_with_by = (clocks.dealt_with(handle, asked, inverse=inverse)[:limit] for inverse in (False, True))
    mentioned = {part for fact in shown.values() for part in (fact.subject, fact.object, fact.said_by)}
    mentioned.update(value for fact in shown.values() for key, value in fact.qualifiers if key == "funder")
    mentioned.update(part for note in remarks.values() for part in (note.about, *note.by))
    mentioned.update((*asked, subject.owner, *dealt_with, *dealt_with_by))
    known = names(handle, (name for name in mentioned if name.startswith(handle.base)))
    period = clocks.lives(handle, [iri]).get(iri) if handle.lens.as_of else None
    return Card(
        subject,
        known.get(subject.owner, ""),
        tuple(shown[claim] for claim in outgoing[:limit] if claim in shown),
        tuple(shown[claim] for claim in incoming[:limit] if claim in shown),
        len(outgoing),
        len(incoming),
        dealt_with,
        dealt_with_by,
        known,
        tuple(remarks[note] for note in noted[:limit] if note in remarks),
        len(noted),
        asked[1:],
        handle.lens,
        period.start.text if period else "",
        period.end.text if period else "",
        period is None or clocks.shown(handle, period),
        period is None or is_sure(period.start),
        period is None or is_sure(period.end),
    )


def claims_of(handle: Handle, iri: str) -> set[str]:
    """Return the IRIs of all claims about an entity, and about what it came of and became where the lens follows that."""
    asked = succession.chain(handle, iri)
    return {claim for side in ("subject", "object") for claim in _claims_at(handle, asked, side)}


def _claims_at(handle: Handle, iris: Iterable[str], side: str) -> list[str]:
    """Return the claims about entities: by predicate as the ontology orders them, newest document first.

    Of a day, what a later document says comes after what had been said by then.
    """
    order = {ONTOLOGY + predicate.property_name: place for place, predicate in enumerate(PREDICATES.values())}
    found: list[tuple[str, str, str]] = []
    for clause in clauses("x", iris):
        query = f"SELECT DISTINCT ?claim ?predicate ?passage {{ {clause} ?claim rdf:{side} ?x ; rdf:predicate ?predicate ; pkg:evidence ?passage }}"
        found += [(row[0], row[1], row[2]) for row in sparql.rows(handle.store, query)]
    papers = papers_of(handle, {place(passage)[0] for _, _, passage in found})
    found.sort(key=lambda row: (*place(row[2]), row[0]))
    dates = {row[0]: papers.get(place(row[2])[0], ("", "", ""))[2] for row in found}
    day = handle.lens.as_of
    found.sort(key=lambda row: dates[row[0]], reverse=True)
    found.sort(key=lambda row: bool(day) and dates[row[0]][: len(day)] > day)
    found.sort(key=lambda row: order.get(row[1], len(order)))
    return list(dict.fromkeys(row[0] for row in found))
