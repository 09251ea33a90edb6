"""The tables of `kg stats`: what to compute, under which heading, as records and as cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg import analytics, answers, describing
from kg.answers import Handle
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
    """Return the named tables of a build, each with at most `limit` rows, in the order of `names`."""
    entities = tuple(answers.entities(handle))
    facts = tuple(answers.brief_facts(handle)) if set(names) - {"money", "timeline"} else ()
    graph = analytics.network(entities, facts) if set(names) & set(_NETWORK) else None
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
        rows = analytics.brokers(entities, facts, limit=limit, graph=graph)
        return ranked("brokers", "Who stands between others", rows)

    def communities() -> Table:
        groups = analytics.communities(entities, facts, limit=limit, graph=graph)
        return Table("communities", "Groups", *describing.community_rows(groups), groups)

    def matrix() -> Table:
        pairs = analytics.council_programme(entities, facts, limit=limit)
        return Table("matrix", "Councils and programmes", *describing.council_rows(pairs), pairs)

    def money() -> Table:
        told = tuple(answers.facts(handle, predicates=("funded_with",)))
        sums = analytics.money(entities, told, limit=limit)
        return Table("money", "Money", *describing.money_rows(sums), sums)

    def timeline() -> Table:
        told = tuple(answers.facts(handle, predicates=("dated", "meeting_of")))
        events = analytics.timeline(entities, told, limit=limit)
        return Table("timeline", "Meetings and dates", *describing.event_rows(events), events)

    makers: Mapping[str, Callable[[], Table]] = {
        make.__name__: make for make in (councils, programmes, brokers, communities, matrix, money, timeline)
    }
    return tuple(makers[name]() for name in names)


_NETWORK = ("councils", "programmes", "brokers", "communities")
