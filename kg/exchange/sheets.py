"""Nodes and edges of a build as CSV for spreadsheets and for Gephi: one row per entity, one row per fact, no formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.answers import QUALIFIERS
from kg.exchange.edges import Edge, Node, batches
from kg.printing import delimited

BOM = "\ufeff"
"""Opens each file: without it Excel reads UTF-8 as cp1252, and Danish letters as two others."""
NODE_COLUMNS = ("id", "label", "type", "code", "standing", "value", "owner", "aliases")
EDGE_COLUMNS = (
    "source", "target", "source_label", "label", "target_label", "predicate", "status", "confidence",
    *(name for name, _ in QUALIFIERS), "said_by", "quote", "citation", "document", "date", "page", "id",
)  # fmt: skip


def node_rows(nodes: Iterable[Node]) -> Iterator[str]:
    r"""Yield ``nodes.csv``: one row per entity.

    >>> "".join(node_rows([Node("https://e.org/a", "=A", "PLAN", "", "", "", "", ("b", "c"))])).splitlines()[1]
    "https://e.org/a,'=A,PLAN,,,,,b; c"
    """
    rows = ((n.id, n.label, n.type, n.code, n.standing, n.value, n.owner, "; ".join(n.aliases)) for n in nodes)
    yield from _sheet(NODE_COLUMNS, rows)


def edge_rows(edges: Iterable[Edge]) -> Iterator[str]:
    """Yield ``edges.csv``: one row per fact, with its quote, citation, status and dates.

    >>> "".join(edge_rows(())).startswith(BOM + "source,target,")
    True
    """
    rows = (
        (
            e.source, e.target, e.source_label, e.label, e.target_label, e.predicate, e.status, f"{e.confidence:g}",
            *(e.qualifiers.get(name, "") for name, _ in QUALIFIERS), e.said_by, e.quote, e.citation, e.document, e.date,
            e.page, e.id,
        )
        for e in edges
    )  # fmt: skip
    yield from _sheet(EDGE_COLUMNS, rows)


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield BOM + delimited(columns, ())
    for first, *rest in batches(rows):
        yield delimited(first, rest)
