"""A verification in words and as records: what `kg verify` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.describing import note_words, wrapped
from kg.facts import Fact
from kg.printing import clean, readable
from kg.remarks import Note
from kg.verification.lineage import Place
from kg.verification.verify import Concerned, Verification, Verified
from ontology.terms import OUTCOMES, PREDICATES, REMARKS

DOCUMENTS: Mapping[str, str] = {
    "unchanged": "as it was",
    "changed": "changed",
    "reread": "unchanged, but it reads otherwise now",
    "gone": "gone",
    "unreadable": "cannot be read",
    "unchecked": "not checkable",
    "damaged": "unchanged, but the build is not",
}
"""States of documents in words."""
CLAIMS: Mapping[str, str] = {
    "intact": "intact",
    "moved": "moved",
    "lost": "lost",
    "hanging": "without their document",
    "damaged": "damaged",
    "unchecked": "not checkable",
}
"""States of claims in words."""
LISTED = 200
"""How many documents are described to read; programs are told all of them."""


def told_words(told: Fact | Note, names: Mapping[str, str]) -> str:
    """Return a fact or a note as a sentence.

    >>> from types import SimpleNamespace
    >>> fact = SimpleNamespace(subject="a", predicate="member_of", object="b", polarity="positive")
    >>> told_words(fact, {"a": "Ida Holm", "b": "Byrådet"})
    'Ida Holm is a member of Byrådet'
    """
    if isinstance(told, Note):
        words = note_words(told, names)
        about = names.get(told.about, told.about)
        return f"{about}: {REMARKS[told.remark].label_en}{f' ({words})' if words else ''}"
    subject = names.get(told.subject, told.subject)
    if told.predicate == "decision":
        outcome = OUTCOMES.get(told.object)
        return f"{subject}: {outcome.label_en if outcome else told.object}"
    predicate = PREDICATES.get(told.predicate)
    sentence = f"{subject} {predicate.label_en if predicate else told.predicate} {names.get(told.object, told.object)}"
    return sentence if told.polarity == "positive" else f"denied: {sentence}"


def verification_text(found: Verification, *, width: int | None = None) -> str:
    """Return a verification as text: first what is wrong with the build, then document by document, then the counts."""
    return "\n".join(_lines(found, width)) + "\n"


def _lines(found: Verification, width: int | None) -> Iterator[str]:
    for damage in found.damage:
        yield f"{clean(damage)} Run kg build again."
    for problem in found.problems:
        yield clean(str(problem))
    for one in found.found[:LISTED]:
        yield from _document(one, found.names, width)
        yield ""
    if len(found.found) > LISTED:
        yield f"… and {len(found.found) - LISTED} more documents: see --format json\n"
    documents = ", ".join(f"{count} {DOCUMENTS[state]}" for state, count in found.documents.items())
    claims = ", ".join(f"{count} {CLAIMS[state]}" for state, count in found.claims.items())
    yield f"Documents: {documents or 'none'}."
    yield f"Claims and remarks: {claims or 'none'}."


def _document(one: Verified, names: Mapping[str, str], width: int | None) -> Iterator[str]:
    paper = one.paper
    yield clean(f"{paper.paths[0] if paper.paths else paper.doc}: {DOCUMENTS[one.state]}")
    if paper.title and paper.title != paper.doc:
        yield wrapped(paper.title, width=width, indent=2)
    for place in one.places:
        said = place_words(place)
        if said:
            yield wrapped(said, width=width, indent=2)
    if one.state == "unreadable" and one.reason:
        yield wrapped(one.reason, width=width, indent=2)
    if one.new_id:
        yield f"  Document {paper.id} has been replaced by {one.new_id}."
    for damage in one.damage:
        yield wrapped(f"{damage} Run kg build again.", width=width, indent=2)
    counts = ", ".join(f"{count} {CLAIMS[state]}" for state, count in one.counts.items())
    if counts:
        yield f"  Claims and remarks: {counts}."
    for concerned in one.concerned:
        yield from _claim(concerned, names, width)
    left = sum(count for state, count in one.counts.items() if state not in ("intact", "unchecked")) - len(one.concerned)
    if left and one.state != "unchecked":
        yield f"  … and {left} more: see --limit"


def place_words(place: Place) -> str:
    """Return what has become of a path, empty where it is as it was.

    >>> place_words(Place("a.txt", "moved", now="b.txt"))
    'a.txt is now b.txt.'
    """
    if place.state == "moved":
        return f"{place.source} is now {place.now}."
    if place.state == "changed":
        also = f" What it held is now in {place.now}." if place.now else ""
        return f"{place.source} holds other bytes.{also}"
    if place.state == "gone":
        return f"{place.source} is gone. If it was moved, name the folder where it lies now."
    return f"{place.source}: {place.reason}" if place.reason else ""


def _claim(one: Concerned, names: Mapping[str, str], width: int | None) -> Iterator[str]:
    yield wrapped(f"{one.state}: {told_words(one.told, names)}", width=width, indent=4)
    if one.told.quote:
        yield wrapped(f'"{clean(readable(one.told.quote))}"', width=width, indent=6)
    now = "" if one.now is None else f", now at {one.now}–{one.now + one.end - one.start}"
    yield wrapped(f"{one.told.citation}, characters {one.start}–{one.end}{now}", width=width, indent=6)


def verification_record(found: Verification) -> dict[str, Any]:
    """Return a verification as JSON has it."""
    return {
        "drift": found.drift,
        "documents": dict(found.documents),
        "claims": dict(found.claims),
        "damage": list(found.damage),
        "inputs": [{"path": one.source, "code": one.code, "reason": one.reason, "remedy": one.remedy} for one in found.problems],
        "found": [_record(one, found.names) for one in found.found],
    }


def _record(one: Verified, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "document": one.paper.iri,
        "id": one.paper.id,
        "doc": one.paper.doc,
        "title": one.paper.title,
        "state": one.state,
        "new_id": one.new_id or None,
        "reason": one.reason,
        "damage": list(one.damage),
        "paths": [
            {"path": place.source, "state": place.state, "sha256": place.sha256 or None, "now": place.now or None,
             "reason": place.reason}
            for place in one.places
        ],
        "counts": dict(one.counts),
        "concerned": [
            {
                "id": each.id, "state": each.state, "sentence": told_words(each.told, names), "quote": each.told.quote,
                "start": each.start, "end": each.end, "now": each.now, "page": each.told.page,
                "citation": each.told.citation,
            }
            for each in one.concerned
        ],
    }  # fmt: skip
