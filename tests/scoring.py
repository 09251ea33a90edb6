"""A plain scorer for the test documents: entities by a shared surface or value, relations by their ends.

It is stricter on names and laxer on owners than the project's reference scorer, and needs nothing beside the project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors import read_document
from extractors.reading import read_file
from extractors.records import LocalEntity, Reading
from ontology.terms import ENTITY_TYPES, PREDICATES


def fold(text: str) -> str:
    """Fold a surface as surfaces are compared: small letters, single spaces, no quotation marks.

    >>> fold("“Råd  for A”")
    'råd for a'
    """
    return " ".join(text.replace("”", "").replace("“", "").replace('"', "").split()).casefold().strip(" .,;:")


def coarse(kind: str) -> str:
    return ENTITY_TYPES[kind].coarse


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def value(text: object) -> str:
    """Return a value as values are compared: a number of kroner without a fraction, a date without its sign of doubt."""
    try:
        return str(float(str(text)))
    except ValueError:
        return str(text or "").rstrip("~?%")


def linked(gold: Sequence[Mapping[str, Any]], found: Sequence[LocalEntity]) -> dict[str, str]:
    """Return the gold id of each local entity's key: one to one, most shared surfaces first."""
    pairs = []
    for entity in found:
        mine = {fold(s) for s in (entity.name, *entity.surfaces)}
        for row in gold:
            if coarse(row["type"]) != coarse(entity.type):
                continue
            if entity.type in ("DATE", "AMOUNT", "MEETING"):
                weight = 9 if value(row["value"]) == value(entity.value) else 0
            elif entity.type == "AGENDA_ITEM":
                weight = 9 if str(row["value"]) == entity.value else 0
            else:
                weight = len(mine & {fold(s) for s in (row["name"], *row["surfaces"])}) + 2 * (fold(row["name"]) == fold(entity.name))
            if weight:
                pairs.append((-weight, row["id"], entity.key))
    mapping: dict[str, str] = {}
    for _, gold_id, key in sorted(pairs):
        if key not in mapping and gold_id not in mapping.values():
            mapping[key] = gold_id
    return mapping


def counts(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return true and false positives and misses of ``entities`` and ``relations`` over all documents of a folder."""
    total = {"entities": [0, 0, 0], "relations": [0, 0, 0]}
    for path in sorted(folder.glob("*.txt")):
        name = path.stem
        reading = read_document(read_file(path, source=path.name))
        for kind, found in document(reading, rows(folder / f"{name}.entities.jsonl"), rows(folder / f"{name}.relations.jsonl")).items():
            for place, number in enumerate(found):
                total[kind][place] += number
    return {kind: (found[0], found[1], found[2]) for kind, found in total.items()}


def document(reading: Reading, gold: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Return the counts of one document; what the gold marks optional counts neither way."""
    mapping = linked(gold, reading.entities)
    optional = {row["id"] for row in gold if row["optional"]}
    spared = sum(1 for key in mapping if mapping[key] in optional)
    found = len(mapping) - spared
    wanted = {_ends(row["predicate"], row["subject"], row["object"]): row for row in told}
    right: set[tuple[str, ...]] = set()
    wrong: set[tuple[str, ...]] = set()
    for claim in reading.claims:
        if claim.polarity != "positive":
            continue
        subject = mapping.get(claim.subject, claim.subject)
        ends = _ends(claim.predicate, subject, mapping.get(claim.object, claim.object))
        if ends in wanted:
            if not wanted[ends]["optional"]:
                right.add(ends)
        elif not {subject, ends[-1], ends[-2]} & optional:
            wrong.add(ends)
    missed = [e for e, row in wanted.items() if e not in right and not row["optional"] and not {row["subject"], row["object"]} & optional]
    return {
        "entities": (found, len(reading.entities) - len(mapping), len(gold) - len(optional) - found),
        "relations": (len(right), len(wrong), len(missed)),
    }


def _ends(predicate: str, subject: str, object_: str) -> tuple[str, ...]:
    return (predicate, *sorted((subject, object_))) if PREDICATES[predicate].symmetric else (predicate, subject, object_)


def f1(found: tuple[int, int, int]) -> float:
    """Return F1 of (true positives, false positives, misses).

    >>> f1((8, 2, 2))
    0.8
    """
    right, wrong, missed = found
    return 2 * right / (2 * right + wrong + missed) if right else 0.0
