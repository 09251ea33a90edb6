"""The graph: what becomes a quad, where, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Quad, Store

from extractors.records import Configuration, Entity
from kg.entity_nodes import entity_statements, registers
from kg.facts import facts, sources
from kg.graph import quads, run
from kg.iris import slug
from kg.rdf import calendar, decimal
from kg.remarks import notes

PREFIXES = """
PREFIX pkg: <https://w3id.org/policykg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX org: <http://www.w3.org/ns/org#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX void: <http://rdfs.org/ns/void#>
"""


def make() -> list[Quad]:
    readings, entities, configuration = samples.readings(), samples.entities(), Configuration()
    papers = sources(readings, base=samples.BASE)
    claims = facts(readings, entities, base=samples.BASE)
    told = notes(readings, entities, base=samples.BASE)
    this = run(papers, configuration, code="0")
    return list(quads(readings, entities, claims, papers, configuration, this, notes=told))


@pytest.fixture(scope="module")
def graph() -> list[Quad]:
    return make()


@pytest.fixture(scope="module")
def store(graph: list[Quad]) -> Store:
    store = Store()
    store.extend(graph)
    return store


def ask(store: Store, pattern: str) -> bool:
    """Ask whether `pattern` holds; ``id:a/b`` is short for an IRI of our data."""
    pattern = re.sub(r"\bid:([a-z0-9/-]+)", rf"<{samples.BASE}\1>", pattern)
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


def select(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in store.query(PREFIXES + query, use_default_graph_as_union=True):  # type: ignore[union-attr]
        yield tuple(value.value for value in row)


def test_graph_has_no_blank_nodes_and_no_default_graph(graph: list[Quad]) -> None:
    for quad in graph:
        assert not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object))
        assert quad.graph_name.value  # type: ignore[union-attr]


def test_graph_yields_each_quad_once(graph: list[Quad]) -> None:
    assert len(graph) == len(set(graph))


def test_graph_is_the_same_at_every_call(graph: list[Quad]) -> None:
    assert graph == make()


def test_graph_has_only_forms_that_a_store_keeps(graph: list[Quad], store: Store) -> None:
    assert set(store) == set(graph)


def test_graph_of_a_document_holds_its_plain_triples(store: Store) -> None:
    document = sources((samples.note(),), base=samples.BASE)[0].iri
    assert ask(store, f"GRAPH <{document}> {{ id:association/kirkens-korshaer pkg:responsibleFor ?programme }}")


def test_graph_writes_plain_triples_whatever_the_status(store: Store) -> None:
    assert ask(store, "id:initiative/projekt-fast-havn pkg:fundedWith id:amount/2500000")


def test_graph_of_a_denial_is_a_claim_only(store: Store) -> None:
    claim = "?c rdf:subject id:region/region-nordjylland ; rdf:predicate pkg:participatesIn ; pkg:polarity pkg:negative"
    assert ask(store, claim)
    assert not ask(store, "id:region/region-nordjylland pkg:participatesIn ?programme")


def test_graph_decisions_are_concepts(store: Store) -> None:
    assert ask(store, "?item pkg:decision pkg:noted . ?c rdf:object pkg:noted ; pkg:status pkg:decided")


def test_graph_evidence_has_quote_and_position(store: Store) -> None:
    query = """SELECT ?passage ?quote ?start ?end { ?passage oa:hasSelector ?a, ?b .
        ?a oa:exact ?quote . ?b oa:start ?start ; oa:end ?end }"""
    rows = list(select(store, query))
    assert rows
    for passage, quote, start, end in rows:
        assert passage.endswith(f"#char={start},{end}")
        assert len(quote) == int(end) - int(start)


def test_graph_evidence_names_pages_where_there_are_some(store: Store) -> None:
    query = "SELECT DISTINCT ?page { ?passage a oa:SpecificResource ; pkg:page ?page } ORDER BY ?page"
    assert [row[0] for row in select(store, query)] == ["1", "2"]


def test_graph_qualifiers_stand_on_the_claim(store: Store) -> None:
    assert ask(store, '?c rdf:predicate pkg:fundedWith ; pkg:year "2027" ; pkg:funder id:municipality/aalborg-kommune')


def test_graph_writes_superclasses_out(store: Store) -> None:
    assert ask(store, "id:region/region-nordjylland a pkg:Region, pkg:Organisation, org:Organization")
    assert ask(store, "id:initiative/projekt-fast-havn a pkg:Initiative, pkg:Programme")


def test_graph_labels_are_danish(store: Store) -> None:
    assert ask(store, 'id:provider/klinik-soebred rdfs:label "Klinik Søbred"@da ; skos:prefLabel "Klinik Søbred"@da')


def test_graph_older_iris_are_replaced(store: Store) -> None:
    assert ask(store, "id:initiative/fast-havn dcterms:isReplacedBy id:initiative/projekt-fast-havn")


def test_graph_values_are_typed(store: Store) -> None:
    assert ask(store, 'id:amount/2500000 pkg:value 2500000.0 ; pkg:currency "DKK"')
    assert ask(store, 'id:date/2027 pkg:edtf "2027" ; pkg:date "2027"^^xsd:gYear')
    assert ask(store, '?meeting a pkg:Meeting ; pkg:date "2026-03-12"^^xsd:date')


def test_graph_items_hang_on_their_meeting(store: Store) -> None:
    item = '?item pkg:itemOf ?meeting ; pkg:number "2" ; pkg:caseId "SAG-2026-00417" .'
    assert ask(store, item + " ?meeting a pkg:Meeting")


def test_graph_councils_dealt_with_what_their_items_discuss(store: Store) -> None:
    derived = "GRAPH id:graph/derived { ?council pkg:dealtWith id:initiative/projekt-fast-havn } ?council a pkg:Council"
    assert ask(store, derived)


def test_graph_memberships_have_roles(store: Store) -> None:
    assert ask(store, "?m a org:Membership ; org:member id:person/ida-vesterlund-brandt ; org:role id:role/formand")


def test_graph_successions_are_change_events(store: Store) -> None:
    assert ask(store, """?event a org:ChangeEvent ; org:originalOrganization id:provider/klinik-havblik ;
        org:resultingOrganization id:provider/klinik-soebred ; prov:wasDerivedFrom ?claim""")


def test_graph_registers_give_codes(store: Store) -> None:
    assert ask(store, 'GRAPH id:graph/registers { id:region/region-nordjylland pkg:code "region:1081" }')


def test_graph_owner_that_no_document_names_has_a_node() -> None:
    owner = samples.BASE + "municipality/kolding-kommune"
    council = Entity(samples.BASE + "council/byraadet-i-kolding-kommune", "COUNCIL", "Byrådet", (), (),
                     "COUNCIL|byråd|kommune:0621", owner=owner)
    assert any(s.value == owner and p.value.endswith("prefLabel") for s, p, _ in registers((council,), base=samples.BASE))


def test_graph_describes_itself(store: Store, graph: list[Quad]) -> None:
    described = sum(quad.graph_name.value.endswith("graph/dataset") for quad in graph)  # type: ignore[union-attr]
    counted = f"id:dataset void:triples {len(graph) - described} ; prov:wasGeneratedBy ?run ."
    assert ask(store, counted + " ?run prov:used ?document")


def test_graph_run_depends_on_inputs_code_and_configuration() -> None:
    papers = sources(samples.readings(), base=samples.BASE)
    runs = [
        run(papers, Configuration(), code="0"),
        run(papers[1:], Configuration(), code="0"),
        run(papers, Configuration(), code="1"),
        run(papers, Configuration(persons="all"), code="0"),
    ]
    assert len({r.iri for r in runs}) == 4
    assert run(papers[::-1], Configuration(), code="0") == runs[0]


def test_graph_refuses_an_amount_that_is_no_number() -> None:
    entity = Entity("https://example.org/amount/x", "AMOUNT", "mange penge", (), (), "AMOUNT|x", "mange")
    with pytest.raises(ValueError, match="'mange' is no decimal number"):
        list(entity_statements(entity, 0))


def test_graph_refuses_a_qualifier_it_does_not_know() -> None:
    reading = samples.press()
    reading = replace(reading, claims=(replace(reading.claims[0], qualifiers=(("mood", "good"),)),))
    papers, entities = sources((reading,), base=samples.BASE), samples.resolve((reading,))
    claims = facts((reading,), entities, base=samples.BASE)
    with pytest.raises(ValueError, match=r"Unknown qualifier 'mood'\. Known: funder, addition, kind, matter"):
        list(quads((reading,), entities, claims, papers, Configuration(), run(papers, Configuration(), code="0")))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_graph_decimals_are_canonical(number: object) -> None:
    literal = decimal(str(number))
    assert literal.value == decimal(literal.value).value
    assert "E" not in literal.value and not literal.value.endswith((".", ".0"))


@given(st.dates().map(str))
def test_graph_dates_are_typed(day: str) -> None:
    assert isinstance(calendar(day), Literal)


@given(st.text())
def test_graph_slugs_are_ascii_and_never_empty(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text)
