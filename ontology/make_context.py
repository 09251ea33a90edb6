"""Makes ``context.jsonld`` from ``policy.ttl``: run ``python -m ontology.make_context`` after changing the ontology."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef

from ontology import data

PKG = Namespace("https://w3id.org/policykg/ontology#")
DANISH, NODE, WORD, TEXT = "@language", "@id", "@vocab", ""
# Words of other vocabularies that a build uses: what the context calls them, and how their values stand.
OTHERS: Mapping[str, tuple[str, str]] = {
    "label": ("rdfs:label", DANISH),
    "prefLabel": ("skos:prefLabel", DANISH),
    "altLabel": ("skos:altLabel", DANISH),
    "subject": ("rdf:subject", NODE),
    "predicate": ("rdf:predicate", WORD),
    "object": ("rdf:object", NODE),
    "hasSource": ("oa:hasSource", NODE),
    "hasSelector": ("oa:hasSelector", NODE),
    "exact": ("oa:exact", TEXT),
    "start": ("oa:start", "xsd:integer"),
    "end": ("oa:end", "xsd:integer"),
    "wasGeneratedBy": ("prov:wasGeneratedBy", NODE),
    "wasAttributedTo": ("prov:wasAttributedTo", NODE),
    "wasDerivedFrom": ("prov:wasDerivedFrom", NODE),
    "used": ("prov:used", NODE),
    "organization": ("org:organization", NODE),
    "member": ("org:member", NODE),
    "memberDuring": ("org:memberDuring", NODE),
    "heldBy": ("org:heldBy", NODE),
    "postIn": ("org:postIn", NODE),
    "subOrganizationOf": ("org:subOrganizationOf", NODE),
    "originalOrganization": ("org:originalOrganization", NODE),
    "resultingOrganization": ("org:resultingOrganization", NODE),
    "replaces": ("dcterms:replaces", NODE),
    "isReplacedBy": ("dcterms:isReplacedBy", NODE),
    "identifier": ("adms:identifier", NODE),
    "notation": ("skos:notation", TEXT),
}
PREFIXES: Mapping[str, str] = {
    "pkg": str(PKG),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "time": "http://www.w3.org/2006/time#",
    "adms": "http://www.w3.org/ns/adms#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
}


def context(text: str) -> str:
    """Return ``context.jsonld`` for the Turtle `text` of ``policy.ttl``: our properties by their own names, others by a list.

    Ours have their name even where another vocabulary has the same; one that is called like a prefix has none.
    """
    graph = Graph().parse(data=text, format="turtle")
    terms: dict[str, object] = {name: _term(iri, kind) for name, (iri, kind) in OTHERS.items()}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    ours = {node for kind in kinds for node in graph.subjects(RDF.type, kind)
            if isinstance(node, URIRef) and node.startswith(PKG)}  # fmt: skip
    for node in sorted(ours):
        name = node.removeprefix(PKG)
        if name not in {*PREFIXES, "id", "type"}:
            terms[name] = _term(f"pkg:{name}", _kind(graph, node))
    content = {"@context": {"@vocab": str(PKG), **PREFIXES, "id": "@id", "type": "@type", **terms}}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _kind(graph: Graph, node: URIRef) -> str:
    value = graph.value(node, RDFS.range)
    if value == SKOS.Concept:
        return WORD
    if (node, RDF.type, OWL.ObjectProperty) in graph:
        return NODE
    if isinstance(value, URIRef) and value.startswith(str(XSD)) and value != XSD.string:
        return f"xsd:{value.removeprefix(str(XSD))}"
    return TEXT


def _term(iri: str, kind: str) -> object:
    if kind == DANISH:
        return {"@id": iri, "@language": "da"}
    return {"@id": iri, "@type": kind} if kind else iri


def main() -> None:
    """Write ``context.jsonld`` beside ``policy.ttl``."""
    source = data("policy.ttl")
    Path(source.parent, "context.jsonld").write_text(context(source.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
