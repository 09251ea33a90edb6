"""Make ``docs/ontology.html`` from ``ontology/policy.ttl`` and ``ontology/shapes.ttl``: the ontology, to read.

Run ``python docs/make_ontology.py`` after either has changed. The page is one file without scripts; it asks the network for nothing.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from ontology import data
from ontology.make_terms import PKG, SCHEMA, local, written_order

PAGE = Path(__file__).parent / "ontology.html"
STYLE = Path(__file__).parent / "ontology.css"
ONTOLOGY = URIRef("https://w3id.org/policykg/ontology")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SH = Namespace("http://www.w3.org/ns/shacl#")
VANN = Namespace("http://purl.org/vocab/vann/")

# What a term is: its class in RDF, its name in Danish and English, the mark of its heading.
KINDS = (
    (OWL.Class, "Klasse", "Class", "class"),
    (OWL.ObjectProperty, "Relation", "Object property", "object"),
    (OWL.DatatypeProperty, "Egenskab", "Datatype property", "data"),
    (RDF.Property, "Egenskab", "Property", "data"),
    (SKOS.ConceptScheme, "Begrebsliste", "Concept scheme", "scheme"),
    (OWL.AnnotationProperty, "Annotation", "Annotation property", "note"),
    (URIRef("https://w3id.org/function/ontology#Function"), "Funktion", "Function", "note"),
)
ALIGNMENTS = (
    (OWL.equivalentClass, "Det samme som", "Same as"),
    (RDFS.subClassOf, "Er også", "Is also"),
    (RDFS.subPropertyOf, "Er også", "Is also"),
    (SKOS.closeMatch, "Næsten det samme", "Nearly the same"),
    (SKOS.relatedMatch, "Hører sammen med", "Goes with"),
    (RDFS.seeAlso, "Beslægtet", "Kindred"),
)


@dataclass(frozen=True)
class Ontology:
    """The parsed files: ``order`` is the place of each term in the file, ``groups`` its heading, ``shapes`` the messages of each."""

    graph: Graph
    order: dict[str, int]
    groups: dict[str, tuple[str, str]]
    prefixes: dict[str, str]
    shapes: dict[URIRef, list[tuple[str, str]]] = field(default_factory=dict)

    def ours(self, nodes: Iterable[object]) -> list[URIRef]:
        """Return our own terms among `nodes`, each once, in the order of the file."""
        found = {n for n in nodes if isinstance(n, URIRef) and n.startswith(PKG)}
        return sorted(found, key=lambda node: self.order[local(node)])

    def others(self, nodes: Iterable[object]) -> list[URIRef]:
        """Return the terms of others among `nodes`, by their short names."""
        found = {n for n in nodes if isinstance(n, URIRef) and not n.startswith(PKG)}
        return sorted(found, key=lambda node: (self.short(node), node))

    def short(self, node: URIRef) -> str:
        """Return an IRI with its prefix, or as it is where there is none."""
        known = [(len(space), prefix, space) for prefix, space in self.prefixes.items() if node.startswith(space)]
        if not known:
            return str(node)
        _, prefix, space = max(known)
        return f"{prefix}:{node.removeprefix(space)}"

    def text(self, node: URIRef, of: URIRef, language: str) -> str:
        """Return the text in a language, or the empty string."""
        return min((str(o) for o in self.graph.objects(node, of) if isinstance(o, Literal) and o.language == language), default="")

    def of_kind(self, *kinds: URIRef) -> list[URIRef]:
        """Return our terms that are of these classes, in the order of the file."""
        return self.ours(node for kind in kinds for node in self.graph.subjects(RDF.type, kind))


def read(policy: str, shapes: str) -> Ontology:
    """Return the ontology of the two Turtle texts."""
    groups: dict[str, tuple[str, str]] = {}
    heading = ("", "")
    for line in policy.splitlines():
        if match := re.fullmatch(r"# ([^/]+) / (.+)", line):
            heading = (match[1].strip(), match[2].strip())
        elif match := re.match(r"pkg:(\S+) a ", line):
            groups[match[1]] = heading
    made = Ontology(
        Graph().parse(data=policy, format="turtle"),
        written_order(policy),
        groups,
        dict(re.findall(r"^@prefix (\S+): <([^>]+)> \.", policy + shapes, re.MULTILINE)),
    )
    made.shapes.update(_shapes(Graph().parse(data=shapes, format="turtle")))
    return made


def _shapes(graph: Graph) -> dict[URIRef, list[tuple[str, str]]]:
    """The name and the message of every shape of a term: those that aim at it and those whose path it is."""
    found: dict[URIRef, set[tuple[str, str]]] = defaultdict(set)
    for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.path):
        for shape, term in graph.subject_objects(target):
            if isinstance(shape, URIRef) and isinstance(term, URIRef):
                message = min(map(str, graph.objects(shape, SH.message)), default="")
                found[term].add((local(shape), message.partition(" → ")[0]))
    return {term: sorted(several) for term, several in found.items()}


def both(danish: str, english: str, tag: str = "span") -> str:
    """Return the same in two languages, Danish first; once where the word is the same."""
    if danish == english:
        return f"<{tag}>{escape(danish)}</{tag}>"
    return f'<{tag}>{escape(danish)}</{tag}> <{tag} lang="en">{escape(english)}</{tag}>'


def link(ontology: Ontology, node: URIRef) -> str:
    """Return a link to a term: within the page where it is ours, else to its own IRI."""
    if node.startswith(PKG):
        name = local(node)
        return f'<a href="#{escape(name)}">{escape(ontology.text(node, RDFS.label, "da") or name)}</a> <code>{escape(name)}</code>'
    short = f"<code>{escape(ontology.short(node))}</code>"
    return f'<a href="{escape(node)}" rel="external">{short}</a>' if re.match(r"https?://", node) else short


def links(ontology: Ontology, nodes: Iterable[URIRef]) -> str:
    return "".join(f"<li>{link(ontology, node)}</li>" for node in nodes)


def row(danish: str, english: str, items: str) -> str:
    """Return a line of a term's table, or nothing where there are no items."""
    return f"<dt>{both(danish, english)}</dt><dd><ul>{items}</ul></dd>" if items else ""


