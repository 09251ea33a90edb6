"""What a view shows of a build: everything while it fits, else what most is said of, counted so that the view can tell the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from extractors.records import Configuration, Entity
from kg import answers, documents, excerpts, noted, outputs, ranks
from kg.answers import Handle
from kg.facts import Fact, Source
from kg.remarks import Note


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a view holds: entities, facts, and the newest facts of ``each`` council, programme or organisation."""

    entities: int
    facts: int
    each: int


PAGE = Budget(entities=6_000, facts=12_000, each=40)
"""Some 5 MB of page, which a browser of today searches and filters without a pause."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a view, private persons left out where the configuration says so.

    ``totals`` counts what the build holds of each; it is empty where nothing was left out. ``dealings`` counts how
    often a council dealt with a programme, where the facts do not tell; ``shown`` names those that have a place of
    their own, where not all have.
    """

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    dealings: Mapping[tuple[str, str], int] = field(default_factory=dict)
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)


def opened(folder: Path, *, base: str) -> Handle:
    """Open the store of a build that is still being written: there is no manifest yet, and its views are to be made.

    Raises
    ------
    OSError
        If there is no store in `folder`.
    """
    from kg.oxigraph import open_store

    return Handle(folder, open_store(folder / "store"), base)


def whole(handle: Handle, *, configuration: Configuration, most: Budget) -> Selection | None:
    """Return all that may be shown of a build, or None where it is more than a budget allows."""
    if ranks.entity_count(handle) > most.entities or ranks.claim_count(handle) > most.facts:
        return None
    everyone, facts, sources, notes = _everything(handle)
    return _public(everyone, facts, notes, configuration, sources=sources)


def _public(
    everyone: Sequence[Entity],
    facts: Iterable[Fact],
    notes: Iterable[Note],
    configuration: Configuration,
    *,
    sources: tuple[Source, ...] = (),
) -> Selection:
    private = outputs.private(everyone, configuration)
    return Selection(
        tuple(entity for entity in everyone if entity.id not in private),
        tuple(outputs.published(facts, private)),
        sources,
        tuple(outputs.published_notes(notes, private)),
    )


@lru_cache(maxsize=1)
def _everything(
    handle: Handle,
) -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Source, ...], tuple[Note, ...]]:
    # Kept for the next view of the same build: the page, the report and its tables are made one after the other.
    return (
        tuple(answers.entities(handle)),
        tuple(answers.facts(handle)),
        tuple(documents.sources(handle)),
        tuple(noted.notes(handle)),
    )


def page(handle: Handle, *, configuration: Configuration, most: Budget = PAGE) -> Selection:
    """Return what the page shows: all of a build that fits, else the newest facts of what most is said of.

    Councils and programmes come first, most told first, then organisations; each gives its newest facts. What a fact
    needs to be understood (its ends, who said it, the meeting of an item and its council) comes with it, and none
    of it goes over the budget.
    """
    everything = whole(handle, configuration=configuration, most=most)
    if everything is not None:
        return everything
    claims: dict[str, str] = {}
    ends: set[str] = set()
    for classes in (("Council", "Programme"), ("Organisation",)):
        for iri in ranks.most_told(handle, *classes, limit=most.entities):
            if len(claims) >= most.facts or len(ends) >= most.entities:
                break
            found = ranks.newest_claims(handle, iri, limit=most.each)
            claims.update(found)
            ends.update((iri, *found.values()))
    chosen = drawn(handle, tuple(claims)[: most.facts], configuration=configuration, most=most.entities)
    return replace(chosen, totals=totals(handle, configuration=configuration))


def totals(handle: Handle, *, configuration: Configuration) -> dict[str, int]:
    """Return how many documents, entities and facts a build holds, private persons as the configuration says."""
    persons = configuration.persons
    return {
        "documents": ranks.counted(handle, "SELECT (COUNT(?document) AS ?n) { ?document a pkg:Document }"),
        "entities": ranks.entity_count(handle, persons=persons),
        "facts": sum(ranks.facts_by_predicate(handle, persons=persons).values()),
    }


