"""The tables of `kg stats`: what to compute, under which heading, as records and as cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.errors import QueryError
from extractors.records import Entity
from kg import analytics, answers, describing
from kg.answers import Handle
from kg.facts import Fact
from kg.validity import clocks, succession
from ontology.terms import PROGRAMME


@dataclass(frozen=True, slots=True)
class Table:
    """A result with its heading: ``records`` for programs, ``columns`` and ``rows`` for people."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[object, ...]


def tables(handle: Handle, names: Sequence[str], *, limit: int = 20) -> tuple[Table, ...]:
    """Return the named tables of a build, each with at most `limit` rows, in the order of `names`.

    What does not hold on the day of the handle's lens is not counted; where the lens follows succession, bodies that
    came of one another count as one.

    Raises
    ------
    QueryError
        Where there is no table of a name.
    """
    entities, stands_for = _bodies(handle)
    facts = _rolled(answers.brief_facts(handle), stands_for) if set(names) - {"money", "timeline"} else ()
    graph = analytics.network(entities, facts) if set(names) & set(_NETWORK) else None
    # Who stands between others, and groups, take minutes in a large network: they are those of its best linked nodes.
    few = analytics.strongest(graph) if graph is not None else None
    base = handle.base

    def ranked(name: str, title: str, rows: tuple[analytics.Ranked, ...]) -> Table:
        return Table(name, title, *describing.ranked_rows(rows, base=base), rows)

    def councils() -> Table:
        rows = analytics.centrality(entities, facts, types=frozenset({"COUNCIL"}), limit=limit, graph=graph)
        return ranked("councils", "Councils that connect most", rows)

    def programmes() -> Table:
        rows = analytics.centrality(entities, facts, types=PROGRAMME, limit=limit, graph=graph)
        return ranked("programmes", "Programmes that connect most", rows)

    def brokers() -> Table:
        rows = analytics.brokers(entities, facts, limit=limit, graph=few)
        return ranked("brokers", analytics.heading("Who stands between others", few), rows)

    def communities() -> Table:
        groups = analytics.communities(entities, facts, limit=limit, graph=few)
        return Table("communities", analytics.heading("Groups", few), *describing.community_rows(groups), groups)

    def matrix() -> Table:
        pairs = analytics.council_programme(entities, facts, limit=limit)
        return Table("matrix", "Councils and programmes", *describing.council_rows(pairs), pairs)

    def money() -> Table:
        told = _rolled(answers.facts(handle, predicates=("funded_with",)), stands_for)
        sums = analytics.money(entities, told, limit=limit)
        return Table("money", "Money", *describing.money_rows(sums), sums)

    def timeline() -> Table:
        told = _rolled(answers.facts(handle, predicates=("dated", "meeting_of")), stands_for)
        events = analytics.timeline(entities, told, limit=limit)
        return Table("timeline", "Meetings and dates", *describing.event_rows(events), events)

    makers: Mapping[str, Callable[[], Table]] = {
        make.__name__: make for make in (councils, programmes, brokers, communities, matrix, money, timeline)
    }
    for name in names:
        if name not in makers:
            raise QueryError(f"There is no table {name!r}. Known: {', '.join(makers)}.")
    day = f", as of {handle.lens.as_of}" if handle.lens.as_of else ""
    day += f", known by {handle.lens.known_by}" if handle.lens.known_by else ""
    return tuple(replace(made, title=made.title + day) for made in (makers[name]() for name in names))


def _bodies(handle: Handle) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return the entities that the lens shows, and which body counts as which where it follows succession.

    Bodies, programmes and meetings that do not exist on the day are left out; what stands for others is among them
    even where only the registers know it.
    """
    entities = tuple(answers.entities(handle))
    stands_for = succession.representatives(handle) if handle.lens.follow_succession else {}
    known = {entity.id for entity in entities}
    coming = {new for old, new in stands_for.items() if old in known} - known
    if coming:
        entities = tuple(sorted((*entities, *answers.entities(handle, coming)), key=lambda entity: entity.id))
    if stands_for:
        entities = tuple(replace(entity, owner=stands_for.get(entity.owner, entity.owner)) for entity in entities)
    if handle.lens.as_of:
        there_is = clocks.existing(handle, [entity.id for entity in entities])
        entities = tuple(entity for entity in entities if entity.id in there_is)
    return entities, stands_for


def _rolled(facts: Iterable[Fact], stands_for: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return facts with every body as the one that stands for it; what then links a body with itself is left out."""
    if not stands_for:
        return tuple(facts)
    told = (
        replace(
            fact, subject=stands_for.get(fact.subject, fact.subject), object=stands_for.get(fact.object, fact.object),
            qualifiers=tuple((key, stands_for.get(value, value) if key == "funder" else value) for key, value in fact.qualifiers),
        )
        for fact in facts
    )  # fmt: skip
    return tuple(fact for fact in told if fact.subject != fact.object)


_NETWORK = ("councils", "programmes", "brokers", "communities")
