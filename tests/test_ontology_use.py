"""Ontology, shapes, code and documentation hold to one another: no term undefined, none unused, none without its shape.

When you add a term to ``ontology/policy.ttl``: give it labels and definitions in Danish and English, ``rdfs:isDefinedBy``, and, if it
is a property, domain and range; use it in code as ``pkg("name")`` or in a query as ``pkg:name``; add a shape to
``ontology/shapes.ttl`` and a bad node to ``tests/test_shapes.py``; then run ``python -m ontology.make_terms`` and
``python docs/make_ontology.py``. If the examples have nothing that writes it, name it in ``SELDOM``.
When the graph writes a term of another vocabulary for the first time, name it in ``FOREIGN``, with a shape if it is a class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV, SDO, TIME, VOID, DefinedNamespace

from kg.iris import PREFIXES
from kg.pipeline import build
from kg.remarks import CHOICES, FOLLOW_UPS
from ontology import data, tables, terms
from ontology.make_terms import SCHEMES

ROOT = Path(__file__).parent.parent
PKG = Namespace(terms.ONTOLOGY)
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
ALIGNMENTS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch, SKOS.exactMatch,
              SKOS.relatedMatch, SKOS.broadMatch, RDFS.seeAlso, RDFS.domain, RDFS.range, SCHEMA.domainIncludes,
              SCHEMA.rangeIncludes)  # fmt: skip

# Terms that no code names, each with its reason.
INTENDED: dict[str, str] = {}
# What a build can write and the examples have no occasion for; then what stands in the view of a day that is asked for only.
SELDOM = {
    "pkg:Reservation", "pkg:approximate", "pkg:point", "pkg:priceLevel", "pkg:time", "pkg:statedOn", "pkg:published",
    "org:memberDuring", "time:Interval", "dcterms:isPartOf", "dcterms:isReplacedBy",
    "pkg:holdsFrom", "pkg:holdsTo", "pkg:holdsCertainly", "pkg:lastConfirmed",
}  # fmt: skip
# The terms of others that a build writes: classes and properties.
FOREIGN = set(
    """
    adms:Identifier dcat:Dataset dcat:Distribution eli-dl:Activity foaf:Person oa:FragmentSelector oa:SpecificResource
    oa:TextPositionSelector oa:TextQuoteSelector org:ChangeEvent org:Membership org:Organization org:Post org:Role
    prov:Activity prov:SoftwareAgent rdf:Statement schema:MonetaryAmount schema:Place skos:Concept time:Interval
    time:TemporalEntity void:Dataset
    adms:identifier dcat:distribution dcat:mediaType dcterms:conformsTo dcterms:date dcterms:description dcterms:isPartOf
    dcterms:isReplacedBy dcterms:replaces dcterms:source dcterms:title oa:end oa:exact oa:hasSelector oa:hasSource oa:start
    org:heldBy org:member org:memberDuring org:organization org:originalOrganization org:postIn org:resultingOrganization
    org:role org:subOrganizationOf prov:used prov:wasAttributedTo prov:wasDerivedFrom prov:wasGeneratedBy rdf:object
    rdf:predicate rdf:subject rdf:type rdf:value rdfs:label skos:altLabel skos:notation skos:prefLabel void:documents
    void:entities void:triples void:uriSpace void:vocabulary
    """.split()
)
# Terms of others that exist, where rdflib does not list the vocabulary: looked up in November 2026 in the vocabulary's own Turtle or
# specification; those of ELI-DL in the application profile of the European Parliament (github.com/europarl/eli-ep) and where the
# Irish parliament uses it.
EXISTING = {
    "adms": "Identifier identifier",
    "besluit": "Agendapunt BehandelingVanAgendapunt Besluit Bestuurseenheid Bestuursorgaan Stemming Zitting aantalOnthouders "
    "aantalTegenstanders aantalVoorstanders behandelt gevolg heeftAanwezigeBijStart heeftNotulen heeftOnthouder "
    "heeftTegenstander heeftVoorstander isGehoudenDoor",
    "cv": "PublicOrganisation",
    "eli": "LegalResource Manifestation type_document",
    "eli-dl": "Activity AmendmentToDraftLegislationWork Decision DecisionOutcome DraftLegislationWork ForeseenActivity Vote "
    "activity_date activity_order consists_of forms_part_of had_decision_outcome had_excused_person had_participant_person "
    "had_participation had_responsible_organization had_voter_abstention had_voter_against had_voter_favor "
    "number_of_votes_abstention number_of_votes_against number_of_votes_favor recorded_in_a_realization_of "
    "was_motivated_by was_submitted_by",
    "oa": "Annotation FragmentSelector SpecificResource hasTarget",
    "opengov": "Motion Vote VoteEvent result weight",
    "schema": "PoliticalParty funding",  # newer than rdflib's list
    "xsd": "anyURI boolean date decimal gYear gYearMonth integer string",
}
LISTED: tuple[type[DefinedNamespace], ...] = (DCAT, DCTERMS, FOAF, ORG, PROV, SDO, TIME, VOID, SKOS, RDF, RDFS, OWL)


@pytest.fixture(scope="module")
def policy() -> Graph:
    return Graph().parse(data("policy.ttl"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data("shapes.ttl"), format="turtle")


Written = dict[str, set[tuple[frozenset[str], frozenset[str]]]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """What a build of the examples writes: for each property the classes of subjects, and the classes or datatypes of objects."""
    output = tmp_path_factory.mktemp("use") / "output"
    build([], output)
    quads = list(parse(path=str(output / "graph.nq"), format=RdfFormat.N_QUADS))
    types: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == str(RDF.type):
            types[quad.subject.value].add(quad.object.value)
    found: Written = defaultdict(set)
    for quad in quads:
        term = quad.object
        if isinstance(term, Literal):
            kinds = {term.datatype.value}
        else:
            kinds = types.get(term.value, set()) | ({str(SKOS.Concept)} if term.value.startswith(terms.ONTOLOGY) else set())
        found[quad.predicate.value].add((frozenset(types.get(quad.subject.value, ())), frozenset(kinds)))
        if quad.predicate.value == str(RDF.type) and isinstance(term, NamedNode):
            found[term.value].add((frozenset(), frozenset()))
    return found


def short(node: str) -> str:
    known = {**PREFIXES, "opengov": "http://www.w3.org/ns/opengov#", "cv": "http://data.europa.eu/m8g/",
             "besluit": "http://data.vlaanderen.be/ns/besluit#", "eli": "http://data.europa.eu/eli/ontology#",
             "owl": str(OWL)}  # fmt: skip
    prefix, space = max(known.items(), key=lambda pair: len(pair[1]) * node.startswith(pair[1]))
    return f"{prefix}:{node.removeprefix(space)}" if node.startswith(space) else node


def ours(nodes: Iterable[object]) -> set[str]:
    return {str(node).removeprefix(terms.ONTOLOGY) for node in nodes if str(node).startswith(terms.ONTOLOGY)}


def of_kind(policy: Graph, *kinds: URIRef) -> set[str]:
    return ours(subject for kind in kinds for subject in policy.subjects(RDF.type, kind))


def sides(policy: Graph, name: str, one: URIRef, several: URIRef) -> set[str]:
    return {str(o) for way in (one, several) for o in policy.objects(PKG[name], way)}


@cache
def sources() -> dict[str, str]:
    """The program and its queries: what uses terms. Tables are made from the ontology and use none."""
    files = [p for folder in ("kg", "extractors", "ontology") for p in (ROOT / folder).rglob("*.py")]
    files += (ROOT / "ontology" / "queries").glob("*.rq")
    files += (ROOT / "kg" / "views").glob("*.js")
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in files if p.name != "tables.py"}


def named(text: str) -> set[str]:
    """The local names of our terms that a text names, in any of the ways there are."""
    patterns = (r"""\bpkg\(\s*["'](\w+)["']\s*\)""", r"\bpkg:(\w+)", r"\bPKG\.(\w+)", r"""\bONTOLOGY \+ ["'](\w+)["']""")
    return {match for pattern in patterns for match in re.findall(pattern, text)}


def through_tables() -> set[str]:
    """The terms that the code names through the tables: types, relations, remarks, concepts and their lists."""
    concepts = {row[3] for rows in tables.CONCEPTS.values() for row in rows}
    return (
        {row[1] for row in tables.ENTITY_TYPES} | {above for row in tables.ENTITY_TYPES for above in row[3]}
        | {row[1] for row in tables.PREDICATES} | {row[1] for row in tables.REMARKS} | concepts | set(SCHEMES)
    )  # fmt: skip


# Ontology and code


def test_ontology_use_every_term_says_who_defines_it(policy: Graph) -> None:
    header = URIRef("https://w3id.org/policykg/ontology")
    assert terms.NAMES - ours(policy.subjects(RDFS.isDefinedBy, header)) == set()


def test_ontology_use_every_property_has_domain_and_range(policy: Graph) -> None:
    for name in of_kind(policy, *PROPERTIES, OWL.AnnotationProperty):
        assert sides(policy, name, RDFS.domain, SCHEMA.domainIncludes), f"pkg:{name} needs rdfs:domain or schema:domainIncludes"
        assert sides(policy, name, RDFS.range, SCHEMA.rangeIncludes), f"pkg:{name} needs rdfs:range or schema:rangeIncludes"


def test_ontology_use_several_classes_are_no_intersection(policy: Graph) -> None:
    """Two rdfs:domain would say that a subject is of both classes: several are schema:domainIncludes."""
    several = [n for n in terms.NAMES for way in (RDFS.domain, RDFS.range) if len(set(policy.objects(PKG[n], way))) > 1]
    assert several == []


def test_ontology_use_code_names_only_what_is_defined() -> None:
    unknown = {(file, name) for file, text in sources().items() for name in named(text) - terms.NAMES}
    assert unknown == set(), "define the term in ontology/policy.ttl"


def test_ontology_use_every_term_is_used_by_the_code() -> None:
    used = through_tables().union(*(named(text) for text in sources().values()))
    unused = terms.NAMES - used - set(INTENDED)
    assert unused == set(), "use the term, remove it, or name it in INTENDED with the reason"
    assert set(INTENDED) - terms.NAMES == set() and set(INTENDED) & used == set(), "take it out of INTENDED"


def test_ontology_use_every_concept_is_of_a_list_that_the_code_reads(policy: Graph) -> None:
    assert ours(policy.subjects(RDF.type, SKOS.ConceptScheme)) == set(SCHEMES)
    for concept in of_kind(policy, SKOS.Concept):
        assert ours(policy.objects(PKG[concept], SKOS.inScheme)) & set(SCHEMES), concept


def test_ontology_use_names_of_the_contract_remain() -> None:
    """The names that queries of others rest on: extend them, never rename them."""
    contract = """
        Person Region Municipality Council Authority Provider Party Association EducationalInstitution Organisation Reform
        Agreement Plan Law Initiative Programme Place Date Amount Meeting AgendaItem Claim edtf date value currency code
        meetingOf heldAt attended absentFrom presentedAt discusses decision memberOf partyMember holdsPost partOf locatedIn
        representedIn partnerOf partyTo participatesIn responsibleFor proposes fundedWith succeeds dated itemOf number caseId
        documentId attachment dealtWith status confidence role year kind funder saidBy evidence polarity validFrom validTo
        approved noted stated recommended decided proposed expected estimated rejected
    """
    assert set(contract.split()) - terms.NAMES == set()


# Shapes


def test_ontology_use_every_class_has_a_shape(policy: Graph, shapes: Graph) -> None:
    missing = of_kind(policy, OWL.Class) - ours(shapes.objects(None, SH.targetClass))
    assert missing == set(), "add a shape with sh:targetClass to ontology/shapes.ttl"


def test_ontology_use_every_property_has_a_shape(policy: Graph, shapes: Graph) -> None:
    held = {o for way in (SH.path, SH.targetSubjectsOf, SH.targetObjectsOf) for o in shapes.objects(None, way)}
    assert of_kind(policy, *PROPERTIES) - ours(held) == set(), "add a shape with this sh:path to ontology/shapes.ttl"


def test_ontology_use_every_foreign_class_has_a_shape(shapes: Graph) -> None:
    targets = {short(str(o)) for o in shapes.objects(None, SH.targetClass)}
    assert {name for name in FOREIGN if name.partition(":")[2][0].isupper()} - targets == set()


def test_ontology_use_shapes_look_at_what_builds_write(shapes: Graph, written: Written) -> None:
    ways = (SH.path, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    looked_at = {short(str(o)) for way in ways for o in shapes.objects(None, way)}
    never = looked_at - {short(name) for name in written} - SELDOM
    assert never == set(), "no build writes it: correct the shape, or name the term in SELDOM"


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("ClaimShape-status", terms.STATUSES), ("RemarkShape-status", terms.STATUSES), ("ClaimShape-polarity", terms.POLARITIES),
        ("DecisionObjectShape", terms.OUTCOMES), ("EarlierDecisionShape-outcome", terms.OUTCOMES),
        ("PersonShape-standing", terms.STANDINGS), ("DocumentShape-documentKind", terms.DOCUMENT_KINDS),
        ("DocumentShape-kind", terms.DOCUMENT_KINDS), ("ClaimShape-kind", terms.DATE_KINDS),
        ("FollowUpShape-kind", FOLLOW_UPS), ("VoteShape-choice", CHOICES),
    ],
)  # fmt: skip
def test_ontology_use_shapes_have_the_lists_of_the_code(shape: str, words: Iterable[str], shapes: Graph) -> None:
    (head,) = shapes.objects(PKG[shape], SH["in"])
    listed = {str(item) for item in Collection(shapes, head)}
    assert listed in ({terms.term_iri(t) for t in words.values()} if isinstance(words, terms.Mapping) else set(), set(words))


