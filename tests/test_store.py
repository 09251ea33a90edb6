"""The store: canonical dumps, round trips, and what validation finds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import builds
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from extractors.errors import QueryError
from kg import oxigraph
from kg.iris import OA, XSD
from kg.oxigraph import load_nquads, nquads, open_store, write_store
from kg.pipeline import build
from kg.rdf import decimal
from kg.shapes import check_shapes, validate
from ontology.terms import pkg

IRIS = st.sampled_from([NamedNode("http://example.org/" + name) for name in ("a", "b", "æ", "a#char=1,2;quote", "Z")])
LITERALS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])).map(Literal),
    st.text(alphabet=st.characters(exclude_categories=["Cs"])).map(lambda text: Literal(text, language="da")),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9).map(
        lambda number: decimal(str(number))
    ),
    st.dates().map(lambda day: Literal(str(day), datatype=NamedNode(XSD + "date"))),
)
QUADS = st.lists(st.builds(Quad, IRIS, IRIS, st.one_of(IRIS, LITERALS), IRIS), max_size=12)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    build([str(builds.write_samples(folder / "in"))], folder / "out", steps=builds.STEPS)
    return folder / "out"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A build of its own, to be spoilt."""
    build([str(builds.write_samples(tmp_path / "in"))], tmp_path / "out", steps=builds.STEPS)
    return tmp_path / "out"


@given(QUADS)
@settings(max_examples=60, deadline=None)
def test_store_round_trips_canonical_nquads(quads: list[Quad]) -> None:
    text = "".join(nquads(quads))
    store = Store()
    store.bulk_load(text.encode(), format=RdfFormat.N_QUADS)
    assert "".join(nquads(store)) == text
    assert "".join(nquads(reversed(quads))) == text


def test_store_on_disk_holds_the_graph(whole: Path) -> None:
    dumped = "".join(nquads(open_store(whole / "store")))
    assert dumped.encode() == (whole / "graph.nq").read_bytes()


def test_store_sorts_blocks_by_graph_and_lines_within(whole: Path) -> None:
    lines = (whole / "graph.nq").read_bytes().decode().split("\n")
    assert lines.pop() == ""
    graphs = [line.removesuffix(" .").rpartition(" ")[2].strip("<>") for line in lines]
    assert graphs == sorted(graphs)
    assert list(zip(graphs, lines, strict=True)) == sorted(set(zip(graphs, lines, strict=True)))


def test_store_opens_twice_at_once(whole: Path) -> None:
    first, second = open_store(whole / "store"), open_store(whole / "store")
    assert len(first) == len(second) > 0


def test_store_refuses_to_open_what_is_none(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="holds no Oxigraph store"):
        open_store(tmp_path)


def test_store_counts_what_it_wrote(tmp_path: Path) -> None:
    a = NamedNode("http://example.org/a")
    assert write_store(tmp_path / "store", [Quad(a, a, a, a), Quad(a, a, a, a)]) == 1


def test_store_turtle_holds_the_merged_graph(whole: Path) -> None:
    merged = {quad.triple for quad in load_nquads(whole / "graph.nq")}
    assert {quad.triple for quad in parse(path=str(whole / "graph.ttl"), format=RdfFormat.TURTLE)} == merged


def test_store_turtle_is_left_out_above_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxigraph, "TURTLE_LIMIT", 10)
    done = build([str(builds.write_samples(tmp_path / "in"))], tmp_path / "out", steps=builds.STEPS)
    assert not (tmp_path / "out" / "graph.ttl").exists()
    assert done.notes[0].startswith("graph.ttl was left out:")


