"""What facts add up to without any network: councils against programmes, sums of money, a line of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.records import Entity
from kg.facts import Fact
from ontology.terms import PROGRAMME


@dataclass(frozen=True, slots=True)
class CouncilProgramme:
    """What one council had to do with one programme.

    ``items`` counts agenda items that discuss it, ``facts`` other facts that link the two directly; ``outcomes`` are
    pairs of outcome and count; ``first`` and ``last`` are dates of meetings; ``claims`` lead to the quotes.
    """

    council: str
    council_name: str
    programme: str
    programme_name: str
    programme_type: str
    items: int
    facts: int
    outcomes: tuple[tuple[str, int], ...]
    first: str
    last: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum for a programme or an organisation, as one or more documents give it with one status.

    ``amount`` is in kroner; ``year`` is EDTF, ``funder`` an IRI, both empty where not said. ``quote`` and
    ``citation`` are those of the most confident claim.
    """

    subject: str
    name: str
    type: str
    amount: Decimal
    status: str
    year: str
    funder: str
    funder_name: str
    quote: str
    citation: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyTotal:
    """The sums of one subject, status and year added up: a sum that several documents give counts once.

    Statuses are never added together. A part that a document names beside its whole counts beside it: ``sums`` says
    how many were added, so look at them before quoting ``total``.
    """

    subject: str
    name: str
    status: str
    year: str
    total: Decimal
    sums: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date: ``kind`` is ``meeting`` or what the date is the date of (start, deadline …)."""

    date: str
    kind: str
    subject: str
    name: str
    type: str
    status: str
    quote: str
    citation: str
    claim: str


def positive(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that are neither denied nor rejected."""
    return [fact for fact in facts if fact.polarity == "positive" and fact.status != "rejected"]


def councils_of_items(entities: Iterable[Entity], facts: Iterable[Fact]) -> dict[str, tuple[str, str]]:
    """Return the council and the date of each agenda item, by the item's IRI."""
    known = {entity.id: entity for entity in entities}
    council = {entity.id: entity.owner for entity in known.values() if entity.type == "MEETING" and entity.owner}
    for fact in sorted(positive(facts), key=lambda fact: (fact.confidence, fact.claim)):
        if fact.predicate == "meeting_of":
            council[fact.subject] = fact.object
    found = {}
    for entity in known.values():
        meeting = known.get(entity.owner)
        if entity.type == "AGENDA_ITEM" and meeting is not None and meeting.id in council:
            found[entity.id] = (council[meeting.id], meeting.value)
    return found


def council_programme(
    entities: Sequence[Entity], facts: Sequence[Fact], *, limit: int | None = None
) -> tuple[CouncilProgramme, ...]:
    """Return councils against programmes, most items first: through agenda items, and through facts that link them.

    Parameters
    ----------
    entities, facts
        Those of a build.
    limit
        How many rows to return; all where None.

    Examples
    --------
    >>> council_programme((), ())
    ()
    """
    known = {entity.id: entity for entity in entities}
    items = councils_of_items(entities, facts)
    discussed: dict[tuple[str, str], set[str]] = defaultdict(set)
    linked: Counter[tuple[str, str]] = Counter()
    claims: dict[tuple[str, str], list[str]] = defaultdict(list)
    outcomes: dict[str, list[Fact]] = defaultdict(list)
    for fact in positive(facts):
        if fact.predicate == "decision":
            outcomes[fact.subject].append(fact)
        if fact.predicate == "discusses" and fact.subject in items:
            pair = (items[fact.subject][0], fact.object)
        else:
            pair = (fact.subject, fact.object)
        council, programme = known.get(pair[0]), known.get(pair[1])
        if council is None or programme is None or council.type != "COUNCIL" or programme.type not in PROGRAMME:
            continue
        claims[pair].append(fact.claim)
        if fact.predicate == "discusses":
            discussed[pair].add(fact.subject)
        else:
            linked[pair] += 1
    table = []
    for pair, evidence in claims.items():
        council, programme = known[pair[0]], known[pair[1]]
        dates = [date for item in discussed[pair] if (date := items[item][1])]
        ended = Counter(outcome for item in discussed[pair] for outcome in {fact.object for fact in outcomes[item]})
        table.append(CouncilProgramme(
            council.id, council.name, programme.id, programme.name, programme.type, len(discussed[pair]), linked[pair],
            tuple(sorted(ended.items())), min(dates, default=""), max(dates, default=""), tuple(sorted(evidence)),
        ))
    table.sort(key=lambda row: (-row.items, -row.facts, row.council, row.programme))
    return tuple(table[:limit])


