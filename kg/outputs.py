"""The plain files of a build: entities and relations as JSON Lines, kept texts, ledger, run and manifest."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.errors import ReadError
from extractors.records import Configuration, Entity, LocalEntity, Mention, Problem, Reading
from kg.facts import Corpus, Fact, Source
from kg.remarks import Note
from ontology.terms import PREDICATES

FORMAT = "policykg 1"
UNHASHED = ("manifest.json", "run.json", "store/", "readings/")
"""Not in the manifest: they differ between builds of the same input, or are the manifest."""
LOCAL_NAMES = frozenset({"MEETING", "AGENDA_ITEM"})
_SEPARATORS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A file whose bytes another file of the build has too: ``source`` is its path, ``same_as`` the other's."""

    source: str
    same_as: str


def private(entities: Iterable[Entity], configuration: Configuration) -> frozenset[str]:
    """Return the IRIs of the persons that pages and exports leave out: private ones, unless ``persons`` is ``all``.

    >>> private((), Configuration())
    frozenset()
    """
    if configuration.persons == "all":
        return frozenset()
    return frozenset(e.id for e in entities if e.type == "PERSON" and e.standing == "private")


def published(facts: Iterable[Fact], private: Collection[str]) -> Iterator[Fact]:
    """Yield the facts that name none of `private`.

    >>> list(published((), frozenset()))
    []
    """
    for fact in facts:
        if not any(name in private for name in (fact.subject, fact.object, fact.said_by, *(v for _, v in fact.qualifiers))):
            yield fact


def published_notes(notes: Iterable[Note], private: Collection[str]) -> Iterator[Note]:
    """Yield the notes that are about and by none of `private`.

    >>> list(published_notes((), frozenset()))
    []
    """
    for note in notes:
        if not any(name in private for name in (note.about, *note.by)):
            yield note


def json_line(row: Mapping[str, object]) -> str:
    r"""Return a row as one line; characters that some readers take for a line end are escaped.

    >>> json_line({"name": "Råd\u2028A"})
    '{"name": "Råd\\u2028A"}\n'
    """
    return json.dumps(row, ensure_ascii=False).translate(_SEPARATORS) + "\n"


def entity_lines(reading: Reading, known: Corpus, private: Collection[str]) -> Iterator[str]:
    """Yield a document's lines of ``entities.jsonl``: one per entity, by first mention, without those of `private`."""
    groups: dict[str, list[LocalEntity]] = defaultdict(list)
    for local in reading.entities:
        entity = known.entities.get((reading.document.id, local.key))
        if entity is not None and entity.id not in private:
            groups[entity.id].append(local)
    doc = known.sources[reading.document.id].doc
    rows = [_entity_row(reading, known.by_iri[iri], group, doc) for iri, group in groups.items()]
    rows.sort(key=lambda row: (row["mentions"][0]["start"] if row["mentions"] else -1, row["id"]))
    yield from map(json_line, rows)


def _entity_row(reading: Reading, entity: Entity, group: Sequence[LocalEntity], doc: str) -> dict[str, Any]:
    mentions: list[Mention] = sorted(
        {m for local in group for m in local.mentions}, key=lambda m: (m.span, m.text, m.extractor)
    )
    surfaces = dict.fromkeys(surface for local in group for surface in local.surfaces)
    first = {m.text: m.span.start for m in reversed(mentions)}
    ordered = sorted(surfaces, key=lambda surface: first.get(surface, len(reading.document.text)))
    places: dict[tuple[int, int, str], Mention] = {}
    for mention in mentions:
        place = (mention.span.start, mention.span.end, mention.text)
        places[place] = max(places.get(place, mention), mention, key=lambda m: m.score)
    return {
        "doc": doc,
        "id": entity.id,
        "type": entity.type,
        "name": group[0].name if entity.type in LOCAL_NAMES else entity.name,
        "surfaces": ordered,
        "value": value(entity.type, group[0].value or entity.value),
        "mentions": [
            {
                "start": start, "end": end, "text": text, "page": reading.document.page(start),
                "extractor": mention.extractor, "confidence": round(mention.score, 4),
            }
            for (start, end, text), mention in places.items()
        ],
    }  # fmt: skip


