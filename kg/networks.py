"""The network tables of the report, from an open build: of everything, or of what most is said of in a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.records import Configuration
from kg import analytics, describing, selection
from kg.stats import Table
from ontology.terms import PROGRAMME

if TYPE_CHECKING:
    from kg.answers import Handle


def tables(handle: Handle, *, configuration: Configuration) -> tuple[Table, ...]:
    """Return the report's network tables; one network serves them all."""
    found = selection.whole(handle, configuration=configuration, most=selection.PAGE)
    assert found is not None
    entities, facts = found.entities, found.facts
    graph = analytics.network(entities, facts)
    base = handle.base
    ranked = {
        ("councils", "Councils that connect most"): analytics.centrality(
            entities, facts, types=frozenset({"COUNCIL"}), graph=graph
        ),
        ("programmes", "Programmes that connect most"): analytics.centrality(
            entities, facts, types=PROGRAMME, graph=graph
        ),
        ("brokers", "Who stands between others"): analytics.brokers(entities, facts, graph=graph),
    }
    groups = analytics.communities(entities, facts, limit=20, graph=graph)
    return (
        *(Table(*head, *describing.ranked_rows(rows, base=base), rows) for head, rows in ranked.items()),
        Table("communities", "Groups", *describing.community_rows(groups), groups),
    )
