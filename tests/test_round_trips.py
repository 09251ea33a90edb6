"""Round trips: what goes out as N-Quads, TriG, Turtle or JSON-LD comes back the same, through our import and through rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdfLiteral

import kg
from extractors.records import Configuration
from kg.answers import open_output
from kg.exchange.edges import edges
from kg.exchange.exporting import export
from kg.exchange.importing import import_files
from kg.exchange.jsonld import jsonld
from kg.exchange.quad_lines import merged
from kg.exchange.turtle import trig, turtle
from kg.iris import XSD
from kg.oxigraph import nquads
from kg.rdf import decimal
from ontology.terms import DATA, ONTOLOGY

FORMS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
RDFLIB = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "json-ld"}
ENDS = ("plan/a", "document/8c1e#char=1,2;quote", "document/8c1e", "a.b", "../up", "a//b", "æ/ø", "x:y", "", "a?b=c", "dataset")
IRIS = st.sampled_from(
    [NamedNode(DATA + end) for end in ENDS]
    + [NamedNode(ONTOLOGY + name) for name in ("status", "decided", "label", "kind", "id", "subject", "time", "Claim")]
    + [NamedNode(f"http://www.w3.org/{end}") for end in ("2000/01/rdf-schema#label", "2004/02/skos/core#a.b", "ns/org#", "a")]
    + [NamedNode("urn:x:y"), NamedNode("https://example.org/~a/(b)'c'!"), NamedNode("https://example.org/%C3%A6")]
)
PROPERTIES = st.sampled_from([
    NamedNode(ONTOLOGY + name)
    for name in ("status", "page", "confidence", "memberOf", "role", "unheardOf", "time", "date")
] + [
    NamedNode(one) for one in (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate", "http://www.w3.org/ns/oa#start", "https://example.org/p",
    )
])  # fmt: skip
TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(['"', "\\", '\\"', "\\u0041", "'''", '"""', "a\r\nb\tc", "\x00\x01\x7f\x85\u2028\ufeff", "😀", "@da", "^^", "<a>", " . "]),
)  # fmt: skip
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["da", "en", "da-dk"])),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9).map(
        lambda number: decimal(str(number))
    ),
    st.integers(-(10**17), 10**17).map(lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer"))),
    st.dates().map(lambda day: Literal(str(day), datatype=NamedNode(XSD + "date"))),
    st.sampled_from([Literal("2027", datatype=NamedNode(XSD + "gYear")), Literal("true", datatype=NamedNode(XSD + "boolean")),
                     Literal("2027-02", datatype=NamedNode(XSD + "gYearMonth")),
                     Literal("https://e.org/?a=æ", datatype=NamedNode(XSD + "anyURI"))]),
)  # fmt: skip
QUADS = st.lists(st.builds(Quad, IRIS, PROPERTIES, st.one_of(IRIS, LITERALS), IRIS), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real build of the examples, by the rules alone."""
    folder = tmp_path_factory.mktemp("round-trips") / "output"
    kg.build([], folder, Configuration(model="none"))
    return folder


def written(lines: Iterable[str], form: str) -> str:
    if form == "nq":
        return "".join(lines)
    return "".join({"trig": trig, "ttl": turtle, "jsonld": jsonld}[form](lines, base=DATA))


def expected(quads: Iterable[Quad], form: str) -> str:
    """Return what a form holds of some quads, as canonical lines: Turtle has no graphs."""
    lines = nquads(quads)
    return "".join(merged(lines) if form == "ttl" else lines)


def through_rdflib(text: str, form: str) -> set[tuple[object, ...]]:
    if form == "ttl":
        return {(*triple, None) for triple in Graph().parse(data=text, format="turtle")}
    read = Dataset()
    read.parse(data=text, format=RDFLIB[form])
    return set(read.quads())


def in_rdflib(quads: Iterable[Quad], form: str) -> set[tuple[object, ...]]:
    def term(one: object) -> object:
        if isinstance(one, NamedNode):
            return URIRef(one.value)
        assert isinstance(one, Literal)
        plain = one.language or one.datatype.value == XSD + "string"
        return RdfLiteral(one.value, lang=one.language, datatype=None if plain else URIRef(one.datatype.value))

    return {
        (term(q.subject), term(q.predicate), term(q.object), None if form == "ttl" else term(q.graph_name)) for q in quads
    }


@pytest.mark.parametrize("form", sorted(FORMS))
@given(quads=QUADS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_round_trips_of_awkward_terms_through_oxigraph(form: str, quads: list[Quad]) -> None:
    text = written(nquads(quads), form)
    store = Store()
    store.load(text.encode(), FORMS[form])
    assert "".join(nquads(store)) == expected(quads, form)


@pytest.mark.parametrize("form", sorted(FORMS))
@given(quads=QUADS)
@settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_round_trips_of_awkward_terms_through_rdflib(form: str, quads: list[Quad]) -> None:
    assert through_rdflib(written(nquads(quads), form), form) == in_rdflib(quads, form)


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_round_trips_of_the_examples_give_the_same_bytes(examples: Path, tmp_path: Path, form: str) -> None:
    with open_output(examples) as handle:
        export(handle, tmp_path / f"graph.{form}")
    import_files([tmp_path / f"graph.{form}"], tmp_path / "back")
    assert (tmp_path / "back" / "graph.nq").read_bytes() == (examples / "graph.nq").read_bytes()
    with open_output(tmp_path / "back") as handle:
        export(handle, tmp_path / f"again.{form}")
    assert (tmp_path / f"again.{form}").read_bytes() == (tmp_path / f"graph.{form}").read_bytes()


def test_round_trips_of_the_examples_as_turtle_keep_every_triple(examples: Path, tmp_path: Path) -> None:
    for source, target in ((examples, "graph.ttl"), (tmp_path / "back", "again.ttl")):
        with open_output(source) as handle:
            export(handle, tmp_path / target)
        if source == examples:
            import_files([tmp_path / target], tmp_path / "back")
    assert (tmp_path / "again.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()
    triples = {quad.triple for quad in parse(path=str(examples / "graph.nq"), format=RdfFormat.N_QUADS)}
    assert {quad.triple for quad in parse(path=str(tmp_path / "back" / "graph.nq"), format=RdfFormat.N_QUADS)} == triples


@pytest.mark.parametrize("form", sorted(FORMS))
def test_round_trips_of_the_examples_through_rdflib(examples: Path, tmp_path: Path, form: str) -> None:
    with open_output(examples) as handle:
        export(handle, tmp_path / f"graph.{form}")
        quads = list(handle.store)
    text = (tmp_path / f"graph.{form}").read_text(encoding="utf-8")
    assert through_rdflib(text, form) == in_rdflib(quads, form)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_round_trips_of_the_examples_through_rdflibs_own_files(examples: Path, tmp_path: Path, form: str) -> None:
    graph = kg.store(examples)
    text = graph.serialize(format=RDFLIB[form])
    graph.close()
    (tmp_path / f"theirs.{form}").write_text(text, encoding="utf-8")
    import_files([tmp_path / f"theirs.{form}"], tmp_path / "back")
    ours, theirs = (list(parse(path=str(one / "graph.nq"), format=RdfFormat.N_QUADS)) for one in (examples, tmp_path / "back"))
    if form == "ttl":
        assert {quad.triple for quad in theirs} == {quad.triple for quad in ours}
    else:
        assert (tmp_path / "back" / "graph.nq").read_bytes() == (examples / "graph.nq").read_bytes()


def test_round_trips_of_compact_provenance_keep_the_quotes(examples: Path, tmp_path: Path) -> None:
    kg.build([], tmp_path / "compact", Configuration(model="none", provenance="compact"))
    back = import_files([tmp_path / "compact" / "graph.nq"], tmp_path / "back").output
    assert "oa#exact" not in (back / "graph.nq").read_text(encoding="utf-8")
    told = []
    for folder in (examples, tmp_path / "compact", back):
        with open_output(folder) as handle:
            told.append({(edge.source, edge.target, edge.quote, edge.citation) for edge in edges(handle)})
    assert told[0] == told[1] == told[2] and all(quote for _, _, quote, _ in told[0])
