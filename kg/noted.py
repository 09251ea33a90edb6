"""The remarks of a finished build, read back from its graph: figures, follow-ups, votes and the like of an entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import sparql
from kg.iris import PROV, RDF
from kg.passages import clauses, papers, place, quotes
from kg.remarks import DETAILS, PROPERTIES, Note
from ontology.terms import ONTOLOGY, REMARKS

if TYPE_CHECKING:
    from kg.answers import Handle

_REMARKS = {ONTOLOGY + kind.class_name: name for name, kind in REMARKS.items()}


def notes(handle: Handle, iris: Iterable[str] | None = None) -> Iterator[Note]:
    """Yield notes by IRI: those asked for, or all of them."""
    described: dict[str, dict[str, set[str]]] = {}
    for clause in clauses("remark", iris):
        query = f"SELECT ?remark ?p ?o {{ {clause} ?remark a pkg:Remark ; ?p ?o }}"
        for remark, predicate, value in sparql.rows(handle.store, query):
            described.setdefault(remark, {}).setdefault(predicate, set()).add(value)
    everything = iris is None
    places = {min(values[ONTOLOGY + "evidence"]) for values in described.values() if ONTOLOGY + "evidence" in values}
    said = quotes(handle, None if everything else places)
    known = papers(handle, None if everything else {passage.partition("#")[0] for passage in places})
    for remark in sorted(described):
        values = described[remark]
        kinds = sorted(_REMARKS[value] for value in values.get(RDF + "type", ()) if value in _REMARKS)
        if kinds:
            yield _note(remark, kinds[0], values, said, known)


def _note(
    iri: str,
    remark: str,
    values: dict[str, set[str]],
    said: dict[str, tuple[str, str]],
    known: dict[str, tuple[str, str, str]],
) -> Note:
    def first(name: str) -> str:
        return min(values.get(name, ()), default="")

    passage = first(ONTOLOGY + "evidence")
    document, start, end = place(passage)
    quote, page = said.get(passage, ("", ""))
    name, kind, _ = known.get(document, ("", "", ""))
    details = ((key, first(PROPERTIES[key]).removeprefix(ONTOLOGY)) for key in DETAILS[remark])
    return Note(
        id=iri,
        remark=remark,
        about=first(ONTOLOGY + "about"),
        by=tuple(sorted(values.get(ONTOLOGY + "by", ()))),
        details=tuple((key, value) for key, value in details if value),
        status=first(ONTOLOGY + "status").removeprefix(ONTOLOGY) or "stated",
        quote=quote,
        start=start,
        end=end,
        page=int(page) if page.isdigit() else None,
        citation=first(ONTOLOGY + "citation"),
        document=document,
        doc=name,
        kind=kind,
        extractor=first(PROV + "wasAttributedTo").rpartition("/")[2],
    )


def notes_at(handle: Handle, iris: Iterable[str]) -> list[str]:
    """Return the IRIs of the notes about or by entities: by kind of remark, newest document first, then by place."""
    found: list[tuple[str, str, str]] = []
    for clause in clauses("x", iris):
        for end in ("about", "by"):
            query = f"""SELECT DISTINCT ?remark ?class ?passage {{ {clause} ?remark pkg:{end} ?x ; a pkg:Remark, ?class ;
                pkg:evidence ?passage . FILTER(?class != pkg:Remark) }}"""
            found += [(row[0], row[1], row[2]) for row in sparql.rows(handle.store, query)]
    order = {name: turn for turn, name in enumerate(_REMARKS)}
    found = [row for row in found if row[1] in order]
    known = papers(handle, {place(row[2])[0] for row in found})
    found.sort(key=lambda row: (*place(row[2]), row[0]))
    found.sort(key=lambda row: known.get(place(row[2])[0], ("", "", ""))[2], reverse=True)
    found.sort(key=lambda row: order[row[1]])
    return list(dict.fromkeys(row[0] for row in found))