# Builds


def test_ontology_use_builds_write_only_what_is_defined_or_declared(written: Written) -> None:
    unknown = {short(name) for name in written} - {f"pkg:{name}" for name in terms.NAMES} - FOREIGN
    assert unknown == set(), "define ours in ontology/policy.ttl; name that of another in FOREIGN"


def test_ontology_use_declared_terms_are_written(written: Written) -> None:
    assert FOREIGN - {short(name) for name in written} - SELDOM == set(), "take it out of FOREIGN"


def test_ontology_use_every_property_is_written(policy: Graph, written: Written) -> None:
    names = {f"pkg:{name}" for name in of_kind(policy, OWL.Class, *PROPERTIES)}
    assert names - {short(name) for name in written} - SELDOM == set(), "write it, remove it, or name it in SELDOM"


def test_ontology_use_builds_keep_to_domain_and_range(policy: Graph, written: Written) -> None:
    wrong = []
    for name in of_kind(policy, *PROPERTIES):
        domain = sides(policy, name, RDFS.domain, SCHEMA.domainIncludes)
        range_ = sides(policy, name, RDFS.range, SCHEMA.rangeIncludes)
        for subjects, objects in written.get(terms.ONTOLOGY + name, ()):
            if not subjects & domain or not objects & range_:
                wrong.append(f"pkg:{name}: {sorted(map(short, subjects))} → {sorted(map(short, objects))}")
    assert wrong == [], "widen domain or range in ontology/policy.ttl, or correct what writes it"


