"""Imports: a folder to ask of, from files that may be anybody's."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import answers_sample as sample
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from extractors.errors import BuildError, PolicyKGError, QueryError
from kg import answers, names, paths, staging
from kg.answers import open_output
from kg.cli import main
from kg.exchange import foreign
from kg.exchange.exporting import export
from kg.exchange.foreign import DEEPEST, Foreign
from kg.exchange.importing import import_files
from kg.exchange.jsonld import CONTEXT_IRI
from kg.shapes import validate

A = "<http://example.org/a>"
LINE = f"{A} {A} {A} <http://example.org/g> .\n"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("importing") / "output")


def exported(build: Path, folder: Path, form: str) -> Path:
    with open_output(build) as handle:
        return export(handle, folder / f"graph.{form}")[0]


def imported(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_files([path], folder / "theirs").output


@pytest.mark.parametrize("form", ["nq", "trig", "ttl", "jsonld"])
def test_importing_makes_a_folder_that_answers(build: Path, tmp_path: Path, form: str) -> None:
    result = import_files([exported(build, tmp_path, form)], tmp_path / "theirs")
    assert result.base == sample.BASE
    with open_output(build) as ours, open_output(result.output) as theirs:
        assert theirs.base == sample.BASE
        assert list(answers.facts(theirs)) == list(answers.facts(ours))
        assert list(answers.entities(theirs)) == list(answers.entities(ours))
        assert names.find(theirs, "Lys Vej").iri == sample.CARE
        assert paths.path(theirs, sample.NGO, sample.NORTH) == paths.path(ours, sample.NGO, sample.NORTH)


def test_importing_writes_the_canonical_dump_and_a_manifest(build: Path, tmp_path: Path) -> None:
    path = exported(build, tmp_path, "trig")
    result = import_files([path], tmp_path / "theirs")
    assert (result.output / "graph.nq").read_bytes() == exported(build, tmp_path, "nq").read_bytes()
    assert {one.name for one in result.output.iterdir()} == {"graph.nq", "store", "run.json", "manifest.json"}
    assert staging.is_build(result.output)
    assert json.loads((result.output / "run.json").read_text(encoding="utf-8"))["imported"] == [str(path)]


def test_importing_writes_the_same_bytes_again(build: Path, tmp_path: Path) -> None:
    path = exported(build, tmp_path, "jsonld")
    first, second = (import_files([path], tmp_path / name).output for name in ("one", "two"))
    for name in ("graph.nq", "manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_importing_takes_several_files_as_one_graph(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(LINE, encoding="utf-8")
    (tmp_path / "b.trig").write_text(f"<http://example.org/g> {{ {A} {A} {A}, 'b' }}", encoding="utf-8")
    assert import_files([tmp_path / "a.nq", tmp_path / "b.trig"], tmp_path / "theirs").quads == 2


def test_importing_places_triples_without_a_graph(build: Path, tmp_path: Path) -> None:
    result = import_files([exported(build, tmp_path, "ttl")], tmp_path / "theirs")
    with open_output(result.output) as handle:
        assert sorted(str(name) for name in handle.store.named_graphs()) == [
            f"<{sample.BASE}graph/{name}>" for name in ("entities", "imported")
        ]
    assert any("name no graph" in note for note in result.notes)


def test_importing_writes_canonical_forms(tmp_path: Path) -> None:
    number = '"007"^^<http://www.w3.org/2001/XMLSchema#integer>'
    output = imported(tmp_path, "g.nq", LINE.replace(f"{A} <http://example.org/g>", f"{number} <http://example.org/g>"))
    assert '"7"^^' in (output / "graph.nq").read_text(encoding="utf-8")


def test_importing_reads_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert (imported(tmp_path, "g.nq", "\ufeff" + LINE) / "graph.nq").read_text(encoding="utf-8") == LINE


def test_importing_knows_its_own_context_by_name(build: Path, tmp_path: Path) -> None:
    text = json.dumps({"@context": [CONTEXT_IRI, {"@base": sample.BASE}], "id": "graph/x",
                       "@graph": [{"id": "plan/a", "type": "Plan", "label": "A", "status": "decided"}]})  # fmt: skip
    output = imported(tmp_path, "g.jsonld", text)
    lines = (output / "graph.nq").read_text(encoding="utf-8").splitlines()
    plan, graph = f"<{sample.BASE}plan/a>", f"<{sample.BASE}graph/x>"
    pkg = "https://w3id.org/policykg/ontology#"
    assert f'{plan} <http://www.w3.org/2000/01/rdf-schema#label> "A"@da {graph} .' in lines
    assert f"{plan} <{pkg}status> <{pkg}decided> {graph} ." in lines


def test_importing_reads_jsonld_in_any_order(tmp_path: Path) -> None:
    text = json.dumps({"@graph": [{"label": "A", "type": "Plan", "id": "plan/a"}], "id": "graph/x",
                       "@context": [CONTEXT_IRI, {"@base": sample.BASE}]})  # fmt: skip
    lines = (imported(tmp_path, "g.jsonld", text) / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and all(line.endswith(f" <{sample.BASE}graph/x> .") for line in lines)


@pytest.mark.parametrize("order", list(permutations(["@context", "@id", "@graph"])), ids=" ".join)
def test_importing_reads_jsonld_with_the_name_of_its_graph_anywhere(tmp_path: Path, order: tuple[str, ...]) -> None:
    whole = {"@context": {"@base": "http://example.org/"}, "@id": "g",
             "@graph": [{"@id": "a", "http://example.org/p": [{"@id": "b"}, {"@id": "c"}]}]}  # fmt: skip
    output = imported(tmp_path, "g.jsonld", json.dumps({name: whole[name] for name in order}))
    assert (output / "graph.nq").read_text(encoding="utf-8").splitlines() == [
        f"<http://example.org/a> <http://example.org/p> <http://example.org/{name}> <http://example.org/g> ." for name in "bc"
    ]


def test_importing_reads_our_jsonld_as_it_goes_by(build: Path, tmp_path: Path) -> None:
    path = exported(build, tmp_path, "jsonld")
    with open_output(build) as handle:
        assert set(parse(path=str(path), format=RdfFormat.STREAMING_JSON_LD)) == set(handle.store)


BAD: dict[str, tuple[str, str | bytes, str]] = {
    "nq": ("g.nq", LINE + "nonsense\n", r"g\.nq, line 2: .*Correct it there, or export the graph again"),
    "trig": ("g.trig", f"{A} {{ {A} a b:c }}", r"g\.trig, line 1: .*prefix b: has not been declared"),
    "ttl": ("g.ttl", f"{A} {A}\n 'x", r"g\.ttl, line 2"),
    "jsonld": ("g.jsonld", '{"@id": "http://a.b/c",\n "http://a.b/d": [1,}', r"g\.jsonld, line 2"),
    "no text": ("g.nq", b'<http://a.b/c> <http://a.b/c> "\xff" .\n', r"g\.nq, line 1: .*Invalid UTF-8"),
    "blank node": ("g.nq", f"_:a {A} {A} <http://example.org/g> .\n", r"has a blank node: _:a .*Give it an IRI"),
    "blank graph": ("g.nq", f"{A} {A} {A} _:g .\n", "has a blank node"),
    "anonymous": ("g.ttl", f"{A} {A} [] .", "has a blank node"),
    "remote context": ("g.jsonld", '{"@context": "https://example.org/c.jsonld", "@id": "http://a.b/c"}',
                       "names a context on the network, and nothing is fetched"),
    "hidden remote context": ("g.jsonld", '{"\\u0040context": "https://example.org/c.jsonld", "@id": "http://a.b/c"}',
                              "names a context on the network"),
    "empty": ("g.ttl", "", "no statement stands there"),
    "unknown kind": ("g.rdf", LINE, r"Known endings: \.nq"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BAD))
def test_importing_says_what_is_wrong_with_a_file(tmp_path: Path, case: str) -> None:
    name, text, message = BAD[case]
    with pytest.raises(QueryError, match=f"(?s){message}"):
        imported(tmp_path, name, text)
    assert not (tmp_path / "theirs").exists()


def test_importing_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="There is no file"):
        import_files([tmp_path / "none.nq"], tmp_path / "theirs")


@pytest.mark.parametrize("size", [1 << 17, 1 << 20])
def test_importing_bounds_the_length_of_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(foreign, "LONGEST", size)
    with pytest.raises(QueryError, match="has a line of more than"):
        imported(tmp_path, "g.nq", LINE * 50 + f'{A} {A} "{"x" * size}" {A} .\n')
    assert imported(tmp_path, "h.nq", LINE * 50 + f'{A} {A} "{"x" * (size - 200)}" {A} .\n').is_dir()


NESTED = {
    "objects": '{"http://e.org/p":',
    "contexts": '{"@context":',
    "lists": '{"http://e.org/p":[',
}


@pytest.mark.parametrize("case", sorted(NESTED))
def test_importing_bounds_the_nesting_of_json(tmp_path: Path, case: str) -> None:
    opened = NESTED[case]
    closed = "]}" if opened.endswith("[") else "}"
    with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
        imported(tmp_path, "g.jsonld", opened * 60_000 + "1" + closed * 60_000)


@given(st.recursive(st.text(alphabet='"\\[{]}a', max_size=8) | st.integers(), lambda one: st.lists(one) | st.dictionaries(
    st.text(alphabet='"\\[{a', max_size=3), one), max_leaves=20), st.integers(1, 9))  # fmt: skip
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_importing_counts_no_bracket_of_a_text(monkeypatch: pytest.MonkeyPatch, value: object, piece: int) -> None:
    monkeypatch.setattr(foreign, "PIECE", piece)
    monkeypatch.setattr(foreign, "DEEPEST", depth(value))
    text = json.dumps(value).encode()
    file = Foreign(io.BytesIO(text), Path("a.jsonld"), bytes, json=True)
    assert b"".join(iter(file.read, b"")) == text and file.depth == 0 and not file.within
    if depth(value):
        monkeypatch.setattr(foreign, "DEEPEST", depth(value) - 1)
        with pytest.raises(QueryError, match="deep"):
            list(iter(Foreign(io.BytesIO(text), Path("a.jsonld"), bytes, json=True).read, b""))


def depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def test_importing_refuses_somebody_elses_folder(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "dear.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="no build of ours"):
        imported(tmp_path, "g.nq", LINE)
    assert [one.name for one in (tmp_path / "theirs").iterdir()] == ["dear.txt"]


def test_importing_keeps_what_stood_there_where_it_fails(tmp_path: Path) -> None:
    before = (imported(tmp_path, "g.nq", LINE) / "graph.nq").read_bytes()
    with pytest.raises(PolicyKGError):
        imported(tmp_path, "h.nq", "nonsense\n")
    assert (tmp_path / "theirs" / "graph.nq").read_bytes() == before


def test_importing_takes_no_base_that_is_none(tmp_path: Path) -> None:
    space = '<http://rdfs.org/ns/void#uriSpace> "javascript:alert(1)//"'
    (tmp_path / "g.nq").write_text(f"{A} {space} <http://example.org/g> .\n", encoding="utf-8")
    assert import_files([tmp_path / "g.nq"], tmp_path / "theirs").base == "https://w3id.org/policykg/id/"


def test_importing_takes_the_texts_beside_a_file_along(tmp_path: Path) -> None:
    build = sample.sample_build(tmp_path / "output")
    exported(build, tmp_path, "nq").rename(build / "graph.nq")
    (build / "texts").mkdir()
    for name in ("00000000000000aa", "somebody-elses"):
        (build / "texts" / f"{name}.txt").write_text("tekst", encoding="utf-8")
    (build / "texts" / "00000000000000bb.txt").symlink_to(build / "run.json")
    output = import_files([build / "graph.nq"], tmp_path / "theirs").output
    assert [one.name for one in (output / "texts").iterdir()] == ["00000000000000aa.txt"]


def test_importing_is_validated_without_texts(build: Path, tmp_path: Path) -> None:
    output = import_files([exported(build, tmp_path, "nq")], tmp_path / "theirs").output
    assert [(one.severity, one.file) for one in validate(output) if one.file != "graph.nq"] == [("info", "texts")]


@pytest.fixture
def kg() -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def test_importing_command_tells_what_it_made(build: Path, tmp_path: Path, kg: Callable[..., Result]) -> None:
    path = exported(build, tmp_path, "nq")
    done = kg("import", str(path), "--output", str(tmp_path / "theirs"))
    count = sum(1 for _ in parse(path=str(path), format=RdfFormat.N_QUADS))
    assert (done.exit_code, done.stdout) == (0, f"{count} statements, {tmp_path / 'theirs'}\n")
    assert "Note: An import holds the graph" in done.stderr
    for command in (("query", "money"), ("show", "Lys Vej"), ("path", "Klinik Ny", "Klinik Gammel"), ("stats",), ("export",)):
        assert kg(*command, "--output", str(tmp_path / "theirs")).exit_code == 0


def test_importing_command_fails_with_the_next_step(tmp_path: Path, kg: Callable[..., Result]) -> None:
    (tmp_path / "g.nq").write_text("nonsense\n", encoding="utf-8")
    done = kg("import", str(tmp_path / "g.nq"), "--output", str(tmp_path / "theirs"))
    assert done.exit_code == 1 and done.stderr.startswith("Error: ") and "line 1" in done.stderr


def test_importing_command_asks_where_to(kg: Callable[..., Result]) -> None:
    assert kg("import", "graph.nq").exit_code == 2


def test_importing_leaves_no_stores_open(tmp_path: Path) -> None:
    output = imported(tmp_path, "g.nq", LINE)
    assert len(Store(str(output / "store"))) == 1
