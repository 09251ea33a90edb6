"""The order of rows: what is taken from the end of a query, and that it is the store's own order."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import ordering, sparql
from ontology import queries

E = "http://example.org/"


@pytest.mark.parametrize("text", [
    "SELECT ?a { ?a ?p ?b } ORDER BY ?b",
    "SELECT ?a { ?a ?p ?b } ORDER BY STR(?a)",
    "SELECT ?a { ?a ?p ?b } ORDER BY ?a LIMIT 2",
    "SELECT ?a { ?a ?p ?b } ORDER BY -?a",
    "SELECT * { ?a ?p ?b } ORDER BY ?a",
    "SELECT ?a { { SELECT ?a { ?a ?p ?b } ORDER BY ?a } }",
    "SELECT ?a { ?a ?p ?b } # } ORDER BY ?a\n LIMIT 1",
    'SELECT ?a { ?a ?p "} ORDER BY ?a" }',
])  # fmt: skip
def test_ordering_leaves_the_store_what_is_not_a_plain_order_at_the_end(text: str) -> None:
    assert ordering.split(text) == (text, ())


def test_ordering_takes_that_of_every_bundled_query_that_has_one_at_its_end() -> None:
    left = [name for name, query in queries().items() if "ORDER BY" in query.text and not ordering.split(query.text)[1]]
    assert all("GROUP BY" in queries()[name].text.rpartition("}")[2] for name in left)


def test_ordering_is_that_of_the_store() -> None:
    dice = random.Random(1)
    store = Store()
    kinds = [
        lambda n: Literal(f"å{n % 7}", language="da"), lambda n: Literal(f"b{n % 5}"), lambda n: NamedNode(f"{E}o{n % 6}"),
        lambda n: Literal(n % 11), lambda n: Literal(f"2026-0{n % 9 + 1}-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    ]  # fmt: skip
    for number in range(200):
        subject = NamedNode(f"{E}s{number}")
        for place, make in enumerate(kinds):
            if dice.random() < 0.8:
                store.add(Quad(subject, NamedNode(f"{E}p{place}"), make(dice.randrange(100))))
        store.add(Quad(subject, NamedNode(f"{E}is"), Literal("x")))
    pattern = " ".join(f"OPTIONAL {{ ?s <{E}p{place}> ?v{place} }}" for place in range(5))
    for keys in ("?v0 DESC(?v1) ?v2 ?v3 ?v4 ?s", "DESC(?v3) ASC(?v4) ?s", "DESC(?v2) DESC(?v0) DESC(?s)"):
        text = f"SELECT ?s ?v0 ?v1 ?v2 ?v3 ?v4 {{ ?s <{E}is> 'x' {pattern} }} ORDER BY {keys}"
        assert ordering.split(text)[1]
        theirs = [tuple(str(value) for value in row) for row in store.query(text)]
        ours = [row[0].value for row in sparql.ask(store, text).rows if row[0] is not None]
        assert [f"<{iri}>" for iri in ours] == [row[0] for row in theirs]


def test_ordering_of_a_construct_is_the_stores() -> None:
    store = Store()
    store.add(Quad(NamedNode(E + "s"), NamedNode(E + "p"), Literal("x")))
    answer = sparql.ask(store, "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT ?s ?p ?o { ?s ?p ?o } } } ORDER BY ?s", limit=1)
    assert answer.kind == "graph" and answer.turtle


def test_ordering_comes_before_the_limit() -> None:
    store = Store()
    for number in (3, 1, 2):
        store.add(Quad(NamedNode(f"{E}{number}"), NamedNode(E + "p"), Literal(number)))
    answer = sparql.ask(store, f"SELECT ?n {{ ?s <{E}p> ?n }} ORDER BY DESC(?n)", limit=2)
    assert [row[0].value for row in answer.rows if row[0]] == ["3", "2"]