def _sides(ontology: Ontology, node: URIRef, one: URIRef, several: URIRef) -> list[URIRef]:
    nodes = [*ontology.graph.objects(node, one), *ontology.graph.objects(node, several)]
    return [*ontology.ours(nodes), *ontology.others(nodes)]


def _class_rows(ontology: Ontology, node: URIRef) -> Iterator[str]:
    graph = ontology.graph
    above = ontology.ours(o for o in graph.transitive_objects(node, RDFS.subClassOf) if o != node)
    yield row("Overklasse", "Superclass", links(ontology, above))
    yield row("Underklasser", "Subclasses", links(ontology, ontology.ours(graph.subjects(RDFS.subClassOf, node))))
    apart = [*graph.objects(node, OWL.disjointWith), *graph.subjects(OWL.disjointWith, node)]
    yield row("Aldrig også", "Never also", links(ontology, ontology.ours(apart)))
    for danish, english, one, several in (
        ("Står foran", "Subject of", RDFS.domain, SCHEMA.domainIncludes),
        ("Står efter", "Object of", RDFS.range, SCHEMA.rangeIncludes),
    ):
        found = ontology.ours(p for way in (one, several) for p in graph.subjects(way, node))
        yield row(danish, english, links(ontology, found))


def _property_rows(ontology: Ontology, node: URIRef) -> Iterator[str]:
    yield row("Fra", "Domain", links(ontology, _sides(ontology, node, RDFS.domain, SCHEMA.domainIncludes)))
    yield row("Til", "Range", links(ontology, _sides(ontology, node, RDFS.range, SCHEMA.rangeIncludes)))
    inverse = ontology.text(node, PKG.inverseLabel, "da"), ontology.text(node, PKG.inverseLabel, "en")
    yield row("Læst baglæns", "Read backwards", f"<li>{both(*inverse)}</li>" if all(inverse) else "")
    if (node, RDF.type, OWL.SymmetricProperty) in ontology.graph:
        yield row("Gælder", "Holds", f"<li>{both('begge veje', 'both ways')}</li>")


def _alignments(ontology: Ontology, node: URIRef) -> Iterator[str]:
    for way, danish, english in ALIGNMENTS:
        yield row(danish, english, links(ontology, ontology.others(ontology.graph.objects(node, way))))


def _words(ontology: Ontology, node: URIRef) -> str:
    words = [*ontology.graph.objects(node, PKG.typeName), *ontology.graph.objects(node, PKG.word)]
    return "".join(f"<li><code>{escape(word)}</code></li>" for word in sorted(map(str, words)))


def _texts(ontology: Ontology, node: URIRef, of: URIRef, class_: str) -> str:
    danish, english = ontology.text(node, of, "da"), ontology.text(node, of, "en")
    if not danish and not english:
        return ""
    # What a text names of ours is a link.
    linked = re.sub(
        r"\bpkg:(\w+)",
        lambda match: f'<a href="#{match[1]}"><code>{match[0]}</code></a>' if match[1] in ontology.order else match[0],
        both(danish, english),
    )
    return f'<p class="{class_}">{linked}</p>'


