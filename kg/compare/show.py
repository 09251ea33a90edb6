"""What is shown of a comparison: passages with their quotes, and the names and papers of either build."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from extractors.records import Entity
from kg import sparql
from kg.answers import entities, facts
from kg.compare.keys import Build
from kg.facts import Fact, Source
from kg.noted import notes
from kg.passages import KINDS, clauses
from kg.remarks import Note

Shown = Fact | Note
"""A fact or a note with its quote and citation."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two builds: how the user named it, what its IRIs begin with, and its entities and papers that are shown."""

    label: str
    base: str
    entities: Mapping[str, Entity]
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, build: Build, label: str, shown: Iterable[Iterable[Shown]]) -> Side:
        """Describe a build as far as what is shown of it needs."""
        told = [one for group in shown for one in group]
        asked = {iri for one in told for iri in mentioned(one) if iri.startswith(build.handle.base)}
        known = {entity.id: entity for entity in entities(build.handle, asked)} if asked else {}
        papers = sources(build, {one.document for one in told})
        return cls(label, build.handle.base, known, papers)


def mentioned(told: Shown) -> tuple[str, ...]:
    """Return the IRIs and words that a fact or note names its entities by."""
    if isinstance(told, Note):
        return (told.about, *told.by)
    funders = (value for name, value in told.qualifiers if name == "funder")
    return (told.subject, told.object, told.said_by, *funders)


def fetched(build: Build, ids: Iterable[str], hidden: Collection[str]) -> dict[str, Shown]:
    """Return claims and remarks by IRI, with quotes; who is hidden is left out of them as speaker and funder."""
    asked = sorted(set(ids))
    if not asked:
        return {}
    found: dict[str, Shown] = {}
    for fact in facts(build.handle, asked):
        pairs = tuple(p for p in fact.qualifiers if p[0] != "funder" or build.slug(p[1]) not in hidden)
        said_by = "" if build.slug(fact.said_by) in hidden else fact.said_by
        found[fact.claim] = replace(fact, qualifiers=pairs, said_by=said_by)
    for note in notes(build.handle, [one for one in asked if one not in found]):
        found[note.id] = note
    return found


def sources(build: Build, iris: Collection[str]) -> tuple[Source, ...]:
    """Return documents as facts cite them, sorted by IRI."""
    found: dict[str, dict[str, str]] = {}
    for clause in clauses("d", iris) if iris else ():
        query = f"SELECT ?d ?p ?o {{ {clause} ?d a pkg:Document ; ?p ?o }}"
        for document, predicate, value in sparql.rows(build.handle.store, query):
            known = found.setdefault(document, {})
            name = predicate.rpartition("#")[2]
            known[name] = min(value, known.get(name, value))
    return tuple(_source(iri, found[iri]) for iri in sorted(found))


def _source(iri: str, values: Mapping[str, str]) -> Source:
    def value(name: str) -> str:
        return values.get(name, "")

    pages = value("pages")
    return Source(
        iri, iri.rpartition("/")[2], value("name"), value("title"), KINDS.get(value("documentKind"), value("kind")),
        value("edtf"), value("sourceUrl"), value("retrieved"), value("sourcePath"), value("sha256"), value("mediaType"),
        int(pages) if pages.isdigit() else 0,
    )  # fmt: skip
