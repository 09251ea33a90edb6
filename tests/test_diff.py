"""Comparison of builds: what is new, gone or changed, where it belongs, why, and what makes no difference."""

from __future__ import annotations

import json
import shutil
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import answers_sample as sample
import builds
import diff_sample
import pytest
from answers_sample import ANNA, CARE, CITY, COUNCIL_N, ITEM_N, MEETING_N, NGO, NORTH, PLAN, entity, fact, iri, note
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import ConfigurationError, QueryError
from extractors.records import Configuration
from kg import pipeline
from kg.cli import main
from kg.compare.diff import Change, Diff, DocumentChange, diff
from kg.compare.show import mentioned
from kg.compare.text import diff_record, diff_text
from kg.facts import Fact


def compare(folder: Path, before: list[Fact], now: list[Fact], **values: object) -> Diff:
    """Compare two builds of these facts; `values` go to both."""
    return diff(diff_sample.write(folder / "a", before, **values), diff_sample.write(folder / "b", now, **values))


def changes(found: Diff) -> list[Change]:
    return [change for group in found.groups for change in group.changes]


def counted(found: Diff) -> tuple[int, int, int, int]:
    """Return how many facts are new, gone, changed and the same."""
    return found.facts["new"], found.facts["gone"], found.facts["changed"], found.facts["same"]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return diff_sample.pair(tmp_path_factory.mktemp("diff"))


def test_diff_of_a_build_with_itself_is_empty(pair: tuple[Path, Path]) -> None:
    found = diff(pair[0], pair[0])
    assert not found.differs and counted(found) == (0, 0, 0, 24) and found.remarks["same"] == 9


def test_diff_counts_each_fact_once_however_often_it_is_stated(tmp_path: Path) -> None:
    two = [fact(CARE, "part_of", PLAN, "et", start=1), fact(CARE, "part_of", PLAN, "to", start=9, document=sample.NOTE)]
    assert counted(compare(tmp_path, two, two)) == (0, 0, 0, 1)


def test_diff_of_places_citations_and_extractors_is_none(tmp_path: Path) -> None:
    old = fact(NGO, "partner_of", CITY, "De samarbejder", start=5)
    new = replace(fact(NGO, "partner_of", CITY, "De arbejder sammen", start=90, confidence=0.5), extractor="other-2", citation="x")
    assert not compare(tmp_path, [old], [new]).differs


def test_diff_of_symmetric_facts_does_not_ask_for_their_order(tmp_path: Path) -> None:
    assert not compare(tmp_path, [fact(NGO, "partner_of", CITY, "q")], [fact(CITY, "partner_of", NGO, "q")]).differs


def test_diff_of_wordings_is_none(tmp_path: Path) -> None:
    old, new = (fact(ITEM_N, "decision", "noted", "q", wording=words) for words in ("Taget til efterretning", "til efterretning"))
    assert not compare(tmp_path, [old], [new]).differs


def test_diff_of_a_fuller_wording_beside_a_shorter_one_is_none(tmp_path: Path) -> None:
    full, short = fact(ANNA, "member_of", COUNCIL_N, "q", role="formand"), fact(ANNA, "member_of", COUNCIL_N, "r", start=9)
    found = compare(tmp_path, [full], [full, short])
    assert (found.differs, counted(found)) == (False, (0, 0, 0, 1))


