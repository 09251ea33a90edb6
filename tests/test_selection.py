"""What views show of a build: everything while it fits, else what counts most in a total order, and the rest counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import answers_sample
import pytest
from views_sample import BASE, ledger, sample

from extractors.errors import QueryError
from extractors.records import Configuration
from kg import analytics, documents, excerpts, networks, outputs, ranks, selection
from kg.answers import Handle
from kg.facts import Fact
from kg.selection import Budget
from kg.views import remainder
from kg.views.page import page_of, render_page
from kg.views.report import render_report, report_of

PUBLIC = Configuration(base=BASE)
ALL = Configuration(base=BASE, persons="all")
TIGHT = Budget(entities=40, facts=30, each=4)
SMALL = Budget(entities=90, facts=60, each=6)


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    folder = answers_sample.write_build(tmp_path_factory.mktemp("selection") / "output", *sample())
    with selection.opened(folder, base=BASE) as opened:
        yield opened


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    folder = answers_sample.sample_build(tmp_path_factory.mktemp("noted") / "output")
    with selection.opened(folder, base=BASE) as opened:
        yield opened


def private_iri() -> str:
    return next(entity.id for entity in sample()[0] if entity.standing == "private")


def public_facts() -> list[Fact]:
    return list(outputs.published(sample()[1], outputs.private(sample()[0], PUBLIC)))


def test_selection_takes_everything_that_fits(handle: Handle) -> None:
    for chosen in (selection.page(handle, configuration=ALL), selection.report(handle, configuration=ALL)):
        entities, facts, sources = sample()
        assert {entity.id for entity in chosen.entities} == {entity.id for entity in entities}
        assert {fact.claim for fact in chosen.facts} == {fact.claim for fact in facts}
        assert {source.iri for source in chosen.sources} == {source.iri for source in sources}
        assert not chosen.totals and not chosen.shown and not chosen.dealings


def test_selection_reads_sources_as_they_were_written(handle: Handle) -> None:
    assert list(documents.sources(handle)) == sorted(sample()[2], key=lambda source: source.iri)


def test_selection_page_of_a_small_build_is_that_of_its_records(handle: Handle) -> None:
    assert render_page(handle, configuration=PUBLIC) == page_of(*sample(), configuration=PUBLIC)


def test_selection_report_of_a_small_build_is_that_of_its_records(handle: Handle) -> None:
    entities, _, sources = sample()
    told = networks.tables_of(
        [entity for entity in entities if entity.standing != "private"], public_facts(), base=BASE
    )
    assert render_report(handle, ledger(), configuration=PUBLIC) == report_of(
        entities, public_facts(), sources, ledger(), told, configuration=PUBLIC
    )


def test_selection_stays_within_the_budget(handle: Handle) -> None:
    for most in (TIGHT, SMALL):
        chosen = selection.page(handle, configuration=PUBLIC, most=most)
        assert 0 < len(chosen.entities) <= most.entities and 0 < len(chosen.facts) <= most.facts


def test_selection_takes_what_its_facts_need(handle: Handle) -> None:
    chosen = selection.page(handle, configuration=PUBLIC, most=SMALL)
    known = {entity.id: entity for entity in chosen.entities}
    items = [entity for entity in chosen.entities if entity.type == "AGENDA_ITEM"]
    assert items and all(item.owner in known and known[item.owner].owner in known for item in items)
    for fact in chosen.facts:
        assert fact.subject in known and (fact.predicate == "decision" or fact.object in known)


def test_selection_counts_what_the_build_holds(handle: Handle) -> None:
    chosen = selection.page(handle, configuration=PUBLIC, most=TIGHT)
    entities, _, sources = sample()
    assert chosen.totals == {"documents": len(sources), "entities": len(entities) - 1, "facts": len(public_facts())}
    everyone = selection.page(handle, configuration=ALL, most=TIGHT).totals
    assert (everyone["entities"], everyone["facts"]) == (len(entities), len(sample()[1]))


def test_selection_ranks_by_claims_then_by_iri(handle: Handle) -> None:
    entities, facts, _ = sample()
    ends = Counter(iri for fact in facts for iri in (fact.subject, fact.object))
    councils = [entity.id for entity in entities if entity.type == "COUNCIL" and ends[entity.id]]
    expected = sorted(councils, key=lambda iri: (-ends[iri], iri))
    assert ranks.most_told(handle, "Council", limit=99) == tuple(expected)
    assert ranks.most_told(handle, "Council", limit=3) == tuple(expected[:3])
    assert len({ends[iri] for iri in expected}) < len(expected), "the sample has no ties"


def test_selection_takes_the_newest_claims_first(handle: Handle) -> None:
    _, facts, sources = sample()
    dates = {source.iri: source.date for source in sources}
    person = Counter(fact.subject for fact in facts if fact.predicate == "member_of").most_common(1)[0][0]
    told = sorted((fact for fact in facts if fact.subject == person), key=lambda fact: fact.claim)
    told.sort(key=lambda fact: dates[fact.document], reverse=True)
    assert len({fact.document for fact in told}) > 1
    found = ranks.newest_claims(handle, person, limit=4, sides=("subject",))
    assert list(found) == [fact.claim for fact in told[:4]]


def test_selection_shows_no_private_person(handle: Handle) -> None:
    for configuration, there in ((PUBLIC, False), (ALL, True)):
        chosen = selection.drawn(handle, [fact.claim for fact in sample()[1]], configuration=configuration, most=999)
        assert (private_iri() in {entity.id for entity in chosen.entities}) is there
        assert any(private_iri() in (fact.subject, fact.object) for fact in chosen.facts) is there
    assert private_iri() not in ranks.most_told(handle, "Person", limit=999)


def test_selection_is_the_same_twice(handle: Handle) -> None:
    for choose in (selection.page, selection.report):
        assert choose(handle, configuration=PUBLIC, most=SMALL) == choose(handle, configuration=PUBLIC, most=SMALL)


def test_selection_opens_nothing_where_no_store_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no Oxigraph store"):
        selection.opened(tmp_path, base=BASE)


def test_selection_lets_go_of_the_store(tmp_path: Path) -> None:
    folder = answers_sample.sample_build(tmp_path / "output")
    with selection.opened(folder, base=BASE) as opened:
        assert ranks.entity_count(opened) > 0
    with pytest.raises(QueryError):
        ranks.entity_count(opened)


def test_selection_takes_the_largest_sums_of_each_status(handle: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "SUMS", 1)
    entities, facts, _ = sample()
    value = {entity.id: int(entity.value) for entity in entities if entity.type == "AMOUNT"}
    largest: dict[str, Fact] = {}
    for fact in sorted((f for f in facts if f.predicate == "funded_with"), key=lambda f: (-value[f.object], f.claim)):
        largest.setdefault(fact.status, fact)
    assert sorted(excerpts.sums(handle)) == sorted(fact.claim for fact in largest.values())


def test_selection_takes_whole_meetings_newest_first(handle: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "OUTCOMES", 9)
    entities, facts, _ = sample()
    known = {entity.id: entity for entity in entities}
    claims, _ = excerpts.decided(handle)
    told = {fact.claim: known[known[fact.subject].owner].value for fact in facts if fact.predicate == "decision"}
    assert Counter(told[claim] for claim in claims) == {"2026-01-24": 4, "2026-01-23": 4}


def test_selection_takes_follow_ups_still_due_first(noted: Handle) -> None:
    due = {one.id: one.detail("due") for one in answers_sample.notes() if one.remark == "follow_up"}
    assert [due[note] for note in excerpts.follow_ups(noted, "2026-01-01")] == ["2026-05-01", ""]
    assert [due[note] for note in excerpts.follow_ups(noted, "2026-06-01")] == ["", "2026-05-01"]


def test_selection_takes_as_many_follow_ups_as_asked(noted: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "FOLLOW_UPS", 1)
    (note,) = excerpts.follow_ups(noted, "2026-01-01")
    assert next(one for one in answers_sample.notes() if one.id == note).detail("due") == "2026-05-01"


def test_selection_takes_denied_claims_with_what_says_the_contrary(handle: Handle) -> None:
    _, facts, _ = sample()
    denied = {fact.claim for fact in facts if fact.polarity != "positive" or fact.status == "rejected"}
    unsure = {fact.claim for fact in facts if fact.confidence < 0.7}
    assert denied and unsure and set(excerpts.doubted(handle)) == denied | unsure


def test_selection_takes_dates_to_come_then_passed_deadlines(handle: Handle) -> None:
    entities, facts, _ = sample()
    value = {entity.id: entity.value for entity in entities}
    told = {fact.claim: value[fact.object] for fact in facts if fact.predicate == "dated"}
    found = [told[claim] for claim in excerpts.dates(handle, "2026-04-15")]
    assert found == ["2026-04-16", "2026-04-17", "2026-04-18", "2027-12-31", "2026-04-15", "2026-04-14"]
    assert excerpts.date_count(handle, "2026-04-15") == len(found)


def test_selection_counts_dealings_as_the_report_does(handle: Handle) -> None:
    from kg.views import model

    entities, facts, _ = sample()
    assert excerpts.dealings(handle) == Counter((d.council, d.programme) for d in model.dealt_with(entities, facts))


def test_selection_network_of_the_store_is_that_of_the_records(handle: Handle) -> None:
    entities, facts, _ = sample()
    built, read = analytics.network(entities, facts), networks.linked(handle)
    assert dict(built.nodes(data=True)) == dict(read.nodes(data=True))
    assert {edge: data["weight"] for *edge, data in built.edges(data=True) for edge in [tuple(edge)]} == {
        edge: data["weight"] for *edge, data in read.edges(data=True) for edge in [tuple(edge)]
    }


def test_selection_network_says_that_it_is_a_part(handle: Handle) -> None:
    graph = networks.linked(handle, most=10)
    assert 0 < graph.number_of_nodes() <= 10
    assert re.fullmatch(r"Groups \(among the \d+ best linked of \d+\)", analytics.heading("Groups", graph))
    assert analytics.heading("Groups", analytics.network((), ())) == "Groups"


def test_selection_strongest_keeps_the_heaviest_and_their_links() -> None:
    entities, facts, _ = sample()
    whole = analytics.network(entities, facts)
    few = analytics.strongest(whole, most=12)
    weights = dict(whole.degree(weight="weight"))
    heaviest = sorted(weights, key=lambda iri: (-weights[iri], iri))[:12]
    assert set(few) <= set(heaviest) and few.graph["of"] == len(whole)
    assert all(whole.edges[edge] == few.edges[edge] for edge in few.edges)
    assert analytics.strongest(whole) is whole


def page_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


def test_selection_page_tells_how_much_the_build_holds(handle: Handle) -> None:
    chosen = selection.page(handle, configuration=PUBLIC, most=TIGHT)
    page = page_of(chosen.entities, chosen.facts, chosen.sources, configuration=PUBLIC, totals=chosen.totals)
    assert page_data(page)["totals"] == dict(chosen.totals)
    assert "totals" not in page_data(render_page(handle, configuration=PUBLIC))


def large_report(handle: Handle) -> str:
    chosen = selection.report(handle, configuration=PUBLIC, most=SMALL)
    return report_of(
        chosen.entities, chosen.facts, chosen.sources, ledger(), {}, configuration=PUBLIC, notes=chosen.notes,
        totals=chosen.totals, dealings=chosen.dealings, shown=chosen.shown,
    )  # fmt: skip


def test_selection_report_tells_what_each_chapter_leaves_out(
    handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in {"DOCUMENTS": 2, "COUNCILS": 1, "PROGRAMMES": 2, "PEOPLE": 3, "OUTCOMES": 9, "SUMS": 1, "COMING": 2}.items():
        monkeypatch.setattr(excerpts, name, most)
    report = large_report(handle)
    for da, en in (
        ("de 2 nyeste af 6 dokumenter", "the 2 newest of 6 documents"),
        ("1 af 5 råd og udvalg", "1 of 5 councils"),
        ("8 af 20 udfald", "8 of 20 outcomes"),
        ("4 af 6 udsagn om beløb", "4 of 6 statements of sums"),
        ("3 af 11 personer", "3 of 11 people"),
    ):
        assert da in report and en in report
    assert re.search(r"2 af \d+ programmer", report) and "kg query decisions" in report and "kg show NAVN" in report
    inner = set(re.findall(r'href="#([^"]+)"', report))
    assert inner <= set(re.findall(r'id="([^"]+)"', report))


def test_selection_report_tells_the_sums_of_the_build_at_its_head(handle: Handle) -> None:
    head = large_report(handle).partition("</header>")[0]
    numbers = re.findall(r"<dd>([\d.]+)</dd>", head)
    entities, facts, sources = sample()
    types = Counter(entity.type for entity in entities)
    assert numbers[0] == str(len(sources)) and numbers[2] == str(types["COUNCIL"])
    assert numbers[-1] == str(len(public_facts()))
    assert numbers[4] == str(sum(1 for fact in facts if fact.predicate == "decision"))


def test_selection_report_says_nothing_of_a_rest_that_is_not(handle: Handle) -> None:
    assert "Resten:" not in render_report(handle, ledger(), configuration=PUBLIC)


def test_selection_report_cuts_long_lists_of_the_ledger() -> None:
    rows = [{"path": f"{n}.pdf", "read": False, "code": "empty", "reason": "", "remedy": ""} for n in range(205)]
    report = report_of((), (), (), {"inputs": rows}, {}, configuration=PUBLIC)
    assert "… og 5 mere i ledger.json" in report and "… and 5 more in ledger.json" in report
    assert "199.pdf" in report and "200.pdf" not in report
    shorter = report_of((), (), (), {"inputs": rows[: remainder.LISTED]}, {}, configuration=PUBLIC)
    assert "mere i ledger.json" not in shorter


def test_selection_leaves_out_a_denied_link(tmp_path: Path) -> None:
    entities, facts, sources = sample()
    denied = tuple(replace(fact, polarity="negative") for fact in facts)
    folder = answers_sample.write_build(tmp_path / "output", entities, denied, sources)
    with selection.opened(folder, base=BASE) as opened:
        assert networks.linked(opened).number_of_nodes() == 0 and excerpts.dealings(opened) == {}
