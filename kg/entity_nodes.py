"""Entities as statements: names, values and codes, memberships and posts, derived links, what the registers say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from extractors.records import Entity
from kg.facts import Fact
from kg.iris import ADMS, DCTERMS, ELI_DL, FOAF, ORG, PROV, RDFS, SCHEMA, SKOS, TIME, node_iri, slug
from kg.rdf import TYPE, Statement, calendar, danish, decimal, integer, iri, text, typed
from ontology import terms
from ontology.registry import Entry, by_code, entries
from ontology.terms import ENTITY_TYPES, STANDINGS, pkg, term_iri

LABEL = iri(RDFS + "label")
PREF_LABEL = iri(SKOS + "prefLabel")
ALIGNED: Mapping[str, str] = {
    "PERSON": FOAF + "Person",
    "ORG": ORG + "Organization",
    "PROGRAMME": SKOS + "Concept",
    "PLACE": SCHEMA + "Place",
    "DATE": TIME + "TemporalEntity",
    "AMOUNT": SCHEMA + "MonetaryAmount",
    "MEETING": ELI_DL + "Activity",
    "AGENDA_ITEM": ELI_DL + "Activity",
}
"""The class of a public vocabulary that each coarse type is written out as, for readers who do not know ours."""
OWNERS = {"AGENDA_ITEM": pkg("itemOf"), "MEETING": pkg("meetingOf")}
DETAILS = {"case_id": pkg("caseId"), "document_id": pkg("documentId")}


def entity_statements(entity: Entity, mentions: int) -> Iterator[Statement]:
    """Yield what holds of an entity across the corpus; `mentions` is how often it is mentioned there.

    Raises
    ------
    ValueError
        If the value of an amount is no decimal number.

    Examples
    --------
    >>> entity = Entity("https://example.org/date/2026", "DATE", "2026", (), (), "DATE|2026", "2026")
    >>> sorted({str(predicate).rpartition("#")[2].rstrip(">") for _, predicate, _ in entity_statements(entity, 3)})
    ['date', 'edtf', 'key', 'label', 'mentions', 'prefLabel', 'type']
    """
    node = iri(entity.id)
    yield from _classes(node, entity.type)
    yield node, LABEL, danish(entity.name)
    yield node, PREF_LABEL, danish(entity.name)
    for alias in entity.aliases:
        if alias and alias != entity.name:
            yield node, iri(SKOS + "altLabel"), danish(alias)
    yield node, iri(pkg("key")), text(entity.key)
    yield node, iri(pkg("mentions")), integer(mentions)
    for old in entity.replaces:
        yield iri(old), iri(DCTERMS + "isReplacedBy"), node
    if entity.standing in STANDINGS:
        yield node, iri(pkg("standing")), iri(term_iri(STANDINGS[entity.standing]))
    yield from _values(node, entity)
    if entity.code:
        yield from _code(node, entity.code)


def _classes(node: NamedNode, kind: str) -> Iterator[Statement]:
    entity_type = ENTITY_TYPES[kind]
    yield node, TYPE, iri(terms.class_iri(kind))
    for superclass in entity_type.superclasses:
        yield node, TYPE, iri(pkg(superclass))
    yield node, TYPE, iri(ALIGNED[entity_type.coarse])


def _values(node: NamedNode, entity: Entity) -> Iterator[Statement]:
    if entity.type in ("DATE", "MEETING") and entity.value:
        yield node, iri(pkg("edtf")), text(entity.value)
        day = calendar(entity.value)
        if day is not None:
            yield node, iri(pkg("date")), day
    elif entity.type == "AMOUNT":
        yield node, iri(pkg("value")), decimal(entity.value)
        yield node, iri(pkg("currency")), text("DKK")
    elif entity.type == "AGENDA_ITEM":
        yield node, iri(pkg("title")), text(entity.name)
        if entity.value:
            yield node, iri(pkg("number")), text(entity.value)
        for name, value in entity.details:
            if name in DETAILS and value:
                yield node, iri(DETAILS[name]), text(value)
    if entity.owner:
        yield node, iri(OWNERS.get(entity.type, pkg("owner"))), iri(entity.owner)


def _code(node: NamedNode, code: str) -> Iterator[Statement]:
    scheme, _, value = code.partition(":")
    identifier = iri(f"{_base(node.value)}identifier/{slug(scheme)}/{slug(value)}")
    yield node, iri(pkg("code")), text(code)
    yield node, iri(ADMS + "identifier"), identifier
    yield identifier, TYPE, iri(ADMS + "Identifier")
    yield identifier, iri(SKOS + "notation"), text(value)
    yield identifier, iri(pkg("scheme")), text(scheme)


def _base(entity: str) -> str:
    return entity.rpartition("/")[0].rpartition("/")[0] + "/"


def memberships(facts: Iterable[Fact], entities: Iterable[Entity], *, base: str) -> Iterator[Statement]:
    """Yield an org:Membership or org:Post for every person, organisation and role that a positive claim joins."""
    names = {entity.id: entity.name for entity in entities}
    groups: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.polarity == "positive" and fact.predicate in ("member_of", "holds_post"):
            groups[fact.predicate, fact.subject, fact.object, " ".join(fact.qualifier("role").split())].append(fact)
    for (predicate, person, body, role), group in sorted(groups.items(), key=lambda pair: pair[0]):
        member = predicate == "member_of"
        segment = "membership" if member else "post"
        # A post outlives its holder, a membership does not.
        key = (person, body, role.casefold()) if member or not role else (body, role.casefold())
        node = iri(node_iri(base, segment, key))
        if member:
            yield node, TYPE, iri(ORG + "Membership")
            yield node, iri(ORG + "member"), iri(person)
            yield node, iri(ORG + "organization"), iri(body)
        else:
            yield node, TYPE, iri(ORG + "Post")
            yield node, iri(ORG + "heldBy"), iri(person)
            yield node, iri(ORG + "postIn"), iri(body)
        if role:
            post = iri(f"{base}role/{slug(role)}")
            yield node, iri(ORG + "role"), post
            yield post, TYPE, iri(ORG + "Role")
            yield post, LABEL, danish(role)
        yield node, LABEL, danish(f"{role or ('medlem' if member else 'ansat')}, {names.get(body, body)}")
        for fact in group:
            yield node, iri(PROV + "wasDerivedFrom"), iri(fact.claim)
            yield from _during(node, fact, base)


def _during(node: NamedNode, fact: Fact, base: str) -> Iterator[Statement]:
    start, end = fact.qualifier("valid_from"), fact.qualifier("valid_to")
    period = f"{start or '..'}/{end or '..'}" if start or end else fact.qualifier("year")
    if not period:
        return
    interval = iri(node_iri(base, "interval", (period,)))
    yield node, iri(ORG + "memberDuring"), interval
    yield interval, TYPE, iri(TIME + "Interval")
    yield interval, iri(pkg("edtf")), text(period)


def derived(facts: Sequence[Fact], entities: Iterable[Entity], *, base: str) -> Iterator[Statement]:
    """Yield what follows from several claims: which council dealt with what, and which organisations came of which."""
    entity = {e.id: e for e in entities}
    positive = [fact for fact in facts if fact.polarity == "positive"]
    councils: dict[str, set[str]] = defaultdict(set)
    for fact in positive:
        if fact.predicate == "meeting_of":
            councils[fact.subject].add(fact.object)
    for fact in positive:
        if fact.predicate == "discusses" and fact.subject in entity:
            meeting = entity[fact.subject].owner
            owner = entity[meeting].owner if meeting in entity else ""
            for council in sorted(councils[meeting] or {owner} - {""}):
                yield iri(council), iri(pkg("dealtWith")), iri(fact.object)
        elif fact.predicate == "succeeds" and entity[fact.subject].type in terms.ORG:
            event = iri(node_iri(base, "change", (fact.subject,)))
            yield from _change(event, (fact.object,), fact.subject)
            yield event, iri(PROV + "wasDerivedFrom"), iri(fact.claim)


def _change(event: NamedNode, before: Iterable[str], after: str) -> Iterator[Statement]:
    yield event, TYPE, iri(ORG + "ChangeEvent")
    yield event, iri(ORG + "resultingOrganization"), iri(after)
    for old in before:
        yield event, iri(ORG + "originalOrganization"), iri(old)


def registers(entities: Sequence[Entity], *, base: str) -> Iterator[Statement]:
    """Yield what the registers say of the entities that carry their codes, of their parents and successors, and of owners.

    What no document names but an entry or a council leads to, such as a coming region or the municipality of a
    council, gets a node of its own here.
    """
    node = {entity.code: entity.id for entity in entities if entity.code in by_code()}
    named, taken = frozenset(node), {e.id for e in entities} | {old for e in entities for old in e.replaces}
    owners = {part for entity in entities for part in entity.key.split("|")[2:] if part in by_code()}
    found = _closure(named | owners)
    for entry in found:
        if entry.code not in node:
            name = f"{base}{ENTITY_TYPES[entry.type].segment}/{slug(entry.name)}"
            node[entry.code] = f"{name}-{slug(entry.code)}" if name in taken else name
            taken.add(node[entry.code])
    for entry in found:
        yield from _entry(entry, iri(node[entry.code]), entry.code in named, node)
    before: dict[str, list[str]] = defaultdict(list)
    for entry in found:
        for code in _codes(entry.successor):
            before[code].append(entry.code)
    for code, old in sorted(before.items()):
        if by_code()[code].type in terms.ORG:
            event = iri(node_iri(base, "change", (node[code],)))
            yield from _change(event, (node[c] for c in old), node[code])
            day = by_code()[code].valid_from or by_code()[old[0]].valid_to
            literal = calendar(day)
            if literal is not None:
                yield event, iri(DCTERMS + "date"), literal


def _entry(entry: Entry, node: NamedNode, named: bool, nodes: Mapping[str, str]) -> Iterator[Statement]:
    if not named:
        yield from _classes(node, entry.type)
        yield node, LABEL, danish(entry.name)
        yield node, PREF_LABEL, danish(entry.name)
    yield from _code(node, entry.code)
    for name, value in (
        (pkg("name"), entry.name),
        (pkg("letter"), entry.letter),
        (pkg("validFrom"), entry.valid_from),
        (pkg("validTo"), entry.valid_to),
    ):
        if value:
            yield node, iri(name), text(value)
    if entry.url:
        yield node, iri(DCTERMS + "source"), typed(entry.url, "anyURI")
    upward = ORG + "subOrganizationOf" if entry.type in terms.ORG else DCTERMS + "isPartOf"
    for code in _codes(entry.parent):
        yield node, iri(upward), iri(nodes[code])
    for code in _codes(entry.successor):
        yield iri(nodes[code]), iri(DCTERMS + "replaces"), node


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split("|") if code in by_code()]


def _closure(codes: frozenset[str]) -> tuple[Entry, ...]:
    """The entries of `codes` with all they lead to: parents, successors, and what their successors replace."""
    before: dict[str, list[str]] = defaultdict(list)
    for entry in entries():
        for code in _codes(entry.successor):
            before[code].append(entry.code)
    found: set[str] = set()
    left = sorted(codes)
    while left:
        code = left.pop()
        if code not in found:
            found.add(code)
            entry = by_code()[code]
            left += _codes(entry.parent) + _codes(entry.successor) + before[code]
    return tuple(by_code()[code] for code in sorted(found))