def test_diff_finds_what_is_new_and_gone(tmp_path: Path) -> None:
    found = compare(tmp_path, [fact(NGO, "partner_of", CITY, "gammelt")], [fact(NGO, "partner_of", NORTH, "nyt")])
    assert [(one.kind, [p.quote for p in (*one.before, *one.now)]) for one in changes(found)] == [
        ("new", ["nyt"]), ("gone", ["gammelt"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"status": "proposed"}, {"status": "decided"}),
        ({}, {"polarity": "negative"}),
        ({"role": "formand"}, {"role": "næstformand"}),
        ({}, {"said_by": NGO}),
        ({"valid_to": "2026"}, {"valid_to": "2027"}),
    ],
)
def test_diff_a_fact_that_is_told_otherwise_has_changed(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> None:
    found = compare(tmp_path, [fact(ANNA, "member_of", COUNCIL_N, "før", **old)], [fact(ANNA, "member_of", COUNCIL_N, "nu", **new)])
    assert counted(found) == (0, 0, 1, 0)
    assert [(one.before[0].quote, one.now[0].quote) for one in changes(found)] == [("før", "nu")]


def test_diff_shows_only_the_wordings_that_differ(tmp_path: Path) -> None:
    kept = fact(CARE, "funded_with", sample.ONE_MILLION, "i 2026", year="2026")
    more = fact(CARE, "funded_with", sample.ONE_MILLION, "i 2027", start=50, year="2027")
    one = changes(compare(tmp_path, [kept], [kept, more]))[0]
    assert (one.kind, one.before, [p.quote for p in one.now]) == ("changed", (), ["i 2027"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (fact(ITEM_N, "decision", "noted", "før", status="decided"), fact(ITEM_N, "decision", "approved", "nu", status="decided")),
        (fact(ITEM_N, "decision", "noted", "før", status="recommended"), fact(ITEM_N, "decision", "approved", "nu", status="decided")),
        (fact(CARE, "funded_with", sample.ONE_MILLION, "før", year="2027", funder=CITY),
         fact(CARE, "funded_with", sample.TWO_MILLION, "nu", year="2027", funder=CITY)),
        (fact(CARE, "dated", sample.NEXT_DAY, "før", kind="start"), fact(CARE, "dated", sample.DEADLINE, "nu", kind="start")),
    ],
)  # fmt: skip
def test_diff_another_outcome_sum_or_day_is_a_change(tmp_path: Path, old: Fact, new: Fact) -> None:
    found = compare(tmp_path, [old], [new])
    assert counted(found) == (0, 0, 1, 0)
    assert [(one.before[0].quote, one.now[0].quote) for one in changes(found)] == [("før", "nu")]


@pytest.mark.parametrize(
    "new",
    [
        fact(CARE, "funded_with", sample.TWO_MILLION, "nu", year="2028"),
        fact(PLAN, "funded_with", sample.TWO_MILLION, "nu", year="2027"),
        fact(CARE, "funded_with", sample.TWO_MILLION, "nu", year="2027", funder=NORTH),
    ],
)
def test_diff_another_year_subject_or_funder_is_no_change(tmp_path: Path, new: Fact) -> None:
    old = fact(CARE, "funded_with", sample.ONE_MILLION, "før", year="2027")
    assert counted(compare(tmp_path, [old], [new])) == (1, 1, 0, 0)


def test_diff_of_several_sums_pairs_none_by_guess(tmp_path: Path) -> None:
    old = [fact(CARE, "funded_with", sample.ONE_MILLION, "et"), fact(CARE, "funded_with", sample.TWO_MILLION, "to", start=9)]
    third = entity("AMOUNT", "3", "3 kr.", value="3")
    found = compare(tmp_path, old, [fact(CARE, "funded_with", third.id, "tre")], entities=(*sample.entities(), third))
    assert counted(found) == (1, 2, 0, 0)


def test_diff_a_renamed_entity_is_the_same(tmp_path: Path) -> None:
    old = iri("INITIATIVE", "lys-vej-gammel")
    entities = tuple(replace(one, id=old, replaces=()) if one.id == CARE else one for one in sample.entities())
    a = diff_sample.write(tmp_path / "a", [fact(NGO, "responsible_for", old, "q")], entities=entities)
    b = diff_sample.write(tmp_path / "b", [fact(NGO, "responsible_for", CARE, "q")])
    assert not diff(a, b).differs and not diff(b, a).differs


def test_diff_merged_entities_are_the_same(tmp_path: Path) -> None:
    """The first build knows two clinics; the second says that the one is the other."""
    merged = tuple(
        replace(one, replaces=(sample.OLD_CLINIC,)) if one.id == sample.CLINIC else one
        for one in sample.entities() if one.id != sample.OLD_CLINIC
    )  # fmt: skip
    old = [fact(sample.CLINIC, "part_of", NORTH, "et"), fact(sample.OLD_CLINIC, "located_in", CITY, "to", start=9)]
    a = diff_sample.write(tmp_path / "a", old)
    b = diff_sample.write(tmp_path / "b", [old[0], fact(sample.CLINIC, "located_in", CITY, "to", start=9)], entities=merged)
    found = diff(a, b)
    assert (found.differs, counted(found)) == (False, (0, 0, 0, 2))


def test_diff_of_builds_with_other_bases_compares_what_they_say(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    text = "".join(sample_nq(pair[0]))
    (tmp_path / "a.nq").write_text(text, encoding="utf-8")
    (tmp_path / "b.nq").write_text(text.replace(sample.BASE, "https://example.org/x/"), encoding="utf-8")
    assert not diff(tmp_path / "a.nq", tmp_path / "b.nq").differs


def sample_nq(folder: Path) -> Iterator[str]:
    from kg.answers import open_output
    from kg.oxigraph import nquads

    with open_output(folder) as handle:
        yield from nquads(handle.store)


def test_diff_reads_graphs_as_it_reads_folders(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    for name, folder in zip("ab", pair, strict=True):
        (tmp_path / f"{name}.nq").write_text("".join(sample_nq(folder)), encoding="utf-8")
    files, folders = diff(tmp_path / "a.nq", tmp_path / "b.nq"), diff(*pair)
    assert replace(files, before=folders.before, now=folders.now) == folders
    assert files.before.entities == folders.before.entities and files.now.sources == folders.now.sources


def test_diff_documents_are_new_gone_replaced_or_moved(tmp_path: Path) -> None:
    names = {f"{sample.BASE}document/{n:016x}": n for n in range(1, 6)}
    one, two, three, four, five = (diff_sample.source(f"d{n}", document) for document, n in names.items())
    told = [fact(NGO, "part_of", NORTH, "q", document=one.iri)]
    a = diff_sample.write(tmp_path / "a", told, papers=(one, two, three))
    b = diff_sample.write(tmp_path / "b", told, papers=(replace(one, source="nyt/d1.txt"), replace(four, source="d2.txt"), five))
    assert [(d.kind, d.id[-1], d.new_id[-1:], d.now) for d in diff(a, b).documents] == [
        ("moved", "1", "", "nyt/d1.txt"), ("replaced", "2", "4", ""), ("gone", "3", "", ""), ("new", "5", "", "")
    ]  # fmt: skip


def filed(folder: Path, paths: dict[str, str]) -> Path:
    """Write a build whose documents, of one letter each, lie at these paths, as its ledger tells."""
    first = {letter: path for path, letter in sorted(paths.items(), reverse=True)}
    papers = tuple(
        replace(diff_sample.source("x", f"{sample.BASE}document/{letter * 16}"), source=first[letter]) for letter in sorted(first)
    )
    diff_sample.write(folder, [], papers=papers)
    rows = [{"path": path, "read": True, "id": letter * 16} for path, letter in paths.items()]
    (folder / "ledger.json").write_text(json.dumps({"inputs": rows}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("before", "now", "told"), [
    ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, [("replaced", "a", "1", "2", "")]),
    ({"a": "1", "b": "1"}, {"a": "2", "b": "2"}, [("replaced", "a", "1", "2", "")]),
    ({"a": "1", "b": "1"}, {"a": "2", "b": "3"}, [("replaced", "a", "1", "2", ""), ("replaced", "b", "1", "3", "")]),
    ({"a": "1", "b": "1"}, {"a": "1"}, []),
    ({"a": "1", "b": "1"}, {"b": "1"}, []),
    ({"b": "1"}, {"a": "1", "b": "1"}, []),
    ({"a": "1", "b": "1"}, {"c": "1", "d": "1"}, [("moved", "a", "1", "", "c")]),
    ({"a": "1", "b": "2"}, {"a": "2", "b": "1"}, [("moved", "a", "1", "", "b"), ("moved", "b", "2", "", "a")]),
    ({"a": "1", "b": "2"}, {"a": "2", "b": "2"}, [("replaced", "a", "1", "2", "")]),
    ({"a": "1"}, {"a": "2", "c": "1"}, [("moved", "a", "1", "", "c"), ("replaced", "a", "1", "2", "")]),
])  # fmt: skip
def test_diff_goes_by_all_paths_of_a_document(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], told: list[tuple[str, ...]]
) -> None:
    found = diff(filed(tmp_path / "a", before), filed(tmp_path / "b", now)).documents
    assert [(one.kind, one.path, one.id[:1], one.new_id[:1], one.now) for one in found] == told


@pytest.mark.parametrize(("kind", "path", "why"), [
    ("gone", "", "document_gone"), ("replaced", "notat.txt", "document_replaced"), ("kept", "", "read_otherwise"),
])  # fmt: skip
def test_diff_says_why_a_fact_is_gone(tmp_path: Path, kind: str, path: str, why: str) -> None:
    kept, left = fact(ANNA, "attended", MEETING_N, "q"), fact(NGO, "part_of", NORTH, "r", document=sample.NOTE)
    papers = sample.sources()[:1] if kind == "gone" else sample.sources()
    if kind == "replaced":
        papers = (sample.sources()[0], diff_sample.source("notat", diff_sample.NOTE_2))
    a, b = diff_sample.write(tmp_path / "a", [kept, left]), diff_sample.write(tmp_path / "b", [kept], papers=papers)
    assert [(one.kind, one.why) for one in changes(diff(a, b))] == [("gone", why)]
    assert [(one.kind, one.why) for one in changes(diff(b, a))] == [("new", why.replace("gone", "new"))]


def test_diff_a_fact_that_another_document_still_states_is_not_gone(tmp_path: Path) -> None:
    both = [fact(NGO, "part_of", NORTH, "et"), fact(NGO, "part_of", NORTH, "to", document=sample.NOTE)]
    a, b = diff_sample.write(tmp_path / "a", both), diff_sample.write(tmp_path / "b", both[:1], papers=sample.sources()[:1])
    found = diff(a, b)
    assert [one.kind for one in found.documents] == ["gone"] and counted(found) == (0, 0, 0, 1) and found.differs


def test_diff_a_wording_is_gone_with_the_document_that_used_it(tmp_path: Path) -> None:
    kept = fact(NGO, "part_of", NORTH, "et")
    a = diff_sample.write(tmp_path / "a", [kept, fact(NGO, "part_of", NORTH, "to", status="proposed", document=sample.NOTE)])
    b = diff_sample.write(tmp_path / "b", [kept], papers=sample.sources()[:1])
    assert [(one.kind, one.why, [p.quote for p in one.before], one.now) for one in changes(diff(a, b))] == [
        ("changed", "document_gone", ["to"], ())
    ]


def test_diff_groups_by_the_programme_and_council_of_an_item(tmp_path: Path) -> None:
    kept = [fact(MEETING_N, "meeting_of", COUNCIL_N, "m"), fact(ITEM_N, "discusses", CARE, "d", start=5)]
    new = [
        fact(ANNA, "attended", MEETING_N, "mødt", start=20),
        fact(ITEM_N, "decision", "noted", "besluttet", start=30, status="decided"),
        fact(NGO, "partner_of", CITY, "sammen", start=40),
        fact(COUNCIL_N, "participates_in", PLAN, "med", start=50),
    ]
    found = compare(tmp_path, kept, kept + new)
    where = {change.now[0].quote: change.groups for change in changes(found)}
    care, plan, council = (one.removeprefix(sample.BASE) for one in (CARE, PLAN, COUNCIL_N))
    assert where == {"mødt": (council,), "besluttet": (care, council), "sammen": (), "med": (plan, council)}
    assert [group.name for group in found.groups] == [
        "Projekt Lys Vej", "Sundhedsaftale 2027", "Udsatterådet i Region Nordjylland", ""
    ]  # fmt: skip
    assert len(changes(found)) == 4  # each is listed once


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (note("figure", CARE, "q", start=1, count="10", unit="borgere"), note("figure", CARE, "q", start=1, count="12", unit="borgere"), "changed"),
        (note("figure", CARE, "q", start=1, count="10", unit="borgere"), note("figure", CARE, "q", start=1, count="12", unit="forløb"), "two"),
        (note("vote", ITEM_N, "q", NGO, start=1, choice="for", votes="3"), note("vote", ITEM_N, "q", NGO, start=1, choice="for", votes="4"), "changed"),
        (note("follow_up", ITEM_N, "q", start=1, kind="asked"), note("follow_up", ITEM_N, "q", start=1, status="decided", kind="asked"), "changed"),
        (note("reservation", ITEM_N, "q", ANNA, start=1), note("reservation", ITEM_N, "q", ANNA, start=60), "same"),
    ],
)  # fmt: skip
def test_diff_remarks_are_compared_as_facts_are(tmp_path: Path, old: object, new: object, kind: str) -> None:
    told = [fact(NGO, "part_of", NORTH, "r")]
    a, b = (diff_sample.write(tmp_path / name, told, notes=(one,)) for name, one in (("a", old), ("b", new)))  # type: ignore[arg-type]
    expected = {"changed": (0, 0, 1), "two": (1, 1, 0), "same": (0, 0, 0)}[kind]
    found = diff(a, b)
    assert (found.remarks["new"], found.remarks["gone"], found.remarks["changed"]) == expected and found.facts["same"] == 1


