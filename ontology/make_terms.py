"""Makes ``tables.py`` from ``policy.ttl``: run ``python -m ontology.make_terms`` after changing the ontology."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from ontology import data

PKG = Namespace("https://w3id.org/policykg/ontology#")
SCHEMA = Namespace("https://schema.org/")
SCHEMES = ("outcomes", "statuses", "polarities", "standings", "documentKinds", "sectionKinds", "dateKinds")
WIDTH = 120
HEADER = '''"""The tables behind ``terms``, made from ``policy.ttl`` by ``python -m ontology.make_terms``."""

from __future__ import annotations
'''
ROW = "tuple[str, str, str, tuple[str, ...], str, str, str]"
PREDICATE_ROW = "tuple[str, str, tuple[str, ...], tuple[str, ...], str, str, str, str, bool]"
REMARK_ROW = "tuple[str, str, str, str, str]"
CONCEPT_ROW = "tuple[str, str, str, str]"


def source(value: object, indent: int = 0, *, reserve: int = 1) -> str:
    """Return Python source for strings, booleans, tuples and dicts of them, wrapped at 120 columns.

    ``reserve`` columns are kept free on the first line for what stands before and after it.

    >>> source(("a", ("b",), True))
    '("a", ("b",), True)'
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        keys = {source(k): v for k, v in value.items()}
        pairs = (f"{' ' * (indent + 4)}{k}: {source(v, indent + 4, reserve=len(k) + 3)},\n" for k, v in keys.items())
        return "{\n" + "".join(pairs) + " " * indent + "}"
    if not isinstance(value, tuple):
        return repr(value)
    parts = [source(v, indent + 4) for v in value]
    line = f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if "\n" not in line and len(line) + indent + reserve <= WIDTH:
        return line
    return "(\n" + "".join(f"{' ' * (indent + 4)}{part},\n" for part in parts) + " " * indent + ")"


def local(node: object) -> str:
    """Return what follows ``#`` in an IRI of the ontology."""
    return str(node).removeprefix(str(PKG))


def label(graph: Graph, node: URIRef, language: str, *, of: URIRef = RDFS.label) -> str:
    """Return the one label in `language`; ValueError where there is none or more than one."""
    found = [str(o) for o in graph.objects(node, of) if isinstance(o, Literal) and o.language == language]
    if len(found) != 1:
        raise ValueError(f"{node} needs one {local(of)} in {language!r}, has {found}.")
    return found[0]


def written_order(text: str) -> dict[str, int]:
    """Return the place of each subject in the file: tables keep the order in which people read the ontology."""
    return {name: place for place, name in enumerate(re.findall(r"^pkg:(\S+) a ", text, re.MULTILINE))}


def tables(text: str) -> str:
    """Return the source of ``tables.py`` for the Turtle `text` of ``policy.ttl``."""
    graph = Graph().parse(data=text, format="turtle")
    order = written_order(text)

    def ours(nodes: Iterable[object]) -> list[URIRef]:
        return sorted((n for n in nodes if isinstance(n, URIRef) and n.startswith(PKG)), key=lambda n: order[local(n)])

    type_of = {c: str(graph.value(c, PKG.typeName)) for c in ours(graph.subjects(PKG.typeName, None))}
    members = {
        c: [t for t in type_of if c in graph.transitive_objects(t, RDFS.subClassOf)]
        for c in ours(graph.subjects(RDF.type, OWL.Class))
    }

    def entity_types() -> Iterator[tuple[object, ...]]:
        for node, name in type_of.items():
            above = tuple(local(c) for c in ours(graph.objects(node, RDFS.subClassOf)))
            family = {local(node), *above}
            coarse = "ORG" if "Organisation" in family else "PROGRAMME" if "Programme" in family else name
            labels = label(graph, node, "da"), label(graph, node, "en")
            yield (name, local(node), str(graph.value(node, PKG.segment)), above, coarse, *labels)

    def sides(node: URIRef, one: URIRef, several: URIRef) -> tuple[str, ...]:
        classes = ours([*graph.objects(node, one), *graph.objects(node, several)])
        return tuple(dict.fromkeys(type_of[m] for c in classes for m in members[c]))

    def predicates() -> Iterator[tuple[object, ...]]:
        for node in (n for n in ours(graph.subjects(PKG.word, None)) if (n, RDF.type, OWL.Class) not in graph):
            yield (
                str(graph.value(node, PKG.word)),
                local(node),
                sides(node, RDFS.domain, SCHEMA.domainIncludes),
                sides(node, RDFS.range, SCHEMA.rangeIncludes),
                label(graph, node, "da"),
                label(graph, node, "en"),
                label(graph, node, "da", of=PKG.inverseLabel),
                label(graph, node, "en", of=PKG.inverseLabel),
                (node, RDF.type, OWL.SymmetricProperty) in graph,
            )

    def remarks() -> Iterator[tuple[str, ...]]:
        for node in ours(graph.subjects(RDFS.subClassOf, PKG.Remark)):
            word, segment = (str(graph.value(node, name)) for name in (PKG.word, PKG.segment))
            yield (word, local(node), segment, label(graph, node, "da"), label(graph, node, "en"))

    def concepts(scheme: str) -> tuple[tuple[str, ...], ...]:
        nodes = ours(graph.subjects(SKOS.inScheme, PKG[scheme]))
        return tuple(
            (str(graph.value(n, SKOS.notation)), label(graph, n, "da"), label(graph, n, "en"), local(n)) for n in nodes
        )

    names = sorted(local(n) for n in ours(set(graph.subjects())))
    parts: Sequence[tuple[str, str, object]] = (
        ("ENTITY_TYPES", f"tuple[{ROW}, ...]", tuple(entity_types())),
        ("PREDICATES", f"tuple[{PREDICATE_ROW}, ...]", tuple(predicates())),
        ("REMARKS", f"tuple[{REMARK_ROW}, ...]", tuple(remarks())),
        ("CONCEPTS", f"dict[str, tuple[{CONCEPT_ROW}, ...]]", {s: concepts(s) for s in SCHEMES}),
        ("NAMES", "tuple[str, ...]", tuple(names)),
    )
    return HEADER + "".join(f"\n{name}: {kind} = {source(value)}\n" for name, kind, value in parts)


def main() -> None:
    """Write ``tables.py`` beside ``policy.ttl``."""
    source = data("policy.ttl")
    Path(source.parent, "tables.py").write_text(tables(source.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
