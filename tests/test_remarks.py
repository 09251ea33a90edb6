"""Notes: remarks with resolved entities, their ids, what they become in the graph, and items without a decision."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builds
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from test_graph import ask, make, select

from extractors.records import REMARKS, Claim, Configuration, Problem, Reading, Remark, Section
from kg import remarks
from kg.assembly import assemble, outlines
from kg.facts import sources
from kg.graph import quads, run
from kg.outputs import ledger, listed, private, published_notes
from kg.pipeline import build
from kg.remarks import Note, check, notes
from kg.shapes import validate
from kg.views.report import render_report
from ontology import terms


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(make())
    return store


def found(*readings: Reading) -> tuple[Note, ...]:
    return notes(readings, samples.resolve(readings), base=samples.BASE)


def one(kind: str, /, **change: Any) -> Reading:
    """Return the minutes with their remark of one kind alone, changed."""
    reading = samples.minutes()
    (remark,) = (r for r in reading.remarks if r.kind == kind)
    return replace(reading, remarks=(replace(remark, **change),))


def test_remarks_are_resolved() -> None:
    (note,) = found(one("earlier_decision"))
    assert note.about.startswith(samples.BASE + "item/")
    assert note.by == (samples.BASE + "council/psykiatri--og-socialudvalget-i-region-nordjylland",)
    assert (note.detail("outcome"), note.detail("date"), note.status) == ("recommended", "2026-02-05", "recommended")


def test_remarks_iris_carry_their_kind() -> None:
    for note in found(samples.minutes()):
        segment = terms.REMARKS[note.remark].segment
        assert re.fullmatch(rf"{re.escape(samples.BASE)}{segment}/[0-9a-f]{{16}}", note.id)


def test_remarks_quote_is_the_slice_of_the_text() -> None:
    text = samples.minutes().document.text
    assert all(note.quote == text[note.start : note.end] for note in found(samples.minutes()))


def test_remarks_are_cited_as_facts_are() -> None:
    (note,) = found(one("vote"))
    assert note.citation == (
        "Psykiatri- og Socialudvalget i Region Nordjylland, 12. marts 2026, punkt 2, Beslutning, sag SAG-2026-00417, "
        "linje 17"
    )


def test_remarks_do_not_depend_on_the_order_of_readings() -> None:
    forward, entities = samples.readings(), samples.entities()
    told = notes(forward, entities, base=samples.BASE)
    assert told and told == notes(forward[::-1], entities[::-1], base=samples.BASE)


def test_remarks_ids_know_no_version_and_no_order() -> None:
    (note,) = found(one("vote", by=(samples.PARTY, samples.IDA)))
    (other,) = found(one("vote", by=(samples.IDA, samples.PARTY), extractor="ballots-9"))
    assert note.id == other.id
    (third,) = found(one("vote", details=(("choice", "against"),), by=(samples.PARTY, samples.IDA)))
    assert third.id != note.id


def test_remarks_said_twice_are_one() -> None:
    reading = one("figure")
    assert len(found(replace(reading, remarks=reading.remarks * 2))) == 1


def test_remarks_of_unknown_entities_raise() -> None:
    with pytest.raises(ValueError, match=r"figure: no resolved entity has the key"):
        notes((one("figure"),), (), base=samples.BASE)


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("vote", {"kind": "rumour"}, "unknown remark 'rumour'. Known: figure, follow_up"),
        ("vote", {"status": "sure"}, "unknown status 'sure'"),
        ("vote", {"about": "PERSON|nobody"}, r"no entity of the document has the key 'PERSON\|nobody'"),
        ("vote", {"by": ("PERSON|nobody",)}, "no entity of the document has the key"),
        ("vote", {"evidence": samples.Span(0, 10**6)}, "is no stretch of the text"),
        ("vote", {"evidence": samples.Span(3, 3)}, "is no stretch of the text"),
        ("vote", {"details": (("choice", "maybe"),)}, "unknown choice 'maybe'. Known: for, against, abstained"),
        ("vote", {"details": (("choice", "for"), ("votes", "2.5"))}, "'2.5' is no whole number"),
        ("vote", {"details": (("mood", "good"),)}, "unknown detail 'mood'. Known: choice, votes"),
        ("vote", {"details": ()}, "does not tell its choice"),
        ("reservation", {"details": (("votes", "1"),)}, "unknown detail 'votes'. Known: none"),
        ("figure", {"details": (("count", "mange"), ("unit", "borgere"))}, "'mange' is no number"),
        ("figure", {"details": (("count", "-1"), ("unit", "borgere"))}, "no number that counts"),
        ("figure", {"details": (("count", "1e30"), ("unit", "borgere"))}, "no number that counts"),
        ("figure", {"details": (("count", "NaN"), ("unit", "borgere"))}, "no number that counts"),
        ("figure", {"details": (("count", "3"),)}, "does not tell its unit"),
        ("follow_up", {"details": (("kind", "dreamt"),)}, "unknown kind 'dreamt'"),
        ("earlier_decision", {"details": (("outcome", "sold"),)}, "unknown outcome 'sold'"),
    ],
)
def test_remarks_check_names_what_is_wrong(kind: str, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check(one(kind, **change))


def test_remarks_check_lets_the_samples_pass() -> None:
    for reading in samples.readings():
        check(reading)


def test_remarks_of_every_kind_have_details_and_properties() -> None:
    assert tuple(remarks.DETAILS) == REMARKS
    assert {name for names in remarks.DETAILS.values() for name in names} == set(remarks.PROPERTIES)
    assert all(set(needed) <= set(remarks.DETAILS[kind]) for kind, needed in remarks.NEEDED.items())


@given(st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**9))
def test_remarks_numbers_have_one_form(number: object) -> None:
    once = remarks._number("count", str(number))
    assert once == remarks._number("count", once) and once == remarks._number("count", f"00{number}")


def test_remarks_by_private_people_are_published_only_on_request() -> None:
    entities, told = samples.entities(), notes(samples.readings(), samples.entities(), base=samples.BASE)
    public = tuple(published_notes(told, private(entities, Configuration())))
    assert {note.remark for note in told} - {note.remark for note in public} == {"reservation"}
    assert tuple(published_notes(told, private(entities, Configuration(persons="all")))) == told


def test_remarks_become_nodes_of_their_class(store: Store) -> None:
    query = "SELECT DISTINCT ?class { ?remark a pkg:Remark, ?class FILTER(?class != pkg:Remark) } ORDER BY ?class"
    classes = [row[0].rpartition("#")[2] for row in select(store, query)]
    assert classes == ["EarlierDecision", "Figure", "FollowUp", "NonParticipation", "Reservation", "Vote"]


def test_remarks_stand_in_the_graph_of_their_document(store: Store) -> None:
    document = samples.BASE + "document/" + samples.minutes().document.id
    assert ask(store, f"GRAPH <{document}> {{ ?vote a pkg:Vote ; pkg:choice 'for' ; pkg:votes 4 }}")


def test_remarks_values_are_typed(store: Store) -> None:
    assert ask(store, "?f a pkg:Figure ; pkg:count 1240.0 ; pkg:unit 'borgere' ; pkg:edtf '2025' ; pkg:approximate 'ca.'")
    assert ask(store, "?f pkg:about id:initiative/projekt-fast-havn ; pkg:status pkg:stated")
    assert ask(store, "?e a pkg:EarlierDecision ; pkg:outcome pkg:recommended ; pkg:by ?council . ?council a pkg:Council")
    assert ask(store, "?u a pkg:FollowUp ; pkg:actor 'sekretariatet' ; pkg:due '2026-05-01' ; pkg:kind 'promised'")


def test_remarks_are_no_claims_and_no_outcomes(store: Store) -> None:
    assert not ask(store, "?remark a pkg:Remark, pkg:Claim")
    assert not ask(store, "?item pkg:decision pkg:recommended")


def test_remarks_have_evidence_citation_run_and_extractor(store: Store) -> None:
    for lacking in ("pkg:evidence/oa:hasSelector/oa:exact", "pkg:citation", "prov:wasGeneratedBy", "prov:wasAttributedTo"):
        assert not ask(store, f"?remark a pkg:Remark FILTER NOT EXISTS {{ ?remark {lacking} ?x }}")
    assert ask(store, "?extractor a pkg:Extractor ; rdfs:label 'ballots-1' ; pkg:version '1'")


def test_remarks_of_a_build_have_the_shapes(tmp_path: Path) -> None:
    build([str(builds.write_samples(tmp_path / "in"))], tmp_path / "out", steps=builds.STEPS)
    assert validate(tmp_path / "out") == ()
    assert "/figure/" in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


def test_remarks_stand_in_neither_of_the_two_files_of_lines(tmp_path: Path) -> None:
    build([str(builds.write_samples(tmp_path / "in"))], tmp_path / "out", steps=builds.STEPS)
    for name in ("entities.jsonl", "relations.jsonl"):
        assert "tog forbehold" not in (tmp_path / "out" / name).read_text(encoding="utf-8")


def test_remarks_keep_hostile_units_as_text() -> None:
    unit = 'borgere"</script><b>\\\u2028\n'
    reading = one("figure", details=(("count", "3"), ("unit", unit)))
    (note,) = found(reading)
    store = Store()
    store.extend(make_of(reading))
    assert note.detail("unit") == unit
    assert [row[0] for row in select(store, "SELECT ?unit { ?f pkg:unit ?unit }")] == [unit]


def make_of(reading: Reading) -> Any:
    entities, papers = samples.resolve((reading,)), sources((reading,), base=samples.BASE)
    this = run(papers, Configuration(), code="0")
    told = notes((reading,), entities, base=samples.BASE)
    return quads((reading,), entities, (), papers, Configuration(), this, notes=told)


def open_item(*, kind: str = "minutes", claims: tuple[Claim, ...] = ()) -> Reading:
    """Return minutes with the item's place among the sections and, by default, no outcome."""
    reading = samples.minutes()
    entities = tuple(replace(e, details=(*e.details, ("index", "2"))) if e.key == samples.ITEM else e
                     for e in reading.entities)  # fmt: skip
    return replace(reading, entities=entities, claims=claims, meetings=(replace(reading.meetings[0], kind=kind),))