def test_diff_counts_entities(pair: tuple[Path, Path]) -> None:
    found = diff(*pair)
    assert (found.entities_new, found.entities_gone) == ({"AMOUNT": 1, "DATE": 1, "INITIATIVE": 1}, {})


@pytest.mark.parametrize("place", ["subject", "object", "speaker", "note"])
def test_diff_leaves_private_persons_out(tmp_path: Path, place: str) -> None:
    citizen = entity("PERSON", "per-borger", "Per Borger", standing="private")
    told = {
        "subject": [fact(citizen.id, "attended", MEETING_N, "hemmeligt")],
        "object": [fact(NGO, "partner_of", citizen.id, "hemmeligt")],
        "speaker": [fact(NGO, "partner_of", CITY, "åbent", said_by=citizen.id)],
        "note": [],
    }[place]
    notes = (note("reservation", ITEM_N, "hemmeligt", citizen.id, start=1),) if place == "note" else ()
    a = diff_sample.write(tmp_path / "a", [], entities=sample.entities())
    b = diff_sample.write(tmp_path / "b", told, entities=(*sample.entities(), citizen), notes=notes)
    found, whole = diff(a, b), diff(a, b, persons="all")
    assert whole.total == 1 and found.total == (place == "speaker") and "PERSON" not in found.entities_new
    assert all(citizen.id not in mentioned(one) for change in changes(found) for one in change.now)
    assert citizen.id not in found.now.entities


