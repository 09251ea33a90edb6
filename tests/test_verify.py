"""Verification: what has become of the sources of a build, and which claims hang on those that changed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import builds
import pytest
import samples
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Store

from extractors.errors import QueryError
from extractors.reading import read_file
from extractors.records import Configuration
from kg import answers, pipeline, sparql
from kg.cli import main
from kg.exchange.importing import import_files
from kg.verification.quoting import Passage, sorted_out
from kg.verification.verify import Verification, Verified, verify


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds sources and the build of them, with steps of its own for extraction alone."""
    folder = tmp_path_factory.mktemp("verify")
    builds.write_samples(folder / "in")
    (folder / "in" / "sub").mkdir()
    shutil.copy(folder / "in" / "referat.txt", folder / "in" / "sub" / "kopi.txt")
    steps = replace(builds.STEPS, read_file=pipeline._steps().read_file)
    pipeline.build([str(folder / "in")], folder / "out", steps=steps)
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder: what was built together may be moved together."""
    shutil.copytree(built, tmp_path / "anden mappe")
    return tmp_path / "anden mappe"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


def only(found: Verification) -> Verified:
    assert len(found.found) == 1
    return found.found[0]


def states(found: Verification) -> dict[str, str]:
    """Return the state of each concerned claim by its quote."""
    return {each.told.quote: each.state for one in found.found for each in one.concerned}


def test_verify_of_what_did_not_change_finds_nothing(place: Path) -> None:
    found = verify(place / "out")
    assert not found.drift and found.found == ()
    assert dict(found.documents) == {"unchanged": 3} and set(found.claims) == {"intact"}


def test_verify_checks_every_claim_and_remark(place: Path) -> None:
    with answers.open_output(place / "out") as handle:
        query = "SELECT (COUNT(*) AS ?n) { ?told pkg:evidence ?passage }"
        count = int(next(sparql.rows(handle.store, query))[0])
    assert verify(place / "out").claims["intact"] == count > 20


def test_verify_finds_the_sources_from_any_folder(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert verify("anden mappe/out").documents["unchanged"] == 3
    monkeypatch.chdir(place / "in" / "sub")
    assert verify("../../out").documents["unchanged"] == 3


def test_verify_one_letter_loses_exactly_the_claims_that_hold_it(place: Path) -> None:
    text = (place / "in" / "referat.txt").read_bytes().decode()
    at = text.index("partnerskab") + 3
    with answers.open_output(place / "out") as handle:
        holding = {fact.claim for fact in answers.facts(handle)
                   if fact.doc == "referat" and fact.start <= at < fact.end}  # fmt: skip
    (place / "in" / "referat.txt").write_bytes((text[:at] + "x" + text[at + 1 :]).encode())
    (place / "in" / "sub" / "kopi.txt").unlink()
    one = only(verify(place / "out"))
    assert one.state == "changed" and set(one.counts) == {"intact", "lost"}
    assert {each.id for each in one.concerned} == holding != set()
    assert {each.state for each in one.concerned} == {"lost"}


def test_verify_each_letter_of_a_source_in_turn() -> None:
    """The same on the words themselves: a changed letter loses the quotes that hold it, and no other."""
    text = samples.MINUTES
    spans = [(a, a + size) for size in (5, 17, 40) for a in range(0, len(text) - size, 13)]
    passages = [Passage(str(span), *span, text[slice(*span)]) for span in spans]
    for at in range(0, len(text), 7):
        other = text[:at] + "¤" + text[at + 1 :]
        found = {(one.start, one.end): state for one, state, _ in sorted_out(passages, text, other, without="hanging")}
        assert {span for span, state in found.items() if state != "intact"} == {(a, b) for a, b in spans if a <= at < b}
        assert set(found.values()) <= {"intact", "lost"}


def test_verify_a_letter_outside_every_quote_leaves_the_claims_intact(place: Path) -> None:
    change(place / "in" / "presse.txt", "Pressemeddelelse", "Prassemeddelelse")
    found = verify(place / "out")
    one = only(found)
    assert (one.state, set(one.counts), one.concerned, found.drift) == ("changed", {"intact"}, (), True)


def test_verify_words_before_all_quotes_move_them(place: Path) -> None:
    text = (place / "in" / "presse.txt").read_bytes().decode()
    (place / "in" / "presse.txt").write_bytes(("Rettet.\n" + text).encode())
    one = only(verify(place / "out"))
    assert set(one.counts) == {"moved"} and {each.now for each in one.concerned} == {each.start + 8 for each in one.concerned}


def test_verify_says_what_replaced_a_document(place: Path) -> None:
    change(place / "in" / "presse.txt", "ansvaret", "Ansvaret")
    one = only(verify(place / "out"))
    assert one.new_id == samples.document((place / "in" / "presse.txt").read_text(), "x").id != one.paper.id


def test_verify_claims_hang_on_a_document_that_is_gone(place: Path) -> None:
    (place / "in" / "presse.txt").unlink()
    found = verify(place / "out")
    assert (only(found).state, set(only(found).counts)) == ("gone", {"hanging"}) and found.drift


def test_verify_a_document_holds_while_one_copy_does(place: Path) -> None:
    (place / "in" / "sub" / "kopi.txt").unlink()
    found = verify(place / "out")
    assert not found.drift and set(found.claims) == {"intact"}
    assert [(p.source, p.state) for p in only(found).places] == [("referat.txt", "same"), ("sub/kopi.txt", "gone")]


def test_verify_reads_the_copy_where_the_first_path_changed(place: Path) -> None:
    change(place / "in" / "referat.txt", "partnerskab", "samarbejde")
    found = verify(place / "out")
    assert not found.drift and set(found.claims) == {"intact"}
    assert [(p.source, p.state) for p in only(found).places] == [("referat.txt", "changed"), ("sub/kopi.txt", "same")]


def test_verify_a_renamed_file_is_found_by_its_bytes(place: Path) -> None:
    (place / "in" / "presse.txt").rename(place / "in" / "nyt navn.txt")
    found = verify(place / "out", [str(place / "in")])
    assert not found.drift and [(p.state, p.now) for p in only(found).places] == [("moved", "nyt navn.txt")]


def test_verify_a_file_renamed_inside_a_known_folder_is_found_there(place: Path) -> None:
    (place / "in" / "presse.txt").rename(place / "in" / "sub" / "nyt navn.txt")
    found = verify(place / "out")
    assert not found.drift and set(found.claims) == {"intact"}
    assert [(p.source, p.state, p.now) for p in only(found).places] == [("presse.txt", "moved", "sub/nyt navn.txt")]


def test_verify_two_files_that_changed_names_in_a_known_folder_are_found_there(place: Path) -> None:
    (place / "in" / "presse.txt").rename(place / "x")
    (place / "in" / "referat.txt").rename(place / "in" / "presse.txt")
    (place / "x").rename(place / "in" / "referat.txt")
    found = verify(place / "out")
    assert not found.drift and set(found.claims) == {"intact"}
    assert {(p.source, p.state, p.now) for one in found.found for p in one.places} == {
        ("presse.txt", "changed", "referat.txt"), ("referat.txt", "changed", "presse.txt"), ("sub/kopi.txt", "same", ""),
    }  # fmt: skip


def test_verify_does_not_take_a_text_that_a_build_kept_for_a_source(place: Path) -> None:
    (place / "out").rename(place / "in" / "out")
    (place / "in").rename(place / "all")
    run = json.loads((place / "all" / "out" / "run.json").read_text())
    run |= {"inputs": ["."], "sources": {name: f"../{name}" for name in run["sources"]}}
    (place / "all" / "out" / "run.json").write_text(json.dumps(run))
    text = (place / "all" / "presse.txt").read_bytes()
    assert text in [one.read_bytes() for one in (place / "all" / "out" / "texts").iterdir()]
    (place / "all" / "presse.txt").unlink()
    assert only(verify(place / "all" / "out")).state == "gone"
    (place / "all" / "igen.txt").write_bytes(text)
    assert [p.now for p in only(verify(place / "all" / "out")).places] == ["igen.txt"]


def test_verify_does_not_search_the_folder_of_a_file_that_was_given_itself(place: Path) -> None:
    run = json.loads((place / "out" / "run.json").read_text())
    run["inputs"] = [f"in/{name}" for name in run["sources"]]
    (place / "out" / "run.json").write_text(json.dumps(run))
    (place / "in" / "presse.txt").rename(place / "in" / "nyt navn.txt")
    assert only(verify(place / "out")).state == "gone"


def test_verify_reads_no_more_files_of_a_known_folder_than_it_may(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "in" / "presse.txt").rename(place / "in" / "nyt navn.txt")
    for number in range(3):
        (place / "in" / f"andet {number}.txt").write_text(str(number))
    monkeypatch.setattr("kg.verification.lineage.MOST_FILES", 3)
    assert only(verify(place / "out")).state == "gone"
    monkeypatch.setattr("kg.verification.lineage.MOST_FILES", 4)
    assert [p.state for p in only(verify(place / "out")).places] == ["moved"]


def test_verify_two_files_that_changed_names_are_both_found(place: Path) -> None:
    (place / "in" / "presse.txt").rename(place / "x")
    (place / "in" / "referat.txt").rename(place / "in" / "presse.txt")
    (place / "x").rename(place / "in" / "referat.txt")
    (place / "in" / "sub" / "kopi.txt").unlink()
    found = verify(place / "out", [str(place / "in")])
    assert not found.drift
    assert {(p.source, p.state, p.now) for one in found.found for p in one.places} == {
        ("presse.txt", "changed", "referat.txt"), ("referat.txt", "changed", "presse.txt"),
        ("sub/kopi.txt", "moved", "presse.txt"),
    }  # fmt: skip


def test_verify_inputs_win_over_the_places_of_the_build(place: Path) -> None:
    (place / "in").rename(place / "andetsteds")
    assert verify(place / "out").documents["gone"] == 3
    assert dict(verify(place / "out", [str(place / "andetsteds")]).documents) == {"unchanged": 3}


def test_verify_a_file_named_alone_is_the_one_of_the_build(place: Path) -> None:
    found = verify(place / "out", [str(place / "in" / "sub" / "kopi.txt")])
    assert found.found == () and dict(found.documents) == {"unchanged": 3}


def test_verify_names_inputs_that_are_not_there(place: Path) -> None:
    assert [p.code for p in verify(place / "out", [str(place / "none")]).problems] == ["missing"]


def test_verify_says_why_a_source_cannot_be_read(place: Path) -> None:
    (place / "in" / "presse.txt").write_bytes(b"%PDF-1.7 now something else")
    one = only(verify(place / "out"))
    assert (one.state, set(one.counts)) == ("unreadable", {"hanging"}) and "named as" in one.reason


def test_verify_a_mistake_in_reading_one_source_costs_the_others_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, *, source: str, configuration: Configuration) -> object:
        if source == "presse.txt":
            raise RecursionError("a mistake in a reader")
        return read_file(path, source=source, configuration=configuration)

    monkeypatch.setattr("kg.verification.verify.read_file", read)
    found = verify(place / "out")
    assert dict(found.documents) == {"unchanged": 2, "unreadable": 1} and "RecursionError" in only(found).reason


def test_verify_a_folder_in_a_files_place_cannot_be_read(place: Path) -> None:
    (place / "in" / "presse.txt").unlink()
    (place / "in" / "presse.txt").mkdir()
    assert only(verify(place / "out")).state == "unreadable"


def test_verify_finds_a_kept_text_that_was_changed(place: Path) -> None:
    one = next((place / "out" / "texts").glob("*.txt"))
    one.write_bytes(one.read_bytes().replace(b"Projekt", b"Prajekt"))
    found = verify(place / "out")
    assert only(found).state == "reread" and "has changed since" in only(found).damage[0]
    assert set(only(found).counts) <= {"intact", "damaged"} and only(found).counts["damaged"] and found.drift


def test_verify_finds_a_kept_text_that_is_missing(place: Path) -> None:
    next((place / "out" / "texts").glob("*.txt")).unlink()
    assert "is missing" in only(verify(place / "out")).damage[0]


def test_verify_finds_a_graph_that_was_changed(place: Path) -> None:
    with (place / "out" / "graph.nq").open("ab") as file:
        file.write(b"\n")
    found = verify(place / "out")
    assert found.drift and found.damage == ("graph.nq has changed since the build wrote it.",)


def test_verify_says_that_standard_input_cannot_be_checked(place: Path) -> None:
    run = json.loads((place / "out" / "run.json").read_text())
    run["sources"]["presse.txt"] = "-"
    (place / "out" / "run.json").write_text(json.dumps(run))
    found = verify(place / "out")
    assert (only(found).state, found.drift, set(only(found).counts)) == ("unchecked", False, {"unchecked"})


def test_verify_of_a_build_that_knows_no_sources_asks_for_them(place: Path) -> None:
    run = json.loads((place / "out" / "run.json").read_text())
    del run["sources"]
    (place / "out" / "run.json").write_text(json.dumps(run))
    with pytest.raises(QueryError, match="kg verify INPUT"):
        verify(place / "out")
    assert dict(verify(place / "out", [str(place / "in")]).documents) == {"unchanged": 3}


def test_verify_takes_quotes_from_the_texts_of_a_compact_build(tmp_path: Path) -> None:
    builds.write_samples(tmp_path / "in")
    steps = replace(builds.STEPS, read_file=pipeline._steps().read_file)
    pipeline.build([str(tmp_path / "in")], tmp_path / "out", Configuration(provenance="compact"), steps=steps)
    assert set(verify(tmp_path / "out").claims) == {"intact"}
    change(tmp_path / "in" / "presse.txt", "ansvaret", "Ansvaret")
    assert set(states(verify(tmp_path / "out"))) == {"Kirkens Korshær har ansvaret for Projekt Fast Havn."}


def test_verify_takes_an_import_without_quotes_for_a_compact_build(tmp_path: Path) -> None:
    builds.write_samples(tmp_path / "in")
    steps = replace(builds.STEPS, read_file=pipeline._steps().read_file)
    pipeline.build([str(tmp_path / "in")], tmp_path / "out", Configuration(provenance="compact"), steps=steps)
    import_files([tmp_path / "out" / "graph.nq"], tmp_path / "theirs")
    found = verify(tmp_path / "theirs", [str(tmp_path / "in")])
    assert not found.drift and set(found.claims) == {"intact"} and found.claims == verify(tmp_path / "out").claims
    change(tmp_path / "in" / "presse.txt", "ansvaret", "Ansvaret")
    assert set(states(verify(tmp_path / "theirs", [str(tmp_path / "in")])).values()) == {"lost"}


@pytest.mark.parametrize(("provenance", "state"), [("full", "intact"), ("compact", "damaged")])
def test_verify_of_an_import_without_texts_goes_by_the_quotes_of_the_graph(tmp_path: Path, provenance: str, state: str) -> None:
    builds.write_samples(tmp_path / "in")
    steps = replace(builds.STEPS, read_file=pipeline._steps().read_file)
    pipeline.build([str(tmp_path / "in")], tmp_path / "out", Configuration(provenance=provenance), steps=steps)
    shutil.copy(tmp_path / "out" / "graph.nq", tmp_path)
    import_files([tmp_path / "graph.nq"], tmp_path / "theirs")
    found = verify(tmp_path / "theirs", [str(tmp_path / "in")])
    assert set(found.claims) == {state} and found.drift == (state == "damaged")
    assert all("quotes are not to be had" in one.damage[0] for one in found.found)
    change(tmp_path / "in" / "presse.txt", "ansvaret", "Ansvaret")
    lost = [each for one in verify(tmp_path / "theirs", [str(tmp_path / "in")]).found for each in one.concerned if each.state == "lost"]
    assert len(lost) == (state == "intact")


def test_verify_misses_the_quotes_of_a_full_build(place: Path) -> None:
    store = Store(str(place / "out" / "store"))
    for quad in store.quads_for_pattern(None, NamedNode("http://www.w3.org/ns/oa#exact"), None, None):
        store.remove(quad)
    del store
    assert set(verify(place / "out").claims) == {"damaged"}


def test_verify_refuses_a_ledger_that_nests_too_deep(place: Path) -> None:
    (place / "out" / "ledger.json").write_text('{"a":' * 100_000 + "1" + "}" * 100_000)
    with pytest.raises(QueryError, match="too deep"):
        verify(place / "out")


def test_verify_tells_of_a_manifest_that_nests_too_deep(place: Path) -> None:
    (place / "out" / "manifest.json").write_text('{"a":' * 100_000 + "1" + "}" * 100_000)
    assert "manifest.json is missing or cannot be read." in verify(place / "out").damage


def test_verify_follows_sources_that_were_moved_before_a_build_with_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Kirkens Korshær har ansvaret for Projekt Fast Havn.\n", encoding="utf-8")
    settings = Configuration(model="none")
    pipeline.build([str(tmp_path / "in")], tmp_path / "out", settings)
    (tmp_path / "in").rename(tmp_path / "arkiv")
    assert verify(tmp_path / "out").drift
    pipeline.build([str(tmp_path / "arkiv")], tmp_path / "out", settings)
    assert dict(verify(tmp_path / "out").documents) == {"unchanged": 1}


def test_verify_describes_as_many_claims_as_asked_and_counts_all(place: Path) -> None:
    for path in (place / "in").rglob("*.txt"):
        path.unlink()
    found, whole = verify(place / "out", limit=2), verify(place / "out", limit=1000)
    assert sum(len(one.concerned) for one in found.found) == 2
    assert found.claims == whole.claims and sum(len(one.concerned) for one in whole.found) == whole.claims["hanging"]


def test_verify_gives_the_same_with_two_processes(place: Path) -> None:
    (place / "in" / "presse.txt").unlink()
    assert verify(place / "out", jobs=2) == verify(place / "out")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


def test_verify_command_says_what_hangs_on_what(place: Path) -> None:
    change(place / "in" / "presse.txt", "ansvaret", "Ansvaret")
    done = run("--output", str(place / "out"))
    assert done.exit_code == 1 and "not all is as it was" in done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "presse.txt: changed"
    assert "lost: Kirkens Korshær is responsible for Projekt Fast Havn" in lines
    assert '"Kirkens Korshær har ansvaret for Projekt Fast Havn."' in lines
    assert any(line.startswith("Document ") and "replaced by" in line for line in lines)


def test_verify_command_prints_records(place: Path) -> None:
    (place / "in" / "presse.txt").unlink()
    done = run("--output", str(place / "out"), "--format", "json")
    record = json.loads(done.stdout)
    assert (done.exit_code, record["drift"], record["documents"]) == (1, True, {"gone": 1, "unchanged": 2})
    assert [(one["doc"], one["state"], one["concerned"][0]["state"]) for one in record["found"]] == [
        ("presse", "gone", "hanging")
    ]


def test_verify_command_exits_0_where_all_is_as_it_was(place: Path) -> None:
    done = run("--output", str(place / "out"))
    assert done.exit_code == 0 and done.stdout.startswith("Documents: 3 as it was.")


def test_verify_command_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("--output", str(tmp_path / "none"))
    assert done.exit_code == 1 and "kg build" in done.stderr


def test_verify_examples_are_found_in_the_package(tmp_path: Path) -> None:
    pipeline.build([], tmp_path / "out", steps=replace(builds.STEPS, find_inputs=pipeline._steps().find_inputs,
                                                       read_file=pipeline._steps().read_file))  # fmt: skip
    places = json.loads((tmp_path / "out" / "run.json").read_text())["sources"].values()
    assert places and all(path.startswith("policykg:examples/") for path in places)
    assert set(verify(tmp_path / "out").documents) == {"unchanged"}