def test_ontology_use_header_names_the_vocabularies_that_builds_write(policy: Graph) -> None:
    header = URIRef("https://w3id.org/policykg/ontology")
    said = {str(o) for o in policy.objects(header, DCTERMS.references)}
    assert said == {PREFIXES[name.partition(":")[0]] for name in FOREIGN} - {str(RDF), str(RDFS)}


# Others' terms


def test_ontology_use_aligns_only_with_terms_that_exist(policy: Graph) -> None:
    existing = {f"{prefix}:{name}" for prefix, names in EXISTING.items() for name in names.split()}
    aligned = {o for way in ALIGNMENTS for o in policy.objects(None, way) if not str(o).startswith(terms.ONTOLOGY)}
    missing = set()
    for term in aligned:
        known = any(str(term).startswith(str(space)) and str(term).removeprefix(str(space)) in space for space in LISTED)
        if not known and short(str(term)) not in existing:
            missing.add(short(str(term)))
    assert missing == set(), "look the term up in its vocabulary, then name it in EXISTING"
    stale = {name for name in existing if not name.startswith("xsd:")} - {short(str(term)) for term in aligned}
    assert stale == set(), "take it out of EXISTING"


def test_ontology_use_defines_no_term_of_others(policy: Graph) -> None:
    header = "https://w3id.org/policykg/ontology"
    assert {s for s in policy.subjects() if not str(s).startswith(terms.ONTOLOGY)} == {URIRef(header)}


# Documentation


def test_ontology_use_documentation_names_only_what_is_defined() -> None:
    pages = [ROOT / name for name in ("README.md", "benchmarks/README.md", "training/README.md", "extractors/model/MODEL_CARD.md")]
    pages += [*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "docs").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    unknown = {(page.name, name) for page in pages for name in named(page.read_text(encoding="utf-8")) - terms.NAMES}
    assert unknown == set()


def test_ontology_use_shapes_name_only_what_is_defined() -> None:
    text = data("shapes.ttl").read_text(encoding="utf-8")
    used = set(re.findall(r"\bpkg:([\w-]+)", text))
    assert {name for name in used if "Shape" not in name} <= terms.NAMES