def test_diff_shows_as_many_as_asked_and_counts_all(pair: tuple[Path, Path]) -> None:
    found, whole = diff(*pair, limit=2), diff(*pair)
    assert (found.shown, found.total, len(changes(found))) == (2, whole.total, 2) and whole.total == 9
    assert [dict(group.counts) for group in found.groups] == [dict(group.counts) for group in whole.groups]
    assert changes(found) == changes(whole)[:2]


def test_diff_says_the_same_every_time(pair: tuple[Path, Path]) -> None:
    assert diff(*pair) == diff(*pair)


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_diff_of_two_sets_is_their_difference(tmp_path_factory: pytest.TempPathFactory, one: set[int], two: set[int]) -> None:
    places = [entity("PLACE", letter, letter.upper()) for letter in string.ascii_lowercase[:8]]
    entities = (*sample.entities(), *places)
    folder = tmp_path_factory.mktemp("sets")
    a, b = (
        diff_sample.write(folder / name, [fact(CITY, "located_in", places[n].id, f"q{n}", start=n) for n in chosen], entities=entities)
        for name, chosen in (("a", one), ("b", two))
    )
    assert counted(diff(a, b)) == (len(two - one), len(one - two), 0, len(one & two))


def test_diff_of_a_full_and_a_compact_build_is_none_and_both_are_quoted(tmp_path: Path) -> None:
    source = builds.write_samples(tmp_path / "in")
    for provenance in ("full", "compact"):
        pipeline.build([str(source)], tmp_path / provenance, Configuration(provenance=provenance), steps=builds.STEPS)
    assert not diff(tmp_path / "full", tmp_path / "compact").differs
    for path in source.glob("[np]*.txt"):
        path.unlink()
    pipeline.build([str(source)], tmp_path / "less", Configuration(provenance="compact"), steps=builds.STEPS)
    quotes = {one.quote for change in changes(diff(tmp_path / "compact", tmp_path / "less")) for one in change.before}
    assert "Kirkens Korshær har ansvaret for Projekt Fast Havn." in quotes and "" not in quotes