def drawn(
    handle: Handle, claims: Sequence[str], *, configuration: Configuration, most: int, notes: Sequence[str] = ()
) -> Selection:
    """Return claims and notes with the entities that they need, in the order given, until there are `most` entities."""
    by_claim = {fact.claim: fact for fact in answers.facts(handle, claims)}
    by_id = {note.id: note for note in noted.notes(handle, notes)} if notes else {}
    facts = [by_claim[claim] for claim in claims if claim in by_claim]
    remarks = [by_id[note] for note in notes if note in by_id]
    known: dict[str, Entity] = {}
    wanted = {iri for fact in facts for iri in _named(fact)} | {iri for note in remarks for iri in (note.about, *note.by)}
    while wanted:
        asked = sorted(iri for iri in wanted if iri.startswith(handle.base))
        found = {entity.id: entity for entity in answers.entities(handle, asked)}
        known |= found
        wanted = {entity.owner for entity in found.values() if entity.type in _WITH_OWNER} - set(known)
    kept: set[str] = set()

    def room(named: Iterable[str]) -> bool:
        need = {iri for name in named for iri in _chain(known, name)} - kept
        if len(kept) + len(need) > most:
            return False
        kept.update(need)
        return True

    fitting = [fact for fact in facts if room(_named(fact))]
    beside = [note for note in remarks if room((note.about, *note.by))]
    chosen = _public([known[iri] for iri in sorted(kept)], fitting, beside, configuration)
    cited = {fact.document for fact in chosen.facts} | {note.document for note in chosen.notes}
    return replace(chosen, sources=tuple(documents.sources(handle, cited)))


_WITH_OWNER = ("AGENDA_ITEM", "MEETING")
"""Types whose owner a view needs: an item stands under its meeting, a meeting under its council."""


def _named(fact: Fact) -> tuple[str, ...]:
    funders = (value for name, value in fact.qualifiers if name == "funder")
    return (fact.subject, fact.object, fact.said_by, *funders)


def _chain(known: Mapping[str, Entity], iri: str) -> Iterator[str]:
    """Yield an entity and, where it is an item or a meeting, what it stands under; outcomes and words are none."""
    for _ in range(3):
        if iri not in known:
            return
        yield iri
        if known[iri].type not in _WITH_OWNER:
            return
        iri = known[iri].owner


REPORT = Budget(entities=12_000, facts=6_000, each=excerpts.EACH)
"""Some 4 MB of report; of more, each chapter takes what `kg.excerpts` says."""


def report(handle: Handle, *, configuration: Configuration, most: Budget = REPORT) -> Selection:
    """Return what the report tells: all of a build that fits, else for each chapter what counts most.

    ``shown`` names the councils, documents, people and programmes that have a place of their own; ``totals`` counts
    what there is of each chapter, and by their IRIs the statements of the documents shown.
    """
    everything = whole(handle, configuration=configuration, most=most)
    if everything is not None:
        return everything
    newest, dealt = excerpts.newest_date(handle), excerpts.dealings(handle)
    councils, programmes, people = excerpts.councils(handle, dealt), excerpts.programmes(handle), excerpts.people(handle)
    outcomes, beside = excerpts.decided(handle)
    claims = [*outcomes, *excerpts.sums(handle), *excerpts.dates(handle, newest), *excerpts.doubted(handle)]
    for council in councils:
        claims += excerpts.discussed(handle, council)
        claims += ranks.newest_claims(handle, council, limit=most.each, predicates=excerpts.TIES, sides=("subject",))
    for programme in programmes:
        claims += ranks.newest_claims(handle, programme, limit=most.each, predicates=excerpts.TIES)
    for person in people:
        claims += ranks.newest_claims(handle, person, limit=most.each, predicates=excerpts.ROLES, sides=("subject",))
    notes = (*beside, *excerpts.follow_ups(handle, newest), *excerpts.figures(handle))
    chosen = drawn(
        handle, tuple(dict.fromkeys(claims)), configuration=configuration, most=most.entities, notes=tuple(dict.fromkeys(notes))
    )
    listed = documents.newest(handle, limit=excerpts.DOCUMENTS)
    papers = {source.iri: source for source in (*chosen.sources, *documents.sources(handle, listed))}
    return replace(
        chosen,
        sources=tuple(papers[iri] for iri in sorted(papers)),
        totals={
            **_chapter_totals(handle, configuration=configuration, newest=newest),
            **documents.statements(handle, listed),
            "councils": excerpts.council_count(handle, dealt),
        },
        dealings=dealt,
        shown={
            "councils": frozenset(councils), "documents": frozenset(listed), "people": frozenset(people),
            "programmes": frozenset(programmes),
        },
    )


def _chapter_totals(handle: Handle, *, configuration: Configuration, newest: str) -> dict[str, int]:
    persons = configuration.persons
    facts = ranks.facts_by_predicate(handle, persons=persons)
    notes = ranks.notes_by_remark(handle, persons=persons)
    return totals(handle, configuration=configuration) | {
        "all_councils": ranks.entity_count(handle, "Council"),
        "all_programmes": ranks.entity_count(handle, "Programme"),
        "programmes": excerpts.told_of(handle, "Programme", predicates=(*excerpts.TIES, "discusses")),
        "decisions": facts.get("decision", 0),
        "money": facts.get("funded_with", 0),
        "dates": excerpts.date_count(handle, newest),
        "people": excerpts.told_of(handle, "Person", predicates=excerpts.ROLES),
        "follow_ups": notes.get("follow_up", 0),
        "figures": notes.get("figure", 0),
        "unsure": excerpts.unsure_count(handle),
    }
