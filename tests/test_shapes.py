"""The SHACL shapes: each finds the mistake it is there for, and nothing in a graph that is as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef

from extractors.records import Configuration
from kg.iris import PREFIXES
from kg.oxigraph import load_nquads
from kg.pipeline import build
from kg.shapes import check_shapes
from ontology import data
from ontology.terms import ONTOLOGY

PKG = Namespace(ONTOLOGY)
SH = Namespace("http://www.w3.org/ns/shacl#")
EX = "https://example.org/"

# What a node of a class lacks when it has nothing but its class.
BARE: Mapping[str, str] = {
    "pkg:Claim": "subject predicate object status confidence evidence citation wasGeneratedBy wasAttributedTo type",
    "pkg:Remark": "about status evidence citation wasGeneratedBy wasAttributedTo",
    "pkg:Figure": "count unit",
    "pkg:FollowUp": "kind",
    "pkg:Vote": "by choice",
    "pkg:Reservation": "by",
    "pkg:Amendment": "by",
    "pkg:NonParticipation": "by",
    "pkg:EarlierDecision": "outcome",
    "pkg:Document": "title name documentKind sha256 mediaType sourcePath label",
    "pkg:Person": "type",
    "pkg:Organisation": "type",
    "pkg:Programme": "type",
    "pkg:Place": "type",
    "pkg:Date": "edtf type",
    "pkg:Amount": "value currency type",
    "pkg:AgendaItem": "itemOf",
    "pkg:Run": "version type label",
    "pkg:Extractor": "type",
    "oa:SpecificResource": "hasSource",
    "oa:TextQuoteSelector": "exact",
    "oa:TextPositionSelector": "start end",
    "oa:FragmentSelector": "page value conformsTo",
    "org:Membership": "member organization label wasDerivedFrom",
    "org:Post": "postIn heldBy",
    "org:ChangeEvent": "originalOrganization resultingOrganization",
    "time:Interval": "edtf",
    "adms:Identifier": "notation scheme",
    "void:Dataset": "triples wasGeneratedBy type title description entities documents uriSpace vocabulary distribution",
    "dcat:Distribution": "mediaType",
}
# Shapes that are not named after the class.
NAMES = {"SpecificResource": "Passage", "TextQuoteSelector": "Quote", "TextPositionSelector": "Position",
         "FragmentSelector": "Page"}  # fmt: skip

# A mistake for each other shape: the node that errs, as Turtle. `_:` is a node without a class.
FAULTS: Mapping[str, str] = {
    "ClaimShape-polarity": "a pkg:Claim ; pkg:polarity pkg:stated",
    "ClaimShape-wording": 'a pkg:Claim ; pkg:wording ""',
    "ClaimShape-answersRecommendation": 'a pkg:Claim ; pkg:answersRecommendation "A" , "B"',
    "ClaimShape-matter": 'a pkg:Claim ; pkg:matter "approval"',
    "ClaimShape-role": 'a pkg:Claim ; pkg:role ""',
    "ClaimShape-year": "a pkg:Claim ; pkg:year 2026",
    "ClaimShape-priceLevel": 'a pkg:Claim ; pkg:priceLevel "2024" , "2025"',
    "ClaimShape-recurrence": 'a pkg:Claim ; pkg:recurrence "often"',
    "ClaimShape-kind": 'a pkg:Claim ; pkg:kind "birthday"',
    "ClaimShape-validFrom": 'a pkg:Claim ; pkg:validFrom "26"',
    "ClaimShape-validTo": 'a pkg:Claim ; pkg:validTo "2026" , "2027"',
    "ClaimShape-statedOn": 'a pkg:Claim ; pkg:statedOn "2026-01-29" , "2026-02-12"',
    "ClaimShape-holdsFrom": 'a pkg:Claim ; pkg:holdsFrom "26"',
    "ClaimShape-holdsTo": "a pkg:Claim ; pkg:holdsTo 2026",
    "ClaimShape-lastConfirmed": 'a pkg:Claim ; pkg:lastConfirmed "2026" , "2027"',
    "ClaimShape-holdsCertainly": 'a pkg:Claim ; pkg:holdsCertainly "yes"',
    "DocumentShape-published": 'a pkg:Document ; pkg:published "26"',
    "ClaimShape-point": "a pkg:Claim ; pkg:point 2",
    "ClaimShape-addition": 'a pkg:Claim ; pkg:addition ""',
    "ClaimShape-funder": "a pkg:Claim ; pkg:funder _:nothing",
    "ClaimShape-saidBy": "a pkg:Claim ; pkg:saidBy 7",
    "ClaimEvidenceShape": "^pkg:evidence",
    "GeneratedByShape": "^prov:wasGeneratedBy",
    "AttributedToShape": "^prov:wasAttributedTo",
    "PassageShape-hasSelector": "a oa:SpecificResource ; oa:hasSelector [ a oa:TextQuoteSelector ]",
    "PassageShape-page": "a oa:SpecificResource ; pkg:page 0",
    "RemarkShape-by": "a pkg:Remark ; pkg:by [ a pkg:Place ]",
    "RemarkShape-type": 'a pkg:Vote ; pkg:choice "for"',
    "FigureShape-about": "a pkg:Figure ; pkg:about [ a pkg:Meeting ]",
    "FigureShape-edtf": 'a pkg:Figure ; pkg:edtf "26"',
    "FigureShape-approximate": 'a pkg:Figure ; pkg:approximate "ca." , "knap"',
    "FollowUpShape-about": "a pkg:FollowUp ; pkg:about [ a pkg:Programme ]",
    "FollowUpShape-actor": 'a pkg:FollowUp ; pkg:actor ""',
    "FollowUpShape-due": 'a pkg:FollowUp ; pkg:due "maj"',
    "FollowUpShape-occasion": 'a pkg:FollowUp ; pkg:occasion "a" , "b"',
    "VoteShape-about": "a pkg:Vote ; pkg:about [ a pkg:Meeting ]",
    "VoteShape-votes": "a pkg:Vote ; pkg:votes -1",
    "ReservationShape-about": "a pkg:Reservation ; pkg:about [ a pkg:Meeting ]",
    "AmendmentShape-about": "a pkg:Amendment ; pkg:about [ a pkg:Meeting ]",
    "NonParticipationShape-about": "a pkg:NonParticipation ; pkg:about [ a pkg:Meeting ]",
    "NonParticipationShape-time": 'a pkg:NonParticipation ; pkg:time "14.30" , "15.00"',
    "EarlierDecisionShape-about": "a pkg:EarlierDecision ; pkg:about [ a pkg:Meeting ]",
    "EarlierDecisionShape-edtf": 'a pkg:EarlierDecision ; pkg:edtf "26"',
    "DocumentShape-kind": 'a pkg:Document ; pkg:kind "letter"',
    "DocumentShape-date": 'a pkg:Document ; pkg:date "2026-01-01"',
    "DocumentShape-edtf": 'a pkg:Document ; pkg:edtf "2026" , "2027"',
    "DocumentShape-pages": "a pkg:Document ; pkg:pages 0",
    "DocumentShape-sourceUrl": 'a pkg:Document ; pkg:sourceUrl "https://example.org/a.pdf"',
    "DocumentShape-retrieved": 'a pkg:Document ; pkg:retrieved "2026-01-01" , "2026-01-02"',
    "DocumentShape-attachment": 'a pkg:Document ; pkg:attachment ""',
    "NamedShape-label": "a pkg:Place",
    "NamedShape-prefLabel": 'a pkg:Place ; skos:prefLabel "Aarhus"@en',
    "NamedShape-key": 'a pkg:Place ; pkg:key "a" , "b"',
    "NamedShape-mentions": "a pkg:Place ; pkg:mentions -1",
    "NamedShape-altLabel": 'a pkg:Place ; skos:altLabel "Aarhus"',
    "NamedShape-name": 'a pkg:Place ; pkg:name "Aarhus" , "Århus"',
    "NamedShape-validFrom": 'a pkg:Organisation ; pkg:validFrom "2027-01-01" , "2028-01-01"',
    "NamedShape-validTo": "a pkg:Programme ; pkg:validTo 2027",
    "PersonShape-standing": "a pkg:Person ; pkg:standing pkg:stated",
    "DateShape-date": 'a pkg:Date ; pkg:date "2026"',
    "MeetingShape-meetingOf": "a pkg:Meeting ; pkg:meetingOf [ a pkg:Council ] , [ a pkg:Council ]",
    "MeetingShape-edtf": 'a pkg:Meeting ; pkg:edtf "2026-01-01" , "2026-01-02"',
    "ActivityShape-type": "a pkg:Meeting",
    "AgendaItemShape-number": "a pkg:AgendaItem ; pkg:number 2",
    "AgendaItemShape-title": 'a pkg:AgendaItem ; pkg:title "a" , "b"',
    "AgendaItemShape-caseId": "a pkg:AgendaItem ; pkg:caseId 26",
    "AgendaItemShape-documentId": 'a pkg:AgendaItem ; pkg:documentId ""',
    "OwnerShape-owner": "a pkg:Council ; pkg:owner [ a pkg:Person ]",
    "CouncilShape-owner": "a pkg:Council ; pkg:owner [ a pkg:Region ] , [ a pkg:Region ]",
    "RegionShape-code": 'a pkg:Region ; pkg:code "kommune:0316"',
    "MunicipalityShape-code": 'a pkg:Municipality ; pkg:code "kommune:316"',
    "CodeShape-code": 'a pkg:Provider ; pkg:code "1234"',
    "CodeShape-identifier": "a pkg:Provider ; adms:identifier [ a pkg:Provider ]",
    "PartyShape-letter": 'a pkg:Party ; pkg:letter "A" , "B"',
    "LetterShape": 'a pkg:Association ; pkg:letter "A"',
    "FoafPersonShape": "a foaf:Person",
    "OrgOrganizationShape": "a org:Organization",
    "SkosConceptShape": "a skos:Concept",
    "SchemaPlaceShape": "a schema:Place",
    "SchemaMonetaryAmountShape": "a schema:MonetaryAmount",
    "TimeTemporalEntityShape": "a time:TemporalEntity",
    "EliDlActivityShape": "a eli-dl:Activity",
    "RdfStatementShape": "a rdf:Statement",
    "DealtWithShape": "a pkg:Person ; pkg:dealtWith [ a pkg:Programme ]",
    "DealtWithShape-dealtWith": "a pkg:Council ; pkg:dealtWith [ a pkg:Person ]",
    "MembershipShape-role": "a org:Membership ; org:role [ a org:Role ] , [ a org:Role ]",
    "MembershipShape-memberDuring": 'a org:Membership ; org:memberDuring "2026"',
    "PostShape-role": "a org:Post ; org:role [ a org:Post ]",
    "ChangeEventShape-date": 'a org:ChangeEvent ; dcterms:date "2027-01-01"',
    "ChangeEventShape-wasDerivedFrom": "a org:ChangeEvent ; prov:wasDerivedFrom [ a pkg:Document ]",
    "SubOrganizationShape-subOrganizationOf": "a pkg:Provider ; org:subOrganizationOf [ a pkg:Place ]",
    "ProgrammePartShape-isPartOf": "a pkg:Plan ; dcterms:isPartOf [ a pkg:Place ]",
    "ReplacedShape-replaces": 'a pkg:Region ; dcterms:replaces "Region Sjælland"',
    "MergedShape-isReplacedBy": "dcterms:isReplacedBy [ a pkg:Place ] , [ a pkg:Region ]",
    "DatasetShape-source": "a void:Dataset ; dcterms:source [ a pkg:Run ]",
    "RunShape-used": "a pkg:Run ; prov:used [ a pkg:Run ]",
    "ExtractorShape-version": 'a pkg:Extractor ; pkg:version "1" , "2"',
    "DecisionObjectShape": "^pkg:decision",
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data("shapes.ttl"), format="turtle")


def names(shapes: Graph) -> set[str]:
    kinds = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    return {str(shape).removeprefix(ONTOLOGY) for shape in kinds}


def relations(shapes: Graph) -> dict[str, str]:
    """Return a mistake for each shape of what may stand on one side of a relation: a node without a class."""
    found = {}
    for side, target in (("Subject", SH.targetSubjectsOf), ("Object", SH.targetObjectsOf)):
        for shape, path in shapes.subject_objects(target):
            if str(shape).endswith(f"{side}Shape"):
                name = str(path).removeprefix(ONTOLOGY)
                found[str(shape).removeprefix(ONTOLOGY)] = f"pkg:{name} _:other" if side == "Subject" else f"^pkg:{name}"
    return found


def bare() -> dict[str, str]:
    found = {}
    for class_, paths in BARE.items():
        name = class_.partition(":")[2]
        found.update({f"{NAMES.get(name, name)}Shape-{path}": f"a {class_}" for path in paths.split()})
    return found


def mistakes(shapes: Graph) -> dict[str, str]:
    return {**relations(shapes), **bare(), **FAULTS}


def written(faults: Mapping[str, str]) -> Graph:
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
    for name, fault in faults.items():
        node = f"<{EX}{name}>"
        lines.append(f"<{EX}left/{name}> {fault[1:]} {node} ." if fault.startswith("^") else f"{node} {fault} .")
    return Graph().parse(data="\n".join(lines), format="turtle")


def test_shapes_each_have_a_mistake_to_find(shapes: Graph) -> None:
    known = set(mistakes(shapes))
    assert names(shapes) - known == set(), "a new shape needs a bad node: add it to FAULTS, or its path to BARE"
    assert known - names(shapes) == set(), "no shape has this name: take it out of FAULTS or BARE"


def test_shapes_each_find_their_mistake(shapes: Graph) -> None:
    faults = mistakes(shapes)
    _, report, _ = validate(written(faults), shacl_graph=shapes, inference="none", advanced=False)
    found = {
        (str(report.value(result, SH.sourceShape)), str(report.value(result, SH.focusNode)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert [name for name in sorted(faults) if (ONTOLOGY + name, EX + name) not in found] == []


@pytest.mark.parametrize("provenance", ["full", "compact"])
def test_shapes_find_nothing_in_a_build_of_the_examples(provenance: str, tmp_path: Path) -> None:
    build([], tmp_path / "output", Configuration(provenance=provenance))
    assert [str(one) for one in check_shapes(load_nquads(tmp_path / "output" / "graph.nq"))] == []


def test_shapes_find_nothing_in_an_empty_graph(shapes: Graph) -> None:
    assert validate(Graph(), shacl_graph=shapes, inference="none", advanced=False)[0]


def test_shapes_say_what_is_wrong_and_what_to_do(shapes: Graph) -> None:
    for name in names(shapes):
        (message,) = shapes.objects(URIRef(ONTOLOGY + name), SH.message)
        problem, arrow, remedy = str(message).partition(" → ")
        assert arrow and problem.endswith(".") and remedy.endswith("."), name


def test_shapes_have_no_nested_property_that_would_be_checked_node_by_node(shapes: Graph) -> None:
    assert list(shapes.subject_objects(SH.property)) == [], "give the property a shape and a target of its own"


def test_shapes_are_named_after_their_path(shapes: Graph) -> None:
    for shape, path in shapes.subject_objects(SH.path):
        assert str(shape).endswith("Shape-" + str(path).replace("#", "/").rpartition("/")[2])