def test_diff_of_real_builds_finds_a_document_that_was_taken_away(tmp_path: Path) -> None:
    source = builds.write_samples(tmp_path / "in")
    pipeline.build([str(source)], tmp_path / "a", steps=builds.STEPS)
    (source / "presse.txt").unlink()
    pipeline.build([str(source)], tmp_path / "b", steps=builds.STEPS)
    found = diff(tmp_path / "a", tmp_path / "b" / "graph.nq")
    assert [(one.kind, one.path) for one in found.documents] == [("gone", "presse.txt")]
    # The note states the same, so that no fact is gone with the press release.
    assert counted(found)[:3] == (0, 0, 0)


def test_diff_without_a_build_says_what_to_give(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "x.nq").write_text("no triples")
    (tmp_path / "other.nq").write_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n")
    for path, words in (("none", "no folder"), ("none.nq", "no file"), ("x.txt", "is no build"), ("x.nq", "is no N-Quads"),
                        ("other.nq", "no graph of a build")):  # fmt: skip
        with pytest.raises(QueryError, match=words):
            diff(pair[0], tmp_path / path)


def test_diff_refuses_other_persons(pair: tuple[Path, Path]) -> None:
    with pytest.raises(ConfigurationError, match="public, all"):
        diff(*pair, persons="some")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_diff_command_prints_changes_with_quotes(pair: tuple[Path, Path]) -> None:
    done = run(*pair)
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert done.exit_code == 0 and "Facts: 5 changed, 1 new, 1 gone, 18 same." in lines
    assert "now: Projekt Lys Vej is funded with 3.000.000 kr. [decided, funder: Aalborg Kommune, year: 2027]" in lines
    assert '"Der er nu afsat 3 mio. kr. i 2027."' in lines
    assert "Projekt Lys Vej (Initiative): 4 changed, 1 gone" in lines