def rows(reading: Reading) -> list[dict[str, Any]]:
    """Return what the ledger of a build of one reading says of items without a decision."""
    drawn = outlines((reading,), samples.resolve, base=samples.BASE)
    everyone = Configuration(persons="all")
    with TemporaryDirectory() as folder:
        done = assemble(Path(folder), (reading,), drawn, run(drawn.sources, everyone, code="0"), everyone)
    return done.ledger["without_decision"]  # type: ignore[no-any-return]


def test_remarks_an_item_with_a_part_for_the_decision_and_no_outcome_is_open() -> None:
    (row,) = rows(open_item())
    assert (row["number"], row["text"], row["line"]) == ("2", "Status på Projekt Fast Havn", 16)
    assert str(row["item"]).startswith(samples.BASE + "item/") and "punkt 2, Beslutning" in str(row["citation"])
    assert str(row["quote"]).startswith("Orienteringen blev taget")


def test_remarks_an_item_with_an_outcome_is_not_open() -> None:
    decided = tuple(c for c in samples.minutes().claims if c.predicate == "decision")
    assert rows(open_item(claims=decided)) == []


def test_remarks_an_item_of_an_agenda_is_not_open() -> None:
    assert rows(open_item(kind="agenda")) == []


def test_remarks_an_item_without_a_part_for_the_decision_is_not_open() -> None:
    reading = open_item()
    sections = tuple(replace(s, kind="case") if isinstance(s, Section) and s.kind == "decision" else s
                     for s in reading.sections)  # fmt: skip
    assert rows(replace(reading, sections=sections)) == []


