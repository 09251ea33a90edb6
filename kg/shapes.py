"""Validation: a finished build held against its SHACL shapes, its texts, its store and its own manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from extractors.errors import QueryError
from kg.checks import AGAIN, Violation, check_files, check_quads
from kg.iris import PREFIXES
from kg.oxigraph import load_nquads, open_store

if TYPE_CHECKING:
    from rdflib import Graph

SHACL_LIMIT = 1_500_000
"""Quads above which the shapes are no longer checked: rdflib holds the graph in memory, some 1 GB a million."""


def validate(output: Path) -> tuple[Violation, ...]:
    """Hold a finished build against its shapes, its texts and its own manifest.

    Returns
    -------
    What is wrong, most severe first, then by file and place; empty where all is well.

    Raises
    ------
    QueryError
        If `output` holds no finished build, or its graph cannot be read.
    """
    if not (output / "manifest.json").is_file() or not (output / "graph.nq").is_file():
        raise QueryError(f"{output} holds no finished build. Build one with: kg build --output {output}")
    found = list(check_files(output))
    quads = load_nquads(output / "graph.nq")
    if (output / "texts").is_dir():
        found += check_quads(output, quads)
    else:
        found.append(
            Violation(
                "info", "texts", "", "No texts are kept here, as in a folder that kg import made: no quote was checked.",
                "To check quotes, import graph.nq from the folder of its build, where texts/ lies beside it.",
            )
        )
    found += _check_store(output, quads)
    if len(quads) <= SHACL_LIMIT:
        found += check_shapes(quads)
    else:
        found.append(
            Violation(
                "info", "graph.nq", "", f"The shapes were not checked: {len(quads)} quads are more than {SHACL_LIMIT}.",
                "Validate a smaller build of the same documents.",
            )
        )
    rank = {"violation": 0, "warning": 1, "info": 2}
    return tuple(sorted(set(found), key=lambda v: (rank[v.severity], v.file, v.focus, v.message)))


def _check_store(output: Path, quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield whether the store, which queries ask, holds another graph than the file."""
    try:
        held = set(open_store(output / "store"))
    except OSError as error:
        yield Violation("violation", "store", "", f"The store cannot be opened ({error}).", AGAIN)
        return
    apart = held.symmetric_difference(quads)
    if apart:
        message = f"The store and graph.nq differ in {len(apart)} quads, such as {min(map(str, apart))}."
        yield Violation("violation", "store", "", message, AGAIN)


def check_shapes(quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield what the SHACL shapes of the ontology find in the union of the graphs."""
    import pyshacl
    from rdflib import Graph as RdfGraph
    from rdflib import Namespace

    from ontology import data

    shapes = RdfGraph().parse(data("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(_rdflib(quads), shacl_graph=shapes, inference="none", advanced=False)
    sh = Namespace("http://www.w3.org/ns/shacl#")
    assert isinstance(report, RdfGraph)
    for result in sorted(report.subjects(sh.focusNode), key=str):
        focus, path, value = (report.value(result, name) for name in (sh.focusNode, sh.resultPath, sh.value))
        messages = sorted(str(message) for message in report.objects(result, sh.resultMessage))
        severity = str(report.value(result, sh.resultSeverity)).rpartition("#")[2].lower()
        where = f" ({_short(path)}{f' is {_short(value)}' if value is not None else ''})" if path is not None else ""
        message, _, remedy = (messages or ["This does not have the shape it should have."])[0].partition(" → ")
        yield Violation(
            severity if severity in ("warning", "info") else "violation", "graph.nq", str(focus), message + where,
            remedy or "Run kg build again; if it stays, report the document and this message.",
        )


def _short(term: object) -> str:
    value = str(term)
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value if len(value) <= 120 else value[:119] + "…"


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """The union of the graphs in rdflib's memory, without the detour through a file: four times as fast."""
    from rdflib import Graph, URIRef
    from rdflib import Literal as RdfLiteral
    from rdflib.term import Node

    terms: dict[object, Node] = {}

    def term(value: object) -> Node:
        known = terms.get(value)
        if known is None:
            if isinstance(value, NamedNode):
                known = URIRef(value.value)
            else:
                language, datatype = value.language, value.datatype.value  # type: ignore[attr-defined]
                plain = language or datatype.endswith("#string")
                known = RdfLiteral(
                    value.value,  # type: ignore[attr-defined]
                    lang=language,
                    datatype=None if plain else URIRef(datatype),
                    normalize=False,
                )
            terms[value] = known
        return known

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