def test_store_names_the_line_of_a_broken_graph(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<http://example.org/a> nonsense .\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"is no N-Quads: .*line 1"):
        load_nquads(tmp_path / "graph.nq")


def test_store_validation_of_a_whole_build_finds_nothing(whole: Path) -> None:
    assert validate(whole) == ()


def test_store_validation_needs_a_build(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"holds no finished build\. Build one with: kg build"):
        validate(tmp_path)


def test_store_validation_finds_a_missing_file(output: Path) -> None:
    (output / "report.html").unlink()
    assert [(v.file, v.message) for v in validate(output)] == [("report.html", "The file is missing.")]


def test_store_validation_finds_a_changed_text(output: Path) -> None:
    path = next((output / "texts").iterdir())
    path.write_bytes(b"Noget andet." + path.read_bytes())
    messages = [v.message for v in validate(output)]
    assert "The file has changed since the build wrote it." in messages
    assert any("does not stand at" in message for message in messages)


def test_store_validation_finds_a_store_that_holds_something_else(output: Path) -> None:
    a = NamedNode("http://example.org/a")
    store = Store(str(output / "store"))
    store.add(Quad(a, a, a, a))
    del store
    (violation,) = validate(output)
    assert (violation.file, "differ in 1 quads" in violation.message) == ("store", True)


def test_store_validation_finds_a_store_that_is_gone(output: Path) -> None:
    shutil.rmtree(output / "store")
    assert [(v.file, v.remedy) for v in validate(output)] == [("store", "Run kg build again.")]


def edit(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    change(rows[0])
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_store_validation_finds_a_fact_that_the_graph_lacks(output: Path) -> None:
    edit(output / "relations.jsonl", lambda row: row.update(predicate="proposes"))
    assert any("does not state" in v.message and v.focus == "line 1" for v in validate(output))


def test_store_validation_finds_an_entity_that_the_graph_lacks(output: Path) -> None:
    edit(output / "entities.jsonl", lambda row: row.update(type="REFORM"))
    assert any("does not stand in the graph as REFORM" in v.message for v in validate(output))


def test_store_validation_finds_a_line_that_is_no_fact(output: Path) -> None:
    edit(output / "relations.jsonl", lambda row: row.pop("quote"))
    assert any(v.message == "The line is no fact." for v in validate(output))


def shapes_find(whole: Path, *added: tuple[str, str, NamedNode | Literal], without: str = "") -> list[str]:
    graph = NamedNode(samples.BASE + "graph/test")
    quads = [quad for quad in load_nquads(whole / "graph.nq") if not without or quad.predicate.value != without]
    quads += [Quad(NamedNode(s), NamedNode(p), o, graph) for s, p, o in added]
    return [violation.message for violation in check_shapes(quads)]


def test_store_shapes_find_the_wrong_kind_of_thing(whole: Path) -> None:
    place = samples.BASE + "place/moedelokale-4"
    party = NamedNode(samples.BASE + "party/socialdemokratiet")
    (message,) = shapes_find(whole, (place, pkg("partyMember"), party))
    assert message == "What stands before partyMember must be Person."


def test_store_shapes_find_a_claim_without_status(whole: Path) -> None:
    messages = shapes_find(whole, without=pkg("status"))
    assert messages and all("exactly one status" in message for message in messages)


def test_store_shapes_find_a_second_name(whole: Path) -> None:
    person = samples.BASE + "person/aksel-bruntoft"
    preferred = "http://www.w3.org/2004/02/skos/core#prefLabel"
    messages = shapes_find(whole, (person, preferred, Literal("Axel Bruntoft", language="da")))
    assert any("exactly one name in Danish" in message for message in messages)


def test_store_shapes_find_a_quote_that_is_too_long(whole: Path) -> None:
    quads = load_nquads(whole / "graph.nq")
    quote = next(str(q.subject)[1:-1] for q in quads if q.predicate.value == OA + "exact")
    messages = shapes_find(whole, (quote, OA + "exact", Literal("x" * 301)))
    assert any("at most 300 characters" in message for message in messages)


def test_store_shapes_say_what_to_do(whole: Path) -> None:
    quads = [q for q in load_nquads(whole / "graph.nq") if q.predicate.value != pkg("status")]
    assert {v.remedy for v in check_shapes(quads)} == {"Correct the rule that found it."}