def money(entities: Sequence[Entity], facts: Sequence[Fact], *, limit: int | None = None) -> tuple[Money, ...]:
    """Return each sum for each programme or organisation, by name, year, status and size; denied ones are left out.

    Examples
    --------
    >>> money((), ())
    ()
    """
    known = {entity.id: entity for entity in entities}
    groups: dict[tuple[str, Decimal, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        amount = known.get(fact.object)
        if fact.predicate != "funded_with" or fact.polarity != "positive":
            continue
        if amount is None or fact.subject not in known:
            continue
        try:
            value = Decimal(amount.value)
        except InvalidOperation:
            continue  # An amount without a number has been said to be one by the checks of the graph already.
        qualifiers = dict(fact.qualifiers)
        key = (fact.subject, value, fact.status, qualifiers.get("year", ""), qualifiers.get("funder", ""))
        groups[key].append(fact)
    table = []
    for (subject, value, status, year, funder), group in groups.items():
        best = min(group, key=lambda fact: (-fact.confidence, fact.document, fact.start, fact.claim))
        paid_by = known[funder].name if funder in known else ""
        table.append(Money(
            subject, known[subject].name, known[subject].type, value, status, year, funder, paid_by, best.quote,
            best.citation, tuple(sorted(fact.claim for fact in group)),
        ))
    table.sort(key=lambda row: (row.name, row.subject, row.year, row.status, -row.amount, row.funder))
    return tuple(table[:limit])


def money_totals(entities: Sequence[Entity], facts: Sequence[Fact]) -> tuple[MoneyTotal, ...]:
    """Return the sums added up by subject, status and year, never one status with another, largest first.

    Examples
    --------
    >>> money_totals((), ())
    ()
    """
    groups: dict[tuple[str, str, str, str], list[Decimal]] = defaultdict(list)
    for row in money(entities, facts):
        groups[row.subject, row.name, row.status, row.year].append(row.amount)
    table = [MoneyTotal(*key, sum(sums, Decimal(0)), len(sums)) for key, sums in groups.items()]
    return tuple(sorted(table, key=lambda row: (-row.total, row.name, row.subject, row.status, row.year)))


def timeline(entities: Sequence[Entity], facts: Sequence[Fact], *, limit: int | None = None) -> tuple[Event, ...]:
    """Return meetings and dated facts by date, as their EDTF strings sort.

    Examples
    --------
    >>> timeline((), ())
    ()
    """
    known = {entity.id: entity for entity in entities}
    held: dict[str, Fact] = {}
    events = []
    for fact in sorted(facts, key=lambda fact: (-fact.confidence, fact.document, fact.start, fact.claim)):
        subject, target = known.get(fact.subject), known.get(fact.object)
        if fact.polarity != "positive" or subject is None or target is None:
            continue
        if fact.predicate == "meeting_of":
            held.setdefault(subject.id, fact)
        if fact.predicate == "dated":
            kind = dict(fact.qualifiers).get("kind", "") or "dated"
            events.append(Event(target.value, kind, subject.id, subject.name, subject.type, fact.status, fact.quote,
                                fact.citation, fact.claim))
    for meeting in known.values():
        if meeting.type == "MEETING" and meeting.value:
            said = held.get(meeting.id)
            events.append(Event(meeting.value, "meeting", meeting.id, meeting.name, meeting.type,
                                said.status if said else "", said.quote if said else "", said.citation if said else "",
                                said.claim if said else ""))
    return tuple(sorted(events, key=lambda event: (event.date, event.kind, event.subject, event.claim))[:limit])
