"""Where the statements of a build stand: quotes, pages and papers by the IRIs of passages, read back from the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import sparql
from ontology.terms import DOCUMENT_KINDS, ONTOLOGY

if TYPE_CHECKING:
    from kg.answers import Handle

BATCH = 400
"""How many IRIs one query asks for."""
KINDS = {ONTOLOGY + term.local_name: name for name, term in DOCUMENT_KINDS.items()}


def clauses(variable: str, iris: Iterable[str] | None) -> Iterator[str]:
    """Yield clauses that bind a variable to some IRIs, a batch at a time; one that binds nothing where all are asked for."""
    if iris is None:
        yield ""
        return
    asked = sorted(set(iris))
    for start in range(0, len(asked), BATCH):
        yield sparql.values(variable, [sparql.iri_term(iri) for iri in asked[start : start + BATCH]])


def quotes(handle: Handle, iris: Iterable[str] | None) -> dict[str, tuple[str, str]]:
    """Return quote and page of each passage; a quote that the graph does not hold is read from the kept text."""
    found: dict[str, tuple[str, str]] = {}
    texts = KeptTexts(handle.files)
    for clause in clauses("passage", iris):
        query = f"""SELECT ?passage ?quote ?page {{ {clause} ?passage oa:hasSource ?document .
            OPTIONAL {{ ?passage oa:hasSelector/oa:exact ?quote }} OPTIONAL {{ ?passage pkg:page ?page }} }}"""
        for passage, quote, page in sorted(sparql.rows(handle.store, query)):
            found[passage] = (quote or texts.quote(passage), page)
    return found


class KeptTexts:
    """The kept texts of a build, a few of them in memory at a time."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / "texts"
        self._text = lru_cache(maxsize=16)(self._read)

    def quote(self, passage: str) -> str:
        """Return what stands at a passage, given by its IRI; the empty string where no text is kept."""
        document, start, end = place(passage)
        name = document.rpartition("/")[2]
        return self._text(name)[start:end] if name.isalnum() else ""

    def _read(self, name: str) -> str:
        try:
            return (self._folder / f"{name}.txt").read_bytes().decode("utf-8", errors="replace")
        except OSError:
            return ""


def papers(handle: Handle, iris: Iterable[str] | None) -> dict[str, tuple[str, str, str]]:
    """Return name, kind and date of each document."""
    found: dict[str, tuple[str, str, str]] = {}
    for clause in clauses("document", iris):
        query = f"""SELECT ?document ?name ?kind ?date {{ {clause} ?document a pkg:Document .
            OPTIONAL {{ ?document pkg:name ?name }} OPTIONAL {{ ?document pkg:documentKind ?kind }}
            OPTIONAL {{ ?document pkg:edtf ?date }} }}"""
        for iri, name, kind, date in sparql.rows(handle.store, query):
            paper = (name, KINDS.get(kind, ""), date)
            found[iri] = min(found.get(iri, paper), paper)
    return found


def place(passage: str) -> tuple[str, int, int]:
    """Return the document of a passage and where it stands there."""
    document, _, place = passage.partition("#char=")
    start, _, end = place.partition(",")
    return document, int(start) if start.isdigit() else 0, int(end) if end.isdigit() else 0
