"""Incremental builds: what did not change is not read again, and the result is that of a full build."""

from __future__ import annotations

import io
import itertools
import json
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_pipeline import bytes_of

import extractors
import extractors.reading
from extractors.records import Configuration, Document, Reading
from kg import runs
from kg.pipeline import BuildResult, build

RULES = Configuration(model="none")
TEXTS = (
    "Referat af møde i Udsatterådet i Vejle Kommune den 4. marts 2026\n\nPunkt 1: Projekt Varm Stue\n"
    "Vejle Kommune har indgået en aftale med Kirkens Korshær om Projekt Varm Stue.\n",
    "Notat om Projekt Varm Stue\n\nBlå Kors Danmark deltager i Projekt Varm Stue. Der er afsat 2,5 mio. kr. i 2027.\n",
    "Pressemeddelelse\n\nRegion Syddanmark og Kolding Kommune samarbejder om Projekt Fremskudt Havn.\n",
    "Referat af møde i Ældrerådet i Aarhus Kommune den 9. juni 2026\n\nPunkt 2: Budget 2027\nTaget til efterretning.\n",
)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(TEXTS[:3]):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were really read, by name."""
    names: list[str] = []
    real = extractors.read_document

    def counted(document: Document, configuration: Configuration) -> Reading:
        names.append(document.source)
        return real(document, configuration)

    monkeypatch.setattr(extractors, "read_document", counted)
    return names


def made(inputs: Path, output: Path, **options: Any) -> BuildResult:
    return build([str(inputs)], output, options.pop("configuration", RULES), **options)


def same_as_full(inputs: Path, output: Path, tmp_path: Path) -> bool:
    full = tmp_path / f"full-{len(list(tmp_path.iterdir()))}"
    made(inputs, full)
    return bytes_of(output) == bytes_of(full)


def test_incremental_build_reads_only_the_new_document(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    (inputs / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    result = made(inputs, tmp_path / "out")
    assert (read, result.reused, result.changes.new) == (["3.txt"], 3, ("3.txt",))
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_drops_the_facts_of_a_removed_document(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    (inputs / "2.txt").unlink()
    result = made(inputs, tmp_path / "out")
    assert (read, result.changes.removed) == ([], ("2.txt",))
    assert "Fremskudt Havn" not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_leaves_no_stale_fact_of_a_replaced_document(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    old = runs.last_build(tmp_path / "out")
    read.clear()
    (inputs / "1.txt").write_text(TEXTS[3], encoding="utf-8")
    result = made(inputs, tmp_path / "out")
    assert old is not None and read == ["1.txt"]
    ((path, before, after),) = result.changes.replaced
    assert path == "1.txt" and before == old.paths()["1.txt"] != after
    assert "Blå Kors" not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "texts" / f"{before}.txt").exists()
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_reads_a_renamed_document_again(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    (inputs / "0.txt").rename(inputs / "referat.txt")
    made(inputs, tmp_path / "out")
    assert read == ["referat.txt"] and same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_reads_again_where_the_origin_changed(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    (inputs / "kilder.csv").write_text("file,URL\n0.txt,https://example.dk/0.txt\n", encoding="utf-8")
    made(inputs, tmp_path / "out")
    assert read == ["0.txt"] and same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_with_nothing_new_touches_nothing(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    first = made(inputs, tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    read.clear()
    again = made(inputs, tmp_path / "out")
    assert again.unchanged and read == []
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == times
    assert (again.documents, again.entities_by_type, again.facts_by_predicate) == (
        first.documents, first.entities_by_type, first.facts_by_predicate
    )


@pytest.mark.parametrize("name", ["graph.html", "graph.nq", "texts", "store"])
def test_incremental_build_mends_a_file_that_was_changed(inputs: Path, tmp_path: Path, name: str) -> None:
    made(inputs, tmp_path / "out")
    path = tmp_path / "out" / name
    if path.is_dir():
        sorted(path.iterdir())[0 if name == "texts" else -1].unlink()
        (path / "CURRENT").unlink(missing_ok=True)
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert not made(inputs, tmp_path / "out").unchanged
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_after_a_mere_touch_has_nothing_new(inputs: Path, tmp_path: Path) -> None:
    made(inputs, tmp_path / "out")
    (tmp_path / "out" / "graph.html").touch()
    (inputs / "0.txt").touch()
    assert made(inputs, tmp_path / "out").unchanged


def test_incremental_build_of_other_code_reads_all_again(
    inputs: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    monkeypatch.setattr(runs, "code_digest", lambda: "0" * 16)
    result = made(inputs, tmp_path / "out")
    assert (len(read), result.reused, result.unchanged) == (3, 0, False)


@pytest.mark.parametrize(("setting", "again"), [
    (Configuration(model="none", ocr=True), 3), (Configuration(), 3),
    (Configuration(model="none", base="https://example.org/id/"), 0), (Configuration(model="none", persons="all"), 0),
])  # fmt: skip
def test_incremental_build_reads_again_only_for_what_readers_see(
    inputs: Path, tmp_path: Path, read: list[str], setting: Configuration, again: int
) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    assert not made(inputs, tmp_path / "out", configuration=setting).unchanged
    assert len(read) == again


def test_incremental_build_reads_a_damaged_reading_again(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    first = min((tmp_path / "out" / "readings").iterdir())
    first.write_bytes(first.read_bytes()[:-3] + b"???")
    (inputs / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    made(inputs, tmp_path / "out")
    assert len(read) == 2 and same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_tries_again_what_could_not_be_read(inputs: Path, tmp_path: Path) -> None:
    (inputs / "tom.txt").write_bytes(b"")
    first = made(inputs, tmp_path / "out")
    again = made(inputs, tmp_path / "out")
    assert [error.code for error in first.unread] == ["empty"] and again.unchanged
    assert list(map(str, again.unread)) == list(map(str, first.unread))
    (inputs / "tom.txt").write_text(TEXTS[3], encoding="utf-8")
    assert made(inputs, tmp_path / "out").unread == ()
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_reads_everything_on_request(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    read.clear()
    result = made(inputs, tmp_path / "out", fresh=True)
    assert (len(read), result.reused) == (3, 0)


@pytest.mark.parametrize("name", ["run.json", "ledger.json"])
def test_incremental_build_survives_records_that_are_none(inputs: Path, tmp_path: Path, name: str) -> None:
    made(inputs, tmp_path / "out")
    (tmp_path / "out" / name).write_text('["no", "record"]', encoding="utf-8")
    assert made(inputs, tmp_path / "out").documents == 3
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def steps(seed: int) -> Iterator[Callable[[Path], None]]:
    """Yield changes to a folder, the same ones for the same seed."""
    dice = random.Random(seed)

    def put(folder: Path) -> None:
        (folder / f"{dice.randrange(6)}.txt").write_text(dice.choice(TEXTS), encoding="utf-8")

    def drop(folder: Path) -> None:
        names = sorted(folder.glob("*.txt"))
        if len(names) > 1:
            dice.choice(names).unlink()

    def swap(folder: Path) -> None:
        first, second = (dice.choice(sorted(folder.glob("*.txt"))) for _ in range(2))
        one, other = first.read_bytes(), second.read_bytes()
        first.write_bytes(other)
        second.write_bytes(one)

    yield from (dice.choice((put, drop, swap)) for _ in itertools.count())


@pytest.mark.parametrize("seed", range(3))
def test_incremental_builds_equal_full_ones_after_any_changes(inputs: Path, tmp_path: Path, seed: int) -> None:
    for step in itertools.islice(steps(seed), 4):
        step(inputs)
        made(inputs, tmp_path / "out", jobs=1)
        assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_run_record_names_what_changed(inputs: Path, tmp_path: Path) -> None:
    made(inputs, tmp_path / "out")
    (inputs / "1.txt").unlink()
    made(inputs, tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (record["reused"], record["changes"]) == (2, {"new": [], "replaced": [], "removed": ["1.txt"]})


def test_incremental_build_mends_a_store_that_lost_a_file(inputs: Path, tmp_path: Path) -> None:
    made(inputs, tmp_path / "out")
    max((tmp_path / "out" / "store").glob("*.sst")).unlink()
    assert not made(inputs, tmp_path / "out").unchanged


@pytest.mark.parametrize("name", ["run.json", "ledger.json", "manifest.json"])
def test_incremental_build_survives_records_that_are_nested_deeply(inputs: Path, tmp_path: Path, name: str) -> None:
    made(inputs, tmp_path / "first")
    (inputs / name).write_text("[" * 200_000, encoding="utf-8")
    assert made(inputs, tmp_path / "out").documents == 3
    (tmp_path / "out" / "run.json").write_text("[" * 200_000, encoding="utf-8")
    assert made(inputs, tmp_path / "out").documents == 3


def test_incremental_build_takes_no_reading_of_another_document(inputs: Path, tmp_path: Path, read: list[str]) -> None:
    made(inputs, tmp_path / "out")
    one, other = sorted((tmp_path / "out" / "readings").iterdir())[:2]
    one.write_bytes(other.read_bytes())
    (inputs / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    made(inputs, tmp_path / "out")
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


@pytest.mark.parametrize("data", [b"", b"no zlib", zlib.compress(b"no reading"), zlib.compress(b"\x91" * 100_000)])
def test_incremental_build_reads_again_where_a_reading_is_none(inputs: Path, tmp_path: Path, data: bytes) -> None:
    made(inputs, tmp_path / "out")
    min((tmp_path / "out" / "readings").iterdir()).write_bytes(data)
    (inputs / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    made(inputs, tmp_path / "out")
    assert same_as_full(inputs, tmp_path / "out", tmp_path)


def test_incremental_build_of_standard_input_and_the_same_file_has_one_document(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(TEXTS[0].encode()))
    monkeypatch.setattr("sys.stdin", given)
    result = build([str(inputs / "0.txt"), "-"], tmp_path / "out", RULES)
    assert result.documents == 1
    rows = {row["path"]: row for row in json.loads((tmp_path / "out" / "ledger.json").read_text(encoding="utf-8"))["inputs"]}
    assert rows["-"]["same_as"] == "0.txt"


def test_incremental_build_survives_what_a_reader_stumbles_over_twice(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extractors.reading.read_file

    def careless(path: Path, **options: Any) -> Document:
        if path.name == "0.txt":
            raise ZeroDivisionError("a mistake in a reader")
        return real(path, **options)

    monkeypatch.setattr("extractors.reading.read_file", careless)
    for _ in range(2):
        assert [error.code for error in made(inputs, tmp_path / "out").unread] == ["unreadable"]
