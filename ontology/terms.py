"""The closed vocabulary: entity types, predicates, concepts and their IRIs, from the tables made of ``policy.ttl``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ontology import tables

ONTOLOGY: Final = "https://w3id.org/policykg/ontology#"
DATA: Final = "https://w3id.org/policykg/id/"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of thing: ``name`` as in the JSONL files, ``class_name`` and ``superclasses`` as local names of classes.

    ``segment`` is the part that IRIs of such things carry; ``coarse`` is ORG, PROGRAMME or the name itself.
    """

    name: str
    class_name: str
    segment: str
    superclasses: tuple[str, ...]
    coarse: str
    label_da: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation: ``name`` as in the JSONL files, ``property_name`` its local name.

    ``domain`` and ``range`` list the names of the entity types that may stand there; the range is empty where the
    object is a literal outcome. The inverse labels read the relation from object to subject.
    """

    name: str
    property_name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    label_da: str
    label_en: str
    inverse_da: str
    inverse_en: str
    symmetric: bool

    def allows(self, subject_type: str, object_type: str) -> bool:
        """Tell whether the relation may hold between things of these types; parts are of their whole's own family.

        >>> PREDICATES["part_of"].allows("COUNCIL", "REGION"), PREDICATES["part_of"].allows("COUNCIL", "PLAN")
        (True, False)
        """
        if subject_type not in self.domain or object_type not in self.range:
            return False
        return self.name != "part_of" or ENTITY_TYPES[subject_type].coarse == ENTITY_TYPES[object_type].coarse


@dataclass(frozen=True, slots=True)
class RemarkType:
    """A kind of remark: ``name`` as in the records, ``class_name`` its class, ``segment`` the part that its IRIs carry."""

    name: str
    class_name: str
    segment: str
    label_da: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of a closed list: ``name`` as in records and JSONL, ``local_name`` as in IRIs."""

    name: str
    label_da: str
    label_en: str
    local_name: str


def _terms(scheme: str) -> Mapping[str, Term]:
    return MappingProxyType({row[0]: Term(*row) for row in tables.CONCEPTS[scheme]})


NAMES: Final[frozenset[str]] = frozenset(tables.NAMES)
ENTITY_TYPES: Final[Mapping[str, EntityType]] = MappingProxyType(
    {row[0]: EntityType(*row) for row in tables.ENTITY_TYPES}
)
PREDICATES: Final[Mapping[str, Predicate]] = MappingProxyType({row[0]: Predicate(*row) for row in tables.PREDICATES})
REMARKS: Final[Mapping[str, RemarkType]] = MappingProxyType({row[0]: RemarkType(*row) for row in tables.REMARKS})
ORG: Final[frozenset[str]] = frozenset(name for name, kind in ENTITY_TYPES.items() if kind.coarse == "ORG")
PROGRAMME: Final[frozenset[str]] = frozenset(name for name, kind in ENTITY_TYPES.items() if kind.coarse == "PROGRAMME")

OUTCOMES: Final = _terms("outcomes")
STATUSES: Final = _terms("statuses")
POLARITIES: Final = _terms("polarities")
STANDINGS: Final = _terms("standings")
DOCUMENT_KINDS: Final = _terms("documentKinds")
SECTION_KINDS: Final = _terms("sectionKinds")
DATE_KINDS: Final = _terms("dateKinds")


def pkg(name: str) -> str:
    """Return the IRI of a class, property or concept of the ontology.

    Raises
    ------
    KeyError
        If ``policy.ttl`` has no such name.

    Examples
    --------
    >>> pkg("edtf")
    'https://w3id.org/policykg/ontology#edtf'
    """
    if name not in NAMES:
        raise KeyError(f"Unknown ontology name {name!r}. Known: {', '.join(sorted(NAMES))}.")
    return ONTOLOGY + name


def class_iri(type_name: str) -> str:
    """Return the IRI of an entity type's class.

    >>> class_iri("ORG_OTHER")
    'https://w3id.org/policykg/ontology#Organisation'
    """
    try:
        return ONTOLOGY + ENTITY_TYPES[type_name].class_name
    except KeyError:
        raise KeyError(f"Unknown entity type {type_name!r}. Known: {', '.join(ENTITY_TYPES)}.") from None


def property_iri(predicate: str) -> str:
    """Return the IRI of a predicate's property.

    >>> property_iri("member_of")
    'https://w3id.org/policykg/ontology#memberOf'
    """
    try:
        return ONTOLOGY + PREDICATES[predicate].property_name
    except KeyError:
        raise KeyError(f"Unknown predicate {predicate!r}. Known: {', '.join(PREDICATES)}.") from None


def term_iri(term: Term) -> str:
    """Return the IRI of a concept.

    >>> term_iri(OUTCOMES["approved"]), term_iri(SECTION_KINDS["agenda_item"]).rpartition("#")[2]
    ('https://w3id.org/policykg/ontology#approved', 'sectionAgendaItem')
    """
    return pkg(term.local_name)