def test_remarks_ledger_names_no_private_person() -> None:
    reading = samples.minutes()
    found = (Problem("spelling", "“Solveig Aagren” står én gang anderledes."), Problem("weekday", "Mandag den 12."))
    row: dict[str, object] = {"item": "x", "quote": "Solveig Aagren var med."}
    papers = sources((reading,), base=samples.BASE)
    hidden = {"Solveig Aagren"}
    read = listed(replace(reading, problems=found), papers[0], (), hidden)
    told = ledger((read,), (), (), without_decision=[row], hidden=hidden)
    assert [problem["code"] for problem in told["inputs"][0]["problems"]] == ["weekday"]
    assert told["without_decision"] == [{"item": "x", "quote": ""}]


@pytest.mark.parametrize(("persons", "named"), [("public", False), ("all", True)])
def test_remarks_of_private_people_stand_in_the_report_only_on_request(
    persons: str, named: bool, tmp_path: Path
) -> None:
    steps = replace(builds.STEPS, render_report=render_report)
    inputs = str(builds.write_samples(tmp_path / "in"))
    build([inputs], tmp_path / "out", Configuration(persons=persons), steps=steps)
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert ("Solveig Aagren tog forbehold" in report) is named
    assert "1.240" in report and "sekretariatet" in report


def test_remarks_of_the_examples_are_whole_and_the_same_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build([], tmp_path / name)
    assert validate(tmp_path / "a") == ()
    for name in ("graph.nq", "ledger.json", "report.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    graph = (tmp_path / "a" / "graph.nq").read_text(encoding="utf-8")
    assert all(f"/{segment}/" in graph for segment in ("figure", "follow-up", "vote", "earlier-decision"))


def test_remarks_sort_by_place() -> None:
    told = found(samples.minutes())
    assert [note.start for note in told] == sorted(note.start for note in told)
    assert {type(remark) for remark in samples.minutes().remarks} == {Remark}