def value(kind: str, text: str) -> str | int | float | None:
    """Return an entity's value as JSON has it: a number of kroner for AMOUNT, else a string, None where empty.

    >>> value("AMOUNT", "2500000.00"), value("AMOUNT", "0.5"), value("AGENDA_ITEM", "2"), value("PERSON", "")
    (2500000, 0.5, '2', None)
    """
    if not text:
        return None
    if kind != "AMOUNT":
        return text
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def relation_lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the lines of ``relations.jsonl``: one per positive fact and document, by document and place.

    Of several claims that say the same, the most confident stands, then the earliest. What differs in a qualifier
    (the sums of two years) is two facts; what only lacks one that another has is the same fact.
    """
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.polarity == "positive":
            ends = [fact.subject, fact.object]
            if PREDICATES[fact.predicate].symmetric:
                ends.sort()
            groups[fact.document, fact.predicate, *ends].append(fact)
    kept = [fact for group in groups.values() for fact in _distinct(group)]
    kept.sort(key=lambda f: (f.document, f.start, f.end, f.predicate, f.subject, f.object, f.qualifiers))
    for fact in kept:
        row = {
            "doc": fact.doc,
            "subject": fact.subject,
            "predicate": fact.predicate,
            "object": fact.object,
            "qualifiers": dict(fact.qualifiers),
            "status": fact.status,
            "quote": fact.quote,
            "start": fact.start,
            "end": fact.end,
            "page": fact.page,
            "confidence": fact.confidence,
            "extractor": fact.extractor,
            "rule": fact.rule,
        }
        yield json_line(row)


WORDINGS = frozenset({"wording", "recommendation", "addition"})
"""Qualifiers that quote the document: two wordings of one thing are one fact."""


def _distinct(group: Sequence[Fact]) -> Iterator[Fact]:
    best: dict[frozenset[tuple[str, str]], Fact] = {}
    for fact in sorted(group, key=lambda f: (-f.confidence, f.start, f.end, f.claim)):
        best.setdefault(frozenset(pair for pair in fact.qualifiers if pair[0] not in WORDINGS), fact)
    for qualifiers, fact in best.items():
        if not any(qualifiers < other for other in best):
            yield fact


def listed(
    reading: Reading, source: Source, copies: Sequence[Copy], hidden: Collection[str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a document's row of the ledger, and the annexes that it names and that are not there.

    A problem whose text holds one of the names in `hidden` is left out.
    """
    missing = [
        {"doc": source.doc, "id": source.id, **_problem(reading, problem)}
        for problem in reading.problems
        if problem.code == "attachment"
    ]
    return _read_row(reading, source, copies, hidden), missing


def ledger(
    read: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]],
    unread: Sequence[ReadError],
    copies: Sequence[Copy],
    *,
    notes: Sequence[str] = (),
    without_decision: Sequence[Mapping[str, object]] = (),
    hidden: Collection[str] = (),
) -> dict[str, Any]:
    """Return the content of ``ledger.json``: every input, what was read of it, and what the documents lack.

    Parameters
    ----------
    read
        What `listed` tells of each document.
    hidden
        Names that stand in no quote: that of an item without a decision is left out where it holds one.
    """
    by_path = {row["path"]: row for row, _ in read}
    rows: list[Mapping[str, Any]] = [row for row, _ in read]
    rows += [
        {"path": error.source, "read": False, "code": error.code, "reason": error.reason, "remedy": error.remedy}
        for error in unread
    ]
    for copy in copies:
        same = by_path[copy.same_as]
        rows.append({"path": copy.source, "read": True, "doc": same["doc"], "id": same["id"], "same_as": copy.same_as})
    rows.sort(key=lambda row: (row["path"], row.get("code", "")))

    def count(what: str) -> int:
        return sum(sum(row[what].values()) for row, _ in read)

    return {
        "inputs": rows,
        "missing_attachments": [dict(problem) for _, missing in read for problem in missing],
        "without_decision": [
            {**row, "quote": ""} if _names(str(row.get("quote", "")), hidden) else row for row in without_decision
        ],
        "totals": {
            "inputs": len(rows),
            "documents": len(read),
            "copies": len(copies),
            "unread": len(unread),
            "entities": count("entities"),
            "claims": count("claims"),
            "remarks": count("remarks"),
        },
        "notes": list(notes),
    }


def _read_row(
    reading: Reading, source: Source, copies: Sequence[Copy], hidden: Collection[str]
) -> dict[str, Any]:
    document = reading.document
    return {
        "path": document.source,
        "read": True,
        "doc": source.doc,
        "id": source.id,
        "same_as": "",
        "also_at": sorted(copy.source for copy in copies if copy.same_as == document.source),
        "kind": reading.kind,
        "title": source.title,
        "date": reading.date,
        "url": source.url,
        "media_type": document.media_type,
        "pages": source.pages or None,
        "characters": len(document.text),
        "masked": document.text.count("█"),
        "meetings": len(reading.meetings),
        "sections": dict(sorted(Counter(section.kind for section in reading.sections).items())),
        "entities": dict(sorted(Counter(entity.type for entity in reading.entities).items())),
        "claims": dict(sorted(Counter(claim.predicate for claim in reading.claims).items())),
        "remarks": dict(sorted(Counter(remark.kind for remark in reading.remarks).items())),
        "notes": list(document.notes),
        "problems": [
            _problem(reading, problem)
            for problem in reading.problems
            if problem.code != "attachment" and not _names(problem.text, hidden)
        ],
    }


def _names(text: str, hidden: Collection[str]) -> bool:
    """Tell whether a text holds one of some names as whole words.

    >>> _names("Aage Holm står to gange.", {"Aage Holm"}), _names("Perronen", {"Per"})
    (True, False)
    """
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in hidden if name)


def _problem(reading: Reading, problem: Problem) -> dict[str, Any]:
    at = problem.span.start if problem.span else None
    return {
        "code": problem.code,
        "text": problem.text,
        "page": None if at is None else reading.document.page(at),
        "line": None if at is None else reading.document.line(at),
    }


def write_text(path: Path, parts: Iterable[str]) -> None:
    """Write UTF-8 with the line ends that the parts have."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)


def write_json(path: Path, content: object) -> None:
    """Write indented JSON, Danish letters as they are."""
    write_text(path, (json.dumps(content, ensure_ascii=False, indent=1), "\n"))


def write_manifest(folder: Path, run: str) -> None:
    """Write ``manifest.json``, the last file of a build: SHA-256 and size of every other file that has them fixed."""
    files: dict[str, dict[str, object]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(UNHASHED):
            data = path.read_bytes()
            files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    content = {"format": FORMAT, "run": run, "files": files, "unhashed": list(UNHASHED)}
    write_json(folder / "manifest.json", content)