def term(ontology: Ontology, node: URIRef) -> str:
    """Return the entry of a class, a property or a concept scheme."""
    name = local(node)
    kind = next((k for k in KINDS if (node, RDF.type, k[0]) in ontology.graph), ("", "Begreb", "Concept", "scheme"))
    rows = [*_class_rows(ontology, node)] if kind[0] == OWL.Class else [*_property_rows(ontology, node)]
    rows += _alignments(ontology, node)
    rows.append(row("Ord i JSONL-filerne", "Word in the JSONL files", _words(ontology, node)))
    shapes = "".join(f"<li><code>{escape(n)}</code> {escape(m)}</li>" for n, m in ontology.shapes.get(node, ()))
    if shapes:
        count = shapes.count("<li>")
        held = f'<details><summary>{both("Former, der holder det", "Shapes that hold it")} ({count})</summary><ul lang="en">{shapes}</ul></details>'
    else:
        held = ""
    return (
        f'<article id="{escape(name)}" class="{kind[3]}"><h3><a href="#{escape(name)}">'
        f"{both(ontology.text(node, RDFS.label, 'da'), ontology.text(node, RDFS.label, 'en'))}</a> "
        f'<small title="{escape(kind[2])}">{escape(kind[1])}</small></h3>'
        f'<p class="iri"><code>{escape(node)}</code></p>'
        f"{_texts(ontology, node, SKOS.definition, 'definition')}{_texts(ontology, node, SKOS.scopeNote, 'note')}"
        f"<dl>{''.join(rows)}</dl>{_concepts(ontology, node)}{held}</article>\n"
    )


def _concepts(ontology: Ontology, scheme: URIRef) -> str:
    """The concepts of a scheme as a table; a concept of two schemes has its anchor in the first."""
    rows = []
    for node in ontology.ours(ontology.graph.subjects(SKOS.inScheme, scheme)):
        name = local(node)
        first = ontology.ours(ontology.graph.objects(node, SKOS.inScheme))[0] == scheme
        aligned = "".join(_alignments(ontology, node))
        words = dict.fromkeys((name, *map(str, ontology.graph.objects(node, SKOS.notation))))
        rows.append(
            f"<tr{f' id={chr(34)}{escape(name)}{chr(34)}' if first else ''}><th><a href=\"#{escape(name)}\">"
            f"{both(ontology.text(node, SKOS.prefLabel, 'da'), ontology.text(node, SKOS.prefLabel, 'en'))}</a></th>"
            f"<td>{'<br>'.join(f'<code>{escape(word)}</code>' for word in words)}</td>"
            f"<td>{_texts(ontology, node, SKOS.definition, 'definition')}{f'<dl>{aligned}</dl>' if aligned else ''}</td></tr>"
        )
    if not rows:
        return ""
    head = f"<tr><th>{both('Begreb', 'Concept')}</th><th>{both('Navn, ord', 'Name, word')}</th><th>{both('Betydning', 'Meaning')}</th></tr>"
    return f'<div class="wide"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>'


def _grouped(ontology: Ontology, nodes: Iterable[URIRef]) -> Iterator[tuple[tuple[str, str], list[URIRef]]]:
    groups: dict[tuple[str, str], list[URIRef]] = {}
    for node in nodes:
        groups.setdefault(ontology.groups.get(local(node), ("", "")), []).append(node)
    yield from groups.items()


