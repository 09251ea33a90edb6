"""A comparison in words and as records: what `kg diff` prints beside the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractors.records import Entity
from kg.compare.diff import Change, Diff, DocumentChange
from kg.compare.show import Shown, Side
from kg.describing import WORDS, passages, wrapped
from kg.facts import Fact
from kg.printing import clean, kroner
from kg.verification.text import told_words
from ontology.terms import ENTITY_TYPES

SIGNS: Mapping[str, str] = {"new": "+", "gone": "-", "changed": "~", "replaced": "~", "moved": ">"}
WHY: Mapping[str, str] = {
    "document_new": "told by a new document",
    "document_gone": "its document is gone",
    "document_replaced": "its document has been replaced",
    "read_otherwise": "its document is in both builds",
}
"""Why something differs, in words."""
DOCUMENTS = 200
"""How many documents are listed to read; programs are told all of them."""


def names_of(side: Side) -> dict[str, str]:
    """Return the names of the entities of a build, by IRI; an agenda item is told from what it is about."""
    return {iri: _name(entity) for iri, entity in side.entities.items()}


def _name(entity: Entity) -> str:
    if entity.type == "AMOUNT" and entity.value and entity.name == entity.value:
        return kroner(entity.value)
    if entity.type == "AGENDA_ITEM":
        return f"item {entity.value}, {entity.name}" if entity.value else f"item {entity.name}"
    return entity.name


def alike(told: Sequence[Shown]) -> list[list[Shown]]:
    """Return passages that say the same together, in the order of the first of each.

    >>> alike(())
    []
    """
    groups: dict[tuple[object, ...], list[Shown]] = {}
    for one in told:
        key: tuple[object, ...]
        if isinstance(one, Fact):
            said = tuple(pair for pair in one.qualifiers if pair[0] not in WORDS)
            key = (one.subject, one.predicate, one.object, one.status, one.polarity, one.said_by, said)
        else:
            key = (one.remark, one.about, one.by, one.details, one.status)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def diff_text(found: Diff, *, width: int | None = None) -> str:
    """Return a comparison as text: counts, documents, and the changes by programme and council, with quotes."""
    return "\n".join(_lines(found, width)) + "\n"


def _lines(found: Diff, width: int | None) -> Iterator[str]:
    yield f"{clean(found.before.label)} -> {clean(found.now.label)}"
    for name, counts in (("Facts", found.facts), ("Remarks", found.remarks)):
        yield f"{name}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}."
    for name, entities in (("new", found.entities_new), ("gone", found.entities_gone)):
        if entities:
            kinds = ", ".join(f"{ENTITY_TYPES[kind].label_en} {number}" for kind, number in entities.items())
            yield wrapped(f"Entities {name}: {sum(entities.values())} ({kinds}).", width=width, indent=0)
    if found.documents:
        yield "\nDocuments"
        yield from (wrapped(document_words(one), width=width, indent=2) for one in found.documents[:DOCUMENTS])
        if len(found.documents) > DOCUMENTS:
            yield f"  … and {len(found.documents) - DOCUMENTS} more: see --format json"
    before, now = names_of(found.before), names_of(found.now)
    for group in found.groups:
        type_ = f" ({ENTITY_TYPES[group.type].label_en})" if group.type else ""
        counted = ", ".join(f"{count} {kind}" for kind, count in group.counts.items())
        yield f"\n{clean(group.name) or 'Other'}{type_}: {counted}"
        remarks = False
        for change in group.changes:
            if change.family != "fact" and not remarks:
                remarks = True
                yield "  Figures, follow-ups, votes and the like"
            yield from _change(change, before, now, found.group_names, width)
        if len(group.changes) < sum(group.counts.values()):
            yield f"  … and {sum(group.counts.values()) - len(group.changes)} more: see --limit"


def document_words(one: DocumentChange) -> str:
    """Return what has become of a document.

    >>> document_words(DocumentChange("replaced", "8c1e", "a.txt", "Notat", "91b0"))
    '~ replaced: a.txt, Notat (8c1e is now 91b0)'
    """
    more = {"replaced": f"{one.id} is now {one.new_id}", "moved": f"now {one.now}"}.get(one.kind, one.id)
    title = f", {one.title}" if one.title else ""
    return f"{SIGNS[one.kind]} {one.kind}: {one.path}{title} ({more})"


def _change(
    change: Change, before: Mapping[str, str], now: Mapping[str, str], groups: Mapping[str, str], width: int | None
) -> Iterator[str]:
    also = ", ".join(groups[slug] for slug in change.groups[1:])
    why = WHY[change.why] + (f"; also under {also}" if also else "")
    if change.kind != "changed":
        side, names = (change.now, now) if change.kind == "new" else (change.before, before)
        for each in alike(side):
            yield wrapped(f"{SIGNS[change.kind]} {change.kind}: {_said(each[0], names)}", width=width, indent=2)
            yield from passages(each, width, indent=6)
        yield wrapped(f"({why})", width=width, indent=6)
        return
    yield wrapped(f"~ changed ({why})", width=width, indent=2)
    for label, side, names in (("before", change.before, before), ("now", change.now, now)):
        for each in alike(side):
            yield wrapped(f"{label}: {_said(each[0], names)}", width=width, indent=4)
            yield from passages(each, width, indent=6)
        if not side:
            yield f"    {label}: {'not said so' if label == 'before' else 'no longer said so'}; what else is said of it stays"


def _said(told: Shown, names: Mapping[str, str]) -> str:
    notes = [told.status]
    if isinstance(told, Fact):
        notes += [f"{key.replace('_', ' ')}: {names.get(value, value)}" for key, value in told.qualifiers if key not in WORDS]
        notes += [f"said by {names.get(told.said_by, told.said_by)}"] if told.said_by else []
    return f"{told_words(told, names)} [{', '.join(notes)}]"


def diff_record(found: Diff) -> dict[str, Any]:
    """Return a comparison as JSON has it."""
    before, now = names_of(found.before), names_of(found.now)
    return {
        "before": found.before.label,
        "now": found.now.label,
        "facts": dict(found.facts),
        "remarks": dict(found.remarks),
        "entities": {"new": dict(found.entities_new), "gone": dict(found.entities_gone)},
        "documents": [
            {"kind": one.kind, "id": one.id, "path": one.path, "title": one.title, "new_id": one.new_id or None,
             "now": one.now or None}
            for one in found.documents
        ],
        "changes": found.total,
        "shown": found.shown,
        "groups": [
            {
                "slug": group.slug or None,
                "type": group.type or None,
                "name": group.name or "Other",
                "counts": dict(group.counts),
                "changes": [
                    {
                        "kind": change.kind,
                        "family": change.family,
                        "why": change.why,
                        "also_under": list(change.groups[1:]),
                        "before": [_passage(one, before) for one in change.before],
                        "now": [_passage(one, now) for one in change.now],
                    }
                    for change in group.changes
                ],
            }
            for group in found.groups
        ],
    }  # fmt: skip


def _passage(told: Shown, names: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"sentence": told_words(told, names)}
    if isinstance(told, Fact):
        record |= {"claim": told.claim, "subject": told.subject, "predicate": told.predicate, "object": told.object,
                   "qualifiers": dict(told.qualifiers), "polarity": told.polarity, "said_by": told.said_by}  # fmt: skip
    else:
        record |= {"remark": told.id, "kind": told.remark, "about": told.about, "by": list(told.by), "details": dict(told.details)}
    return record | {
        "status": told.status, "quote": told.quote, "citation": told.citation, "document": told.document,
        "doc": told.doc, "start": told.start, "end": told.end, "page": told.page,
    }  # fmt: skip
