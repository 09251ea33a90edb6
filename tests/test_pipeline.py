"""The pipeline: from files to a finished build, with stand-ins for the other rooms."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import builds
import pytest
import samples

from extractors.errors import BuildError, ConfigurationError
from extractors.records import Configuration, Document, Reading
from kg.pipeline import EXAMPLES, build
from kg.shapes import validate

FILES = {
    "graph.nq", "graph.ttl", "store", "entities.jsonl", "relations.jsonl", "texts", "graph.html", "report.html",
    "ledger.json", "run.json", "manifest.json", "readings",
}  # fmt: skip


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    return builds.write_samples(tmp_path / "in")


def bytes_of(output: Path) -> dict[str, bytes]:
    """The files of a build that must be the same at every build."""
    return {
        name: path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not (name := path.relative_to(output).as_posix()).startswith(("store/", "run.json"))
    }


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ledger(output: Path) -> dict[str, Any]:
    return json.loads((output / "ledger.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_pipeline_writes_every_file(inputs: Path, tmp_path: Path) -> None:
    result = build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    assert {path.name for path in result.output.iterdir()} == FILES
    assert result.page.is_file()
    assert (result.documents, result.unread) == (3, ())
    assert result.facts_by_predicate["participates_in"] == 2


def test_pipeline_builds_the_same_bytes_again(inputs: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build([str(inputs)], tmp_path / name, steps=builds.STEPS)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_pipeline_does_not_depend_on_the_order_of_files(inputs: Path, tmp_path: Path) -> None:
    paths = [str(path) for path in inputs.iterdir()]
    build(paths, tmp_path / "one", steps=builds.STEPS)
    build(paths[::-1], tmp_path / "two", steps=builds.STEPS)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_pipeline_reads_in_several_processes_to_the_same_bytes(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "one", steps=builds.STEPS)
    build([str(inputs)], tmp_path / "two", steps=builds.STEPS, jobs=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_pipeline_names_a_document_that_kills_its_process(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bombe.txt").write_text("KILL", encoding="utf-8")
    result = build([str(inputs)], tmp_path / "out", steps=builds.STEPS, jobs=2)
    assert result.documents == 3
    assert [(error.source, error.code) for error in result.unread] == [("bombe.txt", "killed")]


def test_pipeline_builds_the_others_when_a_file_cannot_be_read(inputs: Path, tmp_path: Path) -> None:
    (inputs / "itu.txt").write_text("BROKEN", encoding="utf-8")
    result = build([str(inputs), "mangler.pdf"], tmp_path / "out", steps=builds.STEPS)
    assert result.documents == 3
    assert [(error.source, error.code) for error in result.unread] == [
        ("itu.txt", "unreadable"), ("mangler.pdf", "missing"),
    ]
    row = next(row for row in ledger(tmp_path / "out")["inputs"] if row["path"] == "itu.txt")
    assert row == {
        "path": "itu.txt", "read": False, "code": "unreadable", "reason": "The file is broken.",
        "remedy": "Fetch it again.",
    }


def test_pipeline_builds_the_others_when_an_extraction_fails(inputs: Path, tmp_path: Path) -> None:
    (inputs / "fejl.txt").write_text("CRASH", encoding="utf-8")
    (error,) = build([str(inputs)], tmp_path / "out", steps=builds.STEPS).unread
    assert (error.source, error.code) == ("fejl.txt", "extraction_failed")
    assert error.reason == "Extraction failed: ZeroDivisionError: a mistake in a rule."


def test_pipeline_names_a_document_whose_claims_name_nothing(inputs: Path, tmp_path: Path) -> None:
    def careless(document: Document, configuration: Configuration) -> Reading:
        reading = builds.read_document(document, configuration)
        return replace(reading, entities=reading.entities[1:]) if reading.kind == "note" else reading

    result = build([str(inputs)], tmp_path / "out", steps=replace(builds.STEPS, read_document=careless))
    assert "no entity of the document has the key" in result.unread[0].reason
    assert result.documents == 2


def test_pipeline_reads_equal_files_once(inputs: Path, tmp_path: Path) -> None:
    (inputs / "referat (2).txt").write_bytes((inputs / "referat.txt").read_bytes())
    assert build([str(inputs)], tmp_path / "out", steps=builds.STEPS).documents == 3
    rows = {row["path"]: row for row in ledger(tmp_path / "out")["inputs"]}
    assert rows["referat.txt"]["same_as"] == "referat (2).txt"
    assert rows["referat (2).txt"]["also_at"] == ["referat.txt"]


def test_pipeline_keeps_the_last_build_when_nothing_can_be_read(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    before = bytes_of(tmp_path / "out")
    (tmp_path / "itu.txt").write_text("BROKEN", encoding="utf-8")
    with pytest.raises(BuildError, match=r"None of the 1 files could be read:\n  itu\.txt: The file is broken"):
        build([str(tmp_path / "itu.txt")], tmp_path / "out", steps=builds.STEPS)
    assert bytes_of(tmp_path / "out") == before


def test_pipeline_says_where_there_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(BuildError, match="There is no document to read in"):
        build([str(tmp_path / "in")], tmp_path / "out", steps=builds.STEPS)
    assert not (tmp_path / "out").exists()


def test_pipeline_reads_no_file_of_an_earlier_build(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], inputs / "output", steps=builds.STEPS)
    result = build([str(inputs)], inputs / "output", steps=builds.STEPS)
    assert result.documents == 3
    assert result.notes[0].startswith("3 files that a build wrote stand among the inputs and were not read")


def test_pipeline_builds_the_examples_without_inputs(tmp_path: Path) -> None:
    result = build(output=tmp_path / "out", steps=builds.STEPS)
    assert result.documents + len(result.unread) == len(list(EXAMPLES.glob("*.txt")))
    assert all(row["path"].startswith("examples/") for row in ledger(tmp_path / "out")["inputs"])


def test_pipeline_leaves_private_persons_out_of_exports(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    for name in ("entities.jsonl", "relations.jsonl"):
        assert "solveig" not in (tmp_path / "out" / name).read_text(encoding="utf-8").casefold().replace(
            "solveig aagren fortalte om sit forløb", "")


def test_pipeline_keeps_private_persons_when_asked_to(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", Configuration(persons="all"), steps=builds.STEPS)
    assert any(row["name"] == "Solveig Aagren" for row in lines(tmp_path / "out" / "entities.jsonl"))


def test_pipeline_exports_no_denials(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    subjects = {(row["subject"], row["predicate"]) for row in lines(tmp_path / "out" / "relations.jsonl")}
    assert (samples.BASE + "region/region-nordjylland", "participates_in") not in subjects


def test_pipeline_exports_one_line_for_a_fact_and_document(inputs: Path, tmp_path: Path) -> None:
    def twice(document: Document, configuration: Configuration) -> Reading:
        reading = builds.read_document(document, configuration)
        surer = [replace(c, evidence=replace(c.evidence, end=c.evidence.end - 1), score=0.99) for c in reading.claims]
        bare = [replace(c, qualifiers=(), score=1.0) for c in reading.claims]
        return replace(reading, claims=(*reading.claims, *surer, *bare))

    build([str(inputs)], tmp_path / "one", steps=builds.STEPS)
    build([str(inputs)], tmp_path / "two", steps=replace(builds.STEPS, read_document=twice))
    before, after = lines(tmp_path / "one" / "relations.jsonl"), lines(tmp_path / "two" / "relations.jsonl")
    assert len(after) == len(before)
    assert {row["confidence"] for row in after if row["qualifiers"]} == {0.99}


def test_pipeline_writes_values_as_their_types(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    values = {row["type"]: row["value"] for row in lines(tmp_path / "out" / "entities.jsonl")}
    assert (values["AMOUNT"], values["AGENDA_ITEM"], values["MEETING"]) == (2500000, "2", "2026-03-12")
    assert values["PARTY"] is None


def test_pipeline_mentions_stand_in_the_texts(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    ids = {row["doc"]: row["id"] for row in ledger(tmp_path / "out")["inputs"]}
    for row in lines(tmp_path / "out" / "entities.jsonl"):
        text = (tmp_path / "out" / "texts" / f"{ids[row['doc']]}.txt").read_bytes().decode()
        assert all(text[m["start"] : m["end"]] == m["text"] for m in row["mentions"])


def test_pipeline_ledger_lists_missing_attachments(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    (missing,) = ledger(tmp_path / "out")["missing_attachments"]
    assert (missing["doc"], missing["text"]) == ("referat", "Bilag 1: Budget for Projekt Fast Havn")
    assert missing["line"] == 6


def test_pipeline_manifest_names_every_other_file(inputs: Path, tmp_path: Path) -> None:
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {n for n in bytes_of(tmp_path / "out") if not n.startswith(("manifest", "readings/"))}
    assert validate(tmp_path / "out") == ()


@pytest.mark.parametrize("base", ["", "id/", "https://example.org/id", "https://example.org/a b/", "https://x.org/#/"])
def test_pipeline_refuses_a_base_that_is_no_iri(inputs: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(ConfigurationError, match="is no IRI that ends in /"):
        build([str(inputs)], tmp_path / "out", Configuration(base=base), steps=builds.STEPS)


def test_pipeline_writes_under_another_base(inputs: Path, tmp_path: Path) -> None:
    base = "https://example.org/id/"
    build([str(inputs)], tmp_path / "out", Configuration(base=base), steps=builds.STEPS)
    assert samples.BASE not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert validate(tmp_path / "out") == ()


def test_pipeline_missing_model_is_told_once_before_anything_is_read(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(ConfigurationError, match="spacy download da_none"):
        build([], tmp_path / "out", Configuration(model="da_none"), progress=lambda step, done, total, name: told.append(step))
    assert told == [] and not (tmp_path / "out").exists()


def test_pipeline_refuses_an_unknown_setting_for_persons(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"persons='none'\. Known: public, all"):
        build([str(inputs)], tmp_path / "out", Configuration(persons="none"), steps=builds.STEPS)


def test_pipeline_names_a_text_that_cannot_be_written(inputs: Path, tmp_path: Path) -> None:
    def broken(document: Document, configuration: Configuration) -> Reading:
        return builds.read_document(replace(document, text=document.text + "\ud800"), configuration)

    (inputs / "referat.txt").unlink()
    (inputs / "presse.txt").unlink()
    with pytest.raises(BuildError, match="Extraction failed: UnicodeEncodeError"):
        build([str(inputs)], tmp_path / "out", steps=replace(builds.STEPS, read_document=broken))


def test_pipeline_tells_how_far_it_is(inputs: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int, str]] = []
    build([str(inputs)], tmp_path / "out", steps=builds.STEPS, progress=lambda *step: told.append(step))
    assert [step[:3] for step in told[:3]] == [("read", 1, 3), ("read", 2, 3), ("read", 3, 3)]
    assert told[-1] == ("write", 5, 5, "report.html")