def _parts(ontology: Ontology) -> tuple[tuple[str, str, str, list[URIRef]], ...]:
    properties = ontology.of_kind(OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    others = [kind for kind, _, _, mark in KINDS if mark == "note"]
    return (
        ("klasser", "Klasser", "Classes", ontology.of_kind(OWL.Class)),
        ("egenskaber", "Relationer og egenskaber", "Properties", properties),
        ("begreber", "Begrebslister", "Concept schemes", ontology.of_kind(SKOS.ConceptScheme)),
        ("andet", "Annotationer og funktioner", "Annotations and functions", ontology.of_kind(*others)),
    )


def _contents(ontology: Ontology) -> Iterator[str]:
    for anchor, danish, english, nodes in _parts(ontology):
        yield f'<h2><a href="#{anchor}">{both(danish, english)}</a></h2>'
        for (heading, english_heading), members in _grouped(ontology, nodes):
            items = "".join(
                f'<li><a href="#{escape(local(n))}" title="{escape(ontology.text(n, RDFS.label, "en"))}">'
                f"{escape(ontology.text(n, RDFS.label, 'da'))}</a></li>"
                for n in members
            )
            yield f"<h3>{both(heading, english_heading)}</h3><ul>{items}</ul>"
    yield f'<h2><a href="#andres">{both("Andres ordforråd", "Vocabularies of others")}</a></h2>'


def _header(ontology: Ontology) -> str:
    graph = ontology.graph

    def value(of: URIRef) -> str:
        return "".join(f"<li><code>{escape(v)}</code></li>" for v in sorted(map(str, graph.objects(ONTOLOGY, of))))

    rows = (
        row("IRI", "IRI", f"<li><code>{escape(ONTOLOGY)}</code></li>"),
        row("Navnerum", "Namespace", value(VANN.preferredNamespaceUri)),
        row("Præfiks", "Prefix", value(VANN.preferredNamespacePrefix)),
        row("Udgave", "Version", value(OWL.versionInfo) + value(OWL.versionIRI)),
        row("Forrige udgave", "Previous version", value(OWL.priorVersion)),
        row("Udgivet", "Issued", value(DCTERMS.issued)),
        row("Ændret", "Modified", value(DCTERMS.modified)),
        row("Af", "By", value(DCTERMS.creator)),
        row("Licens", "Licence", value(DCTERMS.license)),
        row("Omfang", "Extent", "".join(f"<li>{len(nodes)} {both(d.lower(), e.lower())}</li>" for _, d, e, nodes in _parts(ontology))),
    )
    texts = [ontology.text(ONTOLOGY, DCTERMS[name], language) for name in ("title", "description") for language in ("da", "en")]
    return (
        f'<header><h1>{both(texts[0], texts[1])}</h1><p class="definition">{both(texts[2], texts[3])}</p>'
        f"<dl>{''.join(rows)}</dl></header>\n"
    )


def _vocabularies(ontology: Ontology) -> str:
    """The vocabularies of others: what a build writes of each, which is what shapes look at, and what terms are aligned with."""
    aligned = {o for n in ontology.ours(ontology.graph.subjects()) for way, _, _ in ALIGNMENTS for o in ontology.graph.objects(n, way)}
    spaces = {prefix: space for prefix, space in sorted(ontology.prefixes.items()) if prefix not in ("pkg", "sh", "owl", "xsd", "vann", "fno")}
    rows = []
    for prefix, space in spaces.items():
        cells = [
            links(ontology, [term for term in ontology.others(terms) if ontology.short(term).startswith(f"{prefix}:")])
            for terms in (ontology.shapes, aligned)
        ]
        if any(cells):
            lists = "".join(f"<td><ul>{cell}</ul></td>" for cell in cells)
            rows.append(f"<tr><th><code>{escape(prefix)}</code><br><small>{escape(space)}</small></th>{lists}</tr>")
    head = "".join(
        f"<th>{both(danish, english)}</th>"
        for danish, english in (("Ordforråd", "Vocabulary"), ("Skrives i grafen", "Written in the graph"), ("Nævnt ved vores ord", "Named beside ours"))
    )
    return f'<div class="wide"><table class="spaces"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _body(ontology: Ontology) -> Iterator[str]:
    for anchor, danish, english, nodes in _parts(ontology):
        yield f'<section id="{anchor}"><h2>{both(danish, english)}</h2>\n'
        for (heading, english_heading), members in _grouped(ontology, nodes):
            if heading and (heading, english_heading) != (danish, english):
                yield f'<p class="group">{both(heading, english_heading)}</p>\n'
            yield from (term(ontology, node) for node in members)
        yield "</section>\n"
    about = both(
        "»Er også«: alt, hvad vi kalder sådan, er også den andens. »Næsten det samme«: ligner, men ingen af de to rummer sikkert den "
        "anden. »Beslægtet«: det omvendte, det videre eller en anden måde at sige det på. Vi definerer ingen andres ord om.",
        "Is also: all of ours are theirs too. Nearly the same: alike, though neither contains the other for certain. Kindred: the "
        "inverse, the wider matter, or another way to model it. No term of others is defined anew.",
    )
    yield f'<section id="andres"><h2>{both("Andres ordforråd", "Vocabularies of others")}</h2><p class="definition">{about}</p>{_vocabularies(ontology)}</section>\n'


def render(policy: str, shapes: str, style: str) -> str:
    """Return the page of the ontology in `policy` with its `shapes`, both Turtle; `style` is the style sheet."""
    ontology = read(policy, shapes)
    title = escape(ontology.text(ONTOLOGY, DCTERMS.title, "da"))
    return (
        '<!DOCTYPE html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        "<!-- Made from ontology/policy.ttl by docs/make_ontology.py: change that file, not this one. -->\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title} · policykg</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<nav aria-label="Indhold">{"".join(_contents(ontology))}</nav>\n'
        f"<main>\n{_header(ontology)}{''.join(_body(ontology))}</main>\n</body>\n</html>\n"
    )


def main() -> None:
    """Write the page beside this file."""
    policy, shapes, style = (path.read_text(encoding="utf-8") for path in (data("policy.ttl"), data("shapes.ttl"), STYLE))
    PAGE.write_text(render(policy, shapes, style), encoding="utf-8", newline="\n")
    sys.stderr.write(f"{PAGE}: {PAGE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
