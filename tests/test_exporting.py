"""Exports: what stands in them, in which order and for whom, and that a file is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import answers_sample as sample
import networkx as nx
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from extractors.errors import QueryError
from kg.answers import Handle, open_output
from kg.cli import main
from kg.exchange import edges as network
from kg.exchange import exporting, gephi, jsonld, quad_lines, sheets
from kg.exchange.edges import Edge, Node
from kg.oxigraph import nquads
from ontology import data, make_context

HIDDEN = sample.entity("PERSON", "ellen-overgaard-holt", "Ellen Overgaard Holt", standing="private")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exporting") / "output"
    said = sample.fact(HIDDEN.id, "attended", sample.MEETING_N, "Ellen Overgaard Holt, borger", start=990)
    until = sample.fact(sample.BO, "member_of", sample.COUNCIL_N, "Bo Tranum til 2027", start=995,
                        valid_from="2025", valid_to="2027-02")  # fmt: skip
    found = tuple(sorted((*sample.entities(), HIDDEN), key=lambda one: one.id))
    return sample.write_build(folder, found, (*sample.facts(), said, until), sample.sources(), sample.notes())


@pytest.fixture
def handle(build: Path) -> Handle:
    return open_output(build)


def written(handle: Handle, form: str, **options: object) -> str:
    return "".join(exporting.parts(handle, form, **options))  # type: ignore[arg-type]


@pytest.fixture
def export(build: Path) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["export", *arguments, "--output", str(build)])

    return run


def test_exporting_nq_is_the_canonical_dump_of_the_store(handle: Handle) -> None:
    assert written(handle, "nq") == "".join(nquads(handle.store))


def test_exporting_takes_the_builds_own_file_where_it_is(tmp_path: Path) -> None:
    build = sample.sample_build(tmp_path / "output")
    line = "<http://example.org/a> <http://example.org/b> <http://example.org/c> <http://example.org/d> .\n"
    (build / "graph.nq").write_text(line, encoding="utf-8")
    assert written(open_output(build), "nq") == line


@pytest.mark.parametrize("line", ["nonsense\n", "_:a <http://e.org/b> <http://e.org/c> <http://e.org/d> .\n", "\n"])
def test_exporting_refuses_lines_that_no_build_writes(tmp_path: Path, line: str) -> None:
    build = sample.sample_build(tmp_path / "output")
    (build / "graph.nq").write_text(line, encoding="utf-8")
    with pytest.raises(QueryError, match="has a line that no build writes"):
        written(open_output(build), "trig")


def test_exporting_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    build = sample.sample_build(tmp_path / "output")
    (build / "graph.nq").write_bytes(b"\xff\n")
    with pytest.raises(QueryError, match=r"is not UTF-8 \(byte 0\)"):
        written(open_output(build), "nq")


def test_exporting_sorts_more_than_fits_in_memory(tmp_path: Path) -> None:
    lines = [f"{number % 7}{number}\n" for number in range(200)]
    assert list(quad_lines.sorted_lines([*lines, *lines], folder=tmp_path, run=50)) == sorted(lines)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "kind"), [("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)])
def test_exporting_keeps_every_quad(handle: Handle, form: str, kind: RdfFormat) -> None:
    assert set(parse(input=written(handle, form).encode(), format=kind)) == set(handle.store)


def test_exporting_turtle_holds_each_triple_once(handle: Handle) -> None:
    read = [quad.triple for quad in parse(input=written(handle, "ttl").encode(), format=RdfFormat.TURTLE)]
    assert len(read) == len(set(read)) and set(read) == {quad.triple for quad in handle.store}


def test_exporting_turtle_reads_well(handle: Handle) -> None:
    text = written(handle, "ttl")
    head, *blocks = text.split("\n\n")
    assert head.split("\n")[:2] == [f"@base <{sample.BASE}> .", "@prefix pkg: <https://w3id.org/policykg/ontology#> ."]
    person = next(block for block in blocks if block.startswith("<person/anna-lysholt-krog>"))
    assert person.split("\n")[1].startswith("    a ") and "    pkg:memberOf <council/udsatteraadet-i-region-nordjylland>" in person
    subjects = [f"<{sample.BASE}{block.split(chr(10))[0].removeprefix('<')}" for block in blocks]
    assert subjects == sorted(subjects)


def test_exporting_trig_groups_by_graph(handle: Handle) -> None:
    text = written(handle, "trig")
    opened = [line.removesuffix(" {") for line in text.split("\n") if line.endswith(" {")]
    assert opened[:2] == ["<document/00000000000000aa>", "<document/00000000000000bb>"]
    assert len(opened) == len(set(opened)) == len(list(handle.store.named_graphs()))


def test_exporting_jsonld_reads_well(handle: Handle) -> None:
    content = json.loads(written(handle, "jsonld"))
    graph = next(graph for graph in content["@graph"] if graph["id"] == "document/00000000000000aa")
    claim = next(node for node in graph["@graph"] if node.get("object") == "amount/1000000" and "status" in node)
    assert claim["type"] == ["rdf:Statement", "Claim"] and claim["status"] == "proposed"
    assert claim["predicate"] == "fundedWith" and claim["subject"] == "initiative/projekt-lys-vej"
    assert claim["confidence"] == "0.9" and claim["year"] == "2027"
    entities = next(graph for graph in content["@graph"] if graph["id"] == "graph/entities")["@graph"]
    names = {node["id"]: node.get("altLabel") for node in entities}
    assert names["initiative/projekt-lys-vej"] == "Lys Vej"


def test_exporting_jsonld_refuses_an_iri_that_would_be_read_as_another() -> None:
    line = "<time:x> <http://example.org/b> <http://example.org/c> <http://example.org/d> .\n"
    with pytest.raises(QueryError, match="its scheme time is a prefix there"):
        "".join(jsonld.jsonld([line], base=sample.BASE))


def test_exporting_context_is_made_from_the_ontology() -> None:
    made = make_context.context(data("policy.ttl").read_text(encoding="utf-8"))
    assert data("context.jsonld").read_text(encoding="utf-8") == made, "run python -m ontology.make_context"


@pytest.mark.parametrize("form", exporting.FORMATS[:-1])
def test_exporting_gives_the_same_bytes_again(build: Path, form: str) -> None:
    assert written(open_output(build), form) == written(open_output(build), form)


def graph_of(handle: Handle, form: str, folder: Path, **options: object) -> nx.MultiDiGraph[str]:
    path = folder / f"graph.{form}"
    exporting.export(handle, path, **options)  # type: ignore[arg-type]
    read: nx.MultiDiGraph[str] = nx.read_graphml(path) if form == "graphml" else nx.read_gexf(path)
    assert all(re.fullmatch(r"[\w.:-]+", node) for node in read), "GraphML wants identifiers to be name tokens"
    return nx.relabel_nodes(read, dict(read.nodes(data="iri")))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_exporting_network_is_read_by_networkx(handle: Handle, tmp_path: Path, form: str) -> None:
    graph = graph_of(handle, form, tmp_path)
    assert graph.nodes[sample.COUNCIL_N]["label"] == "Udsatterådet i Region Nordjylland"
    assert graph.nodes[sample.COUNCIL_N]["type"] == "COUNCIL"
    (fact,) = [data for _, _, data in graph.edges(sample.ANNA, data=True) if data["predicate"] == "member_of"]
    assert fact["role"] == "formand" and fact["status"] == "stated" and fact["confidence"] == 0.9
    assert fact["quote"] == "Anna Lysholt Krog, formand" and fact["citation"] == "referat-nord, s. 1"
    assert fact["document"] == "referat-nord" and fact["date"] == "2026-02-10"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_exporting_network_has_positive_facts_between_its_nodes(handle: Handle, tmp_path: Path, form: str) -> None:
    graph = graph_of(handle, form, tmp_path)
    assert not graph.has_edge(sample.SOUTH, sample.CARE)
    assert {graph.nodes[node].get("type") for node in graph}.isdisjoint({None, "DATE", "AMOUNT"})
    assert graph.get_edge_data(sample.ITEM_N, sample.MEETING_N) is not None
    assert "decision" not in {data["predicate"] for *_, data in graph.edges(data=True)}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_exporting_network_has_dates_and_sums_where_asked_for(handle: Handle, tmp_path: Path, form: str) -> None:
    graph = graph_of(handle, form, tmp_path, values=True)
    assert graph.nodes[sample.TWO_MILLION]["value"] == "2000000"
    assert graph.number_of_edges(sample.CARE, sample.TWO_MILLION) == 2


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_exporting_network_leaves_out_private_persons(handle: Handle, tmp_path: Path, form: str) -> None:
    assert HIDDEN.id not in graph_of(handle, form, tmp_path)
    assert "Ellen Overgaard Holt" not in (tmp_path / f"graph.{form}").read_text(encoding="utf-8")
    assert graph_of(handle, form, tmp_path, persons="all").has_edge(HIDDEN.id, sample.MEETING_N)


def test_exporting_gexf_has_the_time_that_a_fact_holds(handle: Handle, tmp_path: Path) -> None:
    graph_of(handle, "gexf", tmp_path)
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    assert ' label="er medlem af" start="2025-01-01" end="2027-02-01">' in text


@pytest.mark.parametrize("write", [gephi.graphml, gephi.gexf])
def test_exporting_network_escapes_whatever_stands_in_a_text(write: Callable[..., str], tmp_path: Path) -> None:
    odd = 'a\x00\x0b<b>&"\'\n\t]]>\ufffe\udc80 😀'
    node = Node("https://e.org/a?b&c", odd, "PLAN", "", "", "", "", ())
    edge = Edge("c", node.id, node.id, odd, odd, "part_of", "l", "stated", 0.5, {"role": odd}, "", odd, odd, "", "", "")
    path = tmp_path / "odd.xml"
    path.write_text("".join(write([node], [edge])), encoding="utf-8")
    graph = nx.read_graphml(path) if write is gephi.graphml else nx.read_gexf(path)
    kept = 'a<b>&"\'\n\t]]> 😀'
    ((found, _, data),) = graph.edges(data=True)
    assert graph.nodes[found]["iri"] == node.id and graph.nodes[found]["label"] == kept and data["quote"] == data["role"] == kept


def test_exporting_network_gives_each_iri_an_identifier_of_its_own() -> None:
    base = "https://e.org/id/"
    iris = ["urn:x", base + "urn:x", base, base + "a/b", base + "a_b", base + "a:b", base + "a_2f_b", "a/b:", base + "a-b"]
    assert len({gephi.token(iri, base) for iri in iris}) == len(iris)


def test_exporting_network_reads_many_facts_in_batches(
    handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(network.edges(handle))
    sizes: list[int] = []
    facts = network.answers.facts
    monkeypatch.setattr(network, "batches", lambda items, size=3: _batches(items, 3))
    monkeypatch.setattr(network.answers, "facts", lambda h, claims: sizes.append(len(claims)) or facts(h, claims))
    assert list(network.edges(handle)) == whole
    assert len(sizes) > 5 and max(sizes) == 3


_batches = network.batches


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet(handle: Handle, name: str, folder: Path, **options: object) -> list[dict[str, str]]:
    exporting.export(handle, folder / "sheets", "csv", **options)  # type: ignore[arg-type]
    return rows_of((folder / "sheets" / name).read_bytes().decode("utf-8"))


def test_exporting_csv_has_a_row_for_each_positive_fact(handle: Handle, tmp_path: Path) -> None:
    rows = sheet(handle, "edges.csv", tmp_path)
    positive = [fact for fact in sample.facts() if fact.polarity == "positive"]
    assert {row["id"] for row in rows} >= {fact.claim for fact in positive} and len(rows) == len(positive) + 1
    (row,) = [row for row in rows if row["predicate"] == "funded_with" and row["status"] == "proposed"]
    assert (row["source_label"], row["target_label"], row["year"]) == ("Projekt Lys Vej", "1.000.000 kr.", "2027")
    assert (row["said_by"], row["label"]) == ("Foreningen Åben Dør", "finansieres med")
    assert row["quote"] == "Foreningen foreslår 1 mio. kr. mere." and row["citation"] == "referat-nord, s. 1"
    assert (row["document"], row["date"], row["page"]) == ("referat-nord", "2026-02-10", "1")


def test_exporting_csv_names_outcomes_and_funders(handle: Handle, tmp_path: Path) -> None:
    rows = sheet(handle, "edges.csv", tmp_path)
    assert {row["target"]: row["target_label"] for row in rows if row["predicate"] == "decision"} == {
        "approved": "godkendt", "noted": "taget til efterretning"
    }
    assert {row["funder"] for row in rows} == {"", "Aalborg Kommune"}


def test_exporting_csv_defuses_formulas(handle: Handle, tmp_path: Path) -> None:
    rows = sheet(handle, "edges.csv", tmp_path)
    assert "'=Åben Dør og Aalborg Kommune har indgået aftale" in {row["quote"] for row in rows}
    assert "'=Åben Dør" in {row["aliases"] for row in sheet(handle, "nodes.csv", tmp_path)}


def test_exporting_csv_leaves_out_private_persons(handle: Handle, tmp_path: Path) -> None:
    assert HIDDEN.id not in {row["id"] for row in sheet(handle, "nodes.csv", tmp_path)}
    assert HIDDEN.id not in {row["source"] for row in sheet(handle, "edges.csv", tmp_path)}
    assert HIDDEN.id in {row["source"] for row in sheet(handle, "edges.csv", tmp_path, persons="all")}


def test_exporting_csv_goes_into_a_zip_of_the_same_bytes(handle: Handle, tmp_path: Path) -> None:
    sheet(handle, "nodes.csv", tmp_path)
    exporting.export(handle, tmp_path / "a.zip")
    exporting.export(handle, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == list(exporting.SHEETS)
        for name in exporting.SHEETS:
            assert archive.read(name) == (tmp_path / "sheets" / name).read_bytes()


def test_exporting_csv_quotes_line_ends() -> None:
    node = Node("https://e.org/a", "en\r\nto\rtre", "PLAN", "", "", "", "", ())
    assert rows_of("".join(sheets.node_rows([node])))[0]["label"] == "en\nto\ntre"


def test_exporting_rdf_holds_private_persons_as_the_graph_does(handle: Handle) -> None:
    assert "Ellen Overgaard Holt" in written(handle, "ttl")


def test_exporting_leaves_the_old_file_where_it_fails(handle: Handle, tmp_path: Path) -> None:
    (tmp_path / "g.jsonld").write_text("old", encoding="utf-8")
    bad = replace_lines(handle, tmp_path)
    with pytest.raises(QueryError):
        exporting.export(bad, tmp_path / "g.jsonld")
    assert (tmp_path / "g.jsonld").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["g.jsonld"]


def replace_lines(handle: Handle, folder: Path) -> Handle:
    (folder / "other").mkdir()
    (folder / "other" / "graph.nq").write_text("nonsense\n", encoding="utf-8")
    return Handle(folder / "other", handle.store, handle.base)


def test_exporting_refuses_to_write_over_the_build(handle: Handle) -> None:
    with pytest.raises(QueryError, match="belongs to the build"):
        exporting.export(handle, handle.directory / "run.json", "nq")
    with pytest.raises(QueryError, match="belongs to the build"):
        exporting.export(handle, handle.directory / "store", "csv")


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [("g.xyz", "", "does not tell its format"), ("g.csv", "", "CSV is two files"), ("no/such/g.nq", "", "There is no folder"),
     (".", "nq", "is a folder"), ("g.nq", "rdf", "Unknown format 'rdf'")],
)  # fmt: skip
def test_exporting_says_what_is_wrong_with_a_target(
    handle: Handle, tmp_path: Path, name: str, form: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        exporting.export(handle, tmp_path / name, form)


def test_exporting_command_writes_to_standard_output(export: Callable[..., Result], handle: Handle) -> None:
    assert export().stdout == written(handle, "nq")
    assert export("-", "--format", "gexf").stdout == written(handle, "gexf")


def test_exporting_command_writes_a_file(export: Callable[..., Result], tmp_path: Path, handle: Handle) -> None:
    done = export(str(tmp_path / "g.trig"))
    assert (done.exit_code, done.stdout) == (0, "") and "Written: " in done.stderr
    assert (tmp_path / "g.trig").read_text(encoding="utf-8") == written(handle, "trig")


def test_exporting_command_refuses_two_files_on_standard_output(export: Callable[..., Result]) -> None:
    done = export("--format", "csv")
    assert done.exit_code == 2 and "csv is two files" in done.stderr


def test_exporting_command_says_which_format_it_cannot_guess(export: Callable[..., Result]) -> None:
    done = export("graph.docx")
    assert done.exit_code == 1 and "does not tell its format by its ending" in done.stderr


def test_exporting_keeps_a_default_graph_apart(tmp_path: Path) -> None:
    a = NamedNode("http://example.org/a")
    lines = list(nquads([Quad(a, a, Literal("x")), Quad(a, a, Literal("y"), a)]))
    for form, kind in (("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)):
        writer = exporting.turtle.trig if form == "trig" else jsonld.jsonld
        text = "".join(writer(lines, base=sample.BASE))
        assert "".join(nquads(parse(input=text.encode(), format=kind))) == "".join(lines)


def test_exporting_sample_has_what_is_left_out(handle: Handle) -> None:
    assert any(node.id == HIDDEN.id for node in network.nodes(handle, persons="all"))


def test_exporting_gexf_ends_with_the_last_day_that_is_in() -> None:
    region = Node("https://example.org/region/a", "A", "REGION", "region:1085", "", "", "", (), "2007-01-01", "2027-01-01")
    text = "".join(gephi.gexf((region,), ()))
    assert 'start="2007-01-01" end="2026-12-31"' in text
