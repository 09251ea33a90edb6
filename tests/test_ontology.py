"""Tests of the ontology: the file, the tables made from it, and the closed vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

import ontology
from extractors.records import REMARKS
from ontology import make_terms, terms

PKG = Namespace(terms.ONTOLOGY)


@pytest.fixture(scope="module")
def text() -> str:
    return ontology.data("policy.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def graph(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def words(text: str) -> set[str]:
    return set(text.split())


def ours(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(str(PKG))})


def languages(graph: Graph, node: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(o.language) for o in graph.objects(node, predicate) if isinstance(o, Literal))


def test_ontology_tables_equal_policy(text: str) -> None:
    assert make_terms.tables(text) == ontology.data("tables.py").read_text(encoding="utf-8")


def test_ontology_names_are_those_of_policy(graph: Graph) -> None:
    assert {str(node).rpartition("#")[2] for node in ours(graph)} == terms.NAMES


def test_ontology_every_name_has_danish_and_english_label(graph: Graph) -> None:
    assert [n for n in ours(graph) if languages(graph, n, RDFS.label) != ["da", "en"]] == []


def test_ontology_every_name_is_defined_in_danish_and_english(graph: Graph) -> None:
    assert [n for n in ours(graph) if languages(graph, n, SKOS.definition) != ["da", "en"]] == []


def test_ontology_has_no_blank_nodes(graph: Graph) -> None:
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_ontology_refers_only_to_its_own_names(graph: Graph) -> None:
    used = {n for triple in graph for n in triple if isinstance(n, URIRef) and n.startswith(str(PKG))}
    assert used <= set(ours(graph))


def test_ontology_header_says_title_version_and_licence(graph: Graph) -> None:
    header = URIRef("https://w3id.org/policykg/ontology")
    assert (header, RDF.type, OWL.Ontology) in graph
    dcterms = Namespace("http://purl.org/dc/terms/")
    assert languages(graph, header, dcterms.title) == ["da", "en"]
    assert graph.value(header, OWL.versionInfo) is not None
    assert graph.value(header, dcterms.license) is not None


def test_ontology_entity_types_are_those_of_the_guidelines() -> None:
    assert set(terms.ENTITY_TYPES) == words(
        "PERSON REGION MUNICIPALITY COUNCIL AUTHORITY PROVIDER PARTY ASSOCIATION EDUCATION ORG_OTHER REFORM AGREEMENT "
        "PLAN LAW INITIATIVE PLACE DATE AMOUNT MEETING AGENDA_ITEM"
    )


def test_ontology_predicates_are_those_of_the_guidelines() -> None:
    assert set(terms.PREDICATES) == words(
        "meeting_of held_at attended absent_from presented_at discusses decision member_of party_member holds_post "
        "part_of located_in represented_in partner_of party_to participates_in responsible_for proposes funded_with "
        "succeeds dated"
    )


def test_ontology_coarse_classes() -> None:
    assert len(terms.ORG) == 9
    assert sorted(terms.PROGRAMME) == ["AGREEMENT", "INITIATIVE", "LAW", "PLAN", "REFORM"]


def test_ontology_property_names_are_the_words_in_camel_case() -> None:
    for word, predicate in terms.PREDICATES.items():
        assert predicate.property_name == re.sub(r"_(.)", lambda m: m[1].upper(), word)


def test_ontology_segments_are_unique() -> None:
    segments = [kind.segment for kind in terms.ENTITY_TYPES.values()]
    assert len(set(segments)) == len(segments)


def test_ontology_superclasses_are_written_out() -> None:
    assert terms.ENTITY_TYPES["REGION"].superclasses == ("Organisation",)
    assert terms.ENTITY_TYPES["LAW"].superclasses == ("Programme",)


def test_ontology_domain_of_a_superclass_covers_its_types() -> None:
    assert set(terms.PREDICATES["funded_with"].domain) == terms.ORG | terms.PROGRAMME


def test_ontology_range_of_decision_is_a_literal() -> None:
    assert terms.PREDICATES["decision"].range == ()


def test_ontology_only_partner_of_is_symmetric() -> None:
    assert [p.name for p in terms.PREDICATES.values() if p.symmetric] == ["partner_of"]


def test_ontology_parts_are_of_the_same_family() -> None:
    part_of = terms.PREDICATES["part_of"]
    assert part_of.allows("COUNCIL", "REGION")
    assert not part_of.allows("COUNCIL", "REFORM")


def test_ontology_closed_lists_hold_the_words_of_the_records() -> None:
    assert set(terms.OUTCOMES) == words("approved noted informed discussed recommended postponed rejected")
    assert set(terms.STATUSES) == words("stated recommended decided proposed expected estimated rejected")
    assert set(terms.STANDINGS) == words("elected official representative presenter private unknown")
    assert set(terms.POLARITIES) == {"positive", "negative"}
    assert set(terms.DOCUMENT_KINDS) == words(
        "agenda minutes minutes_draft minutes_approved note annex agreement press_release other"
    )
    assert set(terms.SECTION_KINDS) == words(
        "header contents attendance agenda_item summary recommendation case economy communication process remarks "
        "earlier decision absent attachments annex heading body closed"
    )


def test_ontology_remarks_are_those_of_the_records() -> None:
    assert tuple(terms.REMARKS) == REMARKS
    segments = [kind.segment for kind in (*terms.ENTITY_TYPES.values(), *terms.REMARKS.values())]
    assert len(set(segments)) == len(segments)


def test_ontology_every_remark_has_a_shape() -> None:
    shapes = Graph().parse(ontology.data("shapes.ttl"), format="turtle")
    targets = set(shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#targetClass")))
    assert {PKG.Remark, *(PKG[kind.class_name] for kind in terms.REMARKS.values())} <= targets


def test_ontology_shapes_name_only_its_words() -> None:
    shapes = Graph().parse(ontology.data("shapes.ttl"), format="turtle")
    used = {n for triple in shapes for n in triple[1:] if isinstance(n, URIRef) and n.startswith(str(PKG))}
    assert {str(node).rpartition("#")[2] for node in used} <= terms.NAMES


def test_ontology_concept_iris_are_unique_in_their_list() -> None:
    kinds = (terms.DOCUMENT_KINDS, terms.SECTION_KINDS, terms.DATE_KINDS)
    for concepts in (terms.OUTCOMES, terms.STATUSES, terms.POLARITIES, terms.STANDINGS, *kinds):
        iris = [terms.term_iri(term) for term in concepts.values()]
        assert len(set(iris)) == len(iris)


def test_ontology_outcomes_have_the_plain_names() -> None:
    assert terms.term_iri(terms.OUTCOMES["noted"]) == terms.ONTOLOGY + "noted"


def test_ontology_unknown_name_raises() -> None:
    with pytest.raises(KeyError, match="Unknown ontology name 'edft'"):
        terms.pkg("edft")


def test_ontology_unknown_type_and_predicate_raise() -> None:
    with pytest.raises(KeyError, match="Unknown entity type"):
        terms.class_iri("PERSONS")
    with pytest.raises(KeyError, match="Unknown predicate"):
        terms.property_iri("memberOf")


def test_ontology_data_names_what_is_there() -> None:
    with pytest.raises(FileNotFoundError, match=r"policy\.ttl"):
        ontology.data("polocy.ttl")


def test_ontology_queries_read_opening_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "b.rq").write_text("# Who sits where,\n# and since when.\nSELECT * {}\n# no more\n", encoding="utf-8")
    (folder / "a.rq").write_text("SELECT * {}\n", encoding="utf-8")
    monkeypatch.setattr(ontology, "data", lambda name: folder.parent / name)
    found = ontology.queries.__wrapped__()
    assert list(found) == ["a", "b"]
    assert found["b"].description == "Who sits where, and since when."
    assert found["a"].description == ""


def test_ontology_source_wraps_long_rows() -> None:
    assert max(map(len, make_terms.source((("x" * 80, "y" * 80),)).splitlines())) <= 120
