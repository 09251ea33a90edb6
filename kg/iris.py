"""The names that the graph uses: namespaces, and the IRIs of documents, claims, evidence, graphs and runs."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from ontology.terms import ONTOLOGY

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SCHEMA: Final = "https://schema.org/"
ELI_DL: Final = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
TIME: Final = "http://www.w3.org/2006/time#"
ADMS: Final = "http://www.w3.org/ns/adms#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"

PREFIXES: Final[Mapping[str, str]] = {
    "pkg": ONTOLOGY,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
    "org": ORG,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "schema": SCHEMA,
    "eli-dl": ELI_DL,
    "time": TIME,
    "adms": ADMS,
    "void": VOID,
    "dcat": DCAT,
}

_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})
_APART = re.compile(r"[^a-z0-9]+")


def digest(parts: object) -> str:
    """Return 16 hex digits of the SHA-256 of JSON-like `parts`.

    >>> digest(["a", 1]) == digest(("a", 1)), len(digest([]))
    (True, 16)
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def slug(text: str) -> str:
    """Return `text` as a readable part of an IRI: lower case, ASCII, hyphens between words.

    >>> slug("Udsatterådet i Region Sjælland"), slug("Café Ørnen (Århus)")
    ('udsatteraadet-i-region-sjaelland', 'cafe-oernen-aarhus')
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _APART.sub("-", plain).strip("-") or digest(text)


def document_iri(base: str, document_id: str) -> str:
    """Return the IRI of a document, which names the graph of what it states too."""
    return f"{base}document/{document_id}"


def evidence_iri(document: str, start: int, end: int) -> str:
    """Return the IRI of a passage of a document as an RFC 5147 range of code points.

    >>> evidence_iri("https://w3id.org/policykg/id/document/8c1e", 3120, 3178)
    'https://w3id.org/policykg/id/document/8c1e#char=3120,3178'
    """
    return f"{document}#char={start},{end}"


def claim_iri(base: str, key: Sequence[object]) -> str:
    """Return the IRI of the claim with these key fields."""
    return f"{base}claim/{digest(key)}"


def graph_iri(base: str, name: str) -> str:
    """Return the IRI of a graph that is not a document's: entities, derived, registers, dataset."""
    return f"{base}graph/{name}"


def node_iri(base: str, segment: str, key: Sequence[object]) -> str:
    """Return the IRI of a node that joins others: a membership, a post, a change event."""
    return f"{base}{segment}/{digest(key)}"