def test_diff_command_prints_records(pair: tuple[Path, Path]) -> None:
    record = json.loads(run(*pair, "--format", "json").stdout)
    assert record["facts"] == {"changed": 5, "new": 1, "gone": 1, "same": 18}
    found = [one for group in record["groups"] for one in group["changes"] if one["kind"] == "gone" and one["family"] == "fact"]
    assert [(one["before"][0]["predicate"], one["before"][0]["quote"], one["now"]) for one in found] == [
        ("partner_of", "=Åben Dør og Aalborg Kommune har indgået aftale", [])
    ]


def test_diff_command_writes_a_file(pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = run(*pair, "--format", "html", "--output", tmp_path / "ændret.html")
    assert done.exit_code == 0 and done.stdout == ""
    assert (tmp_path / "ændret.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_diff_command_says_that_its_output_is_the_file_written() -> None:
    words = " ".join(run("--help").stdout.split())
    assert "File to write instead of standard output. Elsewhere --output is the folder of a build" in words
    assert "--output names the file that the comparison is written to" in words


@pytest.mark.parametrize(("option", "status"), [((), 0), (("--exit-code",), 1)])
def test_diff_command_exits_1_only_where_asked_to(pair: tuple[Path, Path], option: tuple[str, ...], status: int) -> None:
    assert run(*pair, *option).exit_code == status
    assert run(pair[0], pair[0], *option).exit_code == 0


def test_diff_command_says_what_is_counted_only(pair: tuple[Path, Path]) -> None:
    assert "7 of 9 changes are counted only" in run(*pair, "--limit", "2").stderr


def test_diff_text_lists_no_thousand_documents(pair: tuple[Path, Path]) -> None:
    many = tuple(DocumentChange("gone", f"{n:016x}", f"{n}.txt", "") for n in range(1000))
    found = replace(diff(*pair), documents=many)
    assert diff_text(found).count("- gone: ") == 202 and "… and 800 more: see --format json" in diff_text(found)
    assert len(diff_record(found)["documents"]) == 1000


def test_diff_command_leaves_the_builds_as_they_are(pair: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(pair[0], tmp_path / "a")
    before = {path: path.read_bytes() for path in sorted((tmp_path / "a").rglob("*")) if path.is_file()}
    assert run(tmp_path / "a", pair[1]).exit_code == 0
    assert {path: path.read_bytes() for path in sorted((tmp_path / "a").rglob("*")) if path.is_file()} == before
