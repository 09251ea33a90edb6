"""Tables from entities and facts: councils and programmes, networks, money, time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import answers_sample as sample
import pytest
from networkx.algorithms.link_analysis import pagerank_alg

from kg import analytics
from kg.analytics import brokers, centrality, communities, council_programme, money, money_totals, network, timeline


def test_analytics_council_programme_counts_items_and_outcomes() -> None:
    found = {row.council: row for row in council_programme(sample.entities(), sample.facts())}
    north = found[sample.COUNCIL_N]
    assert (north.programme, north.items, north.first, north.last) == (sample.CARE, 1, "2026-02-10", "2026-02-10")
    assert north.outcomes == (("approved", 1), ("noted", 1))


def test_analytics_council_programme_leads_to_the_claims() -> None:
    for row in council_programme(sample.entities(), sample.facts()):
        assert set(row.claims) <= {fact.claim for fact in sample.facts()}


def test_analytics_council_programme_counts_direct_facts_apart() -> None:
    told = (*sample.facts(), sample.fact(sample.COUNCIL_N, "proposes", sample.PLAN, "Rådet foreslår planen", start=800))
    found = {(row.council, row.programme): (row.items, row.facts) for row in council_programme(sample.entities(), told)}
    assert found[sample.COUNCIL_N, sample.PLAN] == (0, 1)


def test_analytics_council_programme_leaves_denied_facts_out() -> None:
    told = [replace(fact, polarity="negative") for fact in sample.facts()]
    assert council_programme(sample.entities(), told) == ()


def test_analytics_network_links_people_with_the_council_they_met_in() -> None:
    graph = network(sample.entities(), sample.facts())
    assert graph.has_edge(sample.ANNA, sample.COUNCIL_N)
    assert graph.has_edge(sample.COUNCIL_S, sample.CARE)


def test_analytics_network_has_no_dates_sums_meetings_or_items() -> None:
    kinds = {data["type"] for _, data in network(sample.entities(), sample.facts()).nodes(data=True)}
    assert kinds.isdisjoint({"DATE", "AMOUNT", "MEETING", "AGENDA_ITEM", "PLACE"})


def test_analytics_network_leaves_private_persons_out() -> None:
    people = tuple(replace(one, standing="private") if one.type == "PERSON" else one for one in sample.entities())
    assert sample.ANNA not in network(people, sample.facts())


def test_analytics_network_without_people_has_none() -> None:
    graph = network(sample.entities(), sample.facts(), people=False)
    assert "PERSON" not in {data["type"] for _, data in graph.nodes(data=True)}


def test_analytics_network_does_not_link_the_absent() -> None:
    told = [fact for fact in sample.facts() if fact.subject == sample.BO and fact.predicate == "absent_from"]
    told += [fact for fact in sample.facts() if fact.predicate == "meeting_of"]
    assert sample.BO not in network(sample.entities(), told)


def test_analytics_centrality_ranks_by_neighbours_first() -> None:
    found = centrality(sample.entities(), sample.facts(), limit=None)
    assert [row.neighbours for row in found] == sorted((row.neighbours for row in found), reverse=True)


def test_analytics_centrality_lists_only_the_asked_types() -> None:
    found = centrality(sample.entities(), sample.facts(), types=frozenset({"COUNCIL"}))
    assert [row.iri for row in found] == [sample.COUNCIL_N, sample.COUNCIL_S]


def test_analytics_pagerank_agrees_with_networkx() -> None:
    graph = network(sample.entities(), sample.facts())
    theirs = pagerank_alg._pagerank_python(graph, weight="weight", tol=1e-12, max_iter=1000)  # type: ignore[attr-defined]
    ours = analytics._pagerank(graph, steps=1000, tolerance=1e-12)
    assert ours == pytest.approx(theirs, abs=1e-6)


def test_analytics_pagerank_adds_up_to_one() -> None:
    assert sum(analytics._pagerank(network(sample.entities(), sample.facts())).values()) == pytest.approx(1)


def test_analytics_brokers_lead_with_who_stands_between() -> None:
    assert brokers(sample.entities(), sample.facts())[0].iri in (sample.CARE, sample.COUNCIL_N)


def test_analytics_brokers_are_sampled_beyond_the_exact_size(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = network(sample.entities(), sample.facts())
    monkeypatch.setattr(analytics, "EXACT", 3)
    monkeypatch.setattr(analytics, "SAMPLE", 4)
    first = brokers((), (), graph=graph, limit=None)
    assert first == brokers((), (), graph=graph, limit=None) and len(first) == graph.number_of_nodes()


def test_analytics_communities_hold_everything_once() -> None:
    groups = communities(sample.entities(), sample.facts())
    members = [member.iri for group in groups for member in group.members]
    assert sorted(members) == sorted(network(sample.entities(), sample.facts()))


def test_analytics_communities_come_largest_first() -> None:
    sizes = [len(group.members) for group in communities(sample.entities(), sample.facts())]
    assert sizes == sorted(sizes, reverse=True)


def test_analytics_tables_do_not_depend_on_the_order_of_facts() -> None:
    told = sample.facts()
    assert analytics.tables(sample.entities()[::-1], told[::-1]) == analytics.tables(sample.entities(), told)


def test_analytics_tables_do_not_depend_on_hashes() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests', '.']; import answers_sample as s; from kg import analytics; "
        "print(analytics.tables(s.entities(), s.facts()))"
    )
    root = Path(__file__).resolve().parent.parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_analytics_tables_of_nothing_are_empty() -> None:
    empty = analytics.tables((), ())
    assert (empty.councils, empty.brokers, empty.communities, empty.money, empty.timeline) == ((), (), (), (), ())


def test_analytics_money_joins_what_two_documents_say() -> None:
    decided = [row for row in money(sample.entities(), sample.facts()) if row.status == "decided"]
    assert [(row.amount, row.year, row.funder_name, len(row.claims)) for row in decided] == [
        (Decimal(2000000), "2027", "Aalborg Kommune", 2)
    ]


def test_analytics_money_quotes_the_most_confident_claim() -> None:
    decided = [row for row in money(sample.entities(), sample.facts()) if row.status == "decided"]
    assert decided[0].quote == "Der er afsat 2 mio. kr. i 2027."


def test_analytics_money_totals_never_add_proposed_to_decided() -> None:
    found = {row.status: row.total for row in money_totals(sample.entities(), sample.facts())}
    assert found == {"decided": Decimal(2000000), "proposed": Decimal(1000000)}


def test_analytics_money_leaves_denied_sums_out() -> None:
    told = [replace(fact, polarity="negative") for fact in sample.facts()]
    assert money(sample.entities(), told) == ()


def test_analytics_timeline_is_in_order_of_time() -> None:
    found = timeline(sample.entities(), sample.facts())
    assert [(event.date, event.kind) for event in found] == [
        ("2026-02-10", "meeting"),
        ("2026-03-05", "meeting"),
        ("2026-04-14", "next_meeting"),
        ("2026-12-31", "deadline"),
    ]


def test_analytics_timeline_events_have_their_quotes() -> None:
    assert all(event.quote and event.citation for event in timeline(sample.entities(), sample.facts()))
