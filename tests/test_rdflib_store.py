"""A build through rdflib: its API answers, several read at once, and nothing writes."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import answers_sample as sample
import pytest
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import RDF, RDFS, SKOS, BNode, Dataset, Graph, Literal, Namespace, URIRef

import kg
from extractors.errors import QueryError
from kg.answers import open_output
from kg.oxigraph import nquads, write_store

PKG = Namespace("https://w3id.org/policykg/ontology#")
A, B = URIRef("http://example.org/a"), URIRef("http://example.org/b")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("rdflib") / "output")


@pytest.fixture
def graph(build: Path) -> Iterator[Dataset]:
    graph = kg.store(build)
    yield graph
    graph.close()


def test_rdflib_store_answers_by_rdflibs_functions(graph: Dataset) -> None:
    council = URIRef(sample.COUNCIL_N)
    assert graph.value(council, SKOS.prefLabel) == Literal("Udsatterådet i Region Nordjylland", lang="da")
    assert council in set(graph.subjects(RDF.type, PKG.Council))
    assert (URIRef(sample.ANNA), PKG.memberOf, council) in graph


def test_rdflib_store_gives_plain_strings_as_rdflib_has_them(graph: Dataset) -> None:
    found = graph.value(URIRef(sample.NORTH), PKG.code)
    assert found == Literal("region:1081") and found.datatype is None
    assert next(iter(graph.query("SELECT ?code { ?region a pkg:Region ; pkg:code ?code } ORDER BY ?code")))[0] == found


def test_rdflib_store_queries_the_union_with_the_prefixes_of_kg_query(graph: Dataset) -> None:
    rows = graph.query("SELECT DISTINCT ?name { kgid:plan\\/sundhedsaftale-2027 rdfs:label ?name }")
    assert [str(row.name) for row in rows] == ["Sundhedsaftale 2027"]
    assert graph.query("ASK { ?council a pkg:Council }").askAnswer
    made = graph.query("CONSTRUCT { ?s pkg:code ?code } WHERE { ?s pkg:code ?code }").graph
    assert (URIRef(sample.NORTH), PKG.code, Literal("region:1081")) in made


def test_rdflib_store_binds_variables_from_outside(graph: Dataset) -> None:
    rows = graph.query("SELECT ?who ?name { ?who rdfs:label ?name }", initBindings={"who": URIRef(sample.CARE)})
    assert {str(row.name) for row in rows} == {"Projekt Lys Vej"}


def test_rdflib_store_tells_a_triple_of_two_graphs_once(tmp_path: Path) -> None:
    a, b = NamedNode(str(A)), NamedNode(str(B))
    write_store(tmp_path / "store", [Quad(a, a, OxLiteral("x"), a), Quad(a, a, OxLiteral("x"), b)])
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    graph = kg.store(tmp_path)
    assert list(graph.triples((A, A, None))) == [(A, A, Literal("x"))]
    assert {quad[3] for quad in graph.quads((A, A, None, None))} == {A, B}
    assert len(graph) == len(list(graph)) == 2 and len(graph.graph(A)) == 1


def test_rdflib_store_gives_one_graph_alone(graph: Dataset) -> None:
    one = graph.graph(URIRef(sample.NOTE))
    assert (URIRef(sample.COUNCIL_S), PKG.partOf, URIRef(sample.SOUTH)) in one
    assert (URIRef(sample.COUNCIL_N), PKG.partOf, URIRef(sample.NORTH)) not in one


def test_rdflib_store_holds_the_quads_of_the_build(build: Path, graph: Dataset) -> None:
    text = "".join(nquads(open_output(build).store))
    memory = Dataset()
    memory.parse(data=text, format="nquads")
    assert set(memory.quads()) == set(graph.quads())


def canonical(text: str, form: RdfFormat) -> str:
    """Return N-Quads as Oxigraph has them: rdflib writes 1000000.0 for the decimal 1000000."""
    store = Store()
    store.load(text.encode(), form)
    return "".join(nquads(store))


@pytest.mark.parametrize("form", ["turtle", "nt", "xml"])
def test_rdflib_store_is_written_by_rdflibs_serialisers(build: Path, graph: Dataset, form: str) -> None:
    read = Graph().parse(data=graph.serialize(format=form), format=form)
    merged = "".join(f"{quad.triple} .\n" for quad in open_output(build).store)
    assert canonical(read.serialize(format="nt"), RdfFormat.N_TRIPLES) == canonical(merged, RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("form", ["trig", "nquads", "json-ld", "trix"])
def test_rdflib_store_is_written_with_its_graphs(build: Path, graph: Dataset, form: str) -> None:
    read = Dataset()
    read.parse(data=graph.serialize(format=form), format=form)
    assert canonical(read.serialize(format="nquads"), RdfFormat.N_QUADS) == "".join(nquads(open_output(build).store))


def test_rdflib_store_opens_for_several_at_once(build: Path, graph: Dataset) -> None:
    other = kg.store(build)
    program = f"import kg; print(len(kg.store({str(build)!r})))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert len(other) == len(graph) == int(done.stdout)


WRITES: dict[str, Callable[[Dataset], Any]] = {
    "add": lambda graph: graph.add((A, A, B)),
    "addN": lambda graph: graph.addN([(A, A, B, graph.default_graph)]),
    "remove": lambda graph: graph.remove((None, None, None)),
    "set": lambda graph: graph.set((A, A, B)),
    "update": lambda graph: graph.update("DELETE WHERE { ?s ?p ?o }"),
    "parse": lambda graph: graph.parse(data="<a:a> <a:b> <a:c> .", format="turtle"),
    "a new graph": lambda graph: graph.graph(A),
    "a graph without a name": lambda graph: graph.graph(),
    "remove_graph": lambda graph: graph.remove_graph(URIRef(sample.NOTE)),
    "a graph's add": lambda graph: graph.graph(URIRef(sample.NOTE)).add((A, A, BNode())),
    "destroy": lambda graph: graph.destroy("x"),
    "open": lambda graph: graph.open("x", create=True),
}


@pytest.mark.parametrize("write", sorted(WRITES))
def test_rdflib_store_refuses_to_write(graph: Dataset, write: str) -> None:
    before = len(graph)
    with pytest.raises(QueryError, match="The graph of a build is only read"):
        WRITES[write](graph)
    assert len(graph) == before


def test_rdflib_store_asks_no_other_server(graph: Dataset) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        graph.query("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")


def test_rdflib_store_says_that_it_is_closed(build: Path) -> None:
    graph = kg.store(build)
    graph.close()
    with pytest.raises(QueryError, match="This graph is closed"):
        graph.value(A, RDFS.label)


def test_rdflib_store_reads_quotes_from_the_kept_texts(tmp_path: Path) -> None:
    build = sample.sample_build(tmp_path / "output")
    (build / "texts").mkdir()
    (build / "texts" / "00000000000000aa.txt").write_text("Udsatterådet mødtes.", encoding="utf-8")
    query = f"SELECT ?quote {{ BIND(pkg:quote(<{sample.MINUTES}#char=0,12>) AS ?quote) }}"
    graph = kg.store(build)
    gc.collect()
    assert [str(row.quote) for row in graph.query(query)] == ["Udsatterådet"]
    graph.close()


def test_rdflib_store_needs_a_build(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="holds no finished build"):
        kg.store(tmp_path)
